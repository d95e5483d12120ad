"""Calls on the browser phone in a real Chromium: by keyboard, by voice, in time."""

from playwright.sync_api import Page, expect

from menus.model import Pack
from tests.web.chromium.browser import needs_chromium
from tests.web.chromium.on_the_phone import Open, call, in_state, press, set_clock, tab_to, text, wind_on

pytestmark = needs_chromium

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


def test_a_call_to_a_topic_by_keyboard_alone(phone_window: Open) -> None:
    with phone_window() as seen:
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


def test_words_appear_as_they_are_said(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        call(page)
        last = page.locator("#current [data-lasts]").last
        expect(last).to_be_hidden()
        wind_on(page, 30)
        expect(last).to_be_visible()


def test_a_key_is_not_heard_while_a_choice_is_named(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        page.clock.pause_at(60)
        call(page)
        wind_on(page, 1)
        page.keyboard.press("1")
        expect(page.locator("#current")).to_contain_text("Steroids.")
        page.keyboard.press("1")
        expect(page.locator("#hint")).to_contain_text("Not heard")
        expect(page.locator("#current")).to_contain_text("Steroids.")


def test_silence_runs_the_lines_own_time_outs(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        call(page)
        wind_on(page, 26)
        expect(page.locator(".earlier")).to_have_count(0)
        wind_on(page, 20)
        expect(page.locator("#current")).to_contain_text("Take your time")
        assert page.locator("#timer").text_content() >= "0:3"  # type: ignore[operator]
        page.get_by_role("button", name="Skip the wait").click()
        expect(page.locator(".earlier")).to_have_count(2)


def ring_the_helpline(page: Page) -> None:
    """Calls, and asks for a person."""
    call(page)
    wind_on(page, 1)
    press(page, "0", "recorded")
    wind_on(page, 20)
    in_state(page, "ringing")


def test_the_helpline_rings_until_it_is_answered(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        ring_the_helpline(page)
        page.get_by_role("button", name="Answer", exact=True).click()
        in_state(page, "talking")
        wind_on(page, 90)
        in_state(page, "talking")
        page.get_by_role("button", name="They say goodbye").click()
        in_state(page, "over")
        wind_on(page, 20)
        expect(page.locator("#screen")).to_contain_text("The line has hung up")
        assert seen.wrong == []


def test_a_helpline_that_is_left_ringing_does_not_answer(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        ring_the_helpline(page)
        wind_on(page, 62)
        expect(page.locator("#current")).to_contain_text("nobody at the helpline")


def test_a_closed_call_to_a_call_back_on_a_number_keyed_by_keyboard(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        set_clock(page, "Saturday 11:00")
        call(page)
        wind_on(page, 1)
        press(page, "0", "closed until")
        press(page, "1", "another number")
        page.keyboard.press("2")
        in_state(page, "keying")
        wind_on(page, 2)
        page.keyboard.type("99*07700900123")
        expect(page.locator("#number")).to_have_value("07700900123")
        press(page, "#", "zero 7 7 zero zero, 9 zero zero, 1 2 3")
        press(page, "1", "best to ring")
        press(page, "3", "We will ring you by")
        expect(page.locator("#trace")).to_contain_text("KeepCallback")
        assert seen.violations() == []
        assert seen.wrong == []


def test_a_stop_of_the_map_makes_the_phone_ring_there(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        text(page, "MENU", "Reply 1")
        page.get_by_role("link", name="Blood tests: press 2, 2").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#current")).to_contain_text("Blood tests.")
        expect(page.locator("#phone")).to_be_focused()
        expect(page.locator("#thread .bubble")).to_have_count(2)
        expect(page.locator(".map .here")).to_have_count(1)


def test_a_voice_of_this_computer_reads_at_the_packs_pace_and_a_key_cuts_it(
    phone_window: Open, pack: Pack
) -> None:
    with phone_window() as seen:
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
