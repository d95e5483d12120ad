"""A number that was wrong is put right: what becomes of the first promise is said, and true."""

import pytest

from store.people.personal import forget
from store.store import Store
from tests.caller import Caller
from tests.conftest import CLOSED, OPEN, At, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire

GIVEN = ("CALLME", "2")


def typed(number: str) -> str:
    """The number as people type it."""
    return f"0{number[3:7]} {number[7:]}"


@pytest.fixture
def wrong(texter: Texter, line_store: Store) -> str:
    """A number that was given and promised by mistake."""
    number = new_number()
    assert "saved" in texter.text(*GIVEN, typed(number), "1", "4")
    assert line_store.callbacks.open_of(number)
    return number


@pytest.mark.parametrize(
    "words",
    [
        "no {}",
        "sorry wrong number its {}",
        "not that, {}",
        "{} instead",
        "i meant {}",
        "ring {} instead",
        "I gave you the wrong number, its {}",
    ],
)
def test_after_the_promise_the_right_number_takes_the_place_of_the_wrong_one(
    texter: Texter, line_store: Store, wrong: str, words: str
) -> None:
    right = new_number()
    said = texter.text(words.format(typed(right)))
    assert "instead" in said and f"before it, which ends {wrong[-3:]}" in said and right[-3:] in said
    assert line_store.callbacks.open_of(wrong)
    assert "saved" in texter.text("1", "2")
    assert line_store.callbacks.open_of(right) and not line_store.callbacks.open_of(wrong)
    assert line_store.callbacks.for_others.count(texter.number) == 1


def test_until_the_right_number_is_promised_the_first_promise_stays(
    texter: Texter, line_store: Store, wrong: str
) -> None:
    right = new_number()
    assert "Until we say that it is saved" in texter.text(f"no {typed(right)}")
    texter.text("1", "MENU")  # right, but not by when: nothing is promised yet
    assert line_store.callbacks.open_of(wrong) and not line_store.callbacks.open_of(right)


@pytest.mark.parametrize("between", ["BONES", "HELPLINE"])
def test_a_topic_read_in_between_leaves_it_a_correction(
    texter: Texter, line_store: Store, wrong: str, between: str
) -> None:
    right = new_number()
    assert "instead" in texter.text(f"no {typed(right)}") and "Until we say" not in texter.text(between)
    assert "saved" in texter.text("1", "4")
    assert line_store.callbacks.open_of(right) and not line_store.callbacks.open_of(wrong)


def test_a_correction_may_be_corrected(texter: Texter, line_store: Store, wrong: str) -> None:
    first, right = new_number(), new_number()
    assert "instead" in texter.text(f"no {typed(first)}", "2", typed(right))
    assert "saved" in texter.text("1", "4")
    assert [bool(line_store.callbacks.open_of(one)) for one in (wrong, first, right)] == [False, False, True]


def test_the_same_number_again_loses_nothing(texter: Texter, line_store: Store, wrong: str) -> None:
    assert "saved" in texter.text(f"no {typed(wrong)}", "1", "4")
    assert line_store.callbacks.open_of(wrong)


def test_who_has_as_many_others_as_they_may_can_still_put_one_right(
    texter: Texter, line_store: Store, wrong: str
) -> None:
    second, right = new_number(), new_number()
    assert "saved" in texter.text(f"CALLME {typed(second)}", "1", "4")
    assert "saved" in texter.text(f"no {typed(right)}", "1", "4")
    kept = [bool(line_store.callbacks.open_of(one)) for one in (wrong, second, right)]
    assert kept == [True, False, True]


def test_another_number_without_a_correction_is_one_more(
    texter: Texter, line_store: Store, wrong: str
) -> None:
    second = new_number()
    said = texter.text(f"CALLME {typed(second)}")
    assert "instead" not in said
    texter.text("1", "4")
    assert line_store.callbacks.open_of(wrong) and line_store.callbacks.open_of(second)


def test_ones_own_number_is_put_right_too(texter: Texter, line_store: Store) -> None:
    right = new_number()
    texter.text("CALLME", "1", "4")
    assert "saved" in texter.text(f"no ring {typed(right)} instead", "1", "4")
    assert line_store.callbacks.open_of(right) and not line_store.callbacks.open_of(texter.number)


def test_ones_own_is_not_given_for_a_third_other_and_that_is_told_as_the_number_arrives(
    texter: Texter, line_store: Store
) -> None:
    for other in (new_number(), new_number()):
        assert "saved" in texter.text(f"CALLME {typed(other)}", "1", "4")
    assert "saved" in texter.text("CALLME", "1", "4")
    third = new_number()
    assert "other numbers already" in texter.text(f"no its {typed(third)}")
    texter.text("1", "4")
    assert line_store.callbacks.open_of(texter.number) and not line_store.callbacks.open_of(third)


