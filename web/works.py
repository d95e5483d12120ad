"""Whether this process works: asked by whoever started it, it sends a signed webhook to itself (ADR 24).

And what a preflight asks from outside (ADR 33): a webhook whose signed URL says that it is our own.
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
# In the query of a webhook of our own, and what it is answered beside the TwiML.
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
    """The page /health/works, which tells whether this process can answer a call, by trying one.

    The page sends a webhook to this application as if a call had come: its signature is checked, its first
    turn is taken and rendered. The carrier and the store are not asked, and nothing is counted or logged.
    `tokens` gives the tokens that the carrier signs with now; without any every webhook gets 403, and that is
    then the right answer. What a preflight asks is answered in the same way, at whatever path below /voice
    and /sms it comes.
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
    """Answer a webhook of our own, and say in a header what was seen of it; the log has no line of it."""
    answer = _answer_as_path_says(asked, pack, now)
    asked.environ[UNLOGGED] = True  # only now: a failure is logged
    answer.headers[SAW] = json.dumps(_seen(asked))
    return answer


def _answer_as_path_says(asked: Request, pack: Pack, now: datetime) -> Response:
    """Take one pure step of a call or text; what that would ask of the store is not asked."""
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
    """The answer to a call of nobody's; a wish stays one."""
    turn = step(pack, place, event, now, Caller())
    twiml = render(turn, pack.languages[turn.place.language], Filling(minute(now)))
    return Response(twiml, content_type=XML)


def _seen(asked: Request) -> dict[str, str]:
    """Whom the line takes for the sender of a request, and by which headers."""
    before: dict[str, str] = asked.environ.get("werkzeug.proxy_fix.orig", {})
    return {
        "address": asked.remote_addr or "",
        "peer": before.get("REMOTE_ADDR") or asked.remote_addr or "",
        "given": asked.headers.get("X-Forwarded-For", "")[-LONGEST_GIVEN:],
        "host": asked.host,
    }
