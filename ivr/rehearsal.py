"""The webhooks of the call by which the line tests itself: the caller's end and the line's end."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Response, request

from ivr import place as places
from ivr.aloud import numbers
from ivr.model import Arrived, Event, Place
from ivr.pretended import turn_at
from ivr.twiml import Filling, fill, render_once
from ivr.webhook import Carried, minute, read
from menus.model import Pack
from store.desk.rehearsals import Rehearsals
from store.link import Unreachable
from store.sealed import BrokenSeal, Sealed

# In the URLs of such a call, beside the place: the moment that it pretends, sealed for this call.
TEST, PURPOSE = "test", "rehearsal"
CALL = "call"
BESIDE = b"?began="


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The webhooks of a test call, in which the line rings itself: the caller's end and our own.

    A call counts as a test call if a test runs and the call comes from one of our numbers (`own`). Nothing is
    counted, sent, rung or promised for it. Only notes for the test are stored, by `kept`. A stranger who
    pretends to call from our number during a test does no harm: they only hear the line as it is at the
    test's pretended time.

    `listen(url, key)` gives the TwiML for the caller's end: press `key` ("" for none), then report to `url`
    what was heard.
    """

    pack: Callable[[], Pack]
    now: Callable[[], datetime]
    kept: Rehearsals
    seals: Sealed
    own: frozenset[str]
    listen: Callable[[str, str], bytes]

    def hear(self) -> Response:
        """Answer the caller's end of a test call: note what was heard, and press the next key.

        The keys still to press are in the URL; "-" stands for a turn at which none is pressed. The call ends
        after the last of them. It ends at once if the line does not know it as a test call, because it would
        then be an ordinary call and might ring somebody.
        """
        known = self._has_arrived()
        left = request.args.get("left", "") if known else ""
        key, later = left[:1].strip("-"), left[1:]
        if known and (heard := request.form.get("SpeechResult", "")):
            with suppress(Unreachable):  # the test then hears that it was not noted
                self.kept.note("words", heard)
        url = f"/voice/rehearsal?left={later}" if left else ""
        return Response(self.listen(url, key), content_type="text/xml; charset=utf-8")

    def arrive(self, form: Mapping[str, str]) -> bytes | None:
        """Answer a new call with TwiML if it belongs to a running test; otherwise give None.

        `form` is the form of the carrier's request. Only for a call from one of our own numbers is the store
        asked whether a test runs. If the store cannot be reached, the result is None too.
        """
        if form.get("From") not in self.own or (pretended := self._pretended()) is None:
            return None
        with suppress(Unreachable):  # its end then counts as that of any call
            self.kept.note(CALL, form.get("CallSid", ""))
        return self._answer(form, pretended, None, Arrived())

    def go_on(self, path: str, token: str, form: Mapping[str, str]) -> bytes | None:
        """Answer an event of a test call with TwiML; None if the token is not ours or not this call's.

        `path` is the URL's part that names the place, `token` the sealed time and id of the call from the
        same URL. None, too, if `path` has not the form of a place.
        """
        try:
            at, own = self.seals.unseal_from_url(PURPOSE, token, self.now()).split(" ")
        except (BrokenSeal, ValueError):
            return None
        place = places.read(path)
        if place is None or own != form.get("CallSid"):
            return None
        event, _ = read(form, place, Carried())
        return self._answer(form, datetime.fromtimestamp(int(at), UTC), place, event)

    def is_of_test(self, form: Mapping[str, str]) -> bool:
        """Whether a request is about a call of a test, which may have ended a moment ago.

        False if the store, which knows of the test, does not answer.
        """
        if form.get("From") not in self.own:
            return False
        with suppress(Unreachable):
            return self._pretended() is not None or form.get("CallSid", "") in self.kept.noted(CALL)
        return False

    def _has_arrived(self) -> bool:
        """Whether a test runs and its call was recognised by the line; false if the store does not answer."""
        with suppress(Unreachable):
            return self.kept.pretended() is not None and bool(self.kept.noted(CALL))
        return False

    def _pretended(self) -> datetime | None:
        try:
            return self.kept.pretended()
        except Unreachable:
            return None

    def _answer(self, form: Mapping[str, str], at: datetime, place: Place | None, event: Event) -> bytes:
        pack = self.pack()
        turn = turn_at(pack, place, event, at)
        with suppress(Unreachable):  # the test then hears that it was not noted
            self.kept.note("place", str(turn.place.spot))
        language = pack.languages[turn.place.language]
        known = numbers(pack, language, "", "", form.get("To", ""))
        document = fill(render_once(turn, language), turn.place, Filling(minute(self.now()), numbers=known))
        value = f"{int(at.timestamp())} {form.get('CallSid', '')}"
        token = self.seals.seal_for_url(PURPOSE, value, self.now())
        return document.replace(BESIDE, f"?{TEST}={token}&amp;began=".encode())
