"""What is written to us while we owe a call, or once one is cancelled, as people who saw no lists put it.

owed.tsv holds texts. `says`: "off", no call is wanted; "danger", it may hurt somebody; "keep" and "danger
keep", it is wanted all the same; "put back", a call that was cancelled is. The lists were written with half
of them ("tuned") in sight, and the others ("held") apart. What is to be kept is all tuned: none may be lost.
Those of somebody who had seen neither lists nor rows ("apart") are only counted.
"""

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from menus.model import Pack
from menus.outcome import Kept
from sms.flow import step
from sms.model import KeepCallback, LookUp, Reply, Stands, TakenBack, Talk, Texted, WithdrawCallback
from sms.replies.typed_number import number_in
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire

FILE = Path(__file__).with_name("owed.tsv")
# So many of each are heard as they are meant. What is missed is told by when we ring, and NOCALL.
HEARD = {
    ("tuned", "off"): 168,
    ("held", "off"): 113,  # "im ok now" and such are in doubt, and the call stands
    ("tuned", "danger"): 140,
    ("held", "danger"): 84,
    ("tuned", "put back"): 97,
    ("held", "put back"): 81,
    # the two others are alarms of R30 as they stand: "my son will kill me if I miss this call"
    ("tuned", "keep"): 401,
    ("tuned", "danger keep"): 131,
    ("apart", "off"): 20,
    ("apart", "danger"): 22,
    ("apart", "put back"): 6,
    ("apart", "keep"): 42,
    ("apart", "danger keep"): 24,
}


pytestmark = pytest.mark.usefixtures("places")


def rows(half: str, says: str) -> list[str]:
    with FILE.open(encoding="utf-8", newline="") as file:
        read = csv.DictReader(file, delimiter="\t")
        return [row["text"] for row in read if (row["half"], row["says"]) == (half, says)]


def replied(pack: Pack, words: str, talk: Talk, *, owed: bool) -> Reply:
    """The reply to a text, as if the store did what was asked of it."""
    number, kind = number_in(pack, talk, words)
    event = Texted(words, callback_open=owed, texted_today=True, number_kind=kind, number=number and "sealed")
    reply = step(pack, talk, event, OPEN)
    if isinstance(reply.wish, WithdrawCallback):
        return replace(step(pack, talk, TakenBack(True, False), OPEN, reply), wish=reply.wish)
    if isinstance(reply.wish, LookUp):
        return step(pack, talk, Stands(OPEN + timedelta(days=1), 0), OPEN, reply)
    if isinstance(reply.wish, KeepCallback):
        return step(pack, talk, Kept(OPEN), OPEN, reply)
    return reply


def is_heard(pack: Pack, says: str, words: str) -> bool:
    if says == "put back":
        return replied(pack, words, Talk(last="off"), owed=False).talk.asks == "whose"
    reply = replied(pack, words, Talk(last="kept"), owed=True)
    off, danger = isinstance(reply.wish, WithdrawCallback), "press 55" in reply.text
    match says:
        case "off":
            return off and not danger and reply.opt == ""
        case "danger":
            return danger and (off or "NOCALL" in reply.text)
        case "danger keep":
            return not off
    return not off and not danger


@pytest.mark.parametrize(("half", "says"), HEARD)
def test_so_many_are_heard_as_they_are_meant(pack: Pack, half: str, says: str) -> None:
    wrong = [words for words in rows(half, says) if not is_heard(pack, says, words)]
    assert len(rows(half, says)) - len(wrong) >= HEARD[half, says], wrong if half == "tuned" else len(wrong)


@pytest.fixture
def owed(wire: Wire) -> Texter:
    """Somebody to whom we have just promised a call."""
    texter = Texter(wire, number=new_number())
    assert "saved" in texter.text("CALLME", "1", "4")
    return texter


@pytest.mark.parametrize(
    "words", ["no longer required", "I'd like to withdraw my request please", "im cancelling"]
)
def test_what_ends_something_ends_the_call_and_tells_how_texts_end(
    owed: Texter, line_store: Store, words: str
) -> None:
    said = owed.text(words)
    assert "cancelled" in said and "send STOP" in said and "no more texts" not in said
    assert line_store.callbacks.open_of(owed.number) is None
    assert owed.text("BONES"), "and they are texted"


