"""What app.py puts together: each of its parts is missed when it is taken out."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask, session

from app import create_app, its_store
from menus.model import Pack
from settings import Settings
from store.counts.failures import NOTES
from store.desk.desk import DeskStore
from store.server.embedded import address
from store.store import Store
from tests.caller import Caller
from tests.conftest import LONDON, OPEN, Clock, new_number
from tests.people.desk import Person, new_name
from tests.texter import Texter
from tests.wiring.stores import wait_until
from tests.wiring.wire import LINE, MOBILE, Wire, in_process
from web.desk.locks.attempts import BY_ADDRESS

CALL = {"CallSid": "CA1", "From": MOBILE, "To": LINE}
# The longest form that the carrier sends, and more than any is.
FITS, TOO_LONG = "x" * 40_000, "x" * 64 * 1024


@pytest.mark.parametrize("path", ["/voice", "/sms", "/voice/status"])
def test_a_webhook_has_no_session_that_could_be_written(line: Flask, path: str) -> None:
    with line.test_request_context(path, method="POST"), pytest.raises(RuntimeError):
        session["seen"] = 1


def test_the_desk_keeps_its_session_in_a_cookie_sealed_with_the_secret_key(
    line_with: Callable[..., Flask], kept: DeskStore
) -> None:
    signed_in = Person(line_with(), new_name(kept)).sign_in()
    cookie = signed_in.client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None
    for app, path in ((line_with(), "/desk"), (line_with(secret_key="1" * 64), "/desk/sign-in")):
        other = Person(app)
        other.client.set_cookie("desk", cookie.value, domain="line.example", path="/desk", secure=True)
        assert other.open("/desk").path == path


@pytest.mark.parametrize(("body", "status"), [(FITS, 200), (TOO_LONG, 413)])
def test_a_webhook_above_64_kb_is_refused(wire: Wire, body: str, status: int) -> None:
    answer = wire.post("/sms", {"MessageSid": f"SM{status}", "From": MOBILE, "To": LINE, "Body": body})
    assert answer.status == status
    assert wire.post("/voice", CALL | {"CallSid": f"CA{status}", "Extra": body}).status == status


def test_a_form_of_the_desk_above_64_kb_is_refused(app: Flask) -> None:
    somebody = Person(app).open("/desk/sign-in")
    assert somebody.send("/desk/sign-in", name="ann", password=FITS).status == 422
    assert somebody.send("/desk/sign-in", name="ann", password=TOO_LONG).status == 413


def tries_to_sign_in(app: Flask, address: str) -> int:
    """The status of a wrong password that a proxy of ours hands on from this address."""
    somebody = Person(app)
    somebody.client.environ_base["HTTP_X_FORWARDED_FOR"] = address
    return somebody.sign_in("nobody-here" + address.replace(".", "-"), "no such password").status


@pytest.mark.parametrize(("proxies", "status"), [(0, 429), (1, 422), (2, 429)])
def test_the_address_behind_a_trusted_proxy_is_the_one_that_is_counted(
    line_with: Callable[..., Flask], proxies: int, status: int
) -> None:
    app = line_with(trusted_proxies=proxies)
    tried = {tries_to_sign_in(app, f"10.0.0.{n % 3}") for n in range(BY_ADDRESS)}
    assert tried == {422}
    assert tries_to_sign_in(app, "10.0.0.9") == status


def first_heard(app: Flask) -> str:
    """What somebody who rings hears first."""
    return Caller(Wire(in_process(app)), number=new_number()).call().heard


def test_a_process_of_its_own_sees_what_others_close_and_notes_what_failed(
    settings: Settings, kept: DeskStore, clock: Clock
) -> None:
    app = create_app(replace(settings, redis_url=kept.line.link.url), now=clock)
    wait_until(lambda: bool(kept.line.link.client.exists(NOTES)))
    kept.line.counts.add(OPEN, "call:failed")
    kept.line.counts.flush()
    assert kept.failures.last_hour(OPEN) == {"call:failed": 1}
    kept.closures.add("closed", OPEN, OPEN + timedelta(hours=2), "", "ann", OPEN)
    wait_until(lambda: "closed" in first_heard(app))
    assert "Closed until" in Texter(Wire(in_process(app)), number=new_number()).text("HELPLINE")


def test_an_error_is_logged_once_and_by_us(
    settings: Settings, away: Store, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = replace(away, counts=None)  # type: ignore[arg-type]
    wire = Wire(in_process(create_app(settings, store=broken, now=clock)))
    assert wire.post("/voice", CALL).status == 200
    said = capsys.readouterr()
    assert said.err == "" and said.out.count("\n") == 1


def test_the_short_name_of_a_call_in_the_log_is_made_with_the_hash_key(
    with_settings: Callable[..., Wire], capsys: pytest.CaptureFixture[str]
) -> None:
    for key in (b"0" * 32, b"0" * 32, b"1" * 32):
        with_settings(hash_key=key).post("/voice", CALL)
    first, again, other = (json.loads(line)["id"] for line in capsys.readouterr().out.splitlines())
    assert first == again != other


def test_the_store_of_the_settings_counts_by_the_days_of_the_helpline(settings: Settings, pack: Pack) -> None:
    for url in ("", "redis://127.0.0.1:1"):
        store = its_store(replace(settings, redis_url=url), pack)
        assert store.counts.zone == LONDON
        assert store.link.url == (url or address(settings.data_dir))


def test_every_page_is_dressed_whoever_asks_for_it(line_with: Callable[..., Flask]) -> None:
    client = line_with(try_on=True).test_client()
    for path in ("/try", "/desk/sign-in"):
        answer = client.get(path, base_url="https://localhost")
        assert "Content-Security-Policy" in answer.headers and "/look/line.css" in answer.text
    with client.get("/look/line.css") as sheet:
        assert sheet.status_code == 200
