"""Every place of a call while topics are stopped and a notice runs: no word of them, no silence (R57)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from ivr import aloud
from ivr.flow import step
from ivr.model import Arrived, Caller, HangUp, Listen, Place, Pressed, SendText, Silence, Spoke, Turn
from ivr.spot import MAIN_MENU, Spot
from ivr.twiml import Filling, render
from menus.air.changes import Air, Notice, Wording
from menus.air.laying import lay_over
from menus.model import Pack
from tests.conftest import OPEN
from tests.ivr.test_heard import known

MOBILE = Caller("mobile")
KEYS = "0123456789*#"
WORDS = "Our lines are busy today."
CHECKED = "We are checking this topic"


@pytest.fixture
def off(pack: Pack) -> Pack:
    """The pack with a topic of a menu stopped, one that is read out before a menu, and a notice."""
    notice = Notice({"en": Wording(WORDS, WORDS)}, OPEN + timedelta(hours=1))
    return lay_over(pack, Air(frozenset({"bones", "treatments"}), frozenset(), notice))


def reached(pack: Pack) -> Iterator[Turn]:
    """Every turn that keys, silence and a few words lead to; places that differ in their counters once."""
    waiting, seen = [step(pack, None, Arrived(), OPEN, MOBILE)], set[Place]()
    while waiting:
        turn = waiting.pop()
        yield turn
        place = turn.place._replace(silences=0, misses=0, tried=False, told=False, drafted=False)
        if place in seen or not isinstance(turn.then, Listen) or turn.wish:
            continue
        seen.add(place)
        events = (*map(Pressed, KEYS), Silence(), Spoke("bones"), Spoke("treatments"))
        waiting += [step(pack, turn.place, event, OPEN, MOBILE) for event in events]


def test_nowhere_in_a_call_is_anything_told_of_a_stopped_topic_and_no_turn_is_silent(off: Pack) -> None:
    language = off.languages["en"]
    told = [
        part
        for name in ("bones", "treatments")
        for part in language.topics[name].heard
        if part != language.topics[name].safety
    ]
    turns = [turn for turn in reached(off) if not turn.wish]
    assert len(turns) > 1000
    for turn in turns:
        words = aloud.words_of(turn, known(off))
        assert words.strip() or not isinstance(turn.then, Listen | HangUp), turn
        assert "{" not in words
        assert not any(part in words for part in told), turn.place
        assert not isinstance(turn.wish, SendText) or turn.wish.topic not in off.air.topics


def test_a_notice_is_in_the_first_turn_of_a_call_alone(off: Pack) -> None:
    turns = list(reached(off))
    assert WORDS in aloud.begins(turns[0])
    assert not [turn.place for turn in turns[1:] if WORDS in aloud.begins(turn)]


def test_who_hears_a_topic_as_it_is_stopped_hears_at_the_next_turn_that_it_is_checked(
    pack: Pack, off: Pack
) -> None:
    topic = pack.languages["en"].topics["bones"]
    for chunk in range(len(topic.heard) + 1):
        place = Place("en", Spot("topic", ("bones",)), chunk)
        for event in (Silence(), Pressed("#"), Pressed("9"), Pressed("5")):
            turn = step(off, place, event, OPEN, MOBILE)
            assert CHECKED in aloud.begins(turn), (chunk, event)
            assert topic.safety in aloud.begins(turn) and turn.wish is None


@pytest.mark.parametrize("spot", ["text.bones", "send.bones", "number.text.bones", "check.text.bones"])
def test_no_text_of_a_topic_is_sent_that_is_stopped_while_somebody_asks_for_it(off: Pack, spot: str) -> None:
    place = Place("en", Spot.read(spot), 0)
    for event in (*map(Pressed, KEYS), Silence()):
        assert step(off, place, event, OPEN, MOBILE).wish is None


def test_what_stands_before_a_menu_is_told_to_be_checked_and_its_menu_follows(off: Pack) -> None:
    turn = step(off, Place("en", MAIN_MENU), Pressed("2"), OPEN)
    assert turn.place.spot == Spot("menu", ("treatments",)) and turn.counts == ("withdrawn:treatments",)
    assert CHECKED in aloud.begins(turn) and "For medicines like methotrexate" in aloud.begins(turn)


def test_bytes_that_are_kept_differ_by_the_notice(pack: Pack, off: Pack) -> None:
    said = [
        render(step(each, None, Arrived(), OPEN), each.languages["en"], Filling(0))
        for each in (pack, off, pack)
    ]
    assert said[0] == said[2] != said[1] and WORDS.encode() in said[1]
