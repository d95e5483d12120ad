"""docs/privacy.md names all that the store, DATA_DIR and the settings hold, and says it as the code does."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from carrier.number import before
from counted.allowed import ALARMS
from environment.secret_files import SECRETS
from serve.first import first_link, first_start
from settings import HERE, last_backup
from sms import record
from sms.model import Talk
from store import keys
from store.acknowledged import MARK
from store.copies import moving, picture
from store.copies.restoring import Order, as_restored
from store.desk.desk import DeskStore
from store.desk.invitations import FIRST, Invitation
from store.desk.preflights import Preflights
from store.desk.rehearsals import Rehearsals
from store.fitness import vitals
from store.people import personal
from store.promises.promise import Kept
from store.promises.records.flags import ALL
from store.promises.rings import Ring
from store.promises.texts import Beside
from store.proof import proof
from store.server import folder
from store.server.rewriting import rewrite_if_due
from store.signing.clinicians import Clinician
from store.signing.reviewed import Answer
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.people.unheard import unheard
from tests.store.promises.promised import DAYS, PLENTY, RECORDING
from tests.store.promises.records.laid import held, message
from tools.papers.blocks import BLOCK, fill
from tools.papers.family import BLANKS
from tools.papers.folder import ENTRIES
from tools.papers.given import MEANINGS, PLAIN
from tools.papers.held import FAMILIES, families_of, tables
from tools.papers.spans import span
from web.desk.locks.attempts import Try, attempts

PAGE = (HERE / "docs" / "privacy.md").read_text(encoding="utf-8")
A_SPAN = re.compile(r"(\d+) (day|hour|minute|second)s?")
UNITS = {"day": 86_400, "hour": 3_600, "minute": 60, "second": 1}
TODAY = OPEN.date()
SAY = (
    "say in tools/papers/people.py or rest.py what lies there, in which form and how long; then `make papers`"
)


def promised(store: Store) -> None:
    """Somebody asks for all that can be asked for, for themselves and for others."""
    own, other = new_number(), new_number()
    share = (PLENTY,) * len(DAYS)
    for call, number, asker in (
        ("CA1", own, None),
        ("CA2", other, store.budgets.asker(own)),
        ("CA3", new_number(), store.budgets.asker("", "CA3")),
    ):
        store.callbacks.keep(call, number, "any", "call", DAYS, PLENTY, OPEN, asker, share)
        store.outbox.send(call, number, "words", OPEN, asker)
    store.callbacks.withdraw(other, OPEN, "SM1")
    written(store)
    store.messages.keep(RECORDING, own, 9, OPEN)
    store.messages.keep("RE" + "0c" * 16, "", 9, OPEN)
    store.messages.discard("RE" + "0c" * 16, OPEN)
    store.messages.keep("RE" + "0e" * 16, own, 9, OPEN)
    store.messages.claim("RE" + "0e" * 16, "ann", OPEN)
    store.messages.close("RE" + "0e" * 16, "done", "ann", OPEN)
    kept = store.callbacks.keep("CA4", new_number(), "any", "text", DAYS, PLENTY, OPEN)
    assert isinstance(kept, Kept)
    store.callbacks.claim(kept.id, "ann", OPEN)
    store.callbacks.close(kept.id, "done", "ann", OPEN)
    store.budgets.raise_to(own, 5, 30, OPEN)
    store.jobs.take(OPEN, most=9)


def written(store: Store) -> None:
    """Staff write notes, pass on, and flag; the lead passes one of the flags on."""
    for kept, item_id in ((store.callbacks, held(store)[0]), (store.messages, message(store)[0])):
        store.written.notes.write(kept.queue, item_id, "ann", "words", "other")
        store.written.flags.set(kept.queue, item_id, "ann", "why", OPEN, [ALL])
        store.written.passing.on(kept.queue, item_id, "ann", "bea", OPEN)
        store.written.left.note(kept.queue, "ann", item_id, OPEN)
    store.written.flags.pass_on(store.messages.queue, RECORDING, "lea", "whom", OPEN)


def talked(store: Store) -> None:
    """People text and call, and staff are told of what is new."""
    number = new_number()
    store.texts.settle(
        "SM1", number, "", "a talk", b"reply", "out", Beside(OPEN, fills=[(ALARMS, 50)], language="cy")
    )
    store.calls.note("CA1", number, OPEN)
    store.deliveries.first("SM1", "sent")
    store.blocks.block(number, "rude", OPEN + timedelta(days=9000))
    for _ in range(5):
        unheard(store, ["zebra"], new_number(), OPEN)
    store.bell.ring()
    store.messages.keep("RE" + "0d" * 16, number, 9, OPEN)
    personal.forget(store, new_number(), OPEN)


def counted(store: Store) -> None:
    """Something is counted, today and over a year ago, and the store is looked after."""
    for at in (OPEN, OPEN - timedelta(days=500)):
        store.counts.add(at, "c")  # type: ignore[arg-type]
    store.counts.add_once(OPEN, store.deliveries.name_of("CA1", "arrived"), "c")  # type: ignore[arg-type]
    store.counts.flush()
    store.counts.roll_up(TODAY)
    store.answered.note("call", 1.0, "")
    store.answered.flush()
    vitals.look(store.link, None, OPEN)
    rewrite_if_due(store.link, OPEN)
    store.link.client.set(MARK, 1)
    proof(store.people.keys, store.seals, writes=True)(store.link.client)


def worked(desk: DeskStore) -> None:
    """Staff have accounts, sign in, fail to, ring, close and open."""
    desk.invitations.invite(Invitation(FIRST))
    desk.staff.add("ann", "admin")
    desk.staff.set_two_factor("ann", "secret", ["code"])
    desk.invitations.invite(Invitation("set", "ann"))
    desk.sessions.begin("ann")
    desk.sessions.allow_once("token", 60)
    desk.trail.note(OPEN, "ann", "claim", "cb1")
    desk.closures.add("closed", OPEN, OPEN + timedelta(hours=1), "", "ann", OPEN)
    desk.airing.stop("topic", "bones", "ann", OPEN)
    desk.rings.ask(Ring("+447400000001", "https://line.example", "Line", "cb1", "ann"), OPEN)
    desk.places.open_more(DAYS[0].date(), 10, had=0)
    desk.pulse.beat(OPEN)
    desk.failures.note(OPEN)
    attempts(desk.line.link, desk.line.people.keys).take(Try("127.0.0.1", "ann"), OPEN)


def reviewed(desk: DeskStore) -> None:
    """A clinician is entered, asked twice, signs, objects, and is asked again; staff are reminded."""
    whom = Clinician("Dr Bo Jones", "a nurse", "NMC 12A3456E", "bo@clinic.example", "maria", TODAY)
    desk.clinicians.enter(whom)
    for until in (TODAY + timedelta(days=300), None):
        asked = desk.reviews.asked(desk.reviews.ask("en/alarm-rules", "v", whom, "ann", OPEN), OPEN)
        assert asked
        answer = Answer(asked.of, "v", whom.name, whom.role, whom.registration, TODAY, until)
        desk.reviews.keep(answer)
        desk.reviews.answer(asked, answer)
        desk.reviews.countersign(answer, "maria")
    desk.reviews.ask("en/second-ear", "v", whom, "ann", OPEN)
    desk.reviews.keep(Answer("en/second-ear", "v", whom.name, whom.role, whom.registration, TODAY, None))
    desk.letters.post(whom.address, "subject", "words")
    desk.reminders.note(["en/topics/bones 2027-01-01 30"])


def tried(store: Store) -> None:
    """The line looks at itself from outside, and rings itself."""
    tests = Rehearsals(store.link)
    Preflights(store.link).keep(OPEN, [{"subject": "address"}])
    tests.begin(OPEN)
    tests.note("words", "hello")
    tests.want(OPEN, "anna")
    tests.keep(OPEN, [("open", ())])


def restored(store: Store) -> None:
    """All that was done is put back from a backup of this moment, and no text goes out."""
    taken = picture.take(store.link.client, OPEN)
    moving.write(store.link.client, as_restored(taken, Order(OPEN, False, {}, "command")))


@pytest.fixture
def found(store: Store, kept: DeskStore) -> dict[str, int]:
    """Every key that a line leaves which does all that it can, with the seconds for which it stays."""
    promised(store)
    talked(store)
    counted(store)
    worked(kept)
    reviewed(kept)
    tried(store)
    restored(store)
    client: Any = store.link.client
    return {name.decode(): client.ttl(name) for name in client.keys(f"{keys.PREFIX}*")}


def test_every_key_of_the_store_is_named_once_and_every_name_is_of_a_key(found: dict[str, int]) -> None:
    named = {key: families_of(key) for key in found}
    assert not [key for key, ones in named.items() if len(ones) != 1], SAY
    unseen = {one.name for one in FAMILIES} - {ones[0].name for ones in named.values()}
    assert not unseen, "make one in the scene above, or take the line away"


def test_what_is_said_to_stay_for_so_long_does(found: dict[str, int]) -> None:
    for key, left in found.items():
        (family,) = families_of(key)
        if said := A_SPAN.fullmatch(family.lasts):
            lasts = int(said[1]) * UNITS[said[2]]
            assert lasts - 60 <= left <= lasts, (key, left)


def test_a_key_that_nobody_described_would_be_seen() -> None:
    assert not families_of("line:1:note:cb1") and not families_of("line:1:callback:cb1:extra")
    assert families_of(f"line:1:out:{'0' * 64}")


def literals(file: Path) -> Iterator[str]:
    """What a file makes of the store's first part, with `*` for what it fills in."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr) and ast.unparse(node.values[0]).strip("'\"f{}") == "PREFIX":
            yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values[1:])


