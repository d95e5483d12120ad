"""NOCALL, cancel and "don't ring" in other words than the taught ones: taken back, or we say how."""

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import Talk, Texted
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.sms.test_for_others import ask, readable
from tests.texter import Texter
from tests.wiring.wire import Wire

ONE = [
    "NOCALL mum {}", "NOCALL {} mum", "NOCALL {} Margaret", "NOCALL {} please, wrong number", "NOCALL dad {}",
    "nocall my mum {}", "NOCALL {} she died", "NOCALL {} cancel", "please cancel {} thanks",
    "please cancel call to dad {}, thank you", "dont ring my mum on {}", "take back dads number {}",
    "please cancel {} he passed away", "cancel mums {}", "my mum doesnt need a call on {} now",
    "Don't call dad on {} any more", "no need to ring {} now mums fine", "take {} off your list please",
    "NOCALL for {} he is in hospital now", "please don't ring {} my mum has sorted it",
    "no longer need you to ring {}", "cancel that for {} sorry", "Hi can you cancel {} please Sue",
]  # fmt: skip
OPEN_QUESTIONS = [(), ("CALLME",), ("CALLME", "2"), ("CALLME", "1"), ("CALLME 07400 333001",)]
NONE = [
    "NOCALL and that number", "cancel dads call", "nocall my mum", "NOCALL 0740 033", "cancel mums call back",
    "cancel the call to Margaret", "dont ring my mum", "NOCALL 07400 333002 or 07400 333003",
    "cancel 07400 333002 and 07400 333003", "NOCALL 0740033300 mum", "take back dads number",
]  # fmt: skip


pytestmark = pytest.mark.usefixtures("places")


@pytest.mark.parametrize("asked", OPEN_QUESTIONS[::2])
@pytest.mark.parametrize("words", ONE)
def test_whatever_stands_beside_the_number_that_one_is_taken_back(
    texter: Texter, line_store: Store, words: str, asked: tuple[str, ...]
) -> None:
    one, other = new_number(), new_number()
    ask(texter, one, other)
    texter.text("MENU", *asked)
    assert "that number is taken back" in texter.text(words.format(readable(one))), texter.last
    assert line_store.callbacks.open_of(one) is None
    assert line_store.callbacks.open_of(other) is not None
    assert "no more texts" not in texter.text("BONES"), "and they are texted"


def test_the_digits_of_a_number_worry_nobody(pack: Pack) -> None:
    """The second ear heard a fever in numbers that end with 38, one in a hundred."""
    for end in range(100):
        event = Texted(f"dont ring my mum on 07400 141 6{end:02}", number_kind="mobile", number="sealed")
        assert step(pack, Talk(asks="number"), event, OPEN).kind == "nocall", end


@pytest.mark.parametrize("asked", OPEN_QUESTIONS)
@pytest.mark.parametrize("words", ONE[:12])
def test_of_a_number_never_asked_for_no_ring_is_offered(
    texter: Texter, words: str, asked: tuple[str, ...]
) -> None:
    texter.text("MENU", *asked)
    said = texter.text(words.format(readable(new_number())))
    assert "nothing is cancelled" in said and "we will ring" not in said


@pytest.mark.parametrize("asked", OPEN_QUESTIONS)
@pytest.mark.parametrize("words", NONE)
def test_without_one_number_nothing_is_taken_back_and_we_say_how(
    texter: Texter, line_store: Store, words: str, asked: tuple[str, ...]
) -> None:
    other, second = new_number(), new_number()
    ask(texter, other, second)
    texter.text("MENU", *asked)
    said = texter.text(words)
    assert "nothing is cancelled" in said and "Text NOCALL and one number" in said, said
    assert line_store.callbacks.open_of(other) is not None


PLAIN = [
    "NOCALL thank you I am better", "NOCALL, sorted", "NOCALL cheers", "NOCALL thats ok now",
    "nocall I feel fine", "take back my call back", "How do I take back my call back?", "CALLME CANCEL",
    "I have changed my mind",
    "please forget it", "delete my number", "remove me",
    "forget me", "erase my details please",
    "NOCALL no longer needed ta",
]  # fmt: skip


@pytest.mark.parametrize("words", PLAIN)
def test_the_one_call_that_is_owed_is_taken_back_in_any_words(
    wire: Wire, line_store: Store, words: str
) -> None:
    texter = Texter(wire, number=new_number())
    texter.text("CALLME", "1", "4")
    assert "cancelled, so we will not ring" in texter.text(words)
    assert line_store.callbacks.open_of(texter.number) is None
    assert texter.text("BONES"), "and they are texted"


@pytest.mark.parametrize("words", [*PLAIN[:6], "nocall my mum", "cancel mums call back", "dont ring my mum"])
def test_the_one_call_to_another_is_taken_back_without_its_number(
    wire: Wire, line_store: Store, words: str
) -> None:
    texter, other = Texter(wire, number=new_number()), new_number()
    ask(texter, other)
    assert "other numbers is taken back" in texter.text(words)
    assert line_store.callbacks.open_of(other) is None


