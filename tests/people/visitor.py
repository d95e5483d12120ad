"""Somebody on /try, in tests, whose browser runs no JavaScript: presses buttons, reads the new page."""

import html
import re
from dataclasses import dataclass

from flask import Flask
from werkzeug.test import TestResponse

SCENE = re.compile(r'name="scene" value="([^"]*)"')
TAG = re.compile(r"<[^>]+>")


@dataclass
class Visitor:
    """Somebody with /try open in a browser. `answer` is the newest page."""

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
        """Press one button after the other, each by its value: "press:1", "wait", "text" and so on."""
        for act in acts:
            self.answer = self.client.post("/try", data={"scene": self.scene, "do": act, **fields})
        return self

    def text(self, *bodies: str) -> "Visitor":
        """Send texts one after the other."""
        for body in bodies:
            self.do("text", body=body)
        return self

    @property
    def page(self) -> str:
        """The HTML of the newest page; fails if its status is not 200."""
        assert self.answer is not None
        assert self.answer.status_code == 200, self.answer
        return self.answer.text

    @property
    def scene(self) -> str:
        """The hidden field in which the page carries all that was done so far."""
        found = SCENE.search(self.page)
        assert found
        return html.unescape(found[1])

    @property
    def state(self) -> str:
        """The state of the phone on the page, such as "listening" or "over"."""
        return self.attribute("data-state")

    @property
    def elapsed(self) -> float:
        """How long the call has lasted so far, in seconds."""
        return float(self.attribute("data-elapsed"))

    @property
    def heard(self) -> str:
        """What the line said in the newest turn."""
        return words(self.between('id="current"', '<div class="quiet"'))

    @property
    def thread(self) -> list[str]:
        """Every paragraph of the thread of texts: the visitor's texts, the line's, and what they cost."""
        shown = self.between('id="thread"', "</div>")
        return [words(part) for part in re.findall(r"<p[^>]*>(.*?)</p>", shown, re.S)]

    def attribute(self, name: str) -> str:
        """The value of the first attribute of this name on the page."""
        return self.page.split(f'{name}="')[1].split('"')[0]

    def between(self, start: str, end: str) -> str:
        """The HTML between two pieces of the page, from the end of the tag that holds the first."""
        return self.page.split(start, 1)[1].split(end, 1)[0].split(">", 1)[1]


def words(source: str) -> str:
    """The words of some HTML, with single spaces between."""
    return " ".join(html.unescape(TAG.sub(" ", source)).split())
