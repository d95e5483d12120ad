"""The webhook that the carrier calls when a member of staff, rung for a call-back, has pressed a key."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, request

from store.link import Unreachable
from store.promises.callbacks import Callbacks
from store.promises.claimed import number_for
from store.sealed import BrokenSeal, Sealed

YES, PURPOSE = "1", "ringing"


def seal(seals: Sealed, callback_id: str, who: str, now: datetime) -> str:
    """The encrypted end of the URL that the carrier asks when staff are rung: call-back's id and claimer."""
    return seals.seal_for_url(PURPOSE, f"{callback_id} {who}", now)


def blueprint(
    callbacks: Callbacks, now: Callable[[], datetime], leg: Callable[[str | None], bytes]
) -> Blueprint:
    """The webhook POST /voice/ringing/…, called by the carrier when a rung member of staff presses a key.

    Like all below /voice, the carrier signs it. The rest of its path is sealed and names the call-back (R41).
    Which number to dial is looked up only then: none, if the call-back was withdrawn or closed meanwhile.
    `leg` gives the TwiML that rings a number; for "" the TwiML that ends the call, and for None the one that
    says that it could not be looked up.
    """
    ringing = Blueprint("ringing", __name__)

    @ringing.route("/voice/ringing/<token>", methods=("POST", "GET"))
    def pressed(token: str) -> Response:
        try:
            number = _find_number(callbacks, token, now()) if request.form.get("Digits") == YES else ""
        except Unreachable:
            return Response(leg(None), content_type="text/xml; charset=utf-8")
        return Response(leg(number), content_type="text/xml; charset=utf-8")

    return ringing


def _find_number(callbacks: Callbacks, token: str, now: datetime) -> str:
    """Find the number (E.164) to dial for the call-back that `token` names; "" if nobody is to be dialled.

    Raises `Unreachable` if the store is away for more than two seconds.
    """
    try:
        callback_id, _, who = callbacks.seals.unseal_from_url(PURPOSE, token, now).partition(" ")
        with callbacks.link.waiting():
            return number_for(callbacks, callback_id, who, now)
    except BrokenSeal:
        return ""
