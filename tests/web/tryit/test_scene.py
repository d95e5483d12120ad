"""Scenes of the browser phone: written, read, played with any buttons, copied as a test."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import reduce
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from menus.model import Pack
from play.act import Act
from play.as_test import code
from store.store import Store
from tests.caller import Caller
from tests.conftest import LONDON, OPEN
from tests.people.visitor import Visitor
from tests.texter import Texter
from tests.wiring.wire import LINE
from web.tryit import clock as tryit_clock
from web.tryit.buttons import act
from web.tryit.scene import ACTS, LETTERS, LONGEST, MOST_ACTS, MOST_TEXTS, Scene, read
from web.tryit.trace import rows


def test_the_scene_runs_as_a_test_of_the_line(
    pack: Pack, caller: Caller, texter: Texter, at: Callable[[str | datetime], None], line_store: Store
) -> None:
    line_store.link.client.flushdb()  # nothing is promised to the numbers of the scene
    scene = Scene()
    for button in ("call", "press:1", "wait", "press:*", "press:0", "wait", "dial:busy", "press:2", "wait"):
        scene = act(pack, scene, {"do": button}, OPEN)
    for body in ("flaer", "1", 'say "no"', "STOP", "MENU"):
        scene = act(pack, scene, {"do": "text", "body": body}, OPEN)
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
        scene = act(pack, scene, {"do": button, "number": "07400123456"}, OPEN)
    written = code(scene.play(pack, LINE))
    assert 'caller.key_number("07400123456")' in written
    namespace: dict[str, Callable[..., None]] = {}
    exec(written, namespace)  # noqa: S102, that it runs is what is promised
    namespace["test_what_was_tried"](caller, texter, at)


def copied(pack: Pack, *buttons: dict[str, str]) -> dict[str, Callable[..., None]]:
    """The test that the page writes of these buttons, as Python has read it."""
    scene = reduce(lambda so_far, one: act(pack, so_far, one, OPEN), buttons, Scene())
    read_in: dict[str, Callable[..., None]] = {}
    exec(code(scene.play(pack, LINE)), read_in)  # noqa: S102, that it runs is what is promised
    return read_in


@pytest.mark.parametrize(
    "body",
    [
        "\U0001f600 steroid card",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 flare",
        "bones\u2028\u202e \x7f",
        '"\\"',
        "caf\u00e9 \u03b1",
    ],
)
def test_whatever_was_typed_the_copied_test_runs(
    pack: Pack, texter: Texter, at: Callable[[str | datetime], None], line_store: Store, body: str
) -> None:
    line_store.link.client.flushdb()
    written = copied(pack, {"do": "text", "body": body}, {"do": "text", "body": "MENU"})
    written["test_what_was_tried"](texter, at)


def test_a_call_back_to_a_number_of_drama_is_copied_with_an_ordinary_one(
    pack: Pack, caller: Caller, texter: Texter, at: Callable[[str | datetime], None], line_store: Store
) -> None:
    line_store.link.client.flushdb()
    keyed = [{"do": button, "number": "01632960123"} for button in ("press:0", "press:1", "press:2", "key")]
    texted = [{"do": "text", "body": body} for body in ("CALLME", "2", "it is 07700 900 456", "1", "4")]
    night = {"do": "clock:Saturday 11:00"}
    written = copied(pack, night, {"do": "call"}, *keyed, {"do": "press:1"}, {"do": "press:4"}, *texted)
    written["test_what_was_tried"](caller, texter, at)
    assert line_store.callbacks.open_of("+441642960123")
    assert line_store.callbacks.open_of("+447400900456")


def test_a_scene_is_read_as_it_was_written() -> None:
    scene = Scene(1.5, "landline", (Act("call", "", 1.0), Act("press", "#", 2.5), Act("text", "é€", 3.0)))
    assert read(scene.write()) == scene


@given(
    st.text()
    | st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["clock", "caller", "acts", "x"]), inner)
        ),
        max_leaves=12,
    ).map(json.dumps)
)
def test_any_line_gives_a_scene_that_can_be_written(line: str) -> None:
    scene = read(line)
    assert read(scene.write()) == scene


@pytest.mark.parametrize(
    ("state", "keys", "hours"),
    [("listening", "", 0), ("listening", "11", 0), ("ringing", "0w", 0), ("keying", "012", 12)],
)
@pytest.mark.parametrize("detail", ["", "x", "11", "\u00b2", "\u0663", '"{', "\n\0"])
def test_a_scene_of_odd_acts_is_a_page(
    visitor: Visitor, state: str, keys: str, hours: int, detail: str
) -> None:
    at = OPEN.timestamp() + hours * 3600
    begun = [["call", "", at], *(["wait" if key == "w" else "press", key, at] for key in keys)]
    for acts in (begun, *([*begun, [what, detail, at], ["press", "1", at]] for what in ACTS)):
        form = {"scene": json.dumps({"acts": acts}), "do": "nothing"}
        visitor.answer = visitor.client.post("/try", data=form)
        assert visitor.answer.status_code == 200, acts
        assert acts != begun or visitor.state == state


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
@trying(deadline=None)  # whoever texts first waits for the matcher's index
def test_no_row_of_buttons_breaks_the_phone(pack: Pack, buttons: list[str], after: str) -> None:
    scene = Scene()
    for button in buttons:
        scene = act(
            pack,
            scene,
            {"do": button, "after": after, "words": "bones", "number": "07700900123#", "body": "CALLME"},
            OPEN,
        )
    play = scene.play(pack, LINE)
    assert read(scene.write()).acts == tuple(replace(done, at=round(done.at, 1)) for done in scene.acts)
    assert len(rows(play.phone, play.call)) == (min(len(play.call.steps), 40) if play.call else 0)


def filled(texts: int = 0) -> Scene:
    """A scene whose call is full, with a text after each of its first presses."""
    scene = Scene().add("call", "", 0.0)
    for number in range(MOST_ACTS + 5):
        scene = scene.add("press", "1", float(number))
        scene = scene.add("text", f"t{number}", float(number)) if number < texts else scene
    return scene


def told(scene: Scene, what: str) -> list[str]:
    """What was pressed, texted … in a scene."""
    return [done.detail for done in scene.acts if done.what == what]


def test_a_long_thread_forgets_its_oldest_text() -> None:
    scene = Scene()
    for number in range(MOST_TEXTS + 5):
        scene = scene.add("text", str(number), float(number))
    assert (len(scene.acts), scene.acts[0].detail) == (MOST_TEXTS, "5")


def test_a_long_call_takes_no_more_and_a_new_one_does() -> None:
    scene = filled()
    assert len(scene.acts) == MOST_ACTS
    scene = scene.add("call", "", 400.0).add("press", "2", 401.0)
    assert [done.detail for done in scene.acts[-2:]] == ["", "2"]
    assert len(scene.acts) == MOST_ACTS + 2


def test_texts_are_none_of_the_acts_of_a_call() -> None:
    scene = filled(texts=MOST_TEXTS)
    assert len(told(scene, "press")) == MOST_ACTS - 1
    assert len(told(scene, "text")) == MOST_TEXTS


def test_a_full_call_is_hung_up_and_its_thread_begun_anew(pack: Pack) -> None:
    scene = filled(texts=2)
    for button in ("forget", "hangup", "hangup"):
        scene = act(pack, scene, {"do": button}, OPEN)
    play = scene.play(pack, LINE)
    assert not play.thread
    assert play.call and play.call.hung_up
    assert len(told(scene, "hangup")) == 1
    assert read(scene.write()) == scene


def test_the_call_before_the_newest_is_kept_whole() -> None:
    scene = filled().add("hangup", "", 400.0).add("call", "", 401.0)
    assert [done.what for done in (scene.acts[0], *scene.acts[-2:])] == ["call", "hangup", "call"]
    assert len(told(scene, "press")) == MOST_ACTS - 1


def test_of_all_that_is_too_much_the_newest_texts_stay() -> None:
    scene = filled().add("hangup", "", 400.0).add("call", "", 401.0)
    for _ in range(MOST_ACTS):
        scene = scene.add("press", "2", 402.0)
    for number in range(MOST_TEXTS + 10):
        scene = scene.add("text", f"t{number}", 403.0)
    assert told(scene, "text") == [f"t{number}" for number in range(10, MOST_TEXTS + 10)]
    assert read(scene.write()) == scene


def test_new_threads_without_end_stay_few() -> None:
    scene = Scene()
    for number in range(3 * MOST_TEXTS):
        scene = scene.add("forget", "", float(number))
    assert len(scene.acts) == MOST_TEXTS


def test_the_largest_scene_of_keys_and_texts_can_be_posted(visitor: Visitor) -> None:
    letter, begun = "\N{GRINNING FACE}", OPEN.timestamp()
    scene, spoken, texted = Scene(), LETTERS - MOST_ACTS, LETTERS - MOST_TEXTS
    for _ in range(2):
        scene = scene.add("call", "", begun).add("say", letter * spoken, begun + 0.1)
        for _ in range(MOST_ACTS):
            scene = scene.add("press", "1", begun + 0.1)
        scene = scene.add("hangup", "", begun + 0.1)
    for _ in range(MOST_TEXTS - 1):
        scene = scene.add("text", letter, begun + 0.1)
    scene = scene.add("text", letter * texted, begun + 0.1)
    assert len(scene.acts) == 2 * (MOST_ACTS + 1) + MOST_TEXTS
    form = {"scene": scene.write(), "do": "text", "body": letter * LONGEST}
    assert visitor.client.post("/try", data=form).status_code == 200


@pytest.mark.parametrize("what", ["text", "say"])
@pytest.mark.parametrize("posted", [False, True])
def test_many_long_texts_are_read_as_one_is(what: str, posted: bool) -> None:
    acts = [Act("call", "", 0.0), *(Act(what, f"{number:02}" * (LONGEST // 2), 1.0) for number in range(60))]
    scene = Scene(acts=tuple(acts))
    added = reduce(lambda so_far, one: so_far.add(one.what, one.detail, one.at), acts, Scene())
    kept = (read(scene.write()) if posted else added).acts
    assert [one.detail[:2] for one in kept if one.what == what] == ["59" if what == "text" else "00"]
    assert sum(len(one.detail) for one in kept) <= LETTERS


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
    found = tryit_clock.read(said, OPEN, LONDON)
    assert found is not None
    assert f"{found.astimezone(LONDON):%Y-%m-%dT%H:%M}" == meant


def test_now_is_the_real_clock_and_other_words_are_refused() -> None:
    assert tryit_clock.read("Now", OPEN, ZoneInfo("UTC")) is None
    for words_of_no_time in ("soonday 10:00", "Tuesday 25:00", "when it suits"):
        with pytest.raises(ValueError, match=r"."):
            tryit_clock.read(words_of_no_time, OPEN, LONDON)
