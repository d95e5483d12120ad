"""The commands with which staff work without the desk, on a store of their own."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from settings import read
from store.desk.trail import Trail
from store.sealed import open_seals
from store.server import aside
from store.server.embedded import Embedded
from store.store import Store
from tests.conftest import OPEN, new_number, opened
from tests.store.people.unheard import unheard
from tools.people.block import block, blocked, unblock
from tools.people.callbacks import callbacks
from tools.people.forget import forget
from tools.people.hold import hold
from tools.people.rotate_keys import rotate_keys
from tools.people.unknown import unknown

NUMBER = "+447400123456"
Run = Callable[..., Result]


@pytest.fixture
def run(environ: dict[str, str]) -> Run:
    """Runs a command as staff do."""

    def run_command(command: click.Command, *words: str, **more: str) -> Result:
        return CliRunner().invoke(command, words, env={**environ, **more})

    return run_command


def waiting(store: Store, number: str = NUMBER) -> str:
    """The id of a new call-back."""
    now = datetime.now(UTC)
    promise = store.callbacks.keep(
        f"CA{number}", number, "morning", "call", (now + timedelta(days=1),), 9, now
    )
    return promise.id  # type: ignore[union-attr]  # Kept


def test_a_call_back_is_listed_claimed_and_closed(store: Store, run: Run) -> None:
    callback_id = waiting(store)
    listed = run(callbacks)
    assert (
        callback_id in listed.output and "in the morning" in listed.output and NUMBER[3:] not in listed.output
    )
    claimed = run(callbacks, "claim", callback_id, "--as", "ann")
    assert claimed.exit_code == 0 and NUMBER in claimed.output
    assert "claimed by ann" in run(callbacks).output
    other = run(callbacks, "claim", callback_id, "--as", "ben")
    assert other.exit_code == 1 and "ann has it" in other.output and NUMBER not in other.output
    assert run(callbacks, "close", callback_id, "done", "--as", "ben").exit_code == 1
    assert "second try from " in run(callbacks, "close", callback_id, "no-reply", "--as", "ann").output
    assert "tried once" in run(callbacks).output
    run(callbacks, "claim", callback_id, "--as", "ann")
    early = run(callbacks, "close", callback_id, "no-reply", "--as", "ann")
    assert early.exit_code == 0 and "not the second try yet" in early.output and " from " in early.output
    run(callbacks, "claim", callback_id, "--as", "ann")
    assert run(callbacks, "close", callback_id, "done", "--as", "ann").exit_code == 0
    assert "0 waiting" in run(callbacks).output and "1 closed" in run(callbacks, "--closed").output
    deeds = [(one.who, one.did.partition(":")[2]) for one in Trail(store.link).latest(9)[0]]
    dids = ("done", "claim", "early", "claim", "again", "claim")
    assert deeds == [("ann", did) for did in dids], "nothing of ben's was done"
    store.counts.flush()
    days = [store.counts.day((datetime.now(UTC) - timedelta(days=n)).date()) for n in (0, 1)]
    assert sum(day.get("first_try:in_time", 0) for day in days) == 1


def test_a_program_can_read_who_waits(store: Store, run: Run) -> None:
    callback_id = waiting(store)
    (row,) = json.loads(run(callbacks, "--json").output)
    assert (row["id"], row["state"], row["by"]) == (callback_id, "open", "call") and "number" not in row


@pytest.mark.usefixtures("store")
def test_an_unknown_id_and_an_unknown_outcome_are_told_apart(run: Run) -> None:
    assert run(callbacks, "claim", "0000").exit_code == 1
    assert run(callbacks, "close", "0000", "lost").exit_code == 2


def test_a_number_is_blocked_as_people_write_it_and_let_go(store: Store, run: Run) -> None:
    done = run(block, "07400 123456", "--for", "30d", "--reason", "shouts")
    assert done.exit_code == 0 and "123456" not in done.output
    (row,) = json.loads(run(blocked, "--json").output)
    assert row["reason"] == "shouts" and store.blocks.is_blocked(NUMBER)
    assert run(unblock, row["id"]).exit_code == 0
    assert run(unblock, "07400123456").exit_code == 1
    assert "0 blocked" in run(blocked).output


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "words", [("12", "--for", "1d"), ("07400123456", "--for", "3x"), ("07400123456", "--for", "400d")]
)
def test_a_block_that_makes_no_sense_is_refused(run: Run, words: tuple[str, ...]) -> None:
    assert run(block, *words).exit_code == 2


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("words", [(), ("--for", "3x")])
def test_a_block_without_its_length_says_how_to_write_it(run: Run, words: tuple[str, ...]) -> None:
    done = run(block, "07400123456", *words)
    assert done.exit_code == 2 and "--for" in done.output and "12h, 30d or 4w" in done.output


@pytest.mark.usefixtures("store")
def test_a_reason_with_a_number_in_it_is_refused(run: Run) -> None:
    assert run(block, "07400123456", "--for", "1d", "--reason", "07400123456 again").exit_code == 2


def test_what_is_held_is_shown_and_erased(store: Store, run: Run) -> None:
    waiting(store)
    store.people.opt_out(NUMBER)
    assert json.loads(run(hold, NUMBER, "--json").output)["callbacks"] == 1
    gone = run(forget, NUMBER)
    assert gone.exit_code == 0 and "call-back" in gone.output and "wants no texts" in gone.output
    assert "On disk: " in gone.output and "every backup that was made before now" in gone.output
    assert run(forget, NUMBER).exit_code == 1
    assert "opted out" in run(hold, NUMBER).output
    store.people.opt_in(NUMBER)
    assert run(hold, NUMBER).exit_code == 1


def test_a_flag_is_named_without_its_content_and_stays_when_the_rest_is_erased(
    store: Store, run: Run
) -> None:
    callback_id = waiting(store)
    store.callbacks.claim(callback_id, "ann", OPEN)
    store.written.notes.write(store.callbacks.queue, callback_id, "ann", "her own words", "")
    store.written.flags.set(store.callbacks.queue, callback_id, "ann", "not safe", OPEN)
    held = run(hold, NUMBER).output
    assert "flagged for safeguarding" in held and "1  notes" in held
    gone = run(forget, NUMBER).output
    assert "Stays: 1  flagged for safeguarding" in gone and "Erased: 1  notes" in gone
    assert "flagged for safeguarding" in run(hold, NUMBER).output
    assert not [words for words in ("her own words", "not safe") if words in held + gone]
    store.written.flags.pass_on(store.callbacks.queue, callback_id, "lea", "whom", OPEN)
    assert run(hold, NUMBER).exit_code == 1


def test_a_call_back_is_closed_with_a_reason_and_one_that_is_kept_for_somebody_says_for_whom(
    store: Store, run: Run
) -> None:
    callback_id = waiting(store)
    run(callbacks, "claim", callback_id, "--as", "ann")
    now = store.callbacks.one(callback_id)
    assert now and now.claimed_at
    store.written.passing.on(store.callbacks.queue, callback_id, "ann", "bea", now.claimed_at)
    refused = run(callbacks, "claim", callback_id, "--as", "cat")
    assert refused.exit_code == 1 and "kept for bea" in refused.output and NUMBER not in refused.output
    run(callbacks, "claim", callback_id, "--as", "bea")
    assert (
        "closed: wrong number" in run(callbacks, "close", callback_id, "wrong-number", "--as", "bea").output
    )
    assert store.callbacks.closed()[0].beside.reason == "wrong_number"


def test_what_was_kept_of_a_broken_store_may_still_hold_it_and_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    copy = aside.copy(tmp_path / "file", tmp_path, datetime.now(UTC))
    assert f"May still hold it: {copy}" in run(forget, NUMBER, DATA_DIR=str(tmp_path)).output


def test_keys_are_rotated_and_a_missing_one_is_noticed(store: Store, run: Run) -> None:
    waiting(store)
    assert "1 sealed" in run(rotate_keys).output
    sealed_with_another(store, waiting(store, new_number()))
    missing = run(rotate_keys)
    assert missing.exit_code == 1 and "1 cannot be opened" in missing.output


def sealed_with_another(store: Store, callback_id: str) -> None:
    """Let the number of a call-back be encrypted with a key that the line has not."""
    token = open_seals([Fernet.generate_key().decode()]).seal("callback", NUMBER)
    store.link.client.hset(store.callbacks.queue.record(callback_id), "sealed", token)


def test_a_call_back_whose_number_does_not_open_is_not_claimed_and_one_line_says_why(
    store: Store, run: Run
) -> None:
    waiting(store, new_number())
    callback_id = waiting(store)
    sealed_with_another(store, callback_id)
    done = run(callbacks, "claim", callback_id, "--as", "ann")
    assert done.exit_code == 1 and "NUMBER_KEY" in done.output and done.output.count("\n") == 1
    one = store.callbacks.one(callback_id)
    assert one and one.state == "open" and not Trail(store.link).latest(9)[0]


@pytest.mark.parametrize("words", [(), ("claim",), ("close",)])
def test_with_another_key_each_command_says_so_in_one_line_and_changes_nothing(
    store: Store, run: Run, words: tuple[str, ...]
) -> None:
    callback_id = waiting(store)
    more = {"": (), "claim": (callback_id,), "close": (callback_id, "done")}["".join(words)]
    done = run(callbacks, *words, *more, NUMBER_KEY=Fernet.generate_key().decode())
    assert done.exit_code == 1 and "NUMBER_KEY is not the one" in done.output and done.output.count("\n") == 1
    one = store.callbacks.one(callback_id)
    assert one and one.state == "open"


def test_a_key_that_is_lost_for_good_is_given_up_on_purpose_alone(store: Store, run: Run) -> None:
    lost, key = waiting(store), Fernet.generate_key().decode()
    store.people.opt_out(NUMBER)
    assert "nothing was done" in run(rotate_keys, "--lost", "--yes").output
    assert run(rotate_keys, "--lost", NUMBER_KEY=key).exit_code == 1, "nobody said yes"
    assert "NUMBER_KEY is not the one" in run(callbacks, NUMBER_KEY=key).output
    done = run(rotate_keys, "--lost", "--yes", NUMBER_KEY=key)
    assert "1 call-backs ended" in done.output
    one = store.callbacks.one(lost)
    assert one and one.state == "withdrawn" and store.people.has_opted_out(NUMBER)
    assert "0 waiting" in run(callbacks, NUMBER_KEY=key).output
    assert "NUMBER_KEY is not the one" in run(callbacks).output


def test_unknown_words_are_listed(store: Store, run: Run) -> None:
    for n in range(5):
        unheard(store, ["statins"], f"+44740012345{n}", datetime.now(UTC))
    assert "statins" in run(unknown).output
    assert [row["word"] for row in json.loads(run(unknown, "--json").output)] == ["statins"]


def test_a_command_joins_the_store_that_runs_in_the_data_folder(embedded: Embedded, run: Run) -> None:
    nothing_given = dict.fromkeys(("REDIS_URL", "HASH_KEY", "NUMBER_KEY", "SECRET_KEY"), "")
    asked = {**nothing_given, "DATA_DIR": str(embedded.data)}
    settings = read({"DATA_DIR": str(embedded.data)}, make=True)  # as the start of the line does
    assert run(block, NUMBER, "--for", "1d", **asked).exit_code == 0
    with opened(embedded.url, settings.hash_key) as store:
        assert store.blocks.is_blocked(NUMBER)


def test_a_store_that_is_away_and_a_bad_setting_are_said_in_one_line(run: Run) -> None:
    away = run(callbacks, REDIS_URL="redis://127.0.0.1:9")
    assert away.exit_code == 1 and away.output.startswith("Error") and away.output.count("\n") == 1
    bad = run(callbacks, PORT="many")
    assert bad.exit_code == 2 and "PORT" in bad.output