def test_ones_own_stays_if_the_bound_is_reached_by_phone_while_the_correction_is_open(
    texter: Texter, line_store: Store, wire: Wire, at: At
) -> None:
    at(CLOSED)
    third = new_number()
    assert "saved" in texter.text("CALLME", "1", "4")
    assert "best time" in texter.text(f"no its {typed(third)}", "1")
    for other in (new_number(), new_number()):
        call = Caller(wire, number=texter.number).call().press("0", "0", "2")
        call.key_number(f"0{other[3:]}").press("1", "4")
        assert line_store.callbacks.open_of(other)
    assert "other numbers already" in texter.text("4")
    assert line_store.callbacks.open_of(texter.number) and not line_store.callbacks.open_of(third)


def test_what_others_asked_for_the_wrong_number_stays_theirs(
    texter: Texter, line_store: Store, wire: Wire, wrong: str
) -> None:
    Texter(wire, number=new_number()).text(f"CALLME {typed(wrong)}", "1", "4")
    texter.text(f"no {typed(new_number())}", "1", "4")
    assert line_store.callbacks.open_of(wrong)


def test_before_the_promise_the_number_is_read_back_anew(texter: Texter, line_store: Store) -> None:
    first, right = new_number(), new_number()
    texter.text(*GIVEN, typed(first), "1")
    said = texter.text(f"no {typed(right)}")
    assert right[-3:] in said and "Reply 1 if that is right" in said
    assert "saved" in texter.text("1", "4")
    assert line_store.callbacks.open_of(right) and not line_store.callbacks.open_of(first)


def test_the_words_of_a_promise_say_that_nocall_cancels_all(texter: Texter) -> None:
    assert "NOCALL cancels all" in texter.text("CALLME", "1", "4")


@pytest.mark.usefixtures("wrong")
@pytest.mark.parametrize("became", ["open", "cancelled", "forgotten"])
def test_what_became_of_the_wrong_number_is_not_learnt_from_putting_it_right(
    wire: Wire, texter: Texter, line_store: Store, became: str
) -> None:
    assert "saved" in texter.text(f"CALLME {typed(new_number())}", "1", "4"), "they are at the bound"
    other, last = Texter(wire, number=new_number()), new_number()
    assert "saved" in texter.text(f"no its {typed(other.number)}", "1", "4")
    if became == "cancelled":
        assert "cancelled" in other.text("NOCALL")
    if became == "forgotten":
        forget(line_store, other.number, OPEN)
    assert "ring" in texter.text(f"no its {typed(last)}") and "instead" in texter.last
    assert "saved" in texter.text("1", "4")
    assert line_store.callbacks.open_of(last) and line_store.callbacks.open_of(other.number) is None


@pytest.mark.parametrize(
    "words", ["I gave you the wrong number", "ive given u wrong number", "i put the wrong number in"]
)
def test_who_gave_a_wrong_number_is_asked_for_the_right_one_which_takes_its_place(
    texter: Texter, line_store: Store, wrong: str, words: str
) -> None:
    assert "text us the number to ring" in texter.text(words)
    right = new_number()
    assert "instead" in texter.text(typed(right)) and "saved" in texter.text("1", "4")
    assert line_store.callbacks.open_of(right) and not line_store.callbacks.open_of(wrong)
    assert not line_store.people.has_opted_out(texter.number)


def test_later_who_gave_a_wrong_number_is_told_how_the_call_stands(texter: Texter, wrong: str) -> None:
    said = texter.text("BONES", "I gave you the wrong number")
    assert "NOCALL and its number" in said and wrong[-3:] in said


@pytest.mark.parametrize(
    "given", [("CALLME",), ("CALLME", "1"), ("CALLME", "2", "07400 123 456"), ("CALLME", "1", "4")]
)
def test_whatever_we_ask_a_wrong_number_brings_the_question_for_the_right_one(
    texter: Texter, given: tuple[str, ...]
) -> None:
    assert "text us the number to ring" in texter.text(*given, "I think I gave you the wrong number")


def test_without_a_call_back_a_wrong_number_begins_one(texter: Texter, line_store: Store) -> None:
    assert "no call to you is saved" in texter.text("I gave you the wrong number")
    right = new_number()
    assert "Reply 1 if that is right" in texter.text(
        "MENU", f"I gave you the wrong number, its {typed(right)}"
    )
    assert "saved" in texter.text("1", "4") and line_store.callbacks.open_of(right)
