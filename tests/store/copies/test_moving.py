"""How two stores are compared, what a restored one holds, and what a backup is said to hold: pure."""

import json
import zlib
from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet

from store.copies.after import came_after, told
from store.copies.contents import counted_by_kind
from store.copies.form import from_bytes
from store.copies.moving import Kept, _parts, differing
from store.copies.picture import Contents, Picture
from store.copies.restoring import Order, as_restored
from store.moments import seconds
from store.sealed import open_seals
from tests.conftest import OPEN

SEALS = open_seals([Fernet.generate_key().decode()])
SECOND = timedelta(seconds=1)
NOW = int(OPEN.timestamp() * 1000)


def text(held: object = b"1", lasts: int = -1) -> Kept:
    return Kept("string", held, lasts)


def restored(kept: Contents, sending: bool = False, now: Any = OPEN) -> Contents:
    return as_restored(Picture(OPEN, kept), Order(now, sending, {}, "command"))


@pytest.mark.parametrize(("lasts", "ends"), [(-1, False), (0, True), (59_999, True), (60_000, False)])
def test_what_expires_within_a_minute_may_be_gone_when_stores_are_compared(lasts: int, ends: bool) -> None:
    assert text(lasts=lasts).ends is ends
    here = {b"a": (b"1", ends)}
    assert differing(here, {}) == differing({}, here) == ({b"a"} if not ends else set())
    assert differing(here, {b"a": (b"2", ends)}) == {b"a"}, "what both have must be the same"
    assert differing(here, here) == set()


def test_a_set_and_a_hash_are_the_same_in_any_order_and_nothing_else_is() -> None:
    assert (
        Kept("hash", {b"a": b"1", b"b": b"2"}, -1).digest == Kept("hash", {b"b": b"2", b"a": b"1"}, 5).digest
    )
    assert text(b"1").digest != text(b"2").digest
    assert Kept("list", [b"1", b"2"], -1).digest != Kept("list", [b"2", b"1"], -1).digest
    assert Kept("list", [b"1"], -1).digest != Kept("set", {b"1"}, -1).digest


@pytest.mark.parametrize(("size", "parts"), [(0, []), (1, [1]), (4, [4]), (5, [4, 1]), (9, [4, 4, 1])])
def test_much_is_written_in_parts_and_nothing_twice(size: int, parts: list[int]) -> None:
    found = list(_parts(list(range(size)), 4))
    assert [len(part) for part in found] == parts and [one for part in found for one in part] == list(
        range(size)
    )


@pytest.mark.parametrize(("lasts", "left"), [(-1, -1), (1, None), (1000, None), (1001, 1)])
def test_what_lasted_a_second_is_gone_a_second_later_and_what_stays_stays(
    lasts: int, left: int | None
) -> None:
    found = restored({b"line:1:texted:a": text(lasts=lasts)}, now=OPEN + SECOND).get(b"line:1:texted:a")
    assert (found and found.lasts) == left


@pytest.mark.parametrize(
    ("last", "place"), [(None, NOW), (NOW - 1, NOW), (NOW, NOW + 1), (NOW + 9, NOW + 10)]
)
def test_the_restoring_stands_in_the_trail_just_behind_the_last_deed(last: int | None, place: int) -> None:
    deeds = [(b"%d-3" % at, {b"did": b"x"}) for at in (1, last) if last is not None]
    before = {b"line:1:trail": Kept("stream", deeds, -1)} if deeds else {}
    entry, deed = restored(before)[b"line:1:trail"].held[-1]
    assert entry == b"%d-0" % place
    assert (deed[b"who"], deed[b"did"], deed[b"at"]) == (b"command", b"restore", b"%d" % seconds(OPEN))
    assert deed[b"about"] == b"2026-05-19T09:00Z"


def job(kind: str = "text", **held: str) -> Kept:
    return Kept("hash", {b"kind": kind.encode(), **{k.encode(): v.encode() for k, v in held.items()}}, -1)


