"""Sends requests to our own host as the carrier does: by name, over TLS, each on a new connection."""

import base64
import ssl
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from socket import socket
from urllib.parse import unquote, urlencode, urlsplit

from cryptography import x509

from preflight.judging.host import Came, Certificate, Trouble
from web.works import SAW

LARGEST = 64 * 1024
FORM = "application/x-www-form-urlencoded; charset=utf-8"
SENT_ON = range(300, 400)
PORTS = {"https": 443, "http": 80}
# What OpenSSL calls them: it has ended, has not begun, is another name's, another address's.
TROUBLES: Mapping[int, Trouble] = {10: "over", 9: "over", 62: "another host", 64: "another host"}


@dataclass(frozen=True, slots=True)
class Visitor:
    """A client for the host of `base` (PUBLIC_URL), through connections that `connect` opens.

    `context` is the TLS context; None for no TLS. `now` gives the time, `watch` the seconds of a monotonic
    clock. A password in `base` is sent, but not by a client that checks no certificate (`credulous`).
    """

    base: str
    connect: Callable[[], socket]
    context: ssl.SSLContext | None
    now: Callable[[], datetime]
    watch: Callable[[], float]

    def credulous(self) -> "Visitor":
        """The same client, but without a check of the certificate, so that the other checks can go on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return replace(self, context=context)

    def certificate(self) -> Certificate:
        """Check the host's certificate; if it is not trusted, read it again without the check.

        Raises OSError if nobody answers.
        """
        try:
            with self._open() as spoken:
                return Certificate("", ends=_end_of(spoken))
        except ssl.SSLCertVerificationError as error:
            trouble: Trouble = TROUBLES.get(error.verify_code, "untrusted")
            with self.credulous()._open() as spoken:
                return Certificate(trouble, error.verify_message, _end_of(spoken))
        except ssl.SSLError as error:
            return Certificate("no TLS", str(error.reason or "no handshake").lower().replace("_", " "))

    def post(self, path: str, form: Mapping[str, str], **headers: str) -> tuple[Came, Mapping[str, str]]:
        """Send a form to `path` below `base`; return the answer, and its headers by lower-case names.

        `headers` are sent, too; in their names an underscore stands for a dash. A network error is not
        raised: the answer then has status 0, and says why.
        """
        began = self.watch()
        try:
            with closing(self._open()) as opened:
                answer = self._ask(opened, path, urlencode(form).encode(), headers)
                answer.read(LARGEST)
        except (OSError, HTTPException) as error:
            return Came(0, _why(error), seconds=self.watch() - began), {}
        said = {name.lower(): value for name, value in answer.getheaders()}
        to = said.get("location", "") if answer.status in SENT_ON else ""
        spent = self.watch() - began
        off = ahead(self.now(), said.get("date", ""))
        return Came(answer.status, to=to, own=SAW.lower() in said, seconds=spent, off=off), said

    def _ask(self, opened: socket, path: str, body: bytes, more: Mapping[str, str]) -> HTTPResponse:
        parts = urlsplit(self.base)
        asking = HTTPConnection(parts.hostname or "")
        asking.sock = opened
        headers = {"Host": parts.netloc.rpartition("@")[2], "Content-Type": FORM, "Connection": "close"}
        if parts.username and not (self.context and self.context.verify_mode == ssl.CERT_NONE):
            word = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            headers["Authorization"] = f"Basic {base64.b64encode(word.encode()).decode()}"
        asking.request(
            "POST", path, body, headers | {name.replace("_", "-"): said for name, said in more.items()}
        )
        return asking.getresponse()

    def _open(self) -> socket:
        plain = self.connect()
        if self.context is None:
            return plain
        try:
            return self.context.wrap_socket(plain, server_hostname=urlsplit(self.base).hostname)
        except OSError:
            plain.close()
            raise


def _end_of(spoken: socket) -> datetime | None:
    given = spoken.getpeercert(binary_form=True) if isinstance(spoken, ssl.SSLSocket) else None
    return x509.load_der_x509_certificate(given).not_valid_after_utc if given else None


def _why(error: Exception) -> str:
    """A network error in words, without an address."""
    match error:
        case TimeoutError():
            return "no answer in time"
        case ssl.SSLError():
            return f"no TLS: {error.reason or 'no handshake'}"
        case OSError():
            return error.strerror or type(error).__name__
    return f"no HTTP: {type(error).__name__}"


def ahead(now: datetime, date: str) -> float | None:
    """The seconds by which `now` (aware) is ahead of a Date header; None if the header gives no time."""
    try:
        return (now - parsedate_to_datetime(date)).total_seconds() if date else None
    except (ValueError, TypeError):
        return None
