"""Who asks that somebody texts back is told that nobody does, and what there is (R48)."""

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN
from tests.texter import Texter

NOBODY = "no_texts_back"


@pytest.mark.parametrize(
    "said",
    [
        *("text me back", "please text me back", "text me", "can someone text me back", "message me"),
        *("deaf. text only please", "text me only", "im deaf text me only please", "text me back dont phone"),
        *(
            "i dont want a phone call i want a text",
            "texts only please im deaf",
            "no calls please texts are fine",
        ),
        *(
            "dont ring text me",
            "Don't ring, text me please",
            "please text don't call",
            "no calls please text",
        ),
        *("i cant talk text me", "can I text with someone", "i would rather text", "reply by text please"),
        *(
            "whatsapp me",
            "can you text me instead",
            "do you reply to texts",
            "can i chat by text",
            "text back",
        ),
    ],
)
def test_who_wants_a_persons_text_hears_that_nobody_writes_and_what_there_is(pack: Pack, said: str) -> None:
    reply = step(pack, Talk(), Texted(said), OPEN)
    assert reply.kind == NOBODY
    for words in ("nobody can text you back", "MENU", "CALLME to be rung", "CALLME RELAY", "999", "116 123"):
        assert words in reply.text


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("text me the menu", "menu"),
        ("text me again", "start.again"),
        ("dont text me", "stop"),
        ("please dont text me", "stop"),
        ("text me steroids", "topic.steroids.1"),
        ("helpline", "helpline"),
        ("dont ring text me, he cant breathe", "urgent"),
    ],
)
def test_what_asks_for_something_else_is_answered(pack: Pack, said: str, kind: str) -> None:
    assert step(pack, Talk(), Texted(said), OPEN).kind == kind


def test_while_a_call_is_owed_no_call_ends_it_and_a_wish_to_be_texted_does_not(texter: Texter) -> None:
    texter.text("CALLME", "1", "4")
    assert "To cancel a call: NOCALL" in texter.text("can you text me instead")
    assert "we have not rung yet" in texter.text("when will you ring me")
    assert "cancelled" in texter.text("please text don't call")


def test_our_question_stays_open(pack: Pack) -> None:
    reply = step(pack, Talk(asks="whose"), Texted("dont ring text me"), OPEN)
    assert (reply.kind, reply.talk.asks) == (NOBODY, "whose")


@pytest.mark.parametrize("topic", ["", "steroids"])
def test_of_privacy_there_is_no_more_and_then_more_is_of_the_topic_again(pack: Pack, topic: str) -> None:
    before = Talk(topic=topic, part=1)
    told = step(pack, before, Texted("privacy"), OPEN)
    more = step(pack, told.talk, Texted("more"), OPEN)
    assert (told.kind, more.kind) == ("privacy", "no_more")
    after = step(pack, more.talk, Texted("more"), OPEN).kind
    assert after == ("topic.steroids.2" if topic else "more_of_what")
