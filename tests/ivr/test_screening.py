"""Scenes of a helpline that people answer themselves: screened, rung in turn, given back to the caller."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from app import create_app
from settings import Settings
from store.store import Store
from tests.caller import Caller, words_of
from tests.conftest import Clock, new_number
from tests.packs.broken import copy
from tests.wiring.wire import LINE, Wire, in_process

NUMBERS = ["+448005200520", "+442079460111", "+442079460112", "+442079460113"]
NO_ANSWER: list[tuple[str, bool | None]] = [
    ("busy", None),
    ("no-answer", None),
    ("failed", None),
    ("canceled", None),
    ("completed", False),
]
WORDS = {
    "busy": "is busy",
    "no-answer": "nobody at the helpline",
    "completed": "nobody at the helpline",
    "failed": "could not reach",
    "canceled": "could not reach",
}
_ids = itertools.count(1)


def its_pack(folder: Path, answered_by: list[str]) -> Path:
    """A copy of the shipped pack whose helpline has as many numbers, answered by these."""
    pack = copy(folder).folder
    before, _, after = (pack / "hours.toml").read_text().partition("[[numbers]]")
    tables = "".join(
        f'[[numbers]]\nnumber = "{number}"\nanswered_by = "{kind}"\n\n'
        for number, kind in zip(NUMBERS, answered_by, strict=False)
    )
    (pack / "hours.toml").write_text(before + tables + after[after.index("[weekly]") :])
    return pack


Make = Callable[..., Caller]


@pytest.fixture(scope="module")
def lines(
    settings: Settings, line_store: Store, line_clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[tuple[str, ...]], Flask]]:
    """Gives the line whose helpline is answered so, made at its first use."""
    made: dict[tuple[str, ...], Flask] = {}

    def line(answered_by: tuple[str, ...]) -> Flask:
        if answered_by not in made:
            pack = its_pack(tmp_path_factory.mktemp("pack"), list(answered_by))
            made[answered_by] = create_app(replace(settings, pack=pack), store=line_store, now=line_clock)
        return made[answered_by]

    yield line


@pytest.fixture
def ringing(lines: Callable[[tuple[str, ...]], Flask], clock: Clock) -> Make:  # noqa: ARG001, the hour is set
    """A caller whose first number rings, on a line whose helpline is answered by these."""

    def make(*answered_by: str, number: str = "") -> Caller:
        caller = Caller(Wire(in_process(lines(answered_by))), number=number or new_number())
        return caller.call().press("0").wait()

    return make


def is_bridged(leg: Caller) -> bool:
    """Whether the carrier puts a leg that was screened through: nothing but words stands in its TwiML."""
    return [verb.tag for verb in leg.document] == ["Say"]


def screened(caller: Caller) -> Caller:
    """Whoever answers the number that rings, and what they hear first: a leg with an id of its own."""
    number = caller.document.find("Dial/Number")
    assert number is not None
    staff = Caller(caller.wire, number=caller.number, call_id=f"CA{next(_ids):031x}f")
    return staff._post(number.attrib["url"], CallStatus="in-progress", ParentCallSid=caller.call_id)


def test_a_persons_number_rings_for_25_seconds_and_is_screened(ringing: Make) -> None:
    caller = ringing("person")
    assert (caller.dial["number"], caller.dial["timeout"]) == (NUMBERS[0], "25")
    assert caller.dial["answerOnBridge"] == "true"
    staff = screened(caller)
    assert "A caller from Muscle Line." in staff.heard
    assert staff.offered == ["1"]
    assert staff.gather["timeout"] == "10"
    assert caller.number[-6:] not in staff.heard.replace(" ", "")


def test_a_switchboard_rings_for_60_seconds_and_is_not_screened(ringing: Make) -> None:
    caller = ringing("switchboard")
    assert caller.dial["timeout"] == "60"
    number = caller.document.find("Dial/Number")
    assert number is not None and number.get("url") is None


def test_press_1_puts_the_two_through_and_the_call_ends_in_goodbye(ringing: Make) -> None:
    caller = ringing("person")
    staff = screened(caller).press("1")
    assert is_bridged(staff), "a document that ends without a hang-up bridges the legs"
    assert staff.heard == "Connecting you."
    caller.dial_ended("completed", bridged=True)
    assert caller.over
    assert "Goodbye" in caller.heard


@pytest.mark.parametrize("key", ["0", "2", "8", "9", "*", "#", "11"])
def test_another_key_is_no_answer(ringing: Make, key: str) -> None:
    assert screened(ringing("person")).press_unheard(key).over


def test_a_voicemail_that_says_nothing_to_the_question_is_no_answer(ringing: Make) -> None:
    caller = ringing("person")
    staff = screened(caller).wait()
    assert staff.over
    assert staff.spent < 25
    caller.dial_ended("completed", bridged=False)
    assert "nobody at the helpline" in caller.heard
    assert caller.offered == ["0", "1", "*"]


def test_a_screening_told_of_twice_asks_twice_and_connects_twice(ringing: Make) -> None:
    caller = ringing("person")
    first, second = screened(caller), screened(caller)
    assert first.heard == second.heard
    asked = first.document
    first.press("1")
    first.document = asked
    assert is_bridged(first.press("1"))


def test_the_screening_knows_nothing_but_the_language_and_the_minute(ringing: Make) -> None:
    number = ringing("person").document.find("Dial/Number")
    assert number is not None
    url = urlsplit(number.attrib["url"])
    assert url.path == "/voice/en/screen/0/00"
    assert list(parse_qs(url.query)) == ["began"]


@pytest.mark.parametrize(("status", "bridged"), NO_ANSWER)
def test_whatever_becomes_of_a_number_the_next_one_rings(
    ringing: Make, status: str, bridged: bool | None
) -> None:
    caller = ringing("person", "switchboard")
    caller.dial_ended(status, bridged)
    assert (caller.dial["number"], caller.dial["timeout"]) == (NUMBERS[1], "60")
    caller.dial_ended(status, bridged)
    assert WORDS[status] in caller.heard
    assert caller.offered == ["0", "1", "*"]


@pytest.mark.parametrize("status", ["", "unheard-of", "answered later"])
def test_a_status_that_nobody_knows_never_blocks_the_next_number(ringing: Make, status: str) -> None:
    caller = ringing("person", "person")
    assert caller.dial_ended(status).dial["number"] == NUMBERS[1]
    assert "could not reach" in caller.dial_ended(status).heard


@pytest.mark.parametrize("order", list(itertools.permutations(NO_ANSWER, 3)))
def test_in_every_order_of_ends_three_numbers_ring_and_the_caller_is_back(
    ringing: Make, order: tuple[tuple[str, bool | None], ...]
) -> None:
    caller = ringing("person", "person", "person")
    rung = []
    for status, bridged in order:
        rung.append(caller.dial["number"])
        caller.dial_ended(status, bridged)
    assert rung == NUMBERS[:3]
    assert WORDS[order[-1][0]] in caller.heard


def test_nobody_waits_for_more_than_three_numbers(ringing: Make) -> None:
    caller = ringing("person", "person", "person", "person")
    seconds = 0
    while caller.document.find("Dial") is not None:
        seconds += int(caller.dial["timeout"])
        caller.dial_ended("no-answer")
    assert seconds == 75
    assert "nobody at the helpline" in caller.heard


@pytest.mark.parametrize(("status", "bridged"), [*NO_ANSWER, ("completed", True)])
def test_a_status_told_twice_does_the_same_twice(ringing: Make, status: str, bridged: bool | None) -> None:
    caller = ringing("person", "person")
    rung = caller.document
    first = caller.dial_ended(status, bridged).document
    caller.document = rung
    second = caller.dial_ended(status, bridged).document
    assert words_of(first) == words_of(second)
    assert [verb.attrib for verb in first] == [verb.attrib for verb in second]


def test_a_status_that_comes_late_does_not_lead_the_caller_astray(ringing: Make) -> None:
    caller = ringing("person", "person")
    rung = caller.document
    caller.dial_ended("busy").dial_ended("no-answer")
    there = caller.document
    caller.document = rung
    caller.dial_ended("completed", bridged=False)
    caller.document = there
    assert caller.press("0").wait().dial["number"] == NUMBERS[0]


def test_0_tries_all_of_them_once_more(ringing: Make) -> None:
    caller = ringing("person", "person").dial_ended("busy").dial_ended("busy")
    assert "Putting you through" in caller.press("0").heard
    assert caller.wait().dial["number"] == NUMBERS[0]


def test_the_second_who_is_asked_takes_the_call(ringing: Make) -> None:
    caller = ringing("person", "person")
    screened(caller).wait()
    caller.dial_ended("completed", bridged=False)
    assert is_bridged(screened(caller).press("1"))
    assert caller.dial_ended("completed", bridged=True).over


def test_where_bridging_is_not_told_of_completed_counts_as_spoken_to_but_where_it_is_screened(
    ringing: Make,
) -> None:
    assert ringing("switchboard").dial_ended("completed").over
    caller = ringing("person").dial_ended("completed")
    assert "nobody at the helpline" in caller.heard and not caller.over


@pytest.mark.parametrize("shown", ["Anonymous", "client:ann", "sip:ann@pbx.example", "+33612345678"])
def test_a_caller_whose_number_cannot_be_shown_is_shown_as_the_line(ringing: Make, shown: str) -> None:
    assert ringing("person", number=shown).dial["callerId"] == LINE


@pytest.mark.parametrize("shown", ["+447400123456", "+442079460123"])
def test_a_caller_with_a_number_of_this_country_is_shown_by_it(ringing: Make, shown: str) -> None:
    assert "callerId" not in ringing("person", number=shown).dial


def test_how_transfers_ended_is_counted(ringing: Make, line_store: Store, clock: Clock) -> None:
    clock.now += timedelta(weeks=40)  # a day of its own: nobody else's late count stands in it
    line_store.counts.flush()
    before = line_store.counts.day(clock.now.date())
    caller = ringing("person", "person")
    screened(caller).wait()
    caller.dial_ended("busy")
    screened(caller).press("1")
    caller.dial_ended("completed", bridged=True)
    line_store.counts.flush()
    after = line_store.counts.day(clock.now.date())
    for name in ("person:busy", "reached", "screen:taken", "screen:refused"):
        assert after[name] == before.get(name, 0) + 1
