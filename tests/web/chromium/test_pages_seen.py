"""Every page of the desk in a real Chromium: axe in both themes, keyboard, 320 px, forced colours, paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from menus.model import Pack
from store.desk.desk import DeskStore
from tests.conftest import OPEN
from tests.people import busy
from tests.people.desk import Person, new_name
from tests.web.chromium.at_the_desk import Open, signed_in
from tests.web.chromium.browser import AXE, Watched, needs_chromium

pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
LARGE, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 667}
# 1280 pixels at 400 %
NARROW = {"width": 320, "height": 225}
PAPER = {"width": 718, "height": 1047}  # A4 with the margins of a browser
LOOK = (Path(__file__).parent / "on_a_page.js").read_text(encoding="utf-8")
PARTS = re.compile(r"<(\w+)(?:[^>]*?class=\"([^\"]*)\")?[^>]*?(?:data-head=\"([^\"]*)\")?[^>]*>")
Shape = tuple[str, frozenset[tuple[str, ...]]]


@pytest.fixture
def busy_desk(kept: DeskStore, pack: Pack, app: Flask) -> Person:
    """An admin who is signed in to a desk with records in every state."""
    name = new_name(kept, "admin")
    busy.fill(kept, pack, OPEN, name)
    return Person(app, name).sign_in()


def unlike_pages(admin: Person, kept: DeskStore, pack: Pack) -> Iterator[str]:
    """The addresses of pages, one of each kind: those of the same parts are looked at once."""
    seen: set[Shape] = set()
    for path in busy.addresses(kept, pack):
        page = admin.open(f"/desk{path}").page
        if not admin.answer or admin.answer.mimetype != "text/html":
            continue
        title = page.partition("<title>")[2].partition("</title>")[0]
        shape = "" if path.startswith("/content/") else title, frozenset(PARTS.findall(page))
        if shape not in seen:
            seen.add(shape)
            yield path


def what_is_wrong(seen: Watched) -> Iterator[str]:
    """All that is not well with the page that is open, in each theme and size, and on paper."""
    page = seen.page
    page.set_viewport_size(LARGE)
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    page.evaluate(LOOK)
    yield from seen.violations_unlike_before()
    page.keyboard.press("Tab")  # from here on the browser shows the focus
    yield from (f"focus: {one}" for one in page.evaluate("onAPage.unseenFocus()"))
    yield from seen.violations_in_the_dark()
    page.emulate_media(forced_colors="active", color_scheme="light")
    yield from (f"forced colours: {one}" for one in page.evaluate("onAPage.unmarked()"))
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(NARROW)
    for name in ("tooSmall", "cutOff"):
        yield from (f"{name} at 320 px: {one}" for one in page.evaluate(f"onAPage.{name}()"))
    if seen.too_wide() > 0:
        yield f"{seen.too_wide()} px too wide at 320"
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    yield from (f"on paper: {one}" for one in page.evaluate("onAPage.onPaper()"))
    yield from (f"a grid on paper: {one}" for one in page.evaluate("onAPage.stackedOnPaper()"))
    if seen.too_wide() > 0:
        yield f"{seen.too_wide()} px too wide on paper"


@pytest.mark.timeout(400)  # 20 s of work, but a busy machine takes its time
def test_every_page_is_well_for_eyes_keyboard_small_windows_and_paper(
    window: Open, busy_desk: Person, kept: DeskStore, pack: Pack
) -> None:
    wrong: list[str] = []
    with window(viewport=LARGE, reduced_motion="reduce") as seen:
        signed_in(seen, busy_desk.name)
        seen.page.add_init_script(AXE)  # each page is looked at: this way the browser reads it once
        paths = list(unlike_pages(busy_desk, kept, pack))
        assert len(paths) > 20
        for path in paths:
            seen.page.goto(f"{seen.base}/desk{path}")
            wrong += [f"{path} {one}" for one in what_is_wrong(seen)]
        wrong += [one for one in seen.wrong if "404" not in one]
    assert not wrong, "\n".join(wrong)[:5000]
