"""A steady load on a line: signed webhooks of calls and texts, each from a new number."""

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import TYPE_CHECKING, Literal

from bench.signed_webhooks import FORM, signed_webhook

if TYPE_CHECKING:
    from menus.model import Pack

A_SECOND = 20
# as docs/deploy.md sets it at the number: it waits 4.5 s, and tries twice more
ANSWER_SECONDS, TRIES = 4.5, 3
MOST_AT_ONCE = 400
SLOW_SECONDS = 1.0
SAVED, FAILED_WISH = {"callback": b"That is saved", "text": b"on its way"}, b"could not make sure"
Kind = Literal["place", "keyword", "callback", "text"]
KINDS: tuple[Kind, ...] = ("place", "callback", "keyword", "text")
Became = Literal["answered", "promised", "refused", "failed"]


@dataclass(frozen=True, slots=True)
class Heard:
    """The result of one webhook: when it was sent, the seconds to its answer, and the number of tries.

    `kind` is what the webhook asked for ("place" is a menu's first key, "keyword" a texted keyword). `number`
    is the number of the caller or texter. `began` is the time of sending, by the monotonic clock. `became`
    says what came of it: answered, promised, refused or failed. `why` is the reason of a failure; "" if there
    is none.
    """

    kind: Kind
    number: str
    began: float
    seconds: float
    tries: int
    became: Became
    why: str = ""

    @property
    def is_well(self) -> bool:
        """Whether the caller noticed nothing: a good answer came at the first try, and fast."""
        return self.became in ("answered", "promised") and self.tries == 1 and self.seconds < SLOW_SECONDS


@dataclass
class Load:
    """Webhooks sent to the line at `port` at a steady rate until `ended` is set; none while `paused` is set.

    The webhooks name keys and topics of `pack`. `heard` has the result of each webhook.
    """

    port: int
    pack: "Pack"
    heard: list[Heard] = field(default_factory=list)
    paused: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator["Load"]:
        """Ring and text the line until the end of the block, then wait for the last answers."""
        with ThreadPoolExecutor(MOST_AT_ONCE) as people:
            sending = threading.Thread(target=self._send_all, args=(people,))
            sending.start()
            try:
                yield self
            finally:
                self.ended.set()
                sending.join()

    def _send_all(self, people: ThreadPoolExecutor) -> None:
        """Send webhooks at a steady pace until `ended` is set, and none while `paused` is.

        No answer to an earlier one is waited for; `people` are the threads that send.
        """
        begun = time.monotonic()
        for turn in itertools.count():
            if self.ended.wait(max(0.0, begun + turn / A_SECOND - time.monotonic())):
                return
            if not self.paused.is_set():
                people.submit(self._send, turn)

    def _send(self, turn: int) -> None:
        kind, number = KINDS[turn % len(KINDS)], f"+447400{100_000 + turn}"
        request, began, why = self._request(kind, turn, number), time.monotonic(), ""
        became: Became = "failed"
        tries = 0
        while became == "failed" and tries < TRIES:
            became, why = self._ask(kind, request)
            tries += 1
        lasted = time.monotonic() - began
        self.heard.append(Heard(kind, number, began, lasted, tries, became, why))

    def _request(self, kind: Kind, turn: int, number: str) -> bytes:
        """The bytes of a webhook of this kind from `number`, signed as the carrier signs.

        `turn` is the number of the webhook, from which its id is made.
        """
        language = next(iter(self.pack.languages))
        topics = self.pack.languages[language].topics
        name, topic = next((name, one) for name, one in topics.items() if one.keyword != "SUPPORT")
        if kind == "keyword":
            text = {"MessageSid": f"SM{turn:032x}", "Body": topic.keyword, "NumMedia": "0"}
            return signed_webhook("/sms", {**FORM, **text, "From": number})
        spot, key = {
            "place": ("menu.main", self.pack.menus["main"].actions[0].key),
            "callback": ("time", "4"),
            "text": (f"text.{name}", "1"),
        }[kind]
        path = f"/voice/{language}/{spot}/0/00?began={int(time.time() // 60):010d}"
        call = {"CallSid": f"CA{turn:032x}", "From": number, "Caller": number, "Digits": key}
        return signed_webhook(path, {**FORM, **call})

    def _ask(self, kind: Kind, request: bytes) -> tuple[Became, str]:
        """Send a webhook once; return its result, and the reason if it failed."""
        try:
            status, body = exchange(self.port, request)
        except (OSError, HTTPException) as error:
            return "failed", type(error).__name__
        if status != 200:  # noqa: PLR2004, the status of every answer
            return "failed", str(status)
        if not (b"<Say" in body or b"<Message" in body) or b"{" in body:
            return "failed", "blank or braces"
        if kind in ("place", "keyword"):
            return "answered", ""
        if SAVED[kind] in body:
            return "promised", ""
        return ("refused", "") if FAILED_WISH in body else ("failed", "no promise and no refusal")


def exchange(port: int, request: bytes) -> tuple[int, bytes]:
    """Send an HTTP request to a port of this machine, on a new connection; return status and body.

    Raises OSError if nobody listens or answers in time (4.5 s), HTTPException for a cut-off answer.
    """
    with socket.create_connection(("127.0.0.1", port), ANSWER_SECONDS) as connection:
        connection.sendall(request)
        answer = HTTPResponse(connection, method="POST")
        answer.begin()
        if answer.length is None:  # its head was cut off
            raise IncompleteRead(b"")
        return answer.status, answer.read()
