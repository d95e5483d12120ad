"""A good line for each test: its servers run for all of them, the rest is made anew."""

import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, Request, Response
from twilio.request_validator import RequestValidator

from app import create_app
from menus.model import Pack
from settings import Settings
from store.desk.desk import desk_store
from store.server.embedded import Embedded
from store.store import Store
from tests.conftest import opened
from tests.preflight.certificates import DAY, Authority
from tests.preflight.rig import FIRST, HOST, Proxy, Rig, good_settings, make_good, reviewed, served
from tests.stand_in.account import SID
from tests.stand_in.carrier import FakeCarrier, fake_carrier

HASH_KEY = bytes(range(7, 39))


@dataclass
class Servers:
    """What runs for all tests: the newest of `proxies` is before the line, with the newest of `serves`."""

    authority: Authority
    carrier: FakeCarrier
    store: Store
    settings: Settings
    pack: Pack
    line: Flask
    log: StringIO
    proxies: list[Proxy]
    serves: list[ssl.SSLContext]
    documents: dict[str, bytes]
    port: int = 0
    documents_at: str = ""

    def front(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the proxy of the test that runs."""
        return self.proxies[-1](environ, start)

    def shelf(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer with a document that is kept elsewhere.

        Below /static it is a host that takes no POST, else a Bin, which wants the carrier's signature and the
        account's name.
        """
        path, asked = environ["PATH_INFO"], Request(environ)
        if path.startswith("/static/") and asked.method != "GET":
            return Response(status=405)(environ, start)
        form, given = asked.values.to_dict(), asked.headers.get("X-Twilio-Signature", "")
        signed = RequestValidator(FIRST).validate(asked.url, asked.form.to_dict(), given)
        if not path.startswith("/static/") and not (signed and form.get("AccountSid") == SID):
            return Response(status=403)(environ, start)
        there = self.documents.get(path.removeprefix("/static"))
        return Response(there or b"", 200 if there else 404)(environ, start)


@pytest.fixture(scope="module")
def servers(embedded: Embedded, pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The servers of all tests of a file."""
    folder = tmp_path_factory.mktemp("preflight")
    authority = Authority(folder, "trusted")
    good = reviewed(pack, datetime.now(UTC).date())
    with fake_carrier() as carrier, opened(embedded.url, HASH_KEY) as store:
        store.link.clock = str
        settings = good_settings(folder, carrier, HASH_KEY)
        log = StringIO()
        line, serves = _line(settings, store, log), [authority.serves(HOST, 90 * DAY)]
        made = Servers(authority, carrier, store, settings, good, line, log, [], serves, {})
        with served(made.front, made.serves) as made.port, served(made.shelf) as shelf:
            made.documents_at = f"http://127.0.0.1:{shelf}"
            yield made
        store.link.client.flushdb()


def _line(settings: Settings, store: Store, log: StringIO) -> Flask:
    """The line, which is asked about as a live one, but serves shipped drafts; its proxies are the rig's."""
    changed = replace(settings, trusted_proxies=0, live=False)
    with redirect_stdout(log):
        return create_app(changed, store=store, now=lambda: datetime.now(UTC))


@pytest.fixture
def rig(servers: Servers, tmp_path: Path) -> Rig:
    """A line on which a preflight finds nothing."""
    del servers.serves[1:]
    servers.proxies[:] = [Proxy(servers.line)]
    made = Rig(
        replace(servers.settings, data_dir=tmp_path),
        desk_store(servers.store),
        servers.pack,
        servers.carrier,
        servers.authority,
        servers.proxies[0],
        servers.serves,
        servers.documents,
        servers.documents_at,
        servers.port,
        servers.log,
    )
    make_good(made)
    return made
