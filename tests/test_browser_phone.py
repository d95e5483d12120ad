"""The browser phone in a real Chromium: by keyboard, in both themes, small and large."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from menus.model import Pack
from settings import Settings
from tests.browser import Watched, chromium, needs_chromium, watched
from tests.conftest import Clock
from tests.visitor import line_with_phone
from tests.wire import Served

pytestmark = needs_chromium
SHOTS = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
DESK, SMALL = {"width": 1280, "height": 1400}, {"width": 320, "height": 1760}
Open = Callable[..., AbstractContextManager[Watched]]

# Stands in for the voices of a computer, which this one has not: keeps what it was told to say.
VOICES = """
window.told = []; window.cut = 0; let ends = null;
const voices = [["fr-FR", true], ["en-GB", false], ["en-US", true], ["en-GB", true]]
  .map(([lang, localService]) => ({ lang, localService }));
window.SpeechSynthesisUtterance = class { constructor(words) { this.words = words; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices, addEventListener: () => {},
  speak: (said) => {
    told.push([said.words, said.lang, said.voice.localService, said.rate]); ends = said.onend; },
  cancel: () => { cut += 1; } } });
window.endOfSentence = () => ends();
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def base(pack: Pack, settings: Settings) -> Iterator[str]:
    with Served(line_with_phone(pack, Clock(), replace(settings, try_on=True))) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def window(browser: Browser, base: str) -> Open:
    """Opens a page that is watched; at its end nothing may have gone wrong on it."""
    return partial(watched, browser, base)


def tab_to(page: Page, selector: str) -> None:
    """Move the focus there by the keyboard alone, from wherever it is."""
    for _ in range(80):
        if page.evaluate("which => document.activeElement.matches(which)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key does not reach {selector}")


def wind_on(page: Page, seconds: float) -> None:
    page.clock.run_for(int(seconds * 1000))


def in_state(page: Page, state: str) -> None:
    expect(page.locator("#phone")).to_have_attribute("data-state", state)


def call(page: Page) -> None:
    page.get_by_role("button", name="Call", exact=True).click()
    in_state(page, "listening")


def press(page: Page, key: str, heard: str) -> None:
    page.keyboard.press(key)
    expect(page.locator("#current")).to_contain_text(heard)
    wind_on(page, 4)  # no key is taken while the choice is named


def text(page: Page, words: str, answer: str) -> None:
    page.get_by_label("Your text").fill(words)
    page.keyboard.press("Enter")
    expect(page.locator("#thread .bubble").last).to_contain_text(answer)


