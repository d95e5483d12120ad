"""The changes to a backup for another machine: old data are left out, no text goes out by itself."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from store.copies.moving import Kept
from store.copies.picture import Contents, Picture
from store.desk.invitations import FIRST_ACCOUNT, INVITATION
from store.desk.trail import TRAIL
from store.keys import PREFIX
from store.moments import seconds
from store.promises.bell import BELL, QUIET, RINGING
from store.promises.for_others import KIND as CALLBACKS
from store.promises.held import RESTORED
from store.promises.jobs import DELETIONS, HELD, JOBS, RECORD, RINGS, TURNS
from store.promises.rings import KIND as RING
from store.signing.letters import KIND as LETTER
from store.signing.reviews import LINKS

# A turn is taken anew; staff are told of what is new alone.
DROPPED = {name.encode() for name in (TURNS, BELL, RINGING, QUIET, FIRST_ACCOUNT, LINKS)}
CALLBACK = f"{PREFIX}{CALLBACKS}:"
ENDING = f"{PREFIX}{CALLBACKS}s:ending"


@dataclass(frozen=True, slots=True)
class Order:
    """How to restore a backup: `now` is the moment, `who` is named in the audit trail as the one who did it.

    If `sending` is true, the texts in the backup go out at once. Otherwise they are held back for staff to
    look at. `out` are opt-outs from another source, such as a later backup; `stops` is the moment until which
    that source knows them. With None as `stops` there is no other source.
    """

    now: datetime
    sending: bool
    out: Contents
    who: str
    stops: datetime | None = None


def as_restored(picture: Picture, order: Order) -> Contents:
    """The contents that a store shall have once the backup's `picture` is restored by `order`.

    Nothing is written to a store. The same picture and order always give the same contents, so that a store
    can be compared with them afterwards.
    """
    gone = order.now - picture.taken
    kept = {name: one for name, before in picture.kept.items() if (one := _later(before, gone))}
    kept = {name: one for name, one in kept.items() if name not in DROPPED}
    kept = {name: one for name, one in kept.items() if not name.startswith(INVITATION.encode())}
    for lane, kind in ((RINGS, RING), (DELETIONS, LETTER)):
        kept = _without(kept, lane, kind)
    kept |= _texts(kept, order)
    if not order.sending:
        kept.pop(JOBS.encode(), None)
        kept |= _told_nothing(kept)
    kept |= {name: one for name, one in order.out.items() if name not in kept}
    told = {b"taken": _text(seconds(picture.taken)), b"put_back": _text(seconds(order.now))}
    if order.stops is not None:
        told[b"stops"] = _text(seconds(order.stops))
    kept[RESTORED.encode()] = Kept("hash", told, -1)
    kept[TRAIL.encode()] = _noted(kept.get(TRAIL.encode()), picture, order)
    return kept


def _later(kept: Kept, gone: timedelta) -> Kept | None:
    """A key as it is once the time `gone` has passed; None if the key has expired by then."""
    if kept.lasts < 0:
        return kept
    left = kept.lasts - int(gone.total_seconds() * 1000)
    return replace(kept, lasts=min(left, kept.lasts)) if left > 0 else None


def _members(kept: Contents, name: str) -> Iterable[bytes]:
    held = kept.get(name.encode())
    return [member for member, _ in held.held] if held else []


def _without(kept: dict[bytes, Kept], lane: str, kind: str) -> dict[bytes, Kept]:
    """The contents without the jobs of one `kind` in the queue `lane`, such as the job to ring a caller.

    These jobs are left out because after a restore nobody waits for them any more.
    """
    waits = kept.get(lane.encode())
    if not waits:
        return kept
    jobs = {name: kept.get(RECORD.encode() + name) for name, _ in waits.held}
    stale = {name for name, job in jobs.items() if not job or job.held.get(b"kind") == kind.encode()}
    left = [one for one in waits.held if one[0] not in stale]
    gone = {lane.encode(), *(RECORD.encode() + name for name in stale)}
    without = {name: one for name, one in kept.items() if name not in gone}
    return {**without, lane.encode(): replace(waits, held=left)} if left else without


def _told_nothing(kept: Contents) -> Contents:
    """The call-backs closed minutes before the backup, changed so that no text about the closing is sent.

    This text may have been sent after the backup was taken.
    """
    names = (CALLBACK.encode() + name for name in _members(kept, ENDING))
    return {
        name: replace(one, held={field: value for field, value in one.held.items() if field != b"may_text"})
        for name in names
        if (one := kept.get(name))
    }


def _texts(kept: Contents, order: Order) -> Contents:
    """The queued texts as a restore stores them, each marked as perhaps sent already.

    Before the worker sends a marked text, it asks the carrier whether the text was sent. If `order.sending`
    is true, the texts stay in the queue, and are tried for as long as a text asked for at `order.now`.
    Otherwise they are put apart for staff, in the order in which they were asked for.
    """
    names = [name for name in _members(kept, JOBS) if RECORD.encode() + name in kept]
    records = {name: kept[RECORD.encode() + name] for name in names}
    marks = {b"begun": b"1"} | ({b"released": _text(seconds(order.now))} if order.sending else {})
    begun = {
        RECORD.encode() + name: replace(one, held={**one.held, **marks}) for name, one in records.items()
    }
    if order.sending or not names:
        return begun
    asked = [(name, float(one.held[b"asked"])) for name, one in records.items()]
    before = kept[HELD.encode()].held if HELD.encode() in kept else []
    return {**begun, HELD.encode(): Kept("zset", sorted([*before, *asked], key=lambda one: one[1]), -1)}


def _noted(trail: Kept | None, picture: Picture, order: Order) -> Kept:
    """The audit trail with an entry about the restore at its end."""
    entries = list(trail.held) if trail else []
    last = int(entries[-1][0].partition(b"-")[0]) if entries else 0
    place = max(last + 1, int(order.now.timestamp() * 1000))
    deed = {
        "at": seconds(order.now),
        "who": order.who,
        "did": "restore",
        "about": f"{picture.taken.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
    }
    fields = {name.encode(): _text(value) for name, value in deed.items()}
    return Kept("stream", [*entries, (b"%d-0" % place, fields)], -1)


def _text(value: object) -> bytes:
    return str(value).encode()
