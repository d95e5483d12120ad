"""What pages show beside a record: its note, who may take it, and records passed on between staff."""

from collections.abc import Callable, Mapping
from functools import partial

from menus.multilingual.in_english import beside, spoken
from store.desk.leads import leads
from store.promises.records import notes
from store.promises.records.beside import Passed
from store.promises.records.flags import ADDRESSES, ALL, LONGEST, Flag
from web.desk.needs import Desk, me
from web.desk.records.found import Record, kind_of, queue_of
from web.desk.records.reads import is_lead, note_for_lead, note_of, seen_by, who_reads, who_reads_closed
from web.desk.records.yours import yours


def colleagues(desk: Desk) -> Mapping[str, str]:
    """The colleagues to whom a record can be passed on, each name with its role.

    They are all who can sign in, except the signed-in person. Raises `Unreachable` if the store does not
    answer.
    """
    others = [one for one in desk.kept.staff.all() if one.name != me().name]
    return {one.name: one.role for one in others if one.hash and not one.disabled}


def _kept_for_me(desk: Desk) -> list[Record]:
    """The records that were passed on to the signed-in member of staff and that nobody has taken yet."""
    line, now, mine = desk.kept.line, desk.now(), me().name
    ids = line.written.passing.ids_for
    found = [
        *(line.callbacks.one(item_id, now) for item_id in ids(line.callbacks.queue, mine, now)),
        *(line.messages.one(item_id, now) for item_id in ids(line.messages.queue, mine, now)),
    ]
    return [row for row in found if row]


def _flags_for_me(desk: Desk) -> tuple[Flag, ...]:
    """The flags that wait for the signed-in member of staff, if that person is a safeguarding lead."""
    flags = desk.kept.line.written.flags
    return flags.waiting() if flags.count() and is_lead(desk, me()) else ()


def _taken_from_me(desk: Desk) -> list[tuple[str, str, str]]:
    """The records that were passed on to the signed-in person, but taken back: kind, id, and by whom."""
    line, now = desk.kept.line, desk.now()
    return [
        (queue.kind, item_id, by)
        for queue in (line.callbacks.queue, line.messages.queue)
        for item_id, by in line.written.passing.taken_from(queue, me().name, now)
    ]


def passed_by_me(row: Record) -> Passed | None:
    """The person to whom the signed-in user passed a record, while it is reserved; None if nobody."""
    passed = row.beside.passed
    return passed if passed and passed.by == me().name != passed.to else None


def _may_take(row: Record) -> bool:
    """Whether the signed-in member of staff may claim an open record: it is kept for nobody else."""
    passed = row.beside.passed
    return passed is None or passed.to == me().name


def whom_to_tell(desk: Desk) -> list[str]:
    """Whom the worker is to tell of a new flag; the list is empty if nobody can be told.

    It has the phones (E.164) of the safeguarding leads. If mail can be sent, it also has "", which stands for
    the mail addresses of staff. If no lead has a phone, but staff's phones can be texted, it has only "all",
    which stands for staff's phones and addresses. Raises `Unreachable` if the store does not answer.
    """
    by = desk.tells
    phones = _phones(desk).values()
    if not phones and by.phones:
        return [ALL]
    return [*phones, *([ADDRESSES] if by.mail else [])]


def who_hears(desk: Desk) -> str:
    """Sentences for staff: who gets a text or mail about a flag, and who sees it only on opening the desk.

    Raises `Unreachable` if the store does not answer.
    """
    to, phones = whom_to_tell(desk), _phones(desk)
    alone = [one.name for one in leads(desk.kept.staff) if one.name not in phones]
    said = [] if to else ["The line cannot tell anybody, by phone or by mail."]
    if phones:
        one = "phone" if len(phones) == 1 else "phones"
        said += [f"A text goes to the {one} of {seen_by(phones, ', who')} on the desk."]
    if ALL in to:
        said += ["A text goes to the phones that the line has for staff."]
    if to and desk.tells.mail:
        said += ["A mail goes to the addresses that the line has for staff."]
    if alone:
        said += [f"{seen_by(alone)} only when they open the desk: tell them yourself that it is there."]
    if not phones and not alone:
        said += ["No lead and no admin can sign in now: tell whoever runs the line."]
    return " ".join(said)


def _phones(desk: Desk) -> Mapping[str, str]:
    """The phones (E.164) to which a flag is texted, by the name of the safeguarding lead."""
    found = leads(desk.kept.staff) if desk.tells.texts else ()
    return {one.name: phone for one in found if (phone := desk.kept.staff.phone(one))}


def _may_flag(desk: Desk, row: Record) -> bool:
    """Whether the signed-in person had a record last, and so may flag it, however the record ended."""
    kept = queue_of(desk, kind_of(row)).records((row.id,)).get(row.id, {})
    return kept.get("who") == me().name


def asked_for(desk: Desk) -> Mapping[str, Callable[..., object]]:
    """The functions that the desk's templates may call, by the name that they have there."""
    return {
        "kind_of": kind_of,
        "note_of": partial(note_of, desk),
        "note_for_lead": partial(note_for_lead, desk),
        "who_reads": partial(who_reads, desk),
        "who_reads_closed": partial(who_reads_closed, desk),
        "yours": partial(yours, desk),
        "in_language": lambda row: beside(desk.pack(), row.language),
        "spoken_in": lambda row: spoken(desk.pack(), row.language),
        "calls_about": lambda: desk.pack().calls_about,
        "colleagues": partial(colleagues, desk),
        "longest": lambda: {"note": notes.LONGEST, "why": LONGEST},
        "leads": lambda: leads(desk.kept.staff),
        "can_text": lambda: desk.tells.texts,
        "who_hears": partial(who_hears, desk),
        "kept_for_me": partial(_kept_for_me, desk),
        "flags_for_me": partial(_flags_for_me, desk),
        "taken_from_me": partial(_taken_from_me, desk),
        "passed_by_me": passed_by_me,
        "may_take": _may_take,
        "may_flag": partial(_may_flag, desk),
        "am_lead": lambda: is_lead(desk, me()),
    }
