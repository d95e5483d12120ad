"""Which senders get a reply: phone numbers, but no names, short codes or our own number (R32, R44)."""

import re
from functools import lru_cache

from sms.model import Reach
from store.numbers import is_costly, is_withheld

# "whatsapp:+44…", "rcs:+44…": the same person on another road.
ROAD = re.compile(r"^\s*(?:whatsapp|rcs|sms|mms|tel):\s*", re.IGNORECASE)
DRESS = re.compile(r"[\s().\-]")
# As a carrier may write a number of this country, without its plus; a short code has fewer digits.
BARE = re.compile(r"(?:00|)44(?P<code>[1-9]\d{8,9})|0(?P<own>[1-9]\d{8,9})", re.ASCII)
FOREIGN = re.compile(r"(?:00)?(?P<number>[1-9]\d{10,14})", re.ASCII)


def identity(sender: str) -> str:
    """The sender in a uniform spelling, however the carrier writes it: E.164 if it is a phone number.

    A name or a short code only loses its spaces, brackets, dots and hyphens.
    """
    plain = DRESS.sub("", ROAD.sub("", sender))
    if found := BARE.fullmatch(plain):
        return f"+44{found['code'] or found['own']}"
    if found := FOREIGN.fullmatch(plain):
        return f"+{found['number']}"
    return plain.replace("+440", "+44") if plain.startswith("+440") else plain


def may_answer(sender: str, *ours: str) -> bool:
    """Whether a text from `sender` gets a reply: it must be a phone number, and none of the line's own.

    `ours` are the line's own numbers ("" if not known).
    """
    name = identity(sender)
    return not is_withheld(name) and name not in map(identity, ours)


@lru_cache(maxsize=1024)
def reach(sender: str) -> Reach:
    """Whether a number (E.164) is "uk", "abroad" or "costly": only "uk" numbers are sent every text (R32)."""
    if is_costly(sender):
        return "costly"
    return "uk" if sender.startswith("+44") else "abroad"
