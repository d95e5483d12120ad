"""Finds a phone number in a text as people type it: among words, or with the letter O for a zero."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal

from menus.model import Pack
from menus.numbers import rings_us
from sms.model import Talk
from sms.replies.callback import NUMBER, RIGHT, WHOSE
from sms.replies.quoting import read_body
from store.numbers import LONGEST, SHORTEST, read_number, whats_wrong

Kind = Literal["mobile", "landline", "abroad", "two", "letters", "short", "long", ""]
# Reads one number: gives E.164 and its kind, "" and "abroad" if it is none that we ring.
Read = Callable[[str], tuple[str, Literal["mobile", "landline", "abroad"]]]

ALIKE = str.maketrans("OoIil|", "001111")
# "5pm", "17:30", "half 5 o'clock": no part of a number, wherever they stand.
TIMES = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm|o.?clock|ish)\b|\b\d{1,2}:\d\d\b", re.IGNORECASE)
# What stands before a number, or alone, to ring by the relay service (18000 is its emergency number).
RELAY = re.compile(r"(?<!\d)1800[0-2](?!\d)")
TOKEN = re.compile(r"(?<![A-Za-z0-9])[OoIil|0-9]*[0-9][OoIil|0-9]*(?![A-HJ-NP-Za-hj-kmnp-z])")
BETWEEN = re.compile(r"(?<=\d)(\W{0,3})([OoIil|](?:\W?[OoIil|]){0,3})(?=\W{0,3}\d)")
RUN = re.compile(r"\+?\d(?:[\s().\-–—/_]*\+?\d)*")
GROUP = re.compile(r"\+?\d+")
VANITY = re.compile(r"\b0\d{2,4}[\s-]*[A-Za-z]{3,8}\b")
MEANT = 5  # digits that are meant as a number
# Digits from which on a text is meant as a number, though it is none that we ring: few where we asked for
# one, many where a time of day or anything else may be meant.
FEW, MANY = {NUMBER: 0, WHOSE: MEANT, RIGHT: MEANT}, 9
READ = 320  # characters in which a number is looked for
STARTS = ("0", "+", "44", "7")


def number_in(pack: Pack, talk: Talk, body: str, line: str = "", read: Read = read_number) -> tuple[str, str]:
    """The phone number in a text (E.164) and its kind; "" and "" if the text has no number.

    If we cannot ring the number, the result is "" and what is wrong with it (`Kind`). The line's own number
    (`line`) and the helpline's count as numbers that we cannot ring. `talk` tells which question of ours is
    open: this decides from how many digits on a text is taken to mean a number. `read` recognises a number;
    the browser phone gives a `read` of its own.
    """
    number, kind = typed_number(read_body(pack, body).unwrapped, FEW.get(talk.asks, MANY), read)
    return ("", "abroad") if rings_us(pack.hours, number, line) else (number, kind)


def typed_number(text: str, least: int = 0, read: Read = read_number) -> tuple[str, Kind]:
    """The phone number in a text (E.164) and its kind; or "" and what is wrong, if we can ring none.

    What may be wrong: "abroad" (we cannot ring the number), "two" (there are two numbers), "letters"
    (letters are part of the number), "short" or "long". It is "" if the text has fewer digits than `least`,
    because then no number is meant. `read` is the function that recognises a number.
    """
    plain = _as_digits(text[:READ])
    runs = [found.group() for found in RUN.finditer(plain)]
    found = dict.fromkeys(number for run in runs for number in _numbers_in(run, STARTS, read))
    found = found or dict.fromkeys(number for run in runs for number in _numbers_in(run, ("",), read))
    if len(found) > 1:
        return "", "two"
    for number, kind in found:
        return number, kind
    return "", _whats_wrong(plain, runs, least)


def _as_digits(text: str) -> str:
    """The text with digits for letters typed in their place ("O74OO"), and without times of day."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf"
    )
    plain = RELAY.sub(" x ", TIMES.sub(" x ", plain))
    plain = TOKEN.sub(lambda token: token.group().translate(ALIKE), plain)
    return BETWEEN.sub(lambda found: found[1] + found[2].translate(ALIKE), plain)


def _numbers_in(
    run: str, starts: tuple[str, ...], read: Read
) -> Iterator[tuple[str, Literal["mobile", "landline"]]]:
    """Each phone number that we can ring, with its kind, in `run`: digits in groups, with gaps between them.

    A number begins and ends with a group. `starts` are the first digits that it can have. If several numbers
    begin with the same group, only the longest is given.
    """
    groups, first = GROUP.findall(run), 0
    while first < len(groups):
        step = 1
        last_of_all = min(len(groups), first + LONGEST)
        for last in range(last_of_all, first, -1) if groups[first].startswith(starts) else ():
            joined = "".join(groups[first:last])
            number, kind = read(joined) if SHORTEST <= len(joined) <= LONGEST else ("", "abroad")
            if number and kind != "abroad":
                yield number, kind
                step = last - first
                break
        first += step


def _whats_wrong(plain: str, runs: list[str], least: int) -> Kind:
    """The reason why a text has no phone number that we can ring: "letters", "short", "long" or "abroad".

    It is "" if the text is not meant as a number, because it has fewer digits than `least`. `plain` is the
    text, `runs` its runs of digits.
    """
    if least <= MEANT and VANITY.search(plain):
        return "letters"
    digits = re.sub(r"(?!^\+)\D", "", max(runs, key=len, default=""))
    if len(digits) < least:
        return ""
    if len(digits) < MEANT:
        return "short" if digits and not re.search("[A-Za-z]", plain) else ""
    return whats_wrong(digits)
