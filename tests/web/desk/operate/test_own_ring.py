"""An admin has the line ring itself, the worker does it, and the page says what came of it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from carrier.account import Account
from settings import Settings
from store.desk.desk import DeskStore
from store.desk.rehearsals import LAST
from tests.conftest import OPEN, Clock
from tests.people.desk import Person, new_name
from tests.stand_in.account import SID
from tests.stand_in.carrier import FakeCarrier, Lines
from tests.wiring.stores import wait_until
from tests.wiring.wire import LINE, TOKEN
from tools.rehearsing.wishes import serve_wishes

Parts = tuple[tuple[str, tuple[str, ...]], ...]


@pytest.fixture
def admin(line_with: Callable[..., Flask], kept: DeskStore, clock: Clock) -> Person:
    """An admin of a line with an account at the phone company and a worker, just now."""
    kept.pulse.beat(clock())
    return Person(line_with(account_sid=SID), new_name(kept, "admin")).sign_in()


def test_a_wish_is_noted_told_and_kept_until_a_worker_takes_it(admin: Person, kept: DeskStore) -> None:
    assert "has not rung itself yet" in admin.open("/desk/own-ring").words
    words = admin.send("/desk/own-ring").words
    assert "being rung" in words and "has not rung itself yet" not in words
    assert f"Asked for 10 am today by {admin.name}" in words and "Ring it now" not in words
    assert "own_ring" in [one.did for one in kept.trail.latest(9)[0]]
    assert [kept.rehearsals.take_wish() for _ in range(2)] == [True, False]
    assert "being rung" in admin.open("/desk/own-ring").words, "whoever took it is at it"


def test_a_wish_of_which_nothing_came_says_so_after_five_minutes_beside_an_older_result(
    admin: Person, kept: DeskStore, clock: Clock
) -> None:
    kept.rehearsals.keep(OPEN - timedelta(days=1), [("open", ())])
    admin.open("/desk/own-ring").send("/desk/own-ring")
    assert kept.rehearsals.take_wish()
    clock.now += timedelta(minutes=5)
    kept.pulse.beat(clock())
    words = admin.open("/desk/own-ring").words
    assert f"Asked for 10 am today by {admin.name}: nothing came of it" in words
    assert "What is below is older" in words and "Ring it now" in words and "being rung" not in words
    kept.rehearsals.keep(clock(), [("open", ())])
    assert "nothing came of it" not in admin.open("/desk/own-ring").words


def test_what_came_of_it_is_shown_part_by_part_and_on_the_first_page_if_it_failed(
    admin: Person, kept: DeskStore
) -> None:
    kept.rehearsals.keep(OPEN, [("open", ())])
    assert "did not go well" not in admin.open("/desk").words + admin.open("/desk/own-ring").words
    kept.rehearsals.keep(OPEN, [("open", ()), ("closed", ("the call never reached the line",))])
    words = admin.open("/desk/own-ring").words
    assert "A call while the helpline is open fine" in words
    assert "A call while it is closed the call never reached the line" in words
    assert 'href="/desk/before-live"' in admin.page
    assert "Test call did not go well" in admin.open("/desk").words
    assert 'href="/desk/before-live"' in admin.page


def test_a_line_that_knows_that_it_cannot_ring_says_why_and_takes_no_wish(
    line_with: Callable[..., Flask], kept: DeskStore, clock: Clock
) -> None:
    silent = Person(line_with(account_sid=SID), new_name(kept, "admin")).sign_in().open("/desk/own-ring")
    assert "sends texts and rings staff does not work" in silent.words and "Ring it now" not in silent.words
    kept.pulse.beat(clock())
    poor = Person(line_with(public_url=""), new_name(kept, "admin")).sign_in().open("/desk/own-ring")
    assert "TWILIO_ACCOUNT_SID and PUBLIC_URL are not set" in poor.words
    assert "The line cannot ring" in poor.send("/desk/own-ring").words and not kept.rehearsals.is_wanted()
    assert "own_ring" not in [one.did for one in kept.trail.latest(9)[0]]


@contextmanager
def served(
    settings: Settings, account: Account, kept: DeskStore, log: Lines
) -> Iterator[Callable[[], Parts]]:
    """A worker's thread that does what is wished; gives what has the test done, and what came of it."""
    ended, rehearsals = threading.Event(), kept.rehearsals
    given = (replace(settings, self_test_number=""), account, kept.line, log, ended, 0.01)
    thread = threading.Thread(target=serve_wishes, args=given)

    def ring() -> Parts:
        kept.line.link.client.delete(LAST)
        rehearsals.want(OPEN, "ann")
        wait_until(lambda: rehearsals.last() is not None or not thread.is_alive())
        last = rehearsals.last()
        assert last is not None
        return last.parts

    thread.start()
    try:
        yield ring
    finally:
        ended.set()
        thread.join()


def test_the_worker_does_what_was_wished_and_keeps_it_with_a_token_that_was_rotated(
    carrier: FakeCarrier, settings: Settings, kept: DeskStore
) -> None:
    carrier.with_token(TOKEN).account.buy(LINE)
    account = Account(SID, "an old one", LINE, carrier.url, renew=lambda: TOKEN)
    with served(settings, account, kept, log := Lines()) as ring:
        parts = ring()
    assert [name for name, faults in parts if faults] == ["open", "closed"]
    assert "not accepted" not in str(parts), "the newer token is"
    assert [line["part"] for _, line in log.lines] == ["open", "closed"]


def test_a_test_that_is_broken_off_is_told_and_logged_and_ends_no_later_one(
    carrier: FakeCarrier, settings: Settings, kept: DeskStore, tmp_path: Path
) -> None:
    carrier.with_token(TOKEN).account.buy(LINE)
    account = Account(SID, TOKEN, LINE, carrier.url)
    broken = replace(settings, pack=tmp_path / "gone", data_dir=tmp_path)
    with served(broken, account, kept, log := Lines()) as ring:
        ((name, (told,)),) = ring()
        assert (name, "broken off" in told) == ("test", True)
        assert [line["part"] for _, line in log.lines] == ["test"]
        ring()


def test_what_nobody_foresaw_is_told_and_ends_no_later_test(
    carrier: FakeCarrier, settings: Settings, kept: DeskStore
) -> None:
    nonsense = Account(SID, TOKEN, LINE, carrier.url, patience=-1.0)
    with served(settings, nonsense, kept, Lines()) as ring:
        assert [ring() for _ in range(2)] == [(("test", ("it was broken off: ValueError",)),)] * 2
    assert kept.rehearsals.pretended() is None
