"""Adds, renames and removes a topic's messages in messages.tsv, along with the topic."""

from collections.abc import Callable, Collection, Mapping

from menus.loading.folders import BLANK
from menus.messages.answered import CARE, FEWEST
from menus.messages.written import OLD_HEAD, TO_WRITE
from tools.document.kept import text_of
from tools.document.topics.edits import Edits


def begin_messages(edits: Edits, code: str, keyword: str, medicine: bool) -> None:
    """Add to a language's messages.tsv placeholder rows for the sample messages that each topic has to have.

    The file is begun if there is none. `code` is the language's, `keyword` the topic's. With `medicine` there
    are rows on care with the medicine, too.
    """

    def added(lines: list[str], old: bool) -> list[str]:
        rows = [f"{TO_WRITE}\t{keyword}\tsaid" if old else f"{keyword}\t{TO_WRITE}"] * FEWEST
        care = [f"{TO_WRITE}\t{CARE} {keyword}\tsaid" if old else f"{CARE} {keyword}\t{TO_WRITE}"] * FEWEST
        return [*lines, *rows, *(care if medicine else ())]

    _change(edits, code, added, _head())


def rename_in_messages(edits: Edits, code: str, new: Mapping[str, str]) -> None:
    """Replace the old names of a topic by its new keyword in messages.tsv of the language `code`.

    `new` has the new keyword for each label by which a row may name the topic. If there is no such file,
    nothing is done.
    """

    def renamed(lines: list[str], old: bool) -> list[str]:
        return [_relabelled(line, old, lambda label: new.get(label, label)) for line in lines]

    _change(edits, code, renamed)


def take_from_messages(edits: Edits, code: str, words: Collection[str]) -> None:
    """Remove the rows of a topic, and of its alarms, from a language's messages.tsv.

    `code` is the language's code. `words` are the labels that name the topic in a row's right answers. A row
    that names other topics too stays, without this topic. If there is no such file, nothing is done.
    """

    def left(lines: list[str], old: bool) -> list[str]:
        kept = (_relabelled(line, old, lambda label: "" if label in words else label) for line in lines)
        was = zip(lines, kept, strict=True)
        return [line for before, line in was if line == before or _has_answer(line, old, before)]

    _change(edits, code, left)


def _has_answer(line: str, old: bool, before: str) -> bool:
    """Whether a row still has an answer after a topic was removed from it, and so stays in messages.tsv.

    A row about an alarm of the topic, or about care with its medicine, does not stay. `line` is the row
    without the topic, `before` the row with it. `old` says whether the file has the old format.
    """
    return bool(_answer(line, old)) and (" " in _answer(before, old)) == (" " in _answer(line, old))


def _head() -> str:
    """The comment lines at the top of a new messages.tsv."""
    lines = (BLANK / "en/messages.tsv").read_text(encoding="utf-8").splitlines()
    return "".join(f"{line}\n" for line in lines if line.startswith("#"))


def _change(edits: Edits, code: str, change: Callable[[list[str], bool], list[str]], head: str = "") -> None:
    """Change the lines of a language's messages.tsv with the function `change`.

    `change` gets the lines, and whether they have the old format. It gives the new lines. A missing file is
    begun with the text `head`; if `head` is "", nothing is done.
    """
    name = f"{code}/messages.tsv"
    before = edits.texts.get(name) or text_of(edits.pack, name) or head
    if before:
        edits.texts[name] = "\n".join([*change(before.splitlines(), before.startswith(OLD_HEAD)), ""])


def _answer(line: str, old: bool) -> str:
    cells = line.split("\t")
    return cells[1 if old else 0].strip() if len(cells) > 1 else ""


def _relabelled(line: str, old: bool, change: Callable[[str], str]) -> str:
    """A row with each label of its answer changed by `change`; a label that becomes "" is removed.

    `old` says whether the row has the old format.
    """
    cells = line.split("\t")
    if line.startswith("#") or len(cells) == 1:
        return line
    at = 1 if old else 0
    parts = ("|".join(filter(None, map(change, part.split("|")))) for part in cells[at].split(" "))
    cells[at] = " ".join(filter(None, parts))
    return "\t".join(cells)
