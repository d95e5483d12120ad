"""The environment: every value is read, a bad one is named, and keys are made once."""

import base64
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from environment.secret_files import SECRETS, with_secrets
from menus.loading.folders import SHIPPED
from settings import HERE, BadSetting, Settings, current_pack, not_set, read

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
KEYS = {"SECRET_KEY": "s" * 32, "NUMBER_KEY": KEY, "HASH_KEY": KEY}
NAMES = ("SECRET_KEY", "NUMBER_KEY", "HASH_KEY")


def test_an_empty_environment_gives_the_defaults(tmp_path: Path) -> None:
    found = read({"DATA_DIR": str(tmp_path)}, make=True)
    assert (found.port, found.trusted_proxies, found.web_concurrency) == (8000, 0, 2)
    assert (found.auth_tokens, found.try_on, found.live) == ((), False, False)
    assert found.pack == SHIPPED
    assert found.redis_url == ""


def test_data_stays_in_the_checkout_unless_told_otherwise() -> None:
    assert read(KEYS).data_dir == HERE / "var"


def test_every_value_is_read(tmp_path: Path) -> None:
    found = read(
        KEYS
        | {
            "TWILIO_ACCOUNT_SID": "AC" + "0a" * 16,
            "TWILIO_AUTH_TOKEN": " new , old ",
            "TWILIO_NUMBER": "+442079460123",
            "TWILIO_API_BASE": "http://127.0.0.1:9",
            "PUBLIC_URL": "https://line.example.org:8443/",
            "TRUSTED_PROXIES": "2",
            "REDIS_URL": "rediss://:secret@store.example.org:6380/1",
            "PACK": str(tmp_path),
            "HELPLINE_NUMBER": "+442079460999",
            "BELL_TO": "+447400123456, staff@example.org",
            "SMTP_URL": "smtp://mail.example.org:587",
            "PORT": "8080",
            "WEB_CONCURRENCY": "4",
            "TRY": "1",
            "LIVE": "1",
        }
    )
    assert found.auth_tokens == ("new", "old")
    assert found.public_url == "https://line.example.org:8443"
    assert found.bell_to == ("+447400123456", "staff@example.org")
    assert found.redis_url == "rediss://:secret@store.example.org:6380/1"
    assert (found.port, found.web_concurrency, found.trusted_proxies) == (8080, 4, 2)
    assert (found.try_on, found.live, found.pack) == (True, True, tmp_path)
    assert found.hash_key == bytes(range(32))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "8_000"),
        ("PORT", "٨٠٠٠"),
        ("WEB_CONCURRENCY", "0"),
        ("WEB_CONCURRENCY", "-1"),
        ("TRUSTED_PROXIES", "yes"),
        ("TRY", "true"),
        ("LIVE", "2"),
        ("TWILIO_ACCOUNT_SID", "AC123"),
        ("TWILIO_AUTH_TOKEN", "a,b,c"),
        ("TWILIO_AUTH_TOKEN", "a b"),
        ("TWILIO_NUMBER", "020 7946 0123"),
        ("HELPLINE_NUMBER", "08005200520"),
        ("HELPLINE_NUMBER", "+44 800 5200520"),
        ("BELL_TO", "the office"),
        ("PUBLIC_URL", "line.example.org"),
        ("PUBLIC_URL", "https://"),
        ("PUBLIC_URL", "https://line.example.org/voice?x=1"),
        ("PUBLIC_URL", "https://line.example.org/help"),
        ("PUBLIC_URL", "https://line.example.org:99999"),
        ("PUBLIC_URL", "https://line.example.org/ä"),
        ("REDIS_URL", "store.example.org:6379"),
        ("REDIS_URL", "unix://"),
        ("REDIS_URL", "redis://[::1"),
        ("REDIS_URL", "redis+sentinel://one:26379,two"),
        ("REDIS_URL", "redis+sentinel://one:65536/line"),
        ("REDIS_URL", "redis+sentinel://one,,two/line/0"),
        ("REDIS_URL", "redis+sentinel:///line/0"),
        ("REDIS_URL", "redis://one?replicas=many"),
        ("SMTP_URL", "mail.example.org"),
        ("TWILIO_API_BASE", "ftp://example.org"),
        ("PACK", "no/such/folder"),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "caf\udce9" * 5),
        ("NUMBER_KEY", "not base64!"),
        ("NUMBER_KEY", KEY + ",c2hvcnQ="),
        ("HASH_KEY", "c2hvcnQ="),
        ("HASH_KEY", "ä" * 44),
        ("BACKUP_KEY", "c2hvcnQ="),
        ("BACKUP_KEY", base64.b64encode(bytes(33)).decode()),
    ],
)
def test_a_bad_value_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read(KEYS | {"DATA_DIR": str(tmp_path), name: value})
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_a_pack_that_is_gone_stops_no_line_that_has_kept_one(tmp_path: Path) -> None:
    gone = KEYS | {"PACK": str(tmp_path / "gone"), "DATA_DIR": str(tmp_path)}
    with pytest.raises(BadSetting, match="PACK"):
        read(gone)
    current_pack(tmp_path).mkdir(parents=True)
    assert read(gone).pack == tmp_path / "gone"


