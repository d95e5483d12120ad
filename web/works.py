"""Whether this process works: at its parent's request it sends itself a signed webhook (ADR 24).

The same module answers a preflight's requests from outside (ADR 33): webhooks whose signed URL marks them as
our own.
"""

import json
from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Flask, Request, Response, g, request
from werkzeug.test import EnvironBuilder, run_wsgi_app

from ivr import place as places
from ivr.flow import step
from ivr.model import Arrived, Caller, Event, Place
from ivr.twiml import Filling, render
from ivr.webhook import Carried, minute, read
from menus.model import Pack
from sms import flow as texts
from sms.model import Talk, Texted
from sms.routes import render as render_text
from web.auth import sign
from web.health import NEVER_KEPT
from web.logs import UNLOGGED

PLACE, HERE = "/voice/works", "http://localhost"
OK, NO_CONTENT, FORBIDDEN, MISSING, FAILED = 200, 204, 403, 404, 500
WORKS = NO_CONTENT
# The field that marks a webhook as our own, in its query; and a header of our answer to it.
OWN, SAW = "preflight", "X-Line-Saw"
VOICE, TEXTS, STATUS = "/voice", "/sms", ("/voice/status", "/sms/status")
LONGEST_GIVEN = 400
XML = "text/xml; charset=utf-8"


def blueprint(
    app: Flask,
    pack: Callable[[], Pack],
    now: Callable[[], datetime],
    tokens: Callable[[], tuple[str, ...]],
    public_url: str,
) -> Blueprint:
    """The page /health/works: whether this process can answer a call, found out by trying; 204 or 500.

    The page sends a webhook to this application as if a call had come. The signature is checked, and the
    first turn is taken and rendered. The carrier and the store are not asked, and nothing is counted or
    logged. `tokens` gives the tokens that the carrier signs with now. Without tokens every webhook gets 403,
    so 403 is then the right answer.

    A preflight's requests are answered in the same way, at any path below /voice and /sms.
    """
    works = Blueprint("works", __name__)

    @works.post(PLACE)
    def call() -> Response:
        return _turn(pack(), None, Arrived(), now())

    @works.get("/health/works")
    def ask_itself() -> tuple[str, int, dict[str, str]]:
        token = next(iter(tokens()), "")
        headers = [("X-Twilio-Signature", sign(f"{public_url or HERE}{PLACE}", token))] if token else []
        asked = EnvironBuilder(PLACE, HERE, method="POST", headers=headers).get_environ()
        _, status, _ = run_wsgi_app(app.wsgi_app, asked, buffered=True)
        answered = int(status[:3])
        return "", WORKS if answered == (OK if token else FORBIDDEN) else FAILED, NEVER_KEPT

    @works.before_app_request
    def answer_own() -> Response | None:
        asked: Request = request._get_current_object()  # type: ignore[attr-defined]
        return _answer(asked, pack(), now()) if OWN in asked.args and g.get("signed") else None

    return works


def _answer(asked: Request, pack: Pack, now: datetime) -> Response:
    """Answer a test webhook of our own, and keep it out of the log unless it fails.

    The header X-Line-Saw of the answer tells, as JSON, how we see the sender.
    """
    answer = _answer_as_path_says(asked, pack, now)
    asked.environ[UNLOGGED] = True  # only now: a failure is logged
    answer.headers[SAW] = json.dumps(_seen(asked))
    return answer


def _answer_as_path_says(asked: Request, pack: Pack, now: datetime) -> Response:
    """Take the step of a call or text that the path asks for; answer with TwiML, or 404 for no such place.

    What the step asks of the store is not carried out. The paths for reports of a status get 204.
    """
    if asked.path in STATUS:
        return Response(status=NO_CONTENT)
    if asked.path == TEXTS:
        reply = texts.step(pack, Talk(), Texted(asked.form.get("Body", "")), now)
        return Response(render_text(reply.text), content_type=XML)
    if asked.path == VOICE:
        return _turn(pack, None, Arrived(), now)
    place = places.read(asked.path.removeprefix(f"{VOICE}/"))
    return (
        _turn(pack, place, read(asked.form, place, Carried())[0], now) if place else Response(status=MISSING)
    )


def _turn(pack: Pack, place: Place | None, event: Event, now: datetime) -> Response:
    """The TwiML after `event` at `place` (None: a new call) in a test call without a real caller.

    What the step asks of the store is not carried out.
    """
    turn = step(pack, place, event, now, Caller())
    twiml = render(turn, pack.languages[turn.place.language], Filling(minute(now)))
    return Response(twiml, content_type=XML)


def _seen(asked: Request) -> dict[str, str]:
    """How the line sees the sender of a request.

    `address` is the sender's address behind trusted proxies, `peer` that of whoever connected to us, `given`
    the end of X-Forwarded-For, and `host` the host asked for.
    """
    before: dict[str, str] = asked.environ.get("werkzeug.proxy_fix.orig", {})
    return {
        "address": asked.remote_addr or "",
        "peer": before.get("REMOTE_ADDR") or asked.remote_addr or "",
        "given": asked.headers.get("X-Forwarded-For", "")[-LONGEST_GIVEN:],
        "host": asked.host,
    }
