"""The writer of the log: every line whole and in order, in few writes, and nobody waits for a reader."""

import io
import json
import subprocess
import sys
import threading
import time

import pytest

from web.log_writer import AT_ONCE, LogWriter

KILLED = """
import os, signal, sys, time
from web.log_writer import LogWriter
log = LogWriter(sys.stdout)
log.write("early\\n")
time.sleep(0.3)
log.write("late\\n")
os.kill(os.getpid(), signal.SIGKILL)
"""


class Pipe(io.StringIO):
    """An output that notes each write, and whose reader takes nothing until `reads` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[str] = []
        self.reads, self.begun = threading.Event(), threading.Event()
        self.reads.set()

    def write(self, text: str) -> int:
        self.begun.set()
        self.reads.wait(10)
        self.writes.append(text)
        return len(text)


def lines_of(pipe: Pipe) -> list[str]:
    return "".join(pipe.writes).splitlines()


def test_lines_of_many_threads_come_whole_and_in_order_in_few_writes() -> None:
    pipe = Pipe()
    with LogWriter(pipe) as log:

        def speak(name: int) -> None:
            for number in range(500):
                log.write(f"{name} {number} {'x' * 90}\n")

        threads = [threading.Thread(target=speak, args=(name,)) for name in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    found = [line.split() for line in lines_of(pipe)]
    for name in range(8):
        assert [int(line[1]) for line in found if line[0] == str(name)] == list(range(500))
    assert len(pipe.writes) < len(found) / 10
    assert all(len(text) <= AT_ONCE and text.endswith("\n") for text in pipe.writes)


def test_who_does_not_read_holds_up_nobody_and_is_told_what_went_missing() -> None:
    pipe = Pipe()
    pipe.reads.clear()
    with LogWriter(pipe, most=10) as log:
        log.write("first\n")
        assert pipe.begun.wait(5)  # the thread hangs in its write from here on
        for number in range(25):
            log.write(f"{number}\n")
        pipe.reads.set()
    first, told, *others = lines_of(pipe)
    assert first == "first" and others == [str(number) for number in range(15, 25)]
    assert json.loads(told)["lines"] == 15 and json.loads(told)["level"] == "warning"


def test_a_line_is_written_soon_without_any_other() -> None:
    pipe = Pipe()
    with LogWriter(pipe) as log:
        log.write("alone\n")
        ending = time.monotonic() + 5
        while not pipe.writes and time.monotonic() < ending:
            time.sleep(0.005)
        assert lines_of(pipe) == ["alone"]


class OddError(Exception):
    """Of no kind that anybody foresaw."""


@pytest.mark.parametrize("kind", [ValueError, RuntimeError, OSError, RecursionError, OddError])
def test_a_line_is_made_by_the_thread_in_its_turn_and_one_that_cannot_be_is_told(
    kind: type[Exception],
) -> None:
    pipe, made_by = Pipe(), []

    def unwritable() -> str:
        raise kind

    def second() -> str:
        made_by.append(threading.current_thread())
        return "second\n"

    with LogWriter(pipe) as log:
        log.write("first\n")
        log.write_made(second)
        log.write_made(unwritable)
        log.write("last\n")
    first, made, told, last = lines_of(pipe)
    assert (first, made, last) == ("first", "second", "last")
    assert json.loads(told)["error"] == kind.__name__
    assert made_by != [threading.current_thread()]


def test_a_reader_that_has_gone_ends_nothing() -> None:
    class Gone(Pipe):
        def write(self, text: str) -> int:
            super().write(text)
            if "broken" in text:
                raise BrokenPipeError
            return len(text)

    pipe = Gone()
    with LogWriter(pipe) as log:
        log.write("broken\n")
        while not pipe.begun.is_set():
            time.sleep(0.005)
        time.sleep(0.05)
        log.write("later\n")
    assert lines_of(pipe)[-1] == "later"


def test_a_process_that_is_killed_loses_the_last_instant_alone() -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, check=False, timeout=120)
    assert ended.stdout.startswith(b"early\n")
