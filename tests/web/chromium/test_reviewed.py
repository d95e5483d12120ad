"""A clinician's way in a real Chromium: link, objection, change, new link, signature, countersignature."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from playwright.sync_api import Page, expect

from menus.loading.folders import SHIPPED
from menus.loading.pack import load_kept
from settings import current_pack
from store.desk.desk import DeskStore
from store.promises.jobs import DELETIONS
from store.signing.letters import opened
from tests.packs.broken import BONES, Copy, copy
from tests.packs.signed import line_that_mails
from tests.people.desk import new_name
from tests.web.chromium.at_the_desk import Open, signed_in, well_in_all
from tests.web.chromium.browser import Watched, needs_chromium
from tools.signing.review import review
from tools.words.publish import publish

pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
WIDE, NARROW = (1280, 900), (320, 600)
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
    spoken = page.get_by_role("region", name="As callers hear it").bounding_box()
    texted = page.get_by_role("region", name="As it is texted").bounding_box()
    assert spoken and texted
    assert abs(spoken["y"] - texted["y"]) < 2 and spoken["x"] + spoken["width"] <= texted["x"]


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
    page.emulate_media(media="screen")


def object_to_it(seen: Watched, path: str) -> None:
    page = seen.page
    page.goto(seen.base + path)
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
        third = ask(page, kept)
        others.page.goto(others.base + first)
        expect(others.page.get_by_role("heading", level=1)).to_have_text("This link works no more")
        sign_it_with_keys_alone(clinic, third)
        page.reload()
        expect(page.get_by_role("main")).to_contain_text("another admin has to countersign it")
        page = signed_in(second_admin, new_name(kept, "admin"), "/desk/signatures/en/bones")
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
