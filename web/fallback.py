"""What the carrier says and texts while our servers are down (R45), made from the pack. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from ivr.call import Call
from ivr.model import Caller, Dial, Heard, Pause, Place
from ivr.rooms.person import RING
from ivr.spot import Spot
from ivr.twiml import render_for_good
from menus.blanks import whole
from menus.model import Language, Pack
from menus.seconds import CLIPPED
from menus.words import fill_text
from sms.routes import render

# No sentence of a fallback has a blank that looks at the clock (menus/blanks.py).
EVER = datetime(2000, 1, 3, tzinfo=UTC)
# Who pastes a document, and who serves it, may break its lines anew and drop its first line.
DECLARED, BETWEEN, SPACE = re.compile(r"^\s*<\?xml[^>]*>"), re.compile(r">\s+<"), re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Fallback:
    """Two TwiML documents for the carrier to keep: the words for a caller, and the text for a texter."""

    voice: bytes
    text: bytes


def fallback(pack: Pack, line: str) -> Fallback:
    """What the carrier says and texts while we are down, in the pack's first language.

    The bytes stay the same until the pack changes.

    `line` is the line's own number (E.164), "" if it is not known. The helpline is rung after the words only
    if it is a switchboard, which answers even when the helpline is closed: the document knows no hours, and
    cannot ask the person who picks up whether they take the call.
    """
    language = next(iter(pack.languages.values()))
    helpline = pack.hours.numbers[0]
    ring = None
    if helpline.answered_by == "switchboard":
        ring = Dial(helpline.number, RING["switchboard"], screen=False)
    words = _said(pack, language, "fallback", "helpline_itself", *(["fallback_transfer"] if ring else []))
    after = _said(pack, language, "helpline_itself", "goodbye")
    text = whole(fill_text(language.text["fallback"], pack, language, EVER))
    return Fallback(render_for_good(language, words, ring, line, after), render(text))


def _said(pack: Pack, language: Language, *names: str) -> tuple[Heard, ...]:
    call = Call(pack, Place(language.code, Spot("lost")), EVER, Caller())
    return (Pause(CLIPPED), *(call.phrase(name) for name in names))


def carriers_replies(pack: Pack) -> dict[str, str]:
    """The replies that the carrier is to send for its own keywords, by keyword: STOP, START, HELP."""
    language = next(iter(pack.languages.values()))
    return {
        word.upper(): whole(fill_text(language.text[word], pack, language, EVER))
        for word in ("stop", "start", "help")
    }


def checksum(document: bytes) -> str:
    """A short hash (16 hex digits) of a TwiML document, to compare our copy with the copy kept elsewhere.

    The XML declaration and the kind and amount of white space do not affect the hash.
    """
    plain = BETWEEN.sub("><", DECLARED.sub("", document.decode(errors="replace")))
    return sha256(SPACE.sub(" ", plain).strip().encode()).hexdigest()[:16]
