"""`flask fallback` prints what the carrier keeps for us, or writes it into a folder."""

from pathlib import Path

from click.testing import CliRunner, Result

from menus.loading import snapshots
from settings import current_pack
from tests.wiring.started_line import keep_pack
from tools.operate.fallback import fallback


def run(tmp_path: Path, *arguments: str, **environ: str) -> Result:
    runner = CliRunner(env={"DATA_DIR": str(tmp_path / "data"), "PACK": "", **environ})
    return runner.invoke(fallback, arguments)


def test_it_prints_one_document_or_both(tmp_path: Path) -> None:
    both, calls, texts = (run(tmp_path, *more).output for more in ((), ("--calls",), ("--texts",)))
    assert "<Say" in calls
    assert "<Message>" not in calls
    assert "<Message>" in texts
    assert "<Say" not in texts
    assert both == calls + texts


def test_it_writes_both_into_a_folder_and_says_where(tmp_path: Path) -> None:
    told = run(tmp_path, "--into", str(tmp_path / "new" / "site"))
    assert told.exit_code == 0, told.output
    assert (tmp_path / "new" / "site" / "voice.xml").read_text() in run(tmp_path, "--calls").output
    assert b"<Message>" in (tmp_path / "new" / "site" / "sms.xml").read_bytes()


def test_helpline_number_changes_words_and_checksum(tmp_path: Path) -> None:
    ours, theirs = ({}, {"HELPLINE_NUMBER": "+442079460123"})
    assert "020 7946 0123" in run(tmp_path, "--texts", **theirs).output
    sums = {run(tmp_path, "--checksum", **environ).output for environ in (ours, theirs)}
    assert len(sums) == 2
    assert all(len(one.splitlines()) == 2 for one in sums)


def test_it_is_of_the_pack_that_is_served_whatever_stands_on_disk(tmp_path: Path) -> None:
    before = run(tmp_path, "--checksum").output
    data = tmp_path / "data"
    snapshots.make_current(current_pack(data), keep_pack(data, live=False))
    told = run(tmp_path, "--checksum", PACK=str(tmp_path / "gone"))
    assert (told.exit_code, told.output) == (0, before)


def test_a_pack_or_a_setting_that_is_no_good_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    refused = run(tmp_path, PACK=str(tmp_path / "empty"))
    assert refused.exit_code == 1
    assert run(tmp_path, PORT="many").exit_code == 2
