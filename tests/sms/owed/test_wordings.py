"""What people text while we owe them a call, in many wordings of each kind, and near ones that mean another.

wordings.tsv holds them. `says`: "danger", the call may hurt somebody and is taken back; "plea", it may, but
is begged for, and NOCALL is told; "hidden", somebody else reads, and learns nothing of it; "off", it is not
wanted, for one since who asked has died; "sorry", somebody has died, and the call stands; "both", neither
texts nor the call; "topic", no call but a topic; "off alone", no call and no topic; "question", whether or
how NOCALL ends it; "ring", no texts but the call; "stop", no texts; "time" and "day", another time, or a
day; "kept", whether it stands; "deaf", it cannot be heard; "worried", who may be merely out is asked
whether anybody is unwell; "despair" and "alarm", trouble, which comes first; "stopped told" and "stopped
silent", what gets an answer after STOP, and what does not; "off in doubt", NOCALL beside a doubt of despair;
"from", whence it comes; "anew", another number is asked for; "instead", one is read back in place of theirs;
"other" before these, a call to another number.
"keep", "no time", "not told", "not deaf", "no alarm" and "texts" only sound like these.
"""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from menus.model import Pack
from menus.outcome import Already, Refused
from sms.flow import step
from sms.model import (
    KeepCallback,
    LookUp,
    Reply,
    Stands,
    StandsFor,
    TakenBack,
    Talk,
    Texted,
    WithdrawCallback,
)
from sms.replies.typed_number import number_in
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire

FILE = Path(__file__).with_name("wordings.tsv")

pytestmark = pytest.mark.usefixtures("places")


