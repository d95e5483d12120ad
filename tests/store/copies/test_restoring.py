"""What a backup becomes by the time it is restored, as a pure function of its picture."""

import zlib
from datetime import timedelta

import pytest

from store.copies.after import came_after
from store.copies.chunks import BadBackup
from store.copies.form import from_bytes
from store.copies.moving import Kept
from store.copies.picture import Contents, Picture
from store.copies.restoring import Order, as_restored
from store.moments import seconds
from tests.conftest import OPEN

MINUTE = 60_000
LATER = OPEN + timedelta(minutes=10)


def restored(kept: Contents, out: Contents | None = None) -> Contents:
    return as_restored(Picture(OPEN, kept), Order(LATER, False, out or {}, "command"))


@pytest.mark.parametrize(("lasts", "left"), [(9, None), (10, None), (11, 1), (60, 50)])
def test_what_was_kept_for_a_time_is_kept_for_what_is_left_of_it(lasts: int, left: int | None) -> None:
    found = restored({b"line:1:texted:a": Kept("string", b"1", lasts * MINUTE)}).get(b"line:1:texted:a")
    assert (found and found.lasts) == (left and left * MINUTE)


def test_a_clock_that_is_behind_keeps_nothing_for_longer() -> None:
    kept = {b"line:1:texted:a": Kept("string", b"1", MINUTE)}
    early = Order(OPEN - timedelta(days=1), False, {}, "command")
    assert as_restored(Picture(OPEN, kept), early)[b"line:1:texted:a"].lasts == MINUTE


def test_the_restoring_is_the_last_deed_also_after_one_of_a_clock_that_was_ahead() -> None:
    ahead = b"%d-0" % (LATER.timestamp() * 1000 + 5000)
    trail = restored({b"line:1:trail": Kept("stream", [(ahead, {b"did": b"x"})], -1)})[b"line:1:trail"].held
    assert [fields[b"did"] for _, fields in trail] == [b"x", b"restore"]
    assert int(trail[1][0].partition(b"-")[0]) > int(ahead.partition(b"-")[0])


def test_opt_outs_of_another_source_are_added_and_none_is_taken_away() -> None:
    one = Kept("string", b"1", -1)
    found = restored({b"line:1:out:a": one}, {b"line:1:out:b": one})
    assert {b"line:1:out:a", b"line:1:out:b"} <= found.keys()


def test_texts_that_are_sent_at_once_are_tried_for_as_long_as_new_ones() -> None:
    kept = {
        b"line:1:jobs": Kept("zset", [(b"text:a", 1.0)], -1),
        b"line:1:job:text:a": Kept("hash", {b"asked": b"1"}, -1),
    }
    job = as_restored(Picture(OPEN, kept), Order(LATER, True, {}, "command"))[b"line:1:job:text:a"]
    assert job.held[b"released"] == b"%d" % LATER.timestamp()


def test_a_ring_is_dropped_and_what_a_lead_is_to_be_told_is_not() -> None:
    kept = {
        b"line:1:jobs:rings": Kept("zset", [(b"ring:a", 1.0), (b"flag:b", 2.0), (b"ring:gone", 3.0)], -1),
        b"line:1:job:ring:a": Kept("hash", {b"kind": b"ring"}, -1),
        b"line:1:job:flag:b": Kept("hash", {b"kind": b"flag", b"sealed": b"x"}, -1),
    }
    found = restored(kept)
    assert found[b"line:1:jobs:rings"].held == [(b"flag:b", 2.0)]
    assert b"line:1:job:flag:b" in found and b"line:1:job:ring:a" not in found
    del kept[b"line:1:job:flag:b"]
    assert b"line:1:jobs:rings" not in restored(kept)


@pytest.mark.parametrize("sending", [False, True])
def test_no_text_follows_what_was_closed_before_unless_texts_are_sent_at_once(sending: bool) -> None:
    row = {b"state": b"no_reply", b"sealed": b"x", b"may_text": b"1"}
    kept = {
        b"line:1:callbacks:ending": Kept("zset", [(b"00", 1.0), (b"11", 2.0)], -1),
        b"line:1:callback:00": Kept("hash", row, -1),
        b"line:1:callback:22": Kept("hash", row, -1),
    }
    found = as_restored(Picture(OPEN, kept), Order(LATER, sending, {}, "command"))
    assert (b"may_text" in found[b"line:1:callback:00"].held) is sending
    assert found[b"line:1:callback:22"].held == row and b"line:1:callbacks:ending" in found


def test_what_came_after_is_told_by_the_day_where_it_lasts_for_days() -> None:
    words = " ".join(came_after({}, OPEN, OPEN, OPEN + timedelta(days=1)))
    assert "between 10:00:00 on 19 May and 10:00:00 on 20 May 2026 (BST)" in words
    assert "STOP" in words and "Held back" not in words
    assert "STOP" not in " ".join(came_after({}, OPEN, LATER, LATER)), "all opt-outs are known"


def test_the_lines_of_a_later_version_are_refused() -> None:
    with pytest.raises(BadBackup, match="later version"):
        from_bytes([zlib.compress(b'{"form": 2}\n["of another form"]\n')])


def test_the_desk_is_told_until_when_stops_are_known_where_another_source_knew_more() -> None:
    known = OPEN + timedelta(minutes=5)
    kept = as_restored(Picture(OPEN, {}), Order(LATER, False, {}, "command", known))
    assert kept[b"line:1:restored"].held[b"stops"] == str(seconds(known)).encode()
    assert b"stops" not in restored({})[b"line:1:restored"].held
