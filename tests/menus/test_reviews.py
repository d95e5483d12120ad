"""A topic past its review is told to nobody, by call or by text, from the second on when people answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from menus.model import Closure, Hours, Pack, Topic
from menus.reviews import checked, roles_in_words, withdrawn
from tests.caller import Caller
from tests.conftest import LONDON, At, new_number
from tests.packs.broken import AUTHOR, copy
from tests.texter import Texter
from tests.wiring.wire import Wire

SECOND = timedelta(seconds=1)
REVIEWED = (
    f'{AUTHOR}\nreviewed_by = "Ann"\nreviewer = "a nurse"\nreviewed_on = 2026-01-31\nreview_by = 2026-06-05'
)
# The 5th of June 2026 is a Friday: the helpline opens next on Monday.
LAST_TOLD, FIRST_CHECKED = "2026-06-08T08:59:59", "2026-06-08T09:00:00"


def until(pack: Pack, day: date | None) -> Topic:
    return replace(pack.languages["en"].topics["bones"], review_by=day)


def closed_on(hours: Hours, day: date) -> Hours:
    begins = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    return replace(hours, closures=(Closure(begins, begins + timedelta(days=1)),))


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2026, 6, 2), "2026-06-03T09:00"),  # a Tuesday
        (date(2026, 6, 5), "2026-06-08T09:00"),  # a Friday
        (date(2026, 6, 6), "2026-06-08T09:00"),  # a Saturday
        (date(2026, 12, 24), "2026-12-29T09:00"),  # Christmas, and Boxing Day's substitute
    ],
)
def test_a_topic_is_told_until_the_first_opening_after_its_last_day(
    pack: Pack, day: date, opens: str
) -> None:
    opening = datetime.fromisoformat(opens).replace(tzinfo=LONDON)
    assert not withdrawn(until(pack, day), pack.hours, opening - SECOND)
    assert withdrawn(until(pack, day), pack.hours, opening)
    assert withdrawn(until(pack, day), pack.hours, opening.astimezone(UTC))
    assert withdrawn(until(pack, day), pack.hours, opening + timedelta(days=400))
    assert not withdrawn(until(pack, day), pack.hours, opening - timedelta(days=400))


def test_a_day_on_which_the_helpline_is_closed_is_waited_for(pack: Pack) -> None:
    hours = closed_on(pack.hours, date(2026, 6, 3))
    wednesday, thursday = (datetime(2026, 6, day, 9, tzinfo=LONDON) for day in (3, 4))
    assert not withdrawn(until(pack, date(2026, 6, 2)), hours, wednesday)
    assert not withdrawn(until(pack, date(2026, 6, 2)), hours, thursday - SECOND)
    assert withdrawn(until(pack, date(2026, 6, 2)), hours, thursday)


def test_where_the_helpline_never_opens_again_the_day_after_ends_it(pack: Pack) -> None:
    never = replace(pack.hours, weekly=((),) * 7)
    midnight = datetime(2026, 6, 3, tzinfo=LONDON)
    assert not withdrawn(until(pack, date(2026, 6, 2)), never, midnight - SECOND)
    assert withdrawn(until(pack, date(2026, 6, 2)), never, midnight)


def test_a_helpline_that_is_open_at_midnight_ends_it_at_midnight(pack: Pack) -> None:
    midnight = datetime(2026, 6, 3, tzinfo=LONDON)
    always = replace(
        pack.hours, openings=(Closure(midnight - timedelta(days=1), midnight + timedelta(days=1)),)
    )
    assert not withdrawn(until(pack, date(2026, 6, 2)), always, midnight - SECOND)
    assert withdrawn(until(pack, date(2026, 6, 2)), always, midnight)


def test_a_topic_without_an_end_of_its_review_is_always_told(pack: Pack) -> None:
    assert not withdrawn(until(pack, None), pack.hours, datetime(2099, 1, 1, tzinfo=LONDON))


@pytest.mark.parametrize(
    ("signed", "told"),
    [
        ({}, "nobody"),
        ({"bones": "a nurse"}, "some"),
        ({"all": "a nurse"}, "a nurse"),
    ],
)
def test_who_has_checked_the_topics_is_told_of_none_of_some_and_of_all(
    pack: Pack, signed: dict[str, str], told: str
) -> None:
    language = pack.languages["en"]
    topics = {
        name: replace(topic, reviewed_by="Ann", reviewer=role)
        if (role := signed.get(name) or signed.get("all"))
        else topic
        for name, topic in language.topics.items()
    }
    said = checked(replace(language, topics=topics))
    assert said == language.checked[told] if told in language.checked else told in said


def test_each_role_of_those_who_checked_is_told_once(pack: Pack) -> None:
    language = pack.languages["en"]
    roles = ["a nurse", ""]
    topics = {
        name: replace(topic, reviewed_by="Ann", reviewer=roles[at % 2])
        for at, (name, topic) in enumerate(language.topics.items())
    }
    said = checked(replace(language, topics=topics))
    assert all(said.count(role) == 1 for role in ("a nurse", language.checked["somebody"]))


def test_roles_that_would_take_a_text_past_its_length_are_a_clinician(pack: Pack) -> None:
    language = pack.languages["en"]
    assert roles_in_words(language, ["a consultant rheumatologist"]) == "a consultant rheumatologist"
    assert roles_in_words(language, ["a consultant rheumatologists"]) == "a clinician"
    assert roles_in_words(language, ["a consultant rheumatologist", "a nurse"]) == "a clinician"


@pytest.fixture
def lapsing(with_settings: Callable[..., Wire], tmp_path: Path) -> Wire:
    """The wire to a line on which bones, and what stands before the treatments, lapse on the 5th of June."""
    folder = copy(tmp_path)
    for name in ("bones", "treatments"):
        folder.swap(f"en/topics/{name}.toml", AUTHOR, REVIEWED)
    return with_settings(pack=folder.folder)


def test_a_caller_hears_a_topic_to_the_last_second_and_then_that_it_is_checked(lapsing: Wire, at: At) -> None:
    at(LAST_TOLD)
    assert "bone condition" in Caller(lapsing, number=new_number()).call().press("1", "4").heard
    at(FIRST_CHECKED)
    caller = Caller(lapsing, number=new_number()).call().press("1", "4")
    assert "We are checking this topic again" in caller.heard
    assert "bone condition" not in caller.heard
    assert "Do not stop or change" in caller.heard
    assert "5" not in caller.offered
    assert "9 9 9" in caller.heard
    assert "checking this topic" in caller.press("9").heard
    assert "steroid card" in caller.press("*").heard


def test_what_stands_before_a_menu_is_left_out_once_it_is_checked_again(lapsing: Wire, at: At) -> None:
    at(LAST_TOLD)
    told = Caller(lapsing, number=new_number()).call().press("2").heard
    at(FIRST_CHECKED)
    menu = Caller(lapsing, number=new_number()).call().press("2")
    assert menu.offered[:4] == ["1", "2", "3", "4"]
    assert "press 1" not in told


def test_a_topic_that_lapses_while_it_is_told_is_told_to_its_end(lapsing: Wire, at: At) -> None:
    at(LAST_TOLD)
    caller = Caller(lapsing, number=new_number()).call().press("1", "4")
    at(FIRST_CHECKED)
    assert "checking" not in caller.wait().heard
    caller.to_the_end()
    assert "bone condition" in caller.press("9").heard
    caller.press_unheard("*")
    assert "checking this topic" in caller.press("4").heard


def test_a_texter_reads_a_topic_to_the_last_second_and_then_that_it_is_checked(lapsing: Wire, at: At) -> None:
    at(LAST_TOLD)
    texter = Texter(lapsing, number=new_number())
    assert "osteoporosis" in texter.text("BONES")
    at(FIRST_CHECKED)
    reply = texter.text("BONES")
    assert "we are checking this topic" in reply
    assert "osteoporosis" not in reply
    assert "0800 5200 520" in reply
    assert "999" in reply
    assert "steroid" in texter.text("STEROIDS").lower()
