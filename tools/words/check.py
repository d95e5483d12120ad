"""`flask check`: checks a pack, and prints each fault and how to mend it."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import click

from menus.fault.lines import placed
from menus.loading.folders import Folders, home
from menus.loading.own_number import own_number
from menus.loading.pack import PackError, load_from
from menus.loading.places import locate
from menus.messages.written import written
from menus.model import Fault, Language
from menus.rules.faults import faults, still_to_do
from menus.rules.hearing import Row, faults_hearing
from menus.signing.unsigned import together
from settings import data_dir_of
from store.desk.air import aired
from store.desk.air_copy import read_copy
from tools.signing.withdrawn import withdrawn
from tools.words.packs import folder_of
from tools.words.remaining import remaining
from tools.words.rows import rows_of

OWN_ROWS = Path(__file__).resolve().parents[2] / "tests" / "messages.tsv"
"""Messages with their right answers, by which the base's guards are tried."""


def _today_or(_context: click.Context, _option: click.Parameter, value: str) -> date:
    """The day that an option names, or today if it is empty. Raises BadParameter."""
    try:
        return date.fromisoformat(value) if value else datetime.now(UTC).date()
    except ValueError as error:
        raise click.BadParameter(f'"{value}" is no day: write it as 2026-12-25') from error


@click.command()
@click.argument("pack", required=False, metavar="[PACK]")
@click.option("--json", "as_json", is_flag=True, help="A list of objects, for a program.")
@click.option(
    "--today", default="", metavar="DATE", callback=_today_or, help="The day to judge by (default: today)."
)
def check(pack: str | None, as_json: bool, today: date) -> None:
    """Look over the pack in the folder PACK (default: the line's own) by every rule.

    If the pack has no error, its safety.toml is tested too. Each alarm must be heard in all its wordings. It
    must also be heard beside any guard, a phrase that only sounds like an alarm. Each guard must keep at
    least one message of tests/messages.tsv, or of the language's own messages.tsv, from a false alarm.

    Exit code: 0 with warnings at most, 1 with an error, 2 if there is no such folder.
    """
    folder = folder_of(pack or "", os.environ)
    if not folder.is_dir():
        raise click.UsageError(f"{folder} is no folder")
    found = _look_over(folder, today, os.environ)
    if not pack:
        found = (*found, *withdrawn(folder))
    errors = [fault for fault in found if fault.level == "error"]
    if as_json:
        click.echo(json.dumps([asdict(fault) for fault in found], indent=2, ensure_ascii=False))
    else:
        shown = together(found)
        for line in _told(folder, shown):
            click.echo(line)
        for line in () if pack else what_is_off(os.environ):
            click.echo(line)
        click.echo(f"{_plural(len(errors), 'error')}, {_plural(len(shown) - len(errors), 'warning')}")
    sys.exit(1 if errors else 0)


def _told(folder: Path, found: tuple[Fault, ...]) -> Iterator[str]:
    """A line for each fault of the pack in a folder; a short list of what is left to do comes last."""
    steps = still_to_do(found)
    for fault in (fault for fault in found if fault not in steps):
        yield _line(folder, fault) if fault.level == "error" else f"warning: {_line(folder, fault)}"
    if steps:
        yield "still to do, in this order:"
        yield from (f"{n}. {_line(folder, fault)}" for n, fault in enumerate(steps, 1))
    yield from remaining(tuple(fault for fault in found if fault not in steps))


def _line(folder: Path, fault: Fault) -> str:
    """A fault with its place and, below it, the line of the file if there is one."""
    # a setting is no file
    above = "" if fault.file.isupper() else f"{_short_path(home(folder, fault.file))}/"
    place = f"{above}{fault.file}{f':{fault.line}' if fault.line else ''}"
    told = " ".join(fault.told(place).splitlines())  # a key may hold a line break
    return f"{told}\n    {fault.shown}" if fault.shown else told


def _look_over(folder: Path, today: date, environ: Mapping[str, str]) -> tuple[Fault, ...]:
    """All faults of the pack in a folder; if the pack cannot be loaded, only the reasons for that.

    `environ` has the settings. They are used for one check: whether the line would ring its own number.
    """
    folders = Folders(folder)
    try:
        pack = load_from(folders)
    except PackError as error:
        return error.faults
    found: tuple[Fault, ...] = (*own_number(pack.hours, environ), *faults(pack, today))
    if not any(fault.level == "error" for fault in found):
        unheard = (fault for its in pack.languages.values() for fault in faults_hearing(its, _rows_for(its)))
        found = (*(locate(pack.files, fault) for fault in unheard), *found)
    return tuple(placed(folders.read, fault) for fault in found)


def what_is_off(environ: Mapping[str, str]) -> Iterator[str]:
    """A line for each topic or word that staff took out of use (off the air), and for a running notice.

    The changes are read from the copy in the data folder, not from the store; without a copy there are
    no lines.
    """
    found = aired(read_copy(data_dir_of(environ)))
    for stop in found.stops:
        yield f"off the air: {stop.kind} {stop.name}, by {stop.who}, since {stop.at:%Y-%m-%d %H:%M} UTC"
    if found.notice and datetime.now(UTC) < found.notice.end:
        yield f"a notice runs, set by {found.notice.who}, until {found.notice.end:%Y-%m-%d %H:%M} UTC"


def _rows_for(language: Language) -> tuple[Row, ...]:
    """The messages with which a language's guards are tested, each with its right answers.

    Guards are phrases that only sound like an emergency. The messages are those of tests/messages.tsv and
    the language's own.
    """
    own = ((row.text, row.right) for row in written(language.messages))
    return (*((row.text, row.right) for row in rows_of(OWN_ROWS)), *own)


def _short_path(folder: Path) -> Path:
    """The folder's path relative to the present folder, if it is below that; otherwise unchanged."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def _plural(number: int, what: str) -> str:
    """A number with its noun, in singular or plural: "1 error", "2 errors"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
