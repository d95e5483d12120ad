"""The webhooks of a call: event, step, wish, step, TwiML. No decisions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request

from ivr import place as places
from ivr.flow import step
from ivr.model import Arrived, Caller, Event, Place, Turn
from ivr.twiml import Filling, render
from ivr.webhook import Carried, carried, ended, minute, read, read_minute, sealed
from ivr.wishes import Asked, carry
from menus.model import Pack
from menus.numbers import number_spoken
from store.numbers import is_withheld, kind_of
from store.store import Store

HOUR = 60
CALLS_AN_HOUR = 20


def blueprint(pack: Callable[[], Pack], now: Callable[[], datetime], store: Store, line: str) -> Blueprint:
    """The webhooks below /voice.

    `pack` gives the pack as it stands now, `now` the aware moment; `line` is the line's own number in E.164.
    """
    voice = Blueprint("voice", __name__)
    counts = store.counts

    @voice.post("/voice")
    def arrive() -> Response:
        moment, number = now(), "" if is_withheld(own_number()) else own_number()
        local = moment.astimezone(ZoneInfo(pack().hours.zone))
        counts.add(moment, f"hour:{local:%H}:call")
        known = store.calls.note(request.form.get("CallSid", ""), number, moment)
        barred = known.blocked or known.calls > CALLS_AN_HOUR
        return answer(None, Arrived(barred), Carried(), moment, minute(moment))

    @voice.post("/voice/status")
    def status() -> Response:
        counts.add(now(), f"call:{ended(request.form)}")
        return Response(status=204)

    @voice.post("/voice/<path:path>")
    def go_on(path: str) -> Response:
        moment = now()
        began = read_minute(request.args.get("began", ""), moment)
        held = carried(request.args.get("held", ""), store.seals, moment)
        place = None if held.lost else places.read(path)
        if place is None:
            return answer(None, read(request.form, LOST, held)[0], Carried(), moment, began)
        counts.add(moment, f"from:{place.spot}")
        event, held = read(request.form, place, held)
        late = minute(moment) - began >= HOUR
        return answer(replace(place, late=late), event, held, moment, began)

    def answer(place: Place | None, event: Event, held: Carried, moment: datetime, began: int) -> Response:
        said, caller = pack(), Caller(kind_of(own_number()))
        turn = step(said, place, event, moment, caller)
        while turn.wish:
            number = held.number or ("" if is_withheld(own_number()) else own_number())
            asked = Asked(request.form.get("CallSid", ""), number, held.recording, moment)
            granted = carry(turn.wish, asked, said, said.languages[turn.place.language], store)
            turn = step(said, turn.place, granted, moment, caller)
        counts.add(moment, f"at:{turn.place.spot}", *turn.counts)
        return Response(rendered(turn, said, held, moment, began), content_type="text/xml; charset=utf-8")

    def rendered(turn: Turn, said: Pack, held: Carried, moment: datetime, began: int) -> bytes:
        language = said.languages[turn.place.language]
        if turn.place.spot.partition(".")[0] not in places.SPECIAL:
            return render(turn, language, Filling(began))
        number = line or said.hours.numbers[0].number
        filling = Filling(
            began,
            held=sealed(held, store.seals, moment),
            tail=" ".join(own_number()[-3:]),
            keyed=number_spoken(language, held.number) if held.number else "",
            line=number_spoken(language, number),
            recording=held.address,
        )
        return render(turn, language, filling)

    return voice


LOST = Place("", "lost")


def own_number() -> str:
    """The number that the carrier says this call comes from."""
    return request.form.get("From", "")
