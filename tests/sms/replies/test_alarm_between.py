"""An alarm in the midst of our questions about a call-back: the next YES answers the alarm (R30)."""

import pytest

from store.store import Store
from tests.conftest import new_number
from tests.texter import Texter
from tests.wiring.wire import Wire

ASKED = {
    "1 or 2": ("CALLME",),
    "which number": ("CALLME", "2"),
    "is that right": ("CALLME 07400 333001",),
    "what time": ("CALLME", "1"),
}
ALARMS = ("she has collapsed", "he cant breathe", "i want to die", "he has a fever and is on methotrexate")
BODY = "seriously ill or hurt, call 999 now"


@pytest.fixture
def fresh(wire: Wire) -> Texter:
    """Somebody whom nobody knows yet."""
    return Texter(wire, number=new_number())


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("alarm", ALARMS)
@pytest.mark.parametrize(
    "answer", ["yes", "he is", "\U0001f44d", "ok", "me", "shes getting worse", "yes please"]
)
def test_after_an_alarm_the_answer_is_to_the_alarm_whatever_we_asked_before(
    fresh: Texter, line_store: Store, asked: tuple[str, ...], alarm: str, answer: str
) -> None:
    fresh.text(*asked)
    assert "999" in fresh.text(alarm)
    said = fresh.text(answer)
    assert ("call 999" in said and "No one reads" in said) or BODY in said, said
    assert "best time" not in said and "number to ring" not in said
    assert "call 999" in fresh.text("yes") and "best time" not in fresh.last
    assert line_store.callbacks.open_of(fresh.number) is None


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_after_an_alarm_no_brings_the_menu(fresh: Texter, asked: tuple[str, ...]) -> None:
    assert "1 " in fresh.text(*asked, "he cant breathe", "no") and "number" not in fresh.last


@pytest.mark.parametrize(
    ("asked", "answer", "said"),
    [
        ("1 or 2", "1", "best time"),
        ("which number", "07400 333002", "we will ring 07400 333 002"),
        ("is that right", "1", "best time"),
        ("what time", "any time", "saved"),
        ("what time", "4", "saved"),
    ],
)
def test_what_can_be_no_answer_to_the_alarm_still_answers_our_question(
    fresh: Texter, asked: str, answer: str, said: str
) -> None:
    assert said in fresh.text(*ASKED[asked], "she has collapsed", "yes", answer)


def test_a_thumb_on_the_alarms_text_asks_for_no_number(fresh: Texter) -> None:
    fresh.text("CALLME", "2", "he is choking")
    assert BODY in fresh.text("Liked “Muscle Line: no one reads these texts. If someone is seriously ill…”")
    assert fresh.text("Liked “Muscle Line: no one reads these texts. If someone is seriously ill…”") == ""


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("between", ["can i stop my steroids", "i have run out of pred"])
def test_yes_to_the_questions_of_the_reply_on_medicines_books_nothing(
    fresh: Texter, asked: tuple[str, ...], between: str
) -> None:
    assert "Faint or drowsy?" in fresh.text(*asked, between)
    assert BODY in fresh.text("yes")


def test_nor_does_it_choose_a_topic_that_we_offered_before(fresh: Texter) -> None:
    assert "did you mean" in fresh.text("steroids and bones flaer")
    assert "Faint or drowsy?" in fresh.text("i have run out of pred")
    assert BODY in fresh.text("yes")


@pytest.mark.parametrize(
    "since", ["since this morning", "it started this morning", "been like it since teatime"]
)
def test_since_when_is_no_time_to_ring(fresh: Texter, since: str) -> None:
    assert "saved" not in fresh.text("CALLME", "1", "he cant breathe", since)
    assert "999" in fresh.last


def test_a_picture_after_an_alarm_changes_nothing(fresh: Texter) -> None:
    fresh.text("CALLME", "she has collapsed")
    fresh.text("", NumMedia="1")
    assert BODY in fresh.text("yes")


@pytest.mark.parametrize("end", ["STOP", "stop texting me", "unsubscribe"])
@pytest.mark.parametrize("alarm", ALARMS)
def test_who_ends_our_texts_after_an_alarm_hears_of_the_samaritans_and_is_answered_on(
    fresh: Texter, alarm: str, end: str
) -> None:
    assert "999" in fresh.text(alarm)
    assert "no more texts" in fresh.text(end)
    assert "116 123" in fresh.last and "85258" in fresh.last and "Call 999" in fresh.last
    for answer in ("ive done it", "hello?", "its getting worse", "please"):
        assert "call 999" in fresh.text(answer)
    assert fresh.text("no") == "" and fresh.text("thanks") == ""


@pytest.mark.parametrize("end", ["please stop", "go away", "just leave me alone", "dont want this"])
@pytest.mark.parametrize("alarm", [*ALARMS, "he hits me"])
def test_what_may_be_said_of_anything_ends_no_texts_after_an_alarm(
    fresh: Texter, alarm: str, end: str
) -> None:
    fresh.text(alarm)
    said = fresh.text(end)
    assert "999" in said and "116 123" in said and "no more texts" not in said
    assert "1 " in fresh.text("MENU")


def test_who_ends_them_at_another_time_hears_one_short_text(fresh: Texter) -> None:
    assert "116 123" not in fresh.text("STEROIDS", "STOP") and len(fresh.last) <= 160


