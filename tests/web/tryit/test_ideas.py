"""Five things to try, made from the pack: each does what its button says."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from menus.hours import is_open
from menus.model import Pack
from tests.conftest import CLOSED, LONDON, OPEN
from tests.people.visitor import Visitor
from web.tryit.ideas import ideas


@pytest.mark.parametrize("now", [OPEN, CLOSED, CLOSED + timedelta(days=4)])
def test_one_rings_when_the_helpline_is_open_and_one_when_it_is_closed(pack: Pack, now: datetime) -> None:
    found = ideas(pack, now)
    assert len(found) == 5
    at = [datetime.fromisoformat(idea.at).replace(tzinfo=LONDON) if idea.at else now for idea in found[1:3]]
    assert [is_open(pack.hours, one) for one in at] == [True, False]


def test_a_helpline_that_is_always_open_leaves_four(pack: Pack) -> None:
    never_closed = (((time(0), time(0)),),) * 7
    always = replace(pack, hours=replace(pack.hours, weekly=never_closed, holidays=frozenset(), closures=()))
    assert is_open(always.hours, CLOSED)
    assert len(ideas(always, OPEN)) == 4


def test_what_they_ring_and_text_is_there(visitor: Visitor, pack: Pack) -> None:
    for idea in ideas(pack, OPEN):
        visitor.do(idea.act, body=idea.body, at=idea.at)
    assert "STEROIDCARD" in visitor.thread[1]
    assert "did you mean" in visitor.thread[4]
    assert "closed until" in visitor.heard


def test_a_jump_without_a_time_leaves_the_clock(visitor: Visitor) -> None:
    visitor.do("clock:Saturday 11:00", "jump:0")
    assert "closed until" in visitor.heard
    visitor.do("jump:0", at="2026-05-19T10:00")
    assert "closed until" not in visitor.heard
    visitor.do("jump:0", at="when it suits")
    assert "closed until" not in visitor.heard