def test_texts_are_held_back_in_the_order_in_which_they_were_asked_for_behind_those_held_before() -> None:
    found = restored(
        {
            b"line:1:jobs": Kept("zset", [(b"text:b", 1.0), (b"text:a", 2.0), (b"gone", 3.0)], -1),
            b"line:1:jobs:held": Kept("zset", [(b"text:c", 15.0)], -1),
            b"line:1:job:text:a": job(asked="10"),
            b"line:1:job:text:b": job(asked="20"),
        }
    )
    assert found[b"line:1:jobs:held"].held == [(b"text:a", 10.0), (b"text:c", 15.0), (b"text:b", 20.0)]
    assert b"line:1:jobs" not in found
    assert [found[b"line:1:job:text:" + one].held[b"begun"] for one in (b"a", b"b")] == [b"1", b"1"]
    assert b"released" not in found[b"line:1:job:text:a"].held
    assert "Held back: 3 to be sent by text." in " ".join(came_after(found, OPEN, OPEN, OPEN))
    assert told(found, OPEN, OPEN, OPEN, {})["held"] == 3


def test_letters_and_links_for_one_use_are_not_restored_and_deletions_are() -> None:
    found = restored(
        {
            b"line:1:jobs:deletions": Kept("zset", [(b"letter:a", 1.0), (b"recording:b", 2.0)], -1),
            b"line:1:job:letter:a": job("letter"),
            b"line:1:job:recording:b": job("recording"),
            b"line:1:staff:link:x": text(),
            b"line:1:staff:of:ann": job(),
        }
    )
    assert found[b"line:1:jobs:deletions"].held == [(b"recording:b", 2.0)]
    assert b"line:1:job:letter:a" not in found and b"line:1:job:recording:b" in found
    assert b"line:1:staff:link:x" not in found and b"line:1:staff:of:ann" in found


@pytest.mark.parametrize(
    "name", ["jobs:turns", "bell", "bell:ringing", "bell:quiet", "staff:first", "review:links"]
)
def test_what_tells_whose_turn_it_was_or_of_what_staff_were_told_is_not_restored(name: str) -> None:
    key = f"line:1:{name}".encode()
    assert key not in restored({key: text()}) and key + b"s" in restored({key + b"s": text()})


def test_a_backup_says_what_is_in_it_as_staff_call_it() -> None:
    def answer(review_by: str | None, closed: str = "") -> bytes:
        return SEALS.seal("review answer", json.dumps({"review_by": review_by, "closed": closed})).encode()

    answers = [answer("2027-05-19"), answer("2027-05-19"), answer(None), answer("2027-05-19", "put away")]
    kept = {
        b"line:1:callbacks": Kept("zset", [(b"1", 1.0), (b"2", 2.0)], -1),
        b"line:1:jobs": Kept("zset", [(b"text:a", 1.0)], -1),
        b"line:1:jobs:held": Kept("zset", [(b"text:b", 1.0), (b"text:c", 2.0)], -1),
        b"line:1:review:answers": Kept("hash", {b"%d" % n: row for n, row in enumerate(answers)}, -1),
        b"line:1:out:a": text(),
        b"line:1:other:out:b": text(),
    }
    found = {what: count for what, count in counted_by_kind(kept, SEALS).items() if count}
    assert found == {
        "call-backs that wait": 2,
        "texts to be sent": 3,
        "signatures to countersign": 2,
        "objections of clinicians": 1,
        "opt-outs (STOP)": 1,
        "keys in all": 6,
    }
    unopened = counted_by_kind(kept, open_seals([Fernet.generate_key().decode()]))
    assert unopened["answers of clinicians"] == 4 and "signatures to countersign" not in unopened


def test_a_backup_of_this_version_is_read() -> None:
    head = json.dumps({"form": 1, "taken": OPEN.timestamp(), "keys": {}, "check": "c"}).encode()
    found = from_bytes([zlib.compress(head + b'\n["a", "string", -1, "1"]\n')])
    assert (found.picture.taken, found.picture.kept, found.check) == (OPEN, {b"a": text()}, "c")


@pytest.mark.parametrize(("late", "said"), [(0, False), (1, True)])
def test_whoever_texted_stop_since_is_told_of_unless_all_are_known(late: int, said: bool) -> None:
    words = " ".join(came_after({}, OPEN - SECOND, OPEN, OPEN + late * SECOND))
    assert ("Whoever texted STOP between" in words) is said
    assert "Not known here: whatever was promised, changed or erased between 09:59:59 and 10:00:0" in words
