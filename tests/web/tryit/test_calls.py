"""The browser phone without a browser: calls by its forms, and that it says what the line says."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from menus.model import Pack
from play.calls import numbers_of
from tests.caller import Caller, words_of
from tests.conftest import OPEN, changed_pack
from tests.people.visitor import Visitor, words
from tests.wiring.wire import LINE
from web.tryit.buttons import act
from web.tryit.scene import Scene
from web.tryit.screen import pieces
from web.tryit.trace import rows


@pytest.mark.parametrize("path", ["/try", "/try/map.svg"])
def test_the_phone_is_not_there_unless_it_is_switched_on(line: Flask, path: str) -> None:
    client = line.test_client()
    assert client.get(path).status_code == 404
    assert client.post("/try", data={"do": "call"}).status_code == 404


def test_the_steroid_card_is_two_keys_from_the_greeting(visitor: Visitor, pack: Pack) -> None:
    assert visitor.state == "idle"
    assert pack.service in visitor.do("call").heard
    assert visitor.state == "listening"
    assert "Steroids." in visitor.do("press:1").heard
    assert "carry a steroid card" in visitor.do("press:1").heard
    assert "en/topic.steroidcard/1" in visitor.page


@pytest.mark.parametrize("keys", ["", "1", "11", "11*", "2w", "0w", "4www", "77", "#9*8", "1ww#"])
def test_the_screen_says_what_the_carrier_is_told(pack: Pack, keys: str) -> None:
    scene = act(pack, Scene(), {"do": "call"}, OPEN)
    for key in keys:
        scene = act(pack, scene, {"do": "wait" if key == "w" else f"press:{key}"}, OPEN)
    play = scene.play(pack, LINE)
    assert play.call and len(play.call.steps) == len(keys) + 1
    for step, row in zip(play.call.steps, reversed(rows(play.phone, play.call)), strict=True):
        shown = " ".join(piece.words for piece in pieces(step.turn, numbers_of(play.phone, step)))
        told = (
            words(re.sub("<(Number|Redirect)[^>]*>.*?</(Number|Redirect)>", "", row.twiml))
            .replace(" ,", ",")
            .replace(" .", ".")
        )
        assert shown.split() == told.split()


def test_a_skipped_wait_lasts_as_long_as_it_would_have(visitor: Visitor) -> None:
    visitor.do("call").do("wait")
    greeting_and_ten_seconds = visitor.elapsed
    assert 30 <= greeting_and_ten_seconds <= 45
    assert "Take your time" in visitor.heard
    visitor.do("press:1", after="2.5")
    assert visitor.elapsed == pytest.approx(greeting_and_ten_seconds + 2.5, abs=0.1)


@pytest.mark.parametrize(
    ("button", "state", "word"),
    [
        ("dial:busy", "listening", "busy"),
        ("wait", "listening", "nobody"),
        ("dial:completed", "listening", "nobody"),
        ("dial:failed", "listening", "could not reach"),
        ("answer", "talking", ""),
    ],
)
def test_a_ringing_helpline_can_be_answered_left_or_made_busy(
    visitor: Visitor, button: str, state: str, word: str
) -> None:
    visitor.do("call", "press:0", "wait")
    assert visitor.state == "ringing"
    visitor.do(button)
    assert visitor.state == state
    assert word in visitor.heard.lower()


def test_when_two_people_have_spoken_the_line_says_goodbye(visitor: Visitor) -> None:
    visitor.do("call", "press:0", "wait", "answer", "dial:bridged")
    assert visitor.state == "over"
    assert "Goodbye" in visitor.heard


def test_a_call_that_was_hung_up_takes_no_more_keys(visitor: Visitor) -> None:
    ended = visitor.do("call", "hangup").scene
    assert visitor.state == "over"
    assert visitor.do("press:1").scene == ended
    assert visitor.do("call").state == "listening"


def test_what_cannot_be_pressed_now_changes_nothing(visitor: Visitor) -> None:
    for button in ("press:1", "wait", "answer", "dial:busy", "hangup", "say", "press:A", "nonsense", ""):
        assert visitor.do(button).scene == Scene().write()


@pytest.mark.parametrize(
    "when", ["0001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00+23:59", "9999-12-31"]
)
def test_the_ends_of_the_calendar_do_not_set_the_clock(visitor: Visitor, when: str) -> None:
    assert visitor.do("clock", at=when).scene == Scene().write()
    assert visitor.do("call", f"clock:{when}").state == "listening"


def test_half_a_character_in_a_posted_scene_is_left_out(phone_app: Flask) -> None:
    line = '{"acts":[["text","\\ud800",1],["text","MENU",2],["call","",1],["say","\\udfff",2]]}'
    answer = phone_app.test_client().post("/try", data={"scene": line, "do": ""})
    assert answer.status_code == 200
    assert "MENU" in answer.text


def test_words_are_taken_where_the_pack_takes_them(line_with: Callable[..., Flask], tmp_path: Path) -> None:
    listens = changed_pack(tmp_path, "menu.toml", "speech = false", "speech = true")
    visitor = Visitor(line_with(pack=listens, try_on=True))
    visitor.do("call")
    assert 'name="words"' in visitor.page
    visitor.do("say", words="protecting my bones")
    assert "You said “protecting my bones”" in visitor.page
    assert "ones" in visitor.heard


def test_after_an_hour_by_the_clock_the_call_is_ended_at_a_menu(visitor: Visitor) -> None:
    visitor.do("call", "clock:2026-05-19T11:01", "press:*")
    assert "an hour" in visitor.heard


def test_on_christmas_day_zero_says_when_the_helpline_opens(visitor: Visitor) -> None:
    visitor.do("clock:Christmas Day", "call", "press:0")
    assert "closed until" in visitor.heard
    assert "25 December" in visitor.page


def test_a_map_stop_rings_and_presses_its_keys(visitor: Visitor) -> None:
    assert "Blood tests" in visitor.open("/try?keys=22").heard
    assert "en/topic.bloodtests" in visitor.page
    visitor.do("jump:4", "press:1")
    assert "en/topic.helpline" in visitor.page


def test_what_is_texted_is_shown_and_never_run(visitor: Visitor) -> None:
    visitor.text('<script>alert("1")</script>')
    assert "<script>alert" not in visitor.page
    assert 'alert("1")' in visitor.thread[0]


def test_a_page_has_no_script_or_style_of_its_own_and_says_so(visitor: Visitor) -> None:
    visitor.do("call", "press:1").text("MENU")
    assert visitor.answer is not None
    policy = visitor.answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", visitor.page)
    assert set(re.findall(r'(?:src|href|action)="([a-z]+:)?//', visitor.page)) == set()


def test_a_theme_is_remembered_and_leaves_the_call_alone(visitor: Visitor) -> None:
    scene = visitor.do("call", "press:1").scene
    visitor.answer = visitor.client.post("/try", data={"scene": scene, "theme": "dark"})
    assert visitor.scene == scene
    assert 'dark.css"\n        media="all"' in visitor.page
    assert 'media="all"' in visitor.open().page


def test_words_of_a_document_and_of_the_page_are_the_same(visitor: Visitor, caller: Caller) -> None:
    caller.call().press("3", "3")
    visitor.do("call", "press:3", "press:3")
    assert words_of(caller.document).split() == visitor.heard.removeprefix("You pressed 3").split()
