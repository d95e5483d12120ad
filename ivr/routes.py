"""The webhooks of a call: the carrier's form to an event, a step, and its turn as TwiML. No decisions."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request

from ivr import place as places
from ivr.flow import step
from ivr.model import Arrived, DialEnded, Event, Place, Pressed, Silence, Spoke
from ivr.twiml import render
from menus.model import Pack

HOUR = 60


class Counts(Protocol):
    """Where the day's counts are gathered."""

    def add(self, now: datetime, *names: str) -> None:
        """Count each name once for the day of `now`."""


def blueprint(pack: Callable[[], Pack], now: Callable[[], datetime], counts: Counts) -> Blueprint:
    """The webhooks below /voice. `pack` gives the pack as it stands now, `now` the aware moment."""
    voice = Blueprint("voice", __name__)

    @voice.post("/voice")
    def arrive() -> Response:
        moment = now()
        local = moment.astimezone(ZoneInfo(pack().hours.zone))
        counts.add(moment, f"hour:{local:%H}:call")
        return answer(None, Arrived(), moment, minute(moment))

    @voice.post("/voice/status")
    def status() -> Response:
        counts.add(now(), f"call:{ended(request.form)}")
        return Response(status=204)

    @voice.post("/voice/<path:path>")
    def go_on(path: str) -> Response:
        moment = now()
        began = read_minute(request.args.get("began", ""), moment)
        place = places.read(path)
        if place:
            counts.add(moment, f"from:{place.spot}")
            place = replace(place, late=minute(moment) - began >= HOUR)
        return answer(place, event(request.form), moment, began)

    def answer(place: Place | None, event: Event, moment: datetime, began: int) -> Response:
        said = pack()
        turn = step(said, place, event, moment)
        counts.add(moment, f"at:{turn.place.spot}", *turn.counts)
        twiml = render(turn, said.languages[turn.place.language], began)
        return Response(twiml, content_type="text/xml; charset=utf-8")

    return voice


def event(form: Mapping[str, str]) -> Event:
    """What the carrier says has happened. Anything in `Digits` is a key, even if no place knows it."""
    if "DialCallStatus" in form:
        return DialEnded(form["DialCallStatus"], form.get("DialBridged", "true") != "false")
    if form.get("Digits"):
        return Pressed(form["Digits"])
    if form.get("SpeechResult"):
        return Spoke(form["SpeechResult"], confidence(form.get("Confidence", "")))
    return Silence()


def confidence(text: str) -> float:
    """How sure the carrier was, 0 to 1; sure where it does not say."""
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 1.0


ENDS = ("completed", "busy", "no-answer", "failed", "canceled")


def ended(form: Mapping[str, str]) -> str:
    """How the carrier says a call ended; "other" for what it may yet invent."""
    status = form.get("CallStatus", "")
    return status if status in ENDS else "other"


def minute(moment: datetime) -> int:
    """Whole minutes since 1970."""
    return int(moment.timestamp() // 60)


def read_minute(text: str, moment: datetime) -> int:
    """The minute in which a call began; this one where the URL does not tell it."""
    known = text.isascii() and text.isdigit() and len(text) <= 10
    return min(int(text), minute(moment)) if known else minute(moment)
