"""A clinician's way in a real Chromium: link, objection, change, new link, signature, countersignature."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTTextContainer
from playwright.sync_api import Page, expect

from menus.loading.folders import SHIPPED
from menus.loading.pack import load_kept
from settings import current_pack
from store.desk.desk import DeskStore
from store.promises.jobs import DELETIONS
from store.signing.letters import opened
from tests.conftest import OPEN
from tests.packs.broken import BONES, Copy, copy
from tests.packs.signed import line_that_mails
from tests.people.desk import new_name
from tests.web.chromium.at_the_desk import Open, signed_in, well_in_all
from tests.web.chromium.browser import Watched, needs_chromium
from tests.web.chromium.test_phone import VOICES
from tools.signing.review import review
from tools.words.publish import publish

pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
WIDE, NARROW = (1280, 900), (320, 600)
LOOK = (Path(__file__).parent / "on_a_page.js").read_text(encoding="utf-8")
OBJECTS = "Say the tablets by name."


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    return copy(tmp_path)


@pytest.fixture
def app(line_with: Callable[..., Flask], made: Copy) -> Flask:
    return line_that_mails(line_with, made)


def link_of(kept: DeskStore) -> str:
    """The path of the link that waits to go out by mail."""
    jobs = kept.line.jobs.take(None, most=9, lanes=(DELETIONS,))
    (words,) = [text for job in jobs if "/review/" in (text := opened(kept.line.seals, job.sealed).words)]
    return "/" + words.partition("://")[2].partition("/")[2].split()[0]


def link_to(kept: DeskStore, made: Copy, of: str) -> str:
    """The path of a link to something else, for the same clinician."""
    (whom,) = kept.clinicians.all()
    return f"/desk/review/{kept.reviews.ask(of, made.load().standing[of].version, whom, 'ann', OPEN)}"


def enter(page: Page) -> None:
    """Enter a clinician, at the desk as an admin."""
    page.get_by_label("Name", exact=True).fill("Dr Bo Jones")
    page.get_by_label("What they are").fill("a nurse")
    page.get_by_label("Register, and").fill("NMC 12A3456E")
    page.get_by_label("E-mail address").fill("bo@clinic.example")
    page.get_by_label("I have looked this entry up").check()
    page.get_by_role("button", name="Enter them").click()


def ask(page: Page, kept: DeskStore) -> str:
    page.get_by_role("button", name="Send a link by mail").click()
    expect(page.get_by_role("status")).to_contain_text("A link goes to Dr Bo Jones")
    return link_of(kept)


def side_by_side(page: Page) -> None:
    """Spoken and texted stand level where there is room, and one under the other on a phone."""
    for width in (WIDE[0], 1024, NARROW[0]):
        page.set_viewport_size({"width": width, "height": WIDE[1]})
        for of in ("How it is offered", "What is told"):
            spoken = page.get_by_role("region", name=f"{of}: as callers hear it").bounding_box()
            texted = page.get_by_role("region", name=f"{of}: as it is texted").bounding_box()
            assert spoken and texted
            if width == NARROW[0]:
                assert spoken["y"] + spoken["height"] <= texted["y"]
            else:
                assert abs(spoken["y"] - texted["y"]) < 2 and spoken["x"] + spoken["width"] <= texted["x"]
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def prints(page: Page) -> None:
    """Printed, the page has every sentence, a box to tick and a place to write beside each, and no button."""
    page.emulate_media(media="print")
    for each in (
        ".said-words",
        'input[name="right"]',
        ".reviewed textarea",
        ".reviewed .soft-words",
        "h2, h3",
    ):
        shown = page.locator(each)
        assert shown.count() and all(one.is_visible() for one in shown.all()), each
    assert not any(one.is_visible() for one in page.get_by_role("button").all())
    no_grids(page)
    page.emulate_media(media="screen")


def no_grids(page: Page) -> None:
    """On paper nothing that is one under the other is a grid, whose rows would lie over each other."""
    page.evaluate(LOOK)
    assert not page.evaluate("onAPage.stackedOnPaper()")


def rules_unfold(seen: Watched, path: str) -> None:
    """The alarm rules fit a phone, unfold without a script, are ticked by section, and print whole."""
    page = seen.page
    page.goto(seen.base + path)
    page.set_viewport_size({"width": 380, "height": 800})
    assert not seen.violations_in_both_themes() and seen.too_wide() <= 0
    assert page.evaluate("document.documentElement.scrollHeight") < 12_000
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rules")
    sections, boxes = page.get_by_role("heading", level=3), page.get_by_role("checkbox")
    assert sections.count() == boxes.count() > 5
    last = page.locator(".folded li").last
    assert not last.is_visible()
    page.locator(".folded summary").last.click()
    assert last.is_visible() and seen.too_wide() <= 0
    page.locator(".folded summary").last.click()
    page.emulate_media(media="print")
    assert page.evaluate(FOLDED) == 0, "printed whole, folded or not"
    no_grids(page)
    on_paper(page)
    page.emulate_media(media="screen")


def on_paper(page: Page) -> None:
    """In print nothing is laid over another thing, not a page is blank, and the place to sign comes last."""
    lines: list[str] = []
    for sheet in extract_pages(BytesIO(page.pdf(format="A4")), laparams=LAParams(boxes_flow=None)):
        found = [line for box in sheet if isinstance(box, LTTextContainer) for line in box]
        found.sort(key=lambda line: -line.y1)
        assert len(found) > 1, sheet.pageid
        for upper, lower in pairwise(found):
            assert lower.y1 - upper.y0 < LAID_OVER or lower.x0 >= upper.x1 or upper.x0 >= lower.x1, lower
        lines += [line.get_text().strip() for line in found]
    at = {words: n for n, words in enumerate(lines)}
    assert at["These are right"] < at["Something is missing"] < at["Sign it, or object"]


LARGE_ENOUGH = 44  # px
# points: lines of text that follow each other touch by their descenders
LAID_OVER = 5
FOLDED = "[...document.querySelectorAll('.examples li')].filter(one => !one.checkVisibility()).length"


def stand_apart(page: Page) -> None:
    """What countersigns and what puts away are large, far from each other, and the second asks first."""
    page.set_viewport_size({"width": 360, "height": 800})
    away = page.locator("summary", has_text="Put it away")
    upper, lower = page.get_by_role("button", name="Countersign it").bounding_box(), away.bounding_box()
    assert upper and lower and min(upper["height"], lower["height"]) >= LARGE_ENOUGH
    assert lower["y"] - (upper["y"] + upper["height"]) >= LARGE_ENOUGH / 2
    assert not page.get_by_role("button", name="Yes, put it away").is_visible()


def hear_it(page: Page) -> None:
    """A clinician hears what callers hear, sentence by sentence, and can stop it."""
    aloud = page.get_by_role("region", name="What is told: as callers hear it")
    aloud.get_by_role("button", name="Hear it").click()
    (said,) = page.evaluate("told")
    assert said[0] == aloud.locator(".said-words").first.text_content() and said[1:3] == ["en-GB", True]
    page.evaluate("endOfSentence()")
    page.wait_for_function("told.length === 2")
    aloud.get_by_role("button", name="Stop").click()
    expect(aloud.get_by_role("button", name="Hear it")).to_be_visible()
    assert page.evaluate("cut") and len(page.evaluate("told")) == 2


def object_to_it(seen: Watched, path: str) -> None:
    page = seen.page
    page.goto(seen.base + path)
    expect(page.locator("[data-read-aloud]:visible")).to_have_count(0), "no voice, no button"
    page.add_init_script(VOICES)
    page.reload()
    hear_it(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Protecting your bones")
    side_by_side(page)
    prints(page)
    well_in_all(seen, "the page behind a link", (WIDE, NARROW))
    page.get_by_label("A comment, if it is not: People on steroids").fill(OBJECTS)
    page.get_by_label("Your entry in the register").fill("NMC 12A3456E")
    page.get_by_role("button", name="Object").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We have your objection")
    page.goto(seen.base + path)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link works no more")


def sign_it_with_keys_alone(seen: Watched, path: str) -> None:
    """Tick each sentence by Tab and Space, and sign by Enter; what is ticked outlives a reload."""
    page = seen.page
    page.goto(seen.base + path)
    expect(page.get_by_role("main")).to_contain_text("Now it says")
    assert seen.too_wide() <= 0
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Kept so far")).to_be_visible()
    page.reload()
    expect(boxes.nth(0)).to_be_checked()
    for at in range(1, boxes.count()):
        boxes.nth(at).focus()
        page.keyboard.press("Space")
    page.get_by_label("Your entry in the register").focus()
    page.keyboard.type("12A3456E")
    page.get_by_role("button", name="Sign it").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Signed. Thank you")


@pytest.mark.timeout(300)
def test_from_a_link_to_words_that_are_published_as_signed(
    window: Open, kept: DeskStore, made: Copy, environ: dict[str, str], tmp_path: Path
) -> None:
    calm = partial(window, viewport={"width": WIDE[0], "height": WIDE[1]}, reduced_motion="reduce")
    with calm() as desk, calm() as clinic, calm() as others, calm() as second_admin:
        page = signed_in(desk, new_name(kept, "admin"), "/desk/clinicians/new")
        enter(page)
        well_in_all(desk, "all signatures", (WIDE, NARROW))
        page.get_by_role("link", name="Protecting your bones").click()
        first = ask(page, kept)
        object_to_it(clinic, first)
        page.reload()
        expect(page.get_by_role("main")).to_contain_text(OBJECTS)
        well_in_all(desk, "an objection", (WIDE, NARROW))
        second = ask(page, kept)
        made.swap(BONES, "medicines to guard against", "tablets to guard against")
        clinic.page.goto(clinic.base + second)
        expect(clinic.page.get_by_role("heading", level=1)).to_have_text("What this link is for has changed")
        page.reload()
        expect(page.get_by_role("main")).to_contain_text("Now it says")
        assert desk.too_wide() <= 0
        third = ask(page, kept)
        others.page.goto(others.base + first)
        expect(others.page.get_by_role("heading", level=1)).to_have_text("This link works no more")
        sign_it_with_keys_alone(clinic, third)
        rules_unfold(clinic, link_to(kept, made, "en/alarm-rules"))
        page.reload()
        expect(page.get_by_role("main")).to_contain_text("another admin has to countersign it")
        page = signed_in(second_admin, new_name(kept, "admin"), "/desk/signatures/en/bones")
        stand_apart(page)
        page.get_by_role("button", name="Countersign it").click()
        expect(page.get_by_role("status")).to_contain_text("Countersigned")
        wrong = [
            one for seen in (desk, clinic, others, second_admin) for one in seen.wrong if "404" not in one
        ]
    assert not wrong
    environ |= {"PACK": str(made.folder), "DATA_DIR": str(tmp_path / "data")}
    assert "counts: en/topics/bones" in CliRunner().invoke(review, ["--collect"], env=environ).output
    told = CliRunner().invoke(publish, [], env=environ)
    assert told.exit_code == 0, told.output
    served = load_kept(current_pack(tmp_path / "data"), SHIPPED).languages["en"].topics["bones"]
    assert not served.draft and served.reviewer == "a nurse" and "tablets to guard" in served.spoken[0]
