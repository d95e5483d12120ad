"""The files in deploy/ start what there is, and ask for what answers."""

import re
import subprocess
from configparser import ConfigParser
from importlib.util import find_spec
from pathlib import Path

import pytest

from serve.patience import READY_SECONDS
from serve.running import TELL_SECONDS
from serve.signs import BEAT_SECONDS
from settings import HERE
from tests.wiring.proxy import Browser, nginx
from tests.wiring.started_line import free_port
from tools.operate.failed import failed

DEPLOY = HERE / "deploy"


def unit(name: str) -> ConfigParser:
    found = ConfigParser(interpolation=None)
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read(DEPLOY / name)
    return found


TOLD = [("line", TELL_SECONDS), ("line-web", TELL_SECONDS), ("line-worker", BEAT_SECONDS)]


@pytest.mark.parametrize(("name", "told"), TOLD)
def test_a_unit_is_told_often_enough_that_all_is_well(name: str, told: float) -> None:
    service = unit(f"{name}.service")["Service"]
    assert service["Type"] == "notify"
    assert float(service["WatchdogSec"]) >= 4 * told
    assert float(service["TimeoutStartSec"]) > READY_SECONDS


def test_a_unit_starts_what_there_is() -> None:
    assert unit("line.service")["Service"]["ExecStart"].endswith("/flask serve")
    for name in ("line-web", "line-worker"):
        assert find_spec(unit(f"{name}.service")["Service"]["ExecStart"].rpartition(" -m ")[2])
    for name in ("line", "line-web"):
        assert unit(f"{name}.socket")["Socket"]["ListenStream"]


def test_the_way_from_clone_to_a_number_takes_ten_commands_at_most() -> None:
    page = (HERE / "docs" / "deploy.md").read_text(encoding="utf-8")
    block = re.search(r"## 1\. Ten commands.*?```sh\n(.*?)```", page, re.S)
    assert block and len(block[1].splitlines()) <= 10
    assert page.index(block[0]) < page.index("## 2.")


def test_every_setting_that_the_file_of_settings_asks_for_is_described() -> None:
    page = (HERE / "docs" / "deploy.md").read_text(encoding="utf-8")
    names = re.findall(r"^(\w+)=", (DEPLOY / "line.env").read_text(), re.M)
    assert names and not [name for name in names if f"`{name}`" not in page]


@pytest.mark.parametrize("timer", sorted(path.stem for path in DEPLOY.glob("*.timer")))
def test_a_timer_starts_a_unit_that_there_is(timer: str) -> None:
    assert unit(f"{timer}.service")["Service"]["Type"] == "oneshot"
    assert unit(f"{timer}.timer")["Timer"]["OnCalendar"]


@pytest.mark.parametrize("timer", sorted(path.stem for path in DEPLOY.glob("*.timer")))
def test_staff_are_told_where_what_a_timer_starts_has_failed(timer: str) -> None:
    told = unit(f"{timer}.service")["Unit"]["OnFailure"]
    assert told == "line-failed@%n.service"
    tells = unit(told.replace("%n", ""))["Service"]
    assert tells["Type"] == "oneshot"
    assert tells["ExecStart"].endswith(f"/flask {failed.name} %i")


def test_every_unit_is_shut_out_alike() -> None:
    """What keeps them out stands in one file, for `User` too: none has a word of its own that loosens it."""
    kept = (DEPLOY / "line-.service.d" / "hardening.conf").read_text()
    hardened = set(re.findall(r"^(\w+)=", kept, re.M))
    for path in DEPLOY.glob("*.service"):
        assert not hardened & set(unit(path.name)["Service"]), path.name


def test_while_the_line_is_down_nginx_tells_nobody_where_a_caller_is(tmp_path: Path) -> None:
    port = free_port()
    with nginx(tmp_path, port, free_port()):
        assert Browser(port).ask("POST", "/voice/en/topic.steroids/2/00t?held=sealed").status == 502
        assert (tmp_path / "told").exists()
    assert "steroids" not in (tmp_path / "told").read_text() + (tmp_path / "errors").read_text()
    assert "access_log off;" in (DEPLOY / "nginx.conf").read_text()


# Programs that note what they are given, as any user of the machine may see it; `BROKEN` is one that fails.
NOTING = """#!/bin/sh
echo "$0 $@" >>{folder}/seen
[ "${{0##*/}}" = "${{BROKEN:-}}" ] && exit 1
exec /usr/bin/{name} "$@"
"""


def settings_made(folder: Path, broken: str) -> int:
    """Run the part of deploy/install that makes the file of settings in `folder`; gives how it ended."""
    block = re.search(r"^if \[ ! -e /etc/line.env.*?^fi$", (DEPLOY / "install").read_text(), re.M | re.S)
    assert block
    for name in ("sed", "tr", "mv", "install", "openssl"):
        (folder / name).write_text(NOTING.format(folder=folder, name=name))
        (folder / name).chmod(0o755)
    script = block[0].replace("/etc/", f"{folder}/").replace("-g line", "")
    environ = {"PATH": f"{folder}:/usr/bin:/bin", "BROKEN": broken}
    return subprocess.run(["/bin/sh", "-euc", f"host=x.example\n{script}"], cwd=HERE, env=environ).returncode


def test_the_key_of_backups_is_seen_by_nobody_and_made_though_a_run_was_broken_off(tmp_path: Path) -> None:
    for broken in ("sed", "openssl", "mv"):
        assert settings_made(tmp_path, broken) != 0 and not (tmp_path / "line.env").exists()
    for _ in range(2):
        assert settings_made(tmp_path, "") == 0
    made = (tmp_path / "line.env").read_text()
    (key,) = re.findall(r"^BACKUP_KEY=([-\w]{43}=)$", made, re.M)
    assert "PUBLIC_URL=https://x.example\n" in made
    assert key not in (tmp_path / "seen").read_text()
    assert (tmp_path / "line.env").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", (HERE / "docs" / "deploy.md").read_text()))
def test_every_link_of_the_page_leads_somewhere(link: str) -> None:
    assert Path(HERE / "docs" / link).exists()
