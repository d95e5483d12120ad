"""Staff are told that somebody waits: by text and e-mail, seldom, in working hours, with a count alone."""

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from carrier import bell
from carrier.account import Account, client
from carrier.bell import Staff, notice
from carrier.ended import Done, Later
from carrier.worker import Worker
from store.promises.closed.ending import ending
from store.store import Store
from tests.carrier.test_carrier import Blinking
from tests.conftest import OPEN, Clock, new_number
from tests.stand_in.carrier import SID, FakeCarrier, Lines
from tests.store.promises.promised import DAYS, PLENTY, RECORDING
from tests.store.promises.records.laid import held
from tests.wiring.stores import wait_until
from tests.wiring.wire import LINE

BOSS = "+447400999999"
ANSWERS = {"EHLO": b"250-here\r\n250 AUTH PLAIN", "AUTH": b"235 in", "DATA": b"354 go on", "QUIT": b"221 bye"}


@contextmanager
def letter_box(**also: bytes) -> Iterator[tuple[str, list[str]]]:
    """An SMTP server on loopback that takes one letter: its address, and the lines it is told.

    It gives the answers `also` besides its own.
    """
    told: list[str] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def take() -> None:
        connection, _ = listening.accept()
        with connection, connection.makefile("rwb") as talk:
            talk.write(b"220 here\r\n")
            talk.flush()
            in_letter = False
            for raw in talk:
                line = raw.decode().strip()
                told.append(line)
                in_letter = (in_letter or line.upper() == "DATA") and line != "."
                answer = (ANSWERS | also).get(line.upper().partition(" ")[0], b"250 fine")
                if not in_letter or line.upper() == "DATA":
                    talk.write(answer + b"\r\n")
                    talk.flush()

    thread = threading.Thread(target=take)
    thread.start()
    try:
        yield f"smtp://127.0.0.1:{listening.getsockname()[1]}", told
    finally:
        thread.join(10)
        listening.close()


@pytest.fixture
def worker(store: Store, carrier: FakeCarrier, clock: Clock) -> Worker:
    """A worker that tells one number."""
    account = Account(SID, "secret", LINE, carrier.url)
    return Worker(store, account, Staff((BOSS,)), "Muscle Line", lambda now: now.hour < 20, clock, Lines())


def somebody_waits(store: Store, times: int = 1) -> None:
    """New call-backs."""
    for _ in range(times):
        number = new_number()
        store.callbacks.keep(f"CA of {number}", number, "any", "call", DAYS, PLENTY, OPEN)


def ring(worker: Worker) -> None:
    """The worker looks once whether there is something to tell."""
    worker.ring(client(worker.account))


def ten_minutes_pass(store: Store) -> None:
    """The store's own clock cannot be set: what it would let go is taken away."""
    assert 0 < store.link.client.ttl("line:1:bell:quiet") <= 600
    store.link.client.delete("line:1:bell:quiet")


def test_staff_get_one_text_with_a_count(worker: Worker, carrier: FakeCarrier) -> None:
    somebody_waits(worker.store, 3)
    worker.store.messages.keep(RECORDING, new_number(), 5, OPEN)
    ring(worker)
    (text,) = carrier.texts
    assert (
        text["To"] == BOSS and "3 new call-backs" in text["Body"] and "1 new spoken message" in text["Body"]
    )
    assert "+44" not in text["Body"] and len(text["Body"]) <= 160


class Hasty(threading.Event):
    """A sign to stop, at which nobody waits for long."""

    def wait(self, timeout: float | None = None) -> bool:
        return super().wait(min(timeout or 0.01, 0.01))


def test_staff_are_told_and_jobs_are_done_after_a_store_that_was_away(
    worker: Worker, carrier: FakeCarrier
) -> None:
    kept, to = worker.store, new_number()
    away = replace(
        kept,
        bell=replace(kept.bell, ring_script=Blinking(kept.bell.ring_script, 2)),
        jobs=replace(kept.jobs, take_script=Blinking(kept.jobs.take_script, 6)),  # two for each lane
    )
    somebody_waits(kept)
    kept.outbox.send("CA1", to, "words", OPEN)
    stopped = Hasty()
    working = threading.Thread(target=replace(worker, store=away).run, args=(stopped,))
    working.start()
    try:
        wait_until(lambda: {text["To"] for text in carrier.texts} == {BOSS, to})
    finally:
        stopped.set()
        working.join(20)


