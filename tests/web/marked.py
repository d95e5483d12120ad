"""Which language each word of a page is marked to be in, as a screen reader takes it (WCAG 3.1.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from menus.model import Language, Pack

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAID_BY = ("aria-label", "alt", "placeholder", "title", "value")
CUT = re.compile(r"\{\w+\}|[.?!:;“”\n]")
WORDS, LETTERS = 3, 14


@dataclass
class Marked(HTMLParser):
    """The words of a page by the language that they are marked with, but its head's and code's."""

    said: list[tuple[str, str]] = field(default_factory=list)
    within: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def lang(self) -> str:
        return self.within[-1][1] if self.within else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or self.lang
        self.said += [(lang, words) for name in SAID_BY if (words := given.get(name))]
        if tag not in VOID:
            self.within.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"head", "script", "code"} & {tag for tag, _ in self.within}:
            self.said.append((self.lang, " ".join(data.split())))


def runs(page: str) -> list[tuple[str, str]]:
    """The words of a page in order, each run with its language."""
    marked = Marked()
    marked.feed(page)
    return marked.said


def wrongly_marked(page: str, pack: Pack) -> Iterator[str]:
    """Words of a language of the pack that stand on a page as words of another."""
    own = {code: fragments(pack, code) for code in pack.languages}
    for lang, words in runs(page):
        for code, known in own.items():
            if code != lang.partition("-")[0]:
                yield from (f"{code} in {lang}: {one}" for one in known if one in words)


def marked_as(page: str, pack: Pack, code: str) -> int:
    """How many runs of a page are words of this language of the pack, and marked so."""
    known = fragments(pack, code)
    return sum(any(one in words for one in known) for lang, words in runs(page) if lang == code)


def fragments(pack: Pack, code: str) -> frozenset[str]:
    """Parts of sentences that this language alone says, each of some words."""
    found = frozenset(_fragments(pack.languages[code]))
    others = (_fragments(one) for name, one in pack.languages.items() if name != code)
    return found.difference(*others)


def _fragments(language: Language) -> Iterator[str]:
    own = [words for name, words in language.call.items() if f"call.{name}" not in language.lent]
    own += [words for name, words in language.text.items() if f"text.{name}" not in language.lent]
    for name, topic in language.topics.items():
        if f"topics.{name}" not in language.lent:
            own += [
                topic.title,
                topic.option,
                topic.short,
                topic.safety,
                topic.text,
                topic.more,
                *topic.spoken,
            ]
    for words in own:
        for part in CUT.split(words):
            told = " ".join(part.split())
            if len(told.split()) >= WORDS and len(told) >= LETTERS:
                yield told
