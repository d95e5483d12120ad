"""What the line says of its worker and its jobs: how late the first one is, never less than not at all."""

from datetime import timedelta

import pytest

from store.fitness.vitals import _ask, look
from store.promises.jobs import JOBS
from store.store import Store
from tests.conftest import OPEN


@pytest.mark.parametrize(("due", "late"), [(60, 0), (0, 0), (-1, 1), (-3600, 3600)])
def test_the_most_overdue_job_tells_how_late_it_is(store: Store, due: int, late: int) -> None:
    assert look(store.link, None, OPEN).late == 0, "where nothing waits"
    store.link.client.zadd(JOBS, {"one": int(OPEN.timestamp()) + due, "later": int(OPEN.timestamp()) + 99})
    found = look(store.link, None, OPEN)
    assert (found.late, found.waiting, found.held) == (late, 2, 0)
    *_, first = _ask(store.link.client, store.link)
    assert [name for name, _ in first] == [b"one"], "of thousands it reads one"


@pytest.mark.parametrize(
    ("since", "worker"), [(0, "alive"), (15, "alive"), (-15, "alive"), (16, "silent"), (-16, "silent")]
)
def test_a_worker_is_silent_after_fifteen_seconds(store: Store, since: int, worker: str) -> None:
    assert look(store.link, None, OPEN).worker == "silent"
    store.link.client.set("line:1:pulse:worker", int((OPEN - timedelta(seconds=since)).timestamp()))
    assert look(store.link, None, OPEN).worker == worker
    assert look(store.link, None, OPEN).keeps
