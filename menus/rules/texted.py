"""Rules for texts: their characters, length, beginning, and the words to reply with (R24, R25)."""

import re
import unicodedata
from collections.abc import Iterator

from menus.matcher.commands import TAKEN, same
from menus.model import Fault, Language
from menus.parts import UCS2_PART, foreign, is_gsm7, length, parts
from menus.said import Look
from menus.sentences import plain_words

LONGEST, MOST_PARTS, ONE_PART = 306, 2, 160  # septets
SHORT = (
    "text.stop",
    "text.stop_callback",
    "text.stop_callback_others",
    "text.stop_callback_both",
    "text.stop_withdrawn",
    "text.start",
    "text.start_callback",
    "text.ask_one",
    "text.ask_two",
)
# The question which topic is meant, and its end where we owe a call (R49).
ASKS, ENDS_ASK = ("text.ask_one", "text.ask_two"), "text.call_stands"
NAME = 12  # characters
NEVER_IN_NAME = ("help", "info", "stop")


def characters(look: Look) -> Iterator[Fault]:
    """Find the characters in the pack's texts that GSM-7, the plain alphabet of text messages, lacks (R24).

    One such character makes the parts of its text shorter: at most 70 characters instead of 160. Each
    different character of a text gives one fault, at its first place. In a language with `Language.parts`
    every character is allowed.
    """
    for said in () if look.language.parts else look.said:
        found = reversed(foreign(said.written)) if said.channel == "text" else ()
        for letter, at in sorted({letter: at for at, letter in found}.items(), key=lambda one: one[1]):
            what = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
            says = f"character {at + 1}, {letter!r}, is {what}, which a plain text cannot hold"
            yield Fault(said.file, said.key, says, "type a plain one in its place (R24)")


def lengths(look: Look) -> Iterator[Fault]:
    """Check that a text has at most 306 characters and 2 parts (R24).

    A reply to STOP or START, a "Did you mean …?" and a menu have at most 160 characters and 1 part. Where we
    owe a call, a sentence more stands behind "Did you mean …?": `lengths_with_call`.
    """
    for said in look.said:
        if said.channel == "text" and said.whole and not said.menu:  # a menu is measured in its own rule
            sent = said.before + said.full
            usual = (ONE_PART, 1) if said.key in SHORT else (LONGEST, MOST_PARTS)
            limit, most = limits(look.language, sent, *usual)
            count = length(sent)
            if count > limit:
                says = f"{count} characters, {count - limit} over"
                yield Fault(
                    said.file, said.key, says, "cut, or move a sentence to `more`" if said.topic else "cut"
                )
            elif parts(sent) > most and (
                is_gsm7(sent) or look.language.parts
            ):  # else the rule above names what to change
                says = f"{parts(sent)} parts, {parts(sent) - most} over"
                yield Fault(said.file, said.key, says, "cut a little, or take { } [ ] and the like out")


def lengths_with_call(look: Look) -> Iterator[Fault]:
    """Check that "Did you mean …?" with its end that a call stands has at most 306 characters, 2 parts."""
    said = {one.key: one for one in look.said if one.key in (*ASKS, ENDS_ASK)}
    end = said.get(ENDS_ASK)
    for name in ASKS if end else ():
        if name in said:
            sent = f"{said[name].full} {end.full if end else ''}"
            limit, most = limits(look.language, sent, LONGEST, MOST_PARTS)
            if (count := length(sent)) > limit or parts(sent) > most:
                says = (
                    f"{count} characters with {ENDS_ASK} behind it, where a call is owed: {parts(sent)} parts"
                )
                yield Fault(said[name].file, said[name].key, says, f"cut it, or {ENDS_ASK} (R24)")


def limits(language: Language, text: str, longest: int, most: int) -> tuple[int, int]:
    """The greatest length of a text, and the greatest number of its parts.

    For a text in UCS-2 both follow from `Language.parts`, if the language sets that. Otherwise they are
    `longest` and `most`.
    """
    if language.parts and not is_gsm7(text):
        return UCS2_PART * language.parts, language.parts
    return longest, most


def opens_with_name(look: Look) -> Iterator[Fault]:
    """Check that every text begins with the service's name (R25)."""
    for said in look.said:
        begins = said.full.startswith(look.pack.service) or not said.full
        if said.channel == "text" and said.whole and not begins:
            yield Fault(
                said.file, said.key, "does not begin with the service's name", "begin it with {service} (R25)"
            )


def service_name(look: Look) -> Iterator[Fault]:
    """Check that the service's name has 1 to 12 characters, and no word that it must not have (R25).

    Words that carriers act on ("stop") are forbidden, and so are names of conditions. A word counts as a
    condition's name if the pack has a pronunciation for it and the topics use it. A word that the topics do
    not use may be a place's name ("Tamar").
    """
    name = look.pack.service
    if len(name) > NAME:
        says = f"{len(name)} characters, {len(name) - NAME} over"
        yield Fault("menu.toml", "service", says, "choose a shorter name (R25)")
    if not name.strip():
        yield Fault("menu.toml", "service", "is empty", "write the line's name (R25)")
    for word in (*NEVER_IN_NAME, *(look.language.pronunciation.keys() & _of_topics(look))):
        if word in name.lower():
            says = f'holds "{word}"'
            mend = "choose a name that names no condition, and no word that a carrier acts on (R25)"
            yield Fault("menu.toml", "service", says, mend)


def _of_topics(look: Look) -> set[str]:
    """The words of all topics as they are written, with their keywords and synonyms."""
    topics = look.language.topics.values()
    texted = " ".join(word for topic in topics for word in (topic.keyword, *topic.also))
    said = (one.written for one in look.said if one.topic)
    return {word for words in (texted, *said) for word in plain_words(words)}


def invitations(look: Look) -> Iterator[Fault]:
    """Check that each word that texts tell people to send gets an answer."""
    invites = "|".join(re.escape(words) for words in look.language.checks.get("invites", ()))
    told = re.compile(
        rf"(?<!only )\b(?i:{invites}) ([A-Z]{{2,}}(?:(?:,| or| and) [A-Z]{{2,}})*)(?! to \d)\b(?! to \d)"
    )
    answered = TAKEN | {
        same(word) for topic in look.language.topics.values() for word in (topic.keyword, *topic.also)
    }
    for said in look.said if invites else ():
        for found in told.findall(said.full) if said.channel == "text" else ():
            for word in re.findall(r"[A-Z]{2,}", found):
                if same(word) not in answered:
                    yield Fault(
                        said.file, said.key, f"tells to text {word}, which no topic answers to", "mend it"
                    )
