"""What a play remembers in place of the store, at the edge of each bound."""

from datetime import timedelta

import pytest

from counted.allowed import CALLS
from ivr.model import DropMessage, KeepMessage
from menus.asked import Asked
from menus.model import Pack
from play.grants import grant, standing
from play.memory import Callback, Memory, Part, note_call
from tests.conftest import OPEN

OWN, HOUR = "+447400123456", timedelta(hours=1)


@pytest.mark.parametrize(
    ("before", "later", "barred"),
    [
        (CALLS.most - 1, timedelta(0), False),
        (CALLS.most, timedelta(0), True),
        (CALLS.most, HOUR - timedelta(seconds=1), True),
        (CALLS.most, HOUR, False),
    ],
)
def test_sixty_calls_within_an_hour_are_put_through_and_no_more(
    before: int, later: timedelta, barred: bool
) -> None:
    memory, others = Memory(calls=((OWN, OPEN),) * before), Memory(calls=(("+447400123457", OPEN),) * before)
    assert note_call(memory, OWN, OPEN + later)[1] is barred
    assert note_call(others, OWN, OPEN + later)[1] is False
    assert note_call(memory, "", OPEN + later) == (memory, False)


def test_who_is_blocked_is_barred_from_the_first_call() -> None:
    assert note_call(Memory(blocked=frozenset({OWN})), OWN, OPEN)[1]


def test_messages_are_counted_as_they_are_kept_and_deleted(pack: Pack) -> None:
    wisher, memory, counted = Asked("call 1", OWN, "", OPEN), Memory(), []
    for wish in (KeepMessage(12), KeepMessage(5), DropMessage()):
        memory, _ = grant(memory, pack.hours, wish, wisher)
        counted.append(memory.messages)
    assert counted == [1, 2, 1]


def test_in_a_play_nobody_has_been_rung_yet() -> None:
    waiting = Callback(OWN, (Part(Asked("call 1", OWN, "", OPEN), OPEN + HOUR),))
    found = standing(Memory(callbacks=(waiting,)), OWN)
    assert (found.due, found.tries) == (OPEN + HOUR, 0)  # type: ignore[union-attr]