def test_every_key_that_the_code_spells_is_of_a_family() -> None:
    spelt = {
        one
        for room in ("store", "web", "carrier")
        for file in (HERE / room).rglob("*.py")
        for one in literals(file)
    }
    names = [re.sub(r"\{\w+\}", "x", one.name) for one in FAMILIES]
    patterns = {one: re.compile(re.escape(one).replace(r"\*", "[a-z0-9-]+")) for one in spelt - {"*"}}
    assert len(patterns) > 30
    assert not [one for one, pattern in patterns.items() if not any(map(pattern.match, names))], SAY


def test_the_page_says_what_the_code_says() -> None:
    assert fill(PAGE, tables()) == PAGE, "run `make papers`"


def test_a_block_that_was_changed_by_hand_would_be_seen() -> None:
    block = BLOCK.search(PAGE)
    assert block
    changed = PAGE.replace(block[0], block[0].replace("STOP", "GO"))
    assert fill(changed, tables()) == PAGE != changed
    with pytest.raises(ValueError, match="blocks"):
        fill(PAGE.replace("<!-- made: staff -->", ""), tables())


def test_every_setting_is_judged() -> None:
    source = (HERE / "settings.py").read_text(encoding="utf-8")
    read_there = set(re.findall(r'environ, "([A-Z_]+)"', source))
    judged = [one.name for one in MEANINGS] + list(PLAIN)
    say = "say in tools/papers/given.py what it means for people's data; then `make papers`"
    assert not set(judged) ^ set(read_there), say
    assert len(judged) == len(set(judged)) and not set(PLAIN) & set(SECRETS)


def test_what_others_call_the_files_of_the_data_folder_is_what_the_page_calls_them() -> None:
    names = {one.name for one in ENTRIES}
    last = last_backup(HERE).name
    assert {first_link.FILE, first_start.PASSED, folder.SOCKET, last, before.FILE} <= names


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (60, "1 minute"),
        (20, "20 seconds"),
        (30 * 86_400, "30 days"),
        (5_400, "90 minutes"),
        (0.1, "0.1 seconds"),
    ],
)
def test_a_span_is_said_in_the_largest_whole_unit(seconds: float, words: str) -> None:
    assert span(seconds) == words


def test_every_blank_of_a_name_is_known() -> None:
    assert {blank for one in FAMILIES for blank in re.findall(r"\{(\w+)\}", one.name)} == BLANKS.keys()


def test_the_digits_that_a_talk_keeps_in_the_clear_are_told() -> None:
    assert '"tail":"987"' in record.write(Talk(tail="987"), ())
    (talk,) = families_of(f"line:1:talk:{'0' * 64}")
    assert "three digits" in talk.holds and "digits in the clear" in talk.form


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", PAGE))
def test_every_link_of_the_page_leads_somewhere(link: str) -> None:
    assert (HERE / "docs" / link).exists()
