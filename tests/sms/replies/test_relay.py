"""Whoever cannot hear says so once, at any point of asking for a call-back, and is rung by Relay UK."""

import pytest

from menus.matcher.answers import Command
from menus.matcher.matching import match
from menus.model import Pack
from menus.numbers import number_text
from sms.flow import step
from sms.model import KeepCallback, Talk, Texted
from store.store import Store
from tests.conftest import OPEN
from tests.texter import Texter
from tests.wiring.wire import LINE

LINE_SHOWN = number_text(LINE)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "CALLME RELAY",
            "callme by relay uk",
            "please ring me back by text relay",
            "im deaf please ring me",
        ),
        *(
            "callme textphone",
            "I am deaf, can someone call me back by relay uk",
            "can you ring me on the relay app",
        ),
        *("my mum is deaf, please call her by relay", "call me back 18001"),
    ],
)
def test_a_request_that_names_the_relay_is_heard_so(pack: Pack, said: str) -> None:
    assert match(pack.languages["en"], said) == Command("CALLME")
    reply = step(pack, Talk(), Texted(said), OPEN)
    assert (reply.talk.asks, reply.talk.relay) == ("whose", True)


@pytest.mark.parametrize(
    "said", ["relay", "by Relay UK", "deaf", "I'm deaf", "18001", "5", "text relay please"]
)
def test_the_relay_answers_when_it_is_best_to_ring(pack: Pack, said: str) -> None:
    assert step(pack, Talk(asks="time"), Texted(said), OPEN).wish == KeepCallback("any", relay=True)


def test_a_time_beside_the_relay_is_kept(pack: Pack) -> None:
    told = step(pack, Talk(asks="time"), Texted("evening by relay"), OPEN)
    assert told.wish == KeepCallback("evening", relay=True)
    later = step(pack, Talk(asks="time", relay=True), Texted("2"), OPEN)
    assert later.wish == KeepCallback("afternoon", relay=True)


@pytest.mark.parametrize("asks", ["whose", "number", "right"])
def test_the_relay_alone_is_remembered_and_the_question_asked_again(pack: Pack, asks: str) -> None:
    reply = step(pack, Talk(asks=asks, held="sealed"), Texted("by relay"), OPEN)
    assert (reply.talk.asks, reply.talk.relay) == (asks, True)
    agreed = step(pack, Talk(asks="right", held="sealed"), Texted("yes, relay"), OPEN)
    assert (agreed.talk.asks, agreed.talk.relay) == ("time", True)


def test_who_asks_for_texts_and_no_call_hears_that_nobody_texts_back_and_of_the_relay(pack: Pack) -> None:
    reply = step(pack, Talk(), Texted("can you text me back instead of ringing"), OPEN)
    assert reply.kind == "no_texts_back" and "CALLME RELAY" in reply.text


@pytest.mark.parametrize("said", ["deaf", "relay", "relay uk", "18001"])
def test_without_a_call_back_it_is_a_topic_as_before(pack: Pack, said: str) -> None:
    reply = step(pack, Talk(), Texted(said), OPEN)
    assert reply.kind == "helpline" and not reply.talk.relay and "CALLME RELAY" in reply.text


def test_a_topic_between_does_not_lose_it(pack: Pack) -> None:
    reply = step(pack, Talk(asks="time", relay=True), Texted("STEROIDS"), OPEN)
    assert reply.kind.startswith("topic.") and (reply.talk.asks, reply.talk.relay) == ("time", True)


def test_a_texter_is_promised_a_call_by_relay(texter: Texter, line_store: Store) -> None:
    for words in ("CALLME RELAY", "1", "3"):
        texter.text(words)
    kept = line_store.callbacks.open_of(texter.number)
    assert kept is not None and (kept.relay, kept.best) == (True, "evening")


@pytest.mark.parametrize("said", ["CALLME deaf", "CALLME I cant hear", "callme i am deaf"])
def test_callme_from_who_cannot_hear_is_by_relay(pack: Pack, said: str) -> None:
    reply = step(pack, Talk(), Texted(said), OPEN)
    assert (reply.talk.asks, reply.talk.relay) == ("whose", True) and "by Relay UK" in reply.text


def test_once_said_each_question_says_so_and_does_not_offer_it_again(texter: Texter) -> None:
    for words in ("CALLME relay", "2", "07400 333 444", "1"):
        assert "by Relay UK:" in texter.text(words)
    assert "best time" in texter.last and "5" not in texter.last


@pytest.mark.parametrize("said", ["relay", "deaf", "18001", "18002", "18000", "I'm deaf"])
@pytest.mark.parametrize("asked", [("CALLME",), ("CALLME", "2"), ("CALLME", "1")])
def test_the_relay_is_no_phone_number_at_any_question(
    texter: Texter, asked: tuple[str, ...], said: str
) -> None:
    texter.text(*asked, said)
    assert "too short" not in texter.last and "cannot ring" not in texter.last
    assert said == "18000" or "Relay UK" in texter.last


def test_a_number_behind_the_relays_prefix_is_the_number(texter: Texter) -> None:
    assert "we will ring 07400 333 444" in texter.text("CALLME 18001 07400 333444")


@pytest.mark.parametrize("said", ["I dont want it by relay", "not by relay", "no relay", "im not deaf"])
def test_the_relay_unwanted_is_not_set(pack: Pack, said: str) -> None:
    assert not step(pack, Talk(asks="whose"), Texted(said), OPEN).talk.relay
    assert not step(pack, Talk(asks="right", held="x", relay=True), Texted("not by relay"), OPEN).talk.relay


def test_what_is_promised_by_relay_does_not_come_from_our_number(texter: Texter) -> None:
    said = texter.text("CALLME relay", "1", "3")
    assert "through Relay UK" in said and "best in the evening" in said and LINE_SHOWN not in said
    assert "through Relay UK" in texter.text("did you ring me") and LINE_SHOWN not in texter.last
    assert "through Relay UK" in texter.text("CALLME", "1", "4") and LINE_SHOWN not in texter.last


def test_a_number_put_right_keeps_the_relay_and_a_further_one_does_not(
    texter: Texter, line_store: Store
) -> None:
    wrong, right, further = (f"+44740033355{n}" for n in range(3))
    assert "saved" in texter.text("CALLME", "2", wrong, "1", "5")
    assert "saved" in texter.text(f"no its {right}", "1", "4")
    assert "saved" in texter.text(f"CALLME {further}", "1", "4")
    relayed = [one and one.relay for one in map(line_store.callbacks.open_of, (wrong, right, further))]
    assert relayed == [None, True, False]
