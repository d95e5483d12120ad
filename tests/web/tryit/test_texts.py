"""The text thread of the browser phone, and what it promises to callers and texters."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from flask import Flask

from menus.parts import parts
from tests.conftest import Clock, changed_pack
from tests.people.visitor import Visitor


def test_a_text_shows_its_answer_and_its_parts(visitor: Visitor) -> None:
    visitor.text("steroidcard")
    mine, reply, cost = visitor.thread
    assert "steroidcard" in mine
    assert "STEROIDCARD" in reply
    assert cost.startswith(f"{parts(reply.removeprefix('The line: '))} parts")


def test_did_you_mean_is_answered_with_a_number(visitor: Visitor) -> None:
    visitor.text("flaer")
    assert "did you mean FLARE" in visitor.thread[1]
    visitor.text("1")
    assert "FLARE" in visitor.thread[4]


def test_a_day_later_a_number_belongs_to_an_older_text(visitor: Visitor, clock: Clock) -> None:
    visitor.text("flaer")
    clock.now += timedelta(days=1)
    visitor.text("1")
    assert "older text" in visitor.thread[-2]


def test_after_stop_only_start_and_an_emergency_are_answered(visitor: Visitor) -> None:
    visitor.text("STOP", "MENU")
    assert visitor.thread[-1] == "No reply: this phone texted STOP. START undoes it."
    assert "no more texts" in visitor.thread[1]
    visitor.text("START", "MENU")
    assert "Reply 1" in visitor.thread[-2]


def test_yes_after_stop_undoes_it(visitor: Visitor) -> None:
    visitor.text("STOP", "YES", "MENU")
    assert "Reply 1" in visitor.thread[-2]


def test_the_same_answer_again_and_again_pauses(visitor: Visitor) -> None:
    visitor.text(*["qwzx"] * 6)
    assert "pause" in visitor.thread[-4]
    assert visitor.thread[-1].startswith("No reply")


def test_a_withheld_number_gets_no_text_but_the_whole_call(visitor: Visitor) -> None:
    visitor.do("caller:withheld").text("MENU")
    assert visitor.thread[-1].startswith("No reply")
    assert "Steroids." in visitor.do("call", "press:1").heard


def test_a_closed_call_ends_in_a_call_back_that_this_page_alone_remembers(visitor: Visitor) -> None:
    visitor.do("clock:Saturday 11:00", "call", "press:0", "press:1", "press:1", "press:3")
    assert "We will ring you by" in visitor.heard
    assert "KeepCallback(best=&#39;evening&#39;, relay=False) came to Kept" in visitor.page
    visitor.do("call", "press:0", "press:1", "press:1", "press:3")
    assert "KeepCallback(best=&#39;evening&#39;, relay=False) came to Already" in visitor.page
    visitor.text("STOP")
    assert "still ring you back" in visitor.thread[-2]
    visitor.do("caller:landline", "call", "press:0", "press:1", "press:1", "press:3")
    assert "came to Kept" in visitor.page


def test_another_number_is_keyed_and_read_back(visitor: Visitor) -> None:
    visitor.do("clock:Saturday 11:00", "caller:withheld", "call", "press:0", "press:1", "wait")
    assert visitor.state == "keying"
    assert visitor.do("press:1").state == "keying"
    visitor.do("key", number="0123*07400 123 456#")
    assert "zero 7 4 zero zero, 1 2 3, 4 5 6" in visitor.heard
    visitor.do("press:1", "press:4")
    assert "We will ring that number, unless" in visitor.heard


def test_a_call_back_to_another_number_is_asked_for_by_text(visitor: Visitor) -> None:
    visitor.text("CALLME", "2", "07400777888", "1", "4")
    assert "We will ring that number by" in visitor.thread[-2]
    assert any("07400 777 888" in words for words in visitor.thread)
    visitor.text("STOP")
    assert "still ring you back" not in visitor.thread[-2]


def test_a_call_back_is_withdrawn_by_text(visitor: Visitor) -> None:
    visitor.text("CALLME", "1", "1", "NOCALL")
    withdrawn = visitor.thread[-2]
    visitor.text("NOCALL")
    assert visitor.thread[-2] != withdrawn


def test_a_text_asked_for_in_a_call_arrives_in_the_thread_three_times_a_day(visitor: Visitor) -> None:
    for _ in range(4):
        visitor.do("jump:11")
        while "get it by text" not in visitor.heard:
            visitor.do("wait")
        visitor.do("press:5", "press:1", "press:5", "press:1")  # asked for twice in a call, it goes once
    sent = [words for words in visitor.thread if "STEROIDCARD" in words]
    assert len(sent) == 3
    assert "asked for in a call, to 07700 900 123" in visitor.thread[1]


def test_a_message_is_spoken_heard_and_kept(line_with: Callable[..., Flask], tmp_path: Path) -> None:
    takes_messages = changed_pack(tmp_path, "hours.toml", "messages = false", "messages = true")
    visitor = Visitor(line_with(pack=takes_messages, try_on=True))
    visitor.do("clock:Saturday 11:00", "call", "press:0", "press:2", "press:1")
    assert visitor.state == "recording"
    assert visitor.do("spoke:0").state == "listening"
    visitor.do("press:1", "spoke:20", "press:1")
    assert "Your message is played" in visitor.heard
