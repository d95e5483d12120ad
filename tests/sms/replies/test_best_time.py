"""When we ask when it is best to ring, a time on the clock is a time, and a dose is still a dose (R38)."""

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
    ("number", "best", "relay"),
    [
        ("0", None, False),
        ("1", "morning", False),
        ("4", "any", False),
        ("5", "any", True),
        ("6", "evening", False),  # from here on an hour
        ("16", "afternoon", False),
        ("24", None, False),
    ],
)
def test_a_number_is_a_choice_up_to_the_last_and_behind_it_an_hour_of_the_clock(
    pack: Pack, number: str, best: str | None, relay: bool
) -> None:
    wish = step(pack, ASKED, Texted(number, ringable=True), OPEN).wish
    assert wish == (KeepCallback(best, relay=relay) if best else None)  # type: ignore[arg-type]


@pytest.mark.parametrize(("hour", "told"), [("23", "we ring"), ("24", "not in our last text")])
def test_the_last_hour_of_a_day_is_23(pack: Pack, hour: str, told: str) -> None:
    assert told in step(pack, ASKED, Texted(hour, ringable=True), OPEN).text


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
        ("6 o'clock tonight", "evening"),
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
        ("any time but not mornings", "afternoon"),
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
    names_a_day = "tonight" in said
    wish = KeepCallback(best, day=names_a_day)  # type: ignore[arg-type]
    assert step(pack, ASKED, Texted(said), OPEN).wish == wish


