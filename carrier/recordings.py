"""Recordings of spoken messages at the carrier: fetched for staff to hear, deleted when staff are done."""

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
# 90 seconds of speech are a tenth of this.
MOST_BYTES = 8 * 1024 * 1024


class NoRecording(Exception):
    """The recording is gone at the carrier, or the carrier does not answer."""


def fetch(sid: str, token: str, recording: str, api_base: str = "") -> HTTPResponse:
    """Ask the carrier for the MP3 of a recording; gives the open response, to be read and closed.

    Raises NoRecording. It uses the standard library, as the web process does not load the carrier's client.
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


def fetch_all(recording: str, *, sid: str, tokens: tuple[str, ...], api_base: str) -> bytes | None:
    """The whole MP3 of a recording; None if the carrier does not give it, or no account is set."""
    if not sid or not tokens:
        return None
    try:
        with fetch(sid, tokens[0], recording, api_base) as answer:
            return answer.read(MOST_BYTES)
    except (NoRecording, OSError, HTTPException):
        return None


def delete(client: "Client", recording: str) -> "Ended":
    """Delete a recording at the carrier; gives Done also if it was gone already."""
    from carrier.ended import Done, Never, attempt  # here: the desk imports this file, not the REST client

    outcome = attempt(lambda: client.recordings(recording).delete())
    return Done() if outcome in (Never("20404"), Never(str(NOT_FOUND))) else outcome