def test_at_most_once_in_ten_minutes(worker: Worker, carrier: FakeCarrier) -> None:
    somebody_waits(worker.store)
    ring(worker)
    somebody_waits(worker.store, 2)
    ring(worker)
    assert len(carrier.texts) == 1
    ten_minutes_pass(worker.store)
    ring(worker)
    assert "2 new call-backs" in carrier.texts[1]["Body"]
    ten_minutes_pass(worker.store)
    ring(worker)


def test_only_in_working_hours(worker: Worker, carrier: FakeCarrier, clock: Clock) -> None:
    somebody_waits(worker.store)
    clock.now = OPEN.replace(hour=21)
    ring(worker)
    assert carrier.texts == []
    clock.now = OPEN.replace(hour=9) + timedelta(days=1)
    ring(worker)
    assert len(carrier.texts) == 1


def test_a_bell_that_nobody_heard_rings_again_soon_with_the_whole_count(
    worker: Worker, carrier: FakeCarrier
) -> None:
    somebody_waits(worker.store)
    carrier.says = [500]
    ring(worker)
    assert 0 < worker.store.link.client.ttl("line:1:bell:quiet") <= 60
    somebody_waits(worker.store)
    ten_minutes_pass(worker.store)
    ring(worker)
    assert "2 new call-backs" in carrier.texts[-1]["Body"]


def test_a_worker_that_died_while_ringing_leaves_it_to_the_next(worker: Worker, carrier: FakeCarrier) -> None:
    somebody_waits(worker.store)
    assert worker.store.bell.ring() == {"callbacks": 1}
    ten_minutes_pass(worker.store)
    ring(worker)
    assert "1 new call-back." in carrier.texts[0]["Body"]


def test_one_wrong_number_keeps_nobody_else_from_hearing_it(worker: Worker, carrier: FakeCarrier) -> None:
    somebody_waits(worker.store)
    carrier.says = [(400, 21211)]
    ring(replace(worker, staff=Staff(("+441", BOSS))))
    assert [text["To"] for text in carrier.texts] == ["+441", BOSS]
    assert not worker.store.link.client.exists("line:1:bell:ringing")


def test_with_nobody_to_tell_nothing_is_lost(worker: Worker, carrier: FakeCarrier) -> None:
    somebody_waits(worker.store)
    ring(replace(worker, staff=Staff(("boss@example.org",))))
    assert carrier.texts == [] and worker.store.bell.ring() == {"callbacks": 1}


def test_staff_get_an_e_mail(worker: Worker) -> None:
    somebody_waits(worker.store)
    with letter_box() as (url, told):
        ring(replace(worker, staff=Staff(("boss@example.org", "night@example.org"), url)))
    assert sum(line.lower().startswith("rcpt to:") for line in told) == 2
    assert "1 new call-back" in " ".join(told)
    assert not any("+44" in line for line in told)


def test_a_mail_server_that_is_not_there_is_noticed() -> None:
    account = Account(SID, "secret", LINE, "http://127.0.0.1:9")
    staff = Staff(("boss@example.org",), "smtp://127.0.0.1:9")
    assert bell.tell(client(account), account, staff, "words") == [Later("ConnectionRefusedError")]


def test_each_of_many_who_are_told_by_a_carrier_that_hangs_is_a_round(
    worker: Worker, carrier: FakeCarrier
) -> None:
    rounds: list[int] = []
    somebody_waits(worker.store)
    many = Staff((*(new_number() for _ in range(20)), "boss@example.org"), "smtp://127.0.0.1:9")
    noting = replace(worker, staff=many, went_round=lambda _: rounds.append(len(carrier.texts)))
    ring(noting)
    assert rounds == [*range(20), 20], "one before each: no thread is silent longer than one of them takes"


