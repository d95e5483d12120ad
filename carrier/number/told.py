"""The carrier's data about the line's own number: the URLs that it is set to, and its abilities.

This module asks with the standard library, not with the carrier's client. The web process is not to load that
client, and the client does not give the header Date of an answer.
"""

import base64
import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

API, MESSAGING = "https://api.twilio.com", "https://messaging.twilio.com"
# The carrier's own host of TwiML Bins. Of a static host only a GET can be expected, a Bin takes a POST.
BINS = "handler.twilio.com"
# It finds whatever holds the digits that are asked for: ours need not be the first.
MOST_ALIKE = 20
# What is set at the number, and what counts in its place where its messaging service takes its texts.
OF_SERVICE = {
    "sms_url": "inbound_request_url",
    "sms_method": "inbound_method",
    "sms_fallback_url": "fallback_url",
    "sms_fallback_method": "fallback_method",
}
OK, NOT_FOUND = 200, 404
ANSWER_SECONDS = 6
LARGEST = 256 * 1024
NOBODY = "what answers is not the carrier"


@dataclass(frozen=True, slots=True)
class Told:
    """The carrier's answer: its HTTP `status`, its header `date`, and the data asked for (`row`).

    `status` is 0 if no answer came, and `why` then says why. `row` has the data by the carrier's names
    ("sms_url"). `row` is None if the account has no such data, or if the carrier did not give the data.
    `by_service` is true if the number is in a messaging service that takes its texts: they then go to the
    service's URL, not to the number's own.
    """

    status: int
    why: str = ""
    date: str = ""
    row: dict[str, Any] | None = field(default=None, repr=False)
    by_service: bool = False


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks the carrier in the name of an account. Its methods raise no errors of the network.

    `api_base` is the carrier's address, "" for its usual ones.
    """

    sid: str
    token: str = field(repr=False)
    api_base: str = ""

    def number(self, phone: str) -> Told:
        """Ask for the carrier's data about one of the account's numbers (E.164).

        The result's `row` is None if the account does not have the number, or if the carrier did not answer.
        """
        query = urlencode({"PhoneNumber": phone, "PageSize": MOST_ALIKE})
        told = self._ask(API, f"/2010-04-01/Accounts/{self.sid}/IncomingPhoneNumbers.json?{query}")
        found = (told.row or {}).get("incoming_phone_numbers", [])
        return replace(told, row=next((row for row in found if row.get("phone_number") == phone), None))

    def texts(self, number: Mapping[str, Any]) -> Told:
        """Ask which settings of a number are in force: its own or, for texts, those of its messaging service.

        `number` holds the carrier's data about the number, from the method `number`. The result's `row` is
        None only if the carrier did not tell which service has the number.
        """
        told = self._ask(MESSAGING, "/v1/Services?PageSize=100")
        if told.status != OK:
            return replace(told, row=None)
        for service in (told.row or {}).get("services", []):
            within = self._ask(MESSAGING, f"/v1/Services/{service.get('sid')}/PhoneNumbers/{number['sid']}")
            if within.status == OK:
                own = service.get("use_inbound_webhook_on_number")
                over = {} if own else {name: service.get(its) for name, its in OF_SERVICE.items()}
                return replace(within, row={**number, **over}, by_service=not own)
            if within.status != NOT_FOUND:
                return replace(within, row=None)
        return replace(told, row=dict(number))

    def _ask(self, host: str, path: str) -> Told:
        """Ask for the JSON object at this address, and give it as `Told.row`: None if the carrier fails."""
        asking = urllib.request.Request(  # noqa: S310, the settings let only http and https through
            f"{self.api_base.rstrip('/') or host}{path}"
        )
        word = base64.b64encode(f"{self.sid}:{self.token}".encode()).decode()
        asking.add_unredirected_header("Authorization", f"Basic {word}")
        try:
            with urllib.request.urlopen(asking, timeout=ANSWER_SECONDS) as answer:  # noqa: S310
                row = json.loads(answer.read(LARGEST))
                if not isinstance(row, dict):
                    return Told(0, NOBODY)
                return Told(answer.status, date=answer.headers.get("Date", ""), row=row)
        except HTTPError as error:
            return Told(error.code, date=error.headers.get("Date", ""))
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            return Told(0, getattr(reason, "strerror", None) or type(reason).__name__)
        except ValueError:
            return Told(0, NOBODY)
