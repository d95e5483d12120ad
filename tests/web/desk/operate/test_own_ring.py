"""An admin has the line ring itself, the worker does it, and the page says what came of it."""

import threading
from collections.abc import Callable
from dataclasses import replace

from settings import Settings
from store.desk.desk import DeskStore
from tests.conftest import OPEN
from tests.people.desk import Person
from tests.stand_in.account import SID
from tests.stand_in.carrier import FakeCarrier
from tests.wiring.wire import LINE, TOKEN
from tools.operate.whole_test import serve_wishes


def test_a_wish_is_noted_told_and_kept_until_a_worker_takes_it(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    ann = person("admin").open("/desk/own-ring")
    assert "has not rung itself yet" in ann.words
    assert "being rung" in ann.send("/desk/own-ring").words
    assert "own_ring" in [one.did for one in kept.trail.latest(9)[0]]
    assert [kept.rehearsals.take_wish() for _ in range(2)] == [True, False]
    assert "Ring it now" in ann.open("/desk/own-ring").page


def test_what_came_of_it_is_shown_part_by_part(person: Callable[..., Person], kept: DeskStore) -> None:
    kept.rehearsals.keep(OPEN, [("open", ()), ("closed", ("the call never reached the line",))])
    words = person("admin").open("/desk/own-ring").words
    assert "A call while the helpline is open well" in words
    assert "A call while it is closed the call never reached the line" in words


def test_the_worker_does_what_was_wished_and_keeps_it(
    carrier: FakeCarrier, settings: Settings, kept: DeskStore
) -> None:
    carrier.with_token(TOKEN).account.buy(LINE)
    ended, rehearsals = threading.Event(), kept.rehearsals
    given = replace(settings, account_sid=SID, api_base=carrier.url, self_test_number="")
    rehearsals.want()
    worker = threading.Thread(target=serve_wishes, args=(given, kept.line, ended, 0.01))
    worker.start()
    while rehearsals.last() is None:
        ended.wait(0.05)
    ended.set()
    worker.join()
    last = rehearsals.last()
    assert last is not None
    assert [name for name, faults in last.parts if faults] == ["open", "closed"]
