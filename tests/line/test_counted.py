"""Everything that is counted has a name on the desk, and every name is counted somewhere: one long scene."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from app import create_app
from carrier.account import Account, client
from carrier.bell import Staff
from carrier.worker import Worker
from counted.names import ANY, Count, part, spot_heard
from counted.table import ENDS, FAILED, REFUSED, REPLIES, RUNG, SENT, TABLES, WORK, failure_in_words
from ivr.rooms.every import ROOMS
from menus.due import due_days
from menus.loading.pack import load
from settings import Settings
from store.counts.counts import NAME
from store.counts.history import Past
from store.desk.desk import desk_store
from store.people import personal
from store.promises.promise import Refused
from store.promises.rings import Ring
from store.server.embedded import Embedded
from store.signing.letters import Letters
from store.store import Store, open_store
from tests.caller import Caller, parsed
from tests.carrier.test_bell import letter_box
from tests.conftest import CLOSED, HASH_KEY, LONDON, NUMBER_KEYS, OPEN, Clock, new_number
from tests.crawler import Heard, events
from tests.ivr.test_screening import its_pack, screened
from tests.packs.broken import Copy
from tests.people.desk import Person, new_name
from tests.stand_in.carrier import SID, FakeCarrier, Lines, fake_carrier
from tests.store.promises.promised import FAR
from tests.texter import Texter
from tests.wiring.stores import patient
from tests.wiring.wire import LINE, Wire, in_process
from web.figures.tables import basis, tables

OTHER_KEYS = ("MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=",)
STAFF = "+447400999999"


@dataclass
class Tally:
    """The counts of a store, and every name that anybody added to them."""

    counts: Any
    names: set[str] = field(default_factory=set)

    def add(self, now: datetime, *names: str) -> None:
        """Counts, and notes the names."""
        assert all(NAME.fullmatch(name) for name in names), names
        self.names.update(names)
        self.counts.add(now, *names)

    def add_once(self, now: datetime, what: str, *names: str) -> None:
        """Counts once, and notes the names."""
        self.names.update(names)
        self.counts.add_once(now, what, *names)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.counts, name)


@dataclass
class World:
    """A line with all that it can do, its staff, its worker, and what was counted so far."""

    app: Flask
    store: Store
    settings: Settings
    clock: Clock
    carrier: FakeCarrier
    names: set[str]

    @property
    def wire(self) -> Wire:
        """The carrier's wire to the line."""
        return Wire(in_process(self.app))

    def caller(self, number: str = "") -> Caller:
        """Somebody who rings."""
        return Caller(self.wire, number=number or new_number())

    def texter(self, number: str = "") -> Texter:
        """Somebody who texts."""
        return Texter(self.wire, number=number or new_number())

    def elsewhere(self, store: Store) -> "World":
        """The same line on another store."""
        tallied = replace(store, counts=Tally(store.counts, self.names))  # type: ignore[arg-type]
        return replace(self, store=tallied, app=create_app(self.settings, store=tallied, now=self.clock))

    def work(self, says: object) -> None:
        """The worker does once what is due, each while the carrier says so."""
        account = Account(SID, "secret", LINE, self.carrier.url)
        log = Lines()
        worker = Worker(self.store, account, Staff((STAFF,)), "Muscle Line", lambda _: True, self.clock, log)
        for job in self.store.jobs.take(self.clock(), 100):
            self.carrier.says = [says]
            worker.settle(job, worker.do(client(account), job))

    def ring_bell(self, *says: object) -> None:
        """The worker tells staff who waits."""
        account = Account(SID, "secret", LINE, self.carrier.url)
        self.carrier.says = list(says)
        staff = Staff((STAFF,))
        Worker(self.store, account, staff, "Muscle Line", lambda _: True, self.clock, Lines()).ring(
            client(account)
        )
        self.store.link.client.delete("line:1:bell:quiet")


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings, embedded: Embedded
) -> Iterator[World]:
    """One on a store of its own, after every scene below was played."""
    pack = Copy(its_pack(tmp_path_factory.mktemp("pack"), ["person", "switchboard"]))
    pack.swap("hours.toml", "messages = false", "messages = true")
    pack.swap("hours.toml", "callbacks_a_day = 40", "callbacks_a_day = 2")
    pack.swap("menu.toml", "speech = false", "speech = true")
    pack.swap("menu.toml", 'languages = ["en"]', 'languages = ["en", "cy"]')
    for key, value in (
        ("reviewed_by", '"Dr Ann Able"'),
        ("reviewed_on", "2025-06-01"),
        ("review_by", "2026-03-01"),
    ):
        pack.put("en/topics/flare.toml", key, value)
    names: set[str] = set()
    store = open_store(patient(embedded.url), HASH_KEY, LONDON, NUMBER_KEYS)
    store.link.client.flushdb()
    with fake_carrier() as carrier:
        tallied = replace(store, counts=Tally(store.counts, names))  # type: ignore[arg-type]
        its = replace(settings, pack=pack.folder, account_sid=SID, api_base=carrier.url)
        clock = Clock()
        store.link.clock = lambda: str(int(clock().timestamp()))
        line = World(create_app(its, store=tallied, now=clock), tallied, its, clock, carrier, names)
        for play in (
            calls,
            topics_by_text,
            emergencies,
            call_backs,
            messages,
            staff,
            undelivered,
            mailed,
            worker,
            statuses,
            apart,
        ):
            clock.at(OPEN)
            play(line)
        yield line
    store.close()


