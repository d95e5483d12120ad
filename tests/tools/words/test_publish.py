"""`flask publish`, and what a start settles: what passes is served, nonsense changes nothing and is told."""

import json
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from environment.line_id import line_id, running_line
from menus.loading import snapshots
from menus.loading.folders import SHIPPED
from serve.packs.choice import Choice
from serve.packs.look import settle
from settings import Settings, current_pack
from tests.packs.broken import BONES, Copy, copy
from tests.wiring.wire import LINE
from tools.words.publish import publish

KEYS = {
    "SECRET_KEY": "s" * 32,
    "NUMBER_KEY": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
    "HASH_KEY": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
}


@dataclass(frozen=True)
class Place:
    """A copy of the shipped pack, and a data folder of its own."""

    made: Copy
    data: Path

    def settings(self, **more: object) -> Settings:
        return Settings(data_dir=self.data, pack=self.made.folder, **more)  # type: ignore[arg-type]

    def publish(self, **environ: str) -> Result:
        environ = {**KEYS, "DATA_DIR": str(self.data), "PACK": str(self.made.folder), **environ}
        return CliRunner(env=environ).invoke(publish, [])

    def served(self) -> str:
        """The name of the pack that is served; "" if none is kept."""
        place = snapshots.current(current_pack(self.data))
        return place.name if place else ""

    def refused(self) -> str:
        return snapshots.noted(current_pack(self.data), snapshots.REFUSED)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(copy(tmp_path), tmp_path / "data")


def test_a_start_keeps_what_passes_and_serves_it_whatever_stands_there_later(
    place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    assert settle(place.settings())
    first = place.served()
    place.made.path("menu.toml").write_text("nonsense [")
    assert settle(place.settings())
    assert place.served() == first
    assert "menu.toml" in place.refused()
    said = [json.loads(line)["said"] for line in capfd.readouterr().err.splitlines()]
    loud, *reasons = [words for words in said if words]
    assert "NOT served" in loud and "flask publish" in loud
    assert any("menu.toml" in reason for reason in reasons)
    place.made.path("menu.toml").write_text((SHIPPED / "menu.toml").read_text())
    place.made.put(BONES, "title", '"Your bones."')
    assert settle(place.settings())
    assert place.served() not in ("", first)
    assert not place.refused()


def test_a_first_start_with_a_bad_pack_ends_as_it_did(
    place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    place.made.path("menu.toml").write_text("nonsense [")
    assert not settle(place.settings())
    first, *_ = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert "cannot start with the pack" in first["said"] and first["level"] == "error"
    assert not place.served()


def test_a_phrase_that_cannot_be_read_is_refused_though_the_files_can(place: Place) -> None:
    place.made.swap("en/matching.toml", "[requests.CALLME]\n", '[requests.CALLME]\nphrases = ["ring//me"]\n')
    assert not settle(place.settings())


def test_a_live_line_takes_no_drafts_but_never_undoes_what_passed(place: Place) -> None:
    assert settle(place.settings())
    assert not settle(place.settings(live=True)), "what passed for a line that is not live is no proof"
    link = current_pack(place.data)
    passed = snapshots.current(link)
    assert passed is not None
    snapshots.mark_passed(passed, live=True)
    place.made.put(BONES, "title", '"Your bones."')
    assert settle(place.settings(live=True)), "the new one is full of drafts; the old one was judged once"
    assert place.served() == passed.name
    assert "reviewed_by" in place.refused()


def test_a_line_that_would_ring_itself_serves_no_kept_pack_either(place: Place) -> None:
    assert settle(place.settings())
    assert not settle(place.settings(helpline_number=LINE, number=LINE))


def test_a_data_folder_that_cannot_be_written_stops_no_line(place: Place) -> None:
    place.data.write_text("no folder")
    assert settle(place.settings())


def test_publish_without_a_line_is_for_the_next_start(place: Place) -> None:
    told = place.publish()
    assert told.exit_code == 0, told.output
    assert place.served() and place.served() in told.output
    assert "next start" in told.output


def test_publish_of_nonsense_changes_nothing_and_is_noted(place: Place) -> None:
    place.publish()
    first = place.served()
    place.made.put("menu.toml", "service", "3")
    told = place.publish()
    assert told.exit_code == 1
    assert "menu.toml: service" in told.output and "nothing was done" in told.output
    assert place.served() == first
    assert "menu.toml: service" in place.refused()
    assert place.publish(LIVE="1").exit_code == 1
    assert place.publish(PORT="eighty").exit_code == 2


@contextmanager
def full_disk() -> Iterator[None]:
    """Nothing can be written into any file for the length of the block."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_on_a_full_disk_publish_says_so_at_once_asks_nothing_of_the_line_and_leaves_nothing(
    place: Place,
) -> None:
    assert place.publish().exit_code == 0
    asked: list[int] = []
    before = signal.signal(signal.SIGHUP, lambda *_: asked.append(1))
    try:
        with line_id(place.data, print):
            with full_disk():
                same = place.publish()
            place.made.put(BONES, "title", '"Your bones."')
            with full_disk():
                another = place.publish()
    finally:
        signal.signal(signal.SIGHUP, before)
    for done in (same, another):
        assert done.exit_code == 1 and "File too large" in done.output and "nothing was done" in done.output
    assert not asked and not list(place.data.glob("packs/.*"))


def test_a_line_that_cannot_tell_what_became_of_a_renewal_says_why(
    place: Place, capfd: pytest.CaptureFixture[str]
) -> None:
    assert place.publish().exit_code == 0
    told: list[Callable[[bool], None]] = []

    class Asked:
        """Parts that only say what they are asked for."""

        def renew(self, *given: Callable[[bool], None]) -> None:
            told.append(given[1])

    Choice(place.settings()).renew(Asked())  # type: ignore[arg-type]
    link = current_pack(place.data)
    link.with_name(f".{snapshots.RENEWED}.{os.getpid()}").mkdir()  # where the note would be drafted
    told[0](True)
    assert "hears nothing" in capfd.readouterr().err


def test_an_id_that_was_left_behind_is_no_line(place: Place) -> None:
    place.data.mkdir()
    (place.data / "line.pid").write_text(f"{os.getpid()}\n")
    assert running_line(place.data) == 0


class Running:
    """A line of the test's own: it holds its id as a real one does, and says what became of a renewal."""

    def __init__(self, place: Place, says: str) -> None:
        self.place, self.says = place, says

    def renews(self, *_: object) -> None:
        link = current_pack(self.place.data)
        passed = snapshots.find_same(link, self.place.made.folder, live=False)
        assert passed and not self.place.served(), "the line alone moves the link"
        snapshots.note(link, snapshots.RENEWED, self.says or passed.name)


@pytest.mark.parametrize(("says", "code"), [("", 0), ("not renewed", 1)])
def test_publish_asks_the_line_and_waits_for_what_it_says(says: str, code: int, place: Place) -> None:
    before = signal.signal(signal.SIGHUP, Running(place, says).renews)
    try:
        with line_id(place.data, print):
            assert running_line(place.data) == os.getpid()
            told = place.publish()
    finally:
        signal.signal(signal.SIGHUP, before)
    assert told.exit_code == code, told.output
    assert (says or "Every process serves") in told.output
