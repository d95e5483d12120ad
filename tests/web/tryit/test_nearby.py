"""The browser phone is for who sits at this machine, whatever stands between them and the line."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from app import create_app
from settings import Settings
from store.store import Store
from tests.conftest import Clock

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def status(app: Flask, path: str = "/try", **how: Any) -> int:
    """What such a request is answered; `how` is in the words of WSGI."""
    return app.test_client().get(path, environ_overrides=how).status_code


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_who_is_at_this_machine_sees_it(phone_app: Flask, address: str, host: str) -> None:
    assert status(phone_app, REMOTE_ADDR=address, HTTP_HOST=host) == 200


@pytest.mark.parametrize(
    "address", ["192.0.2.7", "10.0.0.1", "172.17.0.1", "2001:db8::1", "", "unix:", "127.0.0.1.evil"]
)
def test_who_asks_from_elsewhere_does_not(phone_app: Flask, address: str) -> None:
    for path in ("/try", "/try/map.svg"):
        assert status(phone_app, path, REMOTE_ADDR=address) == 404
    assert phone_app.test_client().post("/try", environ_overrides={"REMOTE_ADDR": address}).status_code == 404


@pytest.mark.parametrize(
    "host", ["line.example.org", "127.0.0.1.nip.io", "localhost.evil.example", "", "[", "[::1", "a b"]
)
def test_a_name_that_is_not_this_machines_is_no_way_to_it(phone_app: Flask, host: str) -> None:
    assert status(phone_app, HTTP_HOST=host) != 200


@pytest.mark.parametrize("name", FORWARDED)
@pytest.mark.parametrize("trusted", [0, 1, 2])
def test_what_a_proxy_passes_on_is_not_from_here(
    settings: Settings, line_store: Store, line_clock: Clock, name: str, trusted: int
) -> None:
    changed = replace(settings, try_on=True, trusted_proxies=trusted)
    app = create_app(changed, store=line_store, now=line_clock)
    assert status(app) == 200
    for value in ("127.0.0.1", "localhost", "http", "for=127.0.0.1", ""):
        assert status(app, **{f"HTTP_{name.upper().replace('-', '_')}": value}) == 404, value


@pytest.mark.parametrize("word", ["close", "Close"])
def test_a_proxy_that_tells_nothing_is_known_by_its_closing(phone_app: Flask, word: str) -> None:
    assert status(phone_app, HTTP_CONNECTION=word, HTTP_HOST="127.0.0.1:8000") == 404
    assert status(phone_app, HTTP_CONNECTION="keep-alive", HTTP_HOST="127.0.0.1:8000") == 200
