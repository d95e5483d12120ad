"""Faults of the pack in the words of staff: where they are, without a file's name or a rule's number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from menus.model import Fault

RULE = re.compile(r" ?\(R\d+(?:, R\d+)*\)| ?\bR\d+\b")
TOPIC = re.compile(r"(?:base/)?(?:[\w{}-]+/)?topics/([\w-]+)\.toml")
SHEET = re.compile(r"(?:base/)?(?:[\w{}-]+/)?(\w+)\.(?:toml|md|txt|py)")
LANGUAGE = re.compile(r"([a-z]{2,3})/")
PART = re.compile(r"(\w+)\[(\d+)\]")
SHEETS = {
    "menu": "the menus",
    "hours": "the opening hours",
    "facts": "the facts",
    "phrases": "the fixed sentences",
    "phrase_names": "the names of the fixed sentences",
    "matching": "the words that the line understands",
    "safety": "the alarms",
    "checks": "the lists of words to look out for",
    "pronunciation": "how words are said",
    "ear": "what the line has learnt to hear",
    "messages": "the examples of messages",
    "pack": "the guide to packs",
    "signatures": "who signed what",
}
FIELDS = {
    "title": "its title",
    "keyword": "the word to text for it",
    "also": "the other words for it",
    "text": "as texted",
    "more": "as texted after MORE",
    "spoken": "as spoken",
    "safety": "its safety line",
    "source": "the facts it rests on",
    "heading": "its heading",
    "author": "its author",
    "reviewed_by": "who reviewed it",
    "reviewed_on": "when it was reviewed",
    "review_by": "when it is to be reviewed again",
    "confirmed_by": "who confirmed them",
    "confirmed_on": "when they were confirmed",
    "holidays_until": "until when the bank holidays are known",
    "weekly": "the days of the week",
    "holidays": "the bank holidays",
    "numbers": "the helpline’s numbers",
    "service": "the name of the line",
    "languages": "the languages",
    "call": "heard in a call",
    "menu": "",
    "fixed-replies": "the replies to an emergency",
    "alarm-rules": "the rules that hear an alarm",
    "second-ear": "what the line has learnt to hear",
}
LEVELS = {"error": "must be put right", "warning": "look at it soon"}


@dataclass(frozen=True, slots=True)
class Told:
    """A fault as staff read it: where it is, what is wrong (`says`), and how to mend it (`mend`).

    An error has the `level` "must be put right", and `pressing` is true. A warning has the `level` "look at
    it soon". `path` has the file and the key in it, for an editor.
    """

    level: str
    pressing: bool
    where: str
    says: str
    mend: str
    path: str


def told(fault: Fault, *, on_topic: bool = False, tongues: Mapping[str, str] | None = None) -> Told:
    """A fault in the words of staff; `on_topic` leaves out the topic's name, on the topic's own page.

    `tongues` are the English names of the pack's languages by their codes; with None, or for a pack of one
    language, no language is named.
    """
    sheet, place = "" if on_topic else in_words(fault.file), _place(fault.key)
    code, _, name = fault.file.partition("/")
    if sheet and name and (tongue := (tongues or {}).get(code)):
        sheet = f"{sheet} in {tongue}"
    where = f"{sheet}, {place}" if sheet and place else sheet or place
    return Told(
        level=LEVELS[fault.level],
        pressing=fault.level == "error",
        where=_begin(where),
        says=in_words(fault.says),
        mend=_begin(in_words(fault.mend)),
        path=f"{fault.file}: {fault.key}" if fault.key else fault.file,
    )


def in_words(said: str) -> str:
    """The words of a rule of packs for staff: without the rule's number, marks of code and names of files.

    Files are called by what is in them, such as "the opening hours". `said` may be a file's name alone.
    """
    if language := LANGUAGE.fullmatch(said):
        return f"the language “{language[1]}”"
    plain = RULE.sub("", said).replace("`", "")
    plain = TOPIC.sub(lambda found: f"the topic “{found[1]}”", plain)
    return SHEET.sub(lambda found: SHEETS.get(found[1], f"the part “{found[1]}”"), plain)


def _place(key: str) -> str:
    """A fault's place in a file of the pack, from its `key` ("spoken[2]"), in words: "as spoken, part 2".

    "" if the key is "", which means the whole file.
    """
    names = [piece for piece in key.split(".") if piece]
    return ", ".join(filter(None, (_name(piece) for piece in names)))


def _name(piece: str) -> str:
    if part := PART.fullmatch(piece):
        return f"{FIELDS.get(part[1], part[1])}, part {part[2]}"
    return FIELDS.get(piece.rpartition("/")[2], f"“{piece.replace('_', ' ')}”")


def _begin(words: str) -> str:
    """The words with a capital letter at the start."""
    return words[:1].upper() + words[1:]
