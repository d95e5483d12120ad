"""Another HASH_KEY than the one that wrote the store: nothing is read or promised, and the line says so."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from store.desk.desk import desk_store
from store.link import FIRST_PROBE_SECONDS, KeepsNothing, Unreachable
from store.proof import CHECK, SEALED_CHECK
from store.rotation import rotate
from store.store import Store, open_store
from tests.conftest import NUMBER_KEYS, OPEN
from tests.wiring.stores import wait_until

NOW = datetime(2026, 5, 26, 10, tzinfo=UTC)
CALLER = "+447400123456"
OURS, OTHERS = b"k" * 32, b"o" * 32


@pytest.fixture
def url(store: Store) -> Iterator[str]:
    """The address of an empty store."""
    yield store.link.url
    store.link.client.flushdb()  # and of the check value, too


def opened(url: str, key: bytes, marks: bool = True) -> closing[Store]:
    return closing(open_store(url, key, UTC, NUMBER_KEYS, marks))


def promise(store: Store) -> object:
    days = [NOW + timedelta(days=1)]
    with store.link.waiting():
        return store.callbacks.keep("CA1", CALLER, "any", "call", days, 5, NOW)


def test_the_line_writes_the_check_value_once_and_a_command_never(url: str) -> None:
    with opened(url, OTHERS, marks=False) as command:
        assert command.is_ready()
        assert command.link.client.get(CHECK) is None
    with opened(url, OURS) as line:
        line.people.opt_out(CALLER)
        written = line.link.client.get(CHECK)
        assert written
    with opened(url, OURS) as again:
        assert again.people.has_opted_out(CALLER)
        assert again.link.client.get(CHECK) == written


def test_under_another_key_nothing_is_read_or_promised_and_the_setting_is_named(url: str) -> None:
    with opened(url, OURS) as line:
        line.people.opt_out(CALLER)
    with opened(url, OTHERS) as other:
        for ask in (
            lambda: promise(other),
            lambda: other.people.has_opted_out(CALLER),
            lambda: other.people.opt_out(CALLER),
            lambda: other.texts.seen("SM1", CALLER, OPEN),
        ):
            with pytest.raises(KeepsNothing, match="HASH_KEY is not the one"):
                ask()
        assert not other.is_ready()
        assert other.link.condition.name == "another key"


def test_a_store_of_the_version_before_is_known_by_its_call_backs(url: str) -> None:
    with opened(url, OURS, marks=False) as before:
        promise(before)
    with opened(url, OTHERS) as other, pytest.raises(Unreachable, match="HASH_KEY"):
        promise(other)
    with opened(url, OURS) as line:
        assert line.callbacks.open_of(CALLER)
        assert line.link.client.get(CHECK)


@pytest.mark.parametrize(("before", "told"), [(19, True), (20, False)])
def test_the_first_twenty_call_backs_are_looked_at_those_too_that_no_key_opens(
    url: str, before: int, told: bool
) -> None:
    with opened(url, OURS, marks=False) as line:
        promise(line)
        line.link.client.zadd("line:1:callbacks", {f"old{n}": n for n in range(before)})
    with opened(url, OTHERS, marks=False) as other:
        assert other.is_ready() is not told


def with_keys(url: str, *number_keys: str, marks: bool = True) -> closing[Store]:
    return closing(open_store(url, OURS, UTC, number_keys, marks))


LOST, NEW, OLD = (Fernet.generate_key().decode() for _ in range(3))


def test_under_another_number_key_nothing_is_promised_and_the_setting_is_named(url: str) -> None:
    with with_keys(url, OLD) as line:
        line.people.opt_out(CALLER)
    with with_keys(url, LOST) as other:
        for ask in (lambda: promise(other), lambda: other.people.opt_out(CALLER)):
            with pytest.raises(KeepsNothing, match="NUMBER_KEY is not the one"):
                ask()
        assert not other.is_ready() and other.link.condition.name == "another key"
    with with_keys(url, NEW, OLD) as again:
        assert again.people.has_opted_out(CALLER)
    with with_keys(url) as worker:
        assert worker.is_ready(), "without a key nothing is said of it"


def test_keys_are_changed_without_a_word_once_all_is_sealed_anew(url: str) -> None:
    with with_keys(url, OLD) as line:
        assert promise(line)
    with with_keys(url, NEW, OLD) as both:
        assert both.is_ready()
    with with_keys(url, NEW) as early:
        assert not early.is_ready(), "the old key was taken away too soon"
    with with_keys(url, NEW, OLD) as both:
        assert rotate(both).unopened == 0
    with with_keys(url, NEW) as line:
        assert line.is_ready()
    with with_keys(url, OLD) as old:
        assert not old.is_ready()


def rotated_by_the_version_before(url: str) -> None:
    """All is sealed anew, but not the check value, of which that version knows nothing."""
    with with_keys(url, NEW, OLD) as both:
        kept = both.link.client.hgetall(SEALED_CHECK)
        assert rotate(both).unopened == desk_store(both).staff.rotate()[1] == 0
        both.link.client.hset(SEALED_CHECK, mapping=kept)


def a_text(store: Store) -> object:
    return store.outbox.send("CA2", CALLER, "words", NOW)


def a_phone_of_staff(store: Store) -> object:
    staff = desk_store(store).staff
    return staff.add("ann", "staff") and staff.set_phone("ann", CALLER)


@pytest.mark.parametrize("write", [promise, a_text, a_phone_of_staff])
def test_a_check_value_that_a_change_of_keys_left_behind_is_written_anew(
    url: str, write: Callable[[Store], object]
) -> None:
    with with_keys(url, OLD) as line:
        assert write(line)
    rotated_by_the_version_before(url)
    with with_keys(url, NEW, marks=False) as command:
        before = command.link.client.hgetall(SEALED_CHECK)
        assert command.is_ready() and command.link.client.hgetall(SEALED_CHECK) == before
    with with_keys(url, NEW) as line:
        assert line.is_ready() and line.link.client.hgetall(SEALED_CHECK) != before
    with with_keys(url, OLD) as old:
        assert not old.is_ready()


def test_where_only_some_is_sealed_with_the_keys_of_now_nothing_is_promised_and_the_mend_loses_none(
    url: str,
) -> None:
    with with_keys(url, OLD) as line:
        assert promise(line)
    rotated_by_the_version_before(url)
    with with_keys(url, OLD, NEW) as mixed:
        a_text(mixed)
    with with_keys(url, NEW) as early:
        assert not early.is_ready() and "NEW,OLD" in early.link.condition.line
    with with_keys(url, NEW, OLD) as both:
        assert both.is_ready() and rotate(both).unopened == 0
    with with_keys(url, NEW) as line:
        assert line.is_ready()


def test_a_store_of_the_version_before_is_known_by_its_call_backs_to_be_sealed_with_another_key(
    url: str,
) -> None:
    with with_keys(url, OLD, marks=False) as before:
        promise(before)
    with with_keys(url, LOST) as other:
        assert not other.is_ready()
        assert not other.link.client.exists(CHECK, SEALED_CHECK), "it sets no seal on what is not its own"
    with with_keys(url, OLD) as line:
        assert line.is_ready() and line.link.client.exists(CHECK, SEALED_CHECK) == 2


def test_the_right_store_in_its_place_is_taken_without_a_restart(url: str) -> None:
    with opened(url, OURS) as line:
        assert line.is_ready()
    with opened(url, OTHERS) as other:
        assert not other.is_ready() and not other.is_ready()  # from the second on the probe knocks
        time.sleep(FIRST_PROBE_SECONDS * 2)  # the probe has found it to be the wrong one still
        assert not other.is_ready()
        other.link.client.delete(CHECK)
        wait_until(other.is_ready)
        assert promise(other)