@pytest.mark.parametrize(
    ("name", "value"), [("HELPLINE_NUMBER", "+441632960000"), ("BELL_TO", "ann@example.org, +4401632960000")]
)
def test_a_setting_by_which_the_line_would_ring_itself_is_a_fault_of_that_setting(
    tmp_path: Path, name: str, value: str
) -> None:
    given = {"DATA_DIR": str(tmp_path / "var"), "TWILIO_NUMBER": "+441632960000", name: value}
    with pytest.raises(BadSetting, match=f"^{name}: a number in it is the line's own"):
        read(given, make=True)
    assert not list(tmp_path.iterdir())


def test_sentinels_are_an_address_of_the_store() -> None:
    for url in (
        "redis+sentinel://:p%40ss@one,[::1]:26379,two:65535/line/0?replicas=2",
        "rediss+sentinel://one/line",
    ):
        assert read(KEYS | {"REDIS_URL": url}).redis_url == url


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "REDIS_URL", "SMTP_URL", "NUMBER_KEY", "HASH_KEY"])
def test_a_complaint_never_quotes_what_may_be_secret(name: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read(KEYS | {name: "hush hush://:password"})
    assert "hush" not in str(caught.value)
    assert "password" not in str(caught.value)


def test_settings_show_no_secret_and_no_number(tmp_path: Path) -> None:
    shown = repr(
        read(
            KEYS
            | {
                "TWILIO_AUTH_TOKEN": "token-of-mine",
                "TWILIO_NUMBER": "+442079460123",
                "BELL_TO": "+447400123456",
                "REDIS_URL": "redis://:password@127.0.0.1",
                "SMTP_URL": "smtp://me:password@127.0.0.1",
                "PUBLIC_URL": "https://me:password@example.org",
                "PACK": str(tmp_path),
            }
        )
    )
    for hidden in ("token-of-mine", "password", "sss", KEY, "7946", "7400", "\\x01"):
        assert hidden not in shown


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Settings().port = 1  # type: ignore[misc]


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first, second = read({"DATA_DIR": str(folder)}, make=True), read({"DATA_DIR": str(folder)}, make=True)
    assert (first.secret_key, first.number_keys, first.hash_key) == (
        second.secret_key,
        second.number_keys,
        second.hash_key,
    )
    assert (
        len({first.secret_key, first.number_keys[0], base64.urlsafe_b64encode(first.hash_key).decode()}) == 3
    )
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_made_number_key_encrypts(tmp_path: Path) -> None:
    box = Fernet(read({"DATA_DIR": str(tmp_path)}, make=True).number_keys[0])
    assert box.decrypt(box.encrypt(b"words")) == b"words"


def test_a_given_key_beats_the_folder_and_only_the_missing_ones_are_made(tmp_path: Path) -> None:
    read(KEYS | {"DATA_DIR": str(tmp_path), "HASH_KEY": ""}, make=True)
    assert [path.name for path in tmp_path.iterdir()] == ["HASH_KEY"]


@pytest.mark.parametrize("name", NAMES)
def test_with_a_shared_store_each_key_must_be_given(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=f"^{name}: not set"):
        read(KEYS | {"REDIS_URL": "redis://127.0.0.1", "DATA_DIR": str(tmp_path), name: ""})
    assert not list(tmp_path.iterdir())


def test_no_key_is_made_for_a_start_that_another_value_stops(tmp_path: Path) -> None:
    with pytest.raises(BadSetting):
        read({"DATA_DIR": str(tmp_path), "PORT": "none"}, make=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe"])
def test_a_key_file_that_holds_no_key_is_named_and_never_replaced(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "HASH_KEY").write_bytes(content)
    with pytest.raises(BadSetting, match=r"^HASH_KEY: .*backup"):
        read({"DATA_DIR": str(tmp_path)}, make=True)
    assert (tmp_path / "HASH_KEY").read_bytes() == content


def test_a_key_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "NUMBER_KEY").mkdir()
    with pytest.raises(BadSetting, match=r"^NUMBER_KEY: cannot"):
        read({"DATA_DIR": str(tmp_path)}, make=True)


def test_a_key_file_that_points_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "HASH_KEY").symlink_to(tmp_path / "unmounted" / "key")
    with pytest.raises(BadSetting, match=r"^HASH_KEY: cannot"):
        read({"DATA_DIR": str(tmp_path)}, make=True)