def test_a_call_to_a_topic_by_keyboard_alone(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        tab_to(page, "#call")
        page.keyboard.press("Enter")
        in_state(page, "listening")
        wind_on(page, 3)
        expect(page.locator("#screen")).to_contain_text("call 9 9 9")
        press(page, "1", "Steroids.")
        press(page, "1", "The steroid card.")
        expect(page.locator("#current")).to_contain_text("This is a draft.")
        tab_to(page, "[value=hangup]")
        page.keyboard.press("Enter")
        in_state(page, "over")
        assert seen.wrong == []


def test_words_appear_as_they_are_said(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        call(page)
        last = page.locator("#current [data-lasts]").last
        expect(last).to_be_hidden()
        wind_on(page, 30)
        expect(last).to_be_visible()


def test_a_key_is_not_heard_while_a_choice_is_named(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        page.clock.pause_at(60)
        call(page)
        wind_on(page, 1)
        page.keyboard.press("1")
        expect(page.locator("#current")).to_contain_text("Steroids.")
        page.keyboard.press("1")
        expect(page.locator("#hint")).to_contain_text("Not heard")
        expect(page.locator("#current")).to_contain_text("Steroids.")


def test_silence_runs_the_lines_own_time_outs(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        call(page)
        wind_on(page, 26)
        expect(page.locator(".earlier")).to_have_count(0)
        wind_on(page, 20)
        expect(page.locator("#current")).to_contain_text("Take your time")
        assert page.locator("#timer").text_content() >= "0:3"  # type: ignore[operator]
        page.get_by_role("button", name="Skip the wait").click()
        expect(page.locator(".earlier")).to_have_count(2)


def test_the_helpline_rings_until_it_is_answered(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        call(page)
        wind_on(page, 1)
        press(page, "0", "recorded")
        wind_on(page, 20)
        in_state(page, "ringing")
        page.get_by_role("button", name="Answer", exact=True).click()
        in_state(page, "talking")
        wind_on(page, 90)
        in_state(page, "talking")
        page.get_by_role("button", name="They say goodbye").click()
        in_state(page, "over")
        wind_on(page, 20)
        expect(page.locator("#current")).to_contain_text("The line has hung up")
        assert seen.wrong == []


def test_a_helpline_that_is_left_ringing_does_not_answer(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        call(page)
        wind_on(page, 1)
        press(page, "0", "recorded")
        wind_on(page, 20)
        in_state(page, "ringing")
        wind_on(page, 62)
        expect(page.locator("#current")).to_contain_text("nobody at the helpline")


def test_a_closed_call_to_a_call_back_on_a_number_keyed_by_keyboard(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        page.get_by_role("button", name="Saturday 11:00").click()
        call(page)
        wind_on(page, 1)
        press(page, "0", "closed until")
        press(page, "1", "call back")
        page.keyboard.press("2")
        in_state(page, "keying")
        wind_on(page, 2)
        page.keyboard.type("99*07400123456")
        expect(page.locator("#number")).to_have_value("07400123456")
        press(page, "#", "zero 7 4 zero zero, 1 2 3, 4 5 6")
        press(page, "1", "best time")
        press(page, "3", "We will ring you by")
        expect(page.locator("#trace")).to_contain_text("KeepCallback")
        assert seen.violations() == []
        assert seen.wrong == []


def test_a_text_with_did_you_mean_by_keyboard(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        tab_to(page, "#body")
        page.keyboard.type("flaer")
        page.keyboard.press("Enter")
        expect(page.locator("#thread .bubble").last).to_contain_text("did you mean FLARE")
        expect(page.get_by_label("Your text")).to_have_value("")
        page.keyboard.type("1")
        page.keyboard.press("Enter")
        expect(page.locator("#thread .bubble").last).to_contain_text("FLARE.")
        expect(page.locator("#thread .cost").last).to_contain_text("parts")
        assert seen.wrong == []


def test_what_is_being_typed_outlives_a_turn_of_the_call(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        call(page)
        page.get_by_label("Your text").fill("STEROI")
        wind_on(page, 45)
        expect(page.locator(".earlier")).to_have_count(1)
        page.keyboard.type("DS1*")
        expect(page.get_by_label("Your text")).to_have_value("STEROIDS1*")
        expect(page.locator(".earlier")).to_have_count(1)


def test_a_stop_of_the_map_makes_the_phone_ring_there(window: Open) -> None:
    with window() as seen:
        page = seen.open()
        text(page, "MENU", "Reply 1")
        page.get_by_role("link", name="Blood tests: press 2, 2").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#current")).to_contain_text("Blood tests.")
        expect(page.locator("#phone")).to_be_focused()
        expect(page.locator("#thread .bubble")).to_have_count(2)
        expect(page.locator(".map .here")).to_have_count(1)


def test_a_voice_of_this_computer_reads_at_the_packs_pace_and_a_key_cuts_it(window: Open, pack: Pack) -> None:
    with window() as seen:
        seen.page.add_init_script(VOICES)
        page = seen.open()
        call(page)
        wind_on(page, 1)
        page.evaluate("endOfSentence()")
        wind_on(page, 1)
        told = page.evaluate("told")
        assert told[0][0] == f"{pack.service}."
        rate = next(iter(pack.languages.values())).rate / 100
        assert {tuple(how) for _, *how in told} == {("en-GB", True, rate)}
        before = page.evaluate("cut")
        press(page, "1", "Steroids.")
        assert page.evaluate("cut") > before
        page.get_by_label("Read aloud").uncheck()
        assert seen.wrong == []


def test_without_a_script_buttons_do_it_all(window: Open) -> None:
    with window(java_script_enabled=False) as seen:
        page = seen.page
        page.goto(f"{seen.base}/try")
        call(page)
        page.locator("[data-key='1']").click()
        expect(page.locator("#current")).to_contain_text("press star.")
        page.get_by_role("button", name="Skip the wait").click()
        expect(page.locator("#current")).to_contain_text("Take your time")
        text(page, "bonez", "did you mean BONES")
        page.get_by_role("button", name="Dark").click()
        expect(page.locator("#thread .bubble")).to_have_count(2)
        assert seen.wrong == []


def test_a_chosen_theme_beats_what_the_browser_prefers(window: Open) -> None:
    with window(color_scheme="light") as seen:
        page = seen.open()
        ground = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(ground)
        page.get_by_role("button", name="Dark").click()
        expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
        dark = page.evaluate(ground)
        page.reload()
        assert page.evaluate(ground) == dark != light
        page.get_by_role("button", name="Auto").click()
        expect(page.get_by_role("button", name="Auto")).to_have_attribute("aria-pressed", "true")
        assert page.evaluate(ground) == light


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(window: Open, scheme: str) -> None:
    with window(color_scheme=scheme) as seen:
        page = seen.open()
        assert seen.violations() == []
        call(page)
        wind_on(page, 1)
        press(page, "0", "recorded")
        text(page, "MENU", "Reply 1")
        page.locator("summary").first.click()
        assert seen.violations() == []
        wind_on(page, 20)
        in_state(page, "ringing")
        assert seen.violations() == []
        page.get_by_role("button", name="Hang up").click()
        in_state(page, "over")
        assert seen.violations() == []
        assert seen.wrong == []


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"viewport": SMALL}, id="320 pixels wide"),
        pytest.param(
            {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}, id="zoomed to 200 %"
        ),
    ],
)
def test_nothing_is_cut_off_on_a_small_or_a_zoomed_page(window: Open, how: dict[str, object]) -> None:
    with window(**how) as seen:
        page = seen.open("/try?keys=11")
        text(page, "STEROIDCARD", "STEROIDCARD")
        assert seen.too_wide() == 0
        for button in page.get_by_role("button").all():
            box = button.bounding_box()
            assert box is None or (box["x"] >= 0 and box["height"] >= 24 and box["width"] >= 24)
        assert seen.violations() == []


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("try", {"viewport": DESK}),
        ("try-dark", {"viewport": DESK, "color_scheme": "dark"}),
        ("try-320", {"viewport": SMALL}),
    ],
)
def test_its_picture_is_taken(window: Open, name: str, how: dict[str, object], tmp_path: Path) -> None:
    """With SCREENSHOTS=1 the pictures of the README are taken anew."""
    folder = SHOTS if os.environ.get("SCREENSHOTS") == "1" else tmp_path
    with window(**how) as seen:
        page = seen.open()
        page.get_by_role("button", name="Tuesday 10:00").click()
        call(page)
        wind_on(page, 1)
        press(page, "1", "Steroids.")
        press(page, "1", "The steroid card.")
        wind_on(page, 6)
        for words, answer in (("steroidcard", "STEROIDCARD"), ("flaer", "did you mean"), ("1", "FLARE.")):
            text(page, words, answer)
        page.get_by_label("Your text").blur()
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=folder / f"{name}.png")
        if name == "try":
            page.locator(".map").screenshot(path=folder / "map.png")
        assert all(taken.stat().st_size > 10_000 for taken in folder.glob("*.png"))
