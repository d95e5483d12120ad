"""Whether this process works: asked by whoever started it, it sends a signed webhook to itself (ADR 24)."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Flask, Response
from werkzeug.test import EnvironBuilder, run_wsgi_app

from ivr.flow import step
from ivr.model import Arrived, Caller
from ivr.twiml import Filling, render
from ivr.webhook import minute
from menus.model import Pack
from web.auth import sign
from web.health import NEVER_KEPT

PLACE, HERE = "/voice/works", "http://localhost"
OK, FORBIDDEN, WORKS, FAILED = 200, 403, 204, 500


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
    then the right answer.
    """
    works = Blueprint("works", __name__)

    @works.post(PLACE)
    def call() -> Response:
        moment, of_pack = now(), pack()
        turn = step(of_pack, None, Arrived(), moment, Caller())
        twiml = render(turn, of_pack.languages[turn.place.language], Filling(minute(moment)))
        return Response(twiml, content_type="text/xml; charset=utf-8")

    @works.get("/health/works")
    def ask_itself() -> tuple[str, int, dict[str, str]]:
        token = next(iter(tokens()), "")
        headers = [("X-Twilio-Signature", sign(f"{public_url or HERE}{PLACE}", token))] if token else []
        asked = EnvironBuilder(PLACE, HERE, method="POST", headers=headers).get_environ()
        _, status, _ = run_wsgi_app(app.wsgi_app, asked, buffered=True)
        answered = int(status[:3])
        return "", WORKS if answered == (OK if token else FORBIDDEN) else FAILED, NEVER_KEPT

    return works
