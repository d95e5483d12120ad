"""A lane goes round as long as it can take work; a worker that is ended finishes first what it has begun."""

import threading
from dataclasses import replace
from types import SimpleNamespace

import pytest

from carrier.account import client
from carrier.lanes import TEXTS, Crew
from carrier.worker import Worker
from store.desk.pulse import Pulse
from store.link import Unreachable
from store.store import Store
from tests.carrier.test_bell import Rounds
from tests.carrier.test_lanes import worker
from tests.conftest import OPEN, new_number
from tests.stand_in.carrier import FakeCarrier
from tests.wiring.stores import wait_until

__all__ = ["worker"]


class Looks(threading.Event):
    """A sign to stop that is seen at the last of so many looks, and at which nobody waits."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left, self.waits = left, list[float]()

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        return False


@pytest.mark.parametrize(
    ("away", "rests", "asked", "waits"),
    [
        (0, 0.0, [3, 3], [0.2, 0.2]),
        (1, 0.0, [3, 3], [0.5, 0.2, 0.2]),  # the store is away, and back at the second look
        (0, 60.0, [], [0.5, 0.5]),  # the carrier asked for a minute
    ],
)
def test_a_lane_without_work_goes_round_and_has_all_its_places_free_at_each_look(
    store: Store, away: int, rests: float, asked: list[int], waits: list[float]
) -> None:
    found: list[int] = []
    rounds: list[str] = []

    def take(**named: object) -> list[object]:
        found.append(int(str(named["most"])))
        assert named["longest"] == 750, "ten minutes, and a quarter by which a pause is scattered"
        if len(found) <= away:
            raise Unreachable
        return []

    jobs = replace(store.jobs, take_script=take)  # type: ignore[arg-type]
    crew, stopped = Crew(replace(TEXTS, threads=3), jobs, lambda: None, rounds.append), Looks(2)  # type: ignore[arg-type, return-value]
    crew.rest(rests)
    crew.serve(lambda _job, _rest: None, lambda _: None, stopped)
    assert (found, stopped.waits, rounds) == (asked, waits, ["texts"] * 2)


def test_a_lane_whose_threads_all_hang_goes_round_no_more(worker: Worker) -> None:
    worker.store.outbox.send("CA1", new_number(), "words", OPEN)
    rounds: list[str] = []
    crew = Crew(replace(TEXTS, threads=1), worker.store.jobs, lambda: client(worker.account), rounds.append)
    crew.serve(lambda _job, _rest: None, lambda _hangs: None, Looks(2))
    assert rounds == ["texts"], "at the second look no place is free"


def test_a_worker_that_is_ended_finishes_first_what_it_has_begun(
    worker: Worker, carrier: FakeCarrier
) -> None:
    number = new_number()
    carrier.hangs_on = {number}
    worker.store.outbox.send("CA1", number, "words", OPEN)
    stopped = threading.Event()
    working = threading.Thread(target=worker.run, args=(stopped,))
    working.start()
    wait_until(lambda: bool(carrier.texts))
    threading.Timer(0.2, carrier.released.set).start()
    stopped.set()
    working.join(20)
    assert [event for event, _ in worker.log.lines] == ["job"], "what became of it is known"  # type: ignore[attr-defined]


def test_a_worker_gives_a_sign_of_life_at_each_look_also_after_a_store_that_was_away(worker: Worker) -> None:
    kept, signs = worker.store.link, list[str]()

    def ask(work: object) -> object:
        signs.append("away" if not signs else "alive")
        if len(signs) == 1:
            raise Unreachable
        return kept.ask(work)  # type: ignore[arg-type]

    link = SimpleNamespace(ask=ask)
    blinking = replace(worker, store=replace(worker.store, link=link))  # type: ignore[arg-type]
    blinking._beat(Rounds(2))
    assert signs == ["away", "alive"] and Pulse(kept).last() == OPEN
