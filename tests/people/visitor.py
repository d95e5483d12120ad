"""Somebody on /try whose browser runs no script: presses buttons, reads the page that comes back."""

import html
import re
from dataclasses import dataclass

from flask import Flask
from werkzeug.test import TestResponse

SCENE = re.compile(r'name="scene" value="([^"]*)"')
TAG = re.compile(r"<[^>]+>")


@dataclass
class Visitor:
    """One open page. `answer` is what came back last."""

    app: Flask
    answer: TestResponse | None = None

    def __post_init__(self) -> None:
        self.client = self.app.test_client()
        self.open()

    def open(self, path: str = "/try") -> "Visitor":
        """Go to a page."""
        self.answer = self.client.get(path)
        return self

    def do(self, *acts: str, **fields: str) -> "Visitor":
        """Press one button after the other: "press:1", "wait", "text" …"""
        for act in acts:
            self.answer = self.client.post("/try", data={"scene": self.scene, "do": act, **fields})
        return self

    def text(self, *bodies: str) -> "Visitor":
        """Send texts."""
        for body in bodies:
            self.do("text", body=body)
        return self

    @property
    def page(self) -> str:
        """The page's source."""
        assert self.answer is not None
        assert self.answer.status_code == 200, self.answer
        return self.answer.text

    @property
    def scene(self) -> str:
        """What the page's forms post back."""
        found = SCENE.search(self.page)
        assert found
        return html.unescape(found[1])

    @property
    def state(self) -> str:
        """What the phone does."""
        return self.attribute("data-state")

    @property
    def elapsed(self) -> float:
        """How long the call has lasted, in seconds."""
        return float(self.attribute("data-elapsed"))

    @property
    def heard(self) -> str:
        """What the last turn said."""
        return words(self.between('id="current"', '<div class="quiet"'))

    @property
    def thread(self) -> list[str]:
        """The texts of the line and of the visitor, and what each cost."""
        shown = self.between('id="thread"', "</div>")
        return [words(part) for part in re.findall(r"<p[^>]*>(.*?)</p>", shown, re.S)]

    def attribute(self, name: str) -> str:
        """An attribute that only the phone has."""
        return self.page.split(f'{name}="')[1].split('"')[0]

    def between(self, start: str, end: str) -> str:
        """The source between two marks."""
        return self.page.split(start, 1)[1].split(end, 1)[0].split(">", 1)[1]


def words(source: str) -> str:
    """The words of some HTML, with single spaces."""
    return " ".join(html.unescape(TAG.sub(" ", source)).split())