@pytest.mark.parametrize(
    "answer", ["i took them", "ive taken them", "done it", "worse", "i rang them they didnt answer"]
)
@pytest.mark.parametrize("alarm", ALARMS)
def test_that_it_has_happened_gets_the_emergency_reply(fresh: Texter, alarm: str, answer: str) -> None:
    fresh.text(alarm)
    assert BODY in fresh.text(answer)


@pytest.mark.parametrize(
    "answer", ["he is here now", "hes reading my phone", "please stop", "hello? anyone?"]
)
def test_after_danger_the_silent_solution_comes_once_more(fresh: Texter, answer: str) -> None:
    assert "press 55" in fresh.text("he hits me")
    assert "press 55" in fresh.text(answer)


def test_a_call_that_is_asked_for_after_an_alarm_begins_with_the_samaritans(fresh: Texter) -> None:
    assert "116 123" in fresh.text("i want to die", "ring me") and "Reply 1" in fresh.last
    assert "116 123" not in fresh.text("1")


@pytest.mark.parametrize("asked", ["should i give him his steroids", "is it the prednisolone"])
def test_a_topic_in_other_words_than_its_own_is_only_named_after_an_alarm(fresh: Texter, asked: str) -> None:
    said = fresh.text("she has collapsed", asked)
    assert "call 999" in said and "STEROIDS" in said
    assert "Line. STEROIDS" in fresh.text("STEROIDS please")


@pytest.mark.parametrize(
    "answer", ["im deaf", "i am deaf i cant ring", "which number was it", "i cant phone"]
)
@pytest.mark.parametrize("alarm", ALARMS)
def test_who_cannot_ring_after_an_alarm_hears_what_to_do_now(fresh: Texter, alarm: str, answer: str) -> None:
    fresh.text(alarm)
    said = fresh.text(answer)
    assert "18000" in said and "999" in said and "85258" in said
    assert "HELPLINE or HELPLINE" not in said


def test_the_word_helpline_brings_the_helpline_after_an_alarm_too(fresh: Texter) -> None:
    assert "HELPLINE. " in fresh.text("he cant breathe", "HELPLINE")


@pytest.mark.parametrize("answer", ["both", "all of it", "i have had enough"])
def test_after_an_alarm_nothing_is_a_choice_or_care_by_guess(fresh: Texter, answer: str) -> None:
    fresh.text("MENU", "STEROIDS", "MENU", "1", "i want to die")
    assert "call 999" in fresh.text(answer)
    assert BODY in fresh.text("yes")


@pytest.mark.parametrize("worse", ["im worse", "its getting worse now", "hurry"])
@pytest.mark.parametrize(("alarm", "told"), [("i cant breathe", BODY), ("he hits me", "press 55")])
def test_what_gets_worse_while_we_ask_about_a_call_gets_the_emergency_reply_again(
    fresh: Texter, alarm: str, told: str, worse: str
) -> None:
    """A YES then is the answer to our question, unless the alarm came again in between."""
    assert told in fresh.text(alarm)
    assert "best time" in fresh.text("CALLME", "yes")
    assert told in fresh.text(worse)
    assert told in fresh.text("yes")
    assert "saved" in fresh.text("4")


@pytest.mark.parametrize("topic", ["EXERCISE", "PHYSIO", "RECOVERY"])
@pytest.mark.parametrize("words", ["dont want them", "i dont need these", "dont want it anymore thanks"])
def test_what_may_be_said_of_a_topic_ends_no_texts_and_tells_how(
    fresh: Texter, topic: str, words: str
) -> None:
    fresh.text(topic)
    assert "no more texts" not in fresh.text(words) and "999" in fresh.last
    assert "no more texts" in fresh.text(topic, "dont want your texts")


@pytest.mark.parametrize("words", ["START", "start again please", "please start again", "Start Again"])
def test_the_word_start_reopens_our_texts_whatever_stands_beside_it(fresh: Texter, words: str) -> None:
    fresh.text("STOP")
    assert fresh.text("again please") == fresh.text("MENU") == ""
    assert "answer your texts again" in fresh.text(words)
    assert "1 " in fresh.text("start again"), "as ever: the menu"


@pytest.mark.parametrize(
    "words",
    ["dont start texting me again", "never start again", "what can i ask about when i start",
     "how do i see the menu to start my exercises"],
)  # fmt: skip
def test_a_start_that_is_not_asked_for_reopens_nothing(fresh: Texter, words: str) -> None:
    fresh.text("STOP")
    assert fresh.text(words) == fresh.text("MENU") == ""


@pytest.mark.parametrize("end", ["STOP", "unsubscribe"])
def test_who_ends_our_texts_while_we_ask_about_a_call_after_an_alarm_is_answered_on(
    fresh: Texter, end: str
) -> None:
    fresh.text("i want to die", "CALLME", "please stop")
    assert "no more texts" not in fresh.last
    fresh.text("CALLME", end)
    assert "no more texts" in fresh.last and "116 123" in fresh.last
    assert "call 999" in fresh.text("ive done it")


@pytest.mark.parametrize("words", ["i cant read that", "the writing is too small"])
@pytest.mark.parametrize("topic", ["STEROIDS", "BONES", "EXERCISE"])
def test_who_cannot_read_a_text_is_not_told_about_medicines(fresh: Texter, topic: str, words: str) -> None:
    fresh.text(topic)
    assert "do not stop" not in fresh.text(words).casefold() and "HOWTO" in fresh.last