@pytest.mark.parametrize(
    "said",
    [
        *(
            "half 3 after my tablets",
            "half 1 tablet",
            "half five mg",
            "half 2 of pred",
            "half 3, about tablets",
            "i take half at 3",
        ),
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
        *("cut to half at 3", "half at 3 half at 9", "half 3 times a day", "half 8"),
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


# What was said, and what may be promised for it: never what they say is bad, "" where it is asked once more.
SAID = {
    "evening": (
        *("morning is bad, evening is good", "not mornings but evenings", "evening rather than morning"),
        *("evenings not mornings", "not before 5", "5 or after", "after 5", "5pm onwards", "17.30", "1730"),
        *("in the evening because I am at work in the day", "I am at work until 5", "i get home at 5"),
        *(
            "after 3",
            "nothing before 3",
            "between 5 and 7",
            "6 to 8",
            "after 7",
            "only evenings",
            "no, evening",
        ),
    ),
    "afternoon": (
        *("mornings are no good", "can't do mornings", "avoid mornings", "don't ring in the morning"),
        *("anytime but the morning", "any time except mornings", "not mornings", "im out in the mornings"),
        *("before 5", "until 5", "before 6pm", "any time before 5", "any time up to 5pm", "not after 5"),
        *("not after 5pm", "not in the mornings or evenings", "not before 10", "by 5"),
        *(
            "before 5 because my son comes home at 5",
            "i would rather not mornings",
            "morning no, afternoon yes",
        ),
        *("I work mornings", "any time in the afternoon", "not too early", "5pm latest", "after lunch"),
    ),
    "morning": (
        *("evenings are bad", "anytime except evenings", "cant do evenings", "never in the evening"),
        *("10-12", "between 9 and 11", "no later than 4", "first thing", "9:30-11", "nothing after 4"),
        *("afternoons don't suit me, mornings do", "before lunch", "not late", "up until 4pm"),
        *("mornings or evenings", "mornings or evenings, not afternoons", "morning or afternoon"),
    ),
    "any": ("as soon as possible", "asap", "i dont mind", "no preference", "whenever suits you", "any"),
    "": (
        *("mornings are torture", "mornings, no", "not mornings evenings", "no evening", "2 or 3", "zebra"),
        *("because I'm at work in the mornings", "pain since this morning", "3 times a day", "not now"),
        *(
            "mornings, afternoons and evenings are bad",
            "mornings, afternoons are bad",
            "my boss says mornings",
        ),
    ),
}


@pytest.mark.parametrize(("best", "said"), [(best, one) for best, said in SAID.items() for one in said])
def test_a_time_is_never_kept_as_its_opposite(pack: Pack, best: str, said: str) -> None:
    wish = step(pack, ASKED, Texted(said), OPEN).wish
    assert (wish.best if isinstance(wish, KeepCallback) else "") == best


@pytest.mark.parametrize(
    ("said", "best"), [("Monday morning", "morning"), ("not today, wednesday afternoon", "afternoon")]
)
def test_who_names_a_day_hears_that_nobody_can_choose_it(texter: Texter, said: str, best: str) -> None:
    told = texter.text("CALLME", "1", said)
    assert "saved" in told and "cannot choose the day" in told and best in told


@pytest.mark.parametrize(
    "said",
    ["tomorrow", "Friday", "on Tuesday", "next week", "at the weekend", "not today", "the 27th", "later"],
)
def test_a_day_alone_has_the_time_of_day_asked(texter: Texter, said: str) -> None:
    told = texter.text("CALLME", "1", said)
    assert "cannot choose the day" in told and "best time" in told
    assert "saved" in texter.text("2")


@pytest.mark.parametrize("said", ["8pm", "9pm", "8", "8 in the morning", "8 o'clock tonight", "before 9"])
def test_an_hour_at_which_nobody_rings_is_told_when_we_ring(texter: Texter, said: str) -> None:
    told = texter.text("CALLME", "1", said)
    assert "9am to 8pm" in told and "best time" in told


@pytest.mark.parametrize(("hour", "best"), [("6", "evening"), ("9", "morning"), ("12", "afternoon")])
def test_a_number_behind_our_choices_is_an_hour(texter: Texter, hour: str, best: str) -> None:
    assert f"best in the {best}" in texter.text("CALLME", "1", hour)


@pytest.mark.parametrize(
    ("first", "best"),
    [
        *(
            ("CALLME EVENING", "evening"),
            ("CALLME RELAY evening", "evening"),
            ("ring me after 6pm", "evening"),
        ),
        *(("phone me at 3pm", "afternoon"), ("please call me in the mornings", "morning")),
        *(("CALLME after 5", "evening"), ("CALLME at 3pm", "afternoon"), ("CALLME tonight", "evening")),
        *(("CALLME in the morning", "morning"), ("CALLME mornings or evenings", "morning")),
        *(("CALME in the evening", "evening"), ("CALLME not mornings", "afternoon")),
        ("can someone ring me in the morning about my blood tests", "morning"),
    ],
)
def test_a_time_in_the_first_text_is_said_back_and_not_asked(texter: Texter, first: str, best: str) -> None:
    assert f"best in the {best}" in texter.text(first)
    told = texter.text("1")
    assert "saved" in told and f"best in the {best}" in told


@pytest.mark.parametrize(
    "first",
    [
        *(
            "Morning, can you ring me please",
            "morning can you ring me please",
            "good morning, please ring me",
        ),
        *(
            "CALLME",
            "CALLME 1",
            "CALLME thanks",
            "CALLME my son",
            "can you ring me i was up since this morning",
        ),
        "CALLME please i need to talk to someone about my tablets",
    ],
)
def test_without_a_time_in_the_first_text_it_is_asked(texter: Texter, first: str) -> None:
    assert "best in" not in texter.text(first) and "Reply 1 for" in texter.last
    assert "best time" in texter.text("1")


@pytest.mark.parametrize("said", ["CALLME in the morning", "in the morning", "mornings please"])
@pytest.mark.parametrize("asked", [("CALLME",), ("CALLME", "2"), ("CALLME 07400 333001",)])
def test_a_time_at_another_question_is_noted_and_that_is_asked_again(
    texter: Texter, asked: tuple[str, ...], said: str
) -> None:
    before = texter.text(*asked).removeprefix("Muscle Line: ")
    told = texter.text(said)
    assert "best in the morning" in told and before[1:] in told


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
    assert "We will ring 07400" in texter.text("CALLME 07400123456 in the evening")


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


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ("afternoon but not Monday", "afternoon"),
        ("after 12 but not Wednesdays", "afternoon"),
        ("evening but not today", "evening"),
        ("evening without Monday", "evening"),
        ("mornings except Monday and Tuesday", "morning"),
        ("mornings, not Mondays", "morning"),
        ("not Monday, afternoon", "afternoon"),
    ],
)
def test_a_day_that_does_not_suit_turns_no_time_of_day_round(pack: Pack, said: str, best: str) -> None:
    wish = step(pack, ASKED, Texted(said), OPEN).wish
    assert isinstance(wish, KeepCallback) and (wish.best, wish.day) == (best, True)
