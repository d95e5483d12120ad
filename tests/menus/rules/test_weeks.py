"""Hours of any shape break no rule, are told truly, and a week written by hand is held to them."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from menus.clock import SPOKEN, TEXTED
from menus.filling.pages import A_PART, A_SENTENCE, A_TEXT, week_parts, week_texts
from menus.filling.week import MOST_LETTERS, MOST_WORDS, NOON, is_plain, is_told
from menus.loading.pack import load
from menus.model import Hours, Pack
from menus.parts import length
from menus.rules.faults import RULES, faults
from menus.rules.weekly.by_hand import means, spans_named
from menus.rules.weekly.short_form import short_form
from menus.said import look
from menus.seconds import spoken_words
from menus.tracing.rule import traced
from menus.words import hours_spoken, hours_text
from tests.packs.once import shipped
from tools.making.new import new

TODAY = date(2026, 6, 1)
Day = tuple[tuple[time, time], ...]
Week = tuple[Day, ...]


def day(*spans: str) -> Day:
    return tuple((time.fromisoformat(span[:5]), time.fromisoformat(span[6:])) for span in spans)


SHUT = ((), ())
SEVEN = (
    *(day("08:30-16:00"), day("09:00-17:30"), day("10:30-18:30"), day("08:00-12:30"), day("09:30-15:30")),
    *(day("10:00-12:30"), day("11:30-14:00")),
)
VARIED = "Mon-Sun at various times", "Monday to Sunday, at various times"
# A week, how it is texted, and how it is spoken.
WEEKS: dict[str, tuple[Week, str, str]] = {
    "nine to five": (
        (*(day("09:00-17:00"),) * 5, *SHUT),
        "Monday to Friday, 9am to 5pm",
        "Monday to Friday, 9 in the morning to 5 in the afternoon",
    ),
    "closing at 4 on a Friday": (
        (*(day("09:00-17:00"),) * 4, day("09:00-16:00"), *SHUT),
        "Mon-Thu 9-5, Fri 9-4",
        "Monday to Thursday, 9 to 5, and Friday, 9 to 4",
    ),
    "half-hours": (
        (*(day("08:30-17:30"),) * 5, *SHUT),
        "Mon-Fri 8.30-5.30",
        "Monday to Friday, half past 8 in the morning to half past 5 in the afternoon",
    ),
    "a short Friday": (
        (*(day("09:30-16:30"),) * 4, day("09:30-13:00"), *SHUT),
        "Mon-Thu 9.30-4.30, Fri 9.30-1",
        "Monday to Thursday, half past 9 to half past 4, and Friday, half past 9 to 1",
    ),
    "all seven days": (
        (day("08:00-20:00"),) * 7,
        "Monday to Sunday, 8am to 8pm",
        "Monday to Sunday, 8 in the morning to 8 in the evening",
    ),
    "day and night": ((day("00:00-00:00"),) * 7, "24 hours a day", "24 hours a day"),
    "day and night but at weekends": (
        (*(day("00:00-00:00"),) * 5, *SHUT),
        "Monday to Friday, 24 hours a day",
        "Monday to Friday, 24 hours a day",
    ),
    "every day different": (SEVEN, *VARIED),
    "a lunch break": (
        (*(day("09:30-12:30", "13:30-17:00"),) * 5, *SHUT),
        "Mon-Fri 9.30-12.30 & 1.30-5",
        "Monday to Friday, half past 9 to half past 12 and half past 1 to 5",
    ),
    "two afternoons": (
        ((), day("13:30-16:30"), (), day("13:30-16:30"), (), *SHUT),
        "Tue & Thu 1.30-4.30pm",
        "Tuesday and Thursday, half past 1 to half past 4 in the afternoon",
    ),
    "closed in midweek": (
        (*(day("09:00-17:00"),) * 2, (), *(day("09:00-17:00"),) * 2, *SHUT),
        "Mon-Tue & Thu-Fri 9-5",
        "Monday, Tuesday, Thursday and Friday, 9 to 5",
    ),
    "nights": ((day("13:00-01:00"), *(day("22:45-06:15"),) * 6), *VARIED),
    "the longest times": ((day("00:29-12:29", "13:29-23:29"),) * 7, *VARIED),
}


def with_week(pack: Pack, weekly: Week, short: str = "") -> Pack:
    return replace(pack, hours=replace(pack.hours, weekly=weekly, short=short))


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pack, Pack]:
    """The shipped pack, and a new one, each with the longest name that a line may have."""
    folder = tmp_path_factory.mktemp("new") / "pack"
    made = CliRunner().invoke(new, [str(folder), "--service", "Twelve Lines", "--yes"])
    assert made.exit_code == 0, made.output
    return replace(shipped(), service="Twelve Lines"), load(Path(folder))


@pytest.mark.parametrize(
    ("span", "plain"),
    [
        ("09:00-17:00", True),
        ("07:00-20:00", True),
        ("06:59-20:00", False),
        ("07:00-20:01", False),
        ("09:00-12:00", True),
        ("09:00-11:59", False),
        ("11:59-16:00", True),
        ("12:00-16:00", False),
        ("13:00-16:00", False),
        ("12:00-12:00", False),
    ],
)
def test_times_are_clear_without_their_half_of_the_day_from_morning_to_afternoon(
    span: str, plain: bool
) -> None:
    ((start, end),) = day(span)
    assert is_plain(start, end, later=False) is plain
    assert is_plain(start, end, later=True) is (plain or NOON <= start < end)


@pytest.mark.parametrize("name", WEEKS)
def test_a_week_is_short_in_words(name: str, pack: Pack) -> None:
    week, texted, spoken = WEEKS[name]
    made = with_week(pack, week)
    english = made.languages["en"]
    assert (hours_text(english, made.hours), hours_spoken(english, made.hours)) == (texted, spoken)


def caused(pack: Pack, weekly: Week) -> set[str]:
    """The faults of a pack with these hours, but of the rules that read no filled sentence."""
    made = with_week(pack, weekly)
    seen = look(made, made.languages["en"], TODAY)
    rules = [rule for rule in RULES[:-1] if rule is not traced]
    return {str(fault) for rule in rules for fault in rule(seen) if "ends before it starts" not in fault.says}


def test_a_week_breaks_no_rule(packs: tuple[Pack, Pack]) -> None:
    for pack in packs:
        plain = caused(pack, (*(day("09:00-20:00"),) * 5, *SHUT))
        for week, *_ in WEEKS.values():
            assert caused(pack, week) - plain == set()


def test_flask_check_says_nothing_of_hours_that_are_long(pack: Pack) -> None:
    files = {fault.file for fault in faults(with_week(pack, SEVEN), TODAY) if fault.key != "confirmed_by"}
    assert "hours.toml" not in files


def test_more_spans_a_day_than_people_can_remember_are_told_at_that_day(pack: Pack) -> None:
    many = day(*(f"{hour:02}:00-{hour:02}:30" for hour in range(8, 15)))
    told = [fault for fault in faults(with_week(pack, (many, *SEVEN[1:])), TODAY) if fault.level == "error"]
    assert [(fault.file, fault.key) for fault in told] == [("hours.toml", "weekly.monday")]


def held(pack: Pack, weekly: Week, short: str) -> list[str]:
    made = with_week(pack, weekly, short)
    return [fault.says for fault in short_form(look(made, made.languages["en"], TODAY))]


FRIDAY = WEEKS["closing at 4 on a Friday"][0]


@pytest.mark.parametrize(
    ("week", "short"),
    [
        ("closing at 4 on a Friday", "Mon-Thu 9-5, Fri 9-4"),
        ("closing at 4 on a Friday", "Monday to Thu 9am-5; Fri 9 to 16"),
        ("nine to five", "weekdays, 9 to 5"),
        ("nine to five", "weekdays"),
        ("nine to five", "Mon-Fri at various times"),
        ("all seven days", "every day 8am-8pm"),
        ("day and night", "24/7"),
        ("two afternoons", "Tue & Thu 1.30-4.30pm"),
        ("a lunch break", "Mon-Fri 9.30-12.30, 1.30-5"),
        ("every day different", "ring us to hear when"),
    ],
)
def test_a_week_by_hand_that_agrees_is_texted(pack: Pack, week: str, short: str) -> None:
    assert held(pack, WEEKS[week][0], short) == []
    made = with_week(pack, WEEKS[week][0], short)
    assert hours_text(made.languages["en"], made.hours) == short


@pytest.mark.parametrize(
    ("week", "short", "says"),
    [
        ("closing at 4 on a Friday", "Mon-Fri 9-5", "weekly.friday, 09:00-16:00"),
        ("nine to five", "Mon-Sat 9-5", "closed on Saturday"),
        ("nine to five", "Mon-Thu 9-5", "open as well on Friday"),
        ("nine to five", "Mon-Thu", "open as well on Friday"),
        ("nine to five", "9-5", "without their days"),
        ("nine to five", "most days, 9 to 5", '"most"'),
        ("nine to five", "Mon-Fri 9am-5am", "weekly.monday"),
        ("nine to five", "24/7", "closed on Saturday"),
        ("a lunch break", "Mon-Fri 9.30-5", "weekly.monday"),
        ("two afternoons", "Tue & Thu 1.30-4.30", "weekly.tuesday"),
        ("nine to five", "Mon-Fri 9-55", '"55"'),
        ("every day different", "on many days of the week, at many times", "7 over"),
    ],
)
def test_a_week_by_hand_that_does_not_agree_is_told(pack: Pack, week: str, short: str, says: str) -> None:
    (told,) = held(pack, WEEKS[week][0], short)
    assert says in told


@pytest.mark.parametrize("short", ["Mon-Fri 9-5", "at times of which we tell who rings us up, on most days"])
def test_a_short_form_is_told_at_hours_toml_alone(pack: Pack, short: str) -> None:
    plain = {(one.file, one.key) for one in faults(with_week(pack, FRIDAY), TODAY)}
    errors = {(one.file, one.key) for one in faults(with_week(pack, FRIDAY, short), TODAY)}
    assert errors - plain == {("hours.toml", "short")}


AT = st.integers(0, 24 * 4 - 1).map(lambda n: time(n // 4, n % 4 * 15)) | st.builds(
    time, st.integers(0, 23), st.integers(0, 59)
)


def spans(times: list[time]) -> Day:
    """Spans of these times, one after the other; none past midnight."""
    listed = sorted(set(times))
    return tuple(zip(listed[::2], listed[1::2], strict=False))


DAYS = st.lists(st.lists(AT, max_size=6).map(spans), min_size=1, max_size=4).flatmap(
    lambda some: st.lists(st.sampled_from([(), *some, ((time(), time()),)]), min_size=7, max_size=7)
)


def test_a_page_of_the_week_is_as_full_as_a_text_and_a_part_may_be() -> None:
    assert (A_TEXT, A_PART, A_SENTENCE, MOST_LETTERS, MOST_WORDS) == (150, 65, 20, 32, 17)


@given(weekly=DAYS.map(tuple))
@settings(max_examples=100)
def test_any_week_is_told_as_it_is_and_fits(weekly: Week) -> None:
    pack = shipped()
    english, hours = pack.languages["en"], replace(pack.hours, weekly=weekly)
    texted, spoken = hours_text(english, hours), hours_spoken(english, hours)
    assert length(texted) <= MOST_LETTERS and spoken_words(spoken) <= MOST_WORDS
    texts, parts = week_texts(english, hours), week_parts(english, hours)
    assert (texts == ()) == is_told(english, hours, TEXTED) and (parts == ()) == is_told(
        english, hours, SPOKEN
    )
    assert all(length(text) <= A_TEXT for text in texts)
    assert all(spoken_words(part) <= A_PART for part in parts)
    assert all(len(said.split()) <= A_SENTENCE for part in parts for said in part.split(". "))
    if any(weekly):
        assert agrees(hours, ". ".join(texts) or texted)


def agrees(hours: Hours, told: str) -> bool:
    """Whether who reads a text learns the spans of each day from it."""
    named = spans_named(shipped().languages["en"], told)
    opens = {day for day, spans in enumerate(hours.weekly) if spans}
    return named.keys() == opens and all(means(named[day], hours.weekly[day]) for day in opens)
