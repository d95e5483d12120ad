"""A line that was restored from a backup: what staff see of it, and what an admin does about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from redis.exceptions import ResponseError

from carrier.tries import PATIENCE, pause
from store.copies.moving import write
from store.copies.picture import take
from store.copies.restoring import Order, as_restored
from store.desk.desk import DeskStore
from store.desk.trail import TRAIL
from store.link import Unreachable
from store.promises.held import RESTORED, Restored, held
from store.store import Store
from tests.conftest import OPEN, Clock, new_number
from tests.people.after_entry import AfterEntry
from tests.people.desk import Person
from web.desk.restored.held_back import drop_held

LOST = timedelta(hours=12)


@pytest.fixture
def restored(store: Store, clock: Clock) -> Store:
    """The store of a line with three texts of 1 to 3 hours before the backup, restored half a day later."""
    for hours in (3, 2, 1):
        clock.at(OPEN - timedelta(hours=hours))
        store.outbox.send(f"CA{hours}", new_number(), "words", clock())
    picture = take(store.link.client, OPEN)
    clock.at(OPEN + LOST)
    store.link.client.flushdb()
    write(store.link.client, as_restored(picture, Order(clock(), False, {}, "command")))
    return store


def health(app: Flask) -> object:
    return app.test_client().get("/health/ready").json["held"]  # type: ignore[index]


def test_the_first_page_tells_what_is_old_and_an_admin_alone_decides(
    restored: Store, app: Flask, person: Callable[..., Person]
) -> None:
    assert restored.jobs.take(most=9) == ()
    words = person("edit").words
    assert "Restored from a backup" in words and "3 texts held back" in words and "15 hours" in words
    assert "An admin decides" in words and "Drop them all" not in words
    assert person("edit").send("/desk/restored/drop").status == 403
    words = person("admin").words
    assert "6 hours: 0 texts" in words and "24 hours: 3 texts" in words and "Drop them all" in words
    assert health(app) == 3


def test_young_texts_are_sent_and_the_older_ones_dropped(
    restored: Store, kept: DeskStore, app: Flask, person: Callable[..., Person]
) -> None:
    admin = person("admin")
    assert admin.send("/desk/restored/send", hours="5").status == 400
    words = admin.open("/desk").send("/desk/restored/send", hours="24").words
    assert "3 texts to be sent, 0 texts dropped" in words
    assert "Restored from a backup" in words and "held back" not in words, "the rest is still to be looked at"
    jobs = restored.jobs.take(most=9)
    assert len(jobs) == 3 and all(job.unsure for job in jobs)
    assert [job.age for job in jobs] == sorted((job.age for job in jobs), reverse=True)
    (deed,) = kept.trail.latest(1)[0]
    assert deed.did == "restored:send" and "3 texts to be sent" in deed.about and "24 hours" in deed.about
    assert health(app) == 0


def test_old_texts_are_dropped_and_nothing_of_them_is_left(
    restored: Store, person: Callable[..., Person]
) -> None:
    admin = person("admin")
    question = admin.send("/desk/restored/drop")
    assert "cannot be undone" in question.words and "No, keep them" in question.words
    assert len(look(restored).asked) == 3
    words = question.send("/desk/restored/drop", sure="yes").words
    assert "Restored from a backup" in words
    assert "0 texts to be sent, 3 texts dropped" in words
    assert restored.jobs.waiting() == 0
    client = restored.link.client
    assert not [name for name in client.keys("line:1:job:*") if client.hexists(name, "sealed")]


def test_to_send_none_is_to_drop_all_which_is_asked_first_and_is_not_what_stands_there_to_be_chosen(
    restored: Store, person: Callable[..., Person]
) -> None:
    admin = person("admin")
    assert '<option value="24" selected>' in admin.page and admin.page.count(" selected>") == 1
    assert "cannot be undone" in admin.send("/desk/restored/send", hours="1").words
    assert len(look(restored).asked) == 3


def test_what_is_let_go_is_tried_for_as_long_as_what_is_new(restored: Store, kept: DeskStore) -> None:
    kept.held.let_go(OPEN - timedelta(days=1))
    jobs = restored.jobs.take(most=9)
    assert len(jobs) == 3 and all(job.age > PATIENCE[job.kind][0] for job in jobs)
    for job in jobs:
        assert pause(job) is not None, "at its first hiccup"
        assert pause(replace(job, age=job.age + PATIENCE[job.kind][0])) is None


@pytest.mark.usefixtures("restored")
def test_by_age_only_some_are_sent(clock: Clock, person: Callable[..., Person]) -> None:
    clock.at(OPEN + timedelta(hours=3, minutes=30))
    assert (
        "2 texts to be sent, 1 text dropped" in person("admin").send("/desk/restored/send", hours="6").words
    )


def test_with_nothing_held_back_staff_still_look_once(
    store: Store, app: Flask, person: Callable[..., Person]
) -> None:
    write(store.link.client, as_restored(take(store.link.client, OPEN), Order(OPEN, False, {}, "command")))
    admin = person("admin")
    assert "We have looked" in admin.words
    assert "An admin" not in person("answer").words
    words = admin.send("/desk/restored/looked").words
    assert "Restored" not in words and "Thank you" in words and "to be sent" not in words
    assert "Restored" not in person("answer").words
    assert health(app) == 0


def test_the_warning_stays_while_texts_are_held_back(
    restored: Store, kept: DeskStore, person: Callable[..., Person]
) -> None:
    admin = person("admin")
    assert "We have looked" not in admin.words
    assert "Decide about the texts first" in admin.send("/desk/restored/looked").words
    assert len(look(restored).asked) == 3
    assert "restored:looked" not in [deed.did for deed in kept.trail.latest(9)[0]]


def test_who_texted_stop_or_was_promised_a_call_back_since_is_said_not_to_be_known(
    restored: Store, person: Callable[..., Person]
) -> None:
    ann = person()
    assert "Whoever texted STOP between 10 am today and 10 pm today is not known" in ann.words
    assert "Whoever was promised a call-back then is not on the list" in ann.words
    later = int((OPEN + LOST / 2).timestamp())
    restored.link.client.hset(RESTORED, "stops", later)
    assert "STOP between 4 pm today and" in ann.open("/desk").words
    restored.link.client.hset(RESTORED, "stops", int((OPEN + LOST).timestamp()))
    assert "STOP" not in ann.open("/desk").words


@pytest.mark.usefixtures("restored")
def test_what_was_done_stands_in_words_in_who_did_what(person: Callable[..., Person]) -> None:
    admin = person("admin")
    admin.send("/desk/restored/send", hours="24")
    words = admin.open("/desk/trail").words
    assert "sent texts that a backup held 3 texts to be sent, 0 texts dropped" in words
    assert "a command in the terminal restored the line from a backup" in words


@dataclass(frozen=True, slots=True)
class Stalled:
    """Texts that are held back in a store that gives no answer."""

    def look(self) -> None:
        return None

    def let_go(self, _: datetime) -> tuple[int, int]:
        raise Unreachable


def test_what_a_store_did_not_answer_is_not_noted_as_done(kept: DeskStore, app: Flask) -> None:
    entered = partial(kept.trail.entered, OPEN, "ann")
    desk: Any = SimpleNamespace(kept=replace(kept, held=Stalled()), entered=entered)  # type: ignore[arg-type]
    with app.test_request_context(method="POST"), pytest.raises(Unreachable):
        drop_held(desk)
    (deed,) = kept.trail.latest(9)[0]
    assert (deed.did, deed.about) == ("restored:drop", "begun; not known whether it was done")


def test_what_was_certainly_not_let_go_leaves_no_entry_and_what_cannot_be_entered_is_not_let_go(
    restored: Store, kept: DeskStore, app: Flask, person: Callable[..., Person]
) -> None:
    admin, app.config["PROPAGATE_EXCEPTIONS"] = person("admin"), False
    client, before = restored.link.client, kept.trail.latest(9)

    def broken() -> None:
        raise ResponseError("broken")

    with AfterEntry(restored, broken) as after:
        assert admin.send("/desk/restored/drop", sure="yes").status == 500
    assert after.came and kept.trail.latest(9) == before
    client.rename(TRAIL, "aside")
    client.set(TRAIL, "no trail")
    assert admin.send("/desk/restored/drop", sure="yes").status == 500
    client.rename("aside", TRAIL)
    assert len(look(restored).asked) == 3
    with AfterEntry(restored, lambda: kept.held.let_go(OPEN)):  # somebody else at the same moment
        admin.open("/desk").send("/desk/restored/drop", sure="yes")
    assert kept.trail.latest(9) == before


def look(store: Store) -> Restored:
    found = held(store.link).look()
    assert found is not None
    return found
