"""The webhooks for texts: each reads the carrier's form, gets the reply, and answers with TwiML."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, request
from twilio.twiml.messaging_response import MessagingResponse

from counted import names as counted
from counted.became import became_of
from menus.model import Pack
from menus.numbers import rings_us
from sms.delivery import is_sent_again, read_status
from sms.exchange import RINGABLE, Line, Message, exchange
from sms.model import Texted
from sms.senders import identity, may_answer, reach
from store.link import Unreachable
from store.numbers import kind_of
from store.store import Store

METHODS = ("POST", "GET")  # as the carrier's settings say; the guard makes the same of both


def blueprint(pack: Callable[[], Pack], now: Callable[[], datetime], store: Store, line: str) -> Blueprint:
    """The Flask blueprint of the webhooks below /sms.

    `pack` and `now` are functions that give the present pack and the present time (aware); `line` is the
    line's own number in E.164.
    """
    sms = Blueprint("sms", __name__)

    @sms.route("/sms", methods=METHODS, strict_slashes=False)
    def arrive() -> Response:
        moment, pack_now, form = now(), pack(), request.form
        sender = identity(form.get("From", ""))
        if not may_answer(sender, line, form.get("To", "")):
            store.counts.add(moment, counted.NO_NUMBER)
            return xml(render(""))
        ringable = kind_of(sender) in RINGABLE and not rings_us(pack_now.hours, sender)
        event = _event_of(form, sender, ringable=ringable)
        message = Message(form.get("MessageSid") or form.get("SmsSid", ""), sender, event)
        answer = exchange(Line(pack_now, store, line, render), message, moment)
        hour = moment.astimezone(ZoneInfo(pack_now.hours.zone)).strftime("%H")
        if answer.counts:
            g.became = became_of(answer.counts)
            store.counts.add(moment, counted.arrival(hour, "text"), *answer.counts)
        return xml(answer.body)

    @sms.route("/sms/status", methods=METHODS)
    def status() -> Response:
        sid, status_now, count = read_status(request.form)
        if is_sent_again(request.form):
            with suppress(Unreachable), store.link.waiting():  # it was promised (R51); then it is only told
                store.outbox.undelivered(request.args.get("text", ""), sid, request.form.get("To", ""))
        if sid and store.deliveries.first(sid, status_now):
            store.counts.add(now(), count)
        return Response(status=204)

    return sms


def _event_of(form: Mapping[str, str], sender: str, *, ringable: bool) -> Texted:
    """The event for `sms.flow`, read from the carrier's form; `sender` is the sender's number in E.164.

    `ringable` says whether we can ring that number back.
    """
    return Texted(
        form.get("Body", ""),
        form.get("OptOutType", ""),
        ringable=ringable,
        pictures=form.get("NumMedia", "0") not in ("", "0"),
        reach=reach(sender),
    )


def xml(body: bytes) -> Response:
    """The HTTP response with these bytes of TwiML, for the carrier."""
    return Response(body, content_type="text/xml; charset=utf-8")


@lru_cache(maxsize=1024)
def render(text: str) -> bytes:
    """The TwiML that sends one text back; for "" the TwiML that sends nothing."""
    response = MessagingResponse()
    if text:
        response.message(text)
    body: str = response.to_xml()
    return body.encode()
