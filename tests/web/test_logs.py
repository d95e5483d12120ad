"""The logs: one JSON line a request, never a number, a key, a person's words or the carrier's ids (R41)."""

import io
import json
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TextIO, cast

import pytest
import structlog

from app import create_app
from settings import Settings
from store.store import Store
from tests.conftest import Clock
from tests.wiring.wire import LINE, Wire, in_process
from web.log_writer import LogWriter
from web.logs import log_uncaught, mask, set_up

NUMBER, WORDS, SID = "+447400987654", "my knees are canaries", "CA" + "5eed" * 8
CALL = {"CallSid": SID, "From": NUMBER, "To": LINE, "Caller": NUMBER}
TEXT = {"MessageSid": "SM" + "5eed" * 8, "From": NUMBER, "To": LINE, "Body": WORDS}


class Broken:
    """Counts that fail with all that must not be logged."""

    def add(self, *_: Any) -> None:
        try:
            raise OSError(f"{NUMBER} {WORDS}")
        except OSError as error:
            raise RuntimeError(f"{SID} pressed 3") from error

    add_once = add


def lines(capsys: pytest.CaptureFixture[str]) -> tuple[str, list[dict[str, Any]]]:
    """All that was printed, and its lines as values."""
    said = capsys.readouterr()
    return said.out + said.err, [json.loads(line) for line in said.out.splitlines()]


def test_each_webhook_is_one_line_that_tells_nothing_of_the_person(
    capsys: pytest.CaptureFixture[str], with_settings: Callable[..., Wire]
) -> None:
    wire = with_settings()
    wire.post("/voice", CALL)
    wire.post("/voice/en/topic.steroids/1/00t?began=0029000000", CALL | {"Digits": "3"})
    wire.post("/voice/status", CALL | {"CallStatus": "completed"})
    wire.post("/sms", TEXT)
    everything, found = lines(capsys)
    assert [line["at"] for line in found] == ["voice.arrive", "voice.go_on", "voice.status", "sms.arrive"]
    assert [line["status"] for line in found] == [200, 200, 204, 200]
    assert all(0 < line["ms"] < 10_000 for line in found)
    assert found[1]["place"] == "topic"
    assert found[0]["id"] == found[1]["id"] == found[2]["id"] != found[3]["id"]
    for secret in (NUMBER, NUMBER[3:], WORDS, "canaries", SID, SID[:12], "steroids", "Digits", "began", "?"):
        assert secret not in everything
    known = {"at", "status", "ms", "place", "id", "event", "level", "time"}
    assert set().union(*found) <= known


def test_what_is_turned_away_is_logged_without_what_it_claims(
    capsys: pytest.CaptureFixture[str], with_settings: Callable[..., Wire]
) -> None:
    wire = with_settings(auth_tokens=("f" * 32,))
    wire.post("/voice/" + NUMBER, CALL)
    wire.post("/voice/en/menu.main/0/00", CALL)
    everything, found = lines(capsys)
    assert [line["status"] for line in found] == [403, 403]
    assert "id" not in found[1]
    assert NUMBER[3:] not in everything


def test_a_stranger_is_known_from_a_token_or_an_address_that_does_not_fit(
    capsys: pytest.CaptureFixture[str], with_settings: Callable[..., Wire]
) -> None:
    with_settings(auth_tokens=("f" * 32,)).post("/voice", CALL)
    with_settings().send("POST", "/voice", {}, b"")
    _, found = lines(capsys)
    assert [(line["why"], line["level"]) for line in found] == [
        ("signature", "warning"),
        ("no signature", "warning"),
    ]


def test_an_error_is_its_type_and_its_frames_and_no_value(
    capsys: pytest.CaptureFixture[str], settings: Settings, away: Store, clock: Clock
) -> None:
    store = replace(away, counts=Broken())  # type: ignore[arg-type]
    wire = Wire(in_process(create_app(settings, store=store, now=clock)))
    assert wire.post("/voice", CALL).status == 200
    everything, found = lines(capsys)
    assert len(found) == 1
    assert found[0]["level"] == "error"
    assert found[0]["error"] == ["RuntimeError", "OSError"]
    assert any(frame.startswith("ivr/routes.py:") for frame in found[0]["frames"])
    for secret in (NUMBER[3:], "canaries", SID, "pressed", "Traceback"):
        assert secret not in everything


def test_health_that_is_good_is_not_logged(
    capsys: pytest.CaptureFixture[str], with_settings: Callable[..., Wire]
) -> None:
    wire = with_settings()
    wire.send("GET", "/health/live", {}, b"")
    wire.send("GET", "/health/ready", {}, b"")
    assert lines(capsys)[1] == []


