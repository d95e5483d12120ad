"""The start of a web process: what stops it says so in plain lines, and what it loads is what it needs."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app import create_app, load_served
from menus.loading.pack import PackError
from settings import HERE, Settings
from tests.conftest import OPEN
from tests.texter import Texter
from tests.wiring.started_line import keep_pack
from tests.wiring.wire import Wire

CALL = {"CallSid": "CA1", "From": "+447400123456"}


def start(tmp_path: Path, then: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    """A process that makes the app from its environment alone."""
    return subprocess.run(
        [sys.executable, "-c", f"import app; app.create_app(); {then}"],
        env={"PYTHONPATH": str(HERE), "DATA_DIR": str(tmp_path / "data")} | environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_bad_value_stops_the_start_with_one_line_that_names_it(tmp_path: Path) -> None:
    ended = start(tmp_path, PORT="eighty")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    assert "PORT" in ended.stderr


def test_a_pack_that_cannot_be_served_is_named_with_its_faults(tmp_path: Path) -> None:
    ended = start(tmp_path, PACK=str(tmp_path))
    assert ended.returncode == 1
    assert str(tmp_path) in ended.stderr
    assert "menu.toml" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HELPLINE_NUMBER", "+441632960000"),
        ("HELPLINE_NUMBER", "+4401632960000"),
        ("BELL_TO", "staff@example.org,+441632960000"),
    ],
)
def test_a_line_that_would_ring_itself_does_not_start(tmp_path: Path, name: str, value: str) -> None:
    ended = start(tmp_path, TWILIO_NUMBER="+441632960000", **{name: value})
    assert ended.returncode == 1
    assert f"{name}: a number in it is the line's own" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_pack_with_our_own_number_is_refused_unless_the_settings_name_another(settings: Settings) -> None:
    ours = replace(settings, number=load_served(settings, OPEN.date()).hours.numbers[0].number)
    with pytest.raises(PackError, match=r"hours.toml: numbers: one of them is the line's own"):
        load_served(ours, OPEN.date())
    load_served(replace(ours, helpline_number="+442079460999"), OPEN.date())


def test_a_web_process_starts_without_a_store_and_without_what_no_call_needs(tmp_path: Path) -> None:
    heavy = "('twilio.rest', 'zxcvbn', 'argon2', 'limits', 'segno')"
    ended = start(tmp_path, f"import sys; print([name for name in sys.modules if name.startswith({heavy})])")
    told, loaded = ended.stdout.splitlines()
    assert (ended.returncode, loaded, ended.stderr) == (0, "[]", "")
    assert '"began": "away"' in told
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == [
        "HASH_KEY",
        "NUMBER_KEY",
        "SECRET_KEY",
        "store-since",
    ]


def test_live_refuses_a_pack_of_drafts_that_nobody_confirmed(settings: Settings) -> None:
    with pytest.raises(PackError) as caught:
        create_app(replace(settings, live=True))
    keys = {fault.key for fault in caught.value.faults}
    assert {"reviewed_by", "confirmed_by"} <= keys


def test_a_process_that_is_replaced_judges_nothing_anew(settings: Settings, tmp_path: Path) -> None:
    kept = keep_pack(tmp_path, live=True)
    gone = replace(settings, live=True, kept_pack=kept, pack=tmp_path / "gone")
    assert (
        load_served(gone, OPEN.date().replace(year=2036)).service
        == load_served(settings, OPEN.date()).service
    )


def test_the_helpline_number_of_the_settings_takes_the_place_of_the_packs(settings: Settings) -> None:
    given = replace(settings, helpline_number="+442079460999")
    ours, packs = load_served(given, OPEN.date()).hours, load_served(settings, OPEN.date()).hours
    assert [number.number for number in ours.numbers] == ["+442079460999"]
    assert ours.numbers[0].answered_by == packs.numbers[0].answered_by


def test_a_texter_is_given_the_helpline_number_of_the_settings(with_settings: Callable[..., Wire]) -> None:
    wire = with_settings(helpline_number="+442079460999")
    assert "0999" in Texter(wire).text("HELPLINE")
