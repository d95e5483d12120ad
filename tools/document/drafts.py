"""Makes drafts of the topics that a new edition affects, and puts the new facts into their comments."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from menus.document.facts import Renewed

ID = re.compile(r"[A-Za-z][A-Za-z_-]{0,20}\d\w{0,20}")
IN_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
# The comment above a topic's fields that has a fact's words.
SHOWN = re.compile(r"^# ([A-Z]+\d+[a-z]?): .*$", re.M)
REVIEWED = re.compile(r"^reviewed_by\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.M)
DAYS = re.compile(r"^(?:reviewed_on|review_by)\s*=.*\n?", re.M)


@dataclass(frozen=True, slots=True)
class Touched:
    """A topic that rests on changed or removed facts: its file, keyword, the facts' ids, its reviewer.

    `reviewed_by` is "" if nobody has reviewed it.
    """

    file: str
    keyword: str
    ids: tuple[str, ...]
    reviewed_by: str


def shown(name: str, words: str) -> str:
    """The comment that shows a fact in a topic's file: `name` is the fact's id, `words` its words."""
    return f"# {name}: {words}"


def _topic_files(pack: Path) -> Iterator[str]:
    """The paths of the pack's topic files, relative to the pack."""
    for file in sorted(pack.glob("*/topics/*.toml")):
        if not file.name.startswith("."):
            yield file.relative_to(pack).as_posix()


def _topics(pack: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each topic of a pack: its file's path in the pack, and what the file holds, as read from TOML.

    A file that cannot be read is left out.
    """
    for name in _topic_files(pack):
        try:
            topic = tomllib.loads((pack / name).read_text(encoding="utf-8-sig"))
        except (OSError, ValueError):
            continue  # `flask check` says what is wrong with it
        yield name, topic


def named_in_topics(pack: Path) -> frozenset[str]:
    """The ids of facts that the topics of a pack name, in `source` or in a mark such as [A9].

    A topic's file that cannot be read is left out.
    """
    return frozenset(one for _, topic in _topics(pack) for one in _ids(topic))


def touched(pack: Path, ids: frozenset[str]) -> Iterator[Touched]:
    """The topics that name one of the facts `ids`, as a source or at the end of a sentence.

    A topic's file that cannot be read is left out.
    """
    signed = _signed(pack)
    for name, topic in _topics(pack):
        if its := ids & set(_ids(topic)):
            by = signed.get(name.removesuffix(".toml")) or str(topic.get("reviewed_by", ""))
            keyword = str(topic.get("keyword", name))
            yield Touched(name, keyword, tuple(sorted(its)), by)


def _signed(pack: Path) -> Mapping[str, str]:
    """The names of the signers of a pack, by the id of what each signed ("en/topics/bones").

    It is empty if the pack has no signatures.toml, or one that cannot be read.
    """
    try:
        held = tomllib.loads((pack / "signatures.toml").read_text(encoding="utf-8")).get("signed", {})
    except (OSError, ValueError):
        return {}
    return {of: str(row.get("name", "")) for of, row in held.items() if isinstance(row, dict)}


def _ids(topic: Mapping[str, Any]) -> Iterator[str]:
    source = topic.get("source", [])
    yield from (one for one in source if isinstance(one, str))
    spoken = topic.get("spoken", [])
    for words in (*topic.values(), *(spoken if isinstance(spoken, list) else ())):
        for inside in IN_BRACKETS.findall(words) if isinstance(words, str) else ():
            yield from ID.findall(inside)


def as_draft(text: str) -> str:
    """The `text` of a topic's file without its review: nobody has checked it against the new edition yet."""
    return DAYS.sub("", REVIEWED.sub('reviewed_by = ""', text))


def with_new_words(text: str, renewed: Renewed) -> str:
    """The `text` of a topic's file, with the words of the new edition's facts in its comments.

    `renewed` has the facts of the new edition by id, and the ids of facts that are gone. A comment on a gone
    fact then says that the fact is gone. A comment on a fact that `renewed` does not know stays as it is.
    """

    def now(found: re.Match[str]) -> str:
        name = found[1]
        if name in renewed.gone:
            return shown(name, "gone: the document no longer says it")
        fact = renewed.facts.get(name)
        return shown(name, fact.words) if fact and fact.words else found[0]

    return SHOWN.sub(now, text)
