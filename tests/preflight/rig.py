"""A good line as a preflight meets it, each part of which a test may spoil."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from io import StringIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from menus.model import Pack
from menus.signing.signed_pack import lay_signatures
from preflight.judging.line import Line
from preflight.means import Means
from preflight.run import run
from settings import Settings, last_backup
from store.desk.desk import DeskStore
from tests.packs.signed import signatures
from tests.people.desk import HASH
from tests.preflight.certificates import DAY, Authority
from tests.stand_in.account import SID
from tests.stand_in.carrier import FakeCarrier
from tests.wiring.wire import LINE, KeptAlive
from web.fallback import fallback

HOST, ELSEWHERE = "line.example.org", "93.184.216.34"
URL = f"https://{HOST}"
FIRST, SECOND = "7c1f0e5b92d84a36b05d7e91c2f3a864", "e40b95d1a7c6428f93b2d05e6f81c7a9"
SENDER = "198.51.100.7"
STRONG = "qX3v_9sT0bLrW7kZ2mYpD5hNcE8aUfJ1gRiO4tQyVxM="
PATIENCE = 60.0
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass
class Proxy:
    """The proxy before the line: it says who sent a request, and may do as it should not.

    `hops` is how many proxies the line trusts. `says` gives the proxy's own answer to a request, in place of
    the line's; `writes` the headers that it sets.
    """

    line: Wsgi
    hops: int = 1
    says: Callable[[Request], Response | None] = lambda _: None
    writes: Callable[[Request], dict[str, str]] = lambda _: {
        "HTTP_X_FORWARDED_FOR": SENDER,
        "HTTP_X_FORWARDED_HOST": HOST,
        "HTTP_X_FORWARDED_PROTO": "https",
    }

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Pass a request on to the line."""
        asked = Request(environ, populate_request=False)
        said = self.says(asked)
        line = ProxyFix(self.line, x_for=self.hops, x_proto=self.hops, x_host=self.hops)  # as app.py does
        return said(environ, start) if said else line(environ | self.writes(asked), start)


@dataclass
class Rig:
    """All that a preflight meets."""

    settings: Settings
    kept: DeskStore
    pack: Pack
    carrier: FakeCarrier
    authority: Authority
    proxy: Proxy
    serves: list[ssl.SSLContext]
    documents: dict[str, bytes]
    documents_at: str
    port: int
    log: StringIO
    environ: dict[str, str] = field(default_factory=dict)
    tokens: tuple[str, ...] = (FIRST, SECOND)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    found: tuple[str, ...] = (ELSEWHERE,)
    zone_of: Callable[[str], tzinfo] = ZoneInfo
    passed: float = 0.0

    @property
    def row(self) -> dict[str, Any]:
        """The number as the carrier has it."""
        return self.carrier.account.number(LINE) or {}

    @property
    def data(self) -> Path:
        """The line's data folder."""
        return self.settings.data_dir

    def ask(self) -> dict[str, Line]:
        """Run a preflight; its lines by what they are about."""
        return {line.about: line for line in run(self.means(), PATIENCE)}

    def means(self) -> Means:
        """What it asks with."""
        return Means(
            self.settings,
            self.environ,
            self.tokens,
            self.kept,
            self.now,
            lambda: self.pack,
            resolve=self._resolve,
            dial=lambda _, __, seconds: socket.create_connection(("127.0.0.1", self.port), seconds),
            trust=lambda: ssl.create_default_context(cafile=self.authority.file),
            zone_of=self.zone_of,
            watch=self._watch,
            patience=PATIENCE,
        )

    def _resolve(self, host: str, _: int) -> tuple[str, ...]:
        if not self.found or host != HOST:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.found

    def _watch(self) -> float:
        return self.passed


@contextmanager
def served(app: Wsgi, contexts: list[ssl.SSLContext] | None = None) -> Iterator[int]:
    """A local server of `app`; with `contexts` by TLS, with the newest of them at each connection."""
    spoken = None
    if contexts:
        spoken = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        spoken.sni_callback = lambda each, _, __: setattr(each, "context", contexts[-1])
    made = make_server("127.0.0.1", 0, app, threaded=True, request_handler=KeptAlive, ssl_context=spoken)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield int(made.server_port)
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


def reviewed(pack: Pack, today: date) -> Pack:
    """The shipped pack as it is once all of it is signed and its hours confirmed."""
    days = {"signed_on": today - 30 * DAY, "review_by": today + 300 * DAY}
    pack = lay_signatures(pack, signatures(pack, **days))
    until = today + timedelta(200)
    hours = replace(pack.hours, confirmed_by="Ann", confirmed_on=today, holidays_until=until)
    return replace(pack, hours=hours)


def make_good(rig: Rig) -> None:
    """Put everything as it should be, but for what stands in the rig's own fields."""
    rig.carrier.account.numbers.clear()
    rig.carrier.account.services.clear()
    rig.carrier.account.senders.clear()
    rig.carrier.says.clear()
    rig.carrier.with_token(FIRST).account.buy(
        LINE,
        voice_url=f"{URL}/voice#ct=2000&rt=4500&rc=2&rp=all",
        sms_url=f"{URL}/sms",
        status_callback=f"{URL}/voice/status",
        voice_fallback_url=f"{rig.documents_at}/voice.xml",
        sms_fallback_url=f"{rig.documents_at}/sms.xml",
    )
    made = fallback(rig.pack, LINE)
    rig.documents |= {"/voice.xml": made.voice, "/sms.xml": made.text}
    rig.kept.line.link.client.flushdb()
    rig.kept.staff.add("ann", "admin", HASH)
    rig.kept.staff.set_two_factor("ann", "JBSWY3DPEHPK3PXP")
    rig.kept.pulse.beat(rig.now())
    last_backup(rig.data).write_text(f"{rig.now():%Y-%m-%dT%H:%M:%SZ}\n")
    for name in ("SECRET_KEY", "NUMBER_KEY", "HASH_KEY"):
        rig.data.joinpath(name).write_text(STRONG)
        rig.data.joinpath(name).chmod(0o600)


def good_settings(folder: Path, carrier: FakeCarrier, hash_key: bytes) -> Settings:
    """The settings of a good line."""
    return Settings(
        data_dir=folder,
        account_sid=SID,
        auth_tokens=(FIRST, SECOND),
        number=LINE,
        api_base=carrier.url,
        public_url=URL,
        trusted_proxies=1,
        secret_key=STRONG,
        number_keys=(STRONG,),
        hash_key=hash_key,
        backup_key=STRONG.encode(),
        live=True,
    )
