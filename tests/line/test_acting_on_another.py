"""Nobody acts on another (R49): what one person may cause to others, tried on the whole line."""

from datetime import timedelta

import pytest
from flask import Flask

from store.store import Store
from tests.caller import Caller
from tests.conftest import CLOSED, At, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

MANY = 1200
# Topics of no medicine: they go on at once.
TOPICS = (("3", "1"), ("3", "2"), ("3", "3"), ("3", "4"))


@pytest.fixture
def own(app: Flask) -> Wire:
    """The wire to a line with a store of its own, which is empty."""
    return Wire(in_process(app))


def number(n: int) -> str:
    """A mobile number, as a caller keys it."""
    return f"07400{n:06}"


def ask_for(caller: Caller, keyed: str) -> str:
    """In a call that is on, ask for a call-back to another number; gives what is said.

    Who has asked for as many as they may hears so before a number is asked for.
    """
    caller.press_unheard("0", "0")
    if caller.gather["finishOnKey"] != "#":
        caller.press("2")
    if caller.gather["finishOnKey"] != "#":
        return caller.heard
    return caller.key_number(keyed).press("1", "4").heard


def test_one_who_asks_for_1200_others_gets_two_and_a_patient_still_the_same_day(
    own: Wire, at: At, store: Store, request: pytest.FixtureRequest
) -> None:
    at(CLOSED)
    caller = Caller(own, new_number()).call()
    many = MANY if "embedded" in request.node.name else MANY // 10  # the same scripts on a real Redis
    said = [ask_for(caller, number(n)) for n in range(many)]
    assert sum("unless they asked us not to" in words for words in said) == 2
    assert all("as many as we can take" in words and "zero 8 zero zero" in words for words in said[2:])
    patient = Caller(own, new_number()).call().press("0", "0", "1", "4")
    assert "by 8 in the evening on Wednesday" in patient.heard
    assert len(store.callbacks.waiting(CLOSED)) == 3


@pytest.mark.parametrize("shows", ["anonymous", "forged"])
def test_whoever_takes_all_places_of_others_has_to_come_back_each_day(own: Wire, at: At, shows: str) -> None:
    """Withheld calls, or a forged number for each, fill three days, and a quarter of theirs later on.

    The next day brings new places, most of what one day has.
    """
    at(CLOSED)

    def one(n: int) -> str:
        return ask_for(Caller(own, shows if shows == "anonymous" else new_number()).call(), number(n))

    said = [one(n) for n in range(90)]
    assert sum("unless they asked us not to" in words for words in said) == 3 * 10 + 27 * 2
    assert "cannot take another call back" in said[-1] and "zero 8 zero zero" in said[-1]
    patient = Caller(own, new_number()).call().press("0", "0", "1", "4")
    assert "by 8 in the evening on Wednesday" in patient.heard
    other = "anonymous" if shows == "forged" else new_number()
    assert "by 8 in the evening on Wednesday" in ask_for(Caller(own, other).call(), number(9999))
    at(CLOSED + timedelta(days=1))
    said = [one(n) for n in range(100, 112)]
    assert sum("unless they asked us not to" in words for words in said) == 8 + 2, (
        "of the fourth day and the last"
    )
    assert all("in the evening on Tuesday" in words for words in said[:8])
    assert "cannot take another" in said[-1]


def test_a_withheld_caller_who_finds_no_place_is_put_through_while_somebody_is_there(
    own: Wire, at: At
) -> None:
    at(CLOSED)
    for n in range(3 * 10 + 27 * 2):
        ask_for(Caller(own, "anonymous").call(), number(n))
    at("2026-05-19T10:00")
    caller = Caller(own, "anonymous").call().press("0").wait().dial_ended("busy").press("1")
    caller.key_number(number(99)).press("1", "4")
    assert "cannot take another call back" in caller.heard and caller.offered[0] == "0"
    assert "Putting you through" in caller.press("0").heard


