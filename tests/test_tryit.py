"""The browser phone without a browser: forms, scenes, and that it says what the line says."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from menus.model import Pack
from menus.parts import parts
from settings import Settings
from tests.caller import Caller, words_of
from tests.conftest import LONDON, Clock
from tests.texter import Texter
from tests.visitor import Visitor, line_with_phone, words
from web import tryit_clock, tryit_copy
from web.tryit_acts import act
from web.tryit_call import walk
from web.tryit_rows import rows
from web.tryit_scene import MOST_TEXTS, Act, Scene, read
from web.tryit_screen import blanks, pieces
from web.tryit_texts import walk as walk_texts

LINE = "+441632960000"
TUESDAY = datetime(2026, 5, 19, 10, 0, tzinfo=LONDON)


@pytest.fixture
def phone_app(pack: Pack, clock: Clock, settings: Settings) -> Flask:
    return line_with_phone(pack, clock, replace(settings, try_on=True))


@pytest.fixture
def visitor(phone_app: Flask) -> Visitor:
    return Visitor(phone_app)


@pytest.mark.parametrize("path", ["/try", "/try/map.svg"])
def test_the_phone_is_not_there_unless_it_is_switched_on(
    pack: Pack, clock: Clock, settings: Settings, path: str
) -> None:
    client = line_with_phone(pack, clock, settings).test_client()
    assert client.get(path).status_code == 404
    assert client.post("/try", data={"do": "call"}).status_code == 404


def test_the_steroid_card_is_two_keys_from_the_greeting(visitor: Visitor, pack: Pack) -> None:
    assert visitor.state == "idle"
    assert pack.service in visitor.do("call").heard
    assert visitor.state == "listening"
    assert "Steroids." in visitor.do("press:1").heard
    assert "Do not stop or change steroids" in visitor.do("press:1").heard
    assert "en/topic.steroidcard/0" in visitor.page


@pytest.mark.parametrize("keys", ["", "1", "11", "11*", "2w", "0w", "4www", "77", "#9*8", "1ww#"])
def test_the_screen_says_what_the_carrier_is_told(pack: Pack, keys: str) -> None:
    scene = act(pack, Scene(), {"do": "call"}, TUESDAY)
    for key in keys:
        scene = act(pack, scene, {"do": "wait" if key == "w" else f"press:{key}"}, TUESDAY)
    steps = walk(pack, scene)
    assert len(steps) == len(keys) + 1
    for step, row in zip(steps, reversed(rows(pack, scene, steps, LINE)), strict=True):
        shown = " ".join(piece.words for piece in pieces(step.turn, blanks(pack, scene, step, LINE)))
        told = words(re.sub("<Number>.*</Number>", "", row.twiml)).replace(" ,", ",").replace(" .", ".")
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
    assert visitor.thread[-1] == "No reply: opted out"
    assert "no more texts" in visitor.thread[1]
    visitor.text("START", "MENU")
    assert "Reply 1" in visitor.thread[-2]


def test_the_same_answer_again_and_again_pauses(visitor: Visitor) -> None:
    visitor.text(*["qwzx"] * 6)
    assert "pause" in visitor.thread[-4]
    assert visitor.thread[-1].startswith("No reply")


def test_a_withheld_number_gets_no_text_but_the_whole_call(visitor: Visitor) -> None:
    visitor.do("caller:withheld").text("MENU")
    assert visitor.thread[-1].startswith("No reply")
    assert "Steroids." in visitor.do("call", "press:1").heard


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


def test_a_closed_call_ends_in_a_call_back_that_this_page_alone_remembers(visitor: Visitor) -> None:
    visitor.do("clock:Saturday 11:00", "call", "press:0", "press:1", "press:1", "press:3")
    assert "We will ring you by" in visitor.heard
    assert "KeepCallback(best=&#39;evening&#39;) came to Kept" in visitor.page
    visitor.do("call", "press:0", "press:1", "press:1", "press:3")
    assert "KeepCallback(best=&#39;evening&#39;) came to Already" in visitor.page
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
    assert "We will ring you by" in visitor.heard


def test_a_call_back_to_another_number_is_asked_for_by_text(visitor: Visitor) -> None:
    visitor.text("CALLME", "2", "07400123456", "1", "4")
    assert "We will ring you by" in visitor.thread[-2]
    assert any("07400 123 456" in words for words in visitor.thread)
    visitor.text("STOP")
    assert "still ring you back" not in visitor.thread[-2]


def test_a_call_back_is_withdrawn_by_text(visitor: Visitor) -> None:
    visitor.text("CALLME", "1", "1", "NOCALL")
    withdrawn = visitor.thread[-2]
    visitor.text("NOCALL")
    assert visitor.thread[-2] != withdrawn


def test_a_text_asked_for_in_a_call_arrives_in_the_thread_three_times_a_day(visitor: Visitor) -> None:
    visitor.do("jump:11", "wait", "wait", "wait", "wait")
    assert "get it by text" in visitor.heard
    for _ in range(4):
        visitor.do("press:5", "press:1")
    sent = [words for words in visitor.thread if "STEROIDCARD" in words]
    assert len(sent) == 3
    assert "asked for in a call, to 07700 900 123" in visitor.thread[1]


def test_a_message_is_spoken_heard_and_kept(pack: Pack, clock: Clock, settings: Settings) -> None:
    takes_messages = replace(pack, hours=replace(pack.hours, messages=True))
    visitor = Visitor(line_with_phone(takes_messages, clock, replace(settings, try_on=True)))
    visitor.do("clock:Saturday 11:00", "call", "press:0", "press:2", "press:1")
    assert visitor.state == "recording"
    assert visitor.do("spoke:0").state == "listening"
    visitor.do("press:1", "spoke:20", "press:1")
    assert "Your message is played" in visitor.heard


def test_a_theme_is_remembered_and_leaves_the_call_alone(visitor: Visitor) -> None:
    scene = visitor.do("call", "press:1").scene
    visitor.answer = visitor.client.post("/try", data={"scene": scene, "theme": "dark"})
    assert visitor.scene == scene
    assert 'dark.css"\n        media="all"' in visitor.page
    assert 'media="all"' in visitor.open().page


def test_the_scene_runs_as_a_test_of_the_line(
    pack: Pack, caller: Caller, texter: Texter, at: Callable[[str | datetime], None]
) -> None:
    scene = Scene()
    for button in ("call", "press:1", "wait", "press:*", "press:0", "wait", "dial:busy", "press:2", "wait"):
        scene = act(pack, scene, {"do": button}, TUESDAY)
    for body in ("flaer", "1", 'say "no"', "STOP", "MENU"):
        scene = act(pack, scene, {"do": "text", "body": body}, TUESDAY)
    for button in (
        "call",
        "clock:Saturday 11:00",
        "press:0",
        "press:1",
        "press:2",
        "key",
        "press:1",
        "press:4",
    ):
        scene = act(pack, scene, {"do": button, "number": "07400123456"}, TUESDAY)
    code = tryit_copy.code(pack, scene, walk(pack, scene), walk_texts(pack, scene, LINE))
    assert 'caller.key_number("07400123456")' in code
    namespace: dict[str, Callable[..., None]] = {}
    exec(code, namespace)  # noqa: S102, that it runs is what is promised
    namespace["test_what_was_tried"](caller, texter, at)


def test_a_scene_is_read_as_it_was_written() -> None:
    scene = Scene(1.5, "landline", (Act("call", "", 1.0), Act("press", "#", 2.5)), (Act("text", "é€", 3.0),))
    scene = scene.promised(Act("callback", "+447700900123", 4.0))
    assert read(scene.write()) == scene


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["clock", "call", "texts", "kept", "x"]), inner)
        ),
        max_leaves=12,
    ).map(json.dumps)
)
def test_any_line_gives_a_scene_that_can_be_written(line: str) -> None:
    scene = read(line)
    assert read(scene.write()) == scene


@given(
    st.lists(
        st.sampled_from(
            [*(f"press:{key}" for key in "0123456789*#"), "wait", "call", "hangup", "answer", "dial:busy",
             "dial:bridged", "clock:Christmas Day", "clock:Now", "clock:no such day", "jump:11", "say",
             "key", "spoke:20", "text"]
        ),
        max_size=25,
    ),
    st.sampled_from(["", "0", "7.5", "-1", "nan", "soon"]),
)  # fmt: skip
def test_no_row_of_buttons_breaks_the_phone(pack: Pack, buttons: list[str], after: str) -> None:
    scene = Scene()
    for button in buttons:
        scene = act(
            pack,
            scene,
            {"do": button, "after": after, "words": "bones", "number": "07700900123#", "body": "CALLME"},
            TUESDAY,
        )
    steps = walk(pack, scene)
    assert read(scene.write()).call == tuple(replace(done, at=round(done.at, 1)) for done in scene.call)
    assert len(rows(pack, scene, steps, LINE)) == min(len(steps), 40)


def test_a_long_thread_forgets_its_oldest_text() -> None:
    scene = Scene()
    for number in range(MOST_TEXTS + 5):
        scene = scene.texted(str(number), float(number))
    assert (len(scene.texts), scene.texts[0].detail) == (MOST_TEXTS, "5")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Tuesday 10:00", "2026-05-19T10:00"),
        ("monday 9:30", "2026-05-25T09:30"),
        ("Christmas Day", "2026-12-25T10:00"),
        ("2026-10-25T01:30", "2026-10-25T01:30"),
    ],
)
def test_the_clock_is_set_in_words(said: str, meant: str) -> None:
    found = tryit_clock.read(said, TUESDAY, LONDON)
    assert found is not None
    assert f"{found.astimezone(LONDON):%Y-%m-%dT%H:%M}" == meant


def test_now_is_the_real_clock_and_other_words_are_refused() -> None:
    assert tryit_clock.read("Now", TUESDAY, ZoneInfo("UTC")) is None
    for words_of_no_time in ("soonday 10:00", "Tuesday 25:00", "when it suits"):
        with pytest.raises(ValueError, match=r"."):
            tryit_clock.read(words_of_no_time, TUESDAY, LONDON)


def test_words_of_a_document_and_of_the_page_are_the_same(visitor: Visitor, caller: Caller) -> None:
    caller.call().press("3", "3")
    visitor.do("call", "press:3", "press:3")
    assert words_of(caller.document).split() == visitor.heard.removeprefix("You pressed 3").split()
