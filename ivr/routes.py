"""The webhooks of a call: each reads the event, takes the call's next step, answers with TwiML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, request

from counted import names as counted
from counted.became import became_of
from counted.names import Count
from ivr import place as places
from ivr.aloud import numbers
from ivr.flow import on_the_way, step
from ivr.model import HOUR, Arrived, Caller, Event, Keyed, Place, Pressed, Silence, Turn
from ivr.rehearsal import TEST, Rehearsal
from ivr.rooms.every import CARRYING
from ivr.twiml import Filling, fill, render_once
from ivr.unwanted import Unwanted
from ivr.webhook import Carried, end_of, error, is_lost, minute, read, read_minute, seal_beside, unseal
from ivr.wishes import carry
from menus.asked import Asked
from menus.model import Pack
from menus.multilingual.in_english import kept
from menus.numbers import rings_us
from store.desk.rehearsals import Rehearsals
from store.numbers import is_withheld, kind_of
from store.store import Store

METHODS = ("POST", "GET")  # as the carrier's settings say; the guard makes the same of both
# Events that hold no words of a person: what follows them may be kept in memory for a while.
REPEATED = (Arrived, Pressed, Silence)
PROMISED = counted.callback("kept")


def blueprint(
    pack: Callable[[], Pack],
    now: Callable[[], datetime],
    store: Store,
    own: tuple[str, str],
    listen: Callable[[str, str], bytes],
) -> Blueprint:
    """Make the webhooks below /voice, as a Flask blueprint.

    `pack` gives the pack with its present hours, `now` the present moment (aware). `own` has two numbers: the
    line's own (E.164), and the one from which the line rings itself in a test. `listen(url, key)` gives the
    TwiML for the caller's end of a test call: press `key`, then report to `url` what was heard.
    """
    voice, (line, _) = Blueprint("voice", __name__), own
    testing = Rehearsal(pack, now, Rehearsals(store.link), store.seals, frozenset(own) - {""}, listen)
    webhooks = Webhooks(pack, now, store, line, Unwanted(store.messages), testing)
    # A slash too many in the carrier's settings must not be a dead call.
    voice.route("/voice", methods=METHODS, endpoint="arrive", strict_slashes=False)(webhooks.arrive)
    voice.route("/voice/status", methods=METHODS, endpoint="status")(webhooks.status)
    voice.route("/voice/rehearsal", methods=METHODS, endpoint="rehearse")(testing.hear)
    voice.route("/voice/<path:path>", methods=METHODS, endpoint="go_on")(webhooks.go_on)
    return voice


@dataclass(frozen=True, slots=True)
class Asking:
    """A request of the carrier about a call: its `form`, and the `moment` (aware) of its arrival.

    `id` is the carrier's id of the call. `number` is the caller's number in E.164; "" if it is withheld or
    our own. `ours` has the line's own number twice: as the settings have it, and as the carrier names it.
    """

    form: Mapping[str, str] = field(repr=False)
    id: str
    number: str = field(repr=False)
    ours: tuple[str, str]
    moment: datetime

    def is_ours(self, number: str) -> bool:
        """Whether `number` is the line's own number."""
        return bool(number) and number in self.ours

    @property
    def shown(self) -> str:
        """The line's own number as the rung person may see it; "" if it is unknown."""
        set_here, named = self.ours
        return set_here or ("" if is_withheld(named) else named)


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The webhooks of all calls, and their needs: the pack, the clock, the store, the line's number (`line`).

    `unwanted` holds the recordings still to be deleted; `rehearsal` answers the calls of a test.
    """

    pack: Callable[[], Pack]
    now: Callable[[], datetime]
    store: Store
    line: str
    unwanted: Unwanted
    rehearsal: Rehearsal

    def arrive(self) -> Response:
        """Answer a new call.

        The call is barred, that is never put through to the helpline, in three cases (R32, R39). (a) Staff
        have blocked its number. (b) The number calls too often; staff may raise this limit for a ward's one
        phone. (c) The number is the line's own: a helpline that forwards its calls to us would ring us for
        ever. While the store is away, only (c) is known.
        """
        if rehearsed := self.rehearsal.arrive(request.form):
            return _xml(rehearsed)
        call = self._asking()
        self.unwanted.discard(call.moment)
        local = call.moment.astimezone(ZoneInfo(self.pack().hours.zone))
        self.count_once(call, "arrived", counted.arrival(f"{local:%H}", "call"))
        known = self.store.calls.note(call.id, call.number, call.moment)
        barred = known.blocked or known.too_often or call.is_ours(call.form.get("From", ""))
        return self.answer(
            call, None, Arrived(barred, known.full, known.asked), Carried(), minute(call.moment)
        )

    def status(self) -> Response:
        """Count how a call ended, once even if the carrier repeats it; nothing while the store is away."""
        call = self._asking()
        if self.rehearsal.is_of_test(call.form):
            return Response(status=204)
        end = end_of(call.form)
        self.unwanted.discard(call.moment)
        if end and call.id and self.store.deliveries.first(call.id, end):
            self.store.counts.add(call.moment, counted.end_of_call(end), *error(call.form))
        return Response(status=204)

    def go_on(self, path: str) -> Response:
        """Answer the carrier's request about an event of a call, such as a key, with the next turn's TwiML.

        `path` is the part of the URL that names the place of the call where the event happened. If the path
        names no place, or the place's number or recording is missing from the URL, the call goes on at the
        main menu.
        """
        call, beside = self._asking(), request.args
        if TEST in beside and (rehearsed := self.rehearsal.go_on(path, beside[TEST], request.form)):
            return _xml(rehearsed)
        began = read_minute(beside.get("began", ""), call.moment)
        held = unseal(beside.get("held", ""), call.id, self.store.seals, call.moment)
        place = places.read(path)
        if place is None or is_lost(place, held):
            return self.answer(call, None, Silence(), Carried(), began)
        left = counted.spot_left(str(place.spot))
        event, held = read(call.form, place, held)
        if rings_us(self.pack().hours, held.number, *call.ours):
            event, held = Keyed("abroad"), Carried()
        if minute(call.moment) - began >= HOUR:
            place = place._replace(late=True)
        return self.answer(call, place, event, held, began, left)

    def answer(
        self, call: Asking, place: Place | None, event: Event, held: Carried, began: int, *counts: Count
    ) -> Response:
        """Take the next step of a call, with its request to the store if any, and answer with TwiML.

        `event` happened at `place`, None for a new call or an unknown place. `held` is the number or
        recording from the URL, `began` the minute in which the call began. `counts` are added
        to the day's counts, as the turn's own are.
        """
        pack = self.pack()
        ours = rings_us(pack.hours, call.number)
        caller = Caller("abroad" if ours else kind_of(call.number))
        # hours begin and end on a whole second, so a part of one never changes what is said
        second = call.moment.replace(microsecond=0)
        take = _take_again if isinstance(event, REPEATED) else _take
        turn, twiml = take(pack, place, event, second, caller)
        if turn.wish:
            turn = self._carry(call, turn, pack, held, caller)
            twiml = render_once(turn, pack.languages[turn.place.language])
        heard = *counts, counted.spot_heard(str(turn.place.spot)), *turn.counts
        if isinstance(event, Arrived):
            self.count_once(call, "greeted", *heard)
        else:
            self._count(call, held.number, heard)
        filled = fill(twiml, turn.place, self.filling(call, turn, pack, held, began))
        return _xml(filled)

    def _carry(self, call: Asking, turn: Turn, pack: Pack, held: Carried, caller: Caller) -> Turn:
        """Ask the store for `turn`'s wish, such as a call-back; return the turn that tells the answer.

        If that turn has a wish too, go on until a turn has none.
        """
        with self.store.link.waiting():  # one deadline for all promises of this webhook (R51)
            while turn.wish:
                language = pack.languages[turn.place.language]
                asked = Asked(call.id, call.number, held.number, call.moment, kept(language))
                outcome = carry(turn.wish, asked, held.recording, pack, language, self.store)
                self.unwanted.note(turn.wish, outcome, held.recording)
                turn = on_the_way(turn, step(pack, turn.place, outcome, call.moment, caller))
        g.became = became_of(turn.counts)
        return turn

    def _count(self, call: Asking, keyed: str, names: tuple[Count, ...]) -> None:
        """Raise the counts `names`; a promised call-back only once in a call for each number (`keyed`)."""
        if PROMISED in names:
            self.count_once(call, f"promised {keyed}", PROMISED)
        self.store.counts.add(call.moment, *(name for name in names if name != PROMISED))

    def count_once(self, call: Asking, what: str, *names: Count) -> None:
        """Add one to each count in `names`, but only once in a call: the carrier may repeat a request.

        `what` names the event that is counted, such as "greeted". This does not wait for the store, which
        counts later.
        """
        once = self.store.deliveries.name_of(call.id, what) if call.id else ""
        self.store.counts.add_once(call.moment, once, *names)

    def filling(self, call: Asking, turn: Turn, pack: Pack, held: Carried, began: int) -> Filling:
        """The values of this call for the TwiML: the minute of its start, its phone numbers, its token."""
        rides = turn.place.spot.room in CARRYING
        language = pack.languages[turn.place.language]
        return Filling(
            began,
            held=seal_beside(held, call.id, self.store.seals, call.moment) if rides else "",
            numbers=numbers(pack, language, call.number, held.number, self.line),
            recording=held.address,
            line=call.shown,
        )

    def _asking(self) -> Asking:
        """The data about the call in this request, and the time at which the request came."""
        form = request.form
        ours, number = (self.line, form.get("To", "")), form.get("From", "")
        shown = "" if is_withheld(number) or number in ours else number
        return Asking(form, form.get("CallSid", ""), shown, ours, self.now())


def _xml(document: bytes) -> Response:
    return Response(document, content_type="text/xml; charset=utf-8")


def _take(
    pack: Pack, place: Place | None, event: Event, second: datetime, caller: Caller
) -> tuple[Turn, bytes]:
    """The next turn of a call, and its TwiML without the values that differ from call to call.

    A turn with a wish has no TwiML yet.
    """
    turn = step(pack, place, event, second, caller)
    return turn, b"" if turn.wish else render_once(turn, pack.languages[turn.place.language])


# What two callers hear who press the same key at the same place in the same second is the same.
_take_again = lru_cache(maxsize=256)(_take)
