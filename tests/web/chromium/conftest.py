"""One browser for all tests of pages, and one line for those of the browser phone: each start is dear."""

from collections.abc import Iterator
from functools import partial

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.web.chromium.browser import chromium, watched
from tests.web.chromium.on_the_phone import Open
from tests.wiring.wire import Served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def phone_window(phone_app: Flask, browser: Browser) -> Iterator[Open]:
    """Opens a window on the browser phone that is watched."""
    with Served(phone_app) as port:
        yield partial(watched, browser, f"http://127.0.0.1:{port}")
