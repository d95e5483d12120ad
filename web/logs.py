"""The log as JSON lines: events and durations, no phone number, key or person's words (R41)."""

import hmac
import json
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePath
from time import perf_counter, time
from traceback import walk_tb
from types import TracebackType
from typing import Any, TextIO

import structlog
from flask import Flask, Request, Response, g, request
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from ivr import place
from store.counts.answered import FAILED, REFUSED
from store.counts.answered import KINDS as NOTED

# Defence in depth alone: no line is written in the hope that this catches something.
LIKE_A_NUMBER = re.compile(r"\+?\d(?:[ ().\-]?\d){6,}")
SHORTEST_NUMBER = 7
TOO_LONG = 10 ** (SHORTEST_NUMBER - 1)
# The id of a call or text: digits may look like a phone number and be masked, vowels make words.
LETTERS = str.maketrans("0123456789abcdef", "bcdfghjkmnpqrstv")
ID_LETTERS = 8
FRAMES = 12
CHAIN = 4
HANDLER = "line"
WRONG = 400
WITHOUT_STORE = {"became": "without_store"}
# What kind of request an endpoint answers; else its blueprint says it.
KINDS = {
    "voice.arrive": "call",
    "voice.go_on": "place",
    "voice.status": "status",
    "sms.arrive": "text",
    "sms.status": "status",
}
# A key in the environ of a request that is to be neither logged nor timed.
UNLOGGED = "line.unlogged"
# Asked every second, and only worth a line where they fail.
OF_WATCHERS = ("health", "works", "metrics")


def set_up(out: TextIO | None = None) -> FilteringBoundLogger:
    """Make our logger; our lines and those of libraries go to `out`, by default standard output.

    At a terminal only warnings and errors are logged: a person who tries the line wants its answers.
    """
    out = out or sys.stdout
    least = logging.WARNING if out.isatty() else logging.INFO
    shaped: list[Processor] = [structlog.processors.add_log_level, _without_values]
    structlog.configure(
        processors=[*shaped, _at_last],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=lambda *_: Lines(out),
    )
    handler = logging.StreamHandler(out)
    handler.set_name(HANDLER)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shaped,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _whole],
            use_get_message=False,  # the template alone: what libraries fill in may be a number
        )
    )
    root = logging.getLogger()
    root.handlers = [kept for kept in root.handlers if kept.get_name() != HANDLER] + [handler]
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # it would log each URL once more
    logger: FilteringBoundLogger = structlog.get_logger().bind()
    return logger


def log_uncaught(log: FilteringBoundLogger) -> None:
    """Log the type and place of each uncaught exception of this process or its threads, not its message."""

    def tell(error: BaseException | None) -> None:
        if error is not None:
            log.error("uncaught", **_failure(error))

    sys.excepthook = lambda _, error, __: tell(error)
    threading.excepthook = lambda told: tell(told.exc_value)
    logging.captureWarnings(True)


# One encoder for all lines: `json.dumps` would make a new one for each.
JSON = json.JSONEncoder(default=str)