class Rounds(threading.Event):
    """An event that is waited for in vain so many times, without any time going by, and then set."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    def wait(self, timeout: float | None = None) -> bool:
        self.left -= 1
        return self.left < 0 or timeout is None


def test_each_look_of_a_thread_is_a_round_so_that_one_that_hangs_is_noticed(worker: Worker) -> None:
    rounds: list[str] = []
    replace(worker, went_round=rounds.append)._tell(Rounds(3))
    ending(worker.store).run(lambda: OPEN, Rounds(2), lambda: rounds.append("ending"))
    assert rounds == ["bell"] * 3 + ["ending"] * 2


def test_a_notice_names_only_what_is_new() -> None:
    assert notice("Muscle Line", {"messages": 2}) == (
        "Muscle Line staff: 2 new spoken messages. Please look at the desk."
    )


def flagged(worker: Worker, *whom: str) -> list[str]:
    """A record is flagged, and the worker does what jobs that makes; gives the words of each text."""
    held(worker.store)
    (row,) = worker.store.callbacks.waiting(OPEN)
    worker.store.written.flags.set(
        worker.store.callbacks.queue, row.id, "ann", "not safe at home", OPEN, whom
    )
    for job in worker.store.jobs.take(most=9):
        worker.settle(job, worker.do(client(worker.account), job))
    return [row.id, "ann", "not safe"]


def test_the_leads_phone_is_told_of_a_flag_and_of_nothing_in_it(worker: Worker, carrier: FakeCarrier) -> None:
    secret = flagged(worker, "+447400100888")
    (text,) = carrier.texts
    assert text["To"] == "+447400100888" and "a record is flagged" in text["Body"]
    assert not [word for word in (*secret, "+44") if word in text["Body"]]
    assert worker.store.jobs.take(most=9) == ()


def test_where_more_wait_for_their_lead_how_many_is_told(worker: Worker, carrier: FakeCarrier) -> None:
    spoken = worker.store.messages
    spoken.keep(RECORDING, new_number(), 9, OPEN)
    spoken.claim(RECORDING, "ann", OPEN)
    worker.store.written.flags.set(spoken.queue, RECORDING, "ann", "why", OPEN)
    flagged(worker, "+447400100888")
    assert "2 records are flagged and wait." in carrier.texts[0]["Body"]


def test_without_a_leads_phone_staff_are_told_of_a_flag(worker: Worker, carrier: FakeCarrier) -> None:
    flagged(worker, "all")
    assert [text["To"] for text in carrier.texts] == [BOSS]


def test_a_flag_is_mailed_at_any_hour(worker: Worker, carrier: FakeCarrier, clock: Clock) -> None:
    clock.now = OPEN.replace(hour=23)
    with letter_box() as (url, told):
        flagged(replace(worker, staff=Staff((BOSS, "boss@example.org"), url)), "+447400100888", "")
    assert "a record is flagged" in " ".join(told) and len(carrier.texts) == 1


def test_a_flag_that_nobody_could_be_told_of_is_tried_again(worker: Worker, carrier: FakeCarrier) -> None:
    carrier.says = [500]
    flagged(worker, "+447400100888")
    assert worker.store.jobs.take(OPEN + timedelta(minutes=1), most=9)


def test_where_a_leads_phone_is_dead_staff_are_told(worker: Worker, carrier: FakeCarrier) -> None:
    carrier.says = [(400, 21211)]
    flagged(worker, "+447400100888")
    assert [text["To"] for text in carrier.texts] == ["+447400100888", BOSS]
    worker.store.counts.flush()
    assert worker.store.counts.day(OPEN.date())["flag:sent"] == 1


def test_who_may_still_be_told_is_tried_again_though_another_never_will(
    worker: Worker, carrier: FakeCarrier
) -> None:
    carrier.says = [(400, 21211), 500]
    flagged(replace(worker, staff=Staff(("+441", BOSS))), "all")
    assert worker.store.jobs.take(OPEN + timedelta(minutes=1), most=9)


def test_a_flag_of_which_nobody_can_be_told_counts_as_not_told(worker: Worker, carrier: FakeCarrier) -> None:
    flagged(replace(worker, staff=Staff()), "")
    assert carrier.texts == [] and worker.store.jobs.take(OPEN + timedelta(minutes=1), most=9) == ()
    worker.store.counts.flush()
    counts = worker.store.counts.day(OPEN.date())
    assert "flag:sent" not in counts and counts.get("flag:given_up:nobody") == 1


@pytest.mark.parametrize(
    ("staff", "told", "failed"),
    [
        (Staff((BOSS,)), 1, []),
        (Staff((BOSS, "+441")), 1, ["21211"]),
        (Staff(("boss@example.org",), "smtp://127.0.0.1:9"), 0, ["ConnectionRefusedError"]),
    ],
)
def test_whom_the_bell_reached_is_counted_and_written_down_without_a_number(
    worker: Worker, carrier: FakeCarrier, staff: Staff, told: int, failed: list[str]
) -> None:
    levels: list[tuple[str, str, dict[str, object]]] = []

    class Log:
        def info(self, event: str, **values: object) -> None:
            levels.append(("info", event, values))

        def warning(self, event: str, **values: object) -> None:
            levels.append(("warning", event, values))

    somebody_waits(worker.store)
    carrier.says = [201, (400, 21211)]
    ring(replace(worker, staff=staff, log=Log()))
    assert levels == [("info" if told else "warning", "bell", {"told": told, "failed": failed})]
    worker.store.counts.flush()
    assert worker.store.counts.day(OPEN.date()) == {f"bell:{'told' if told else 'failed'}": 1}
    ttl = worker.store.link.client.ttl("line:1:bell:quiet")
    assert 540 < ttl <= 600 if told else 0 < ttl <= 60


def test_in_another_language_than_the_packs_first_so_many_wait_as_are_told(
    worker: Worker, carrier: FakeCarrier
) -> None:
    for at in range(3):
        number, language = new_number(), "cy" if at else ""
        worker.store.callbacks.keep(f"CA{at}", number, "any", "call", DAYS, PLENTY, OPEN, language=language)
        worker.store.messages.keep(f"RE{at:032x}", number, 5, OPEN, language=language)
    ring(replace(worker, languages=lambda: {"cy": "Welsh", "gd": "Gaelic"}))
    (text,) = carrier.texts
    said = "3 new call-backs (2 in Welsh) and 3 new spoken messages (2 in Welsh). Please look at the desk."
    assert text["Body"] == f"Muscle Line staff: {said}"


@pytest.mark.parametrize(("password", "given"), [(":pass%40word", "pass@word"), ("", "")])
def test_the_mail_server_is_told_the_user_and_the_password_of_the_address(password: str, given: str) -> None:
    with letter_box() as (url, told):
        url = url.replace("//", f"//me%40example.org{password}@")
        assert bell.post(Staff(("boss@example.org",), url), bell.Letter("", "Words", "words")) == Done()
    login = next(line for line in told if line.startswith("AUTH PLAIN "))
    assert base64.b64decode(login.split()[-1]).decode() == f"\0me@example.org\0{given}"


def test_a_mail_server_that_offers_encryption_is_asked_for_it_before_it_is_told_anything() -> None:
    offers, refuses = b"250-here\r\n250 STARTTLS", b"454 not now"
    with letter_box(EHLO=offers, STARTTLS=refuses) as (url, told):
        url = url.replace("//", "//me%40example.org:secret@")
        letter = bell.Letter("", "Words", "words")
        assert bell.post(Staff(("boss@example.org",), url), letter) == Later("SMTPResponseException")
    assert [line.partition(" ")[0] for line in told][:2] == ["ehlo", "STARTTLS"]
    assert not [line for line in told if line.startswith(("AUTH", "MAIL", "DATA"))]
