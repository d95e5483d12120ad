"""Call-backs and messages on the desk: one of two gets it, the number is theirs alone and goes when done."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from carrier.account import Account, client
from carrier.connecting import ask, connect
from carrier.ended import Done
from carrier.ringing import ring
from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.promises.closed.ending import ending
from store.promises.promise import Kept
from store.promises.rings import Ring
from tests.conftest import OPEN, At, Clock
from tests.people.crowd import at_once
from tests.people.desk import Person, new_name
from tests.stand_in.carrier import SID, SOUND, FakeCarrier, fake_carrier
from tests.texter import Texter
from tests.wiring.wire import TOKEN, Wire, in_process
from web.desk.needs import Carrier
from web.ringing import seal

NUMBER, WRITTEN = "+447400100777", "07400 100 777"
RECORDING = "RE" + "0" * 31 + "a"
LINE = "+441632960000"


@pytest.fixture
def asked(kept: DeskStore, pack: Pack) -> str:
    """The id of a call-back that waits."""
    days = due_days(pack.hours, OPEN)
    promise = kept.line.callbacks.keep("CA1", NUMBER, "morning", "call", days, 40, OPEN)
    assert isinstance(promise, Kept)
    return promise.id


@pytest.fixture
def left(kept: DeskStore) -> str:
    """The id of a message that waits."""
    kept.line.messages.keep(RECORDING, NUMBER, 12, OPEN)
    return RECORDING


def deeds(kept: DeskStore) -> list[str]:
    return [deed.did for deed in kept.trail.latest(50)[0] if deed.did != "sign_in"]


def test_the_number_is_shown_to_the_one_who_claimed_and_stands_in_the_trail(
    person: Callable[..., Person], asked: str, kept: DeskStore
) -> None:
    ann, bea = person(), person()
    assert WRITTEN not in ann.open("/desk/callbacks").words
    assert WRITTEN not in ann.open(f"/desk/callbacks/{asked}").words
    assert WRITTEN in ann.send(f"/desk/callbacks/{asked}/claim").words
    assert ann.path == f"/desk/callbacks/{asked}"
    bea.open(f"/desk/callbacks/{asked}")
    assert WRITTEN not in bea.words and NUMBER not in bea.page and f"{ann.name} has had it" in bea.words
    assert WRITTEN not in bea.send(f"/desk/callbacks/{asked}/claim").words
    assert f"{ann.name} has it" in bea.open("/desk/callbacks").words
    (deed,) = (deed for deed in kept.trail.latest(9)[0] if deed.did == "callback:claim")
    assert (deed.who, deed.about) == (ann.name, asked)


def test_two_who_claim_at_once_are_one(person: Callable[..., Person], asked: str) -> None:
    ann, bea = person(), person()
    for one in (ann, bea):
        one.open("/desk/callbacks")
    ann.send(f"/desk/callbacks/{asked}/claim")
    assert (
        "has it" in bea.send(f"/desk/callbacks/{asked}/claim").words or f"{ann.name} has had it" in bea.words
    )
    assert WRITTEN in ann.open(f"/desk/callbacks/{asked}").words


def test_of_many_who_claim_at_one_moment_only_the_one_who_has_it_stands_in_the_trail(
    person: Callable[..., Person], kept: DeskStore, asked: str, left: str
) -> None:
    crowd = [person().open("/desk/callbacks") for _ in range(6)]
    for path in (f"callbacks/{asked}", f"messages/{left}"):
        at_once([partial(one.send, f"/desk/{path}/claim") for one in crowd])
    entries = [(one.did, one.about) for one in kept.trail.latest(99)[0] if one.did.endswith(":claim")]
    assert sorted(entries) == [("callback:claim", asked), ("message:claim", left)]


def test_after_two_hours_it_is_open_again_and_the_number_hidden(
    person: Callable[..., Person], asked: str, clock: Clock
) -> None:
    ann = person().open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    for minutes in (29, 58, 87, 116):
        clock.at(OPEN + timedelta(minutes=minutes))
        assert WRITTEN in ann.open(f"/desk/callbacks/{asked}").words
    clock.at(OPEN + timedelta(hours=2))
    assert WRITTEN not in ann.open(f"/desk/callbacks/{asked}").words
    assert "Take this one" in ann.words
    bea = person().open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    assert WRITTEN in bea.words and "Yours until 2 pm today" in bea.words
    assert f"{bea.name} has had it" in ann.open(f"/desk/callbacks/{asked}").words


def test_no_reply_leaves_it_for_a_second_try_and_then_closes_it(
    person: Callable[..., Person], asked: str, kept: DeskStore, at: At
) -> None:
    """They asked for the morning: the second is on the next one, and one before that is not the second."""
    ann = person().open("/desk/callbacks")
    for when, words in (
        (OPEN, "The second try is from tomorrow at 9 am"),
        (OPEN + timedelta(hours=5), "not the second try yet: that is from tomorrow at 9 am"),
        (OPEN + timedelta(hours=23), "as “no reply twice”"),
    ):
        at(when)
        ann.sign_in().open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
        assert words in ann.send(f"/desk/callbacks/{asked}/close", outcome="no_reply").words
    assert "None." in ann.open("/desk/callbacks").words
    assert "no reply twice" in ann.open("/desk/callbacks?show=closed").words
    closings = [deed.partition(":")[2] for deed in deeds(kept) if not deed.endswith("claim")]
    assert closings == ["no_reply", "early", "again"]
    kept.line.counts.flush()
    days = [kept.line.counts.day((OPEN + timedelta(days=n)).date()) for n in (0, 1)]
    assert (days[0]["callback:again"], days[1]["callback:no_reply"]) == (1, 1)


def test_what_is_done_is_closed_and_its_number_is_gone(
    person: Callable[..., Person], asked: str, kept: DeskStore
) -> None:
    ann = person().open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    assert ann.send(f"/desk/callbacks/{asked}/close", outcome="sold").status == 400
    assert (
        ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/close", outcome="done").path
        == "/desk/callbacks"
    )
    assert WRITTEN not in ann.open(f"/desk/callbacks/{asked}").words and "reached" in ann.words
    assert (
        "closed" in ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/close", outcome="done").words
    )
    kept.line.counts.flush()
    counts = kept.line.counts.day(OPEN.date())
    assert (counts["callback:claimed"], counts["callback:done"]) == (1, 1)


def test_nobody_closes_what_another_has(person: Callable[..., Person], asked: str) -> None:
    ann, bea = person().open("/desk/callbacks"), person().open("/desk/callbacks")
    ann.send(f"/desk/callbacks/{asked}/claim")
    assert "You do not have it" in bea.send(f"/desk/callbacks/{asked}/close", outcome="done").words
    assert WRITTEN in ann.open(f"/desk/callbacks/{asked}").words


@pytest.mark.parametrize("callback_id", ["nothing", "0" * 16, "%2e%2e"])
def test_what_is_not_there_is_a_plain_page(person: Callable[..., Person], callback_id: str) -> None:
    ann = person()
    for path in (
        f"/desk/callbacks/{callback_id}",
        f"/desk/messages/{callback_id}",
        f"/desk/messages/{callback_id}/sound",
    ):
        assert ann.open(path).status == 404 and "nothing at this address" in ann.words


@pytest.mark.parametrize("act", ["claim", "ring", "close"])
def test_nothing_is_done_with_a_callback_that_is_not_there(person: Callable[..., Person], act: str) -> None:
    ann = person().open("/desk/callbacks")
    nowhere = f"/desk/callbacks/{'0' * 16}/{act}"
    assert ann.send(nowhere, outcome="done").status == 404 and ann.path == nowhere


def test_who_never_had_it_is_not_told_that_they_had(person: Callable[..., Person], asked: str) -> None:
    ann = person().open("/desk/callbacks")
    words = ann.send(f"/desk/callbacks/{asked}/close", outcome="done").words
    assert "You do not have it" in words and "any more" not in words


def test_a_long_queue_comes_page_by_page(person: Callable[..., Person], kept: DeskStore, pack: Pack) -> None:
    days = due_days(pack.hours, OPEN)
    for n in range(30):
        kept.line.callbacks.keep(f"CA{n}", f"+4474001007{n:02}", "any", "text", days, 40, OPEN)
    ann = person().open("/desk/callbacks")
    assert "30 call-backs waiting" in ann.words and "first first" not in ann.words
    assert ann.page.count("/claim") == 25
    assert ann.open("/desk/callbacks?page=2").page.count("/claim") == 5
    for page in ("0", "-1", "x", "99999", "²"):
        assert ann.open(f"/desk/callbacks?page={page}").status == 200


def test_where_no_ring_goes_out_nobody_is_told_that_their_phone_rings(
    person: Callable[..., Person], asked: str, kept: DeskStore, clock: Clock
) -> None:
    ann = person().open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    kept.staff.set_phone(ann.name, "+447400100888")
    words = ann.send(f"/desk/callbacks/{asked}/ring").words
    assert "Your phone will not ring." in words and "Ring from your own phone" in words
    assert "TWILIO_ACCOUNT_SID is not set" in words and "rings in a moment" not in words
    assert not kept.line.jobs.take(clock(), 9) and "callback:ring" not in deeds(kept)


def test_the_button_that_rings_gives_way_to_why_while_no_ring_goes_out(
    person: Callable[..., Person], asked: str, kept: DeskStore, clock: Clock
) -> None:
    ann = person()
    kept.staff.set_phone(ann.name, "+447400100888")
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    page = ann.open(f"/desk/callbacks/{asked}").words
    assert "TWILIO_ACCOUNT_SID is not set" in page and "Ring from your own phone" in page
    assert "Ring from the line’s number" not in page and "button below" not in page
    kept.pulse.beat(clock())
    page = ann.open(f"/desk/callbacks/{asked}").words
    assert "Ring from the line’s number" in page and "is not set" not in page


def test_ringing_asks_the_worker_with_nothing_in_the_clear(
    person: Callable[..., Person], asked: str, kept: DeskStore, clock: Clock
) -> None:
    ann = person().open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    assert "cannot be rung" in ann.send(f"/desk/callbacks/{asked}/ring").words
    kept.staff.set_phone(ann.name, "+447400100888")
    kept.pulse.beat(clock())
    assert "Your phone rings in a moment" in ann.send(f"/desk/callbacks/{asked}/ring").words
    again = ann.send(f"/desk/callbacks/{asked}/ring").words  # a finger that trembles
    assert "rings once" in again and "rings in a moment" not in again
    (job,) = kept.line.jobs.take(clock(), 9)
    wanted = kept.rings.of(job)
    assert job.kind == "ring" and wanted.phone == "+447400100888"
    assert wanted.url.startswith("https://") and "/voice/ringing/" in wanted.url
    assert "7400100" not in wanted.url and "7400100" not in job.sealed + job.name
    assert "callback:ring" in deeds(kept)


@pytest.mark.parametrize("apart", [0, 1, 19])
def test_a_second_click_rings_nobody_again_though_the_first_has_rung(
    person: Callable[..., Person], asked: str, kept: DeskStore, at: At, apart: int
) -> None:
    ann = person().open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    kept.staff.set_phone(ann.name, "+447400100888")
    first = OPEN + timedelta(seconds=19)  # before the end of twenty seconds by the clock
    for moment, rings in (
        (first, 1),
        (first + timedelta(seconds=apart), 0),
        (first + timedelta(seconds=20), 1),
    ):
        at(moment)
        kept.pulse.beat(moment)
        words = ann.send(f"/desk/callbacks/{asked}/ring").words
        assert ("rings in a moment" in words) == bool(rings) == ("20 seconds" not in words)
        jobs = kept.line.jobs.take(moment, 9)
        assert len(jobs) == rings
        for job in jobs:
            kept.line.jobs.finish(job)
    assert deeds(kept).count("callback:ring") == 2


@pytest.mark.parametrize("ended", ["withdrawn", "done", "given back", "another's"])
def test_who_is_dialled_is_looked_up_when_they_are_dialled(
    app: Flask, kept: DeskStore, clock: Clock, asked: str, ended: str
) -> None:
    """A ring is pending; meanwhile NOCALL comes, or staff close it, give it back, or another has it."""
    wire, callbacks = Wire(in_process(app)), kept.line.callbacks
    callbacks.claim(asked, "ann", clock())
    path = f"/voice/ringing/{seal(kept.line.seals, asked, 'ann', clock())}"
    if ended == "withdrawn":
        assert "cancelled" in Texter(wire, NUMBER).text("NOCALL")
    elif ended == "done":
        callbacks.close(asked, "done", "ann", clock())
    elif ended == "given back":
        assert callbacks.queue.give_back(asked, "ann") == "given_back"
    else:
        path = f"/voice/ringing/{seal(kept.line.seals, asked, 'ben', clock())}"
    answer = wire.post(path, {"CallSid": "CA1", "Digits": "1"}).body
    assert b"<Dial" not in answer and b"Nobody is rung" in answer


def test_a_token_of_a_call_dials_nobody(app: Flask, kept: DeskStore, clock: Clock) -> None:
    wire = Wire(in_process(app))
    for purpose in ("held", "talk"):
        token = kept.line.seals.seal_for_url(purpose, NUMBER, clock())
        answer = wire.post(f"/voice/ringing/{token}", {"CallSid": "CA1", "Digits": "1"})
        assert answer.status == 200 and b"<Dial" not in answer.body


def test_pressing_1_rings_the_caller_from_the_lines_number_for_ten_minutes(
    app: Flask, kept: DeskStore, clock: Clock, asked: str
) -> None:
    wire = Wire(in_process(app))
    kept.line.callbacks.claim(asked, "ann", clock())
    path = f"/voice/ringing/{seal(kept.line.seals, asked, 'ann', clock())}"
    twiml = wire.post(path, {"CallSid": "CA1", "Digits": "1"}).body.decode()
    assert f'callerId="{LINE}"' in twiml and f"<Number>{NUMBER}</Number>" in twiml
    assert b"<Dial" not in wire.post(path, {"CallSid": "CA1", "Digits": "2"}).body
    assert b"<Dial" not in wire.post(path, {"CallSid": "CA1"}).body
    assert b"<Dial" not in wire.post("/voice/ringing/made-up", {"CallSid": "CA1", "Digits": "1"}).body
    clock.at(OPEN + timedelta(minutes=11))
    assert b"<Dial" not in wire.post(path, {"CallSid": "CA1", "Digits": "1"}).body


def test_the_carrier_is_asked_to_ring_staff_who_must_press_1() -> None:
    with fake_carrier() as carrier:
        account = Account("AC" + "0" * 32, TOKEN, LINE, carrier.url)
        assert (
            ring(
                client(account),
                account,
                Ring("+447400100888", "https://line.example/x", "Muscle Line", "cb1", "ann"),
            )
            == Done()
        )
        (call,) = carrier.asked
    assert call.path.endswith("/Calls.json")
    assert (call.form["To"], call.form["From"]) == ("+447400100888", LINE)
    assert 'action="https://line.example/x"' in call.form["Twiml"] and "press 1" in call.form["Twiml"]


def test_the_legs_of_a_ring_say_nothing_of_whom_or_what() -> None:
    assert "<Gather" in ask("Muscle Line", "https://line.example/x") and "call-back" in ask("A", "b")
    assert b"<Hangup" in connect("", "", LINE) and b"<Dial" not in connect("", "", LINE)


def test_the_number_of_a_message_is_shown_to_who_claimed_it_where_its_caller_agreed(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    agreed = "RE" + "0" * 31 + "b"
    kept.line.messages.keep(agreed, NUMBER, 12, OPEN, rung=True)
    ann, bea = person(), person()
    assert WRITTEN not in ann.open(f"/desk/messages/{agreed}").words and "they agreed to" in ann.words
    assert WRITTEN in ann.send(f"/desk/messages/{agreed}/claim").words and f"tel:{NUMBER}" in ann.page
    assert WRITTEN not in bea.open(f"/desk/messages/{agreed}").words


def test_a_message_is_played_by_the_one_who_claimed_it(
    line_with: Callable[..., Flask], carrier: FakeCarrier, left: str, kept: DeskStore
) -> None:
    app = line_with(account_sid=SID, api_base=carrier.url)
    ann, bea = (Person(app, new_name(kept)).sign_in() for _ in range(2))
    assert "12 s" in ann.open("/desk/messages").words
    assert ann.open(f"/desk/messages/{left}/sound").status == 403
    assert "<audio" in ann.open("/desk/messages").send(f"/desk/messages/{left}/claim").page
    answer = ann.client.get(f"/desk/messages/{left}/sound", base_url=ann.base)
    assert (answer.status_code, answer.mimetype, answer.headers["Cache-Control"]) == (
        200,
        "audio/mpeg",
        "no-store",
    )
    assert answer.data == SOUND and carrier.asked[0].path.endswith(f"/Recordings/{left}.mp3")
    part = ann.client.get(f"/desk/messages/{left}/sound", base_url=ann.base, headers={"Range": "bytes=0-2"})
    assert (part.status_code, part.data) == (206, SOUND[:3])
    assert bea.open(f"/desk/messages/{left}/sound").status == 403
    assert "<audio" not in bea.open("/desk/messages").send(f"/desk/messages/{left}/claim").page
    assert deeds(kept) == ["message:play", "message:play", "message:claim"]


@pytest.mark.parametrize(
    ("changes", "asked"),
    [({"account_sid": SID}, 1), ({"account_sid": ""}, 0), ({"account_sid": SID, "auth_tokens": ()}, 0)],
)
def test_a_sound_that_the_carrier_does_not_give_is_not_there(
    line_with: Callable[..., Flask],
    carrier: FakeCarrier,
    left: str,
    kept: DeskStore,
    changes: dict[str, object],
    asked: int,
) -> None:
    ann = Person(line_with(api_base=carrier.url, **changes), new_name(kept)).sign_in()
    ann.open("/desk/messages").send(f"/desk/messages/{left}/claim")
    carrier.says = [404]
    assert ann.open(f"/desk/messages/{left}/sound").status == 404
    assert len(carrier.asked) == asked
    assert "message:play" not in deeds(kept)


def test_the_desk_asks_the_carrier_that_the_line_is_given(
    line_with: Callable[..., Flask], left: str, asked: str, kept: DeskStore, clock: Clock
) -> None:
    carrier = Carrier(
        lambda recording: recording.encode(), lambda to, _: f"rings {to}".encode(), lambda talk: talk.encode()
    )
    app = line_with(carrier=carrier)
    ann = Person(app, new_name(kept)).sign_in()
    ann.open("/desk/messages").send(f"/desk/messages/{left}/claim")
    assert ann.open(f"/desk/messages/{left}/sound").page == left
    kept.line.callbacks.claim(asked, "ann", clock())
    path = f"/voice/ringing/{seal(kept.line.seals, asked, 'ann', clock())}"
    assert (
        Wire(in_process(app)).post(path, {"CallSid": "CA1", "Digits": "1"}).body == f"rings {NUMBER}".encode()
    )


def test_a_message_that_is_done_with_is_deleted_at_the_carrier(
    person: Callable[..., Person], left: str, kept: DeskStore, clock: Clock
) -> None:
    ann = person().open("/desk/messages").send(f"/desk/messages/{left}/claim")
    assert "Closed" in ann.send(f"/desk/messages/{left}/close", outcome="done").words
    assert "None, and none can come" in ann.open("/desk/messages").words
    assert kept.line.jobs.take(clock(), 9) == (), "it may be taken back for ten minutes"
    ending(kept.line).end_due(clock() + timedelta(minutes=10))
    (job,) = kept.line.jobs.take(clock(), 9)
    assert kept.line.messages.recording(job.sealed) == left


def test_no_number_is_in_a_log_line_of_the_desk(
    person: Callable[..., Person], asked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ann = person().open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    ann.send("/desk/account/phone", phone=WRITTEN)
    assert "400100777" not in json.dumps(capsys.readouterr())


def test_an_empty_page_of_messages_says_that_none_can_come_where_callers_may_leave_none(
    person: Callable[..., Person], pack: Pack, kept: DeskStore
) -> None:
    ann = person().open("/desk/messages")
    assert ("none can come" in ann.words) != pack.hours.messages
    assert "none can come" not in ann.open("/desk/messages?show=closed").words
    kept.line.messages.keep(RECORDING, NUMBER, 12, OPEN)
    assert "none can come" not in ann.open("/desk/messages").words