class Lines:
    """The target of our logger; if `out` is a `LogWriter`, its thread makes the text of the lines."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._write_made = out, getattr(out, "write_made", None)

    def msg(self, line: EventDict, moment: float) -> None:
        """Write one line of the log, about an event at `moment`."""
        if self._write_made is not None:
            self._write_made(partial(_made, line, moment))
            return
        # The line and its end in one write: processes share an output that may not be buffered.
        self._out.write(_made(line, moment))
        self._out.flush()

    debug = info = warning = error = critical = msg


def _at_last(_: WrappedLogger, __: str, line: EventDict) -> tuple[tuple[EventDict, float], dict[str, Any]]:
    """The arguments for `Lines.msg`: the line as it is and the present time, and no named arguments."""
    return (line, time()), {}


def _whole(_: WrappedLogger, __: str, line: EventDict) -> str:
    """The JSON for a line that a library logged, with the present time but without a line end."""
    return _made(line, time()).rstrip()


def _made(line: EventDict, moment: float) -> str:
    """A log line as JSON, with its time and line end, and with anything like a phone number masked."""
    shown = {name: mask(value) for name, value in line.items()}
    shown["time"] = datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")
    return f"{JSON.encode(shown)}\n"


def _without_values(_: WrappedLogger, __: str, line: EventDict) -> EventDict:
    """Replace an exception in a log line by its type and place: its message may hold anything."""
    line.pop("stack_info", None)
    raised = line.pop("exc_info", None)
    if raised is True:
        raised = sys.exc_info()
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        line.update(_failure(error))
    return line


def _failure(error: BaseException) -> dict[str, Any]:
    """An exception as log fields: `error`, its type and those of its causes, and `frames`, its place."""
    kinds: list[str] = []
    cause: BaseException | None = error
    while cause and len(kinds) < CHAIN:
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or cause.__context__
    return {"error": kinds, "frames": list(_frames(error.__traceback__))[-FRAMES:]}


def _frames(traceback: TracebackType | None) -> Iterator[str]:
    """Each frame of a traceback as "folder/file.py:line", the outermost first."""
    for frame, number in walk_tb(traceback):
        yield f"{'/'.join(PurePath(frame.f_code.co_filename).parts[-2:])}:{number}"


def mask(value: Any) -> Any:
    """A value fit for the log: numbers of seven digits or more are masked, unknown types become text."""
    if isinstance(value, str):  # first, and by its length: nearly all that is written is a short word
        return value if len(value) < SHORTEST_NUMBER else LIKE_A_NUMBER.sub("<number>", value)
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, list | tuple):
        return [mask(part) for part in value]
    if isinstance(value, dict):
        return {str(name): mask(part) for name, part in value.items()}
    if isinstance(value, int) and abs(value) < TOO_LONG:
        return value
    return LIKE_A_NUMBER.sub("<number>", str(value))


def log_requests(
    app: Flask,
    log: FilteringBoundLogger,
    hash_key: bytes,
    note: Callable[[str, float, str], None],
    store_away: Callable[[], bool],
) -> None:
    """Make `app` log a line for each request, except for successful health checks.

    For a call or text, the line has the result, and a short id made with `hash_key`. By this id all lines of
    the same call or text can be found. `store_away` says whether the store is away now. `note` is called with
    a request's kind, its milliseconds, and `FAILED`, `REFUSED` or "" for neither.
    """

    @app.before_request
    def begin() -> None:
        g.began = perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        # the request itself: this runs each time, and every look through the proxy costs
        asked: Request = request._get_current_object()  # type: ignore[attr-defined]
        if _is_unlogged(asked, response.status_code):
            return response
        spent = round((perf_counter() - g.began) * 1000, 2)
        line = {"at": asked.endpoint or "unknown", "status": response.status_code, "ms": spent}
        signed = g.get("signed")
        if signed is not None:
            line |= _about(asked, hash_key) | _became(store_away) if signed else _unsigned(asked)
        kind, failed = KINDS.get(asked.endpoint or "", asked.blueprint), "failed" in g
        if kind in NOTED:
            note(kind, spent, FAILED if failed else "" if signed is not False else REFUSED)
        if failed:
            log.error("request", **line, **_failure(g.failed))
        elif signed is False or line.get("became") == REFUSED:
            log.warning("request", **line)
        else:
            log.info("request", **line)
        return response


def _is_unlogged(asked: Request, status: int) -> bool:
    """Whether a request gets no log line: our own to us, or a preflight's or monitor's without an error."""
    # nobody's address: the process asks itself, and without a token 403 is right
    of_watchers = asked.blueprint in OF_WATCHERS and (status < WRONG or asked.remote_addr is None)
    return of_watchers or UNLOGGED in asked.environ


def _unsigned(asked: Request) -> dict[str, str]:
    """The log field `why` of a refused webhook: "no signature", or "signature" for a wrong token or URL."""
    return {"why": "signature" if "X-Twilio-Signature" in asked.headers else "no signature"}


def _became(store_away: Callable[[], bool]) -> dict[str, str]:
    """The log field `became` of a webhook: its result, or else "without_store" if the store is away."""
    became: dict[str, str] = g.get("became", {})
    return became if became or not store_away() else WITHOUT_STORE


def _about(asked: Request, hash_key: bytes) -> dict[str, str]:
    """The log fields of a signed webhook: the kind of place where the caller is, and a short id.

    The kind is menu, topic …, without the name of the menu or topic. The id is a keyed hash of the carrier's
    id of the call or text.
    """
    found: dict[str, str] = {}
    path = (asked.view_args or {}).get("path")
    if path is not None:
        there = place.read(path)
        found["place"] = there.spot.room if there else "unknown"  # the kind: not which topic
    carried = asked.form.get("CallSid") or asked.form.get("MessageSid", "")
    if carried:
        # not hmac.digest: that lets go of the interpreter, and another thread takes it for 0.15 ms
        keyed = hmac.new(hash_key, f"log\0{carried}".encode(), "sha256").hexdigest()[:ID_LETTERS]
        found["id"] = keyed.translate(LETTERS)
    return found
