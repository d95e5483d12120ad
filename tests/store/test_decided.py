"""Names and numbers that the store was laid out with: data of the version before is found by them."""

import errno
from pathlib import Path

from store import client, link, moments, numbers, sealed, threads
from store.copies import left_over
from store.counts import counts, failures, history, unknown
from store.desk import closures, invitations, pulse, rehearsals, sessions, staff, trail
from store.fitness import minute, vitals
from store.people import blocks, budgets, calls, filling, personal
from store.promises import bell, callbacks, jobs, messages, outbox, places, queue, standing
from store.promises.closed import ending
from store.promises.lists import known
from store.server import aside, embedded, mending, rewriting
from store.server.folder import LOCK, LONGEST_SOCKET, ROOM_BYTES, SOCKET, refused
from tests.people.desk import real_passwords

DAY = 86_400


def test_each_kind_of_record_lies_under_the_name_that_it_always_had() -> None:
    assert {
        name.removeprefix("line:1:")
        for name in (
            *(blocks.BLOCKS, blocks.RECORD, budgets.RAISED, counts.DAYS, counts.ONCE, failures.NOTES),
            *(unknown.WORDS, unknown.USERS, closures.CLOSURES, invitations.INVITATION),
            *(invitations.FIRST_ACCOUNT, pulse.PULSE, sessions.SESSION, staff.STAFF, staff.ACCOUNT),
            *(staff.CODES, trail.TRAIL, bell.BELL, bell.RINGING, bell.QUIET, jobs.JOBS, jobs.RECORD),
        )
    } == {
        *("blocks", "block:", "raised", "days", "once:", "failures", "unknown", "unknown:", "closures"),
        *("staff:link:", "staff:first", "pulse:worker", "staff:session:", "staff", "staff:of:"),
        *("staff:codes:", "trail", "bell", "bell:ringing", "bell:quiet", "jobs", "job:"),
    }
    assert (*("callback", "message", "recording", "text", "erase"),) == (
        callbacks.KIND,
        messages.KIND,
        messages.DELETION,
        outbox.KIND,
        personal.ERASURE,
    )
    assert (*("own", "more:", "invited", "first"),) == (
        callbacks.OWN,
        places.MORE,
        invitations.NEWEST,
        invitations.FIRST,
    )
    assert (*("withheld", "relay", "withheld", "part:"),) == (
        outbox.WITHHELD,
        standing.RELAY,
        standing.HIDDEN,
        standing.PART,
    )


def test_what_is_kept_of_people_is_kept_so_long_and_named_by_so_many_digits_of_a_hash() -> None:
    assert (blocks.ID_DIGITS, budgets.ID_DIGITS, calls.CALL_DIGITS, callbacks.ID_DIGITS) == (12, 12, 16, 16)
    assert (places.KEPT_SECONDS, filling.ID_DIGITS, filling.TAIL_DIGITS) == (60 * DAY, 12, 2)
    assert (invitations.FIRST_SECONDS, invitations.INVITED_SECONDS) == (3600, 3 * DAY)
    assert sessions.LONGEST_SECONDS == 12 * 3600
    assert (counts.MOST_ONCE, history.AT_ONCE, queue.TRIES) == (10_000, 50, 2)


def test_a_store_that_is_away_is_waited_for_so_long() -> None:
    assert (link.PROMISE_SECONDS, link.WAITERS, link.AGAIN_SECONDS, threads.END_SECONDS) == (
        2.0,
        4,
        0.05,
        1.0,
    )
    assert (minute.MINUTE_SECONDS, minute.SOON_SECONDS, vitals.TRIED_SECONDS) == (60.0, 1.0, 60)
    assert client.KEEPS_NOTHING[:4] == ("OOM", "MISCONF", "READONLY", "NOREPLICAS")
    assert (moments.HOUR, moments.DAY, sealed.URL_SECONDS) == (3600, DAY, 600)


def test_the_stores_own_server_has_so_long_for_each_of_its_deeds() -> None:
    assert (embedded.START_SECONDS, embedded.END_SECONDS, embedded.LOG_BYTES) == (30.0, 3.0, 1_000_000)
    assert (mending.TOOL_SECONDS, aside.KEPT.days, left_over.SECONDS) == (600, 14, 60.0)
    assert (rewriting.LOOK_SECONDS, rewriting.PATIENCE_SECONDS, rewriting.AGAIN_SECONDS) == (60.0, 60.0, 3600)


def test_so_many_are_shown_or_ended_at_a_time_and_all_is_read_anew_each_minute() -> None:
    assert (rehearsals.MOST_NOTES, known.ANEW_SECONDS) == (200, 60)
    assert (ending.LOOK_SECONDS, ending.AT_ONCE, ending.TEXT_WITHIN.seconds) == (5.0, 100, 2 * 3600)


def test_a_password_is_hashed_in_one_lane_of_19_mib_and_so_is_nobodys() -> None:
    fresh = real_passwords()
    hash_password, fits = fresh.hash_password, fresh.fits
    made = hash_password("correct horse")
    assert made.rpartition("$")[0].rpartition("$")[0] == "$argon2id$v=19$m=19456,t=2,p=1"
    assert fits(made, "correct horse") and not fits(made, "battery staple")
    assert not fresh.HASHER.check_needs_rehash(fresh.NOBODY) and not fits("", "") and not fits("no hash", "x")


def test_where_the_disk_is_full_staff_are_told_how_much_to_make_free(tmp_path: Path) -> None:
    assert (ROOM_BYTES, LONGEST_SOCKET, SOCKET, LOCK) == (16 * 1024 * 1024, 100, "store.sock", "lock")
    for code in (errno.ENOSPC, errno.EDQUOT):
        full = str(refused(tmp_path, OSError(code, "no")))
        assert full == f"{tmp_path} is full: make 16 MB free, or set DATA_DIR"
    said = str(refused(tmp_path, OSError(errno.EACCES, "not yours")))
    assert said == f"{tmp_path} cannot be written (not yours): make it writable, or set DATA_DIR"


def test_a_number_is_known_by_its_digits_as_this_country_deals_them_out() -> None:
    assert (numbers.REGION, numbers.COUNTRY) == ("GB", 44)
    assert numbers.WITHHELD == ("266696687", "7378742833", "2562533", "8656696", "86282452253", "464")
    costly = {"+449012345678", "+448712345678", "+44118118", "+447012345678", "+447612345678"}
    free = {"+447624123456", "+448001111", "+442079460123", "+447700900123", "+448457909090"}
    assert {one for one in costly | free if numbers.COSTLY.match(one)} == costly | {"+448457909090"}


def test_each_way_to_close_an_item_ends_it_in_one_of_three_states_with_its_reason() -> None:
    assert queue.ENDED == {
        "done": ("done", "reached"),
        "no_reply": ("no_reply", "no_reply"),
        "withdrawn": ("withdrawn", "not_wanted"),
        "wrong_number": ("withdrawn", "wrong_number"),
        "passed_on": ("done", "passed_on"),
    }
