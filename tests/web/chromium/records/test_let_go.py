"""A page that shows somebody's number, once whoever reads it may not have that number any more."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.desk.leads import name_lead
from store.people import personal
from store.promises.promise import Kept
from tests.conftest import OPEN
from tests.people.desk import new_name
from tests.store.promises.promised import RECORDING
from tests.web.chromium.at_the_desk import Open, nothing_wrong, signed_in
from tests.web.chromium.browser import Watched, needs_chromium

pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
NUMBER, TAIL, NOTE = "+447400100654", "100 654", "She speaks slowly."


@pytest.fixture
def asked(kept: DeskStore, pack: Pack) -> str:
    """The id of a call-back to NUMBER."""
    promise = kept.line.callbacks.keep("CA9", NUMBER, "any", "call", due_days(pack.hours, OPEN), 40, OPEN)
    assert isinstance(promise, Kept)
    return promise.id


def cancelled(kept: DeskStore, *_: str) -> str:
    kept.line.callbacks.withdraw(NUMBER, OPEN)
    return "They have cancelled it."


def anothers(kept: DeskStore, asked: str, mine: str) -> str:
    kept.line.callbacks.queue.give_back(asked, mine)
    other = new_name(kept)
    kept.line.callbacks.claim(asked, other, OPEN)
    return f"{other} has it."


def given_back(kept: DeskStore, asked: str, mine: str) -> str:
    kept.line.callbacks.queue.give_back(asked, mine)
    return "It is open again: whoever takes it rings next."


def closed(kept: DeskStore, asked: str, mine: str) -> str:
    kept.line.callbacks.close(asked, "done", mine, OPEN)
    return "It is closed."


def erased(kept: DeskStore, *_: str) -> str:
    personal.forget(kept.line, NUMBER, OPEN)
    return "It is not kept any more."


def held(seen: Watched, name: str, asked: str) -> Page:
    """The page of a call-back that the signed-in person has taken."""
    page = signed_in(seen, name, f"/desk/callbacks/{asked}")
    page.get_by_role("button", name="Take this one").click()
    expect(page.locator("#number")).to_contain_text(TAIL)
    page.wait_for_load_state()
    return page


@pytest.mark.parametrize("ends", [cancelled, anothers, given_back, closed, erased])
def test_a_call_back_that_ends_elsewhere_goes_from_the_page_and_what_became_of_it_is_said(
    window: Open, kept: DeskStore, asked: str, ends: Callable[[DeskStore, str, str], str]
) -> None:
    with window() as seen:
        name = new_name(kept)
        page = held(seen, name, asked)
        became = ends(kept, asked, name)
        expect(page.get_by_role("alert")).to_contain_text("Do not ring: you do not have this any more.")
        expect(page.get_by_role("alert")).to_contain_text(became)
        assert TAIL not in page.content() and "tel:" not in page.content()
        expect(page.get_by_text("Ring them, then say what came of it.", exact=True)).to_have_count(0)
        seen.wrong[:] = [one for one in seen.wrong if "404" not in one or ends is not erased]
        nothing_wrong(seen, "a call-back that is no longer one's own")


def test_a_note_that_is_typed_stays_where_its_call_back_is_cancelled_and_the_number_goes(
    window: Open, kept: DeskStore, asked: str
) -> None:
    with window() as seen:
        page = held(seen, new_name(kept), asked)
        page.get_by_label("What your colleague should know").fill(NOTE)
        cancelled(kept)
        expect(page.get_by_role("alert")).to_contain_text(
            "They have cancelled it. What you typed is still here"
        )
        expect(page.get_by_label("What your colleague should know")).to_have_value(NOTE)
        assert TAIL not in page.content() and "tel:" not in page.content()
        expect(page.get_by_role("button", name="Ring from the line’s number")).to_have_count(0)
        nothing_wrong(seen, "a note beside a call-back that is cancelled")
        page.get_by_role("button", name="Save the note").click()
        expect(page.get_by_role("alert")).to_contain_text("The caller has cancelled it meanwhile")
        expect(page.get_by_label("Your note is not saved")).to_have_value(NOTE)


def test_who_types_further_down_sees_that_it_was_cancelled_and_can_say_nothing_came_of_it(
    window: Open, kept: DeskStore, asked: str
) -> None:
    with window(viewport={"width": 375, "height": 500}) as seen:
        page = held(seen, new_name(kept), asked)
        note = page.get_by_label("What your colleague should know")
        note.scroll_into_view_if_needed()
        note.fill(NOTE)
        cancelled(kept)
        expect(page.locator("#out")).to_be_in_viewport(ratio=1)
        expect(page.locator("#out")).to_have_css("border-left-style", "solid")
        for gone in ("Reached them", "Give it back", "Pass it on", "Keep it, and take the next one"):
            expect(page.get_by_role("button", name=gone)).to_have_count(0)
        expect(page.get_by_text("Wrong number", exact=True)).to_have_count(0)
        for gone in ("Yours until", "What came of it?"):
            expect(page.get_by_text(gone)).to_have_count(0)
        expect(page.locator(".badge-own")).to_have_count(0)
        expect(note).to_have_value(NOTE)
        expect(page.get_by_text("Flag it for safeguarding")).to_be_visible()
        nothing_wrong(seen, "a note further down beside a call-back that is cancelled")


def test_a_form_that_came_back_notices_too(window: Open, kept: DeskStore, asked: str) -> None:
    with window() as seen:
        page = held(seen, new_name(kept), asked)
        page.get_by_label("What your colleague should know").fill("a" * 5000)
        page.get_by_role("button", name="Save the note").click()
        expect(page.locator("#problem")).to_be_visible()
        cancelled(kept)
        expect(page.locator("#out")).to_contain_text("They have cancelled it.")
        assert TAIL not in page.content()


def test_a_message_and_a_flag_go_in_the_same_way(window: Open, kept: DeskStore, asked: str) -> None:
    lead, line = new_name(kept), kept.line
    name_lead(kept.staff, lead, True)
    line.messages.keep(RECORDING, NUMBER, 12, OPEN)
    with window() as seen:
        page = signed_in(seen, lead, f"/desk/messages/{RECORDING}")
        page.get_by_role("button", name="Take this one").click()
        expect(page.locator("audio")).to_be_attached()
        line.messages.queue.give_back(RECORDING, lead)
        expect(page.locator("#out")).to_contain_text("It is open again: whoever takes it listens next.")
        assert page.locator("audio").count() == 0
        line.callbacks.claim(asked, lead, OPEN)
        line.written.flags.set(line.callbacks.queue, asked, lead, "afraid", OPEN)
        page.goto(f"{seen.base}/desk/flagged/callback/{asked}")
        expect(page.locator("#number")).to_contain_text(TAIL)
        looks = [one for one in kept.trail.latest(99)[0] if one.did == "callback:flag:look"]
        line.written.flags.pass_on(line.callbacks.queue, asked, lead, "the duty worker", OPEN)
        expect(page.locator("#out")).to_contain_text("It was handed over")
        assert TAIL not in page.content()
        assert [one for one in kept.trail.latest(99)[0] if one.did == "callback:flag:look"] == looks
