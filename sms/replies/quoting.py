"""What others' words stand in a text: a reaction with its quotation, and sentences of our own (R47)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import permutations

from menus import words
from menus.blanks import ANYWHERE
from menus.clock import put
from menus.matcher.unwrap import any_of, unwrap, visible
from menus.model import MAIN, Language, Pack
from menus.phrasing.lexicon import lexicon
from menus.phrasing.tables import strings, table
from menus.said import options

WINDOW, SURELY = 4, 8
"""Words that are compared at a time, ours in a quotation or behind our own name; from how many on they
are ours anywhere.
"""

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LETTER = re.compile(r"[^\W\d_]")
_TORN = re.compile(r"[^\w…]{0,9}[^\W_]{0,30}(?:…|\.\.\.)")
_CUT_SHORT = ("…", "...")
_EMOJI = "(?:[\u203c\u2049\u2600-\u27bf\u2b50-\u2b55\U0001f000-\U0001faff][\ufe0e\ufe0f\u20e3]?){1,8}"
_WITH = re.compile(rf"\W*(?:with|using)\s+{_EMOJI}\W*", re.IGNORECASE)
_UNDONE = re.compile(r"\W*removed\b", re.IGNORECASE)
_CLOSING = {"“": "”", "„": "”“", "«": "»", '"': '"', "‘": "’", "'": "'"}
_HIDDEN = "\0"
_EVER = datetime(2026, 1, 1, tzinfo=UTC)
ALARMS = ("urgent_", "worried", "help_me")
"""How the names of the phrases begin that go to whoever may be in danger."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text as the flow looks at it: `text` is what its writer says, `freed` that without what phones add.

    `reaction` holds for a reaction, with nothing behind it where `text` is empty; `urgent` where it is one to
    a reply of R30 or R48, `undone` where one is taken back; `theirs` is what it quotes and is not ours, and
    `foreign` holds where nothing of it is.
    """

    text: str
    freed: str
    reaction: bool = False
    urgent: bool = False
    undone: bool = False
    theirs: str = ""
    foreign: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Ours:
    """All that a pack can text: every few words of it that stand together, and how each text begins: the
    emergency texts, and the others.
    """

    together: frozenset[tuple[str, ...]]
    urgent: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...]
    name: tuple[str, ...]


def said(pack: Pack, body: str) -> Said:
    """A text, without the words that it only repeats."""
    language = next(iter(pack.languages.values()))
    text = visible(body)
    if reaction := _reaction(pack, language, text):
        quote, rest = reaction
        rest = rest if _TOKEN.search(rest) and not _WITH.fullmatch(rest) else ""
        theirs = without_ours(pack, quote, framed=True)
        foreign = theirs == quote and not _begins_as_ours(pack, quote)
        undone = bool(_UNDONE.match(text))
        return Said(rest, _freed(language, rest), True, _is_urgent(pack, quote), undone, theirs, foreign)
    own = without_ours(pack, text)
    return Said(own, _freed(language, own))


def _freed(language: Language, text: str) -> str:
    return unwrap(lexicon(language), text).text


def _tokens(text: str) -> list[str]:
    return [re.sub("['’]", "", token).lower() for token in _TOKEN.findall(text)]


@lru_cache(maxsize=4)
def ours(pack: Pack) -> Ours:
    """What the pack can text, made ready to be found in a text."""
    language = next(iter(pack.languages.values()))
    every = tuple(_texts(pack, language))
    pieces = [tuple(_tokens(piece)) for _, text in every for piece in text.split(_HIDDEN)]
    together = {piece[at : at + WINDOW] for piece in pieces for at in range(len(piece) - WINDOW + 1)}
    begun = [(name.startswith(ALARMS), tuple(_tokens(text.partition(_HIDDEN)[0]))) for name, text in every]
    urgent = tuple(tokens for alarms, tokens in begun if alarms)
    others = tuple(tokens for alarms, tokens in begun if not alarms)
    return Ours(frozenset(together), urgent, others, tuple(_tokens(pack.service)))


def _texts(pack: Pack, language: Language) -> Iterator[tuple[str, str]]:
    """Each text with its blanks filled, by its phrase or topic; what only the moment can fill is cut out."""
    listed = {name: options(language, menu) for name, menu in pack.menus.items()}
    for name, phrase in language.text.items():
        for menu in listed if name == "list" else (MAIN,):
            title = language.menus[menu].title.rstrip(".")
            yield name, _filled(pack, language, put(phrase, options=listed[menu], title=title))
    told = [topic.told for topic in language.topics.values()]
    for one, other in permutations(told, 2):
        yield "ask_two", _filled(pack, language, put(language.text["ask_two"], topic=one, other=other))
    for topic in language.topics.values():
        yield "topic", _filled(pack, language, topic.text)
        yield "topic", _filled(pack, language, topic.more)


def _filled(pack: Pack, language: Language, phrase: str) -> str:
    known = (ANYWHERE | {"afraid", "refuge"}) - {"opening"}
    cut = re.sub(r"\{(\w+)\}", lambda blank: blank[0] if blank[1] in known else _HIDDEN, phrase)
    return words.fill_text(cut, pack, language, _EVER)


def without_ours(pack: Pack, text: str, framed: bool = False) -> str:
    """The text without our own sentences. `framed`: it is a quotation, so that a few words are enough."""
    left, end = [], 0
    for first, last in _spans(pack, text, framed):
        left.append(text[end:first])
        end = last
    return "\n".join((*left, text[end:])) if left else text


def _spans(pack: Pack, text: str, framed: bool) -> Iterator[tuple[int, int]]:
    """From where to where our own sentences stand, also one that was cut short."""
    known, found = ours(pack), list(_TOKEN.finditer(text))
    plain = [re.sub("['’]", "", token.group()).lower() for token in found]
    covered = [False] * len(plain)
    for at in range(len(plain) - WINDOW + 1):
        if tuple(plain[at : at + WINDOW]) in known.together:
            covered[at : at + WINDOW] = [True] * WINDOW
    for first, last in _runs(covered):
        named = tuple(plain[first : first + len(known.name)]) == known.name
        if framed or named or last - first >= SURELY:
            stop = found[last - 1].end()
            torn = _TORN.match(text, stop)
            yield found[first].start(), torn.end() if torn else stop


def _runs(covered: list[bool]) -> Iterator[tuple[int, int]]:
    first = None
    for at, is_ours in enumerate((*covered, False)):
        if is_ours and first is None:
            first = at
        elif not is_ours and first is not None:
            yield first, at
            first = None


def _begun(quote: str) -> tuple[str, ...]:
    """The words of a quotation, without the last one where the phone may have torn it."""
    tokens = tuple(_tokens(quote))
    return tokens[:-1] if quote.rstrip().endswith(_CUT_SHORT) else tokens


def _begins_as_ours(pack: Pack, quote: str) -> bool:
    """Whether a quotation begins with our own name, or is cut short within it."""
    name = ours(pack).name
    tokens = (_begun(quote) or tuple(_tokens(quote)))[: len(name)]
    return bool(tokens) and name[: len(tokens)] == tokens


def _is_urgent(pack: Pack, quote: str) -> bool:
    """Whether a quotation, perhaps cut short, begins one of the emergency texts and no other."""
    known, tokens = ours(pack), _begun(quote)
    if len(tokens) <= len(known.name) or any(other[: len(tokens)] == tokens for other in known.others):
        return False
    return any(whole[: len(tokens)] == tokens for whole in known.urgent)


@lru_cache(maxsize=16)
def _frames(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a reaction begins ("Liked", "Removed a heart from", "Reacted 😂 to", an emoji): up to what it
    quotes, and where no mark tells that it quotes.
    """
    added = table(lexicon(language).matching, "added")
    verbs, things = any_of(strings(added, "reactions")), any_of(strings(added, "reacted_to"))
    sign = rf"(?:an?\s+)?(?:{_EMOJI}|(?<=\ban\s)\w+(?:\s+mark)?|(?<=\ba\s)\w+(?:\s+mark)?)"
    acts = rf"(?i:reacted\s+(?:with\s+)?{_EMOJI}\s+to|added\s+{sign}\s+to|removed\s+{sign}\s+from)"
    begins = rf"\W{{0,3}}?(?:{acts}|{verbs}|{_EMOJI}(?:\s*(?i:to))?)\s*:?\s*"
    quoting = re.compile(rf"{begins}(?:(?P<thing>{things})\b\W*+|(?P<open>[“„«\"‘']))")
    return quoting, re.compile(rf"{begins}[“„«\"‘']?")


