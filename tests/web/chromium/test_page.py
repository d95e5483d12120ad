"""The page of the browser phone in a real Chromium: texts, themes, axe, small and large, its pictures."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from settings import HERE
from tests.web.chromium.browser import needs_chromium
from tests.web.chromium.on_the_phone import Open, call, in_state, press, set_clock, tab_to, text, wind_on

pytestmark = needs_chromium
SHOTS = HERE / "docs" / "screenshots"
DESK, SMALL = {"width": 1280, "height": 1400}, {"width": 320, "height": 1760}


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(phone_window: Open, scheme: str) -> None:
    with phone_window(color_scheme=scheme) as seen:
        page = seen.open()
        assert seen.violations() == []
        call(page)
        wind_on(page, 1)
        press(page, "0", "recorded")
        text(page, "MENU", "Reply 1")
        for part in ("#bench", "#trace", "#trace li"):
            page.locator(f"{part} > summary, {part} > details > summary").first.click()
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
def test_nothing_is_cut_off_on_a_small_or_a_zoomed_page(phone_window: Open, how: dict[str, object]) -> None:
    with phone_window(**how) as seen:
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
def test_its_picture_is_taken(phone_window: Open, name: str, how: dict[str, object], tmp_path: Path) -> None:
    """With SCREENSHOTS=1 the pictures of the README are taken anew."""
    folder = SHOTS if os.environ.get("SCREENSHOTS") == "1" else tmp_path
    with phone_window(**how) as seen:
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
        page.evaluate("scrollTo(0, 0)")
        page.screenshot(path=folder / f"{name}.png")
        if name == "try":
            page.locator(".map").screenshot(path=folder / "map.png")
        assert all(taken.stat().st_size > 10_000 for taken in folder.glob("*.png"))
