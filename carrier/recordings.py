"""Spoken messages at the carrier: fetched for staff through us, and deleted when they are done with."""

import base64
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING
from urllib.error import HTTPError

from store.promises.messages import RECORDING

if TYPE_CHECKING:
    from twilio.rest import Client

    from carrier.ended import Ended

API = "https://api.twilio.com"
ANSWER_SECONDS = 10
NOT_FOUND = 404


class NoRecording(Exception):
    """It cannot be had: gone at the carrier, or the carrier does not answer."""


def fetch(sid: str, token: str, recording: str, api_base: str = "") -> HTTPResponse:
    """An open answer that gives the MP3 by `read(size)`; to be closed. Raises NoRecording.

    By the standard library: the desk needs it, and the web process does without the REST client.
    """
    if not RECORDING.fullmatch(recording):
        raise NoRecording("no recording has this id")
    url = f"{api_base.rstrip('/') or API}/2010-04-01/Accounts/{sid}/Recordings/{recording}.mp3"
    asking = urllib.request.Request(url)  # noqa: S310, the settings let only http and https through
    word = base64.b64encode(f"{sid}:{token}".encode()).decode()
    # the carrier may send us on to where the sound lies, which is not to see the token
    asking.add_unredirected_header("Authorization", f"Basic {word}")
    try:
        answer: HTTPResponse = urllib.request.urlopen(asking, timeout=ANSWER_SECONDS)  # noqa: S310
    except (OSError, HTTPException) as error:
        raise NoRecording(str(error.code) if isinstance(error, HTTPError) else type(error).__name__) from None
    return answer


def delete(client: "Client", recording: str) -> "Ended":
    """Deletes one at the carrier. One that is gone is deleted."""
    from carrier.ended import (
        Done,
        Never,
        asked,
    )  # here: the desk imports this file, and not the REST client

    outcome = asked(lambda: client.recordings(recording).delete())
    return Done() if outcome in (Never("20404"), Never(str(NOT_FOUND))) else outcome
