"""docs/pack.md tells of every fixed phrase the words that it must hold, and no others."""

import re
from collections.abc import Iterator

from menus.blanks import COST, RECORDED
from menus.model import Pack
from menus.rules import fixed, texted
from settings import HERE

WORD = re.compile(r"\{\w+\}|1 1 6, 1 2 3|8 5 2, 5 8|116 123|\b\d(?: \d)+\b|\b\d+\b|\b[A-Z]{3,}\b")
# A piece of the limits that is a list of words, of all phrases of its row or of those named before it.
LIST = re.compile(rf"(?:((?:`\w+` ?)+): )?(?:`?(?:{WORD.pattern})`?|,? (?:and|then|first|twice) ?|, )+")
MEASURE = re.compile(r"\d+ (?:seconds|words|characters)")
# menus/rules/of_helpline holds what is said of costs and of recording.
ELSEWHERE = {f"{{{name}}}" for name in COST | RECORDED}


def pieces() -> Iterator[tuple[list[str], str]]:
    """The phrases of each row of the docs, with each piece of what the row says of their limits."""
    for row in (HERE / "docs" / "pack.md").read_text(encoding="utf-8").splitlines():
        if row.startswith(("| `call.", "| `text.")):
            keys, _, limits = row.split("|")[1:4]
            yield from ((re.findall(r"`([^`]+)`", keys), piece.strip()) for piece in limits.split(";"))


def lists() -> Iterator[tuple[str, str]]:
    """Each phrase with each list of words that it must hold, as the docs tell them."""
    for keys, piece in pieces():
        if met := LIST.fullmatch(piece):
            named = re.findall(r"\w+", met[1] or "")
            assert set(named) <= {key.partition(".")[2] for key in keys}
            yield from ((key, piece) for key in keys if not named or key.partition(".")[2] in named)


def test_the_docs_tell_the_words_that_each_phrase_must_hold() -> None:
    told: dict[str, list[str]] = {}
    for key, piece in lists():
        told.setdefault(key, []).extend(WORD.findall(piece))
    assert {key: sorted(words) for key, words in told.items()} == {
        key: sorted(words) for key, words in fixed.HOLDS.items()
    }


def test_every_word_in_the_limits_of_the_docs_is_read_as_one_that_must_be_held() -> None:
    others = [MEASURE.sub("", piece) for _, piece in pieces() if not LIST.fullmatch(piece)]
    assert [piece for piece in others if set(WORD.findall(piece)) - ELSEWHERE] == []


def test_the_numbers_that_the_docs_call_the_first_come_first_in_the_phrase(pack: Pack) -> None:
    english = pack.languages["en"]
    said = {f"call.{name}": words for name, words in english.call.items()}
    said |= {f"text.{name}": words for name, words in english.text.items()}
    first = {key: WORD.findall(piece.partition(" first")[0]) for key, piece in lists() if " first" in piece}
    found = {key: [word for word in WORD.findall(said[key]) if word[0].isdigit()] for key in first}
    assert {key: found[key][: len(numbers)] for key, numbers in first.items()} == first
    assert set(fixed.IN_ORDER) <= first.keys()


def test_the_docs_tell_which_texts_are_held_to_160_characters() -> None:
    short = [key for keys, piece in pieces() if piece == "160 characters" for key in keys]
    assert sorted(short) == sorted({*texted.SHORT, "text.menu", "text.list"})
