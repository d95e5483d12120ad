"""What the carrier says of the line's own number: where it leads, and what it can do."""

import base64
import json
import urllib.request
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

API = "https://api.twilio.com"
ANSWER_SECONDS = 6
LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Told:
    """The carrier's answer: its status, 0 for none (`why` says why), and its header Date.

    `row` is the number as the carrier has it, by its own names; None where the account has none like it.
    """

    status: int
    why: str = ""
    date: str = ""
    row: dict[str, Any] | None = field(default=None, repr=False)


def ask_number(sid: str, token: str, number: str, api_base: str = "") -> Told:
    """Ask the carrier for one of the account's numbers (E.164). Raises nothing that the network causes.

    It uses the standard library, as the web process does not load the carrier's client, which tells no Date.
    """
    query = urlencode({"PhoneNumber": number, "PageSize": 1})
    base = api_base.rstrip("/") or API
    asking = urllib.request.Request(  # noqa: S310, the settings let only http and https through
        f"{base}/2010-04-01/Accounts/{sid}/IncomingPhoneNumbers.json?{query}"
    )
    word = base64.b64encode(f"{sid}:{token}".encode()).decode()
    asking.add_unredirected_header("Authorization", f"Basic {word}")
    try:
        with urllib.request.urlopen(asking, timeout=ANSWER_SECONDS) as answer:  # noqa: S310
            rows = json.loads(answer.read(LARGEST)).get("incoming_phone_numbers", [])
            same = (row for row in rows if row.get("phone_number") == number)
            return Told(answer.status, date=answer.headers.get("Date", ""), row=next(same, None))
    except HTTPError as error:
        return Told(error.code, date=error.headers.get("Date", ""))
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        return Told(0, getattr(reason, "strerror", None) or type(reason).__name__)
    except (ValueError, AttributeError):
        return Told(0, "what answers is not the carrier")
