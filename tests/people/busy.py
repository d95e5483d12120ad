"""A desk on which every kind of record is in every state that it can be in, and its pages' addresses."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import product
from typing import get_args

from bench import desk_years
from menus.due import due_days
from menus.loading.folders import SHIPPED
from menus.loading.pack import load
from menus.model import Pack
from store.condition import Condition
from store.desk.air import Notice
from store.desk.desk import DeskStore
from store.desk.invitations import Invitation
from store.moments import seconds
from store.promises.held import RESTORED
from store.promises.rings import Came, Stage
from store.signing.clinicians import Clinician
from store.signing.reviewed import Answer
from tests.conftest import OPEN
from tests.people.desk import new_name
from web.desk.door import ROUTES
from web.desk.needs import EVERYONE
from web.desk.operate.before_live import CALLED, LEVELS

PACK = load(SHIPPED)
SIZE = desk_years.Size(days=9, callbacks=24, messages=8, staff=3, deeds=60)
# What a page also shows by what stands behind its path.
ASKED_FOR = (
    "/callbacks?show=closed",
    "/callbacks?page=2",
    "/messages?show=closed",
    "/openings?month=2026-12",
    "/asked?from=x&to=y",
    "/asked?from=2026-05-19&to=2026-05-19",
    "/trail?before=1-0",
    "/nowhere",
)
# Forms that are refused, each by a page that says why: where it stands, where it is sent, what is in it.
REFUSED = (
    ("/bounds", "/bounds", {"number": "12", "most": "5"}),
    ("/openings", "/openings", {"kind": "open", "start": "2026-05-23T10:00", "end": "2026-05-23T09:00"}),
    ("/openings", "/openings/now", {"until": "end", "end": "2029-01-01T10:00"}),
    ("/staff", "/staff", {"name": "Ann Smith", "role": "edit"}),
    ("/account", "/account/phone", {"phone": "12345"}),
    ("/clinicians/new", "/clinicians", {"name": "TODO", "role": "a nurse"}),
    ("/account", "/account/password", {"current": "x", "password": "short"}),
    ("/account", "/account/password", {"current": "not mine", "password": "four words quite unlikely"}),
)


def fill(kept: DeskStore, pack: Pack, now: datetime, name: str) -> None:
    """Give the desk records in every state; `name` is the member of staff who will look at them."""
    desk_years.fill(kept, pack, now, SIZE)
    other = new_name(kept)
    _fill_callbacks(kept, now, name, other)
    _fill_messages(kept, now, name, other)
    _fill_written(kept, now, name, other)
    _fill_air(kept, now, name)
    _fill_staff(kept)
    _fill_reviews(kept, pack, now)
    for kind, hours in product(("closed", "open"), (-1, 30)):
        start = now + timedelta(hours=hours)
        kept.closures.add(
            "closed" if kind == "closed" else "open", start, start + timedelta(hours=2), "", name, now
        )
    kept.line.budgets.raise_to("+447700900300", 5, 30, now, name)
    for n in range(58):
        kept.line.calls.note(f"CA{n}", "+447700900301", now)
    kept.places.open_more(due_days(pack.hours, now)[0].date(), 10, had=0)
    kept.failures.note(now)
    kept.line.counts.add(now, *["delivery:failed"] * 6, "text:given_up:21211", "sms:paused")
    kept.line.counts.flush()
    kept.staff.set_phone(name, "+447700900302")
    levels = [*LEVELS] * 9
    kept.preflights.keep(now, [_line(about, level) for about, level in zip(CALLED, levels, strict=False)])
    kept.rehearsals.keep(now, [("open", ("no voice was heard",)), ("closed", ()), ("text", ())])


def break_down(kept: DeskStore, now: datetime) -> None:
    """Have the line restored from a backup, its store full, and its worker away."""
    moments = {"taken": seconds(now - timedelta(days=1)), "put_back": seconds(now)}
    kept.line.link.client.hset(RESTORED, mapping=moments)  # type: ignore[arg-type]
    kept.line.link.condition = Condition(
        "evicts",
        "The store throws things away: set `maxmemory-policy noeviction` (R27).",
        False,
        True,
    )


def addresses(kept: DeskStore, pack: Pack) -> Iterator[str]:
    """The address of every page of the desk that somebody signed in can open, of each with each record."""
    ids = {
        "<any(callback, message):kind>/<item_id>": [
            f"{flag.kind}/{flag.id}"
            for flag in (*kept.line.written.flags.waiting(), *kept.line.written.flags.passed())
        ],
        "/flagged/message/<item_id>": [],
        "<written>": ["2026-05", "2026-04"],
        "<callback_id>": [*kept.line.callbacks.queue.ids(), *kept.line.callbacks.queue.ids(closed=True)],
        "<message_id>": [*kept.line.messages.queue.ids(), *kept.line.messages.queue.ids(closed=True)],
        "/signatures/<language>/<name>": [
            f"/signatures/en/{name}" for name in ("bones", "steroids", "second-ear", "fixed-replies")
        ],
        "/content/<name>": [f"/content/{name}" for name in list(pack.languages["en"].topics)[:2]],
        "/asked/<name>": ["/asked/days"],
        "<look>": ["dark"],
        "<path:rest>": ["no/such/page"],
    }
    for route in ROUTES:
        if route.method == "GET" and route.role != EVERYONE:
            yield from _with_ids([route.path], ids)
    yield from ASKED_FOR


def _with_ids(paths: list[str], ids: dict[str, list[str]]) -> list[str]:
    for field, values in ids.items():
        paths = [
            path.replace(field, value) for path in paths for value in (values if field in path else [""])
        ]
    assert not any("<" in path for path in paths), f"{paths}: say in tests/people/busy.py what stands there"
    return [path for path in paths if not path.endswith("/sound")]  # no page: the recording itself


def strangers(kept: DeskStore) -> tuple[str, ...]:
    """The addresses for whoever is not signed in."""
    return (
        "/sign-in",
        f"/start/{kept.invitations.invite(Invitation('set', new_name(kept)))}",
        "/start/made-up",
        f"/review/{_link(kept, 'en/second-ear', PACK.standing['en/second-ear'].version)}",
        "/review/made-up",
    )


def _fill_callbacks(kept: DeskStore, now: datetime, name: str, other: str) -> None:
    line, ids = kept.line.callbacks, list(kept.line.callbacks.queue.ids())
    stages: tuple[Stage, ...] = tuple(
        stage for part in get_args(Stage) for stage in get_args(part) or (part,)
    )
    for stage in stages:
        mine = ids.pop()
        line.claim(mine, name, now)
        kept.rings.note(mine, Came(stage, now, "21211", 75))
    line.claim(ids.pop(), other, now)
    for outcomes in (("done",), ("no_reply",), ("no_reply", "no_reply"), ("withdrawn",)):
        one = ids.pop()
        for outcome in outcomes:
            line.claim(one, name, now)
            line.close(one, outcome, name, now)


def _fill_messages(kept: DeskStore, now: datetime, name: str, other: str) -> None:
    line, ids = kept.line.messages, list(kept.line.messages.queue.ids())
    line.claim(ids.pop(), name, now)
    line.claim(ids.pop(), other, now)
    for outcome in ("done", "no_reply", "withdrawn"):
        one = ids.pop()
        line.claim(one, name, now)
        line.close(one, outcome, name, now)


def _fill_written(kept: DeskStore, now: datetime, name: str, other: str) -> None:
    """Notes, what is passed on, and flags that wait and that are passed on."""
    line, written = kept.line, kept.line.written
    for of in (line.callbacks.queue, line.messages.queue):
        free = [one for one in of.ids() if of.claim(one, name, now)[0] == "claimed"][:4]
        for one in free:
            written.notes.write(of, one, name, "Her son rang back <b>for</b> her.", "")
        for one in free[:2]:
            written.flags.set(of, one, name, "Her tablets are taken away.", now)
        written.flags.pass_on(of, free[1], name, "the duty social worker", now)
        written.passing.on(of, free[2], name, other, now)


def _fill_air(kept: DeskStore, now: datetime, name: str) -> None:
    kept.airing.stop("topic", "exercise", name, now)
    kept.airing.stop("word", "cortisone", name, now)
    said = {"en": ("We are closed today.", "Closed today.")}
    kept.airing.announce(Notice(said, now + timedelta(days=1), name, now))


def _link(kept: DeskStore, of: str, version: str) -> str:
    """The token of a link for a clinician, sent at the moment of the tests."""
    whom = Clinician("Dr Bo Jones", "a nurse", "NMC 12A3456E", "bo@clinic.example", "zoe", OPEN.date())
    found = kept.clinicians.one(kept.clinicians.enter(whom))
    assert found
    return kept.reviews.ask(of, version, found, "zoe", OPEN)


def _fill_reviews(kept: DeskStore, pack: Pack, now: datetime) -> None:
    """A link that waits, a signature to be countersigned, one that is, and an objection."""
    for name, until, comments in (
        ("bones", date(2027, 5, 1), {}),
        ("steroids", None, {"title.1": "Too short.", "gone.1": "Gone."}),
        ("flare", date(2027, 5, 1), {}),
    ):
        of = f"en/topics/{name}"
        asked = kept.reviews.asked(_link(kept, of, pack.standing[of].version), OPEN)
        assert asked
        who = {key: getattr(asked, key) for key in ("of", "version", "name", "role", "registration")}
        answer = Answer(**who, signed_on=now.date(), review_by=until, comments=comments)
        kept.reviews.answer(asked, answer)
        if name == "flare":
            kept.reviews.countersign(answer, "zoe")
    _link(kept, "en/topics/dmards", pack.standing["en/topics/dmards"].version)


def _fill_staff(kept: DeskStore) -> None:
    locked, coded = new_name(kept, "edit"), new_name(kept, "admin")
    kept.staff.disable(locked)
    kept.staff.set_two_factor(coded, "JBSWY3DPEHPK3PXP")


def _line(about: str, level: str) -> dict[str, str]:
    saw, mend = "`hours.toml` says so (R34)", "mend en/topics/bones.toml; the carrier then knows"
    return {"about": about, "level": level, "saw": saw, "mend": "" if level == "well" else mend}
