"""Who has opted out and comes back in their own words is heard: by START, or by being told it (R28)."""

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN
from tests.texter import Texter

WANTED = (
    "can you send me texts again please", "hello, its me, can you send me texts again please",
    "I would like the texts back", "I need the texts after all", "Start the texts", "start your texts again",
    "please could I get your messages again", "i want the messages again after all", "dechrau",
)  # fmt: skip
PERHAPS = (
    "can i start again", "sorry i was rude. can i start again", "i have changed my mind",
    "please talk to me again", "I'd like to hear from you again", "ignore my last message",
    "i didnt mean that, i meant stop the steroids", "that was an accident",
    "changed my mind about that sorry", "can we start over",
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "kind", "opt", "told"),
    [
        *((words, "start", "in", ()) for words in WANTED),
        *((words, "start.again", "", ("the one word START", "999", "111")) for words in PERHAPS),
    ],
)
def test_who_wants_our_texts_again_gets_them_and_who_perhaps_does_is_told_start(
    pack: Pack, words: str, kind: str, opt: str, told: tuple[str, ...]
) -> None:
    reply = step(pack, Talk(), Texted(words, opted_out=True), OPEN)
    assert (reply.kind, reply.opt) == (kind, opt)
    assert all(said in reply.text for said in told)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "dont text me again",
            "do not ever contact me again",
            "i havent changed my mind",
            "never message me again",
        ),
        *(
            "why are you still texting me",
            "if you text me again i call the police",
            "i said stop",
            "steroids",
            "thanks",
        ),
        *(
            "Sorry, I am driving. Please text me again later",
            "why am i getting your texts again",
            "leave me alone",
        ),
        *("you keep starting again", "i dont want your texts again", "stop sending me texts"),
    ],
)
def test_what_asks_for_no_texts_gets_none(pack: Pack, words: str) -> None:
    reply = step(pack, Talk(), Texted(words, opted_out=True), OPEN)
    assert (reply.text, reply.opt in ("", "out")) == ("", True)


@pytest.mark.parametrize("reach", ["abroad", "costly"])
def test_who_is_not_texted_is_not_told_start(pack: Pack, reach: str) -> None:
    said = Texted("can i start again", opted_out=True, reach=reach)  # type: ignore[arg-type]
    assert step(pack, Talk(), said, OPEN).text == ""


def test_start_is_told_once_an_hour_and_begins_our_texts(texter: Texter) -> None:
    assert "START" in texter.text("STOP", "can i start again")
    assert texter.text("can i start again") == ""
    assert "answer your texts again" in texter.text("start")


@pytest.mark.parametrize("words", ["can i start again", "i have changed my mind", "dechrau"])
def test_who_has_not_opted_out_is_not_told_that_they_have(pack: Pack, words: str) -> None:
    assert step(pack, Talk(), Texted(words), OPEN).kind not in ("start", "start.again")