def test_an_unknown_path_is_logged_by_its_status_alone(
    capsys: pytest.CaptureFixture[str], with_settings: Callable[..., Wire]
) -> None:
    wire = with_settings()
    wire.send("GET", f"/who/is/{NUMBER}?and={WORDS}".replace(" ", "+"), {}, b"")
    everything, found = lines(capsys)
    assert (found[0]["at"], found[0]["status"]) == ("unknown", 404)
    assert NUMBER[3:] not in everything
    assert "canaries" not in everything


class Terminal(io.StringIO):
    """Where somebody sits and reads."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_only_what_went_wrong_is_shown() -> None:
    shown, kept = Terminal(), io.StringIO()
    with LogWriter(shown) as written:
        for log in (set_up(written), set_up(kept)):
            log.info("request", status=200)
            log.warning("request", status=403)
    assert [json.loads(line)["status"] for line in shown.getvalue().splitlines()] == [403]
    assert [json.loads(line)["status"] for line in kept.getvalue().splitlines()] == [200, 403]


def test_libraries_are_logged_by_their_template_and_errors_by_their_frames() -> None:
    out = io.StringIO()
    set_up(out)
    library = logging.getLogger("some.library")
    try:
        raise ValueError(f"{NUMBER} {WORDS}")
    except ValueError:
        library.exception("could not reach %s", NUMBER)
    library.warning(f"again {NUMBER}")
    library.info("chatter")
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["event"] for line in found] == ["could not reach %s", "again <number>"]
    assert found[0]["error"] == ["ValueError"]
    assert NUMBER[3:] not in out.getvalue()
    assert "canaries" not in out.getvalue()


@pytest.fixture
def hooks() -> Iterator[None]:
    """Puts back after the test what is done with errors and warnings that nobody catches."""
    kept = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = kept
    logging.captureWarnings(False)


@pytest.mark.usefixtures("hooks")
def test_what_nobody_catches_is_a_line_without_its_values() -> None:
    out = io.StringIO()
    log_uncaught(set_up(out))

    def fail() -> None:
        raise ValueError(f"{NUMBER} {WORDS}")

    try:
        fail()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    told = ("uncaught", "error", ["ValueError"])
    assert [(line["event"], line["level"], line["error"]) for line in found] == [told] * 2
    assert NUMBER[3:] not in out.getvalue() and "canaries" not in out.getvalue()


def test_a_number_that_someone_logs_by_mistake_is_masked() -> None:
    out = io.StringIO()
    set_up(out)
    structlog.get_logger().warning("rang", to=NUMBER, also=["0800 5200 520"], more={"a": 447400987654})
    logged = json.loads(out.getvalue())
    del logged["time"]  # its digits are nobody's number
    assert logged["to"] == "<number>"
    assert "740" not in str(logged)
    assert "520" not in str(logged)


@pytest.mark.parametrize("value", [None, True, 1.5, 403, "ivr/flow.py:41", "2 of 3", [1, "a"]])
def test_ordinary_values_are_logged_as_they_are(value: Any) -> None:
    assert mask(value) == value


def test_setting_up_twice_does_not_log_twice() -> None:
    first, second = io.StringIO(), io.StringIO()
    set_up(first)
    set_up(second)
    logging.getLogger("some.library").error("once")
    assert (first.getvalue(), second.getvalue().count("\n")) == ("", 1)


class Written:
    """An output that remembers each write: unbuffered, each is a line of its own to whoever shares it."""

    def __init__(self) -> None:
        self.writes: list[str] = []

    def write(self, text: str) -> int:
        self.writes.append(text)
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""

    def isatty(self) -> bool:
        return False


def test_a_line_and_its_end_are_one_write_so_that_processes_never_mix_them() -> None:
    out = Written()
    set_up(out)  # type: ignore[arg-type]
    structlog.get_logger().info("request", at="sms.arrive")
    logging.getLogger("some.library").error("once")
    assert [write[-1] for write in out.writes] == ["\n", "\n"]


def test_a_request_leaves_the_making_of_its_line_to_the_thread_that_writes() -> None:
    class Value:
        """Something that notes who writes it down."""

        by = ""

        def __str__(self) -> str:
            Value.by = threading.current_thread().name
            return NUMBER

    out = io.StringIO()
    with LogWriter(out) as writer:
        set_up(cast(TextIO, writer)).info("kept", value=Value())
    (line,) = map(json.loads, out.getvalue().splitlines())
    assert Value.by == "log" and line["value"] == "<number>"
    assert line["event"] == "kept" and line["level"] == "info" and line["time"].endswith("Z")
