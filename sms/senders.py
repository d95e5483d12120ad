"""Which senders get a reply: phone numbers, but no names, short codes or our own number (R32, R44)."""

import re

from sms.model import Reach
from store.numbers import COSTLY, is_withheld

# "whatsapp:+44…", "rcs:+44…": the same person on another road.
ROAD = re.compile(r"\s*(?:whatsapp|rcs|sms|mms|tel):\s*", re.IGNORECASE)
DRESS = re.compile(r"[\s().\-]")
# As a carrier may write a number of this country, without its plus; a short code has fewer digits.
BARE = re.compile(r"(?:00|)44(?P<code>[1-9]\d{8,9})|0(?P<own>[1-9]\d{8,9})", re.ASCII)
FOREIGN = re.compile(r"(?:00)?(?P<number>[1-9]\d{10,14})", re.ASCII)
# Satellite phones, and numbers of no country.
SATELLITE = ("+870", "+878", "+881", "+882", "+883", "+979")


def identity(sender: str) -> str:
    """The sender in one spelling, however the carrier writes it: E.164 if it is a phone number."""
    plain = DRESS.sub("", ROAD.sub("", sender, count=1) if ROAD.match(sender) else sender)
    if found := BARE.fullmatch(plain):
        return f"+44{found['code'] or found['own']}"
    if found := FOREIGN.fullmatch(plain):
        return f"+{found['number']}"
    return plain.replace("+440", "+44", 1) if plain.startswith("+440") else plain


def may_answer(sender: str, line: str) -> bool:
    """Whether a text from `sender` gets a reply; `line` is the line's own number ("" if not known)."""
    name = identity(sender)
    return not is_withheld(name) and name != identity(line)


def reach(sender: str) -> Reach:
    """Whether a number (E.164) is "uk", "abroad" or "costly": only "uk" numbers are sent every text (R32)."""
    if COSTLY.fullmatch(sender) or sender.startswith(SATELLITE):
        return "costly"
    return "uk" if sender.startswith("+44") else "abroad"
