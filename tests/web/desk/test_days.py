"""The days of call-backs on the desk: which fill, and that staff open more places in two clicks (R38)."""

from collections.abc import Callable

import pytest
from flask import Flask

from menus.due import due_days, shares
from menus.model import Pack
from store.desk.desk import DeskStore
from store.people.budgets import Asker
from store.promises.promise import Kept
from tests.caller import Caller
from tests.conftest import CLOSED, OPEN, At, new_number
from tests.people.desk import Person
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

DAY = "2026-05-20"


def fill(kept: DeskStore, pack: Pack, places: int) -> None:
    """Have so many call-backs promised for the first day."""
    for _ in range(places):
        kept.line.callbacks.keep(
            new_number(), new_number(), "any", "call", due_days(pack.hours, OPEN), 40, OPEN
        )


@pytest.mark.parametrize(("taken", "told"), [(31, False), (32, True), (40, True)])
def test_a_day_of_which_four_fifths_are_taken_is_an_alarm_on_the_first_page(
    person: Callable[..., Person], kept: DeskStore, pack: Pack, taken: int, told: bool
) -> None:
    fill(kept, pack, taken)
    ann = person().open("/desk")
    assert (f"{taken} of 40" in ann.words) == told
    assert ("Every day has places" in ann.words) == (not told)


def test_two_clicks_open_ten_more_places_for_the_next_who_asks_and_leave_a_trail(
    person: Callable[..., Person], kept: DeskStore, pack: Pack, app: Flask, at: At
) -> None:
    fill(kept, pack, 40)
    at(CLOSED)
    wire = Wire(in_process(app))
    assert "Thursday" in Caller(wire, new_number()).call().press("0", "0", "1", "4").heard
    ann = person().open("/desk")
    assert 'href="/desk/days"' in ann.page
    assert "full" in ann.open("/desk/days").words and "Wed 20 May" in ann.words
    assert "10 places are added" in ann.send(f"/desk/days/{DAY}/open").words
    assert "50, 10 of them added here" in ann.words
    assert "on Wednesday" in Caller(wire, new_number()).call().press("0", "0", "1", "4").heard
    assert "Wed 20 May" in Texter(wire, new_number()).text("CALLME", "1", "4")
    assert ("places:open", f"10 on {DAY}") in [(row.did, row.about) for row in kept.trail.latest(9)[0]]
    ann.send(f"/desk/days/{DAY}/close")
    assert "added here" not in ann.words and "42" in ann.words
    assert "Thursday" in Caller(wire, new_number()).call().press("0", "0", "1", "4").heard


def test_others_take_a_quarter_of_what_is_opened_and_no_more(kept: DeskStore, pack: Pack) -> None:
    days = due_days(pack.hours, OPEN)[:1]

    def keep(asker: Asker | None) -> bool:
        kept_for = kept.line.callbacks.keep(
            new_number(), new_number(), "any", "call", days, 4, OPEN, asker, (1,) if asker else ()
        )
        return isinstance(kept_for, Kept)

    others = [kept.line.budgets.asker(new_number()) for _ in range(8)]
    assert [keep(asker) for asker in others[:2]] == [True, False]
    kept.places.open_more(days[0].date(), 10, had=0)
    assert [keep(asker) for asker in others[2:6]] == [True, True, False, False]
    assert [keep(None) for _ in range(12)] == [True] * 11 + [False]


@pytest.mark.parametrize(("taken", "told"), [(23, False), (24, True), (30, True)])
def test_the_first_page_says_when_what_withheld_callers_may_have_fills(
    person: Callable[..., Person], kept: DeskStore, pack: Pack, taken: int, told: bool
) -> None:
    days = due_days(pack.hours, OPEN)
    for n in range(taken):
        asker = kept.line.budgets.asker("", f"CA{n}")
        kept.line.callbacks.keep(
            f"CA{n}", new_number(), "any", "call", days, 40, OPEN, asker, shares(days, 40, withheld=True)
        )
    ann = person().open("/desk")
    assert (f"by callers without a number: {taken} of 30" in ann.words) == told
    assert "by people who show their number" not in ann.words
    assert ("Every day has places" in ann.words) == (not told)
    ann.open("/desk/days")
    assert f"by callers without a number: {taken} of 30 until Fri 22 May" in ann.words
    assert "by people who show their number: 0 of 30" in ann.words
    ann.send(f"/desk/days/{DAY}/open")
    assert f"by callers without a number: {taken} of 32" in ann.words


def test_a_day_that_cannot_be_promised_is_not_opened(person: Callable[..., Person]) -> None:
    ann = person().open("/desk/days")
    for day in ("2026-05-19", "2026-05-23", "2031-01-01", "x", "20260520"):
        assert ann.send(f"/desk/days/{day}/open").status == 404
        ann.open("/desk/days")


def test_a_day_is_given_500_places_at_most(
    person: Callable[..., Person], kept: DeskStore, pack: Pack
) -> None:
    kept.places.open_more(due_days(pack.hours, OPEN)[0].date(), 455, had=0)
    ann = person("edit").open("/desk/days")
    assert "500 places at most" in ann.send(f"/desk/days/{DAY}/open").words
    assert f"/desk/days/{DAY}/open" not in ann.page


def test_who_answers_opens_as_many_more_as_the_pack_gives_a_day(person: Callable[..., Person]) -> None:
    """Else one tired member of staff promises what no team can keep."""
    ann = person().open("/desk/days")
    for _ in range(4):
        assert "10 places are added" in ann.send(f"/desk/days/{DAY}/open").words
    assert f"/desk/days/{DAY}/open" not in ann.page
    assert "80 places at most; an editor or an admin" in ann.send(f"/desk/days/{DAY}/open").words


def test_what_bounds_refused_today_stands_on_the_first_page(
    person: Callable[..., Person], app: Flask, kept: DeskStore
) -> None:
    texter = Texter(Wire(in_process(app)), new_number())
    for _ in range(7):
        texter.text("HELPLINE")
    kept.line.counts.flush()
    ann = person().open("/desk")
    assert "people told that we pause" in ann.words
    assert "texts left without a reply" in ann.words
    assert "nobody was refused" not in ann.words
