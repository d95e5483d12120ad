"""Ranges of days as people name them, and what they are compared with."""

from datetime import date, timedelta

import pytest

from web.figures.spans import Span, compared_with, days_in_words, end_of_month, month_of, name, until, whole

TODAY = date(2026, 11, 26)
OLDEST = TODAY - timedelta(days=400)
OCTOBER, NOVEMBER = month_of(TODAY, 1), month_of(TODAY)


def test_months_are_counted_back_over_the_ends_of_years() -> None:
    assert month_of(date(2026, 1, 31), 1) == Span(date(2025, 12, 1), date(2025, 12, 31))
    assert month_of(date(2026, 3, 31), 13) == Span(date(2025, 2, 1), date(2025, 2, 28))
    assert end_of_month(date(2028, 2, 3)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (OCTOBER, "in October 2026"),
        (until(NOVEMBER, TODAY), "in November 2026 so far"),
        (Span(date(2026, 10, 28), TODAY), "in the last 30 days"),
        (Span(TODAY, TODAY), "today so far"),
        (Span(date(2026, 5, 3), date(2026, 5, 3)), "on 3 May 2026"),
        (Span(date(2026, 5, 3), date(2026, 5, 9)), "from 3 to 9 May 2026"),
        (Span(date(2026, 5, 3), date(2026, 6, 9)), "from 3 May to 9 June 2026"),
        (Span(date(2025, 12, 28), date(2026, 1, 3)), "from 28 December 2025 to 3 January 2026"),
    ],
)
def test_days_are_named_as_people_name_them(span: Span, said: str) -> None:
    assert name(span, TODAY) == said


def test_the_last_day_of_a_month_is_not_over_while_it_is_today() -> None:
    assert name(month_of(TODAY), date(2026, 11, 30)) == "in November 2026 so far"
    assert name(month_of(TODAY), date(2026, 12, 1)) == "in November 2026"


def test_the_heading_names_both_days() -> None:
    assert days_in_words(Span(date(2025, 11, 28), TODAY)) == "28 November 2025 to 26 November 2026"
    assert days_in_words(Span(TODAY, TODAY)) == "26 November 2026"


def against(span: Span, today: date = TODAY) -> dict[str, tuple[Span, Span]]:
    oldest = today - timedelta(days=400)
    return {one.said: (one.now, one.before) for one in compared_with(span, today, oldest)}


def test_a_month_is_compared_with_the_one_before_and_with_that_of_the_year_before() -> None:
    assert against(OCTOBER) == {
        "in September 2026": (OCTOBER, month_of(TODAY, 2)),
        "in October 2025": (OCTOBER, month_of(TODAY, 13)),
    }
    assert list(against(Span(date(2026, 1, 1), date(2026, 1, 31)))) == ["in December 2025", "in January 2025"]
    assert list(against(month_of(TODAY, 30))) == ["in April 2024", "in May 2023"], (
        "long gone, but kept by month"
    )


def test_a_month_so_far_is_compared_with_as_many_days_until_yesterday() -> None:
    found = against(until(NOVEMBER, TODAY))
    now = Span(date(2026, 11, 1), date(2026, 11, 25))
    assert found == {
        "in the same days of October 2026": (now, Span(date(2026, 10, 1), date(2026, 10, 25))),
        "in the same days of November 2025": (now, Span(date(2025, 11, 1), date(2025, 11, 25))),
    }
    assert not against(Span(date(2026, 12, 1), date(2026, 12, 1)), date(2026, 12, 1)), "nothing is over yet"


def test_a_longer_month_so_far_is_compared_with_no_more_days_than_a_shorter_one_has() -> None:
    today = date(2026, 3, 31)
    found = against(Span(date(2026, 3, 1), today), today)["in the same days of February 2026"]
    assert found == tuple(Span(date(2026, month, 1), date(2026, month, 28)) for month in (3, 2))


def test_other_days_are_compared_with_as_many_before_them() -> None:
    assert against(Span(date(2026, 10, 28), TODAY)) == {
        "in the 29 days before": (
            Span(date(2026, 10, 28), date(2026, 11, 25)),
            Span(date(2026, 9, 29), date(2026, 10, 27)),
        )
    }
    assert list(against(Span(date(2026, 11, 3), date(2026, 11, 3)))) == ["on the day before"]


def test_days_that_are_kept_by_month_alone_are_not_compared_with_parts_of_months() -> None:
    assert not against(Span(TODAY - timedelta(days=364), TODAY))


def test_days_that_are_kept_by_month_alone_are_told_as_whole_months() -> None:
    assert whole(Span(date(2022, 3, 9), TODAY), OLDEST) == Span(date(2022, 3, 1), TODAY)
    assert whole(Span(date(2022, 3, 9), date(2022, 5, 2)), OLDEST) == Span(
        date(2022, 3, 1), date(2022, 5, 31)
    )
    assert whole(OCTOBER, OLDEST) == OCTOBER
