"""What a person does on the browser phone of a real browser, and how a test winds time on."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Page, expect

from tests.web.chromium.browser import Watched

Open = Callable[..., AbstractContextManager[Watched]]


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


def set_clock(page: Page, preset: str) -> None:
    """Unfold clock and caller, and set the clock."""
    page.get_by_text("Change", exact=True).click()
    page.get_by_role("button", name=preset).click()
    expect(page.locator(".bench-told")).to_contain_text(preset.split()[0])  # else the call finds it busy
    page.get_by_text("Change", exact=True).click()


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
