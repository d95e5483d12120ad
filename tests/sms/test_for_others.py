"""Asking by text for a call-back to another's number: which can be rung, how many, and taking one back."""

from dataclasses import replace
from typing import Any

import pytest

from menus.model import Pack
from sms.exchange import Line, Message, exchange
from sms.model import Texted
from store.scripts import Named
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.texter import Texter, next_id
from tests.wiring.wire import LINE, Wire

HELPLINE = "0800 5200 520"
NO_NUMBERS = [
    "09012345678",
    "0551 234 5678",
    HELPLINE,
    f"0{LINE[3:]}",
    "+33 6 12 34 56 78",
    "01481 123456",
    "070 1234 5678",
]


pytestmark = pytest.mark.usefixtures("places")


def readable(number: str) -> str:
    """A number as people write it."""
    return f"0{number[3:7]} {number[7:10]} {number[10:]}"


def ask(texter: Texter, *others: str) -> None:
    """Ask for a call-back to each of these numbers."""
    for other in others:
        assert "saved" in texter.text(f"CALLME {other}", "1", "4"), other


@pytest.mark.parametrize("asked", [("CALLME",), ("CALLME", "2"), ("CALLME", "07400 123456"), ("CALLME", "1")])
@pytest.mark.parametrize("number", NO_NUMBERS)
def test_a_number_that_cannot_be_rung_is_told_so_whichever_question_it_answers(
    texter: Texter, asked: tuple[str, ...], number: str
) -> None:
    texter.text(*asked)
    assert "cannot ring that number" in texter.text(number)
    assert "we will ring 07400 333 001" in texter.text("07400 333001"), "and the way on is open"


@pytest.mark.parametrize("number", sorted({*NO_NUMBERS} - {HELPLINE}))
def test_who_asks_to_be_rung_at_such_a_number_is_told_so_too(texter: Texter, number: str) -> None:
    assert "cannot ring that number" in texter.text(f"CALLME {number}")
    assert "we will ring 07400 333 001" in texter.text("07400 333001")


@pytest.mark.parametrize("number", ["0300 123 4567", "01624 756789", "07797 712345", "01481 256789"])
def test_an_ordinary_number_of_the_islands_and_an_03_can_be_rung(texter: Texter, number: str) -> None:
    assert "we will ring" in texter.text("CALLME", number)


@pytest.mark.parametrize(
    "text", ["between 0900-1700", "9-12 or 14-16", "19/05/2026 at 10.30", "in 10 minutes"]
)
def test_a_time_is_no_number_to_ring(texter: Texter, text: str) -> None:
    texter.text("CALLME", "1")
    assert "cannot ring" not in texter.text(text) and "number" not in texter.last.partition("No one")[0]


def test_the_number_of_the_helpline_that_texts_is_asked_for_another(wire: Wire) -> None:
    helpline = Texter(wire, number="+448005200520")
    assert "text us the number to ring" in helpline.text("CALLME")


@pytest.mark.parametrize(
    "words",
    ["NOCALL {}", "nocall {} please", "NOCALL to {}", "{} nocall", "cancel {}", "cancel the call to {}",
     "dont ring {}", "dont call {} any more", "no need to ring {}", "stop calling {}", "cancel callback {}",
     "cancel the call back for {}", "no longer need the call to {}"],
)  # fmt: skip
def test_nocall_with_a_number_takes_back_that_one_alone(
    texter: Texter, line_store: Store, words: str
) -> None:
    one, other = new_number(), new_number()
    ask(texter, one, other)
    said = texter.text(words.format(readable(one)))
    assert "that number is taken back" in said and "NOCALL alone" in said and "999" in said
    assert line_store.callbacks.open_of(one) is None
    assert line_store.callbacks.open_of(other) is not None
    assert "cancelled" in texter.text("NOCALL")
    assert line_store.callbacks.open_of(other) is None


@pytest.mark.parametrize("spaced", ["07400 999 112", "07400-112-999", "+44 7400 111 999"])
def test_a_number_that_holds_999_is_no_cry_for_it(texter: Texter, spaced: str) -> None:
    ask(texter, spaced)
    assert "taken back" in texter.text(f"dont ring {spaced}")


