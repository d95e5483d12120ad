"""`flask restore`: what was promised before the backup is there, what came after is said."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from environment.line_id import line_id
from store.client import make_client
from store.copies.on_disk import load, save
from store.desk.desk import desk_store
from store.desk.invitations import Invitation
from store.promises.rings import Ring
from store.proof import CHECK, MOVING
from tests.conftest import new_number
from tests.store.promises.promised import PLENTY, RECORDING
from tests.store.signing.open_reviews import lay_reviews
from tests.tools.operate.lost import BACKUP_KEY, KEYS, back_up, opened, put_back
from tests.wiring.stores import redis_server, running, short_folder

NOW = datetime.now(UTC)
DAYS = [NOW + timedelta(days=1)]
STOPPED, STOPPED_LATER, WAITS = new_number(), new_number(), new_number()


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, str]]:
    """A folder that was lost, its backup, and a link that was made before it: later somebody texted STOP."""
    file = tmp_path_factory.mktemp("kept") / "one.backup"
    with short_folder() as data:
        with opened(data) as store:
            desk = desk_store(store)
            store.callbacks.keep("CA1", WAITS, "any", "call", DAYS, PLENTY, NOW)
            store.messages.keep(RECORDING, new_number(), 12, NOW)
            store.outbox.send("CA2", WAITS, "words", NOW)
            store.outbox.send("CA3", STOPPED_LATER, "words", NOW)
            store.people.opt_out(STOPPED)
            store.blocks.block(new_number(), "rude", NOW + timedelta(days=90))
            desk.staff.add("anna", "admin", "hash")
            desk.staff.add("ben", "answer")
            token = desk.invitations.invite(Invitation("set", "ben"))
            desk.sessions.begin("anna")
            lay_reviews(desk, NOW)
            desk.rings.ask(Ring("+447400000001", "https://line.example", "Line", "cb1", "anna"), NOW)
            assert back_up(data, file).exit_code == 0
            store.people.opt_out(STOPPED_LATER)
        yield data, file, token


@pytest.fixture
def new() -> Iterator[Path]:
    with short_folder() as folder:
        yield folder / "data"


def test_what_was_promised_is_there_and_nothing_goes_out_by_itself(
    lost: tuple[Path, Path, str], new: Path
) -> None:
    _, file, token = lost
    done = put_back(new, file)
    assert done.exit_code == 0, done.output
    assert {name: (new / name).read_text().strip() for name in KEYS} == KEYS
    assert all((new / name).stat().st_mode & 0o077 == 0 for name in KEYS)
    with opened(new) as store:
        desk = desk_store(store)
        store.link.look()
        assert store.link.condition.reads
        assert store.callbacks.open_of(WAITS) and store.messages.queue.count() == 1
        assert store.people.has_opted_out(STOPPED) and len(store.blocks.all(NOW)) == 1
        assert [account.name for account in desk.staff.all()] == ["anna", "ben"]
        assert not store.link.client.keys("line:1:staff:session:*"), "all are signed out"
        assert desk.invitations.read(token) is None
        latest, _ = desk.trail.latest(1)
        assert [(deed.who, deed.did) for deed in latest] == [("command", "restore")]
        assert store.jobs.take(most=9) == () and store.bell.ring() == {}
        assert store.jobs.waiting() == 2


def test_what_clinicians_signed_is_counted_and_there_again(
    lost: tuple[Path, Path, str], new: Path, tmp_path: Path
) -> None:
    _, file, _ = lost
    done = put_back(new, file)
    held = {line[:30].strip(): line[30:].strip() for line in done.output.splitlines() if line[30:].strip()}
    counts = ("signatures of clinicians", "signatures to countersign", "objections of clinicians")
    assert [held[what] for what in (*counts, "clinicians who may sign")] == ["1"] * 4
    assert held["links for clinicians"] == "0", "a link of before works no more"
    with opened(new) as store:
        reviews = desk_store(store).reviews
        assert reviews.signed()["en/topics/bones"].countersigned_by == "maria"
        assert {of: one.signs for of, each in reviews.answered().items() for one in each.values()} == {
            "en/topics/tests": True,
            "en/topics/steroids": False,
        }
        again = tmp_path / "again.backup"
        assert re.search(r"links for clinicians +0\n", back_up(new, again).output)


def test_texts_go_out_once_an_admin_says_so_and_the_carrier_is_asked_about_each(
    lost: tuple[Path, Path, str], new: Path
) -> None:
    assert put_back(new, lost[1], "--opt-outs-from", lost[0]).exit_code == 0
    with opened(new) as store:
        held = desk_store(store).held
        found = held.look()
        assert found and len(found.asked) == 2 and abs(found.asked[0] - NOW) < timedelta(hours=1)
        assert held.let_go(NOW - timedelta(hours=1)) == (1, 1), "not to somebody who has texted STOP since"
        found = held.look()
        assert found and not found.asked, "staff have still to look at what else is old"
        held.looked()
        assert held.look() is None
        (job,) = store.jobs.take(most=9)
        assert job.unsure and store.outbox.text(job).to == WAITS


def test_old_texts_are_dropped_and_what_was_asked_for_is_known_all_the_same(
    lost: tuple[Path, Path, str], new: Path
) -> None:
    assert put_back(new, lost[1]).exit_code == 0
    with opened(new) as store:
        assert desk_store(store).held.let_go(NOW + timedelta(hours=1)) == (0, 2)
        store.outbox.send("CA2", WAITS, "words", NOW)
        assert store.jobs.waiting() == 0
        assert not [
            one for one in store.link.client.keys("line:1:job:*") if store.link.client.hget(one, "sealed")
        ]


def test_who_is_told_to_send_sends_at_once(lost: tuple[Path, Path, str], new: Path) -> None:
    done = put_back(new, lost[1], "--sending")
    assert done.exit_code == 0 and "Held back" not in done.output
    with opened(new) as store:
        jobs = store.jobs.take(most=9)
        assert {job.kind for job in jobs} == {"text"} and all(job.unsure for job in jobs)


def test_forgetting_a_person_forgets_what_is_held_back_for_them(
    lost: tuple[Path, Path, str], new: Path
) -> None:
    assert put_back(new, lost[1]).exit_code == 0
    with opened(new) as store:
        assert store.jobs.forget(store.people.key(WAITS)) == 1
        assert store.jobs.waiting() == 1


def test_what_came_after_is_said_with_its_span(lost: tuple[Path, Path, str], new: Path) -> None:
    done = put_back(new, lost[1])
    span = re.search(r"texted STOP between ([0-9:]{8}) and ([0-9:]{8}) on \d+ \w+ \d{4}", done.output)
    assert span and span[1] <= span[2]
    assert "promised, changed or erased between" in done.output
    assert "Held back: 2" in done.output
    with opened(new) as store:
        assert not store.people.has_opted_out(STOPPED_LATER), "the loss that is told"


def test_opt_outs_of_a_later_backup_or_of_the_lost_folder_are_taken_over(
    lost: tuple[Path, Path, str], new: Path, tmp_path: Path
) -> None:
    data, file, _ = lost
    later = tmp_path / "later.backup"
    assert back_up(data, later).exit_code == 0
    before = sorted((path, path.stat().st_mtime) for path in data.rglob("*"))
    for n, source in enumerate((later, data)):
        place = new.with_name(f"data{n}")
        done = put_back(place, file, "--opt-outs-from", source)
        assert done.exit_code == 0, done.output
        with opened(place) as store:
            assert store.people.has_opted_out(STOPPED_LATER) and store.people.has_opted_out(STOPPED)
    assert sorted((path, path.stat().st_mtime) for path in data.rglob("*")) == before


def test_nothing_is_restored_over_a_line_or_beside_one_or_with_another_key(
    lost: tuple[Path, Path, str], new: Path, tmp_path: Path
) -> None:
    _, file, _ = lost
    other = b64encode(b"1" * 32).decode()
    cut = tmp_path / "cut.backup"
    cut.write_bytes(file.read_bytes()[:-1])
    ahead = tmp_path / "ahead.backup"
    found = load(file, b64decode(BACKUP_KEY))
    save(
        ahead,
        b64decode(BACKUP_KEY),
        replace(found, picture=replace(found.picture, taken=datetime(2099, 1, 1, tzinfo=UTC))),
    )
    new.mkdir()
    with line_id(new, print):
        assert "a line runs" in put_back(new, file).output
    wrong = [
        (put_back(new, file, BACKUP_KEY=other), 1, "another BACKUP_KEY"),
        (put_back(new, file, BACKUP_KEY=""), 2, "BACKUP_KEY"),
        (put_back(new, cut), 1, "cut or altered"),
        (put_back(new, ahead), 1, "clock"),
        (put_back(new, tmp_path / "none"), 1, "No such file"),
        (put_back(new, file, HASH_KEY=other), 1, "HASH_KEY"),
        (put_back(new, file, NUMBER_KEY=other), 1, "NUMBER_KEY"),
        (put_back(new, file, "--opt-outs-from", tmp_path), 1, "no store"),
    ]
    for done, code, word in wrong:
        assert done.exit_code == code and word in done.output, done.output
    assert not (new / "store").exists() and not (new / "HASH_KEY").exists()
    assert put_back(new, file).exit_code == 0
    assert "already" in put_back(new, file).output
    with running(new):
        assert "somebody else" in put_back(new, file).output


def test_what_was_broken_off_is_not_believed_and_can_be_done_again(
    lost: tuple[Path, Path, str], new: Path
) -> None:
    assert put_back(new, lost[1]).exit_code == 0
    with opened(new) as store:
        store.link.client.set(CHECK, MOVING)
        store.link.client.set("line:1:out:half", 1)
    with opened(new) as store:
        store.link.look()
        assert not store.link.condition.reads and "flask restore" in store.link.condition.line
    assert put_back(new, lost[1]).exit_code == 0
    with opened(new) as store:
        assert store.callbacks.open_of(WAITS) and not store.link.client.exists("line:1:out:half")


def test_a_redis_is_restored_into_and_the_keys_to_give_are_named(
    lost: tuple[Path, Path, str], new: Path, tmp_path: Path
) -> None:
    with redis_server() as url:
        done = put_back(new, lost[1], REDIS_URL=url)
        assert done.exit_code == 0, done.output
        assert f"HASH_KEY_FILE={new / 'HASH_KEY'}" in done.output
        assert KEYS["HASH_KEY"] not in done.output and not (new / "store").exists()
        again = back_up(new, tmp_path / "two.backup", REDIS_URL=url)
        assert again.exit_code == 0 and re.search(r"texts to be sent +2", again.output)
        client = make_client(url, 5)
        client.flushall()
        client.config_set("appendfsync", "everysec")
        assert "appendfsync" in put_back(new, lost[1], REDIS_URL=url).output
        assert client.keys() == []
        client.close()
