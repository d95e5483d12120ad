"""A pack on disk that does not pass is told on the desk, by health and in the log, until one passes."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask

from menus.loading import snapshots
from settings import SHIPPED, current_pack
from store.desk.desk import DeskStore
from tests.conftest import OPEN
from tests.people.desk import Person, new_name
from tests.wiring.started_line import keep_pack
from web.last_good import LastGood


class Told:
    """A log that a test can read."""

    def __init__(self) -> None:
        self.lines: list[dict[str, object]] = []

    def warning(self, event: str, **values: object) -> None:
        self.lines.append({"event": event, **values})


def test_desk_and_health_tell_that_the_pack_on_disk_is_not_served(
    line_with: Callable[..., Flask], kept: DeskStore, tmp_path: Path
) -> None:
    link = keep_pack(tmp_path, live=False).with_name("current")
    snapshots.make_current(link, keep_pack(tmp_path, live=False))
    app = line_with(kept_pack=link, pack=tmp_path / "gone", data_dir=tmp_path)
    ann, client = Person(app, new_name(kept)).sign_in(), app.test_client()
    assert "not the newest words" not in ann.open("/desk").words
    assert client.get("/health/ready").json["pack"] == "served"  # type: ignore[index]
    snapshots.note(link, snapshots.REFUSED, "menu.toml: is not TOML\nhours.toml: is missing")
    words = ann.open("/desk").words
    assert "not the newest words" in words and "is not TOML" in words and "1 more reason" in words
    ready = client.get("/health/ready")
    assert (ready.status_code, ready.json["pack"]) == (200, "refused")  # type: ignore[index]


def test_the_log_tells_it_once_when_it_begins_and_once_when_it_ends(tmp_path: Path) -> None:
    link, log = tmp_path / "packs" / "current", Told()
    told = LastGood(link, log)
    for refused in ("", "menu.toml: is empty", "menu.toml: is empty", ""):
        snapshots.note(link, snapshots.REFUSED, refused)
        told.tell(OPEN)
    assert [(line["event"], line.get("began"), line.get("ended")) for line in log.lines] == [
        ("pack", "refused", None),
        ("pack", None, "refused"),
    ]
    assert LastGood(None, log).refused() == ""


def test_health_names_the_pack_as_publish_does(tmp_path: Path) -> None:
    place, link = keep_pack(tmp_path, live=False), current_pack(tmp_path)
    snapshots.make_current(link, place)
    assert LastGood(link, Told()).served(tmp_path / "gone") == place.name
    assert LastGood(None, Told()).served(SHIPPED) == place.name