def _reaction(pack: Pack, language: Language, text: str) -> tuple[str, str] | None:
    """What a reaction quotes, and what is written behind it; None where the text is none."""
    quoting, bare = _frames(language)
    text = text.lstrip()
    if found := quoting.match(text):
        behind = text[found.end() :]
        if found["thing"]:
            return "", behind
        if closed := _quotation(behind, _CLOSING[found["open"]]):
            return closed
    # without quotation marks it is one only where our own words follow at once
    begun = bare.match(text)
    behind = text[begun.end() :] if begun else ""
    spans = list(_spans(pack, behind, framed=True))
    if not spans or spans[0][0]:
        return None
    end = spans[-1][1]
    # behind it may stand a number or a day of ours, where the phone cut us short
    is_cut = behind.rstrip().endswith(_CUT_SHORT) or not _LETTER.search(behind[end:])
    return (behind, "") if is_cut else (behind[:end], behind[end:])


def _quotation(text: str, closing: str) -> tuple[str, str] | None:
    """A quotation up to its closing mark, or to where it was cut short, and what is written behind it."""
    mark = re.compile(rf"[{closing}](?![^\W_])")
    if end := mark.search(text):
        return text[: end.start()], text[end.end() :]
    return (text, "") if text.rstrip().endswith(_CUT_SHORT) else None
