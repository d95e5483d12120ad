"""What follows an alarm: a plain question is answered, and who was hurt by another hears of danger (R30)."""

import pytest

from store.store import Store
from tests.conftest import new_number
from tests.texter import Texter
from tests.wiring.wire import Wire

WORRY, DANGER, BODY = "my nephew is an ambulance driver", "i am scared of my husband", "she has collapsed"


@pytest.fixture
def fresh(wire: Wire) -> Texter:
    """Somebody whom nobody knows yet."""
    return Texter(wire, number=new_number())


@pytest.mark.parametrize("alarm", [WORRY, DANGER, BODY])
@pytest.mark.parametrize(
    "asked",
    ["can i just stop taking them they make me feel awful", "so can i come off them", "what if i miss one",
     "is it ok to stop my prednisolone"],
)  # fmt: skip
def test_who_asks_after_an_alarm_whether_to_stop_a_medicine_is_told_not_to(
    fresh: Texter, alarm: str, asked: str
) -> None:
    assert "999" in fresh.text(alarm)
    assert "do not stop or change your medicine" in fresh.text(asked)


@pytest.mark.parametrize("alarm", [WORRY, DANGER])
@pytest.mark.parametrize(
    ("asked", "topic"),
    [("what exercises can he do with me", "EXERCISE"), ("and how do steroids work", "STEROIDS"),
     ("will i get better", "RECOVERY"), ("do i need blood tests on methotrexate", "BLOODTESTS")],
)  # fmt: skip
def test_a_plain_question_is_answered_after_danger_or_a_worry(
    fresh: Texter, alarm: str, asked: str, topic: str
) -> None:
    fresh.text(alarm)
    assert f"Line. {topic}" in fresh.text(asked)


def test_after_an_emergency_the_topic_is_named_once_and_then_sent(fresh: Texter) -> None:
    fresh.text(BODY)
    assert "EXERCISE" in fresh.text("what exercises can i do") and "call 999" in fresh.last
    assert "Line. EXERCISE" in fresh.text("what exercises can i do")


@pytest.mark.parametrize(
    "said",
    ["he hides my steroids", "he is on steroids", "im tired", "the kids are crying", "where do i go",
     "how many steroids can you take", "should i take them all now", "can i ring someone", "i need a rest"],
)  # fmt: skip
def test_after_danger_all_else_gets_the_reply_to_danger_again(fresh: Texter, said: str) -> None:
    fresh.text(DANGER)
    assert "999" in fresh.text(said) and "Line. " not in fresh.last
    assert "do not stop" not in fresh.last


@pytest.mark.parametrize("said", ["should i take them all now", "i took them", "i have all my steroids here"])
def test_after_despair_means_are_no_question(fresh: Texter, said: str) -> None:
    fresh.text("i want to die")
    assert "116 123" in fresh.text(said) and "999" in fresh.last


def test_who_has_opted_out_is_told_of_no_topic_after_a_worry(fresh: Texter) -> None:
    assert "no more texts" in fresh.text(WORRY, "STOP")
    assert "call 999" in fresh.text("what exercises can he do with me")


def test_a_question_that_no_topic_knows_may_be_of_the_worry_and_one_of_a_topic_is_not(fresh: Texter) -> None:
    fresh.text(WORRY)
    assert "if anyone is ill" in fresh.text("what about a flu jab") and "999" in fresh.last
    assert "EXERCISE." in fresh.text("which exercises are best")


@pytest.mark.parametrize(
    "alarm", ["she has collapsed", "my hands went purple", "he has a fever and is on methotrexate"]
)
def test_who_wants_a_person_after_an_alarm_hears_the_helplines_number(fresh: Texter, alarm: str) -> None:
    said = fresh.text(alarm, "want to talk to a person")
    assert "0800 5200 520" in said and "999" in said and "116 123" in said and "18000" in said


@pytest.mark.parametrize(
    "hurt", ["he broke my arm", "my husband broke my wrist", "he split my lip", "he gave me a black eye"]
)
def test_who_is_hurt_by_another_hears_of_danger_from_the_second_text_on(
    fresh: Texter, line_store: Store, hurt: str
) -> None:
    assert "999" in fresh.text(hurt)
    for said in ("i cant talk on the phone", "text the police for me", "he went out now"):
        assert "press 55" in fresh.text(said) and "0808 2000 247" in fresh.last, said
    asked = fresh.text("can someone ring me while he is out")
    assert "press 55" in asked and "0808 2000 247" in asked and "Reply 1" in asked
    assert line_store.callbacks.open_of(fresh.number) is None


def test_who_broke_a_bone_by_themselves_is_not_told_of_danger(fresh: Texter) -> None:
    assert "press 55" not in fresh.text("i fell and broke my arm", "what do i do now")


@pytest.mark.parametrize(
    "said", ["i cant breathe a word of this to my husband", "she must not breathe a word"]
)
def test_an_idiom_of_breathing_still_gets_the_numbers_first(fresh: Texter, said: str) -> None:
    assert "call 999 now" in fresh.text(said) and "Not that?" in fresh.last
    assert "no one reads these texts. If someone is seriously ill" in fresh.text(
        "i cant breathe a word of it help he cant breathe"
    )