def test_nocall_with_ones_own_number_leaves_what_was_asked_for_others(
    texter: Texter, line_store: Store
) -> None:
    other = new_number()
    ask(texter, other)
    texter.text("CALLME", "1", "4")
    assert "will not ring you back" in texter.text(f"NOCALL {readable(texter.number)}")
    assert line_store.callbacks.open_of(texter.number) is None
    assert line_store.callbacks.open_of(other) is not None


def test_nocall_with_a_number_that_they_did_not_ask_for_tells_and_takes_nothing(
    wire: Wire, texter: Texter, line_store: Store
) -> None:
    waits, unknown = Texter(wire, number=new_number()), new_number()
    waits.text("CALLME", "1", "4")
    said = texter.text(f"NOCALL {waits.number}")
    assert said == texter.text(f"NOCALL {unknown}") and "no call back with us for that number" in said
    assert line_store.callbacks.open_of(waits.number) is not None


def test_nocall_with_a_number_says_the_same_though_the_other_cancelled_meanwhile(wire: Wire) -> None:
    """And frees the place that was still counted for who asked (R49)."""
    carer, other, third = (Texter(wire, number=new_number()) for _ in range(3))
    ask(carer, other.number, third.number)
    other.text("NOCALL")
    assert "other numbers already" in carer.text("CALLME", "2")
    assert "that number is taken back" in carer.text(f"NOCALL {other.number}")
    assert "no call back with us" in carer.text(f"NOCALL {other.number}")
    ask(carer, new_number())


@pytest.mark.parametrize("words", ["NOCALL", "NOCALL {}"])
def test_a_cancelling_that_is_decided_again_since_another_text_was_settled_first_is_told_as_done(
    texter: Texter, line_store: Store, pack: Pack, words: str
) -> None:
    other, settle, first = new_number(), line_store.texts.settle_script, [True]
    ask(texter, other)

    def beaten(**named: Named) -> Any:
        """Another text of theirs, at the same moment, is settled first."""
        while first:
            first.pop()
            texter.text("MENU")
        return settle(**named)

    store = replace(line_store, texts=replace(line_store.texts, settle_script=beaten))
    line = Line(pack, store, LINE, str.encode)
    said = exchange(line, Message(next_id(), texter.number, Texted(words.format(other))), OPEN).body.decode()
    assert not first and "cancelled. What you asked" in said
    assert line_store.callbacks.open_of(other) is None


@pytest.mark.parametrize("number", ["0740033300", "07400 333001 and 07400 333002", "09012345678"])
def test_nocall_with_what_is_not_one_number_takes_nothing_back_and_says_so(
    texter: Texter, line_store: Store, number: str
) -> None:
    other = new_number()
    ask(texter, other)
    assert "nothing is cancelled" in texter.text(f"NOCALL {number}")
    assert line_store.callbacks.open_of(other) is not None


def test_a_number_put_right_says_which_of_the_two_stays(texter: Texter) -> None:
    ask(texter, "07400 333 001")
    said = texter.text("no its 07400 333 002")
    assert "ring 07400 333 002 instead" in said
    assert "Until we say that it is saved, we ring the number before it, which ends 001" in said


def test_the_bound_on_others_is_told_before_a_number_is_typed(texter: Texter, line_store: Store) -> None:
    mine = [new_number(), new_number()]
    ask(texter, *mine)
    said = texter.text("CALLME")
    assert "reply 1 to be rung back on the number you text from" in said and "other numbers already" in said
    assert "best time" in texter.text("1") and "saved" in texter.text("4")
    assert "other numbers already" in texter.text("CALLME", "2") and "999" in texter.last
    assert "other numbers already" in texter.text(f"CALLME {readable(new_number())}")
    assert "we will ring" in texter.text(f"CALLME {readable(mine[0])}"), "that one they may ask for again"
    assert "we will ring" in texter.text("thanks")
    line_store.budgets.raise_to(texter.number, 5, 30, OPEN)
    assert "other numbers already" not in texter.text("CALLME")
    ask(texter, new_number())