@pytest.mark.parametrize(
    "words",
    [
        *("STOP", "CANCEL", "cancel.", "stop texting me", "unsubscribe me", "who keeps texting me, don't"),
        *(
            "I get too many of these, cancel",
            "your messages upset me, take me off",
            "no calls, stop texting me",
        ),
    ],
)
def test_what_names_our_texts_ends_them_and_the_call_stands(
    owed: Texter, line_store: Store, words: str
) -> None:
    assert "no more texts" in owed.text(words) and "NOCALL" in owed.last
    assert line_store.callbacks.open_of(owed.number)


@pytest.mark.parametrize(
    "words",
    [
        *("all good thanks", "fine, all good", "good thanks", "too deaf for the phone"),
        *("spoke to my gp and he said to ring you", "gp rang me and im more worried"),
        *("you already rang but i was in the bath", "somebody already rang, i was asleep"),
    ],
)
def test_thanks_for_the_promise_and_what_still_wants_it_take_nothing_back(pack: Pack, words: str) -> None:
    assert is_heard(pack, "keep", words)


@pytest.mark.parametrize("words", ["i took it by mistake", "changed my mind about taking them"])
def test_care_comes_before_a_call_that_is_put_back(pack: Pack, words: str) -> None:
    assert not is_heard(pack, "put back", words)


def test_a_hint_of_danger_is_told_nocall_and_what_follows_is_of_it(owed: Texter, line_store: Store) -> None:
    said = owed.text("there'd be murder in this house")
    assert "Text NOCALL" in said and "press 55" in said
    assert line_store.callbacks.open_of(owed.number)
    assert "cancelled: we will not ring" in owed.text("leave it") and "press 55" in owed.last
    assert line_store.callbacks.open_of(owed.number) is None


def test_beside_a_topic_the_call_is_taken_back_and_the_topic_offered(owed: Texter, line_store: Store) -> None:
    said = owed.text("no call needed. BONES")
    assert "cancelled" in said and "For BONES reply 1" in said
    assert line_store.callbacks.open_of(owed.number) is None
    assert "BONES." in owed.text("1")


@pytest.mark.parametrize(
    "words", ["dont ring. i have chest pain", "no call needed, but i have run out of my tablets"]
)
def test_beside_an_emergency_or_a_medicine_that_is_answered_and_the_call_stands(
    owed: Texter, line_store: Store, words: str
) -> None:
    assert "999" in owed.text(words) and "cancelled" not in owed.last
    assert line_store.callbacks.open_of(owed.number)


@pytest.mark.parametrize(
    "words",
    [
        "leave the call. i wont be here by the time you ring, ive made my mind up",
        "no call required, but father is having bad pains",
    ],
)
def test_beside_what_may_be_trouble_no_call_is_lost(owed: Texter, line_store: Store, words: str) -> None:
    owed.text(words)
    assert line_store.callbacks.open_of(owed.number)


def test_a_daughter_at_home_is_no_danger(owed: Texter) -> None:
    assert "cancelled, so we" in owed.text("please cancel it, my daughter is home")


def test_what_is_wanted_again_is_asked_anew_though_thanks_came_between(owed: Texter) -> None:
    owed.text("NOCALL")
    assert "The call back is cancelled; for another text CALLME" in owed.text("zebra crossing")
    assert owed.text("thanks") and not owed.text("thanks")
    assert "Reply 1 for the number you text from" in owed.text("no wait, put me back")


def test_without_a_cancelled_call_nothing_is_put_back(texter: Texter) -> None:
    texter.text("MENU")
    assert "we can ring you back" not in texter.text("put it back")


def test_after_danger_only_a_plain_wish_asks_anew(owed: Texter) -> None:
    owed.text("dont ring, he is here")
    assert "press 55" in owed.text("my son sent that")
    assert "Reply 1 for the number you text from" in owed.text("he has gone, please ring me after all")
