"""What the account at the stand-in carrier has: numbers, messaging services, calls and texts."""

import itertools
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

SID = "AC" + "0a" * 16
Resource = dict[str, Any]
Answer = tuple[int, Resource | None]

NUMBER_FIELDS = (
    *(f"{kind}_{what}" for kind in ("voice", "sms") for what in ("url", "fallback_url", "application_sid")),
    *("status_callback", "trunk_sid"),
)
METHOD_FIELDS = ("voice_method", "voice_fallback_method", "sms_method", "sms_fallback_method")
SERVICE_FIELDS = ("inbound_request_url", "fallback_url", "status_callback")
V2010 = rf"/2010-04-01/Accounts/{SID}"
PATHS = {
    "account": re.compile(rf"{V2010}\.json"),
    "numbers": re.compile(rf"{V2010}/IncomingPhoneNumbers(?:/(PN\w{{32}}))?\.json"),
    "services": re.compile(r"/v1/Services(?:/(MG\w{32}))?"),
    "senders": re.compile(r"/v1/Services/(MG\w{32})/PhoneNumbers(?:/(PN\w{32}))?"),
    "calls": re.compile(rf"{V2010}/Calls(?:/(CA\w{{32}}))?\.json"),
    "texts": re.compile(rf"{V2010}/Messages(?:/(SM\w{{32}}))?\.json"),
}
MISSING: Answer = (404, {"code": 20404, "message": "The requested resource was not found", "status": 404})
_ids = itertools.count(1)


def new_sid(kind: str) -> str:
    """An id of the carrier's, of the kind CA, SM, PN, MG; no other has it."""
    return f"{kind}{next(_ids):032x}"


