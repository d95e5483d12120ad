"""The day that a call-back is promised by: the helpline's own working days, and room on them."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from menus.due import (
    DAYS,
    DAYS_FOR_OTHERS,
    Best,
    due_days,
    holds,
    ring_time,
    second_try,
    shares,
    shares_soon,
    told,
)
from menus.hours import is_open
from menus.model import Closure, Hours, Pack
from tests.conftest import LONDON


def london(text: str) -> datetime:
    """A moment of London's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.fixture(scope="module")
def hours(pack: Pack) -> Hours:
    """Monday to Friday, 9 to 20, and the holidays of England."""
    return pack.hours


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-05-19T10:00", "2026-05-20T20:00"),  # Tuesday: Wednesday
        ("2026-05-19T02:00", "2026-05-20T20:00"),  # the night before opening is Tuesday already
        ("2026-05-22T19:59", "2026-05-26T20:00"),  # Friday before the late May holiday: Tuesday
        ("2026-05-24T12:00", "2026-05-26T20:00"),  # Sunday of the same
        ("2026-12-24T10:00", "2026-12-29T20:00"),  # Christmas and Boxing Day, moved from the weekend
        ("2026-10-23T10:00", "2026-10-26T20:00"),  # over the end of summer time
        ("2027-03-25T10:00", "2027-03-30T20:00"),  # Easter, over the start of summer time
    ],
)
def test_it_is_the_end_of_the_next_working_day(hours: Hours, now: str, due: str) -> None:
    assert due_days(hours, london(now))[0] == london(due)


@pytest.mark.parametrize(
    ("shut", "until", "now", "said"),
    [
        ("2026-05-20T00:00", "2026-05-21T00:00", "2026-05-19T10:00", "2026-05-21T20:00"),  # all of that day
        (
            "2026-05-20T00:00",
            "2026-05-23T00:00",
            "2026-05-20T10:00",
            "2026-05-26T20:00",
        ),  # and a holiday behind
        ("2026-05-20T09:00", "2026-05-20T15:00", "2026-05-19T10:00", "2026-05-20T20:00"),  # it opens later
        (
            "2026-05-20T15:00",
            "2026-05-21T00:00",
            "2026-05-19T10:00",
            "2026-05-20T20:00",
        ),  # it was open before
        ("2026-05-20T15:00", "2026-05-21T00:00", "2026-05-20T16:00", "2026-05-21T20:00"),  # and is no more
        ("2026-05-20T00:00", "2026-05-21T00:00", "2026-05-20T20:01", "2026-05-20T20:00"),  # over
        ("2026-05-20T00:00", "2026-05-21T00:00", "2026-05-20T20:00", "2026-05-20T20:00"),  # over right now
        ("2026-05-25T00:00", "2026-05-26T00:00", "2026-05-19T10:00", "2026-05-20T20:00"),  # another day
    ],
)
def test_the_day_that_holds_is_said_where_a_closure_meets_the_promised_one(
    hours: Hours, shut: str, until: str, now: str, said: str
) -> None:
    closed = replace(hours, closures=(Closure(london(shut), london(until)),))
    assert holds(closed, london("2026-05-20T20:00"), london(now)) == london(said)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-05-20T19:59", "2026-05-20T20:00"),  # not late yet
        ("2026-05-21T10:00", "2026-05-21T20:00"),
        ("2026-05-21T18:59", "2026-05-21T20:00"),
        ("2026-05-21T19:00", "2026-05-22T20:00"),  # an hour is no time to promise
        ("2026-05-23T03:00", "2026-05-26T20:00"),  # a Saturday before a holiday
    ],
)
def test_whose_call_is_late_is_told_no_time_that_has_passed(hours: Hours, now: str, said: str) -> None:
    assert told(hours, london("2026-05-20T20:00"), london(now)) == london(said)


def test_a_late_call_of_a_line_that_never_opens_again_keeps_its_time(hours: Hours) -> None:
    never, due = replace(hours, weekly=((),) * 7), london("2026-05-20T20:00")
    assert told(never, due, london("2026-05-21T10:00")) == due


