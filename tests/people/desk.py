"""Somebody on the desk, who presses its buttons without a script."""

import html
import itertools
import re
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.test import TestResponse

from store.desk.desk import DeskStore
from store.desk.passwords import hashed
from store.desk.staff import Role

PASSWORD = "three words together"
HASH = hashed(PASSWORD)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
TAG = re.compile(r"<[^>]+>")
_names = (f"{letter}nn{n}" for n in itertools.count() for letter in "abcdefgh")


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
