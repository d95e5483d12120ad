"""What a member of staff does at the desk in a real browser, and what must be well on each of its pages."""

import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from playwright.sync_api import Page

from tests.people.desk import PASSWORD, TOKEN
from tests.web.chromium.browser import Watched

LARGE, PHONE = (1280, 900), (375, 667)
SIZES = (LARGE, (768, 1024), PHONE, (320, 640))
Open = Callable[..., AbstractContextManager[Watched]]


def signed_in(seen: Watched, name: str, path: str = "/desk") -> Page:
    """The page at `path`, of somebody who signed in without the form: to fill that in takes three pages."""
    ask, door = seen.page.request, f"{seen.base}/desk/sign-in"
    token = TOKEN.search(ask.get(door).text())
    assert token
    form = {"csrf_token": token.group(1), "name": name, "password": PASSWORD}
    assert ask.post(door, form=form, max_redirects=0).status == 303  # type: ignore[arg-type]
    seen.page.goto(seen.base + path)
    return seen.page


def sign_in(seen: Watched, name: str, password: str = PASSWORD) -> Page:
    """Fill in the form of the sign-in page, and send it."""
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


def well_in_all(seen: Watched, where: str, sizes: Sequence[tuple[int, int]] = SIZES) -> None:
    """Nothing is wrong with the page in these sizes and both themes; SHOTS names a folder for pictures.

    Axe looks at the widest and the narrowest: what the styles change for a small window holds in the latter.
    """
    ends = {width for width, _ in (max(sizes), min(sizes))}
    for width, height in sizes:
        seen.page.set_viewport_size({"width": width, "height": height})
        assert width not in ends or not seen.violations_in_both_themes(), f"{where} at {width}"
        assert not seen.wrong and seen.too_wide() <= 0, f"{where} at {width}"
        if folder := os.environ.get("SHOTS"):
            shoot(seen.page, Path(folder) / f"{where}-{width}".replace(" ", "-"))
    seen.page.set_viewport_size({"width": LARGE[0], "height": LARGE[1]})


def shoot(page: Page, to: Path) -> None:
    """Take the whole page in both themes."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.screenshot(path=f"{to}-{scheme}.png", full_page=True)


# On a busy machine Chromium once refused to decode a whole picture just after the theme had changed; why is
# not known. So each is tried again; a broken one stays broken.
SEE_ALL = """async () => {
  await new Promise(requestAnimationFrame)
  const decoded = async (one, tries) => {
    one.loading = 'eager'
    await one.decode().catch(e => { if (tries) return decoded(one, tries - 1); throw e })
  }
  await Promise.all([...document.images].map(one => decoded(one, 3)))
}"""


def see_all(page: Page) -> None:
    """Have every plot loaded, also those below the window; fail for a picture that is broken."""
    page.evaluate(SEE_ALL)
