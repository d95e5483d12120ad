"""What becomes of a wish on the browser phone: kept in its own session; nobody is rung or texted."""

from datetime import timedelta

import ivr.model as phone
import sms.model as text
from menus.due import due_day
from menus.model import Pack
from menus.outcome import Already, Kept, Outcome, Refused
from web.tryit.scene import Act, Scene

TEXTS_A_DAY = 3
DAY = timedelta(days=1).total_seconds()
Wish = phone.Wish | text.Wish


def grant(pack: Pack, scene: Scene, wish: Wish, number: str, at: Act) -> Outcome:
    """What became of a wish made by the act `at`, about `number` (E.164, "" where none was given)."""
    match wish:
        case phone.KeepMessage() | phone.DropMessage():
            return Kept()
        case _ if not number.startswith("+"):
            return Refused("no_number")
        case phone.SendText():
            return may_text(scene, number, at)
        case text.WithdrawCallback():
            return Kept() if open_callback(scene, number, at) else Refused("none")
    asked = open_callback(scene, number, at)
    if asked:
        return Already(due_day(pack.hours, asked.moment, {}))
    due = due_day(pack.hours, at.moment, {})
    return Kept(due) if due else Refused("full")


def standing(pack: Pack, scene: Scene, number: str, at: Act) -> text.Stands | Refused:
    """How the call-back to this number stands: here nobody is ever rung."""
    asked = open_callback(scene, number, at)
    due = due_day(pack.hours, asked.moment, {}) if asked else None
    return text.Stands(due, 0) if due else Refused("none")


def may_text(scene: Scene, number: str, at: Act) -> Outcome:
    """Three texts a day are sent to a number because a call asked for them (R32)."""
    sent = [
        kept
        for kept in scene.kept
        if kept.what == "text" and kept.detail.startswith(f"{number} ") and at.at - DAY < kept.at < at.at
    ]
    return Refused("too_many") if len(sent) >= TEXTS_A_DAY else Kept()


def open_callback(scene: Scene, number: str, at: Act) -> Act | None:
    """The call-back that this number waits for when `at` is done."""
    told = [
        kept
        for kept in scene.kept
        if kept.what in ("callback", "withdrawn") and kept.detail == number and kept.at < at.at
    ]
    return told[-1] if told and told[-1].what == "callback" else None


def to_keep(wish: Wish | None, outcome: Outcome | text.Stands | None, number: str, at: Act) -> Act | None:
    """What the session remembers of a wish that came true; None where there is nothing to remember."""
    if not isinstance(outcome, Kept):
        return None
    match wish:
        case phone.KeepCallback() | text.KeepCallback():
            return Act("callback", number, at.at)
        case text.WithdrawCallback():
            return Act("withdrawn", number, at.at)
        case phone.SendText(topic):
            return Act("text", f"{number} {topic}", at.at)
    return None
