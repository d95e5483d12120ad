"""A key heard before the helpline opened or closed does what was said, or what there is now (R34)."""

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from ivr import aloud
from ivr.flow import step
from ivr.model import Arrived, Caller, Dial, DialEnded, Event, Listen, Place, Pressed, Silence, Turn
from ivr.spot import Spot
from menus.model import Pack
from menus.outcome import Kept, Outcome, Refused, Waiting
from tests.caller import keys_offered
from tests.conftest import CLOSED, OPEN

HER = Caller("mobile")
CALLERS = {"of a mobile": Arrived(), "who has asked": Arrived(asked=True)}
SETTLED: tuple[Outcome, ...] = (Kept(OPEN), Waiting(OPEN), Refused("away"))
MOMENTS = {"opened": (CLOSED, OPEN), "closed": (OPEN, CLOSED)}
meanwhile = pytest.mark.parametrize(("heard", "pressed"), MOMENTS.values(), ids=MOMENTS)
callers = pytest.mark.parametrize("arrived", CALLERS.values(), ids=CALLERS)


@pytest.fixture(scope="module")
def line(pack: Pack) -> Pack:
    """The shipped pack, in which messages can be left."""
    return replace(pack, hours=replace(pack.hours, messages=True))


def events(turn: Turn) -> tuple[Event, ...]:
    """What may happen after a turn, as far as it leads on to other rooms."""
    match turn.then:
        case _ if turn.wish:
            return SETTLED
        case Listen():
            return (Silence(), *map(Pressed, "0123456789*#"))
        case Dial():
            return (DialEnded("no-answer", bridged=False), DialEnded("completed", bridged=True))
    return ()


def heard_at(pack: Pack, moment: datetime, arrived: Arrived) -> Iterator[Turn]:
    """Every sort of turn of a call at one moment that offers keys: by room, subject and how it came there."""
    waiting, met = deque([step(pack, None, arrived, moment, HER)]), set[object]()
    while waiting:
        turn = waiting.popleft()
        place = turn.place
        sort = (place.spot.room, place.spot.about[:1], place.led, min(place.silences, 3), bool(turn.wish))
        if sort in met:
            continue
        met.add(sort)
        if isinstance(turn.then, Listen) and not turn.wish:
            yield turn
        waiting += [step(pack, place, event, moment, HER) for event in events(turn)]


def words(pack: Pack, turn: Turn) -> str:
    """All that a turn says."""
    numbers = aloud.numbers(pack, pack.languages["en"], "+447400123456", "+447400777888", "+441144960000")
    return aloud.words_of(turn, numbers)


@meanwhile
@callers
def test_no_key_that_was_offered_is_refused_because_the_hours_changed(
    line: Pack, arrived: Arrived, heard: datetime, pressed: datetime
) -> None:
    refused, tried = [], set[str]()
    for turn in heard_at(line, heard, arrived):
        for key in keys_offered(words(line, turn)):
            tried.add(turn.place.spot.room)
            then = step(line, turn.place, Pressed(key), pressed, HER)
            if "That key is not in use" in words(line, then) or "Sorry." in words(line, then):
                refused.append((turn.place.spot, key))
    assert not refused
    assert tried >= {"menu", "topic", "closed" if heard == CLOSED else "missed", "callback"}


@callers
def test_whoever_presses_0_for_a_call_back_once_we_are_open_is_put_through(
    line: Pack, arrived: Arrived
) -> None:
    led = {
        (turn.place.spot.room, turn.place.led): step(
            line, turn.place, Pressed("0"), OPEN, HER
        ).place.spot.room
        for turn in heard_at(line, CLOSED, arrived)
        if "0" in keys_offered(words(line, turn))
    }
    assert {("closed", False), ("closed", True), ("menu", False), ("topic", False)} <= set(led)
    assert set(led.values()) == {"notice"}


@callers
def test_whoever_presses_0_for_a_person_once_we_are_closed_hears_until_when(
    line: Pack, arrived: Arrived
) -> None:
    led = {
        (turn.place.spot.room, turn.place.led): words(line, step(line, turn.place, Pressed("0"), CLOSED, HER))
        for turn in heard_at(line, OPEN, arrived)
        if "0" in keys_offered(words(line, turn))
    }
    assert {("missed", False), ("missed", True), ("menu", False), ("topic", False)} <= set(led)
    assert all("The helpline is closed until tomorrow" in said for said in led.values()), led


@pytest.mark.parametrize("led", [False, True])
@pytest.mark.parametrize("room", ["closed", "missed"])
@pytest.mark.parametrize("now", [OPEN, CLOSED], ids=MOMENTS)
def test_what_is_repeated_is_true_now(line: Pack, room: str, led: bool, now: datetime) -> None:
    turn = step(line, Place("en", Spot(room), led=led), Silence(), now, HER)
    said = words(line, turn)
    assert "0" in keys_offered(said)
    assert now == CLOSED or "closed" not in said
    assert ("For a person" in said) == (now == OPEN and room == "closed")
