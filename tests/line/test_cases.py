"""The cases of tests/cases, each a small story of people who ring and text, played on the line."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from settings import HERE
from tests.caller import Caller
from tests.conftest import At, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire

FOLDER = HERE / "tests" / "cases"
MOMENT = "2026-11-24T10:00:00"  # London's time is the carrier's in winter
LANDLINE = "+442079460123"
# What may differ between two replies that are alike: figures, days, months.
VARIES = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*|\d")
Step = dict[str, Any]


def cases() -> Iterable[Step]:
    """Every case of every file, each {"name", "at"?, "steps"}; a line that begins with // is a remark."""
    for file in sorted(FOLDER.glob("*.jsonl")):
        for row in file.read_text(encoding="utf-8").splitlines():
            if row.strip() and not row.startswith("//"):
                yield json.loads(row)


class Story:
    """The people of one case: `a`, `b` and so on have mobiles of their own; one call is on at a time."""

    def __init__(self, wire: Wire) -> None:
        self.wire, self.people = wire, {letter: new_number() for letter in "abcdefgh"}
        self.kept: dict[str, str] = {}
        self.call = Caller(wire)

    def act(self, step: Step) -> str:
        """Do what a step says; gives what was heard or texted."""
        match step:
            case {"text": body}:
                return Texter(self.wire, self.people[step.get("from", "a")]).text(self.named(body))
            case {"call": who}:
                numbers = {"landline": LANDLINE, "withheld": "anonymous", "mobile": self.people["a"]}
                self.call = Caller(self.wire, (numbers | self.people).get(who, who)).call()
            case {"press": key, "unheard": True}:
                self.call.press_unheard(key)
            case {"press": key}:
                self.call.press(key)
            case {"key": digits}:
                self.call.key_number(self.named(digits))
            case {"wait": _}:
                self.call.wait()
            case {"dial": "bridged"}:
                self.call.dial_ended("completed", True)
            case {"dial": status}:
                self.call.dial_ended(status, False)
        return self.call.heard

    def named(self, words: str) -> str:
        """The words with {b} as the number of b, as people write it."""
        return re.sub(r"\{([a-h])\}", lambda who: "0" + self.people[who[1]][3:], words)

    def told(self, step: Step) -> None:
        """Do what a step says, and hold what comes back to it."""
        heard, want = self.act(step), step.get("want", step.get("hear"))
        assert "{" not in heard, f"a blank is said as it stands: {heard}"
        if want == "":
            assert heard == ""
        elif want:
            assert re.search(want, heard, re.IGNORECASE | re.DOTALL), f"{step}: {heard}"
        elif "text" in step and "not" in step:
            assert heard, f"{step}: silence"
        if "not" in step:
            assert not re.search(step["not"], heard, re.IGNORECASE | re.DOTALL), f"{step}: {heard}"
        if "keep" in step:
            self.kept[step["keep"]] = VARIES.sub("", heard)
        if "like" in step:
            assert self.kept[step["like"]] == VARIES.sub("", heard), step


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases()])
def test_people_are_answered_as_the_case_says(case: Step, wire: Wire, at: At) -> None:
    at(case.get("at", MOMENT).replace(" ", "T"))
    story = Story(wire)
    for step in case["steps"]:
        story.told(step)


def test_a_case_that_does_not_hold_is_seen(wire: Wire, at: At) -> None:
    at(MOMENT)
    story: Callable[[Step], None] = Story(wire).told
    for wrong in ({"text": "EXERCISE", "want": "FLARE"}, {"text": "EXERCISE", "not": "EXERCISE"}):
        with pytest.raises(AssertionError):
            story(wrong)
