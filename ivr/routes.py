"""The webhooks of a call: each reads the event, takes the next step of the call and answers with TwiML."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, request

from counted import names as counted
from counted.became import became_of
from counted.names import Count
from ivr import place as places
from ivr.aloud import numbers
from ivr.flow import step
from ivr.model import CALLS_AN_HOUR, HOUR, Arrived, Caller, Event, Keyed, Place, Turn
from ivr.rooms.every import CARRYING
from ivr.spot import Spot
from ivr.twiml import Filling, render
from ivr.unwanted import Unwanted
from ivr.webhook import Carried, end_of, error, is_lost, minute, read, read_minute, seal_beside, unseal
from ivr.wishes import carry
from menus.asked import Asked
from menus.model import Pack
from store.numbers import is_withheld, kind_of
from store.store import Store

NOWHERE = Place("", Spot("lost"))
METHODS = ("POST", "GET")  # as the carrier's settings say; the guard makes the same of both


def blueprint(pack: Callable[[], Pack], now: Callable[[], datetime], store: Store, line: str) -> Blueprint:
    """Make the webhooks below /voice, as a Flask blueprint.

    `pack` gives the pack with its present hours, `now` the present moment (aware); `line` is the line's own
    number (E.164).
    """
    voice, webhooks = Blueprint("voice", __name__), Webhooks(pack, now, store, line, Unwanted(store.messages))
    # A slash too many in the carrier's settings must not be a dead call.
    voice.route("/voice", methods=METHODS, endpoint="arrive", strict_slashes=False)(webhooks.arrive)
    voice.route("/voice/status", methods=METHODS, endpoint="status")(webhooks.status)
    voice.route("/voice/<path:path>", methods=METHODS, endpoint="go_on")(webhooks.go_on)
    return voice


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The webhooks of all calls, and what they need: the pack, the clock, the store, the line's number."""

    pack: Callable[[], Pack]
    now: Callable[[], datetime]
    store: Store
    line: str
    unwanted: Unwanted

    def arrive(self) -> Response:
        """Answer a new call.

        It is barred if its number is blocked by staff, calls too often (staff raise that for a ward's one
        phone), or is the line's own (R32, R39): what is put through to a number that is forwarded to us would
        ring us for ever.
        """
        moment = self.now()
        self.unwanted.discard(moment)
        local = moment.astimezone(ZoneInfo(self.pack().hours.zone))
        self.count_once(moment, "arrived", counted.arrival(f"{local:%H}", "call"))
        known = self.store.calls.note(_call_id(), self.callers_number(), moment)
        too_often = known.calls > CALLS_AN_HOUR * known.raised
        barred = known.blocked or too_often or self.is_ours(request.form.get("From", ""))
        return self.answer(None, Arrived(barred), Carried(), moment, minute(moment))

    def status(self) -> Response:
        """Count how a call ended, only once, even if the carrier reports it again."""
        moment, end = self.now(), end_of(request.form)
        self.unwanted.discard(moment)
        if end and _call_id() and self.store.deliveries.first(_call_id(), end):
            self.store.counts.add(moment, counted.end_of_call(end), *error(request.form))
        return Response(status=204)

    def go_on(self, path: str) -> Response:
        """Answer the carrier's request about an event of a call, such as a key, with the next turn's TwiML.

        `path` is the part of the URL that names the place of the call where the event happened.
        """
        moment = self.now()
        began = read_minute(request.args.get("began", ""), moment)
        held = unseal(request.args.get("held", ""), _call_id(), self.store.seals, moment)
        place = places.read(path)
        if place is None or is_lost(place, held):
            return self.answer(None, read(request.form, NOWHERE, held)[0], Carried(), moment, began)
        self.store.counts.add(moment, counted.spot_left(str(place.spot)))
        event, held = read(request.form, place, held)
        if self.is_ours(held.number):
            event, held = Keyed("abroad"), Carried()
        if minute(moment) - began >= HOUR:
            place = replace(place, late=True)
        return self.answer(place, event, held, moment, began)

    def answer(
        self, place: Place | None, event: Event, held: Carried, moment: datetime, began: int
    ) -> Response:
        """Take the next step of a call, ask the store for what the step wishes, and answer with TwiML.

        The TwiML says the words of the turn that follows, and what the carrier is to do then.
        """
        pack, caller = self.pack(), Caller(kind_of(self.callers_number()))
        turn = step(pack, place, event, moment, caller)
        with self.store.link.waiting():  # one deadline for all promises of this webhook (R51)
            while turn.wish:
                asked = Asked(_call_id(), self.callers_number(), held.number, moment)
                language = pack.languages[turn.place.language]
                outcome = carry(turn.wish, asked, held.recording, pack, language, self.store)
                self.unwanted.note(turn.wish, outcome, held.recording)
                turn = step(pack, turn.place, outcome, moment, caller)
        if turn.counts:
            g.became = became_of(turn.counts)
        heard = counted.spot_heard(str(turn.place.spot)), *turn.counts
        if isinstance(event, Arrived):
            self.count_once(moment, "greeted", *heard)
        else:
            self.store.counts.add(moment, *heard)
        twiml = render(
            turn, pack.languages[turn.place.language], self.filling(turn, pack, held, moment, began)
        )
        return Response(twiml, content_type="text/xml; charset=utf-8")

    def count_once(self, moment: datetime, what: str, *names: Count) -> None:
        """Add one to the counts `names`, but only once in a call, as the carrier may repeat a request.

        `what` tells apart the events that are counted so, such as "greeted".
        """
        once = self.store.deliveries.name_of(_call_id(), what) if _call_id() else ""
        self.store.counts.add_once(moment, once, *names)

    def filling(self, turn: Turn, pack: Pack, held: Carried, moment: datetime, began: int) -> Filling:
        """What this call fills into the TwiML: the minute it began, its phone numbers, its sealed token."""
        rides = turn.place.spot.room in CARRYING
        language = pack.languages[turn.place.language]
        return Filling(
            began,
            held=seal_beside(held, _call_id(), self.store.seals, moment) if rides else "",
            numbers=numbers(pack, language, self.callers_number(), held.number, self.line),
            recording=held.address,
            line=self.our_number(),
        )

    def callers_number(self) -> str:
        """The number that this call comes from, in E.164; "" for a withheld one, and for our own."""
        number = request.form.get("From", "")
        return "" if is_withheld(number) or self.is_ours(number) else number

    def our_number(self) -> str:
        """The line's own number (E.164), by the settings, else by the carrier; "" if unknown."""
        named = request.form.get("To", "")
        return self.line or ("" if is_withheld(named) else named)

    def is_ours(self, number: str) -> bool:
        """Whether this is the line's own number, by the settings or as the carrier names it."""
        return bool(number) and number in (self.line, request.form.get("To", ""))


def _call_id() -> str:
    """The carrier's id of this call."""
    return request.form.get("CallSid", "")
