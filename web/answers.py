"""The answers after an error: words for callers and texters, a plain status line for everybody else."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask, Response, g, request
from werkzeug.exceptions import Forbidden, HTTPException, InternalServerError

from ivr import place, twiml, webhook
from ivr.call import Call
from ivr.model import Caller, HangUp, Listen, Place, Turn
from ivr.spot import Spot
from menus.model import Language, Pack
from menus.words import fill_text
from sms import routes as texts
from sms.flow import carrier_has_answered
from sms.senders import may_answer

# No place of a call: the flow finds the way back from there, with its own words.
NOWHERE = Spot("lost")
A_MOMENT = 1


def answer_errors(app: Flask, pack: Pack, line: str, now: Callable[[], datetime]) -> None:
    """Make `app` answer every error in a way that fits who asked, in words of `pack`.

    A caller is led back to the main menu or, where that fails too, hears the helpline's number. A texter
    gets the help text. Anybody else gets the status alone. The words are made now, not at the error. `line`
    is the line's own number.
    """
    language = next(iter(pack.languages.values()))
    back, last, sorry = (
        _way_back(language),
        _last_words(pack, language, now()),
        _help_text(pack, language, now()),
    )

    def failed(error: InternalServerError) -> Response:
        g.failed = error.original_exception or error
        if not g.get("signed"):
            return _plain(Forbidden() if request.blueprint in ("voice", "sms") else error)
        if request.blueprint == "voice":
            began = webhook.read_minute(request.args.get("began", ""), now())
            return texts.xml(
                last if _is_nowhere() else back.replace(twiml.ANY_MINUTE.encode(), b"%010d" % began)
            )
        answered = request.endpoint == "sms.arrive" and not carrier_has_answered(
            request.form.get("OptOutType", "")
        )
        return texts.xml(sorry if answered and may_answer(request.form.get("From", ""), line) else b"")

    app.register_error_handler(InternalServerError, failed)
    app.register_error_handler(HTTPException, _plain)


def _way_back(language: Language) -> bytes:
    """Render TwiML that sends a caller to a place that does not exist.

    From there the flow leads back to the main menu, with its own words.
    """
    return twiml.render_once(Turn(Place(language.code, NOWHERE), (), Listen((), A_MOMENT)), language)


def _is_nowhere() -> bool:
    """Whether this request came from the way back: if that fails too, it must not be taken again."""
    there = place.read((request.view_args or {}).get("path", ""))
    return there is not None and there.spot == NOWHERE


def _last_words(pack: Pack, language: Language, now: datetime) -> bytes:
    """Render TwiML that says 999 and the helpline's number, and hangs up."""
    call = Call(pack, Place(language.code, NOWHERE), now, Caller())
    words = tuple(call.phrase(name) for name in ("greeting", "failed", "goodbye"))
    return twiml.render_once(Turn(call.place, words, HangUp()), language)


def _help_text(pack: Pack, language: Language, now: datetime) -> bytes:
    """Render the HELP text, which fits any question: 999, 111, the helpline's number and what to text."""
    return texts.render(fill_text(language.text["help"], pack, language, now))


def _plain(error: HTTPException) -> Response:
    """Answer with the status, its name and its headers, and with nothing from the request."""
    response = Response(f"{error.code} {error.name}\n", error.code, content_type="text/plain; charset=utf-8")
    for name, value in error.get_headers(request.environ):
        if name.lower() != "content-type":
            response.headers[name] = value
    return response