@pytest.mark.parametrize("where", ["file", "file/below"])
def test_a_data_folder_that_cannot_be_one_is_named(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadSetting, match=rf"^DATA_DIR: {tmp_path / where} is no folder"):
        read({"DATA_DIR": str(tmp_path / where)}, make=True)


def test_where_the_system_takes_no_folder_data_dir_is_named_and_not_a_key() -> None:
    with pytest.raises(BadSetting, match=r"^DATA_DIR: /proc/nope is no folder"):
        read({"DATA_DIR": "/proc/nope"}, make=True)


def test_processes_that_start_together_agree_on_the_keys(tmp_path: Path) -> None:
    program = "import os, settings; s = settings.read(os.environ, make=True); "
    program += "print(s.secret_key, s.number_keys, s.hash_key)"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            env={"DATA_DIR": str(tmp_path / "new"), "PYTHONPATH": str(HERE)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    said = {process.communicate(timeout=120)[0] for process in started}
    assert len(said) == 1
    assert {process.returncode for process in started} == {0}
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_may_be_given_as_a_file(name: str, tmp_path: Path) -> None:
    value = {
        "REDIS_URL": "redis://:hush@127.0.0.1",
        "SMTP_URL": "smtp://127.0.0.1",
        "BACKUP_KEY": KEY,
        **KEYS,
    }.get(name, "a-token-that-is-long")
    (tmp_path / "secret").write_text(f"{value}\n")
    given = {**KEYS, name: ""}
    assert with_secrets({f"{name}_FILE": str(tmp_path / "secret")})[name] == value
    assert read({**given, f"{name}_FILE": str(tmp_path / "secret")}) == read({**given, name: value})


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_that_is_given_in_both_ways_is_a_fault_that_names_both(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush")
    with pytest.raises(BadSetting, match=rf"^{name}: .*{name}_FILE") as caught:
        read({**KEYS, name: "hush", f"{name}_FILE": str(tmp_path / "secret")})
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe"])
def test_a_file_of_a_secret_that_cannot_be_read_is_named_with_the_mend(
    content: bytes | None, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadSetting, match=r"^SMTP_URL_FILE: ") as caught:
        read({**KEYS, "SMTP_URL_FILE": str(file)})
    assert str(file) in str(caught.value) and ": " in str(caught.value).partition(str(file))[2]


def test_every_secret_may_be_given_so() -> None:
    names = set(re.findall(r'environ, "([A-Z_]+)"', (HERE / "settings.py").read_text(encoding="utf-8")))
    assert {name for name in names if name.endswith(("_TOKEN", "_KEY"))} <= set(SECRETS)


def test_what_is_only_read_makes_no_key(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"^SECRET_KEY: not set, .*--env-file.*DATA_DIR"):
        read({"DATA_DIR": str(tmp_path / "var")})
    assert not list(tmp_path.iterdir())


def test_the_guide_tells_every_setting() -> None:
    guide = (HERE / "docs" / "deploy.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", guide, re.MULTILINE))
    read_here = set(re.findall(r'environ, "([A-Z_]+)"', (HERE / "settings.py").read_text(encoding="utf-8")))
    assert told == read_here


@pytest.mark.parametrize("left_out", ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_NUMBER"])
def test_the_worker_names_what_is_missing_and_nothing_else(left_out: str, tmp_path: Path) -> None:
    given = {
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "a" * 32,
        "TWILIO_NUMBER": "+441632960000",
    }
    told = {name: value for name, value in given.items() if name != left_out}
    assert not_set(read(KEYS | {"DATA_DIR": str(tmp_path), **told})) == [left_out]
