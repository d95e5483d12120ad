"""Separates a writer's own words from quoted ones: a reaction ("Liked …"), or texts of ours (R47)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from menus.matcher.unwrap import any_of, unwrap, visible
from menus.model import Language, Pack
from menus.multilingual.our_texts import HIDDEN, texts_of
from menus.phrasing.lexicon import lexicon
from menus.phrasing.tables import strings, table

# Words compared at a time, in a quotation or behind our own name; from how many on they are ours anywhere;
# how many are ours where a quotation has no others between two marks of what is left out.
WINDOW, SURELY, FEW = 4, 8, 3

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
LETTER = re.compile(r"[^\W\d_]")
TORN = re.compile(r"[^\w…]{0,9}[^\W_]{0,30}(?:…|\.\.\.)")
CUT_SHORT, LEFT_OUT = ("…", "..."), re.compile(r"…|\.\.\.")
EMOJI = "(?:[\u203c\u2049\u2600-\u27bf\u2b50-\u2b55\U0001f000-\U0001faff][\ufe0e\ufe0f\u20e3]?){1,8}"
WITH = re.compile(rf"\W*(?:with|using)\s+{EMOJI}\W*", re.IGNORECASE)
UNDONE = re.compile(r"\W*removed\b", re.IGNORECASE)
CLOSING = {"“": "”", "„": "”“", "«": "»", '"': '"', "‘": "’", "'": "'"}


@dataclass(frozen=True, slots=True)
class Body:
    """A text taken apart: `text` is its writer's own words, without quotations.

    `unwrapped` is `text` without footers and signatures. `reaction` is true if a phone wrote it to react to a
    text ("Liked “…”"). In a reaction, `text` is the words after the quotation, and `theirs` is the part of
    the quotation that is not from our texts. A reaction is `foreign` if it quotes no sentence of ours,
    `urgent` if it quotes an emergency text of ours (R30, R48), and `undone` if it takes a reaction back.
    """

    text: str = field(repr=False)
    unwrapped: str = field(repr=False)
    reaction: bool = False
    urgent: bool = False
    undone: bool = False
    theirs: str = field(default="", repr=False)
    foreign: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Ours:
    """All texts that a pack can send, as words, to recognise them in a person's quotation.

    `together` holds every sequence of `WINDOW` or `FEW` words in our texts. `urgent` are our emergency texts
    and `others` the rest, each up to its first blank. `name` is the name of the service.
    """

    together: frozenset[tuple[str, ...]]
    urgent: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...]
    name: tuple[str, ...]


def read_body(pack: Pack, body: str) -> Body:
    """Separate a text into its writer's own words and its quotations."""
    language = next(iter(pack.languages.values()))
    text = visible(body)
    if reaction := _reaction(pack, language, text):
        quote, rest = reaction
        rest = rest if TOKEN.search(rest) and not WITH.fullmatch(rest) else ""
        theirs = "" if _is_few_of_ours(pack, quote) else without_ours(pack, quote, framed=True)
        foreign = theirs == quote and not _begins_as_ours(pack, quote)
        undone = bool(UNDONE.match(text))
        return Body(rest, _unwrapped(language, rest), True, _is_urgent(pack, quote), undone, theirs, foreign)
    own = without_ours(pack, text)
    return Body(own, _unwrapped(language, own))


def _unwrapped(language: Language, text: str) -> str:
    return unwrap(lexicon(language), text).text


def _tokens(text: str) -> list[str]:
    return [re.sub("['’]", "", token).lower() for token in TOKEN.findall(text)]


@lru_cache(maxsize=4)
def _ours(pack: Pack) -> _Ours:
    """The words of all texts that the pack can send, to find them in quotations; cached by pack."""
    every = tuple(text for language in pack.languages.values() for text in texts_of(pack, language))
    pieces = [tuple(_tokens(piece)) for _, text in every for piece in text.split(HIDDEN)]
    runs = ((piece, at) for piece in pieces for at in range(len(piece) - FEW + 1))
    together = frozenset(piece[at : at + size] for piece, at in runs for size in (FEW, WINDOW))
    begun = [(alarms, tuple(_tokens(text.partition(HIDDEN)[0]))) for alarms, text in every]
    urgent = tuple(tokens for alarms, tokens in begun if alarms)
    others = tuple(tokens for alarms, tokens in begun if not alarms)
    return _Ours(together, urgent, others, tuple(_tokens(pack.service)))


def without_ours(pack: Pack, text: str, framed: bool = False) -> str:
    """The text without the sentences in it that we once sent.

    With `framed` the text is a quotation: then a few words are enough to recognise a sentence as ours.
    """
    left, end = [], 0
    for first, last in _spans(pack, text, framed):
        left.append(text[end:first])
        end = last
    return "\n".join((*left, text[end:])) if left else text


