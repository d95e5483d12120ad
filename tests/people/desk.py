"""Somebody on the desk: an app that holds it, and staff who press its buttons without a script."""

import html
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from flask import Flask
from werkzeug.test import TestResponse

import ivr.routes
from carrier.connecting import connect
from menus.model import Pack
from settings import Settings
from store.desk.desk import DeskStore, desk_store
from store.desk.passwords import hashed
from store.desk.staff import Role
from store.store import Store
from web import pages
from web.answers import plain
from web.auth import guard
from web.desk.wiring import open_desk
from web.hours_now import HoursNow

PASSWORD = "three words together"
HASH = hashed(PASSWORD)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
TAG = re.compile(r"<[^>]+>")
LARGEST = 64 * 1024
_names = (f"{letter}nn{n}" for n in itertools.count() for letter in "abcdefgh")


def sound(_: str) -> bytes:
    """What the carrier has for each recording."""
    return b"ID3" + bytes(range(256)) * 40


def line_with_desk(pack: Pack, now: Callable[[], datetime], settings: Settings, store: Store) -> Flask:
    """An app that holds calls and the desk, as app.py wires them."""
    app = Flask("line", static_folder=None)
    app.testing = True
    app.config.update(SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=LARGEST)
    kept = desk_store(store)
    hours = HoursNow(pack, kept.closures)
    guard(app, settings.auth_tokens, settings.public_url)
    pages.dress(app, hours.pack)
    app.register_error_handler(404, plain)
    app.register_blueprint(ivr.routes.blueprint(hours.pack, now, store, settings.number))
    open_desk(app, settings, kept, hours, now, sound, partial(connect, line=settings.number))
    return app


def new_name(kept: DeskStore, role: Role = "answer") -> str:
    """An account that no other test uses; its password is PASSWORD."""
    name = next(_names)
    kept.staff.add(name, role, HASH)
    return name


@dataclass
class Person:
    """A browser of somebody on the desk. `answer` is what came back last."""

    app: Flask
    name: str = ""
    base: str = "https://line.example"
    answer: TestResponse | None = None
    token: str = field(default="")

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def open(self, path: str, **how: object) -> "Person":
        """Goes to a page, on to where it sends."""
        return self._got(self.client.get(path, base_url=self.base, follow_redirects=True, **how))

    def send(self, path: str, **fields: str) -> "Person":
        """Sends a form with the token of the page last seen, on to where it leads."""
        data = {"csrf_token": self.token, **fields}
        told = {"Referer": f"{self.base}/desk"}
        return self._got(
            self.client.post(path, base_url=self.base, data=data, headers=told, follow_redirects=True)
        )

    def sign_in(self, name: str = "", password: str = PASSWORD) -> "Person":
        """By the form."""
        self.name = name or self.name
        return self.open("/desk/sign-in").send("/desk/sign-in", name=self.name, password=password)

    def _got(self, answer: TestResponse) -> "Person":
        self.answer = answer
        found = TOKEN.search(answer.text)
        self.token = found.group(1) if found else self.token
        return self

    @property
    def page(self) -> str:
        """The page's source."""
        assert self.answer is not None
        return self.answer.text

    @property
    def words(self) -> str:
        """The words on the page, one blank between."""
        return " ".join(html.unescape(TAG.sub(" ", self.page)).split())

    @property
    def status(self) -> int:
        """The status of the last answer."""
        assert self.answer is not None
        return self.answer.status_code

    @property
    def path(self) -> str:
        """Where it ended up."""
        assert self.answer is not None
        return self.answer.request.path
