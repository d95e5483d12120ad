"""A note, passing on and a flag in a real Chromium, by two members of staff and a safeguarding lead."""

import re

import pytest
from playwright.sync_api import Page, expect

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.desk.leads import name_lead
from store.people import personal
from tests.conftest import OPEN
from tests.people.desk import new_name
from tests.store.promises.records.laid import WORDS
from tests.web.chromium.at_the_desk import Open, signed_in, well_in_all
from tests.web.chromium.browser import Watched, needs_chromium

pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
NUMBER, WRITTEN = "+447400100321", "07400 100 321"
WHY, WHOM = "says she is not safe at home", "Leeds social care, 3 pm"


@pytest.fixture
def asked(kept: DeskStore, pack: Pack) -> str:
    """The id of a call-back to NUMBER, whose caller had asked twice before."""
    days = due_days(pack.hours, OPEN)
    for call in ("CA1", "CA2", "CA3"):
        kept.line.callbacks.withdraw(NUMBER, OPEN)
        kept.line.callbacks.keep(call, NUMBER, "any", "call", days, 40, OPEN)
    return kept.line.callbacks.waiting(OPEN)[0].id


@pytest.fixture
def lead(kept: DeskStore) -> str:
    """The name of a safeguarding lead."""
    name = new_name(kept)
    name_lead(kept.staff, name, True)
    return name


def claim(seen: Watched, name: str) -> Page:
    """Sign in, and claim the one call-back of the list."""
    page = signed_in(seen, name, "/desk/callbacks")
    page.get_by_role("button", name="Take it").click()
    expect(page.locator("#number")).to_have_text(WRITTEN)
    return page


def test_a_note_is_written_and_passed_on_to_a_colleague_who_takes_it(
    window: Open, kept: DeskStore, asked: str
) -> None:
    ann, bea = new_name(kept), new_name(kept)
    with window() as first, window() as second:
        mine, theirs = claim(first, ann), signed_in(second, bea)
        expect(mine.get_by_text("asked twice before this month")).to_be_visible()
        mine.get_by_label("What your colleague should know").fill(WORDS)
        mine.get_by_label("What was it about?").select_option("Steroids")
        mine.get_by_role("button", name="Save the note").click()
        expect(mine.get_by_label("What your colleague should know")).to_have_value(WORDS)
        mine.get_by_label("What your colleague should know").fill(f"{WORDS}, please")
        mine.get_by_text("Pass it on to a colleague").click()
        mine.get_by_label("To whom?").select_option(bea)
        well_in_all(first, "held")
        mine.get_by_role("button", name="Pass it on").click()
        expect(mine.get_by_text(f"for {bea}, from {ann}")).to_be_visible()
        assert WRITTEN not in mine.content() and WORDS not in mine.content()
        theirs.goto(f"{second.base}/desk")
        expect(theirs.get_by_text("1 passed on to you")).to_be_visible()
        well_in_all(second, "today")
        theirs.get_by_role("link", name=f"A call-back from {ann}").click()
        theirs.get_by_role("button", name="Take this one").click()
        expect(theirs.get_by_label("What your colleague should know")).to_have_value(f"{WORDS}, please")
        expect(theirs.locator("#number")).to_have_text(WRITTEN)
        mine.get_by_role("link", name="All call-backs").click()
        expect(mine.get_by_text(f"{bea} has it")).to_be_visible()
    assert kept.line.callbacks.one(asked, OPEN)


def test_enter_in_the_reason_flags_and_another_button_loses_nothing(
    window: Open, kept: DeskStore, asked: str, lead: str
) -> None:
    with window() as seen:
        page = claim(seen, new_name(kept))
        page.get_by_label("What your colleague should know").fill(WORDS)
        page.get_by_text("Flag it for safeguarding").click()
        page.get_by_label("Why, in a few words?").fill(WHY)
        page.get_by_role("button", name="Reached them").click()
        expect(page.get_by_role("alert")).to_contain_text("Not flagged yet: press “Flag it”")
        expect(page.get_by_label("What your colleague should know")).to_have_value(WORDS)
        assert [line for line in seen.wrong if "422" not in line] == []
        seen.wrong.clear()
        well_in_all(seen, "not_flagged_yet")
        expect(page.get_by_label("Why, in a few words?")).to_have_value(WHY)
        page.get_by_label("Why, in a few words?").press("Enter")
        expect(page.get_by_text(re.compile(rf"Flagged\. .*\b{lead} sees it"))).to_be_visible()
        expect(page.get_by_label("What your colleague should know")).to_have_value(WORDS)
    row = kept.line.callbacks.one(asked, OPEN)
    assert row and row.state == "claimed" and row.beside.noted
    assert kept.line.written.flags.open("callback", asked).why == WHY


def test_a_flag_goes_to_the_lead_and_stays_until_it_is_marked_passed_on(
    window: Open, kept: DeskStore, asked: str, lead: str
) -> None:
    with window() as first, window() as second:
        mine, theirs = claim(first, new_name(kept)), signed_in(second, lead)
        mine.get_by_label("What your colleague should know").fill(WORDS)
        mine.get_by_text("Flag it for safeguarding").click()
        expect(mine.get_by_text("no emergency channel")).to_be_visible()
        mine.get_by_label("Why, in a few words?").fill(WHY)
        mine.get_by_role("button", name="Flag it").click()
        expect(mine.get_by_text(re.compile(rf"Flagged\. .*\b{lead} sees it"))).to_be_visible()
        well_in_all(first, "flagged")
        personal.forget(kept.line, NUMBER, OPEN)
        expect(theirs.get_by_role("link", name="1 record to look at")).to_be_visible()
        well_in_all(second, "lead")
        theirs.emulate_media(media="print")
        expect(theirs.get_by_role("heading", name="Flagged for safeguarding")).to_be_visible()
        theirs.emulate_media(media="screen")
        theirs.get_by_role("link", name="1 record to look at").click()
        theirs.get_by_role("link", name="A call-back, flagged").click()
        expect(theirs.locator("#number")).to_have_text(WRITTEN)
        expect(theirs.get_by_text(WHY)).to_be_visible()
        expect(theirs.get_by_text(WORDS)).to_be_visible()
        well_in_all(second, "one_flag")
        theirs.get_by_label("To whom did you hand it over?").fill(WHOM)
        theirs.get_by_role("button", name="Mark it handed over").click()
        expect(theirs.get_by_text("Marked as handed over")).to_be_visible()
        well_in_all(second, "passed")
    assert not kept.line.written.flags.count() and not kept.line.written.flags.one("callback", asked)
