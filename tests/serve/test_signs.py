"""Signs of life: a worker's pulse in a pipe, a thread that hangs, and what systemd is told."""

import os
import socket
import subprocess

from serve.signs import Pulse, Rounds
from tests.wiring.server import environment, python
from tests.wiring.stores import short_folder, wait_until

BEATS = """
import resource, sys, threading
from serve.signs import beat_always
beat_always(int(sys.argv[1]), lambda: True)
sys.stdin.read(1)
resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
print("full", flush=True)
threading.Event().wait()
"""


def test_a_pulse_is_heard_once_for_all_that_was_written() -> None:
    reading, writing = os.pipe()
    pulse = Pulse(reading)
    assert not pulse.heard()
    os.write(writing, b"..")
    assert pulse.heard()
    assert not pulse.heard()
    os.close(writing)
    assert not pulse.heard(), "the end of a process is no sign of life"
    pulse.close()
    pulse.close()
    assert not pulse.heard()


def test_a_thread_that_does_not_come_round_stops_the_pulse() -> None:
    now = 0.0
    rounds = Rounds(lambda: now)
    assert rounds.go_on()
    rounds.note("jobs")
    now = Rounds.LONGEST_SECONDS - 1
    rounds.note("bell")
    assert rounds.go_on()
    now += 2
    assert not rounds.go_on()
    rounds.note("jobs")
    assert rounds.go_on()


def test_it_beats_to_whoever_started_it_and_to_systemd_until_it_gets_no_descriptor() -> None:
    reading, writing = os.pipe()
    pulse = Pulse(reading)
    with short_folder() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(folder / "notify"))
        systemd.settimeout(20)
        with subprocess.Popen(
            python("-c", BEATS, str(writing)),
            env=environment(NOTIFY_SOCKET=str(folder / "notify")),
            pass_fds=[writing],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as beating:
            try:
                assert systemd.recv(100) == b"READY=1\nWATCHDOG=1"
                wait_until(pulse.heard)
                assert beating.stdin is not None and beating.stdout is not None
                beating.stdin.write(b"x")
                beating.stdin.flush()
                assert beating.stdout.readline() == b"full\n"
                wait_until(lambda: not pulse.heard())
                assert not _heard_within(pulse, 1.2)
            finally:
                beating.kill()
    os.close(writing)
    pulse.close()


def _heard_within(pulse: Pulse, seconds: float) -> bool:
    """Whether there is a sign in this time."""
    try:
        wait_until(pulse.heard, seconds)
    except AssertionError:
        return False
    return True
