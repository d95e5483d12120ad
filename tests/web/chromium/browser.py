"""A real Chromium on the line: the machine's own, watched for what a page must never do."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright._impl._sync_base import mapping
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# No sandbox, since tests run as root in a container; the rest keeps the browser itself off the network.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = Axe().axe_script
# What may differ in a window that is used again, as it is where a test does not say.
CHANGES: dict[str, Any] = {
    "viewport": {"width": 1280, "height": 720},
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
}
UNLIKE = (Path(__file__).parent / "unlike.js").read_text(encoding="utf-8")
# To list what is well, too, takes axe three times as long.
FIND = "(options) => axe.run(document, options).then((found) => found.violations)"
FIND_UNLIKE = f"""async ([known, options]) => {{
  const include = ({UNLIKE})(known);
  return [include.length ? (await axe.run({{ include }}, options)).violations : [], window.looked];
}}"""
# the first text of a line loads its matcher, and test machines are busy
expect.set_options(timeout=100_000)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH: apt-get install chromium")


@dataclass
class Watched:
    """A page and all that it did wrong: requests to other hosts, errors, breaches of its policy."""

    page: Page
    base: str
    wrong: list[str] = field(default_factory=list)
    looked: dict[str, list[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.on("request", self._ask)
        self.page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def open(self, path: str = "/try") -> Page:
        """Go to a page, with a clock that the test can wind on, so that none waits for a voice."""
        self.page.clock.install(time=0)
        self.page.goto(self.base + path)
        return self.page

    def _ask(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:")):
            self.wrong.append(f"asked {request.url}")

    def violations(self, **options: Any) -> list[str]:
        """What axe-core finds on the page as it stands: rule and where. `options` are its own."""
        self._has_axe()
        return _told(self.page.evaluate(FIND, {"resultTypes": ["violations"], **options}))

    def violations_in_the_dark(self) -> list[str]:
        """What axe-core finds in the dark theme, which differs from the light one in colours alone.

        Of words that are coloured alike one is looked at, here and in what else this window has shown.
        """
        self.page.emulate_media(color_scheme="dark")
        return [f"dark: {one}" for one in self._contrasts("dark")]

    def violations_unlike_before(self) -> list[str]:
        """What axe-core finds on the page; of words that are coloured alike one is looked at in a window.

        Two thirds of its work is contrast.
        """
        rest = self.violations(rules={"color-contrast": {"enabled": False}})
        return [*rest, *self._contrasts("light")]

    def _contrasts(self, theme: str) -> list[str]:
        self._has_axe()
        options = {"resultTypes": ["violations"], "runOnly": ["color-contrast"]}
        known = self.looked.get(theme, [])
        found, self.looked[theme] = self.page.evaluate(FIND_UNLIKE, [known, options])
        return _told(found)

    def _has_axe(self) -> None:
        self._has_styles()
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)

    def violations_in_both_themes(self) -> list[str]:
        """What axe-core finds in the light theme, and what of the dark one, which has other colours alone."""
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        found = [*self.violations(), *self.violations_in_the_dark()]
        self.page.emulate_media(color_scheme="light")
        return found

    def _has_styles(self) -> None:
        # A click returns once the next page has begun, which its styles reach a moment later.
        self.page.wait_for_load_state()

    def too_wide(self) -> int:
        """By how many pixels the page is wider than its window."""
        self._has_styles()
        return int(
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )


def _told(found: list[dict[str, Any]]) -> list[str]:
    """What axe-core found: rule and where."""
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, for as long as the `with` lasts; it ends with it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def watched(browser: Browser, base: str, *, winds: bool = False, **how: Any) -> Iterator[Watched]:
    """A page with no cookies and nothing of a page before; `how` is the window's size, scale and colours.

    A new window costs a second of work, so one is used again and again, emptied as Playwright's own tests
    empty theirs. Who opens a second beside it, or one that differs in more than `CHANGES`, has a new one. So
    does who `winds` its clock: what winds it on would be looked for on the pages of the next test.
    """
    inner, how = browser._impl_obj, {"locale": "en-GB", **CHANGES, **how}
    if winds or how.keys() - CHANGES.keys() - {"locale"} or any(one._for_reuse for one in inner.contexts):
        context = browser.new_context(**how)
        try:
            yield Watched(context.new_page(), base)
        finally:
            context.close()
        return
    context = mapping.from_impl(browser._sync(inner._new_context_for_reuse(how)))
    page = context.pages[0] if context.pages else context.new_page()
    try:
        yield Watched(page, base)
    finally:
        page.goto("about:blank")  # a page of the desk asks its line again and again
        browser._sync(inner._disconnect_from_reused_context("the test is over"))
