"""What is answered when something went wrong: callers are led back, texters helped, nobody sees a trace."""

from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask

from app import create_app
from settings import Settings
from store.store import Store
from tests.caller import Caller
from tests.conftest import Clock, new_number
from tests.wiring.wire import LINE, MOBILE, Answered, Wire, in_process

CALL = {"CallSid": "CA1", "From": MOBILE, "To": LINE}
TEXT = {"MessageSid": "SM1", "From": MOBILE, "To": LINE, "Body": "steroids"}


class Failing:
    """Counts that fail whenever one of their names starts with one of `names`."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def add(self, _: datetime, *counted: str) -> None:
        if any(name.startswith(self.names) for name in counted):
            raise RuntimeError("by +447400123456 in a trace")


def failing(settings: Settings, store: Store, clock: Clock, *names: str) -> Wire:
    broken = replace(store, counts=Failing(*names))  # type: ignore[arg-type]
    return Wire(in_process(create_app(settings, store=broken, now=clock)))


def test_a_caller_whose_place_fails_is_led_back_to_the_main_menu(
    settings: Settings, away: Store, clock: Clock
) -> None:
    wire = failing(settings, away, clock, "from:topic")
    answered = wire.post("/voice/en/topic.steroids/1/00t?began=0029000000", CALL | {"Digits": "9"})
    assert (answered.status, answered.kind) == (200, "text/xml; charset=utf-8")
    assert b'action="/voice/en/lost/0/00?began=0029000000"' in answered.body
    again = wire.post("/voice/en/lost/0/00?began=0029000000", CALL)
    assert b"we lost our place" in again.body
    assert b"/voice/en/menu.main/" in again.body


def test_a_call_that_fails_as_it_arrives_is_led_to_the_menu(
    settings: Settings, away: Store, clock: Clock
) -> None:
    caller = Caller(failing(settings, away, clock, "hour:"), number=new_number())
    assert "main menu" in caller.call().wait().heard


def test_where_the_way_back_fails_too_the_caller_hears_999_and_the_number(
    settings: Settings, away: Store, clock: Clock
) -> None:
    wire = failing(settings, away, clock, "")
    last = wire.post("/voice/en/lost/0/00?began=0029000000", CALL)
    assert last.status == 200
    assert b"9 9 9" in last.body
    assert b"zero 8 zero zero" in last.body
    assert b"<Hangup" in last.body
    assert b"/voice" not in last.body


def test_a_texter_gets_the_help_text(settings: Settings, away: Store, clock: Clock) -> None:
    answered = failing(settings, away, clock, "").post("/sms", TEXT)
    assert (answered.status, answered.kind) == (200, "text/xml; charset=utf-8")
    assert b"999" in answered.body
    assert b"111" in answered.body


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/sms", TEXT | {"OptOutType": "STOP"}),
        ("/sms", TEXT | {"From": "anonymous"}),
        ("/sms", TEXT | {"From": LINE}),
        ("/sms/status", TEXT | {"MessageStatus": "sent"}),
    ],
)
def test_whoever_must_not_be_texted_is_not(
    path: str, form: dict[str, str], settings: Settings, store: Store, clock: Clock
) -> None:
    answered = failing(settings, store, clock, "").post(path, form)
    assert answered.status in (200, 204)
    assert b"<Message" not in answered.body


@pytest.mark.parametrize("path", ["/voice", "/voice/en/menu.main/0/00", "/sms"])
def test_no_answer_shows_a_trace_or_a_value(path: str, settings: Settings, away: Store, clock: Clock) -> None:
    answered: Answered = failing(settings, away, clock, "").post(path, CALL | TEXT)
    assert b"Traceback" not in answered.body
    assert b"7400" not in answered.body


def test_elsewhere_an_error_is_a_plain_line(settings: Settings, away: Store, clock: Clock) -> None:
    app = create_app(settings, store=away, now=clock)

    @app.get("/breaks")
    def breaks() -> str:
        raise RuntimeError("by +447400123456")

    response = app.test_client().get("/breaks")
    assert (response.status_code, response.text) == (500, "500 Internal Server Error\n")


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nothing", 404), ("POST", "/health/live", 405)]
)
def test_an_unknown_path_or_method_is_a_plain_line(line: Flask, method: str, path: str, status: int) -> None:
    response = line.test_client().open(path, method=method)
    assert response.status_code == status
    assert response.text.startswith(str(status))
    assert response.content_type == "text/plain; charset=utf-8"


def test_a_wrong_method_is_told_the_right_ones(wire: Wire, line: Flask) -> None:
    assert wire.post("/voice", {}, method="PUT").status == 405
    assert "GET" in line.test_client().post("/health/live").headers["Allow"]


def test_a_guard_that_fails_lets_nobody_in(settings: Settings, away: Store, clock: Clock) -> None:
    app = create_app(settings, store=away, now=clock)

    def fails() -> None:
        raise RuntimeError("before the guard")

    app.before_request_funcs[None].insert(0, fails)
    wire = Wire(in_process(app))
    assert [wire.post(path, CALL).status for path in ("/voice", "/sms")] == [403, 403]
