"""Answers when the code fails: words for callers and texters, only a status for everybody else."""

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
from sms.permitted import carrier_has_answered
from sms.senders import may_answer

# No place of a call: the flow finds the way back from there, with its own words.
NOWHERE = Spot("lost")
A_MOMENT = 1


def answer_errors(app: Flask, pack: Pack, line: str, now: Callable[[], datetime]) -> None:
    """Make `app` answer every error in a way that suits whoever sent the request.

    A caller is sent back to the main menu; if that fails too, they hear the helpline's number. A texter gets
    the help text. Anybody else gets only the status. The answers are made from `pack` when the process
    starts, so that nothing can fail when they are needed. `line` is the line's own phone number (E.164).
    `now` gives the time.
    """
    language = next(iter(pack.languages.values()))
    back, last, sorry = (
        _way_back(language),
        _last_words(pack, language, now()),
        _help_text(pack, language, now()),
    )

    def failed(error: InternalServerError) -> Response:
        g.failed = error.original_exception or error
        if not g.get("signed") or request.blueprint == "works":  # no caller: whoever asks is to see it fail
            return _plain(Forbidden() if request.blueprint in ("voice", "sms") else error)
        if request.blueprint == "voice":
            began = webhook.read_minute(request.args.get("began", ""), now())
            return texts.xml(
                last if _is_nowhere() else back.replace(twiml.ANY_MINUTE.encode(), b"%010d" % began)
            )
        answered = request.endpoint == "sms.arrive" and not carrier_has_answered(
            request.form.get("OptOutType", "")
        )
        sender, to = request.form.get("From", ""), request.form.get("To", "")
        return texts.xml(sorry if answered and may_answer(sender, line, to) else b"")

    app.register_error_handler(InternalServerError, failed)
    app.register_error_handler(HTTPException, _plain)


def _way_back(language: Language) -> bytes:
    """TwiML that sends a caller back to the main menu, after an error.

    The TwiML redirects to a place of the call that does not exist; from there the call goes to the main menu.
    """
    return twiml.render_once(Turn(Place(language.code, NOWHERE), (), Listen((), A_MOMENT)), language)


def _is_nowhere() -> bool:
    """Whether this request is of a call that an error sent back to the main menu (`_way_back`).

    If this request fails too, the caller hears the helpline's number instead of being sent back again.
    """
    there = place.read((request.view_args or {}).get("path", ""))
    return there is not None and there.spot == NOWHERE


def _last_words(pack: Pack, language: Language, now: datetime) -> bytes:
    """TwiML that says 999 and the helpline's number and hangs up, for a second error in a row."""
    call = Call(pack, Place(language.code, NOWHERE), now, Caller())
    words = tuple(call.phrase(name) for name in ("greeting", "failed", "goodbye"))
    return twiml.render_once(Turn(call.place, words, HangUp()), language)


def _help_text(pack: Pack, language: Language, now: datetime) -> bytes:
    """TwiML that sends the HELP text, which suits any question.

    The text names 999, 111, the helpline's number, and what can be texted.
    """
    return texts.render(fill_text(language.text["help"], pack, language, now))


def _plain(error: HTTPException) -> Response:
    """The answer to an error: its status and the status's name, with the error's headers.

    Nothing of the request is repeated.
    """
    response = Response(f"{error.code} {error.name}\n", error.code, content_type="text/plain; charset=utf-8")
    for name, value in error.get_headers(request.environ):
        if name.lower() != "content-type":
            response.headers[name] = value
    return response