@pytest.mark.parametrize(("a_day", "share"), [(40, 10), (8, 2), (7, 1), (4, 1)])
def test_a_quarter_of_a_day_may_be_given_to_others(hours: Hours, a_day: int, share: int) -> None:
    days = due_days(hours, london("2026-05-19T10:00"))
    soon = (share,) * DAYS_FOR_OTHERS
    assert shares_soon(days, a_day, False) == shares_soon(days, a_day, True) == soon
    later = (share // 4,) * (DAYS - DAYS_FOR_OTHERS) if share >= 4 else ()
    assert shares(days, a_day, False) == shares(days, a_day, True) == (*soon, *later)


def test_others_have_a_whole_quarter_of_the_next_three_days_and_a_quarter_of_it_later(hours: Hours) -> None:
    days = due_days(hours, london("2026-05-19T10:00"))
    assert shares(days, 40, False) == (10, 10, 10, *(2,) * 27)
    assert shares(days, 16, True)[:4] == (4, 4, 4, 1) and len(shares(days, 15, True)) == 3


@pytest.mark.parametrize("a_day", [4, 16, 40, 100])
def test_whoever_takes_all_that_others_have_leaves_three_quarters_of_each_day_that_comes_near(
    hours: Hours, a_day: int
) -> None:
    days = due_days(hours, london("2026-05-19T10:00"))
    share = shares(days, a_day, withheld=True)
    assert sum(share[DAYS_FOR_OTHERS:]) * 4 <= share[0] * (DAYS - DAYS_FOR_OTHERS)
    coming = shares(days[1:], a_day, withheld=True)[DAYS_FOR_OTHERS - 1]
    held = share[DAYS_FOR_OTHERS] if len(share) > DAYS_FOR_OTHERS else 0
    assert coming - held >= coming * 3 / 4


def all_shares(days: list[datetime], a_day: int, withheld: bool) -> list[int]:
    """What others get of each day, once it is among those that they are promised."""
    return [shares(days[n:], a_day, withheld)[0] for n in range(len(days))]


@pytest.mark.parametrize("a_day", [1, 2, 3])
def test_where_a_day_has_few_places_others_get_a_quarter_of_all_days(a_day: int) -> None:
    days = [london("2026-05-19T20:00") + timedelta(days=n) for n in range(40)]
    others, withheld = all_shares(days, a_day, False), all_shares(days, a_day, True)
    assert sum(others) == sum(withheld) == 10 * a_day
    both = [sum(pair) for pair in zip(others, withheld, strict=True)]
    assert max(both) <= max(1, a_day - 1), "a place is left for the number itself, or the day after"
    assert a_day > 1 or both.count(0) == 20


@pytest.mark.parametrize("a_day", [1, 2, 3])
@pytest.mark.parametrize("withheld", [False, True])
def test_where_a_day_has_few_places_others_have_always_three_days_ahead(a_day: int, withheld: bool) -> None:
    for start in range(8):
        days = [london("2026-05-19T20:00") + timedelta(days=start + n) for n in range(DAYS)]
        found = shares(days, a_day, withheld)
        assert sum(found) == DAYS_FOR_OTHERS and found[-1] == 1 and len(found) <= 4 * DAYS_FOR_OTHERS


def test_call_backs_are_promised_for_thirty_days_and_to_others_wholly_for_three(hours: Hours) -> None:
    always = replace(hours, weekly=(((time(9), time(20)),),) * 7, holidays=frozenset())
    days = due_days(always, london("2026-05-19T10:00"))
    assert (days[0], days[-1]) == (london("2026-05-20T20:00"), london("2026-06-18T20:00"))
    assert shares(days, 40, withheld=False) == (10, 10, 10, *(2,) * 27)


def test_a_closure_moves_it(hours: Hours) -> None:
    shut = Closure(london("2026-05-20T15:00"), london("2026-05-21T12:00"))
    assert due_days(replace(hours, closures=(shut,)), london("2026-05-19T10:00"))[0] == london(
        "2026-05-20T15:00"
    )
    whole = Closure(london("2026-05-20T00:00"), london("2026-05-21T00:00"))
    assert due_days(replace(hours, closures=(whole,)), london("2026-05-19T10:00"))[0] == london(
        "2026-05-21T20:00"
    )


def test_a_day_with_a_break_ends_in_the_evening(hours: Hours) -> None:
    spans = ((time(9), time(12)), (time(14), time(17)))
    split = replace(hours, weekly=(spans,) * 7)
    assert due_days(split, london("2026-05-19T10:00"))[0] == london("2026-05-20T17:00")


NIGHTS = (((time(18), time(2)),),) * 7


def test_a_night_belongs_to_the_day_on_which_it_begins(hours: Hours) -> None:
    nights = replace(hours, weekly=NIGHTS, past_midnight=True)
    assert due_days(nights, london("2026-05-19T10:00"))[0] == london("2026-05-20T23:59")
    with_noon = replace(nights, weekly=(((time(9), time(12)), *NIGHTS[0]),) * 7)
    assert due_days(with_noon, london("2026-05-19T10:00"))[0] == london("2026-05-20T23:59")
    kept = london("2026-05-20T20:00")
    once = replace(nights, weekly=((), (), NIGHTS[0], (), (), (), ()))  # of a Wednesday
    assert holds(once, kept, london("2026-05-19T10:00")) == kept
    early = replace(hours, weekly=(((time(0), time(6)), (time(9), time(12))),) * 7)
    assert due_days(early, london("2026-05-19T10:00"))[0] == london("2026-05-20T12:00")
    shut = Closure(london("2026-05-20T00:00"), london("2026-05-21T12:00"))
    moved = holds(replace(nights, closures=(shut,)), kept, london("2026-05-19T10:00"))
    assert moved == london("2026-05-21T23:59")


def test_what_opens_at_midnight_sharp_is_of_the_next_day(hours: Hours) -> None:
    spans = ((time(0), time(5)), (time(9), time(17)))
    assert due_days(replace(hours, weekly=(spans,) * 7), london("2026-05-19T10:00"))[0] == london(
        "2026-05-20T17:00"
    )


def test_a_helpline_that_never_closes_promises_the_end_of_the_day(hours: Hours) -> None:
    always = replace(hours, weekly=(((time(0), time(0)),),) * 7, holidays=frozenset())
    assert due_days(always, london("2026-05-19T10:00"))[0] == london("2026-05-20T23:59")


def test_a_helpline_that_never_opens_promises_nothing(hours: Hours) -> None:
    never = replace(hours, weekly=((),) * 7)
    assert due_days(never, london("2026-05-19T10:00")) == ()


def test_the_days_are_different_open_and_in_order(hours: Hours) -> None:
    days = due_days(hours, london("2026-05-19T10:00"))
    assert len(days) == 30 == len({day.date() for day in days}) and list(days) == sorted(days)
    assert all(is_open(hours, day.replace(hour=19, minute=59)) for day in days)
    assert all(day.tzinfo is not None for day in days)


def again(hours: Hours, now: str, best: Best = "any") -> tuple[str, str]:
    """From when and until when somebody who did not answer is tried again, on London's clock."""
    found = second_try(hours, london(now), best)
    assert found is not None and (found[0].second, found[0].microsecond) == (0, 0)
    begins, ends = (f"{moment.astimezone(LONDON):%a %d %H:%M}" for moment in found)
    return begins, ends


@pytest.mark.parametrize(
    ("now", "best", "begins"),
    [
        ("2026-05-19T10:47", "any", "Tue 19 14:00"),  # three hours, and then a quarter of an hour
        ("2026-05-19T10:44:59.5", "any", "Tue 19 13:45"),
        ("2026-05-19T10:47", "afternoon", "Tue 19 14:00"),
        ("2026-05-19T10:47", "evening", "Tue 19 17:00"),
        ("2026-05-19T10:47", "morning", "Wed 20 09:00"),
        ("2026-05-19T17:00", "any", "Wed 20 09:00"),  # to the minute at which it closes
        ("2026-05-19T16:45", "any", "Wed 20 09:00"),  # a quarter of an hour is left: too short
        ("2026-05-19T18:00", "any", "Wed 20 10:00"),
        ("2026-05-19T22:00", "any", "Wed 20 12:00"),  # rung after hours: they count from the opening on
        ("2026-05-22T18:00", "any", "Tue 26 10:00"),  # over a weekend and a bank holiday
        ("2026-10-23T18:00", "evening", "Mon 26 17:00"),  # over the end of summer time
    ],
)
def test_a_second_try_is_three_open_hours_later_in_the_best_time(
    hours: Hours, now: str, best: Best, begins: str
) -> None:
    found, ends = again(hours, now, best)
    assert found == begins and ends == f"{begins[:6]} 20:00"


def test_a_second_try_heeds_a_closure(hours: Hours) -> None:
    shut = replace(hours, closures=(Closure(london("2026-05-19T12:00"), london("2026-05-19T14:00")),))
    assert again(shut, "2026-05-19T10:00") == ("Tue 19 15:00", "Tue 19 20:00")
    whole = replace(hours, closures=(Closure(london("2026-05-19T12:00"), london("2026-05-20T12:00")),))
    assert again(whole, "2026-05-19T10:00") == ("Wed 20 13:00", "Wed 20 20:00")


def test_where_the_best_time_is_not_to_be_had_within_two_days_it_is_as_soon_as_may_be(hours: Hours) -> None:
    mornings = replace(hours, weekly=(((time(9), time(12)),),) * 7)
    assert again(mornings, "2026-05-19T09:00", "evening") == ("Wed 20 09:00", "Wed 20 12:00")


@pytest.mark.parametrize(
    ("closes", "now", "best", "begins"),
    [
        ("20:00", "16:30", "any", "Tue 19 19:30"),
        ("19:59", "16:30", "any", "Wed 20 09:00"),
        ("20:00", "13:30", "afternoon", "Tue 19 16:30"),
        ("16:59", "13:30", "afternoon", "Wed 20 12:00"),
    ],
)
def test_half_an_hour_is_enough_for_a_second_try_and_a_minute_less_is_not(
    hours: Hours, closes: str, now: str, best: Best, begins: str
) -> None:
    until = replace(hours, weekly=(((time(9), time.fromisoformat(closes)),),) * 7)
    assert again(until, f"2026-05-19T{now}", best)[0] == begins


@pytest.mark.parametrize(
    ("late", "begins"),
    [(0, "Tue 19 17:00"), (1, "Wed 20 17:00"), (2, "Tue 19 13:00")],
)
def test_the_best_time_is_waited_for_till_the_next_day_and_no_longer(
    hours: Hours, late: int, begins: str
) -> None:
    days = [((time(9), time(17)),)] * 7
    days[1 + late] = ((time(9), time(20)),)  # of a Tuesday
    assert again(replace(hours, weekly=tuple(days)), "2026-05-19T10:00", "evening")[0] == begins


def test_a_line_that_is_open_all_night_wakes_nobody(hours: Hours) -> None:
    always = replace(hours, weekly=(((time(0), time(0)),),) * 7, holidays=frozenset())
    assert again(always, "2026-05-19T22:00") == ("Wed 20 08:00", "Wed 20 23:59")
    assert again(always, "2026-05-19T22:00", "evening") == ("Wed 20 17:00", "Wed 20 23:59")


@pytest.mark.parametrize(
    ("now", "best", "begins"),
    [
        ("2026-05-19T08:30", "morning", "Tue 19 11:30"),  # half an hour of the time is left
        ("2026-05-19T08:31", "morning", "Wed 20 08:00"),
        ("2026-05-19T13:30", "afternoon", "Tue 19 16:30"),
        ("2026-05-19T13:31", "afternoon", "Wed 20 12:00"),
        ("2026-05-19T17:30", "evening", "Tue 19 20:30"),
        ("2026-05-19T17:31", "evening", "Wed 20 17:00"),
        ("2026-05-19T17:30", "any", "Tue 19 20:30"),
        ("2026-05-19T17:31", "any", "Wed 20 08:00"),
        ("2026-05-19T08:45", "morning", "Wed 20 08:00"),
        ("2026-05-19T08:45", "afternoon", "Tue 19 12:00"),
        ("2026-05-19T13:45", "afternoon", "Wed 20 12:00"),
        ("2026-05-19T13:45", "evening", "Tue 19 17:00"),
        ("2026-05-19T17:45", "evening", "Wed 20 17:00"),
        ("2026-05-19T01:00", "any", "Tue 19 08:00"),
        ("2026-05-19T17:45", "any", "Wed 20 08:00"),
        ("2026-05-19T10:00", "any", "Tue 19 13:00"),
        ("2026-05-19T10:00:01", "any", "Tue 19 13:15"),
        ("2026-05-19T10:00:00.000001", "any", "Tue 19 13:15"),
    ],
)
def test_each_time_of_day_begins_at_its_hour_and_ends_where_half_an_hour_is_left(
    hours: Hours, now: str, best: Best, begins: str
) -> None:
    for closes in (time(0), time(23, 59)):
        nearly = replace(hours, weekly=(((time(0), closes),),) * 7, holidays=frozenset())
        assert again(nearly, now, best)[0] == begins


def test_a_helpline_that_never_opens_has_no_second_try(hours: Hours) -> None:
    assert second_try(replace(hours, weekly=((),) * 7), london("2026-05-19T10:00"), "any") is None


@pytest.mark.parametrize(
    ("opens", "closes", "now", "rings"),
    [
        ("09:00", "20:00", "2026-05-19T10:00", "2026-05-19T10:00"),
        ("09:00", "20:00", "2026-05-19T20:00", "2026-05-20T09:00"),
        ("00:00", "00:00", "2026-05-19T03:00", "2026-05-19T08:00"),  # day and night
        ("00:00", "00:00", "2026-05-19T21:00", "2026-05-20T08:00"),
        ("06:00", "22:00", "2026-05-19T06:30", "2026-05-19T08:00"),
        ("18:00", "02:00", "2026-05-19T20:59", "2026-05-19T20:59"),
        ("18:00", "02:00", "2026-05-20T01:00", "2026-05-20T18:00"),
        ("22:00", "06:00", "2026-05-19T23:00", "2026-05-19T23:00"),  # at night alone: then, or never
        ("22:00", "06:00", "2026-05-19T12:00", "2026-05-19T22:00"),
    ],
)
def test_people_are_rung_back_while_it_is_open_and_nobody_is_woken(
    hours: Hours, opens: str, closes: str, now: str, rings: str
) -> None:
    span = (time.fromisoformat(opens), time.fromisoformat(closes))
    every = replace(hours, weekly=((span,),) * 7)
    assert ring_time(every, london(now)) == london(rings)


def test_where_no_opening_comes_nobody_is_rung_back(hours: Hours) -> None:
    assert ring_time(replace(hours, weekly=((),) * 7), london("2026-05-19T10:00")) is None
