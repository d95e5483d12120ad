"""`flask move-store`: all that the line keeps is in the other store, and only where no line is touched."""

import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from environment.line_id import line_id
from environment.moved import NOTE
from serve.line import serve
from store.client import make_client
from store.copies.moving import differing, digests
from store.desk.desk import desk_store
from store.desk.pulse import PULSE
from store.keys import PREFIX
from store.proof import CHECK, MOVING, SEALED_CHECK
from store.server.embedded import Embedded, address
from store.store import Store, open_store
from tests.conftest import HASH_KEY, LONDON, NUMBER_KEYS, OPEN, new_number
from tests.store.signing.open_reviews import lay_reviews
from tests.wiring.stores import running, short_folder
from tools.move_store import move_store
from tools.people.hold import hold

FRIEND = "+447400999999"


@contextmanager
def opened(url: str, hash_key: bytes = HASH_KEY) -> Iterator[Store]:
    store = open_store(f"{url}?socket_timeout=5", hash_key, LONDON, NUMBER_KEYS, marks=True)
    yield store
    store.close()


@pytest.fixture(scope="module")
def kept() -> Iterator[Path]:
    """The folder of a store that has run and ended: it keeps something of each type."""
    with short_folder() as data:
        with running(data), opened(address(data)) as store:
            days = [OPEN + timedelta(days=1)]
            store.callbacks.keep("CA1", FRIEND, "any", "call", days, 9, OPEN)
            store.texts.settle("SM1", FRIEND, "", "a talk", b"a reply", "out")
            store.outbox.send("CA2", new_number(), "words", OPEN)
            desk_store(store).trail.note(OPEN, "ann", "looked")
            lay_reviews(desk_store(store), OPEN)
            desk_store(store).pulse.beat(datetime.now(UTC))  # the line has ended just now
            store.link.client.rpush(f"{PREFIX}list", *range(2500))
            store.link.client.set(f"{PREFIX}empty", b"")
        yield data


@pytest.fixture(scope="module")
def target() -> Iterator[Embedded]:
    """Another store, which is empty at first."""
    with short_folder() as folder, running(folder) as server:
        yield server


@pytest.fixture
def other(target: Embedded) -> Iterator[str]:
    """The address of another store, emptied."""
    with closing(make_client(target.url, 5)) as client:
        client.flushall()
    yield target.url


def of_line(data: Path, hash_key: bytes = HASH_KEY) -> dict[str, str]:
    """The settings of the line whose embedded store is in `data`."""
    keys = {"HASH_KEY": b64encode(hash_key).decode(), "NUMBER_KEY": NUMBER_KEYS[0], "SECRET_KEY": "0" * 64}
    return {"DATA_DIR": str(data), "REDIS_URL": "", **keys}


def run(data: Path, *words: str, hash_key: bytes = HASH_KEY) -> Result:
    return CliRunner().invoke(move_store, words, env=of_line(data, hash_key))


def test_its_help_tells_that_no_line_uses_the_old_store_any_more() -> None:
    told = " ".join(CliRunner().invoke(move_store, ["--help"]).output.split())
    assert "shut by a note" in told and "stays as it is" not in told


def test_all_is_there_and_can_be_moved_again(kept: Path, other: str) -> None:
    done = run(kept, other)
    assert done.exit_code == 0, done.output
    ours, theirs = done.output.split("\nall")[1].split()[:2]
    assert ours == theirs and int(ours) > 10
    for what, count in (("signatures", "1"), ("clinicians' answers", "2"), ("clinicians' links", "1")):
        assert done.output.split(f"\n{what}")[1].split()[:2] == [count, count], what
    with opened(other) as store:
        assert store.callbacks.open_of(FRIEND) and store.people.has_opted_out(FRIEND)
        assert desk_store(store).reviews.signed().keys() == {"en/topics/bones"}
        assert [deed.who for deed in desk_store(store).trail.latest(9)[0]] == ["ann"]
        assert 0 < store.link.client.pttl(store.texts.keys.talk(FRIEND)) <= 86_400_000
        assert store.link.client.get(f"{PREFIX}empty") == b""
        assert store.link.client.lrange(f"{PREFIX}list", -1, -1) == [b"2499"]
    assert run(kept, other).exit_code == 0


def test_what_a_line_has_kept_there_since_is_not_written_over_unless_told_so(kept: Path, other: str) -> None:
    assert run(kept, other).exit_code == 0
    with opened(other) as store:
        store.texts.settle("SM9", "+447400888888", "", "", b"a reply", "out")
        refused = run(kept, other)
        assert refused.exit_code == 1 and "--replace" in refused.output
        assert store.people.has_opted_out("+447400888888")
        assert run(kept, other, "--replace").exit_code == 0
        assert not store.people.has_opted_out("+447400888888")


