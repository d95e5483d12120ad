"""When we ask when it is best to ring, a time on the clock is a time, and a dose is still a dose."""

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import KeepCallback, Talk, Texted
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire

ASKED = Talk(asks="time")


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ("3pm", "afternoon"),
        ("about 2 pm please", "afternoon"),
        ("10am", "morning"),
        ("after 6pm", "evening"),
        ("half 3", "afternoon"),
        ("half three", "afternoon"),
        ("half past 3", "afternoon"),
        ("a quarter past two", "afternoon"),
        ("quarter to 4", "afternoon"),
        ("Quarter to four.", "afternoon"),
        ("half 10 please", "morning"),
        ("half ten or half eleven", "morning"),
        ("about half five", "evening"),
        ("half 8", "any"),
        ("8 o'clock tonight", "evening"),
        ("3 o'clock", "afternoon"),
        ("at 3", "afternoon"),
        ("around 3ish", "afternoon"),
        ("14:30", "afternoon"),
        ("2.30pm", "afternoon"),
        ("17:00", "evening"),
        ("9.30", "morning"),
        ("between 2 and 4", "afternoon"),
        ("noon", "afternoon"),
        ("before noon", "morning"),
        ("not before noon", "afternoon"),
        ("any time but not mornings", "any"),
        ("after my 3 o clock tablets", "afternoon"),
        ("before 5", "afternoon"),
        ("not before 5", "evening"),
        ("after 5", "evening"),
        ("ideally before 12", "morning"),
        ("10am to 2pm", "morning"),
        ("evening not afternoon", "evening"),
        ("mornings as I work afternoons", "morning"),
        ("any time after 5", "evening"),
    ],
)
def test_an_hour_is_a_time_of_day(pack: Pack, said: str, best: str) -> None:
    assert step(pack, ASKED, Texted(said), OPEN).wish == KeepCallback(best)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "said",
    [
        *("half 3 after my tablets", "half 1 tablet", "half five mg", "half 2 of pred", "i take half at 3"),
        *("half 4, can i stop my pred", "half 3 but i have missed 2", "half 2 today i only took half"),
        *(
            "i missed the half 3 one",
            "half 2 i skip them",
            "half 3. ive run out",
            "half an hour after my dose",
        ),
    ],
)
def test_another_sign_of_a_dose_stays_careful_and_the_question_stays_open(pack: Pack, said: str) -> None:
    reply = step(pack, ASKED, Texted(said), OPEN)
    assert (reply.kind, reply.wish, reply.talk.asks) == ("careful", None, "time")


@pytest.mark.parametrize(
    "said",
    [
        *("not mornings", "cut to half at 3", "half at 3 half at 9", "half 3 times a day"),
        *("not in the morning", "morning is no good", "I work mornings", "cant do evenings"),
    ],
)
def test_what_names_no_time_keeps_the_question_open(pack: Pack, said: str) -> None:
    reply = step(pack, ASKED, Texted(said), OPEN)
    assert (reply.wish, reply.talk.asks) == (None, "time")


def test_half_3_is_careful_where_no_time_was_asked(pack: Pack) -> None:
    assert step(pack, Talk(), Texted("half 3"), OPEN).kind == "careful"


def test_an_alarm_beside_a_time_is_an_alarm(pack: Pack) -> None:
    assert step(pack, ASKED, Texted("half 3 but i cant breathe"), OPEN).kind == "urgent"


def test_half_3_keeps_the_call_back(texter: Texter) -> None:
    assert "saved" in texter.text("CALLME", "1", "half 3")


@pytest.mark.parametrize(
    "said",
    [
        *("morning or evening", "afternoon and evening", "morning or in the evening"),
        *("in the morning or the evening", "mornings or evenings", "morning or afternoon"),
        *("mornings, evenings", "evening/morning", "9am or after 5pm", "before noon or in the evening"),
    ],
)
def test_two_times_are_any_time(pack: Pack, said: str) -> None:
    assert step(pack, ASKED, Texted(said), OPEN).wish == KeepCallback("any")


@pytest.mark.parametrize(
    "when",
    [
        *("in the evening", "in the morning or the evening", "mornings or evenings", "not in the morning"),
        *("after 5pm", "before noon", "any time", "please, in the evening", "when you can"),
    ],
)
def test_callme_with_a_time_beside_it_asks_which_number_to_ring(pack: Pack, when: str) -> None:
    assert step(pack, Talk(), Texted(f"CALLME {when}"), OPEN).talk.asks == "whose"


@pytest.mark.parametrize("said", ["CALLME not needed", "callme cancel", "callme wrong"])
def test_callme_that_is_taken_back_in_the_same_breath_asks_nothing(pack: Pack, said: str) -> None:
    assert step(pack, Talk(), Texted(said), OPEN).talk.asks == ""


def test_callme_with_a_number_and_a_time_reads_the_number_back(texter: Texter) -> None:
    assert "we will ring 07400" in texter.text("CALLME 07400123456 in the evening")


def best_of(store: Store, number: str) -> str:
    found = store.callbacks.open_of(number)
    return found.best if found else ""


def test_who_asks_again_keeps_their_place_and_has_their_newer_time(texter: Texter, line_store: Store) -> None:
    texter.text("CALLME", "1", "3")
    before = line_store.callbacks.open_of(texter.number)
    said = texter.text("CALLME", "1", "1")
    assert "keeps its place" in said and "best in the morning" in said
    after = line_store.callbacks.open_of(texter.number)
    assert before and after and (after.best, after.due) == ("morning", before.due)
    assert "best in the morning" in texter.text("CALLME", "1", "5"), "the relay alone names no time"
    assert best_of(line_store, texter.number) == "morning"


@pytest.mark.parametrize(
    "said", ["actually make it the morning", "make it morning please", "sorry, in the morning instead"]
)
def test_another_time_behind_the_promise_is_noted(texter: Texter, line_store: Store, said: str) -> None:
    texter.text("CALLME", "1", "3")
    assert "best in the morning" in texter.text(said)
    assert best_of(line_store, texter.number) == "morning"


def test_a_newer_time_that_another_wishes_leaves_the_numbers_own(
    wire: Wire, texter: Texter, line_store: Store
) -> None:
    texter.text("CALLME", "1", "3")
    other = Texter(wire, number=new_number())
    other.text(f"CALLME {texter.number}", "1", "1")
    other.text(f"CALLME {texter.number}", "1", "2")
    assert best_of(line_store, texter.number) == "evening"
