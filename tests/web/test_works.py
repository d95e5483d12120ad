"""Whether a web process works: it rings itself, and nobody counts, logs or remembers that."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app import create_app
from settings import Settings
from store.store import Store
from tests.conftest import Clock
from tests.wiring.wire import HOST, MOBILE, TOKEN
from web.auth import sign
from web.works import OWN, SAW

ADDRESSES = ["", "https://line.example", "http://user:secret@line.example:8443"]


@pytest.mark.parametrize("public_url", ADDRESSES)
@pytest.mark.parametrize("tokens", [(), ("one",), ("new", "old")])
def test_it_works_whatever_it_is_called_and_while_the_store_is_away(
    settings: Settings, away: Store, clock: Clock, public_url: str, tokens: tuple[str, ...]
) -> None:
    changed = replace(settings, public_url=public_url, auth_tokens=tokens, trusted_proxies=1)
    answer = create_app(changed, store=away, now=clock).test_client().get("/health/works")
    assert answer.status_code == 204


def test_it_works_after_the_token_was_rotated_in_its_file(
    settings: Settings, away: Store, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    file.write_text("new")
    app = create_app(replace(settings, auth_tokens=("old",), auth_token_file=file), store=away, now=clock)
    for _ in range(3):
        clock.now += timedelta(seconds=40)
        assert app.test_client().get("/health/works").status_code == 204


def test_it_is_neither_counted_nor_logged(
    line: Flask, line_store: Store, line_clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    day = line_clock().date()
    line_store.counts.flush()
    before = line_store.counts.day(day)
    assert line.test_client().get("/health/works").status_code == 204
    line_store.counts.flush()
    assert line_store.counts.day(day) == before
    assert not capsys.readouterr().out


def test_a_line_without_a_token_does_not_log_what_it_asks_itself(
    settings: Settings, away: Store, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    client = create_app(replace(settings, auth_tokens=()), store=away, now=clock).test_client()
    capsys.readouterr()
    assert client.get("/health/works").status_code == 204
    assert "works" not in capsys.readouterr().out
    assert client.post("/voice/works").status_code == 403
    assert "works.call" in capsys.readouterr().out, "a stranger's is logged"


def test_a_call_that_fails_is_a_process_that_does_not_work(
    settings: Settings, away: Store, clock: Clock
) -> None:
    def broken() -> str:
        raise RuntimeError

    app = create_app(settings, store=away, now=clock)
    app.view_functions["works.call"] = broken
    assert app.test_client().get("/health/works").status_code == 500


def test_the_call_that_nobody_makes_is_signed_too(line: Flask) -> None:
    assert line.test_client().post("/voice/works").status_code == 403


def ask_own(app: Flask, path: str, **form: str) -> TestResponse:
    """A webhook of our own, signed, to a line that is called https://line.example."""
    url = f"https://{HOST}{path}?{OWN}=1"
    headers = {"X-Twilio-Signature": sign(url, TOKEN, form), "X-Forwarded-For": "192.0.2.77"}
    return app.test_client().post(f"{path}?{OWN}=1", data=form, headers=headers)


@pytest.mark.parametrize(
    ("path", "form", "says"),
    [
        ("/voice", {}, b"<Gather"),
        ("/voice/en/menu.main/0/00", {"SpeechResult": "chest pain"}, b"9 9 9"),
        ("/voice/en/time/0/00", {"Digits": "1"}, b"<Response>"),
        ("/sms", {"From": MOBILE, "Body": "STOP"}, b"<Message>"),
        ("/sms", {"From": MOBILE, "MessageSid": "SM1", "Body": "chest pain"}, b"999"),
        ("/voice/status", {"CallSid": "CA1", "CallStatus": "completed"}, b""),
        ("/sms/status", {"MessageSid": "SM1", "MessageStatus": "failed", "ErrorCode": "30003"}, b""),
    ],
)
def test_what_a_preflight_asks_is_answered_and_leaves_nothing(
    line: Flask, line_store: Store, path: str, form: dict[str, str], says: bytes
) -> None:
    line_store.counts.flush()
    line_store.answered.flush()
    client = line_store.link.client
    before = {key: client.dump(key) for key in client.scan_iter()}
    answer = ask_own(line, path, **form)
    line_store.counts.flush()
    line_store.answered.flush()
    assert answer.status_code in (200, 204) and says in answer.data
    assert {key: client.dump(key) for key in client.scan_iter()} == before
    seen = json.loads(answer.headers[SAW])
    assert seen["address"] == seen["peer"] == "127.0.0.1" and seen["given"] == "192.0.2.77"


def test_who_only_says_that_they_are_ours_is_refused_and_other_pages_do_not_know_the_word(
    line: Flask,
) -> None:
    client = line.test_client()
    assert client.post(f"/voice?{OWN}=1").status_code == 403
    for page in ("/health/live", "/desk/sign-in"):
        answer = client.get(f"{page}?{OWN}=1")
        assert answer.status_code == 200 and SAW not in answer.headers
    assert ask_own(line, "/voice/nowhere").status_code == 404
