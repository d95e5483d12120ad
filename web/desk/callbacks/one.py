"""The page of one call-back: its number is for the member of staff who has claimed it, and nobody else."""

from datetime import timedelta

from flask import abort, render_template

from store.promises.claimed import number_for
from store.promises.queue import CLAIM_SECONDS
from web.desk.callbacks.outcomes import second_try_of
from web.desk.callbacks.picks import query
from web.desk.callbacks.relay import TO_RELAY, dialled, written
from web.desk.needs import Desk, Route, me


def callback(desk: Desk, callback_id: str) -> str:
    """Show one call-back; only the member of staff who has claimed it sees the number."""
    kept, now = desk.kept.line.callbacks, desk.now()
    row = kept.one(callback_id, now) or abort(404)
    number = number_for(kept, callback_id, me().name, now)
    ready = bool(desk.public_url and desk.number)
    until = row.claimed_at + timedelta(seconds=CLAIM_SECONDS) if row.claimed_at else None
    return render_template(
        "desk/callback.html",
        row=row,
        number=number,
        phone=bool(me().phone),
        ready=ready,
        until=until,
        came=desk.kept.rings.came(callback_id),
        written=written(number, row.relay),
        dialled=dialled(number, row.relay),
        query=query(),
        prefix=TO_RELAY,
        again=second_try_of(desk, row.best),
    )


ROUTES = (Route("GET", "/callbacks/<callback_id>", "answer", callback, "Call-backs"),)
