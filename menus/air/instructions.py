"""The instructions that a notice must not give: open an address, use the line's keys, ring others."""

import re
from collections.abc import Iterator

from menus.matcher.commands import TAKEN
from menus.model import Fault, Language, Pack
from menus.multilingual.offered import is_english
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words

# These lead to people and to all there is, and change nothing.
HARMLESS = {"helpline", "menu"}
ENDINGS = "com|org|net|info|app|link|site|online|shop|xyz|biz|gov|nhs|uk|ly|me|io|co|gl|gd|to|cc|eu|us|tv"
ADDRESS = re.compile(rf"\b[\w-]+(?:\.[\w-]+)*\.(?:(?:{ENDINGS})\b|[a-z]{{2,}}/\S)|\w@\w|://", re.IGNORECASE)
NAMED = "zero|oh|one|two|three|four|five|six|seven|eight|nine|star|hash"
KEY = rf"(?:\d|{NAMED})\b(?! (?:hour|day|minute|week))"
PRESS = re.compile(rf"\bpress(?:ing)? (?:(?:the|key|number|button) ){{0,2}}{KEY}", re.IGNORECASE)
SEND = re.compile(r"\b(?:text|reply|send|answer)(?: us| back| with| the word)* \W?(\w+)", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
DIGITS = re.compile(r"\+?\d(?:[ ,()-]{0,2}\d)+")
CALLED = re.compile(r"\b(?:call|ring|dial|phone|text)(?: us)?(?: on| at)? $", re.IGNORECASE)
A_NUMBER = 5  # digits; fewer are one only behind a word such as "ring"
# Emergency, urgent, Samaritans, SHOUT, Relay UK, the silent solution.
EVERYBODYS = {"999", "111", "112", "116123", "85258", "18000", "18001", "55"}


def instructions(pack: Pack, said: str, key: str, file: str, *lines: str) -> Iterator[Fault]:
    """Find the instructions that the words `said` must not give; give a fault for each.

    These are forbidden: a web address, a key to press, a command to text, and a stranger's phone number.
    Numbers of the pack's helplines may be named, and so may numbers that everybody may ring, such as 999.
    `lines` are the line's own numbers (E.164, or ""), which may be named too. Each fault gives `file` and
    `key` as the place of the words.
    """
    if found := ADDRESS.search(said):
        yield Fault(file, key, f'holds a web address, "{found[0]}"', "take it out")
    if found := PRESS.search(said):
        yield Fault(file, key, f'says "{found[0]}"', "the menu tells the keys: take it out")
    for found in SEND.finditer(said):
        word = found[1].lower()
        is_command = word in TAKEN - HARMLESS and (found[1].isupper() or word == "stop")
        if is_command or re.fullmatch(r"\d{1,2}", word):
            yield Fault(file, key, f'says "{found[0]}", which the line acts on', "take it out")
    plain = re.sub(r"\bzero\b", "0", said, flags=re.IGNORECASE)
    known = EVERYBODYS | {_at_home(one) for one in (*lines, pack.hours.refuge, *_helpline(pack)) if one}
    for found in DIGITS.finditer(plain):
        digits = _at_home(re.sub(r"[^\d+]", "", found[0]))
        is_number = len(digits) >= A_NUMBER or CALLED.search(plain[: found.start()])
        if is_number and not re.fullmatch(f"({'|'.join(map(re.escape, known))})+", digits):
            mend = "only the helpline’s, this line’s, 999, 111 and Samaritans may be named"
            yield Fault(file, key, f"names the number {found[0]}", mend)


def acts(language: Language, said: str, key: str, file: str) -> Iterator[Fault]:
    """Find keys ("pwyswch 5") and commands in capitals in the words `said`, if `language` is not English.

    Words in English are left to `instructions`. `key` and `file` tell in each fault where the words stand.
    """
    if is_english(language):
        return
    if found := next((press for press in language.keys.values() if press and press in said.lower()), ""):
        yield Fault(file, key, f'says "{found}"', "the menu tells the keys: take it out")
    for word in (word for word in WORD.findall(said) if word.isupper()):
        command = lexicon(language).commands.get("".join(plain_words(word)), "menu")
        if command.lower() not in HARMLESS:
            yield Fault(file, key, f'says "{word}", which the line acts on', "take it out")


def _helpline(pack: Pack) -> tuple[str, ...]:
    return tuple(one.number for one in pack.hours.numbers)


def _at_home(number: str) -> str:
    return f"0{number[3:]}" if number.startswith("+44") else number