def calls(line: World) -> None:
    """Everything that keys reach, open and closed; people put through, or not; an hour; words spoken."""
    for moment in (OPEN, CLOSED):
        line.clock.at(moment)
        assert len(spots(line, int(moment.timestamp() // 60))) > 50
    line.clock.at(OPEN)
    for status in ("busy", "no-answer", "failed"):
        line.caller().call().press("0").wait().dial_ended(status)
    taken = line.caller().call().press("0").wait()
    screened(taken).press("1")
    screened(taken).wait()
    assert taken.dial_ended("completed", bridged=True).over
    for words in ("can i stop my steroids", "bonse"):
        line.caller().call().say(words)
    late = line.caller().call().press("1")
    line.clock.at(OPEN + timedelta(minutes=61))
    assert "hour" in late.press("*").heard


def spots(line: World, minute: int) -> set[str]:
    """Every spot that keys, silence and the ends of a transfer lead to, after each was tried there once."""
    found, waiting = set(), [Heard(parsed(line.wire.post("/voice", {"CallSid": "CA1", "From": "anonymous"})))]
    while waiting:
        heard = waiting.pop()
        spot = "/".join(heard.action.split("/")[3:5])
        if not spot or spot in found:
            continue
        found.add(spot)
        for form in events(heard).values():
            told = {"CallSid": "CA1", "From": "+447400123456", **form}
            waiting.append(Heard(parsed(line.wire.post(heard.url(minute), told))))
    return found


def topics_by_text(line: World) -> None:
    """Words of every kind, from people of every kind."""
    for body in (
        *("BONES", "FLARE", "MENU", "MENU", "bonse", "where do i park", "HELPLINE", "HELP", "MORE", "BACK"),
        *("can i stop my methotrexate", "i cant breathe", "i need help", "PRIVACY", "thank you", "STPO"),
        *("will you tell my GP", "is this free", "do you speak hindi"),
        *("Liked “hello there”", "i am driving and will reply later", "i missed your call", "YES"),
    ):
        line.texter().text(body)
    known = line.texter()
    known.text("HELP", "1")  # no number was offered
    known.text("MENU", "1", "99", "BONES", "MORE", "MORE", "YES")
    line.texter().text("WHY", "BONES", "WHY")
    line.texter().text("CYMRAEG")
    line.texter().text("3")
    line.texter().text("", NumMedia="1")
    line.texter("+33612345678").text("BONES")
    line.texter("+870773123456").text("BONES")
    for sender in ("anonymous", LINE):
        line.texter(sender).text("BONES")
    gone = line.texter()
    gone.text("STOP", "BONES", "START")
    for word in ("STOP", "START", "HELP"):
        gone.text(word, OptOutType=word)
    line.texter().text(f"Liked “{gone.text('MENU')}”")
    line.store.blocks.block(gone.number, "rude", FAR)
    gone.text("BONES")
    line.caller(gone.number).call()
    eager = line.texter()
    for _ in range(7):
        eager.text("BONES")


def emergencies(line: World) -> None:
    """Each kind, spoken and texted; and five people who text a word that we do not know."""
    for words in (
        *("my chest hurts and i cant breathe", "i want to kill myself", "he hits me when he drinks"),
        *("im scared i will hurt the baby", "got a fever and im on azathioprine"),
        "my dad had a stroke in 1998",
    ):
        line.caller().call().say(words)
        line.texter().text(words)
    for _ in range(5):
        line.texter().text("where do i park my zeppelin")


def call_backs(line: World) -> None:
    """Asked for, asked for again, withdrawn, not taken back; and all days full."""
    line.clock.at(CLOSED)
    waiting = line.caller()
    for _ in range(2):
        waiting.call().press("0", "0", "1", "1")
    writer = line.texter()
    writer.text("CALLME", "1", "1", "CALLME", "1", "1", "i missed your call", "NOCALL", "NOCALL")
    carer = line.texter()
    for _ in range(2):
        carer.text("CALLME", "2", new_number(), "1", "1")
    carer.text("CALLME", "2")
    assert "as many as we can take" in carer.last
    enough = line.caller(carer.number).call().press("0", "0", "2")
    assert "as many as we can take" in enough.heard
    assert "taken back your request to ring that number" in enough.press("3", "2", "1", "2").heard
    nobody = {"CallSid": "CA of nobody", "From": "anonymous", "Digits": "1"}
    assert b"could not make sure" in line.wire.post("/voice/en/time/0/00", nobody).body
    pack = load(line.settings.pack)
    days, most = due_days(pack.hours, line.clock()), pack.hours.callbacks_a_day
    for n in range(most * len(days) + 1):
        kept = line.store.callbacks.keep(f"CA{n}", new_number(), "any", "call", days, most, line.clock())
    assert kept == Refused("full")
    line.caller().call().press("0", "0", "1", "1")
    line.texter().text("CALLME", "1", "1")


def messages(line: World) -> None:
    """Kept, made again, deleted."""
    line.clock.at(CLOSED)
    for n, keys in enumerate((("3",), ("2",), ("4",))):
        line.caller().call().press("0", "2", "1").spoke_message(9, f"RE{n:032x}").press(*keys)


def staff(line: World) -> None:
    """Call-backs and messages claimed and closed in every way, on the desk."""
    kept = desk_store(line.store)
    ann, began = Person(line.app, new_name(kept)).sign_in(), line.clock()
    ids = [one.id for one in line.store.callbacks.waiting(line.clock())]
    ended = (("done",), ("no_reply", "no_reply"), ("withdrawn",), ("wrong_number",), ("passed_on",))
    for waiting, outcomes in zip(ids, ended, strict=False):
        for outcome in outcomes:
            ann.open("/desk/callbacks").send(f"/desk/callbacks/{waiting}/claim")
            ann.send(f"/desk/callbacks/{waiting}/close", outcome=outcome, note="", about="other")
            line.clock.now += timedelta(days=outcome == "no_reply")  # a second try waits for its time
            ann.sign_in()
    line.store.counts.add(line.clock(), *line.store.first_tries.note(ids[-1], FAR))
    for n, outcomes in enumerate(ended, 10):
        recording = f"RE{n:032x}"
        line.store.messages.keep(recording, "", 5, line.clock())
        for outcome in outcomes:
            ann.open("/desk/messages").send(f"/desk/messages/{recording}/claim")
            ann.send(f"/desk/messages/{recording}/close", outcome=outcome)
            line.clock.now += timedelta(days=outcome == "no_reply")
            ann.sign_in()
    line.clock.at(began)


def worker(line: World) -> None:
    """Every kind of job goes well, is tried again, and is given up; the bell reaches staff, and does not."""
    line.caller().call().press("1", "1").press_unheard("5").press("1")
    rings = desk_store(line.store).rings
    waiting = line.store.callbacks.waiting(line.clock())
    for n, says in enumerate((500, (400, 21211), 201), 20):
        line.store.callbacks.claim(waiting[n].id, "ann", line.clock())
        personal.forget(line.store, new_number(), line.clock())
        line.store.outbox.send(f"CA{n}", new_number(), "words", OPEN)
        line.store.messages.discard(f"RE{n:032x}", line.clock())
        rings.ask(Ring(STAFF, "https://line.example/voice/ringing/x", "Line", waiting[n].id, "ann"), OPEN)
        of = line.store.callbacks.queue
        line.store.written.flags.set(of, waiting[n].id, "ann", "why", line.clock(), [STAFF, ""])
        line.work(says)
    line.store.outbox.send("CA", new_number(), "words", OPEN)
    line.work((429, 20429))
    line.clock.at(OPEN + timedelta(days=31))
    line.work(500)
    line.ring_bell(500)
    line.ring_bell()


def mailed(line: World) -> None:
    """Letters to a clinician: without a mail server, with one that is away, and with one that takes it."""
    account, at = Account(SID, "secret", LINE, line.carrier.url), ("staff@line.example",)
    with letter_box() as (there, _):
        for staff in (Staff(at), Staff(at, "smtp://127.0.0.1:9"), Staff(at, there)):
            Letters(line.store.jobs, line.store.seals).post("bo@clinic.example", "subject", "words")
            worker = Worker(line.store, account, staff, "Muscle Line", lambda _: True, line.clock, Lines())
            for job in line.store.jobs.take(line.clock(), 100):
                line.carrier.says = [201]
                worker.settle(job, worker.do(client(account), job))


def undelivered(line: World) -> None:
    """The carrier tells that promised texts did not arrive, whose words it still has."""
    for n, says in enumerate((500, (400, 21211), 201)):
        message, to = f"SM{n:032x}", new_number()
        line.carrier.kept[message] = {"to": to, "body": "words"}
        form = {"MessageSid": message, "To": to, "MessageStatus": "undelivered", "ErrorCode": "30003"}
        line.wire.post(f"/sms/status?text=text:{n:064x}", form)
        line.clock.at(line.clock() + timedelta(minutes=10))
        line.work(says)


def statuses(line: World) -> None:
    """What the carrier tells later of texts and calls."""
    for n, status in enumerate(
        ("accepted", "queued", "sending", "sent", "delivered", "undelivered", "failed", "read")
    ):
        for code in ("", "30003"):
            form = {"MessageSid": f"SM{n:016x}{code:>016}", "MessageStatus": status, "ErrorCode": code}
            line.wire.post("/sms/status", form)
    for n, status in enumerate(("completed", "busy", "no-answer", "failed", "canceled", "lost")):
        form = {"CallSid": f"CA{n:032x}", "CallStatus": status, "ErrorCode": "32011"}
        line.wire.post("/voice/status", form)


def apart(line: World) -> None:
    """The store is away; a number that was texted opens no more; and its key is gone."""
    line.clock.at(CLOSED)
    asking = line.texter()
    asking.text("CALLME", "2", "07400123456", "1")
    held: Any = line.store.link.client
    for name in held.keys("line:1:talk:*"):
        held.set(name, held.get(name).replace(b'"held":"gAAAAA', b'"held":"broken'), keepttl=True)
    asking.text("1")
    url = line.store.link.url
    away = open_store("unix:///nonexistent/store.sock", b"k" * 32, LONDON, NUMBER_KEYS)
    without_a_store(line.elsewhere(away))
    rekeyed = open_store(url, line.store.people.keys.hash_key, LONDON, OTHER_KEYS)
    Texter(line.elsewhere(rekeyed).wire, number=asking.number).text("1")
    for store in (away, rekeyed):
        store.close()


def without_a_store(line: World) -> None:
    """Nothing can be promised."""
    line.texter().text("BONES", "STOP", "CALLME")
    line.caller().call().press("0", "0", "1", "1")
    line.caller().call().press("0", "2", "1").spoke_message(9)
    line.caller().call().press("0", "2", "1").spoke_message(9, RecordingSid="", RecordingUrl="")
    line.caller().call().press("1", "1").press_unheard("5").press("1")


STORED = """
about:* at:* barred bell:failed bell:told
call call:busy call:canceled call:completed call:failed call:no-answer call:other
callback:again callback:already callback:away callback:claimed callback:done callback:failed callback:full
callback:kept callback:kept_by_text callback:no_number callback:no_reply callback:others callback:passed_on
callback:withdrawn callback:wrong_number careful:call closed
delivery:accepted delivery:delivered delivery:failed delivery:failed:* delivery:other delivery:queued
delivery:sending delivery:sent delivery:undelivered delivery:undelivered:* dial
 erase:again erase:given_up:* erase:sent error:*
 first_try:in_time first_try:late flag:again
 flag:given_up:* flag:sent from:* goodbye held:* hour:*:call hour:*:text late
language:*:call language:*:text letter:again letter:given_up:* letter:sent
limit:pause limit:silent message:again message:away message:done message:dropped message:kept
message:lost message:no_reply message:passed_on message:withdrawn message:wrong_number new_word
opt:away person:busy person:failed person:no_answer reached
recording:again recording:given_up:* recording:sent
resend:again resend:given_up:* resend:sent ring:again ring:given_up:* ring:sent
screen:refused screen:taken text:abroad text:again text:ask text:automatic text:blocked text:callback
text:careful text:carrier:help text:carrier:start text:carrier:stop text:cost text:costly
text:given_up:* text:help
text:help_me text:helpline text:kept text:language text:list text:menu text:missed text:more_of_what
text:no_more
text:no_number text:nocall text:nothing_asked text:number_not_there text:number_unasked text:older_number
text:one_language text:opted_out text:picture text:privacy text:reaction text:secret
text:sent text:start text:stop text:stop_slip
text:thanks text:topic text:unknown text:urgent text:withdrawn text:without_store text_unsent:*
text:why text:why_none
topic:*:call topic:*:text
urgent:at_once:call urgent:at_once:text urgent:body:call urgent:body:text urgent:danger:call
urgent:danger:text urgent:despair:call urgent:despair:text urgent:harm:call urgent:harm:text
urgent:worried:call urgent:worried:text withdrawn:*
"""
KINDS = {kind for rows in TABLES for kinds in rows.values() for kind in kinds} | FAILED.keys()


def test_everything_that_was_counted_has_a_name_and_every_name_was_counted_somewhere(world: World) -> None:
    of = {name: {kind for kind in KINDS if part(kind, name) is not None} for name in world.names}
    assert not sorted(name for name, kinds in of.items() if not kinds), "counted, and without a name"
    assert " ".join(sorted(KINDS - set().union(*of.values()))) == "", "named, and counted nowhere"


def test_the_desk_shows_every_name_in_words(world: World) -> None:
    day = dict.fromkeys(world.names, 9)
    found = tables(basis(load(world.settings.pack), Past({OPEN.date(): day}, {})))
    shown = {table.name: {label for label, numbers in table.rows if any(numbers)} for table in found}
    for name, rows in (
        ("ends", ENDS),
        ("replies", REPLIES),
        ("delivery", SENT),
        ("work", WORK),
        ("limits", REFUSED),
        ("rung", RUNG),
    ):
        assert {f"{row[0].upper()}{row[1:]}" for row in rows} <= shown[name], name
    assert (
        shown["languages"]
        and shown["days"]
        and shown["hours"]
        and len(shown["topics"]) > 10
        and len(shown["places"]) > 30
    )


def test_what_failed_is_told_in_words_with_what_the_carrier_says(world: World) -> None:
    told = {name: failure_in_words(name) for name in sorted(world.names) if failure_in_words(name)}
    assert told["text:given_up:21211"] == "texts given up (the phone company says 21211)"
    assert failure_in_words("text:given_up:opted_out") == "texts given up (the number had sent STOP)"
    assert told["delivery:undelivered:30003"] == "texts that did not arrive (30003)"
    for reason in ("opted_out", "blocked", "too_many", "others", "away", "no_number"):
        words = failure_in_words(f"text_unsent:{reason}")
        assert f"({reason})" not in words and "_" not in words
    assert told["call:failed"] == "calls that the phone company could not put up"
    assert not {name for name, words in told.items() if "{" in words or ":" in words}
    assert {name.partition(":")[0] for name in told} == {
        *(
            "bell",
            "call",
            "callback",
            "delivery",
            "erase",
            "error",
            "flag",
            "held",
            "letter",
            "message",
            "opt",
            "person",
        ),
        *("recording", "resend", "ring", "text", "text_unsent"),
    }
    assert {"ring:again", "bell:failed", "person:failed", "text:without_store"} <= told.keys()
    assert not [kind for kind in FAILED if not any(part(kind, name) is not None for name in told)]
    assert not failure_in_words("topic:bones:call") and not failure_in_words("call:completed")


@pytest.mark.parametrize(
    ("kind", "name", "differs"),
    [
        ("topic:*:call", "topic:bones:call", "bones"),
        ("topic:*:call", "topic:bones:text", None),
        ("topic:*:call", "topic:call", None),
        ("topic:*:call", "topic::call", None),
        ("delivery:failed:*", "delivery:failed", None),
        ("delivery:failed:*", "delivery:failed:30003", "30003"),
        ("dial", "dial", ""),
        ("dial", "dialled", None),
    ],
)
def test_a_name_is_read_by_its_kind(kind: str, name: str, differs: str | None) -> None:
    assert part(Count(kind), name) == differs


def test_a_name_stays_as_it_is_stored() -> None:
    gone, new = set(STORED.split()) - KINDS, KINDS - set(STORED.split())
    assert not gone, "what was counted under these names would be lost"
    assert not new, "add these new names to STORED"


def test_what_is_counted_stands_in_one_row() -> None:
    rows = [kinds for table in TABLES for kinds in table.values()]
    times = {kind: sum(kind in kinds for kinds in rows) for kind in KINDS}
    # a text that is counted as what it said, and a topic of which a table tells where it was heard
    assert {kind: found for kind, found in times.items() if found != 1} == {"opt:away": 0, "topic:*:call": 2}


def test_no_name_is_counted_twice_in_one_row(world: World) -> None:
    rows = [kinds for table in (*TABLES, REFUSED) for kinds in table.values()]
    twice = {
        name for name in world.names for row in rows if sum(part(kind, name) is not None for kind in row) > 1
    }
    assert not twice


def test_every_row_of_the_desk_has_words_of_its_own() -> None:
    for table in TABLES:
        assert all(len(row) > 1 and (row[0].isupper() or row[0] == "“") for row in table), list(table)
    assert all(len(words.split()) > 2 for words in FAILED.values())
    assert len(set(FAILED.values())) == len(FAILED)


def test_every_place_that_spoke_has_a_name_and_every_name_is_of_one(world: World) -> None:
    spoke = {spot.partition(".")[0] for name in world.names if (spot := part(spot_heard(ANY), name))}
    titled, nobody_leaves = {"menu", "overview", "topic"}, {"goodbye", "screening", "taken", "refused"}
    assert spoke - titled - nobody_leaves == {name for name, room in ROOMS.items() if room.called}
