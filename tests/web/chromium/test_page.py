"""The page of the browser phone in a real Chromium: texts, themes, axe, small and large, its pictures."""

import os
from pathlib import Path
from typing import Literal

from playwright.sync_api import ViewportSize, expect

from settings import HERE
from tests.web.chromium.browser import needs_chromium
from tests.web.chromium.on_the_phone import Open, call, in_state, press, set_clock, tab_to, text, wind_on

pytestmark = needs_chromium
SHOTS = HERE / "docs" / "screenshots"
DESK: ViewportSize = {"width": 1280, "height": 1400}
SMALL: ViewportSize = {"width": 320, "height": 1760}
ZOOMED: ViewportSize = {"width": 640, "height": 450}  # 1280 x 900 at 200 %
PICTURES: tuple[tuple[str, ViewportSize, Literal["light", "dark"]], ...] = (
    ("try", DESK, "light"),
    ("try-dark", DESK, "dark"),
    ("try-320", SMALL, "light"),
)


def test_a_text_with_did_you_mean_by_keyboard(phone_window: Open) -> None:
    with phone_window() as seen:
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


def test_what_is_being_typed_outlives_a_turn_of_the_call(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        call(page)
        page.get_by_label("Your text").fill("STEROI")
        wind_on(page, 45)
        expect(page.locator(".earlier")).to_have_count(1)
        page.keyboard.type("DS1*")
        expect(page.get_by_label("Your text")).to_have_value("STEROIDS1*")
        expect(page.locator(".earlier")).to_have_count(1)


def test_without_a_script_buttons_do_it_all(phone_window: Open) -> None:
    with phone_window(java_script_enabled=False) as seen:
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


def test_a_chosen_theme_beats_what_the_browser_prefers(phone_window: Open) -> None:
    with phone_window(color_scheme="light") as seen:
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


def test_axe_finds_no_violation(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        assert seen.violations_in_both_themes() == []
        call(page)
        wind_on(page, 1)
        press(page, "0", "recorded")
        text(page, "MENU", "Reply 1")
        for part in ("#bench", "#trace", "#trace li"):
            page.locator(f"{part} > summary, {part} > details > summary").first.click()
        assert seen.violations_in_both_themes() == []
        wind_on(page, 20)
        in_state(page, "ringing")
        assert seen.violations_in_both_themes() == []
        page.get_by_role("button", name="Hang up").click()
        in_state(page, "over")
        assert seen.violations_in_both_themes() == []
        assert seen.wrong == []


CUT_OFF = """() => [...document.querySelectorAll("button, [role=button]")].filter((one) => {
  const box = one.getBoundingClientRect();
  const isOff = box.left < 0 || box.height < 24 || box.width < 24;
  return one.checkVisibility({ visibilityProperty: true }) && isOff;
}).map((one) => one.outerHTML)"""


def test_nothing_is_cut_off_on_a_small_or_a_zoomed_page(phone_window: Open) -> None:
    with phone_window(viewport=SMALL) as seen:
        page = seen.open("/try?keys=11")
        text(page, "STEROIDCARD", "STEROIDCARD")
        for size in (SMALL, ZOOMED):
            page.set_viewport_size(size)
            assert seen.too_wide() == 0
            assert page.locator("button:visible").count() > 12
            assert page.evaluate(CUT_OFF) == []
            assert seen.violations() == []


def test_its_picture_is_taken(phone_window: Open, tmp_path: Path) -> None:
    """With SCREENSHOTS=1 the pictures of the README are taken anew."""
    folder = SHOTS if os.environ.get("SCREENSHOTS") == "1" else tmp_path
    with phone_window(viewport=DESK) as seen:
        page = seen.open()
        set_clock(page, "Tuesday 10:00")
        call(page)
        wind_on(page, 1)
        press(page, "1", "Steroids.")
        press(page, "1", "The steroid card.")
        wind_on(page, 6)
        for words, answer in (("steroidcard", "STEROIDCARD"), ("flaer", "did you mean"), ("1", "FLARE.")):
            text(page, words, answer)
        page.get_by_label("Your text").blur()
        for name, size, scheme in PICTURES:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=folder / f"{name}.png")
            if name == "try":
                page.locator(".map").screenshot(path=folder / "map.png")
        assert all(taken.stat().st_size > 10_000 for taken in folder.glob("*.png"))
