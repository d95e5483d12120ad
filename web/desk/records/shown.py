"""What pages may show beside a record: its note, who may take it, what is kept for whoever is signed in."""

from collections.abc import Callable, Mapping
from functools import partial

from store.desk.leads import leads
from store.desk.staff import Account
from store.promises.records.flags import ADDRESSES, ALL, Flag
from store.promises.standing import Callback
from web.desk.needs import Desk, me
from web.desk.records.found import Record, queue_of


def _kind_of(row: Record) -> str:
    """Whether a record is a "callback" or a "message"."""
    return "callback" if isinstance(row, Callback) else "message"


def is_lead(desk: Desk, who: Account) -> bool:
    """Whether somebody sees what is flagged for safeguarding: a lead, or an admin where no lead is named."""
    return who.lead or (who.role == "admin" and any(one.name == who.name for one in leads(desk.kept.staff)))


def colleagues(desk: Desk) -> list[str]:
    """The names of those to whom a record can be passed on: whoever may sign in, but oneself."""
    return [
        one.name for one in desk.kept.staff.all() if one.hash and not one.disabled and one.name != me().name
    ]


def _note_of(desk: Desk, row: Record) -> str:
    kind = _kind_of(row)
    return desk.kept.line.written.notes.read(queue_of(desk, kind), row.id, me().name, desk.now())


def _kept_for_me(desk: Desk) -> list[Record]:
    """What colleagues have passed on to whoever is signed in, and nobody has taken yet."""
    line, now, mine = desk.kept.line, desk.now(), me().name
    ids = line.written.passing.ids_for
    found = [
        *(line.callbacks.one(item_id, now) for item_id in ids(line.callbacks.queue, mine, now)),
        *(line.messages.one(item_id, now) for item_id in ids(line.messages.queue, mine, now)),
    ]
    return [row for row in found if row]


def _flags_for_me(desk: Desk) -> tuple[Flag, ...]:
    """What waits for whoever is signed in as a safeguarding lead."""
    flags = desk.kept.line.written.flags
    return flags.waiting() if flags.count() and is_lead(desk, me()) else ()


def is_taken_back(row: Record) -> bool:
    """Whether who is signed in passed this record on, so that to claim it is to take it back."""
    return row.beside.passed is not None and row.beside.passed.by == me().name


def _may_take(row: Record) -> bool:
    """Whether whoever is signed in may claim an open record: it is kept for nobody else."""
    passed = row.beside.passed
    return passed is None or me().name in (passed.to, passed.by)


def whom_to_tell(desk: Desk) -> list[str]:
    """Who is told of a flag, as `Flags.whom` gives them: leads' phones, else those of staff; addresses."""
    by = desk.tells
    phones = [phone for one in leads(desk.kept.staff) if by.texts and (phone := desk.kept.staff.phone(one))]
    if not phones and by.phones:
        return [ALL]
    return [*phones, *([ADDRESSES] if by.mail else [])]


def told_by(desk: Desk) -> str:
    """How the leads are told of a flag: "by phone and mail"; "" where nobody is told by itself."""
    told = whom_to_tell(desk)
    by_phone, by_mail = any(one != ADDRESSES for one in told), desk.tells.mail and bool(told)
    return {(True, True): "by phone and mail", (True, False): "by phone", (False, True): "by mail"}.get(
        (by_phone, by_mail), ""
    )


def _may_flag(desk: Desk, row: Record) -> bool:
    """Whether whoever is signed in had a record last, and so may flag it, however it has ended since."""
    kept = queue_of(desk, _kind_of(row)).records((row.id,)).get(row.id, {})
    return kept.get("who") == me().name


def asked_for(desk: Desk) -> Mapping[str, Callable[..., object]]:
    """What templates may ask for, by the names by which they do."""
    return {
        "kind_of": _kind_of,
        "note_of": partial(_note_of, desk),
        "calls_about": lambda: desk.pack().calls_about,
        "colleagues": partial(colleagues, desk),
        "leads": lambda: leads(desk.kept.staff),
        "told_by": partial(told_by, desk),
        "kept_for_me": partial(_kept_for_me, desk),
        "flags_for_me": partial(_flags_for_me, desk),
        "may_take": _may_take,
        "may_flag": partial(_may_flag, desk),
        "am_lead": lambda: is_lead(desk, me()),
    }