def test_what_is_ended_for_another_is_heard_and_texted_as_before_by_who_asked(own: Wire) -> None:
    """They learn nothing of what the other did: the same words to NOCALL, and no third call-back is free."""
    carer, other, third = (Texter(own, new_number()) for _ in range(3))
    said = {}
    for who in (carer, other):
        mine = [Texter(own, new_number()) for _ in range(2)]
        for one in mine:
            who.text(f"CALLME {one.number}", "1", "4")
        if who is carer:
            assert "cancelled" in mine[0].text("NOCALL")
        said[who.number] = [
            who.text(f"CALLME {mine[0].number}", "1", "4"),
            who.text(f"CALLME {third.number}"),
            "cancelled" in mine[1].text("NOCALL") and who.text("NOCALL"),
            who.text("NOCALL"),
        ]
    assert said[carer.number] == said[other.number]
    assert "saved" in said[carer.number][0] and "other numbers already" in said[carer.number][1]
    assert "taken back" in str(said[carer.number][2]) and "no call back was waiting" in said[carer.number][3]


def test_nocall_tells_a_number_nothing_of_who_asked_for_it(own: Wire) -> None:
    asked_itself, asked_for = Texter(own, new_number()), Texter(own, new_number())
    asked_itself.text("CALLME", "1", "4")
    Texter(own, new_number()).text(f"CALLME {asked_for.number}", "1", "4")
    assert asked_itself.text("NOCALL") == asked_for.text("NOCALL")
    assert asked_itself.text("NOCALL") == asked_for.text("NOCALL")


def test_who_said_nocall_is_not_rung_as_others_ask_who_hear_the_same_as_ever(
    own: Wire, store: Store, at: At
) -> None:
    """Else one phone has a patient rung again after each NOCALL, and what NOCALL told her is untrue."""
    at(CLOSED)
    asker, her, somebody = (Texter(own, new_number()) for _ in range(3))
    first = asker.text(f"CALLME {her.number}", "1", "4")
    assert "nor for 7 days if others ask" in her.text("NOCALL")
    said = [who.text(f"CALLME {her.number}", "1", "4") for who in (asker, Texter(own, new_number()))]
    said.append(Texter(own, new_number()).text(f"CALLME {somebody.number}", "1", "4"))
    assert set(said) == {first}
    heard = ask_for(Caller(own, "anonymous").call(), "0" + her.number[3:])
    assert "unless they asked us not to" in heard and store.callbacks.open_of(her.number) is None
    her.text("CALLME", "1", "4")
    assert store.callbacks.open_of(her.number), "she asks for herself"


@pytest.mark.parametrize(("shows", "sent"), [("", 3), ("anonymous", 1), ("+442079460123", 3)])
def test_of_150_texts_to_others_asked_for_in_one_call_few_go(
    own: Wire, store: Store, shows: str, sent: int
) -> None:
    caller, said = Caller(own, shows or new_number()).call().press(*TOPICS[0]), []
    for n in range(150):
        caller.press_unheard("5")
        if caller.gather["finishOnKey"] != "#":
            caller.press("2")
        said.append(caller.key_number(number(n)).press("1").heard)
    assert store.jobs.waiting() == sent
    assert sum("the text will come" in words for words in said) == sent
    assert all("as many texts" in words for words in said[sent:])
    mobile = Caller(own, new_number()).call().press("1", "1").press_unheard("5").press("1")
    assert "on its way" in mobile.heard, "nobody else's is spent"


def test_what_others_sent_to_a_mobile_spends_nothing_of_its_own(own: Wire) -> None:
    mobile = new_number()
    for keys in TOPICS:
        other = Caller(own, new_number()).call().press(*keys).press_unheard("5", "2")
        assert "the text will come" in other.key_number("0" + mobile[3:]).press("1").heard
    caller = Caller(own, mobile)
    for keys in TOPICS[:3]:
        caller.call().press(*keys).press_unheard("5").press("1")
        assert "on its way" in caller.heard


def test_who_asked_for_as_many_as_they_may_is_offered_a_person_while_one_is_there(own: Wire) -> None:
    caller = Caller(own, new_number()).call().press("0").wait().dial_ended("busy")
    for n in range(2):
        caller.press("1", "2").key_number(number(n)).press("1", "4")
        caller.press("*", "0").wait().dial_ended("busy")
    caller.press("1", "2")  # they are told before they key it
    assert "as many as we can take" in caller.heard and caller.offered[0] == "0"
    assert "Putting you through" in caller.press("0").heard
