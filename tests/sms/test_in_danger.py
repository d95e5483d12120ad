"""Who may be in danger and wants no call that we owe is not rung, and hears what to do (R30, R49)."""

import pytest

from menus.model import Pack
from menus.outcome import Refused
from sms.flow import step
from sms.model import TakenBack, Talk, Texted, WithdrawCallback
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.sms.test_for_others import ask
from tests.texter import Texter
from tests.wiring.wire import Wire

OFF = (
    "dont ring my husband hits me",
    "dont ring my husband hits me if i use the phone",
    "dont ring my partner checks my phone and he hits me",
    "dont ring my husband just got home he hits me",
    "dont ring my dad he hits me",
    "NOCALL he is here and he hits me",
    "i dont want the call he is here and he hits me",
    "please cancel it he is here and he hits me",
    "take back the call he is here and he hits me",
    "dont text or ring hes here he hits me",
    "its not safe to ring my husband is home",
    "no calls please he is home and he gets nasty",
    "dont you ring he is here",
    "NOCALL my husband is home",
    "please dont ring my husband is home",
    "dont ring hes here",
    "please do not phone my partner is here and he gets nasty",
    "he will hit me if you call so dont call me",
    "he hits me please dont ring",
)
STANDS = (
    "he hit me again and you never called me",
    "he has hit me and nobody has called. why have you not rung me",
    "my ex wont stop ringing me and i am scared of him",
    "he wont stop calling me names and he hits me",
    "im scared of him please dont stop ringing me",
    "he will hit me if you do not ring",
    "he says i must not call you he hits me",
    "he told me to stop calling people and he hits me",
    "my husband hits me, tell them not to call social services",
    "he hits me so ring in the morning, do not ring in the evening",
    "he hits me, ring my mobile not my phone at home",
    "please dont ring i am being sick and burning up",
    "please ring quickly he is going to hurt me",
    "dont call an ambulance i am scared of him",
    "dont ring before 5 he is home",
    "i feel worse and you have never rung me",
)
TOLD = (
    "cancelled: we will not ring",
    "Call 999",
    "press 55",
    "18000",
    "116 123",
    "No one reads",
    "Delete this",
)


pytestmark = pytest.mark.usefixtures("places")


@pytest.fixture
def owed(wire: Wire) -> Texter:
    """Somebody to whom we have just promised a call."""
    texter = Texter(wire, number=new_number())
    assert "saved" in texter.text("CALLME", "1", "4")
    return texter


@pytest.mark.parametrize("words", OFF)
def test_the_call_is_taken_back_and_they_hear_what_to_do(owed: Texter, line_store: Store, words: str) -> None:
    said = owed.text(words)
    assert all(told in said for told in TOLD), said
    assert line_store.callbacks.open_of(owed.number) is None


@pytest.mark.parametrize("words", STANDS)
def test_the_call_stands_where_nobody_asked_us_not_to_ring(
    owed: Texter, line_store: Store, words: str
) -> None:
    assert "999" in owed.text(words) and "cancelled" not in owed.last
    assert line_store.callbacks.open_of(owed.number)


@pytest.mark.parametrize("words", [one for one in OFF if "NOCALL" not in one and "cancel" not in one])
def test_where_no_call_is_owed_the_alarm_is_answered_as_ever(wire: Wire, words: str) -> None:
    assert "cancelled" not in Texter(wire, number=new_number()).text(words)


@pytest.mark.parametrize("then", ["yes", "he is here now", "im worse", "leave me alone", "please stop"])
def test_what_follows_is_read_as_after_any_alarm(owed: Texter, then: str) -> None:
    owed.text("please dont ring my husband is home")
    assert "press 55" in owed.text(then) and "no more texts" not in owed.last


def test_it_counts_after_stop_too(owed: Texter, line_store: Store) -> None:
    owed.text("STOP")
    assert "cancelled: we will not ring" in owed.text("please dont ring my husband is home")
    assert line_store.callbacks.open_of(owed.number) is None


@pytest.mark.parametrize(
    "words", ["dont ring her he is home and he hits her", "dont ring my mum my dad is home and he hits her"]
)
def test_a_call_that_was_asked_for_somebody_else_is_taken_back_too(
    wire: Wire, line_store: Store, words: str
) -> None:
    texter, other = Texter(wire, number=new_number()), new_number()
    ask(texter, other)
    assert "cancelled: we will not ring" in texter.text(words)
    assert line_store.callbacks.open_of(other) is None


def test_of_calls_to_others_the_one_to_a_number_that_is_named_is_taken_back(
    wire: Wire, line_store: Store
) -> None:
    texter, other, third = Texter(wire, number=new_number()), new_number(), new_number()
    ask(texter, other)
    ask(texter, third)
    assert "cancelled" in texter.text(f"dont ring 0{other[3:]} he is home he hits her")
    assert line_store.callbacks.open_of(other) is None and line_store.callbacks.open_of(third)
    assert "could not cancel the call" in texter.text(f"dont ring 0{new_number()[3:]} he is home he hits her")


def test_whoever_is_named_beside_it_a_call_to_the_texter_is_taken_back(
    owed: Texter, line_store: Store
) -> None:
    assert "cancelled" in owed.text(f"dont ring, he will kill me, his number is 0{new_number()[3:]}")
    assert line_store.callbacks.open_of(owed.number) is None


@pytest.mark.parametrize(
    "words",
    [
        "dont ring, hes here, he hit me and my head is bleeding",
        "please dont ring, my partner is here, i have chest pain",
    ],
)
def test_who_is_hurt_or_ill_beside_it_is_not_rung_and_gets_the_reply_to_that(
    owed: Texter, line_store: Store, words: str
) -> None:
    said = owed.text(words)
    assert "call 999" in said and "111" in said and line_store.callbacks.open_of(owed.number) is None


@pytest.mark.parametrize(
    "words", ["stop texting me and dont ring he is here", "STOP. dont ring, my husband is home"]
)
def test_an_opt_out_beside_it_is_kept_too(owed: Texter, line_store: Store, words: str) -> None:
    assert "cancelled: we will not ring" in owed.text(words)
    assert line_store.callbacks.open_of(owed.number) is None
    assert owed.text("thanks") == "", "but what follows an alarm is answered"


@pytest.mark.parametrize(
    "words",
    ["please cancel it, they got back to me", "dont want a call, they are coming to see me tomorrow",
     "please cancel the call, my husband is back from hospital"],
)  # fmt: skip
def test_who_calls_a_call_off_for_another_reason_hears_of_no_danger(owed: Texter, words: str) -> None:
    assert "press 55" not in owed.text(words)


def test_where_the_store_cannot_be_asked_they_hear_that_the_call_may_come(pack: Pack) -> None:
    texted = Texted("dont ring he is here he hits me", callback_open=True)
    asked = step(pack, Talk(), texted, OPEN)
    assert asked.wish == WithdrawCallback() and not asked.text
    for outcome, said in ((Refused("away"), "could not cancel"), (TakenBack(False, False), "in danger now?")):
        told = step(pack, asked.talk, outcome, OPEN, asked)
        assert said in told.text and "press 55" in told.text and told.talk.last == "danger"
