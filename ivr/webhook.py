"""Reads the carrier's form in a call's webhook as an event, and opens the sealed token in a URL."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from counted import names as counted
from counted.names import Count, End
from ivr.model import DialEnded, Event, Keyed, Place, Pressed, Recorded, Silence, Spoke
from ivr.rooms.every import ROOMS
from menus.numbers import dials_help, leaves
from store.numbers import read_keyed
from store.promises.messages import NAMED, RECORDING
from store.sealed import BrokenSeal, Sealed

ENDS: tuple[End, ...] = ("completed", "busy", "no-answer", "failed", "canceled")
GOES_ON = ("queued", "initiated", "ringing", "in-progress", "answered")
DIGITS = 10  # of the minute in which a call began
CODE = re.compile(r"\d{5}", re.ASCII)
BRIDGED = {"true": True, "false": False}
ENDING = re.compile(r"\.[a-z0-9]{1,4}$")  # of a file's name
HELD = "held"  # what a token beside a place is sealed for


@dataclass(frozen=True, slots=True)
class Carried:
    """The sealed data in a URL beside a place: a keyed number (E.164), or a recording's id and URL.

    `lost` is true if the URL had a token that could not be opened.
    """

    number: str = field(default="", repr=False)
    recording: str = ""
    address: str = field(default="", repr=False)
    lost: bool = False


def unseal(token: str, call: str, seals: Sealed, now: datetime) -> Carried:
    """Decrypt the token in a URL, which holds a keyed number or a recording.

    If `token` is "", the result is empty. The result is marked `lost` if the token is too old, or was not
    made by this service. It is also `lost` if the token belongs to another call than `call` (the carrier's
    id): a number or a recording is only ever used in its own call.
    """
    if not token:
        return Carried()
    try:
        kind, value, address, own = seals.unseal_from_url(HELD, token, now).split(" ", 3)
    except (BrokenSeal, ValueError):
        return Carried(lost=True)
    if own != call:
        return Carried(lost=True)
    return Carried(number=value) if kind == "number" else Carried(recording=value, address=address)


def is_lost(place: Place, held: Carried) -> bool:
    """Whether `place` needs a keyed number or a recording that the URL's data (`held`) lack.

    If the place needs neither, the answer is whether the URL had a token that could not be opened.
    """
    room = ROOMS.get(place.spot.room)
    match room.needs if room else "":
        case "number":
            return not held.number
        case "recording":
            return not held.recording
    return held.lost


def seal_beside(held: Carried, call: str, seals: Sealed, now: datetime) -> str:
    """Encrypt a keyed number or a recording for the next URL of the call `call`; "" if there is neither.

    Raises BrokenSeal if the setting NUMBER_KEY, with which to encrypt, is missing.
    """
    if held.number:
        return seals.seal_for_url(HELD, f"number {held.number} - {call}", now)
    if held.recording:
        return seals.seal_for_url(HELD, f"recording {held.recording} {held.address} {call}", now)
    return ""


def read(form: Mapping[str, str], place: Place, held: Carried) -> tuple[Event, Carried]:
    """Read the carrier's form: return the event at `place` (such as a key), and the next URL's data.

    The next URL carries the number just keyed in, or the message just recorded. If `place` asks for neither,
    the next URL carries the data of this request's URL (`held`). A form without a key, words or a status is
    read as silence. If a number or a recording is faulty, the event says so.
    """
    room = ROOMS.get(place.spot.room)
    match room.takes if room else "keys":
        case "a number":
            # Star starts again: what was keyed before the last one is gone.
            digits = form.get("Digits", "").rpartition("*")[2]
            if leaves(form.get("Digits", "")):
                return Keyed("left"), Carried()
            if dials_help(digits):
                return Keyed("emergency"), Carried()
            number, kind = read_keyed(digits)
            return Keyed(kind if digits else None), Carried(number=number)
        case "a recording":
            return _recorded(form)
    return _event(form), held


def _recorded(form: Mapping[str, str]) -> tuple[Recorded, Carried]:
    """Read a recording from the form: return its length, and its id and URL.

    If the form lacks a proper id or length, the recording is marked as not known. Its id is returned even
    then, so that the recording can be deleted. If the form has no id, the end of the recording's URL is used.
    """
    named, address = form.get("RecordingSid", ""), form.get("RecordingUrl", "")
    lasted = form.get("RecordingDuration", "")
    told = lasted.isascii() and lasted.isdecimal()
    if not (int(lasted[:4]) if told else lasted or named or address):
        return Recorded(0), Carried()
    name = named or ENDING.sub("", address.partition("?")[0].rpartition("/")[2])
    if not (told and RECORDING.fullmatch(name)) or " " in address:
        return Recorded(0, known=False), Carried(recording=name if NAMED.fullmatch(name) else "")
    return Recorded(int(lasted[:4])), Carried(recording=name, address=address)


def _event(form: Mapping[str, str]) -> Event:
    """Read the event from the carrier's form; any text in `Digits` counts as a key."""
    if "DialCallStatus" in form:
        return DialEnded(form["DialCallStatus"], BRIDGED.get(form.get("DialBridged", "").lower()))
    if form.get("Digits"):
        return Pressed(form["Digits"])
    if form.get("SpeechResult"):
        return Spoke(form["SpeechResult"], _confidence(form.get("Confidence", "")))
    return Silence()


def _confidence(text: str) -> float:
    """The carrier's confidence in the spoken words, 0 to 1, from the form's `text`; 1 if it is no number."""
    try:
        return float(text)
    except ValueError:
        return 1.0


def end_of(form: Mapping[str, str]) -> End | Literal[""]:
    """How a call ended, by the carrier's form; "" if it still goes on, "other" for an unknown status."""
    status = form.get("CallStatus")
    return "" if status in GOES_ON else next((end for end in ENDS if end == status), "other")


def error(form: Mapping[str, str]) -> tuple[Count, ...]:
    """The count that goes up for the form's error code; empty if the form has no code of five digits."""
    code = form.get("ErrorCode", "")
    return (counted.carrier_error(code),) if CODE.fullmatch(code) else ()


def minute(moment: datetime) -> int:
    """A moment as whole minutes since 1970, the form in which URLs say when a call began."""
    return int(moment.timestamp() // 60)


def read_minute(text: str, moment: datetime) -> int:
    """The minute in which a call began, as minutes since 1970; `text` is that number, from the URL.

    If `text` is "", malformed, or a minute in the future, the result is the minute of `moment`, which is now.
    """
    known = text.isascii() and text.isdigit() and len(text) <= DIGITS
    return min(int(text), minute(moment)) if known else minute(moment)
