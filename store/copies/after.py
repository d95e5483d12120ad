"""Sentences on what a restored line does not know, for whoever restores a backup. Pure."""

from collections.abc import Mapping
from datetime import datetime

from store.copies.picture import Contents
from store.promises.jobs import HELD


def _span(start: datetime, end: datetime) -> str:
    """The time from `start` to `end` in words: "between 02:00:00 and 14:10:00 on 3 March 2026 (GMT)".

    Both have a time zone.
    """
    first, last = f"{start:%H:%M:%S}", f"{end:%H:%M:%S} on {_day(end)} {end:%Y (%Z)}"
    return (
        f"between {first} and {last}"
        if start.date() == end.date()
        else f"between {first} on {_day(start)} and {last}"
    )


def told(
    kept: Contents, taken: datetime, stops: datetime, now: datetime, holds: Mapping[str, int]
) -> dict[str, object]:
    """The facts about a restored line by name, for a program to read; moments are in ISO form.

    The restored line holds `kept`, which was taken from a running line at the moment `taken`. It knows the
    opt-outs that were made until `stops`. It was restored at `now`. `holds` is the number of records of each
    kind in it, and is passed on as a fact.
    """
    moments = {"taken": taken, "opt_outs_until": stops, "put_back": now}
    written = {name: moment.isoformat() for name, moment in moments.items()}
    return {**written, "held": _held(kept), "holds": holds}


def came_after(kept: Contents, taken: datetime, stops: datetime, now: datetime) -> list[str]:
    """The sentences that say what a line restored at `now` does not know.

    The restored line holds `kept`, which was taken from a running line at the moment `taken`. It knows the
    opt-outs that were made until `stops`.
    """
    texts = _held(kept)
    lines = [
        f"Not known here: whatever was promised, changed or erased {_span(taken, now)}. Who was promised a "
        "call-back or a text then will not get it; who was rung or cancelled then stands on the list again.",
    ]
    if stops < now:
        since = f"Whoever texted STOP {_span(stops, now)} is not known here, and may be texted again"
        lines.append(
            f"{since}. `flask restore --opt-outs-from FILE|DATA_DIR`, now or while the line runs, takes over "
            "what a later backup or the lost folder knows."
        )
    if texts:
        lines.append(
            f"Held back: {texts} to be sent by text. An admin looks at them on the desk's first page."
        )
    lines.append(
        "Staff sign in anew, and links for one use work no more. Whoever lost an account or a role then has "
        "it again, with the password of before: look at the accounts."
    )
    return lines


def _held(kept: Contents) -> int:
    return len(kept[HELD.encode()].held) if HELD.encode() in kept else 0


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B}"