def test_a_store_on_which_a_line_has_started_and_kept_nothing_is_taken_and_fits_the_keys(
    kept: Path, other: str
) -> None:
    with opened(other) as store:
        store.link.look()
        theirs = store.link.client.hgetall(SEALED_CHECK)
        assert theirs
    assert run(kept, other).exit_code == 0
    with closing(make_client(other, 5)) as client:
        assert client.hgetall(SEALED_CHECK) != theirs, "that of the store that was copied"
        assert run(kept, other).exit_code == 0
        client.hset(SEALED_CHECK, "sealed", "of a lost key")
        client.set(CHECK, MOVING)
    assert run(kept, other).exit_code == 0
    with opened(other) as store:
        store.link.look()
        assert store.link.condition.promises


def test_a_copy_that_was_broken_off_is_not_believed_and_goes_on(kept: Path, other: str) -> None:
    with closing(make_client(other, 5)) as client:
        client.set(CHECK, MOVING)
        client.set(f"{PREFIX}out:gone", 1)
    with opened(other) as store:
        store.link.look()
        assert not store.link.condition.reads and "move-store" in store.link.condition.line
    assert run(kept, other).exit_code == 0
    with opened(other) as store:
        assert store.people.has_opted_out(FRIEND)
        assert not store.link.client.exists(f"{PREFIX}out:gone")


@pytest.mark.parametrize("which", ["another key", "pulse", "no file"])
def test_a_store_that_is_anothers_or_keeps_nothing_is_left_alone(kept: Path, other: str, which: str) -> None:
    with closing(make_client(other, 5)) as client:
        match which:
            case "another key":
                client.set(CHECK, "0" * 64)
            case "pulse":
                client.set(PULSE, int(time.time()))
            case _:
                client.config_set("appendfsync", "everysec")
        before = client.keys()
        refused = run(kept, other, "--replace")
        client.config_set("appendfsync", "always")
        assert refused.exit_code == 1
        assert {"another key": "HASH_KEY", "pulse": "at work", "no file": "appendfsync"}[
            which
        ] in refused.output
        assert client.keys() == before


def test_beside_a_running_line_nothing_is_moved(kept: Path, other: str) -> None:
    with line_id(kept, print):
        assert "the line runs" in run(kept, other).output
    with running(kept):
        assert "somebody else" in run(kept, other).output
    assert run(kept, other, hash_key=b"1" * 32).exit_code == 1
    with closing(make_client(other, 5)) as client:
        assert client.keys() == []


def test_a_bad_address_is_misuse(kept: Path) -> None:
    assert run(kept, "store.example.org").exit_code == 2
    assert "answer" in run(kept, "unix:///nonexistent/x.sock").output


def test_what_differs_is_seen_and_what_ends_meanwhile_is_not(store: Store) -> None:
    client = store.link.client
    client.set(f"{PREFIX}a", 1)
    client.set(f"{PREFIX}b", 1, ex=30)
    before = digests(client)
    client.delete(f"{PREFIX}b")
    assert differing(before, digests(client)) == set()
    client.set(f"{PREFIX}a", 2)
    assert differing(before, digests(client)) == {f"{PREFIX}a".encode()}


def test_no_line_and_no_command_goes_on_with_the_old_store_until_its_note_is_deleted(
    kept: Path, other: str
) -> None:
    assert "no line and no command" in run(kept, other).output
    for command, words in ((serve, ()), (hold, (FRIEND,))):
        refused = CliRunner().invoke(command, words, env={**of_line(kept), "PORT": "1"})
        assert refused.exit_code == 2 and "moved to another store" in refused.output, command
    there = CliRunner().invoke(hold, (FRIEND,), env={**of_line(kept), "REDIS_URL": other})
    assert there.exit_code == 0, there.output
    assert run(kept, other).exit_code == 0, "it can be moved again"
    (kept / NOTE).unlink()
    assert CliRunner().invoke(hold, (FRIEND,), env=of_line(kept)).exit_code == 0


def test_a_note_that_cannot_be_written_is_told_with_what_to_do(kept: Path, other: str) -> None:
    (kept / NOTE).unlink(missing_ok=True)
    (kept / NOTE).mkdir()
    told = run(kept, other)
    (kept / NOTE).rmdir()
    assert told.exit_code == 1 and "all is moved; but" in told.output and "rename that folder" in told.output