@dataclass
class Account:
    """The account: its resources by their ids, as the carrier's JSON has them.

    `forgets` holds fields of forms (VoiceUrl …) that are taken with a 200 and not kept. `rings` and `texted`
    are told of each call and text that goes to one of `numbers`; none is told of where there are no numbers,
    and the worker's tests, which have none, are answered elsewhere.
    """

    rings: Callable[[Resource], None] = lambda _: None
    texted: Callable[[Resource], None] = lambda _: None
    numbers: dict[str, Resource] = field(default_factory=dict)
    services: dict[str, Resource] = field(default_factory=dict)
    senders: dict[str, list[str]] = field(default_factory=dict)
    calls: dict[str, Resource] = field(default_factory=dict)
    texts: dict[str, Resource] = field(default_factory=dict)
    forgets: set[str] = field(default_factory=set)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def buy(self, phone: str, **changes: Any) -> Resource:
        """Give the account a number that can talk and text; `changes` are fields of its resource."""
        one = {
            "sid": new_sid("PN"),
            "account_sid": SID,
            "phone_number": phone,
            "capabilities": {"voice": True, "sms": True, "mms": False, "fax": False},
            "status": "in-use",
            **dict.fromkeys(NUMBER_FIELDS, ""),
            **dict.fromkeys(METHOD_FIELDS, "POST"),
            "status_callback_method": "POST",
            **changes,
        }
        self.numbers[one["sid"]] = one
        return one

    def number(self, phone: str) -> Resource | None:
        """The resource of a phone number, if the account has it."""
        return next((one for one in self.numbers.values() if one["phone_number"] == phone), None)

    def answer(self, method: str, path: str, form: dict[str, str]) -> Answer | None:
        """Answer a request of the REST API; None for what this account knows nothing of."""
        with self.lock:
            for name, pattern in PATHS.items():
                if met := pattern.fullmatch(path):
                    given: Answer | None = getattr(self, f"_{name}")(method, form, *met.groups())
                    return given
        return None

    def _account(self, *_: Any) -> Answer:
        return 200, {"sid": SID, "status": "active", "type": "Full", "friendly_name": "stand-in"}

    def _numbers(self, method: str, form: dict[str, str], sid: str | None) -> Answer:
        if sid is None:
            asked = form.get("PhoneNumber", "")  # all that hold these digits
            found = [one for one in self.numbers.values() if asked in one["phone_number"]]
            return 200, page("incoming_phone_numbers", found[: int(form.get("PageSize", 50))])
        return self._one(self.numbers, method, form, sid)

    def _services(self, method: str, form: dict[str, str], sid: str | None) -> Answer:
        if sid is not None:
            return self._one(self.services, method, form, sid)
        if method == "GET":
            return 200, page_v1("services", list(self.services.values()))
        one = {"sid": new_sid("MG"), "account_sid": SID, **dict.fromkeys(SERVICE_FIELDS)}
        one |= {"use_inbound_webhook_on_number": False, "smart_encoding": True}
        self.services[one["sid"]] = one
        self._keep(one, form)
        return 201, one

    def _senders(self, method: str, form: dict[str, str], service: str, sid: str | None) -> Answer:
        if service not in self.services:
            return MISSING
        mine = self.senders.setdefault(service, [])
        match method:
            case "POST":
                return self._join(service, form.get("PhoneNumberSid", ""))
            case "DELETE" if sid in mine:
                mine.remove(sid)
                return 204, None
            case "GET" if sid is None:
                return 200, page_v1("phone_numbers", [self._sender(service, one) for one in mine])
        return (200, self._sender(service, sid)) if sid in mine else MISSING

    def _join(self, service: str, sid: str) -> Answer:
        if sid not in self.numbers:
            return MISSING
        if any(sid in members for members in self.senders.values()):
            return 409, {"code": 21710, "message": "Phone Number is already in a Service", "status": 409}
        self.senders[service].append(sid)
        return 201, self._sender(service, sid)

    def _sender(self, service: str, sid: str) -> Resource:
        return {"sid": sid, "service_sid": service, "phone_number": self.numbers[sid]["phone_number"]}

    def _calls(self, method: str, form: dict[str, str], sid: str | None) -> Answer | None:
        if not self.numbers:
            return None
        if method == "POST" and sid is None:
            if not self.number(form.get("From", "")):
                return 400, {"code": 21210, "message": "'From' is not a number of yours", "status": 400}
            call = {"sid": new_sid("CA"), "to": form.get("To"), "from": form.get("From"), "status": "queued"}
            call |= {"direction": "outbound-api", "asked": form, "parent_call_sid": None, "duration": None}
            self.calls[call["sid"]] = call
            self.rings(call)
            return 201, call
        return self._found(self.calls, "calls", form, sid)

    def _texts(self, method: str, form: dict[str, str], sid: str | None) -> Answer | None:
        if not self.numbers:
            return None
        if method == "POST" and sid is None:
            if form.get("To") == form.get("From"):
                return 400, {"code": 21266, "message": "'To' and 'From' cannot be the same", "status": 400}
            if not self.number(form.get("From", "")):
                return 400, {"code": 21606, "message": "'From' is not a number of yours", "status": 400}
            text = self.note(form["From"], form.get("To", ""), form.get("Body", ""), "outbound-api")
            self.texted(text)
            return 201, text
        return self._found(self.texts, "messages", form, sid)

    def note(self, sender: str, to: str, body: str, direction: str) -> Resource:
        """Keep a text that is sent, and give its resource."""
        text = {"sid": new_sid("SM"), "from": sender, "to": to, "body": body, "direction": direction}
        self.texts[text["sid"]] = text | {
            "status": "sent",
            "date_created": format_datetime(datetime.now(UTC)),
        }
        return self.texts[text["sid"]]

    def _found(self, of: dict[str, Resource], key: str, form: dict[str, str], sid: str | None) -> Answer:
        if sid is not None:
            return (200, of[sid]) if sid in of else MISSING
        wanted = {name.lower(): value for name, value in form.items() if name in ("To", "From")}
        found = [one for one in of.values() if all(one[name] == value for name, value in wanted.items())]
        return 200, page(key, found[::-1])

    def _one(self, of: dict[str, Resource], method: str, form: dict[str, str], sid: str) -> Answer:
        if sid not in of:
            return MISSING
        if method == "DELETE":
            del of[sid]
            return 204, None
        if method == "POST":
            self._keep(of[sid], form)
            # it answers what was asked, whether or not it keeps it
            return 200, of[sid] | dict(changed(form))
        return 200, of[sid]

    def _keep(self, one: Resource, form: dict[str, str]) -> None:
        one.update(changed({name: value for name, value in form.items() if name not in self.forgets}))


def changed(form: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """The fields of a resource that a form sets: VoiceUrl is voice_url, and true and false are no words."""
    for name, value in form.items():
        field_name = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        yield field_name, {"true": True, "false": False}.get(value, value)


def page(key: str, found: list[Resource]) -> Resource:
    """A page of a list, as the older API writes it; the stand-in has one page."""
    return {key: found, "page": 0, "page_size": 50, "next_page_uri": None}


def page_v1(key: str, found: list[Resource]) -> Resource:
    """A page of a list, as the newer API writes it."""
    return {key: found, "meta": {"key": key, "page": 0, "page_size": 50, "next_page_url": None}}
