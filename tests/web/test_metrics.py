"""The figures: whose they are, who may see them, and that nothing of a person is among them."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from app import create_app
from settings import Settings
from store.counts.answered import BOUNDS, KINDS
from store.store import Store
from tests.caller import Caller
from tests.conftest import Clock, new_number
from tests.texter import Texter
from tests.wiring.stores import wait_until
from tests.wiring.wire import LINE, Wire, in_process
from web.metrics.families import kind_of

TOKEN = "a-token-of-16-and-more"
# What a call, a text and a stranger leave.
THERE = {
    *(("line_answer_seconds_bucket", kind) for kind in ("call", "place", "text")),
    *(("line_counted_total", what) for what in ("call", "topic:*:text")),
    ("line_answers_wrong_total", "call"),
}
SHOWN = {"Authorization": f"Bearer {TOKEN}"}


def samples(line: Flask) -> list[Sample]:
    found = line.test_client().get("/metrics")
    assert found.status_code == 200 and found.headers["Cache-Control"] == "no-store"
    return [sample for family in text_string_to_metric_families(found.text) for sample in family.samples]


def value(found: list[Sample], name: str, **labels: str) -> float:
    return next(one.value for one in found if one.name == name and labels.items() <= one.labels.items())


@pytest.fixture
def used(app: Flask, store: Store, clock: Clock) -> Iterator[list[Sample]]:  # noqa: ARG001, it is set
    """The figures after a call, a text, and a stranger."""
    wire = Wire(in_process(app))
    Caller(wire, number=new_number()).call().press("1", "1")
    Texter(wire, number=new_number()).text("BONES")
    app.test_client().post("/voice", data={"From": "+447400555123", "To": LINE})
    store.counts.flush()
    store.answered.flush()
    # a thread may have begun to write some of it just before, and ended a moment after
    wait_until(
        lambda: (
            {(one.name, one.labels.get("kind") or one.labels.get("what")) for one in samples(app)} >= THERE
        )
    )
    yield samples(app)


def test_what_happened_is_there_added_up_for_all_processes(
    used: list[Sample], line_with: Callable[..., Flask]
) -> None:
    assert value(used, "line_counted_total", what="call") == 1
    assert value(used, "line_counted_total", what="topic:*:text") == 1
    assert value(used, "line_answer_seconds_bucket", kind="call", le="+Inf") == 1
    assert value(used, "line_answer_seconds_bucket", kind="place", le="+Inf") == 2
    assert value(used, "line_answers_wrong_total", kind="call", became="refused") == 1
    assert value(used, "line_store_up") == 1 and value(used, "line_breaker_open") == 0
    assert value(used, "line_callback_dates_left") > 5
    assert value(used, "line_budget_places", of="others") > 0
    assert samples(line_with()) == used  # another process gives the same


def test_what_is_told_apart_does_not_grow_with_people_or_texts(used: list[Sample]) -> None:
    labels = {(name, label) for one in used for name, label in one.labels.items()}
    assert {name for name, _ in labels} == {"condition", "hash", "what", "kind", "le", "became", "of"}
    assert {label for name, label in labels if name == "kind"} == set(KINDS)
    assert len({label for name, label in labels if name == "le"}) == len(BOUNDS) + 1
    assert not [label for _, label in labels if "bones" in label or "+44" in label]
    assert kind_of("delivery:failed:30003") == "delivery:failed:*"
    assert kind_of("what:nobody:knows") == "other"


def test_without_the_store_it_still_tells_that_it_is_away(
    settings: Settings, away: Store, clock: Clock
) -> None:
    found = samples(create_app(settings, store=away, now=clock))
    assert value(found, "line_store_up") == 0 and value(found, "line_breaker_open") == 1
    assert value(found, "line_store_condition", condition="away") == 1
    assert not {"line_counted_total", "line_worker_up", "line_queue_jobs"} & {one.name for one in found}


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("", {}, 200),
        ("", {"X-Forwarded-For": "192.0.2.1"}, 403),
        ("", {"Connection": "close"}, 403),
        ("", {"Host": "line.example"}, 403),
        ("", {"Authorization": "Bearer "}, 200),
        ("", {"Authorization": "Bearer ", "X-Forwarded-For": "192.0.2.1"}, 403),
        (TOKEN, {}, 200),
        (TOKEN, {"X-Forwarded-For": "192.0.2.1"}, 403),
        (TOKEN, {"X-Forwarded-For": "192.0.2.1", **SHOWN}, 200),
        (TOKEN, {"Authorization": "Bearer another"}, 403),
        (TOKEN, {"Authorization": TOKEN, "X-Forwarded-For": "192.0.2.1"}, 403),
    ],
)
def test_it_is_for_this_machine_and_for_who_has_the_token(
    line_with: Callable[..., Flask], away: Store, token: str, headers: dict[str, str], status: int
) -> None:
    client = line_with(metrics_token=token, store=away).test_client()
    assert client.get("/metrics", headers=headers).status_code == status


def test_what_is_noted_while_the_store_is_away_waits_for_it(store: Store) -> None:
    store.link._away = True
    store.answered.note("call", 3.0)
    store.answered.flush()
    store.answered.note("call", 30.0, "failed")
    store.link._away = False
    store.answered.flush()
    took = store.answered.read()["call"]
    assert (sum(took.classes), took.classes[0], took.classes[3], took.failed) == (2, 1, 1, 1)