@pytest.mark.parametrize(
    ("before", "asks", "answer", "then"),
    [
        (("CALLME",), "CALLME {}", "1", "best time"),
        (("CALLME",), "2", "1", "best time"),
        (("CALLME", "1"), "CALLME {}", "4", "We will ring you by"),
        (("CALLME", "1"), "CALLME", "4", "We will ring you by"),
        (("CALLME {own}",), "CALLME {}", "1", "best time"),
    ],
)
def test_a_third_relative_leaves_what_we_asked_before_open_and_says_so(
    texter: Texter, before: tuple[str, ...], asks: str, answer: str, then: str
) -> None:
    ask(texter, new_number(), new_number())
    texter.text("MENU", *(body.format(own=texter.number) for body in before))
    said = texter.text(asks.format(readable(new_number())))
    assert "other numbers already" in said and "What we asked you before still stands" in said
    assert HELPLINE in said and "NOCALL" in said and "999" in said
    assert then in texter.text(answer)


def test_a_number_may_be_put_right_though_no_further_one_is_free(texter: Texter) -> None:
    ask(texter, new_number(), new_number())
    assert "instead" in texter.text(f"no its {readable(new_number())}")
    assert "saved" in texter.text("1", "4")


def test_the_lines_own_number_is_none_to_ring(texter: Texter) -> None:
    assert "cannot ring" in texter.text("CALLME", "2", f"0{LINE[3:]}")


@pytest.mark.parametrize("after", [("CALLME", "2"), ("CALLME {}",)])
def test_a_third_relative_is_refused_with_the_helplines_number_and_hours(
    texter: Texter, after: tuple[str, ...]
) -> None:
    ask(texter, new_number(), new_number())
    for body in after:
        said = texter.text(body.format(readable(new_number())))
        assert "other numbers already" in said and HELPLINE in said and "9am to 8pm" in said


def test_stop_says_that_a_call_back_to_another_is_still_open(wire: Wire) -> None:
    for own, others, says in [
        (False, True, "We still ring others; to cancel: NOCALL, or"),
        (True, True, "We still ring you and others; to cancel: NOCALL, or"),
        (True, False, "We still ring you back; to cancel: NOCALL, or"),
        (False, False, "we will send no more texts. Even one for help may get no answer. Helpline"),
    ]:
        who, other = Texter(wire, number=new_number()), Texter(wire, number=new_number())
        if own:
            who.text("CALLME", "1", "4")
        if others:
            ask(who, other.number)
            other.text("NOCALL")
        assert says in who.text("STOP"), "and the same though the other cancelled (R49)"


def test_stop_of_whom_another_asked_for_says_nothing_of_others(wire: Wire) -> None:
    who, other = Texter(wire, number=new_number()), Texter(wire, number=new_number())
    ask(who, other.number)
    assert "others" not in other.text("STOP")


@pytest.mark.parametrize(
    ("before", "words"),
    [(("CALLME {}", "1"), "CALLME {}"), (("CALLME {}",), "CALLME {}"), (("CALLME", "1"), "CALLME {}"),
     (("CALLME {}", "1"), "and {}"), (("CALLME {}", "1"), "CALLME"), (("CALLME {}",), "CALLME")],
)  # fmt: skip
def test_the_next_relative_before_the_promise_hears_that_the_first_is_not_saved(
    texter: Texter, before: tuple[str, ...], words: str
) -> None:
    texter.text("MENU", *(body.format("07400 333001") for body in before))
    said = texter.text(words.format("07400 333002"))
    assert "is not saved" in said and "CALLME" in said and "Reply 1" in said


@pytest.mark.parametrize("words", ["CALLME 07400 333001", "07400 333001", "no 07400 333002"])
def test_the_same_number_again_or_one_put_right_loses_nothing(texter: Texter, words: str) -> None:
    texter.text("MENU", "CALLME 07400 333001", "1")
    assert "we will ring" in texter.text(words) and "not saved" not in texter.last


def test_whoever_names_a_third_relative_twice_books_none_for_themselves_by_its_1(
    texter: Texter, line_store: Store
) -> None:
    """Told twice that no other can be rung, they answer what was not asked by "1" and "4"."""
    ask(texter, new_number(), new_number())
    assert "other numbers already" in texter.text("CALLME", "2")
    assert "other numbers already" in texter.text(readable(new_number()))
    assert "saved. We will ring" not in texter.text("1") + texter.text("4")
    assert line_store.callbacks.open_of(texter.number) is None
