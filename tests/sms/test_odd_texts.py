"""Texts at the wrong moment: an alarm beside a number, an unknown OptOutType, many at once."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from app import create_app
from settings import Settings
from store.promises.texts import Seen, Texts
from store.store import Store
from tests.conftest import Clock, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process


@dataclass
class Overtaken:
    """The memory of texts; another text of the person comes between, so many times."""

    kept: Texts
    times: int

    def seen(self, *told: Any) -> Seen:
        return self.kept.seen(*told)

    def settle(self, *told: Any) -> bytes | None:
        self.times -= 1
        return None if self.times >= 0 else self.kept.settle(*told)


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("I want to kill myself 07400123456", "Samaritans"),
        ("I cant breathe 07400 123456", "999"),
        ("I have run out of prednisolone 07400123456", "do not stop or change"),
    ],
)
def test_an_alarm_counts_more_than_the_number_that_we_asked_for(
    texter: Texter, body: str, answer: str
) -> None:
    texter.text("CALLME", "2")
    assert answer in texter.text(body)
    assert "we will ring" not in texter.last


def test_stop_beside_the_number_that_we_asked_for_ends_our_texts(texter: Texter) -> None:
    texter.text("CALLME", "2")
    assert "no more texts" in texter.text("please stop texting me 07400 123456")


def test_nocall_with_a_number_is_nocall_whether_we_ask_for_one_or_not(texter: Texter) -> None:
    assert "saved" in texter.text("CALLME 07400 123456", "1", "4")
    texter.text("CALLME", "2")
    assert "that number is taken back" in texter.text("NOCALL 07400 123456")
    assert "nothing is cancelled" in texter.text("NOCALL 020 7946 0123")


@pytest.mark.parametrize("time", ["the morning", "any time"])
def test_stop_beside_the_time_that_we_asked_for_ends_our_texts(texter: Texter, time: str) -> None:
    texter.text("CALLME", "1")
    assert "no more texts" in texter.text(f"stop texting me in {time}")


def test_words_beside_the_number_that_we_asked_for_change_nothing(texter: Texter) -> None:
    assert "we will ring 07400 123 456" in texter.text("CALLME", "2", "my number is 07400123456")


@pytest.mark.parametrize("told", ["", "RESUBSCRIBE", "07400123456", "\0", "😀"])
def test_an_opt_out_type_that_nobody_knows_silences_nothing(texter: Texter, told: str) -> None:
    assert "Samaritans" in texter.text("I want to die", OptOutType=told)


@pytest.mark.parametrize(("told", "answered"), [("RESUBSCRIBE", True), ("", True), ("Stop", False)])
def test_where_we_fail_whoever_the_carrier_did_not_answer_gets_the_help_text(
    settings: Settings, line_store: Store, clock: Clock, told: str, answered: bool
) -> None:
    broken = replace(line_store, texts=None)  # type: ignore[arg-type]
    texter = Texter(Wire(in_process(create_app(settings, store=broken, now=clock))), number=new_number())
    form = {"MessageSid": "SM1", "From": texter.number, "Body": "BONES", "OptOutType": told}
    assert (b"999" in texter.wire.post("/sms", form).body) is answered


@pytest.mark.parametrize("number", ["+14155552671", "+33612345678", "whatsapp:+14155552672"])
def test_abroad_only_emergencies_and_stop_are_answered_and_once_that_we_cannot(
    wire: Wire, number: str, line_store: Store
) -> None:
    texter = Texter(wire, number=number)
    assert "only text UK numbers" in texter.text("CALLME")
    assert texter.text("MENU") == ""
    assert "call 999 now" in texter.text("he has stopped breathing")
    assert "no more texts" in texter.text("STOP")
    assert line_store.people.has_opted_out(number.removeprefix("whatsapp:"))
    texter.text("START")
    assert not line_store.people.has_opted_out(number.removeprefix("whatsapp:"))


@pytest.mark.parametrize("number", ["+449098790000", "+447012345678", "+448712345678", "+881612345678"])
def test_a_number_that_costs_gets_emergencies_and_stop_alone(wire: Wire, number: str) -> None:
    texter = Texter(wire, number=number)
    assert texter.text("MENU") == ""
    assert "call 999 now" in texter.text("he has stopped breathing")
    assert "no more texts" in texter.text("STOP")


def test_a_text_that_many_others_overtake_is_answered_and_kept(
    settings: Settings, line_store: Store, clock: Clock
) -> None:
    busy = replace(line_store, texts=Overtaken(line_store.texts, 30))  # type: ignore[arg-type]
    texter = Texter(Wire(in_process(create_app(settings, store=busy, now=clock))), number=new_number())
    assert "Even one for help may get no answer" in texter.text("STOP")
    assert line_store.people.has_opted_out(texter.number)
