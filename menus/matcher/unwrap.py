"""Removes the parts of a message that are not its own text: footers, signatures, quoted replies."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from menus.phrasing.lexicon import Lexicon
from menus.phrasing.tables import strings, table

LONGEST_NAME = 3  # words of a name that somebody signs with
NAME = r"(?:[A-Z]\.? ?)?[A-Z][\w'’-]++"
EMOJI_DRESS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
BLANKS = re.compile(r"\s{3,}|[^\S\n]{2}")
QUOTED_LINE = re.compile(r"^[ \t]*>.*$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A message's own text, and the parts removed from it.

    `names` are the names with which it is signed, except those that the pack lists. `cut` is true if anything
    was removed, quoted replies included.
    """

    text: str
    footers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Wrappings:
    """The regular expressions for the additions of phones and people to a message, for one language."""

    footer: re.Pattern[str]
    signed: re.Pattern[str]
    signed_behind: re.Pattern[str]
    quoted: re.Pattern[str]
    names: frozenset[str]
    emoji: Mapping[str, str]
    dictated: re.Pattern[str]
    signs: Mapping[str, str]


def any_of(listed: Iterable[str]) -> str:
    """A regular expression for any of the listed wordings, in any letter case and spacing.

    Longer ones are tried first. If none are listed, it matches nothing.
    """
    words = sorted((re.escape(one).replace(r"\ ", r"\s+") for one in listed), key=len, reverse=True)
    return f"(?i:{'|'.join(words) or '(?!)'})"


def _one_line(words: str) -> str:
    return " ".join(words.casefold().split())


@lru_cache(maxsize=16)
def _wrappings(lexicon: Lexicon) -> _Wrappings:
    """The regular expressions for additions to a message, such as footers and signatures.

    They are for one language, compiled at first use and cached.
    """
    added = table(lexicon.matching, "added")
    footers, devices = any_of(strings(added, "footers")), any_of(strings(added, "devices"))
    closings, above = any_of(strings(added, "closings")), any_of(strings(added, "quoted"))
    at_start = r"(?:^|(?<=[.?!,;:)*|~_–—-])|(?<=\s)(?=[A-Z]))"
    # nothing here may run on for as long as a message is and be tried again from its every sign
    rest_of_line = r"(?:[^\n.?!]|[.?!](?=\S))*[.?!]*"
    dressed = rf"[ \t]{{0,2}}[*|~_–—-]{{0,3}}[ \t]{{0,2}}{footers}\b{rest_of_line}"
    in_mid_line = rf"(?<=\s){footers}\s+(?:my\s+)?(?:\w+\s+)?{devices}\b{rest_of_line}"
    name = rf"{NAME}(?:[ \t]+{NAME}){{0,{LONGEST_NAME - 1}}}"
    signs = {_one_line(said): str(sign) for said, sign in table(added, "dictated").items()}
    kisses = r"[\s.,!]*+[xX]*+[\s.]*+"
    return _Wrappings(
        footer=re.compile(rf"{at_start}{dressed}|{in_mid_line}", re.MULTILINE),
        signed=re.compile(rf"[\s*~–—-]*+(?:{closings}\b[,.!]*[ \t]*)*+(?P<name>{name}|\w++)?{kisses}"),
        signed_behind=re.compile(
            rf"(?:(?:(?<=[.,!?;])\s*|(?<=\A[Ss][Tt][Oo][Pp])\s+){closings}[,.!]*\s+|(?<=\s)[–—-]\s*)"
            rf"(?P<name>{name}){kisses}\Z"
        ),
        quoted=re.compile(
            rf"^[^\w\n]*{above}.*\Z|^On\b[^\n]{{5,120}}\n?[^\n]{{0,80}}\bwrote:.*\Z"
            r"|^From:[^\n]+\n(?:Sent|To|Date|Subject):.*\Z|^(?:_{5,}|-- ?)$.*\Z",
            re.MULTILINE | re.DOTALL,
        ),
        names=frozenset(name.casefold() for name in strings(added, "names")),
        emoji={sign: str(words) for sign, words in table(added, "emoji").items()},
        # what comes to "a full stop" is no sign, and the two words alone may be meant for STOP
        dictated=re.compile(rf"(?<=\w)(?<!\b[aA])(?<!\b[tT]he)\s+(?P<said>{any_of(signs)})(?=[\s.,!?]|\Z)"),
        signs=signs,
    )


def visible(text: str) -> str:
    """The text without invisible characters (zero-width spaces), and with long white space cut short.

    Two or more spaces become one. Three or more spaces and line breaks in a row become one empty line.
    """
    if not text.isascii():
        text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return BLANKS.sub(lambda run: "\n\n" if "\n" in run[0] else " ", text.replace("\r", "\n"))


def with_signs(lexicon: Lexicon, message: str) -> str:
    """The message with signs where a phone's dictation wrote their names: "?" for "question mark"."""
    known = _wrappings(lexicon)
    return known.dictated.sub(lambda found: known.signs.get(_one_line(found["said"]), found[0]), message)


def unwrap(lexicon: Lexicon, message: str) -> Unwrapped:
    """Remove footers, quotes, signatures and invisible characters from a message before matching.

    A message of emoji alone becomes the pack's words for its first emoji; it stays if the pack has none.
    """
    known = _wrappings(lexicon)
    text = visible(message)
    if emoji := _said_by_emoji(known, text):
        # a sign behind the first may be the one that calls for help
        return Unwrapped(emoji, cut=True)
    own = known.quoted.sub("", QUOTED_LINE.sub("", text)) if _may_quote(text) else text
    footers = tuple(found.group() for found in known.footer.finditer(own))
    left, names = _unsigned(lexicon, known, known.footer.sub("\n", own) if footers else own)
    return Unwrapped(left, footers, names, left != text)


def _may_quote(text: str) -> bool:
    return "\n" in text or text.lstrip().startswith((">", "-", "_"))


def _said_by_emoji(known: _Wrappings, text: str) -> str:
    """The pack's words for the first emoji of a text of emoji alone; "" for any other text."""
    signs = EMOJI_DRESS.sub("", text).split()
    first = next(iter("".join(signs)), "")
    return known.emoji.get(first, "") if first and not any(map(str.isalnum, "".join(signs))) else ""


def _unsigned(lexicon: Lexicon, known: _Wrappings, text: str) -> tuple[str, tuple[str, ...]]:
    """The text without a signature at its end, and the removed names that the pack does not list.

    A signature is a name, closing words or kisses. The first line is never removed whole.
    """
    lines, names = text.rstrip().split("\n"), []
    while len(lines) > 1:
        found = known.signed.fullmatch(lines[-1])
        if not found or not _is_name(lexicon, known, found["name"] or ""):
            break
        names.append(found["name"] or "")
        lines.pop()
    left = "\n".join(lines)
    found = known.signed_behind.search(left)
    if found and found.start() and _is_name(lexicon, known, found["name"]):
        names.append(found["name"])
        left = left[: found.start()]
    return left, tuple(name for name in names if name.casefold() not in known.names | {""})


def _is_name(lexicon: Lexicon, known: _Wrappings, said: str) -> bool:
    """Whether all words are names: listed in the pack, or capitalised and in none of its phrases."""
    return all(
        word.casefold() in known.names
        or len(word) == 1
        or (word[0].isupper() and not word.isupper() and word.casefold() not in lexicon.near.wanted)
        for word in re.findall(r"\w+", said)
    )
