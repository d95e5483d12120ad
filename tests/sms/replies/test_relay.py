"""Whoever cannot hear says so once, at any point of asking for a call-back, and is rung by Relay UK."""

import pytest

from menus.matcher.answers import Command
from menus.matcher.matching import match
from menus.model import Pack
from sms.flow import step
from sms.model import KeepCallback, Talk, Texted
from store.store import Store
from tests.conftest import OPEN
from tests.texter import Texter


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


@pytest.mark.parametrize("said", ["deaf", "relay uk", "im deaf, how do i take steroids"])
def test_without_a_call_back_it_is_a_topic_as_before(pack: Pack, said: str) -> None:
    reply = step(pack, Talk(), Texted(said), OPEN)
    assert reply.kind == "helpline" and not reply.talk.relay


def test_a_topic_between_does_not_lose_it(pack: Pack) -> None:
    reply = step(pack, Talk(asks="time", relay=True), Texted("STEROIDS"), OPEN)
    assert reply.kind.startswith("topic.") and (reply.talk.asks, reply.talk.relay) == ("time", True)


def test_a_texter_is_promised_a_call_by_relay(texter: Texter, line_store: Store) -> None:
    for words in ("CALLME RELAY", "1", "3"):
        texter.text(words)
    kept = line_store.callbacks.open_of(texter.number)
    assert kept is not None and (kept.relay, kept.best) == (True, "evening")
