"""No deed of staff is done that the audit trail could not take: the entry comes before the deed."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from redis.exceptions import ResponseError

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.desk.invitations import Invitation
from store.desk.trail import TRAIL, Trail
from store.link import KeepsNothing, Link, Unreachable
from store.promises.closed.closing import Told, close
from store.promises.held import RESTORED
from store.promises.records.freeing import free
from store.store import Store
from tests.conftest import OPEN
from tests.people.after_entry import AfterEntry
from tests.people.desk import PASSWORD, Person, new_name
from tests.store.promises.records.laid import held, message
from web.desk.locks import totp
from web.desk.two_factor import PURPOSE

NEW = "four words quite unlikely"
SECRET = re.compile(r'name="sealed" value="([^"]+)"')
# Of these the store keeps that somebody was there, or tried; no deed.
BESIDE = ("session", "attempt", "trail", "seen", "pulse", "count", "answered", "line:1:days")
Form = dict[str, str]


def kept_in(store: Store) -> dict[bytes, object]:
    """All that the store holds of records, accounts and the line, in whatever order a hash has its fields."""
    client = store.link.client
    keys = [key for key in client.scan_iter() if not any(one in str(key) for one in BESIDE)]
    return {key: client.hgetall(key) if client.type(key) == b"hash" else client.dump(key) for key in keys}


class Lost:
    """A trail that takes nothing while `Lost` is open: another kind of value stands at its key."""

    def __init__(self, store: Store) -> None:
        self.client = store.link.client

    def __enter__(self) -> None:
        self.client.copy(TRAIL, "aside")
        self.client.set(TRAIL, "no trail")

    def __exit__(self, *_: object) -> None:
        self.client.delete(TRAIL)
        if self.client.exists("aside"):
            self.client.rename("aside", TRAIL)


class LostAfterOne(Trail):
    """A trail that takes one entry, and no second."""

    def note(self, now: datetime, who: str, did: str, about: str = "") -> str:
        if self.latest(1)[0]:
            broken()
        return Trail.note(self, now, who, did, about)


def of_records(kept: DeskStore, ann: Person) -> Iterator[tuple[str, Form]]:
    line, (closed, _), (given, _) = kept.line, held(kept.line, ann.name), held(kept.line, ann.name)
    yield f"/callbacks/{closed}/close", {"outcome": "done"}
    yield f"/callbacks/{closed}/undo", {}
    yield f"/callbacks/{closed}/close", {"outcome": "no_reply"}
    yield f"/callbacks/{given}/give-back", {}
    yield f"/callbacks/{given}/claim", {}
    yield f"/messages/{message(line, ann.name)[0]}/give-back", {}


def of_the_line(kept: DeskStore, pack: Pack) -> Iterator[tuple[str, Form]]:
    day = due_days(pack.hours, OPEN)[0].date()
    yield f"/days/{day}/open", {}
    yield f"/days/{day}/close", {}
    yield "/bounds", {"number": "07400123456", "most": "5"}
    yield f"/bounds/{kept.line.budgets.raised(OPEN)[0].id}/lower", {}
    kept.line.link.client.hset(RESTORED, mapping={"taken": 1, "put_back": int(OPEN.timestamp())})
    yield "/restored/looked", {}


def of_staff(kept: DeskStore, ann: Person) -> Iterator[tuple[str, Form]]:
    other = new_name(kept)
    held(kept.line, other)
    yield "/staff", {"name": "newcomer", "role": "edit"}
    yield f"/staff/{other}/lead", {"lead": "1"}
    yield f"/staff/{other}/role", {"role": "edit"}
    yield f"/start/{kept.invitations.invite(Invitation('set', other))}", {"password": NEW}
    yield f"/staff/{other}/disable", {"state": "out"}
    sealed = SECRET.findall(ann.open("/desk/account/two-factor").page)[0]
    secret = kept.line.seals.unseal(PURPOSE, sealed).partition(" ")[2]
    code = totp.code(secret, int(OPEN.timestamp()) // 30)
    yield "/account/two-factor", {"sealed": sealed, "code": code, "current": PASSWORD}
    yield "/account/backup-codes", {"current": PASSWORD}
    yield "/account/two-factor/off", {"current": PASSWORD}
    yield "/account/phone", {"phone": "07400 123456"}
    yield "/account/password", {"current": PASSWORD, "password": NEW}
    yield "/account/sign-out-everywhere", {}


def broken() -> None:
    raise ResponseError("broken")


def test_what_the_trail_cannot_take_is_not_done_and_what_fails_after_its_entry_leaves_none(
    app: Flask, kept: DeskStore, pack: Pack, person: Callable[..., Person]
) -> None:
    ann, store, app.config["PROPAGATE_EXCEPTIONS"] = person("admin"), kept.line, False
    person("admin")  # a second, or nobody could be shut out
    for deeds in (of_records(kept, ann), of_the_line(kept, pack), of_staff(kept, ann)):
        for path, form in deeds:
            before = kept_in(store)
            with Lost(store):
                assert ann.send(f"/desk{path}", **form).status >= 500, path
            assert kept_in(store) == before, path
            entered = kept.trail.latest(1)[0]
            with AfterEntry(store, broken) as after:
                assert ann.send(f"/desk{path}", **form).status == 500, path
            assert after.came and kept_in(store) == before, path
            assert kept.trail.latest(1)[0] == entered, path
            assert ann.send(f"/desk{path}", **form).status == 200, (path, ann.words)
            assert kept_in(store) != before, path
            assert kept.trail.latest(1)[0] != entered, path


def test_nothing_is_closed_or_freed_that_the_trail_cannot_take(kept: DeskStore) -> None:
    (item_id, _), (spoken, _) = held(kept.line), message(kept.line)
    before = kept_in(kept.line)
    with Lost(kept.line):
        for of, one in ((kept.line.callbacks, item_id), (kept.line.messages, spoken)):
            with pytest.raises(ResponseError):
                close(kept.line, kept.trail, of, Told(one, "done", "ann", OPEN), None)
        with pytest.raises(ResponseError):
            free(kept.line, kept.trail, "ann", "zoe", OPEN)
    assert kept_in(kept.line) == before


def test_a_deed_that_is_refused_leaves_no_entry(kept: DeskStore) -> None:
    item_id, _ = held(kept.line)
    assert close(kept.line, kept.trail, kept.line.callbacks, Told(item_id, "done", "bea", OPEN), None) == (
        "not_yours"
    )
    assert kept.trail.latest(9)[0] == ()
    again = OPEN + timedelta(hours=1), OPEN + timedelta(hours=2)
    close(kept.line, kept.trail, kept.line.callbacks, Told(item_id, "no_reply", "ann", OPEN), again)
    assert [one.did for one in kept.trail.latest(9)[0]] == ["callback:again"]


@pytest.mark.parametrize(
    ("error", "stays"), [(Unreachable, True), (KeepsNothing, False), (ValueError, False)], ids=str
)
def test_an_entry_stays_only_of_what_may_have_been_done(
    kept: DeskStore, error: type[Exception], stays: bool
) -> None:
    with pytest.raises(error), kept.trail.entered(OPEN, "ann", "sign_out"):
        raise error("between")
    assert bool(kept.trail.latest(1)[0]) is stays


def test_a_refusal_is_told_though_its_entry_cannot_be_struck() -> None:
    gone = Link("redis://127.0.0.1:1")
    Trail(gone).strike("1-1")
    gone.close()


def test_a_closing_is_counted_whatever_becomes_of_its_entry(kept: DeskStore) -> None:
    item_id, _ = held(kept.line)
    again = OPEN + timedelta(hours=1), OPEN + timedelta(hours=2)
    told, of = Told(item_id, "no_reply", "ann", OPEN), kept.line.callbacks
    with pytest.raises(ResponseError):
        close(kept.line, LostAfterOne(kept.line.link), of, told, again)
    kept.line.counts.flush()
    assert kept.line.counts.day(OPEN.date())["callback:again"] == 1