def rows() -> list[tuple[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [(row["says"], row["text"]) for row in csv.DictReader(file, delimiter="\t")]


# What was before a text of each kind, by the first word of `says`: our last text, and whether a call is owed.
# Where nothing is said here, our last text promised the call.
BEFORE = {
    "stopped": (Talk(), True),
    "asked": (Talk(asks="number"), False),
    "none": (Talk(last="off"), False),
    "bereaved": (Talk(), False),
    "not-bereaved": (Talk(), False),
    "free": (Talk(), False),
    "other": (Talk(), False),
}


def replied(
    pack: Pack, words: str, talk: Talk, *, owed: bool = True, opted_out: bool = False, others: int = 0
) -> Reply:
    """The reply to a text, mostly of somebody to whom we owe a call, as if the store did what was asked."""
    number, kind = number_in(pack, talk, words)
    event = Texted(words, callback_open=owed, others_open=others, opted_out=opted_out, texted_today=True)
    event = replace(event, number_kind=kind, number=number and "sealed")
    reply = step(pack, talk, event, OPEN)
    match reply.wish:
        case WithdrawCallback():
            told = step(pack, talk, TakenBack(owed, others > 0), OPEN, reply)
        case LookUp(_, True) if others:
            told = step(pack, talk, StandsFor((("336", OPEN + timedelta(days=1)),)), OPEN, reply)
        case LookUp():
            stands = Stands(OPEN + timedelta(days=1), 0) if owed else Refused("none")
            told = step(pack, talk, stands, OPEN, reply)
        case KeepCallback(best):
            told = step(pack, talk, Already(OPEN, best, False), OPEN, reply)
        case None:
            return reply
    return replace(told, wish=reply.wish)


def is_off(reply: Reply) -> bool:
    return isinstance(reply.wish, WithdrawCallback)


def is_time(reply: Reply) -> bool:
    return isinstance(reply.wish, KeepCallback) or "choose the day" in reply.text


def is_told(reply: Reply) -> bool:
    stands = any(told in reply.text for told in ("back is saved", "is still saved", "still ring"))
    return stands and not is_off(reply)


MEANT: dict[str, Callable[[Reply], bool]] = {
    "danger": lambda reply: is_off(reply) and "press 55" in reply.text and not reply.opt,
    "off": lambda reply: is_off(reply) and "press 55" not in reply.text and not reply.opt,
    "both": lambda reply: is_off(reply) and reply.opt == "out",
    "topic": lambda reply: is_off(reply) and "reply 1" in reply.text and not reply.opt,
    "off alone": lambda reply: is_off(reply) and "reply 1" not in reply.text,
    "question": lambda reply: not is_off(reply) and not reply.opt and "NOCALL" in reply.text,
    "ring": lambda reply: (is_told(reply) or "can ring you back" in reply.text) and not reply.opt,
    "stop": lambda reply: not is_off(reply) and reply.opt == "out",
    "texts": lambda reply: not reply.opt,
    "time": lambda reply: isinstance(reply.wish, KeepCallback),
    "day": lambda reply: not is_off(reply) and "choose the day" in reply.text,
    "no time": lambda reply: not is_time(reply),
    "kept": is_told,
    "not told": lambda reply: not is_told(reply),
    "deaf": lambda reply: "CALLME RELAY" in reply.text and "NOCALL" in reply.text and not is_off(reply),
    "not deaf": lambda reply: "nobody can text you back" not in reply.text,
    "despair": lambda reply: reply.kind == "urgent" and "116 123" in reply.text,
    "alarm": lambda reply: reply.kind == "urgent" and "999" in reply.text,
    "worried": lambda reply: "if anyone is ill" in reply.text and not is_off(reply) and not reply.opt,
    "no alarm": lambda reply: reply.kind != "urgent",
    "hidden": lambda reply: (
        is_off(reply) and "did not understand" in reply.text and "call back" not in reply.text
    ),
    "asked danger": lambda reply: "press 55" in reply.text and not reply.talk.asks and not reply.opt,
    "asked off": lambda reply: not reply.talk.asks and not reply.opt and reply.kind != "urgent",
    "asked open": lambda reply: bool(reply.talk.asks) and reply.kind != "urgent",
    "gone": lambda reply: is_off(reply) and "sorry for your loss" in reply.text and not reply.opt,
    "sorry": lambda reply: (
        not is_off(reply) and "sorry for your loss" in reply.text and "NOCALL" in reply.text
    ),
    "bereaved": lambda reply: "sorry for your loss" in reply.text and not reply.opt,
    "not-bereaved": lambda reply: "sorry for your loss" not in reply.text,
    "plea": lambda reply: not is_off(reply) and "Text NOCALL" in reply.text,
    "off in doubt": lambda reply: is_off(reply) and reply.kind == "urgent" and "116 123" in reply.text,
    "from": lambda reply: "may come from" in reply.text and not reply.talk.asks,
    "other off": lambda reply: is_off(reply) and "cancelled" in reply.text,
    "other from": lambda reply: "may come from" in reply.text and not is_off(reply),
    "other stands": lambda reply: "cannot change it" in reply.text and "NOCALL" in reply.text,
    "other told": lambda reply: "ends 336" in reply.text and "NOCALL" in reply.text,
    "instead": lambda reply: reply.talk.asks == "right" and "we will ring {keyed} instead" in reply.text,
    "anew": lambda reply: reply.talk.asks == "right" and "saved already" in reply.text,
    "keep": lambda reply: not is_off(reply),
    "stopped told": lambda reply: "NOCALL" in reply.text and "START" in reply.text and not is_off(reply),
    "stopped off": is_off,
    "free texts": lambda reply: not reply.opt,
    "none saved": lambda reply: not (reply.talk.asks or reply.opt) and "nobody will ring" in reply.text,
    "stopped silent": lambda reply: reply.text == "",
}


@pytest.mark.parametrize(("says", "words"), rows())
def test_each_wording_is_heard_as_it_is_meant(pack: Pack, says: str, words: str) -> None:
    before = says.partition(" ")[0]
    talk, owed = BEFORE.get(before, (Talk(last="kept"), True))
    others = int(before == "other")
    assert MEANT[says](replied(pack, words, talk, owed=owed, opted_out=before == "stopped", others=others))


@pytest.fixture
def owed(wire: Wire) -> Texter:
    """Somebody to whom we have just promised a call."""
    texter = Texter(wire, number=new_number())
    assert "saved" in texter.text("CALLME", "1", "4")
    return texter


def test_texts_and_the_call_end_together_and_only_start_is_answered(owed: Texter, line_store: Store) -> None:
    said = owed.text("stop texts and calls")
    assert "no more texts" in said and "ring nobody" in said and "START" in said
    assert line_store.callbacks.open_of(owed.number) is None
    assert owed.text("BONES") == ""
    assert "we cannot save a call" in owed.text("please ring me"), "and a wish for a call hears what to do"
    assert "answer your texts again" in owed.text("START")


def test_who_has_opted_out_hears_of_the_call_that_they_ask_after(owed: Texter, line_store: Store) -> None:
    assert "still ring you" in owed.text("no more texts")
    said = owed.text("please ring i want the call")
    assert "We will ring by" in said and "NOCALL" in said and "START" in said
    assert line_store.callbacks.open_of(owed.number)
    assert owed.text("lovely") == "", "and all else is met with silence"


@pytest.mark.parametrize("words", ["im sick of texts ring me", "stop texting me and ring me"])
def test_of_whom_we_owe_no_call_a_wish_for_one_is_not_lost_in_an_opt_out(texter: Texter, words: str) -> None:
    assert "we can ring you back" in texter.text(words)


@pytest.mark.parametrize(
    "words",
    [
        "stop texts i want a call centre person to stop",
        "stop texting me i would rather be rung by the hospital than you",
        "stop texting me i like a phone call from my daughter only",
        "please stop the texts. i already have a phone call booked with gp",
    ],
)
def test_a_call_by_somebody_else_takes_no_opt_out_away(texter: Texter, words: str) -> None:
    assert "no more texts" in texter.text(words).lower()


@pytest.mark.parametrize(
    "words",
    ["Sorry, I'm driving. Please call me later", "you rang me", "give me a ring when you are home love"],
)
def test_after_stop_only_who_asks_us_for_a_call_is_answered(texter: Texter, words: str) -> None:
    texter.text("STOP")
    assert texter.text(words) == ""


def test_whose_call_is_wanted_though_texts_are_not_keeps_it(owed: Texter, line_store: Store) -> None:
    assert "We still ring you back" in owed.text("stop texting me and ring me")
    assert line_store.callbacks.open_of(owed.number)


def test_another_time_is_taken_and_a_day_is_told_plainly(owed: Texter, line_store: Store) -> None:
    assert "evening" in owed.text("leave it till evening")
    assert "choose the day" in owed.text("dont phone on wednesday") and "NOCALL" in owed.last
    assert "morning" in owed.text("the morning then"), "a time is still heard straight after"
    assert line_store.callbacks.open_of(owed.number)


def test_after_a_topic_a_time_is_not_taken_for_one_of_the_call(owed: Texter) -> None:
    owed.text("EXERCISE")
    assert "You asked us before" not in owed.text("evenings") and "you asked before" not in owed.last


def test_nocall_beside_an_emergency_leaves_the_call_and_nocall_alone_ends_it(
    owed: Texter, line_store: Store
) -> None:
    assert "999" in owed.text("NOCALL he cant breathe")
    assert line_store.callbacks.open_of(owed.number)
    assert "cancelled" in owed.text("NOCALL")
    assert line_store.callbacks.open_of(owed.number) is None


def test_beside_nocall_a_topic_is_offered(owed: Texter, line_store: Store) -> None:
    assert "For BONES reply 1" in owed.text("NOCALL BONES")
    assert line_store.callbacks.open_of(owed.number) is None
    assert "BONES." in owed.text("1")


def test_whose_asker_has_died_is_told_kindly_of_a_person_and_how_texts_end(
    owed: Texter, line_store: Store
) -> None:
    said = owed.text("my mum who asked for the call has died")
    assert "sorry for your loss" in said and "HELPLINE" in said and "STOP" in said
    assert line_store.callbacks.open_of(owed.number) is None


def test_a_call_to_another_number_ends_where_whoever_asked_has_died(texter: Texter) -> None:
    landline = "0161 496 0336"
    assert "saved" in texter.text("callme", "2", landline, "1", "1")
    said = texter.text("I'm sorry to tell you my mother who asked you to ring has passed away")
    assert "sorry for your loss" in said and "nobody will ring" in said
    assert "sorry for your loss" in texter.text("callme", "2", "my husband died this morning")


def test_whose_asker_has_died_is_not_rung_and_both_end_beside_a_stop(owed: Texter, line_store: Store) -> None:
    said = owed.text("my mum who asked for the call has died, stop texting me")
    assert "we are sorry for your loss. No more texts" in said and "ring nobody" in said
    assert line_store.callbacks.open_of(owed.number) is None


@pytest.fixture
def landline(texter: Texter) -> Texter:
    """Somebody to whom we have just promised a call to another number."""
    assert "saved" in texter.text("CALLME", "2", "0161 496 0336", "1", "1")
    return texter


@pytest.mark.parametrize("words", ["what time tomorrow", "tea time is better", "i wont be in till after 2"])
def test_what_may_be_of_a_call_to_another_number_is_told_by_when_it_comes(
    landline: Texter, words: str
) -> None:
    assert "ends 336" in landline.text(words) and "NOCALL" in landline.last


@pytest.mark.parametrize("words", ["dont bother now", "never mind", "no need to ring now"])
def test_a_call_to_another_number_is_taken_back_in_words(landline: Texter, words: str) -> None:
    assert "cancelled" in landline.text(words)


def test_callme_says_first_that_a_call_is_saved_already(owed: Texter) -> None:
    said = owed.text("CALLME")
    assert "one call to you is saved already" in said and "Reply 1" in said


def test_wrong_number_is_told_of_the_call_that_we_owe(owed: Texter) -> None:
    said = owed.text("wrong number")
    assert "call back is saved" in said and "NOCALL" in said