@pytest.mark.parametrize("words", ["nocall my mum", "cancel mums call back", "NOCALL 0740 033", "is it ok"])
def test_a_call_of_their_own_outlives_what_is_of_mum_or_of_a_number(
    wire: Wire, line_store: Store, words: str
) -> None:
    texter = Texter(wire, number=new_number())
    texter.text("CALLME", "1", "4", words)
    assert line_store.callbacks.open_of(texter.number) is not None


def test_after_stop_a_change_of_mind_takes_no_call_back(wire: Wire, line_store: Store) -> None:
    texter = Texter(wire, number=new_number())
    texter.text("CALLME", "1", "4", "STOP", "I have changed my mind")
    assert line_store.callbacks.open_of(texter.number) is not None


@pytest.mark.parametrize(
    "words", ["when will you ring my mum", "when are you calling mum", "when will you ring"]
)
def test_a_carer_hears_what_was_promised_to_them(wire: Wire, words: str) -> None:
    texter, other = Texter(wire, number=new_number()), new_number()
    assert "ring you back" in texter.text(words), "who asked nothing is told of nothing"
    ask(texter, other)
    said = texter.text(words)
    assert f"ends {other[-3:]}" in said and "by 8pm" in said and "NOCALL" in said


@pytest.mark.parametrize(
    "words", ["what number will you ring from", "has my call back been saved", "you have not rung"]
)
def test_how_ones_own_call_stands_is_told(wire: Wire, words: str) -> None:
    texter = Texter(wire, number=new_number())
    texter.text("CALLME", "1", "4")
    assert "your call back is saved" in texter.text(words)


@pytest.mark.parametrize("asked", OPEN_QUESTIONS[1:])
def test_a_letter_o_is_read_as_when_asking(texter: Texter, asked: tuple[str, ...]) -> None:
    ask(texter, "07400 333009")
    texter.text(*asked)
    assert "that number is taken back" in texter.text("NOCALL 0740 0333 0O9")


@pytest.mark.parametrize(
    "words", ["NOCALL", "nocall please", "cancel my call back", "dont ring me", "no need to call, thanks"]
)
def test_the_taught_words_still_take_back_all(texter: Texter, line_store: Store, words: str) -> None:
    other = new_number()
    ask(texter, other)
    assert "taken back" in texter.text(words)
    assert line_store.callbacks.open_of(other) is None


@pytest.mark.parametrize(
    "words",
    ["dont ring before 5, my number is {}", "please ring {} but not in the morning", "not this one, call {}",
     "dont call my landline call {}", "no ring {} instead", "dont forget to ring me on {}",
     "can you ring mum on {} please"],
)  # fmt: skip
def test_who_says_when_or_where_not_to_ring_is_read_back_their_number(texter: Texter, words: str) -> None:
    texter.text("CALLME", "2")
    told = texter.text(words.format("07400 333001"))
    assert "we will ring 07400 333 001" in told.replace("We will", "we will"), told


@pytest.mark.parametrize("words", ["cancel {} i cant breathe", "NOCALL {} she has collapsed"])
def test_an_alarm_beside_it_comes_first(texter: Texter, words: str) -> None:
    assert "call 999 now" in texter.text(words.format("07400 333001")).casefold()


@pytest.mark.parametrize("words", ["STOP", "cancel", "stop texting me", "cancel these texts please"])
def test_what_ends_our_texts_does_so_still(wire: Wire, words: str) -> None:
    assert "no more texts" in Texter(wire, number=new_number()).text(words)


def test_a_take_back_leaves_another_open_question_open(texter: Texter, line_store: Store) -> None:
    first, second = new_number(), new_number()
    ask(texter, first)
    texter.text(f"CALLME {readable(second)}", "1")
    assert "that number is taken back" in texter.text(f"NOCALL {readable(first)}")
    assert "saved" in texter.text("4")
    assert line_store.callbacks.open_of(second) is not None


def test_a_take_back_of_the_number_that_we_ask_about_settles_it(texter: Texter, line_store: Store) -> None:
    number = new_number()
    texter.text(f"CALLME {readable(number)}", "1")
    assert "nothing is cancelled" in texter.text(f"NOCALL {readable(number)}")
    assert "saved" not in texter.text("4")
    texter.text("CALLME", "1", f"NOCALL {readable(texter.number)}", "4")
    assert line_store.callbacks.open_of(texter.number) is None


@pytest.mark.parametrize(
    "words",
    ["how do i cancel the call", "how can i stop my call back", "how do i cancel the call if i need to",
     "when do i cancel the call by",
     "and do i cancel the call or will you", "if im out do i cancel the call"],
)  # fmt: skip
def test_who_asks_how_to_cancel_is_told_how_and_nothing_is_cancelled(
    wire: Wire, line_store: Store, words: str
) -> None:
    texter = Texter(wire, number=new_number())
    texter.text("CALLME", "1", "4")
    assert "NOCALL" in texter.text(words) and "no more texts" not in texter.last
    assert line_store.callbacks.open_of(texter.number)


@pytest.mark.parametrize("words", ["dont want them", "i dont need these anymore", "no longer want this"])
def test_what_is_said_of_a_topic_takes_no_call_back(wire: Wire, line_store: Store, words: str) -> None:
    texter = Texter(wire, number=new_number())
    texter.text("CALLME", "1", "4", "EXERCISE", words)
    assert line_store.callbacks.open_of(texter.number)
