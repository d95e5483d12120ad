"""The line tests itself with a phone of its own: how it rings and texts, how long it waits, what it finds."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException

from carrier import connecting
from carrier.own_call import OVER, OwnPhone, Part, ring_ourselves, text_ourselves
from tests.conftest import OPEN
from tests.wiring.wire import LINE, OTHER

REFUSED = TwilioRestException(400, "uri", "no such number", code=21211)
AT = "https://line.example/own"


@dataclass
class Time:
    """A clock that goes on only while somebody pauses; `pauses` are how long each was."""

    now: float = 1000.0
    pauses: list[float] = field(default_factory=list)

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


@dataclass
class Rest:
    """A carrier whose one call goes through `statuses`, the last for good, and whose replies are `replies`.

    A status or a reply may be an error, which is raised; `asked` are the arguments of what it was asked.
    """

    statuses: list[Any] = field(default_factory=list)
    replies: Callable[[], list[tuple[str, str]]] = list
    refuses: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)

    @property
    def calls(self) -> Any:
        def fetch() -> Any:
            status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
            if isinstance(status, Exception):
                raise status
            return SimpleNamespace(status=status)

        class Calls:
            create = staticmethod(self._create)

            def __call__(self, sid: str) -> Any:
                assert sid == "CA1"
                return SimpleNamespace(fetch=fetch)

        return Calls()

    @property
    def messages(self) -> Any:
        return SimpleNamespace(create=self._create, list=self._list)

    def _create(self, **asked: Any) -> Any:
        self.asked.append(asked)
        if self.refuses:
            raise REFUSED
        return SimpleNamespace(sid="CA1")

    def _list(self, **asked: Any) -> list[Any]:
        self.asked.append(asked)
        return [SimpleNamespace(sid=sid, body=body) for sid, body in self.replies()]


def phone(rest: Rest, time: Time, **more: Any) -> OwnPhone:
    return OwnPhone(rest, OTHER, LINE, pause=time.pause, clock=time.clock, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("ended", OVER)
def test_a_call_is_looked_at_until_it_is_over_however_it_ended(ended: str) -> None:
    rest, time = Rest(["queued", "ringing", "in-progress", REFUSED, ended]), Time()
    assert phone(rest, time).call(AT, "1#") == ended
    assert rest.asked == [
        {"to": LINE, "from_": OTHER, "url": f"{AT}?left=-1%23", "timeout": 25, "time_limit": 120}
    ]
    assert time.pauses == [0.1, 0.2, 0.4, 0.8]


def test_a_call_that_does_not_end_is_looked_at_for_as_long_as_it_may_last_and_ring() -> None:
    time = Time()
    assert phone(Rest(["in-progress"]), time).call(AT, "1") == ""
    assert time.pauses[:6] == [0.1, 0.2, 0.4, 0.8, 1.6, 2.0] and set(time.pauses[5:]) == {2.0}
    assert 145 <= sum(time.pauses) < 147


def test_the_reply_is_the_text_that_was_not_there_before() -> None:
    time, before = Time(), [("SM1", "an older one")]
    rest = Rest(replies=lambda: [*before, ("SM2", "the reply")] if time.pauses else before)
    assert phone(rest, time).text("MENU") == "the reply"
    assert rest.asked[0] == {"to": OTHER, "from_": LINE, "limit": 5}
    assert rest.asked[1] == {"to": LINE, "from_": OTHER, "body": "MENU"}


def test_a_reply_is_waited_for_a_minute_or_for_as_long_as_is_said() -> None:
    for more, longest in (({}, 60), ({"patience": 7.0}, 7)):
        time = Time()
        assert phone(Rest(), time, **more).text("MENU") == ""
        assert longest <= sum(time.pauses) < longest + 2


@pytest.mark.parametrize(
    ("replies", "refuses", "faults"),
    [
        (["MENU: 1 exercise. 999."], False, ()),
        (["MENU: 1 exercise."], False, ("the reply to MENU lacks 999",)),
        (["nothing"], False, ("the reply to MENU lacks MENU, 999",)),
        ([], False, ("no reply to MENU came within 60 s",)),
        (["MENU 999"], True, ("this is no phone number",)),
    ],
)
def test_what_is_amiss_with_the_reply_is_told(
    replies: list[str], refuses: bool, faults: tuple[str, ...]
) -> None:
    time = Time()
    rest = Rest(refuses=refuses, replies=lambda: [("SM1", one) for one in replies if time.pauses])
    part = text_ourselves(phone(rest, time), "MENU", ("MENU", "999"))
    assert part.name == "text" and len(part.faults) == len(faults)
    assert all(fault in said for fault, said in zip(faults, part.faults, strict=True))


@dataclass
class Kept:
    """What the line notes of the tests of it; `free` says for each moment whether no other test goes on."""

    free: Callable[[datetime], bool] = lambda _: True
    did: list[str] = field(default_factory=list)

    def begin(self, moment: datetime) -> bool:
        self.did.append("begin")
        return self.free(moment)

    def noted(self, what: str) -> tuple[str, ...]:
        return (f"{what} noted",)

    def end(self) -> None:
        self.did.append("end")


def ring(rest: Rest, kept: Kept) -> Iterator[Part]:
    def judge(moment: datetime, places: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
        assert moment == OPEN
        return *places, *words

    return ring_ourselves(phone(rest, Time()), kept, {"open": OPEN}, judge, AT, "1")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "faults"),
    [("completed", ()), ("busy", ("the call ended as busy",)), ("ringing", ("the call did not end",))],
)
def test_a_call_that_did_not_end_well_is_a_fault_beside_what_it_heard(
    status: str, faults: tuple[str, ...]
) -> None:
    kept = Kept()
    assert list(ring(Rest([status]), kept)) == [Part("open", (*faults, "place noted", "words noted"))]
    assert kept.did == ["begin", "end"]


def test_a_refused_call_is_a_fault_and_leaves_no_test_open() -> None:
    kept = Kept()
    (part,) = ring(Rest(refuses=True), kept)
    assert (
        len(part.faults) == 1 and "this is no phone number" in part.faults[0] and kept.did == ["begin", "end"]
    )


def test_beside_another_test_nothing_is_rung_and_that_one_is_not_ended() -> None:
    rest, kept = Rest(["completed"]), Kept(free=lambda _: False)
    (part,) = ring(rest, kept)
    assert part.faults == ("another test is under way: try again in three minutes",)
    assert rest.asked == [] and kept.did == ["begin"]


@pytest.mark.parametrize(("key", "url"), [("1", AT), ("", AT), ("1", ""), ("", "")])
def test_our_end_presses_a_key_listens_for_twelve_seconds_and_hangs_up(key: str, url: str) -> None:
    did = list(ET.fromstring(connecting.listen(url, key, "cy-GB")))
    assert b'language="en-GB"' in connecting.listen(AT, "1"), "where no other is named"
    assert [one.tag for one in did] == [*["Play"] * bool(key), *["Gather"] * bool(url), "Hangup"]
    if key:
        assert did[0].attrib == {"digits": f"w{key}"}
    if url:
        assert did[-2].attrib == {
            "input": "speech",
            "action": url,
            "method": "POST",
            "timeout": "12",
            "speechTimeout": "auto",
            "actionOnEmptyResult": "true",
            "language": "cy-GB",
        }


@pytest.mark.parametrize(
    ("talk", "words"),
    [
        ("answered", "The call has ended."),
        ("no_answer", "They did not answer."),
        ("busy", "Their phone is busy."),
        ("failed", "Their phone could not be rung."),
    ],
)
def test_staff_hear_how_their_call_ended_and_to_note_it(talk: str, words: str) -> None:
    say, hangup = ET.fromstring(connecting.after(talk))
    assert say.text == f"{words} Please note at the desk what came of it." and hangup.tag == "Hangup"
    assert say.attrib == {"voice": "Polly.Amy-Neural"}


@pytest.mark.parametrize(
    ("language", "said"), [("", "Your call-back."), ("Welsh", "Your call-back, in Welsh.")]
)
def test_staff_who_are_rung_hear_in_which_language(language: str, said: str) -> None:
    assert said in connecting.ask("Muscle Line", AT, language)
