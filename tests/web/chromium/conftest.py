"""One browser for all tests of pages, and one line for those of the browser phone: each start is dear."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.stand_in.carrier import SOUND
from tests.web.chromium.browser import chromium, watched
from tests.web.chromium.on_the_phone import Open
from tests.wiring.wire import Served
from web.desk.needs import Carrier


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def phone_window(phone_app: Flask, browser: Browser) -> Iterator[Open]:
    """Opens a window on the browser phone that is watched."""
    with Served(phone_app) as port:
        yield partial(watched, browser, f"http://127.0.0.1:{port}", winds=True)


@pytest.fixture(scope="session")
def desk_server(phone_app: Flask) -> Iterator[Served]:
    """A server at one address for the desk of each test in turn, so that a browser has its styles already."""
    served = Served(phone_app)
    with served:
        yield served


@pytest.fixture
def app(line_with: Callable[..., Flask]) -> Flask:
    """A line whose carrier has a sound for every message."""
    return line_with(carrier=Carrier(lambda _: SOUND, lambda *_: b"", lambda _: b""))


@pytest.fixture
def window(browser: Browser, app: Flask, desk_server: Served) -> Open:
    """Opens a window that is watched. The cookie is for https alone, which a test's page is not."""
    app.config["SESSION_COOKIE_SECURE"] = False
    desk_server.server.app = app
    return partial(watched, browser, f"http://127.0.0.1:{desk_server.server.server_port}")
