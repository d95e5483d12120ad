"""A member of staff at the desk, in tests: opens pages and presses buttons, without JavaScript."""

import html
import importlib.util
import itertools
import re
from dataclasses import dataclass, field
from types import ModuleType

from argon2 import PasswordHasher
from flask import Flask
from werkzeug.test import TestResponse

from store.desk.desk import DeskStore
from store.desk.staff import Role

PASSWORD = "three words together"
# In the process of the tests passwords are hashed with little work: they sign in very often.
LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
HASH = LIGHT.hash(PASSWORD)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
TAG = re.compile(r"<[^>]+>")
_names = (f"{letter}nn{n}" for n in itertools.count() for letter in "abcdefgh")


def real_passwords() -> ModuleType:
    """The module `store.desk.passwords` as the line has it, with the work that a hash costs there."""
    spec = importlib.util.find_spec("store.desk.passwords")
    assert spec and spec.loader
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)
    return fresh


def new_name(kept: DeskStore, role: Role = "answer") -> str:
    """The name of a new account that no other test uses; its password is PASSWORD."""
    name = next(_names)
    kept.staff.add(name, role, HASH)
    return name


@dataclass
class Person:
    """A member of staff with a browser. `answer` is the newest answer of the desk."""

    app: Flask
    name: str = ""
    base: str = "https://line.example"
    answer: TestResponse | None = None
    token: str = field(default="")

    def __post_init__(self) -> None:
        self.client = self.app.test_client()

    def open(self, path: str, **how: object) -> "Person":
        """Go to a page, and follow its redirects."""
        return self._got(self.client.get(path, base_url=self.base, follow_redirects=True, **how))

    def send(self, path: str, **fields: str) -> "Person":
        """Send a form with the token of the page last seen, and follow redirects."""
        data = {"csrf_token": self.token, **fields}
        told = {"Referer": f"{self.base}/desk"}
        return self._got(
            self.client.post(path, base_url=self.base, data=data, headers=told, follow_redirects=True)
        )

    def sign_in(self, name: str = "", password: str = PASSWORD) -> "Person":
        """Sign in with the form of the sign-in page."""
        self.name = name or self.name
        return self.open("/desk/sign-in").send("/desk/sign-in", name=self.name, password=password)

    def _got(self, answer: TestResponse) -> "Person":
        self.answer = answer
        found = TOKEN.search(answer.text)
        self.token = found.group(1) if found else self.token
        return self

    @property
    def page(self) -> str:
        """The HTML of the newest page."""
        assert self.answer is not None
        return self.answer.text

    @property
    def words(self) -> str:
        """The words on the newest page, with single spaces between."""
        return " ".join(html.unescape(TAG.sub(" ", self.page)).split())

    @property
    def status(self) -> int:
        """The HTTP status of the newest answer."""
        assert self.answer is not None
        return self.answer.status_code

    @property
    def path(self) -> str:
        """The path of the newest page, after all redirects."""
        assert self.answer is not None
        return self.answer.request.path
