"""Puts the desk into the web process, and the second leg of ringing somebody back."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask

from settings import Settings
from store.counts.history import History
from store.desk.desk import DeskStore
from web import ringing
from web.desk import door as desk
from web.desk.attempts import attempts
from web.desk.needs import Desk
from web.hours_now import HoursNow


def open_desk(
    app: Flask,
    settings: Settings,
    kept: DeskStore,
    hours: HoursNow,
    now: Callable[[], datetime],
    recording: Callable[[str], bytes | None],
    connect: Callable[[str], bytes],
) -> None:
    """Registers /desk and /voice/ringing. For `recording` and `connect` see `Desk` and `web.ringing`."""
    line = kept.line
    app.register_blueprint(
        desk.blueprint(
            Desk(
                kept=kept,
                pack=hours.pack,
                refresh=hours.refresh,
                now=now,
                attempts=attempts(line.link, line.callbacks.keys),
                history=History(line.counts),
                recording=recording,
                number=settings.number,
                public_url=settings.public_url,
            )
        )
    )
    app.register_blueprint(ringing.blueprint(line.seals, now, connect))
