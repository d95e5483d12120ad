"""Recordings of spoken messages at the carrier: fetched for staff to hear, deleted when staff are done."""

import base64
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Literal
from urllib.error import HTTPError

from store.promises.messages import RECORDING

if TYPE_CHECKING:
    from twilio.rest import Client

    from carrier.ended import Ended

API = "https://api.twilio.com"
# A web process has 16 threads, which calls need: few of them wait for a sound at a time, and none for long.
AT_ONCE = 2
ANSWER_SECONDS = 3
LONGEST_SECONDS = 8
PIECE = 64 * 1024
NOT_FOUND, REFUSED = 404, 401
GONE = (str(NOT_FOUND), "410")
# 90 seconds of speech are a tenth of this.
MOST_BYTES = 8 * 1024 * 1024


class NoRecording(Exception):
    """The recording is gone at the carrier, or the carrier does not give it. The message says why ("404")."""


def fetch(
    sid: str, token: str, recording: str, api_base: str = "", timeout: float = ANSWER_SECONDS
) -> HTTPResponse:
    """Ask the carrier for a recording as MP3; return the open response, which the caller reads and closes.

    `sid` and `token` are the id and secret of our account. `recording` is the recording's id. `api_base` is
    the address of the carrier's API, "" for its usual address. `timeout` is in seconds. Raises NoRecording
    for any failure. This uses the standard library, because the web process does not load the carrier's
    client.
    """
    if not RECORDING.fullmatch(recording):
        raise NoRecording("no recording has this id")
    url = f"{api_base.rstrip('/') or API}/2010-04-01/Accounts/{sid}/Recordings/{recording}.mp3"
    asking = urllib.request.Request(url)  # noqa: S310, the settings let only http and https through
    word = base64.b64encode(f"{sid}:{token}".encode()).decode()
    # the carrier may send us on to where the sound lies, which is not to see the token
    asking.add_unredirected_header("Authorization", f"Basic {word}")
    try:
        answer: HTTPResponse = urllib.request.urlopen(asking, timeout=timeout)  # noqa: S310
    except (OSError, HTTPException) as error:
        raise NoRecording(str(error.code) if isinstance(error, HTTPError) else type(error).__name__) from None
    return answer


@dataclass(frozen=True, slots=True)
class Recordings:
    """Fetches recordings for staff to play at the desk: at most `AT_ONCE` at a time in each process.

    Thus most threads stay free for calls. `sid` is the id of our account; with "" there are no recordings.
    `tokens` gives the account's tokens, of which the first is used. If the carrier refuses it, `renew` looks
    the tokens up anew. `api_base` is the address of the carrier's API, "" for its usual address.
    `answer_seconds` is how long the carrier may take to answer, `longest_seconds` how long the whole fetching
    may take. `free` counts how many more may be fetched now.
    """

    sid: str
    tokens: Callable[[], tuple[str, ...]]
    renew: Callable[[], tuple[str, ...]]
    api_base: str = ""
    answer_seconds: float = ANSWER_SECONDS
    longest_seconds: float = LONGEST_SECONDS
    free: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))

    def sound(self, recording: str) -> bytes | Literal["gone", "away"]:
        """The MP3 of the recording with this id; or "gone" or "away" if it cannot be had.

        "gone" means that the carrier does not have the recording, or that the line has no account at the
        carrier. "away" means that the carrier is slow or fails, or that as many recordings as may be
        (`AT_ONCE`) are being fetched now.
        """
        if not self.sid or not self.tokens():
            return "gone"
        if not self.free.acquire(blocking=False):
            return "away"
        try:
            return self._read(recording)
        except NoRecording as error:
            return "gone" if str(error) in GONE else "away"
        except (OSError, HTTPException):
            return "away"
        finally:
            self.free.release()

    def _read(self, recording: str) -> bytes:
        """The MP3 of the recording with this id, or about its first 8 MB.

        Raises NoRecording if the carrier does not give the recording, or if reading it takes longer than
        `longest_seconds`. Raises errors of the network, too.
        """
        until, sound = time.monotonic() + self.longest_seconds, bytearray()
        with self._open(recording) as answer:
            while len(sound) < MOST_BYTES and (piece := answer.read1(PIECE)):
                sound += piece
                if time.monotonic() > until:
                    raise NoRecording("slow")
        return bytes(sound)

    def _open(self, recording: str) -> HTTPResponse:
        """Ask the carrier for a recording; if it refuses our token, ask once more with a newer token.

        The caller reads and closes the open response. Raises NoRecording for any failure.
        """
        known = self.tokens()
        try:
            return fetch(self.sid, known[0], recording, self.api_base, self.answer_seconds)
        except NoRecording as error:
            newer = self.renew()
            if str(error) != str(REFUSED) or newer == known:
                raise
        return fetch(self.sid, newer[0], recording, self.api_base, self.answer_seconds)


def delete(client: "Client", recording: str) -> "Ended":
    """Delete the recording with this id at the carrier; the result is Done also if it was gone already.

    The result is Later if the carrier fails for now, and Never if it refuses for good.
    """
    from carrier.ended import Done, Never, attempt  # here: the desk imports this file, not the REST client

    outcome = attempt(lambda: client.recordings(recording).delete())
    return Done() if outcome in (Never("20404"), Never(str(NOT_FOUND))) else outcome
