"""docs/deploy.md followed word by word, on a machine of its own: `make followed` (root, network).

The certificate is self-made, and the carrier is a stand-in.
"""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.followed.machine import machine
from tests.followed.newcomer import BEGIN_CARRIER, HOST, OFFICE, Newcomer, commands, repository
from tests.followed.ringing import Front
from tests.line.test_cases import MOMENT, Story, cases
from tests.texter import Texter
from tests.wiring.stores import wait_until
from tests.wiring.wire import MOBILE

FRONT = Front(443, HOST)
PATH, UPGRADE, PARTS = "## 1. Ten commands", "**An upgrade, and the way back.**", "**In parts.**"
BACK = "**On another machine**"
HOLD = "sudo -u line .venv/bin/flask --env-file /etc/line.env hold"
GONE = "+447400199999"
UNITS = ("line", "line-web", "line-worker", "line-backup", "line-look@preflight")
# What preflight finds in order on a machine that was only just set up.
WELL = {
    *("certificate", "answers", "unsigned", "signature", "status", "proxies", "places", "carrier", "number")
}
WELL |= {"webhooks", "clock", "zone", "holidays", "store", "worker", "backup"}
# What systemd-analyze gives for what the line cannot be without: a network, unix sockets, /proc/meminfo.
EXPOSED = 1.1
STORE = "redis://127.0.0.1:6380/0"
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newcomer]:
    """Somebody who has followed the path to its end."""
    folder = tmp_path_factory.mktemp("followed")
    (folder / "own").mkdir()
    with machine(folder / "own", repository(folder)) as made:
        somebody = Newcomer(made)
        somebody.arrive()
        for command in commands(PATH):
            if "provision" in command:
                made.does(BEGIN_CARRIER)
            done = somebody.types(command)
            # it finds what no command can mend: nobody has reviewed the words, nor confirmed the hours
            assert done.returncode == 0 or command.endswith(" preflight"), "\n".join(somebody.said)
        yield somebody


def test_the_units_are_sound_and_shut_out_of_what_they_do_not_need(newcomer: Newcomer) -> None:
    does = newcomer.machine.does
    assert does(f"systemd-analyze verify --man=no {' '.join(f'{unit}.service' for unit in UNITS)}") == ""
    for unit in UNITS:
        told = does(f"systemd-analyze security --no-pager {unit}.service")
        assert float(re.findall(r"exposure level for .*: ([\d.]+)", told)[0]) <= EXPOSED, told
    assert does("systemctl is-enabled line.socket line.service line-backup.timer").split() == ["enabled"] * 3


def test_nginx_passes_on_what_the_carrier_sends_and_shows_the_desk_to_the_office_alone(
    newcomer: Newcomer,
) -> None:
    newcomer.machine.does("nginx -t")
    with newcomer.machine.network():
        assert FRONT.asks("/voice", method="POST").status == 403
        assert FRONT.asks("/voice", method="POST", body=b"x" * 70_000).status == 413
        assert FRONT.asks("/health/ready").status == 200
        assert FRONT.asks("/try").status == FRONT.asks("/try", OFFICE).status == 404
        assert (FRONT.asks("/desk/sign-in").status, FRONT.asks("/desk/sign-in", OFFICE).status) == (403, 200)


def test_a_certificate_can_be_renewed_beside_nginx(newcomer: Newcomer) -> None:
    (command,) = [typed for typed in commands(PATH) if "certbot certonly" in typed]
    newcomer.says(command)
    with newcomer.machine.network():
        assert FRONT.asks("/health/ready").status == 200


def test_preflight_finds_all_well_that_the_path_set_up(newcomer: Newcomer) -> None:
    (told,) = [said for said in newcomer.said if " preflight\n" in said.partition("\n")[0] + "\n"]
    well = set(re.findall(r"^well +(\w+):", told, re.M))
    assert well >= WELL, told


def test_what_the_timers_start_does_its_work(newcomer: Newcomer) -> None:
    assert newcomer.machine.does("ls /var/backups/line").split()
    newcomer.machine.does("systemctl start line-look@self-test")


def test_a_machine_that_is_lost_comes_back_from_its_backup(newcomer: Newcomer) -> None:
    does = newcomer.machine.does
    with newcomer.machine.network(), FRONT.wired() as wire:
        Texter(wire, GONE).text("STOP")
    does("systemctl start line-backup && systemctl stop line.socket line")
    does("mv /var/lib/line /var/lib/lost && install -d -m 700 -o line -g line /var/lib/line")
    (command,) = commands(BACK)
    does(f"cd /var/backups/line && mv $(ls | tail -1) {command.rpartition('/')[2]}")
    newcomer.follows(BACK)
    does("systemctl start line.socket line")
    assert "opted out" in newcomer.says(f"{HOLD} {GONE}")


def test_an_upgrade_and_the_way_back_refuse_no_request(newcomer: Newcomer) -> None:
    machine = newcomer.machine
    with machine.network(), FRONT.load() as made:
        machine.does("systemctl reload line")
        wait_until(lambda: "renewed: all" in machine.does("journalctl --no-pager -u line"), 60)
        newcomer.follows(UPGRADE, "line-backup")
        assert "A next version" in machine.does("git -C /opt/line log -1 --format=%s")
        for command in ("git checkout --quiet v1", "make install", "systemctl restart line.service"):
            newcomer.says(f"sudo {command}")
        time.sleep(0.5)
    assert made.answered > 100 and made.refused == []


MOMENTS = sorted({case.get("at", MOMENT).replace(" ", "T") for case in cases()})


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_line_behind_nginx_holds_all_the_cases(newcomer: Newcomer, moment: str) -> None:
    machine = newcomer.machine
    behind = datetime.fromisoformat(moment).replace(tzinfo=UTC).timestamp() - time.time()
    clock = f"LD_PRELOAD={FAKETIME} FAKETIME={behind:+.0f} FAKETIME_DONT_FAKE_MONOTONIC=1"
    machine.does(f"printf '[Service]\nEnvironment={clock}\n' >/etc/systemd/system/line.service.d/clock.conf")
    machine.does("systemctl daemon-reload && systemctl restart line")
    with machine.network(), FRONT.wired() as wire:
        for case in cases():
            if case.get("at", MOMENT).replace(" ", "T") == moment:
                story = Story(wire)
                for step in case["steps"]:
                    story.told(step)


def test_in_parts_with_a_store_of_its_own_nothing_is_forgotten(newcomer: Newcomer) -> None:
    machine, keys = newcomer.machine, ("HASH_KEY", "NUMBER_KEY", "SECRET_KEY")
    with machine.network(), FRONT.wired() as wire:
        Texter(wire).text("STOP")
    kept = {name: machine.does(f"cat /var/lib/line/{name}").strip() for name in keys}
    newcomer.will_type(REDIS_URL=STORE, **kept)
    newcomer.follows(PARTS)
    with machine.network():
        wait_until(lambda: b'"worker":"alive"' in FRONT.asks("/health/ready").body, 60)
        assert b'"store":"up"' in FRONT.asks("/health/ready").body
        with FRONT.load() as made:
            machine.does("systemctl restart line-web line-worker")
    assert made.answered and made.refused == []
    assert "opted out" in newcomer.says(f"{HOLD} {MOBILE}")
