"""The pages of one call-back and one message; only whoever claimed it sees the contents."""

from datetime import timedelta
from typing import Any

from flask import abort, render_template

from menus.numbers import number_text
from store.promises.claimed import number_for, number_to_ring
from store.promises.queue import CLAIM_SECONDS
from web.desk.callbacks.outcomes import second_try_of
from web.desk.callbacks.picks import fits_now, part_of_day, query
from web.desk.callbacks.relay import TO_RELAY, dialled, written
from web.desk.callbacks.ring_hours import outside
from web.desk.needs import Desk, Route, me
from web.desk.operate.own_ring import no_ring_goes_out


def callback(desk: Desk, callback_id: str, wrong: str = "", wrong_at: str = "") -> str:
    """Show one call-back; only the member of staff who has claimed it sees the number.

    After a refused form, `wrong` says what was wrong, and `wrong_at` names the field. Answers 404 if there is
    no such call-back.
    """
    kept, now = desk.kept.line.callbacks, desk.now()
    row = kept.one(callback_id, now) or abort(404)
    number = number_for(kept, callback_id, me().name, now)
    ready = bool(desk.public_url and desk.number)
    rings = bool(number and ready and me().phone and not row.relay)
    came = desk.kept.rings.came(callback_id)
    until = row.claimed_at + timedelta(seconds=CLAIM_SECONDS) if row.claimed_at else None
    return render_template(
        "desk/callback.html",
        row=row,
        wrong=wrong,
        wrong_at=wrong_at,
        number=number,
        phone=bool(me().phone),
        ready=ready,
        no_ring=no_ring_goes_out(desk) if rings else "",
        until=until,
        came=came,
        written=written(number, row.relay),
        dialled=dialled(number, row.relay),
        query=query(),
        prefix=TO_RELAY,
        again=second_try_of(desk, row),
        outside=outside(desk),
        part="" if fits_now(row.best, now, desk.zone) else part_of_day(now, desk.zone),
        fresh=row.state == "claimed" and bool(came and came.may_ring(now)),
        rung_me=bool(came and row.claimed_at and number and came.at >= row.claimed_at),
    )


def message(desk: Desk, message_id: str, wrong: str = "", wrong_at: str = "") -> str:
    """Show one message; only the person who has claimed it can play it.

    After a refused form, `wrong` says what was wrong, and `wrong_at` names the field. Answers 404 if there is
    no such message.
    """
    row = desk.kept.line.messages.one(message_id, desk.now()) or abort(404)
    number = number_to_ring(desk.kept.line.messages, message_id, me().name, desk.now())
    shown: dict[str, Any] = {"number": number, "written": number_text(number), "query": query()}
    shown["outside"] = outside(desk) if number else None
    return render_template(
        "desk/message.html", row=row, again=second_try_of(desk, row), wrong=wrong, wrong_at=wrong_at, **shown
    )


ROUTES = (Route("GET", "/callbacks/<callback_id>", "answer", callback, "Call-backs"),)
