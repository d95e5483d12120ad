"""Five things to try, made from the pack: each does what its button says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from flask import Flask

from menus.hours import is_open
from menus.model import Pack
from tests.conftest import CLOSED, LONDON, OPEN
from tests.packs.bilingual import bilingual, in_both
from tests.people.visitor import Visitor
from tests.web.marked import marked_as, wrongly_marked
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


def test_a_further_language_that_is_offered_is_a_sixth(pack: Pack) -> None:
    found = ideas(in_both(), OPEN)
    assert found[:5] == ideas(pack, OPEN)
    assert [(idea.label, idea.act) for idea in found[5:]] == [("Ring and press 7: Welsh", "jump:7")]


def test_what_it_says_in_each_language_is_marked_so(line_with: Callable[..., Flask], tmp_path: Path) -> None:
    both, visitor = in_both(), Visitor(line_with(pack=bilingual(tmp_path).folder, try_on=True))
    pages = [
        visitor.do(*acts).page for acts in (("jump:7",), ("jump:7114",), ("jump:71151",), ("call", "wait"))
    ]
    pages += [visitor.text(*texts).page for texts in (("CYMRAEG", "CERDYN"), ("BONES", "MENU", "ENGLISH"))]
    for page in pages:
        assert not list(wrongly_marked(page, both))
        assert marked_as(page, both, "cy"), "also the offer in the greeting"
