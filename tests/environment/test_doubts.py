"""What was probably meant otherwise is said at the start, and stops nothing."""

import re

import pytest

from environment.doubts import KNOWN, NAMES, doubts
from environment.secret_files import SECRETS
from settings import HERE


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("TWILO_AUTH_TOKEN", "TWILIO_AUTH_TOKEN"),
        ("BELLTO", "BELL_TO"),
        ("LIVEE", "LIVE"),
        ("LIEV", "LIVE"),
        ("HASH_KEY_FIEL", "HASH_KEY_FILE"),
        ("SMTP_URI", "SMTP_URL"),
        ("PUBLIC_URLS", "PUBLIC_URL"),
    ],
)
def test_a_name_one_slip_from_a_setting_is_named_with_the_one_that_is_meant(name: str, meant: str) -> None:
    (said,) = doubts({name: "a-secret", "LANG": "en"})
    assert said.startswith(f"{name}: ") and f"is it {meant}?" in said and "a-secret" not in said


@pytest.mark.parametrize(
    "name", ["TTY", "SORT", "LINE", "BACK", "PATH", "TERM", "PWD", "TWILIO", "PUBLIC_URL_OLD", "live", ""]
)
def test_a_name_of_anybody_elses_is_not(name: str) -> None:
    assert not [*doubts({name: "1"})]


def test_no_setting_of_ours_is_taken_for_a_slip_of_another() -> None:
    assert not [*doubts(dict.fromkeys(KNOWN - {"KEPT_PACK"}, ""))]


@pytest.mark.parametrize(
    ("given", "count"),
    [("a@b", 1), ("ann@example.org, a@b", 1), ("a@b.", 1), ("ann@example.org,+447400123456", 0)],
)
def test_an_address_whose_host_is_not_whole_is_doubted_and_taken(given: str, count: int) -> None:
    assert len([*doubts({"BELL_TO": given})]) == count


def test_an_address_on_this_machine_is_whole() -> None:
    assert not [*doubts({"BELL_TO": "root@localhost"})]


def test_a_kept_pack_of_somebody_else_is_told() -> None:
    (said,) = doubts({"KEPT_PACK": "/nonexistent"})
    assert said.startswith("KEPT_PACK: ")


def test_every_setting_is_known() -> None:
    source = (HERE / "settings.py").read_text(encoding="utf-8")
    read_there = {*re.findall(r'environ, "([A-Z_]+)"', source)} - {"TWILIO_AUTH_TOKEN_FILE"}
    assert read_there == {*NAMES} and {f"{name}_FILE" for name in SECRETS} <= KNOWN
