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
    """Seal for the URL of this webhook which call-back is rung, and who has claimed it."""
    return seals.seal_for_url(PURPOSE, f"{callback_id} {who}", now)


def blueprint(callbacks: Callbacks, now: Callable[[], datetime], leg: Callable[[str], bytes]) -> Blueprint:
    """The webhook POST /voice/ringing/…, signed by the carrier like all below /voice.

    The rest of its path is sealed and names the call-back (R41). Whom to dial is looked up at this moment:
    nobody, where the call-back was withdrawn or closed meanwhile. `leg` gives the TwiML that rings a number;
    for "" it ends the call.
    """
    ringing = Blueprint("ringing", __name__)

    @ringing.route("/voice/ringing/<token>", methods=("POST", "GET"))
    def pressed(token: str) -> Response:
        number = _find_number(callbacks, token, now()) if request.form.get("Digits") == YES else ""
        return Response(leg(number), content_type="text/xml; charset=utf-8")

    return ringing


def _find_number(callbacks: Callbacks, token: str, now: datetime) -> str:
    """Find the number to dial, "" for nobody."""
    try:
        callback_id, _, who = callbacks.seals.unseal_from_url(PURPOSE, token, now).partition(" ")
        return number_for(callbacks, callback_id, who, now)
    except (BrokenSeal, Unreachable):
        return ""
