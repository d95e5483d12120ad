"""Writes facts.toml and document.toml as text, keeping an editor's comments between the facts."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from menus.facts.fact import Fact
from tools.document.needs import library

HEAD = (
    "# What the document says, by sentences: heading, number there, start of the SHA-256. `flask document`\n"
    "# writes it; ids stay the same from edition to edition. Ids that begin with A are additions:\n"
    "# safety lines that the document lacks.\n"
)
ABOUT_HEAD = "# The document that this pack is made from, as `flask document` read it.\n"
TABLE = re.compile(r"^\s*\[\[?\s*([^\]\n]+?)\s*\]\]?\s*(?:#.*)?$", re.M)
ITS_NAME = re.compile(r"^document\s*=.*$", re.M)


def quoted(words: str) -> str:
    """Words as a TOML string."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def facts_text(before: str, document: str, facts: Mapping[str, Fact]) -> str:
    """The text of facts.toml with these facts (by id); `before` is the file's present text ("" for none).

    `document` is the document's name. Comments above a fact, and the words of an unchanged fact, stay as they
    are written.
    """
    head, pieces = _pieces(before)
    named = f"document = {quoted(document)}"
    if ITS_NAME.search(head):
        head = ITS_NAME.sub(lambda _: named, head, count=1)
    else:
        head = f"{head or HEAD}{named}\n"
    known = _facts_in(before)
    parts = [head.rstrip("\n") + "\n"]
    for name, fact in facts.items():
        comments, written = pieces.get(name, ("", ""))
        same = bool(written) and known.get(name) == fact
        parts.append(comments + (written if same else _fact_text(name, fact)))
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _pieces(text: str) -> tuple[str, dict[str, tuple[str, str]]]:
    """Cut the text of facts.toml: give the text above its first table, and two texts by each fact's id.

    These are the comments above the fact, and the fact's table, both as written.
    """
    tables = list(TABLE.finditer(text))
    if not tables:
        return text, {}
    starts = [_with_comments(text, table.start()) for table in tables]
    found = {}
    for table, start, end in zip(tables, starts, [*starts[1:], len(text)], strict=True):
        if table[1].startswith("fact."):
            name = table[1].removeprefix("fact.").strip("\"' ")
            found[name] = (
                text[start : table.start()].lstrip("\n"),
                text[table.start() : end].strip("\n") + "\n",
            )
    return text[: starts[0]], found


def _with_comments(text: str, start: int) -> int:
    """The offset of the comments directly above the table that starts at `start`."""
    lines = text[:start].splitlines(keepends=True)
    while lines and lines[-1].lstrip().startswith("#") and start > len(lines[-1]):
        start -= len(lines.pop())
    return start


def _facts_in(text: str) -> dict[str, Fact]:
    try:
        tables: Mapping[str, Mapping[str, Any]] = tomllib.loads(text).get("fact", {})
        return {name: Fact(**table) for name, table in tables.items()}
    except (tomllib.TOMLDecodeError, TypeError):
        return {}


def _fact_text(name: str, fact: Fact) -> str:
    return "\n".join([f"[fact.{name}]", *_lines(fact)]) + "\n"


def _lines(fact: Fact) -> Iterator[str]:
    yield f"heading = {quoted(fact.heading)}"
    if fact.words:
        yield f"words = {quoted(fact.words)}"
    if fact.sentence:
        yield f"sentence = {fact.sentence}"
        yield f"hash = {quoted(fact.hash)}"


def document_text(before: str, details: Mapping[str, str | date | None]) -> str:
    """The text of document.toml, which describes the document and its licence, with the new `details`.

    `before` is the present text, "" for none. A detail that is None or "" leaves its present value as it is.
    Comments stay.
    """
    sheet = library("tomlkit", "tomlkit").parse(before or ABOUT_HEAD)
    for name, value in details.items():
        if value and sheet.get(name) != value:
            sheet[name] = value
    return str(sheet.as_string())


def given_text(letters: Mapping[str, str], highest: Mapping[str, int]) -> str:
    """The text of document/ids.toml, which records the ids given so far, so that no id is given twice.

    An id is letters and a number, such as D12. `letters` has the letters for each heading. `highest` has the
    highest number used so far with these letters, by the letters.
    """
    lines = [
        "# Which ids were given so far: none is given twice, also after its sentence is gone.",
        "[letters]",
    ]
    lines += [f"{quoted(heading)} = {quoted(its)}" for heading, its in letters.items()]
    lines += ["", "[highest]", *(f"{its} = {number}" for its, number in highest.items())]
    return "\n".join(lines) + "\n"
