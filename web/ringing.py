"""The webhook that the carrier calls when a member of staff, rung for a call-back, has pressed a key."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, request

from store.sealed import BrokenSeal, Sealed

YES = "1"


def blueprint(seals: Sealed, now: Callable[[], datetime], leg: Callable[[str], bytes]) -> Blueprint:
    """The blueprint of the webhook POST /voice/ringing/TOKEN; TOKEN is the caller's number, encrypted (R41).

    Like all webhooks it must be signed by the carrier. `leg` gives the TwiML that rings a number; with "" it
    ends the call.
    """
    ringing = Blueprint("ringing", __name__)

    @ringing.route("/voice/ringing/<token>", methods=("POST", "GET"))
    def pressed(token: str) -> Response:
        try:
            number = seals.unseal_from_url(token, now()) if request.form.get("Digits") == YES else ""
        except BrokenSeal:
            number = ""
        return Response(leg(number), content_type="text/xml; charset=utf-8")

    return ringing
