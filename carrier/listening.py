"""The sound of a spoken message for the desk, all of it, or nothing."""

from collections.abc import Callable
from http.client import HTTPException

from carrier.recordings import NoRecording, fetch

# 90 seconds of speech are a tenth of this.
MOST_BYTES = 8 * 1024 * 1024


def recording(sid: str, tokens: tuple[str, ...], api_base: str) -> Callable[[str], bytes | None]:
    """What gives the MP3 of a recording's id; None where the carrier does not, or no account is set."""

    def sound(id: str) -> bytes | None:
        if not sid or not tokens:
            return None
        try:
            with fetch(sid, tokens[0], id, api_base) as answer:
                return answer.read(MOST_BYTES)
        except (NoRecording, OSError, HTTPException):
            return None

    return sound