def _spans(pack: Pack, text: str, framed: bool) -> Iterator[tuple[int, int]]:
    """The start and end, as indices in `text`, of each sentence in it that we once sent.

    A sentence that the phone cut short is found too. With `framed` the whole text is a quotation.
    """
    known, found = _ours(pack), list(TOKEN.finditer(text))
    plain = [re.sub("['’]", "", token.group()).lower() for token in found]
    covered = [False] * len(plain)
    for at in range(len(plain) - WINDOW + 1):
        if tuple(plain[at : at + WINDOW]) in known.together:
            covered[at : at + WINDOW] = [True] * WINDOW
    for first, last in _runs(covered):
        named = tuple(plain[first : first + len(known.name)]) == known.name
        if framed or named or last - first >= SURELY:
            stop = found[last - 1].end()
            torn = TORN.match(text, stop)
            yield found[first].start(), torn.end() if torn else stop


def _runs(covered: list[bool]) -> Iterator[tuple[int, int]]:
    """The start and end of each unbroken run of True in a list; the end is the index after the run."""
    first = None
    for at, is_ours in enumerate((*covered, False)):
        if is_ours and first is None:
            first = at
        elif not is_ours and first is not None:
            yield first, at
            first = None


def _is_few_of_ours(pack: Pack, quote: str) -> bool:
    """Whether a quotation is nothing but our name and short pieces of our texts: "… call 999 now …"."""
    known = _ours(pack)
    pieces = {tuple(_tokens(piece)) for piece in LEFT_OUT.split(quote)} - {(), known.name}
    return bool(pieces) and pieces <= known.together


def _whole_words(quote: str) -> tuple[str, ...]:
    """The words of a quotation; if it ends in "…", without the last word, which may be incomplete."""
    tokens = tuple(_tokens(quote))
    return tokens[:-1] if quote.rstrip().endswith(CUT_SHORT) else tokens


def _begins_as_ours(pack: Pack, quote: str) -> bool:
    """Whether a quotation begins with the service's name, or "DRAFT: " and the name; it may end there."""
    name, tokens = _ours(pack).name, _whole_words(quote) or tuple(_tokens(quote))
    drafts = [(*_tokens(one.text["draft"]), *name) for one in pack.languages.values()]
    return bool(tokens) and any(tokens[: len(ours)] == ours[: len(tokens)] for ours in (name, *drafts))


def _is_urgent(pack: Pack, quote: str) -> bool:
    """Whether a quotation, perhaps cut short, is from an emergency text of ours and can be from no other."""
    known, tokens = _ours(pack), _whole_words(quote)
    if len(tokens) <= len(known.name) or any(other[: len(tokens)] == tokens for other in known.others):
        return False
    return any(whole[: len(tokens)] == tokens for whole in known.urgent)


@lru_cache(maxsize=16)
def _frames(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two patterns for the beginning of a reaction, such as "Liked", "Reacted 😂 to" or an emoji.

    The first pattern also needs a quotation mark, or words for what was quoted ("an image"). The second needs
    neither: what it finds is a reaction only if words of ours follow at once.
    """
    added = table(lexicon(language).matching, "added")
    verbs, things = any_of(strings(added, "reactions")), any_of(strings(added, "reacted_to"))
    sign = rf"(?:an?\s+)?(?:{EMOJI}|(?<=\ban\s)\w+(?:\s+mark)?|(?<=\ba\s)\w+(?:\s+mark)?)"
    acts = rf"(?i:reacted\s+(?:with\s+)?{EMOJI}\s+to|added\s+{sign}\s+to|removed\s+{sign}\s+from)"
    begins = rf"\W{{0,3}}?(?:{acts}|{verbs}|{EMOJI}(?:\s*(?i:to))?)\s*:?\s*"
    quoting = re.compile(rf"{begins}(?:(?P<thing>{things})\b\W*+|(?P<open>[“„«\"‘']))")
    return quoting, re.compile(rf"{begins}[“„«\"‘']?")


def _reaction(pack: Pack, language: Language, text: str) -> tuple[str, str] | None:
    """The words that a reaction quotes, and the words after the quotation; None if there is no reaction."""
    quoting, bare = _frames(language)
    text = text.lstrip()
    if found := quoting.match(text):
        behind = text[found.end() :]
        if found["thing"]:
            return "", behind
        if closed := _quotation(behind, CLOSING[found["open"]]):
            return closed
    # without quotation marks it is one only where our own words follow at once
    begun = bare.match(text)
    behind = text[begun.end() :] if begun else ""
    spans = list(_spans(pack, behind, framed=True))
    if not spans or spans[0][0]:
        return None
    end = spans[-1][1]
    # behind it may stand a number or a day of ours, where the phone cut us short
    is_cut = behind.rstrip().endswith(CUT_SHORT) or not LETTER.search(behind[end:])
    return (behind, "") if is_cut else (behind[:end], behind[end:])


def _quotation(text: str, closing: str) -> tuple[str, str] | None:
    """Split a text that begins inside a quotation into the quoted words and the words after it.

    `closing` are the characters that can close the quotation. If none does and the text is cut short ("…"),
    all of it is quoted. If none does and it is not cut short, the result is None.
    """
    mark = re.compile(rf"[{closing}](?![^\W_])")
    if end := mark.search(text):
        return text[: end.start()], text[end.end() :]
    return (text, "") if text.rstrip().endswith(CUT_SHORT) else None
