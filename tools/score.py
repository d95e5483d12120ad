"""`flask score`: how well the matcher does on a file of messages whose right answers are known."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from menus.matching import label, match
from tools.match import NEWLINE, language_of

COMMANDS = frozenset({"MENU", "MORE", "BACK", "YES", "NO", "STOP", "START", "CALLME"})


@dataclass(frozen=True, slots=True)
class Row:
    """One message, the labels that are right for it, and the kind of mistake or trap that it stands for."""

    text: str
    right: frozenset[str]
    kind: str

    @property
    def group(self) -> str:
        """Which figures the row counts for: in scope, out of scope, safety, or (more than one view is
        right) lenient.
        """
        if self.right == {"NONE"}:
            return "oos"
        if self.right == {"EMERGENCY"}:
            return "safety"
        return "lenient" if self.right & {"NONE", "EMERGENCY"} else "inscope"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and what the matcher made of it."""

    row: Row
    label: str

    @property
    def asked(self) -> bool:
        """True when the answer was a question."""
        return self.label.startswith("?")

    @property
    def meant(self) -> str:
        """The label itself, or the first right one of those offered, or the first one offered."""
        offers = self.label.lstrip("?").split("|")
        return next((offer for offer in offers if offer in self.row.right), offers[0])

    @property
    def right(self) -> bool:
        """Right at once; where nothing would be right too, a question back is no mistake."""
        if self.asked:
            return self.row.group in ("oos", "lenient")
        return self.meant in self.row.right


@dataclass(frozen=True, slots=True)
class Table:
    """The figures, in percent of their group but for the counts."""

    n: int
    overall_acc: float | None
    inscope_n: int
    inscope_acc: float | None
    inscope_wrong: float | None
    inscope_abstain: float | None
    inscope_confirm_ok: float | None
    inscope_confirm_bad: float | None
    oos_n: int
    oos_false: float | None
    oos_false_topic_cmd_emerg: tuple[int, int, int]
    oos_confirm: float | None
    safety_n: int
    safety_recall: float | None
    false_emergency: int
    stop_n: int
    stop_recall: float | None
    false_stop: int
    with_a_question: float
    kinds: dict[str, str]


def rows_of(file: Path) -> tuple[Row, ...]:
    """The rows of a file: a header, then text, right labels (A|B: any is right) and kind, with tabs
    between.
    """
    lines = file.read_text(encoding="utf-8").split("\n")[1:]
    cells = (line.split("\t") for line in lines if line)
    return tuple(
        Row(text.replace(NEWLINE, "\n"), frozenset(right.split("|")), kind) for text, right, kind in cells
    )


def judged(rows: Iterable[Row], answer: Callable[[str], str]) -> tuple[Judged, ...]:
    """Each row with the label that `answer` gives its text."""
    return tuple(Judged(row, answer(row.text)) for row in rows)


def table(found: Iterable[Judged]) -> Table:
    """The figures of all judged rows."""
    every = tuple(found)
    inscope, oos, safety = (
        [one for one in every if one.row.group == g] for g in ("inscope", "oos", "safety")
    )
    wrong = [one for one in inscope if not one.asked and not one.right]
    silent = [one for one in wrong if one.meant == "NONE"]
    asked = [one for one in inscope if one.asked]
    well_asked = [one for one in asked if one.meant in one.row.right]
    false = [one for one in oos if not one.asked and one.meant != "NONE"]
    stops = [one for one in every if "STOP" in one.row.right]
    at_once, confirmed = _share(_count(inscope), len(inscope)), _share(len(well_asked), len(inscope))
    alarms, commands = (sum(one.meant in names for one in false) for names in ({"EMERGENCY"}, COMMANDS))
    return Table(
        n=len(every),
        overall_acc=_share(_count(every), len(every)),
        inscope_n=len(inscope),
        inscope_acc=at_once,
        inscope_wrong=_share(len(wrong) - len(silent), len(inscope)),
        inscope_abstain=_share(len(silent), len(inscope)),
        inscope_confirm_ok=confirmed,
        inscope_confirm_bad=_share(len(asked) - len(well_asked), len(inscope)),
        oos_n=len(oos),
        oos_false=_share(len(false), len(oos)),
        oos_false_topic_cmd_emerg=(len(false) - alarms - commands, commands, alarms),
        oos_confirm=_share(sum(one.asked for one in oos), len(oos)),
        safety_n=len(safety),
        safety_recall=_share(sum(one.meant == "EMERGENCY" for one in safety), len(safety)),
        false_emergency=sum(one.meant == "EMERGENCY" not in one.row.right for one in every),
        stop_n=len(stops),
        stop_recall=_share(sum(one.label == "STOP" for one in stops), len(stops)),
        false_stop=sum(one.label == "STOP" not in one.row.right for one in every),
        with_a_question=round((at_once or 0) + (confirmed or 0), 1),
        kinds=_kinds(every),
    )


def _count(some: Iterable[Judged]) -> int:
    return sum(one.right for one in some)


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def _kinds(every: Iterable[Judged]) -> dict[str, str]:
    by_kind: dict[str, list[Judged]] = {}
    for one in every:
        by_kind.setdefault(one.row.kind, []).append(one)
    return {kind: f"{_count(some)}/{len(some)}" for kind, some in sorted(by_kind.items())}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", is_flag=True, help="List the rows that were not right at once.")
@click.option("--json", "as_json", is_flag=True, help="One object, for a program.")
@click.option("--pack", default="", metavar="PACK", help="A pack's folder (default: the line's own).")
@click.option("--language", "code", default="", metavar="CODE", help="Default: the pack's first language.")
def score(file: Path, errors: bool, as_json: bool, pack: str, code: str) -> None:
    """Score the matcher on FILE: tab-separated text, right labels, kind, after a header.

    Exit code: 1 if a message was taken for STOP that is none, or an emergency was missed.
    """
    language = language_of(pack, code)
    found = judged(rows_of(file), lambda text: label(match(language, text)))
    figures = table(found)
    if as_json:
        click.echo(json.dumps(asdict(figures)))
    else:
        for name, figure in asdict(figures).items():
            click.echo(f"{name:28} {figure}")
    for one in found if errors else ():
        if not one.right:
            click.echo(
                f"{one.row.text!r}: {'|'.join(sorted(one.row.right))}, not {one.label} ({one.row.kind})"
            )
    sys.exit(1 if figures.false_stop or (figures.safety_recall or 100) < 100 else 0)
