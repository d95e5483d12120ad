"""The webhooks while staff are rung for a call-back: for a pressed key, and for the call's end."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, request

from store.counts.counts import Counts
from store.counts.first_tries import FirstTries
from store.link import Unreachable
from store.promises.callbacks import Callbacks
from store.promises.claimed import number_for
from store.promises.rings import Came, Rings, Talk
from store.sealed import URL_SECONDS, BrokenSeal, Sealed
from store.store import Store
from web.desk.needs import Carrier

YES, PURPOSE, ENDED = "1", "ringing", "ended"
METHODS = ("POST", "GET")
# The URL for the end is made when the caller is rung, and asked when they have spoken, for an hour at most.
ENDED_SECONDS = 60 * 60 + URL_SECONDS
BECAME: Mapping[str, Talk] = {
    "completed": "answered",
    "answered": "answered",
    "no-answer": "no_answer",
    "canceled": "no_answer",
    "busy": "busy",
}


def seal(seals: Sealed, callback_id: str, who: str, now: datetime, purpose: str = PURPOSE) -> str:
    """A token for a webhook's URL: the call-back's id and the name of who claimed it (`who`), encrypted.

    `purpose` says for which of two webhooks the token is valid. PURPOSE is the one that is called when staff
    are rung. ENDED is the one that is called when the caller's call is over. Raises BrokenSeal without
    NUMBER_KEY.
    """
    return seals.seal_for_url(purpose, f"{callback_id} {who}", now)


@dataclass(frozen=True, slots=True)
class Ringing:
    """The webhooks below /voice/ringing; the carrier signs them like all others below /voice.

    The `token` in each path is encrypted; it names the call-back and who claimed it (`seal`, R41).
    """

    callbacks: Callbacks
    counts: Counts
    first_tries: FirstTries
    rings: Rings
    now: Callable[[], datetime]
    carrier: Carrier

    def pressed(self, token: str) -> Response:
        """Answer, with TwiML, the key pressed by a member of staff who was rung: 1 connects to the caller.

        The number to dial is looked up only now. The TwiML ends the call if another key was pressed, if
        `token` is not ours or too old, if the store is away, or if the call-back was withdrawn or closed.
        """
        try:
            named = self._read(token, PURPOSE) if request.form.get("Digits") == YES else ("", "")
            number = self._find_number(*named)
        except Unreachable:
            return _twiml(self.carrier.leg(None, ""))
        if number:
            self.counts.add(self.now(), *self.first_tries.note(named[0], self.now()))
        ended = (
            f"/voice/ringing/{seal(self.callbacks.seals, *named, self.now(), ENDED)}/ended" if number else ""
        )
        return _twiml(self.carrier.leg(number, ended))

    def ended(self, token: str) -> Response:
        """Take the carrier's report on how the ring of the caller ended; answer with TwiML for staff.

        The result is stored for the call-back's page, unless `token` is not ours or too old, or the store is
        away.
        """
        talk, lasted = _talk(request.form), request.form.get("DialCallDuration", "")
        callback_id, _ = self._read(token, ENDED)
        spoke = int(lasted[:5]) if talk == "answered" and lasted.isascii() and lasted.isdecimal() else 0
        if callback_id:
            with suppress(Unreachable):  # staff hear it all the same
                self.rings.note(callback_id, Came(talk, self.now(), seconds=spoke))
        return _twiml(self.carrier.after(talk))

    def _read(self, token: str, purpose: str) -> tuple[str, str]:
        """The id of the call-back in a token, and who claimed it; both "" if it is not ours or too old."""
        lasts = ENDED_SECONDS if purpose == ENDED else URL_SECONDS
        try:
            named = self.callbacks.seals.unseal_from_url(purpose, token, self.now(), lasts)
        except BrokenSeal:
            return "", ""
        callback_id, _, who = named.partition(" ")
        return callback_id, who

    def _find_number(self, callback_id: str, who: str) -> str:
        """The number (E.164) to dial for a call-back; "" if `who` has not claimed it, or no key opens it.

        Raises `Unreachable` if the store is away for more than two seconds.
        """
        try:
            with self.callbacks.link.waiting():
                return number_for(self.callbacks, callback_id, who, self.now()) if callback_id else ""
        except BrokenSeal:
            return ""


def blueprint(line: Store, rings: Rings, now: Callable[[], datetime], carrier: Carrier) -> Blueprint:
    """The webhooks that the carrier calls while a member of staff is rung for a call-back (`Ringing`).

    `line` is the line's store. `rings` is the part of the store that keeps how these calls ended. `now` gives
    the present time (aware).
    """
    ringing = Blueprint("ringing", __name__)
    webhooks = Ringing(line.callbacks, line.counts, line.first_tries, rings, now, carrier)
    ringing.route("/voice/ringing/<token>", methods=METHODS, endpoint="pressed")(webhooks.pressed)
    ringing.route("/voice/ringing/<token>/ended", methods=METHODS, endpoint="ended")(webhooks.ended)
    return ringing


def _talk(form: Mapping[str, str]) -> Talk:
    """How the call that staff had put through to the caller ended (`Talk`), from the carrier's form.

    A completed call counts as "answered", unless the form says that the two people were never connected
    ("no_answer").
    """
    talk = BECAME.get(form.get("DialCallStatus", ""), "failed")
    refused = talk == "answered" and form.get("DialBridged", "").lower() == "false"
    return "no_answer" if refused else talk


def _twiml(document: bytes) -> Response:
    return Response(document, content_type="text/xml; charset=utf-8")
