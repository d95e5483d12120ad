"""What a member of staff does at the desk in a real browser, and what must be well on each of its pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Page

from tests.people.desk import PASSWORD
from tests.web.chromium.browser import Watched

Open = Callable[..., AbstractContextManager[Watched]]


def sign_in(seen: Watched, name: str, password: str = PASSWORD) -> Page:
    page = seen.page
    page.goto(f"{seen.base}/desk/sign-in")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page


def nothing_wrong(seen: Watched, where: str) -> None:
    assert not seen.wrong, where
    assert not seen.violations(), where
    assert seen.too_wide() <= 0, where


def see_all(page: Page) -> None:
    """Have every plot loaded, also those below the window."""
    page.evaluate("for (const one of document.images) one.loading = 'eager'")
    page.evaluate(
        "Promise.all([...document.images].map(one => one.decode()))"
    )  # fails for one that is broken
