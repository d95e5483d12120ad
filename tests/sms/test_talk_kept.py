"""What a talk keeps: an open question beside an answer, the old talk where nothing went."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counted.allowed import ALIKE_SOON, ANY_SOON
from menus.blanks import Unfilled
from menus.model import Pack
from play.act import Act, Phone
from play.texts import fill_in
from sms import limits
from sms.exchange import Before, Line, Message, decide, exchange, make_reply
from sms.flow import step
from sms.limits import apply_limits
from sms.model import Reply, Talk, Texted
from sms.routes import render
from store.promises.texts import Seen
from store.sealed import Sealed
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.texter import Texter
from tests.wiring.wire import MOBILE

SEEN = Seen(None)
GONE = Talk(options=("topic.gone", "menu.gone"), menu="gone", topic="gone", part=1)


@pytest.mark.parametrize("body", ["1", "2", "MORE", "BACK", "YES", "MENU"])
def test_a_topic_or_menu_that_the_pack_lost_since_ends_in_an_answer(pack: Pack, body: str) -> None:
    assert step(pack, GONE, Texted(body), OPEN).text


def test_a_number_of_a_topic_that_is_gone_belongs_to_an_older_text(pack: Pack) -> None:
    assert [step(pack, GONE, Texted(body), OPEN).kind for body in ("1", "2")] == ["older_number"] * 2


@pytest.mark.parametrize("times", [ALIKE_SOON.most - 1, ALIKE_SOON.most])
def test_where_a_reply_does_not_go_the_talk_stays_the_old_one(pack: Pack, times: int) -> None:
    before, reply = Talk(asks="whose"), Reply("whose?", Talk(asks="whose"), "callback")
    history: tuple[limits.Sent, ...] = ()
    for _ in range(times):
        went, history = apply_limits(pack, before, reply, history, OPEN)
    went, _ = apply_limits(pack, before, reply, history, OPEN)
    assert went.text != "whose?" and went.talk == before


def test_no_call_back_is_kept_that_we_may_not_promise(pack: Pack, line_store: Store) -> None:
    line, message = Line(pack, line_store, "", render), Message("SM1", new_number(), Texted("1"))
    (bound,) = limits.BUDGETS[limits.PROMISE].bounds
    full = (limits.Sent(int(OPEN.timestamp()), limits.PROMISE),) * bound.most
    told = decide(line, Before(Talk(asks="time"), full, SEEN), message.event, message, OPEN)
    assert told.kind == "pause" and told.talk.asks == "time"
    assert line_store.callbacks.open_of(message.sender) is None
    later = OPEN + timedelta(seconds=bound.within)
    assert (
        decide(line, Before(Talk(asks="time"), full, SEEN), message.event, message, later).kind
        == limits.PROMISE
    )
    assert line_store.callbacks.open_of(message.sender)


def test_a_promise_goes_out_when_all_else_pauses(pack: Pack) -> None:
    full = tuple(limits.Sent(int(OPEN.timestamp()), f"{n}") for n in range(ANY_SOON.most))
    promise = Reply("we will ring", Talk(), limits.PROMISE)
    assert apply_limits(pack, Talk(), promise, full, OPEN)[0] == promise


@pytest.mark.parametrize("between", ["EXERCISE", "is swimming ok", "HELPLINE"])
def test_an_answer_in_between_leaves_our_question_open(texter: Texter, between: str) -> None:
    texter.text("CALLME", between)
    assert "best time" in texter.text("1")
    assert "best time" not in texter.text(between)
    assert "saved. We will ring" in texter.text("1")


@pytest.mark.parametrize(
    "body", ["CALLME 07400123456", "call me on 07400 123456", "Callme +44 7400 123456 pls"]
)
def test_a_number_beside_callme_is_read_back(texter: Texter, body: str) -> None:
    assert "07400 123 456" in texter.text(body)
    assert "best time" in texter.text("1")


def test_a_number_beside_other_words_asks_for_no_call(texter: Texter) -> None:
    assert "07400 123 456" not in texter.text("is it your 07400123456 that rang")


def test_nocall_from_someone_who_opted_out_withdraws_and_says_so(texter: Texter, line_store: Store) -> None:
    texter.text("CALLME", "1", "1", "STOP")
    assert line_store.callbacks.open_of(texter.number)
    assert "cancelled" in texter.text("NOCALL")
    assert line_store.callbacks.open_of(texter.number) is None


@pytest.mark.parametrize(
    "before", [("STOP", "STOP"), ("STOP", "START", "STOP"), ("STOP", "START", "he cant breathe", "STOP")]
)
def test_yes_after_a_second_stop_reopens(texter: Texter, line_store: Store, before: tuple[str, ...]) -> None:
    texter.text(*before)
    assert line_store.people.has_opted_out(texter.number)
    texter.text("YES")
    assert not line_store.people.has_opted_out(texter.number)


def test_a_blank_that_is_left_is_never_sent(pack: Pack, line_store: Store) -> None:
    line = Line(pack, line_store, "", render)
    with pytest.raises(Unfilled):
        make_reply(line, Reply("ring {nobody}", Talk(), "x"))
    assert b"{keyed}" in make_reply(line, Reply("is {keyed} right?", Talk(held="sealed"), "x")).body


def test_the_browser_phone_shows_the_help_text_for_a_blank_that_is_left(pack: Pack) -> None:
    act = Act("text", "hello", OPEN.timestamp())
    assert "999" in fill_in(Phone(pack, MOBILE), Reply("ring {nobody}", Talk(), "x"), act)[0]


def test_without_a_key_a_number_is_not_taken_and_nobody_meets_silence(pack: Pack, line_store: Store) -> None:
    line = Line(pack, replace(line_store, seals=Sealed(None)), "", render)
    told = exchange(line, Message("SM2", new_number(), Texted("CALLME 07400123456")), OPEN)
    assert b"999" in told.body and b"07400" not in told.body
    assert "text:without_store" in told.counts
