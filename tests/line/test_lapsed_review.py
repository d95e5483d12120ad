"""A topic whose review runs out: told until that second, then checked, and BACK leads to its list (R22)."""

from dataclasses import replace

import pytest

from app import create_app
from settings import Settings
from store.store import Store
from tests.caller import Caller
from tests.conftest import At, Clock, changed_pack, new_number
from tests.packs.broken import AUTHOR, BONES, REVIEWED
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

ENDS = "\nreviewed_on = 2026-01-31\nreview_by = 2026-05-18"
# People answer again on the morning after, from this second on.
BEFORE, LAPSED = "2026-05-19T08:59:59", "2026-05-19T09:00:00"


@pytest.fixture(scope="module")
def ending(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings, line_store: Store, line_clock: Clock
) -> Wire:
    """The wire to a line on which the review of one topic runs out."""
    folder = changed_pack(tmp_path_factory.mktemp("pack"), BONES, AUTHOR, REVIEWED + ENDS)
    return Wire(in_process(create_app(replace(settings, pack=folder), store=line_store, now=line_clock)))


def test_a_call_tells_a_topic_until_the_second_in_which_its_review_lapses(ending: Wire, at: At) -> None:
    at(BEFORE)
    assert "checking" not in Caller(ending, number=new_number()).call().press("1", "4").heard
    at(LAPSED)
    assert "We are checking this topic" in Caller(ending, number=new_number()).call().press("1", "4").heard


def test_star_after_a_topic_that_is_checked_leads_to_its_menu(ending: Wire, at: At) -> None:
    at(LAPSED)
    caller = Caller(ending, number=new_number()).call().press("1", "4")
    assert caller.offered == ["9", "*", "0"]
    assert "We are checking this topic" in caller.press("9").heard
    assert caller.press("*").heard.startswith("Steroids.")
    assert caller.press("*").heard.startswith("Main menu.")


def test_star_leads_to_the_menu_of_a_topic_that_lapses_while_it_is_read_out(ending: Wire, at: At) -> None:
    at(BEFORE)
    caller = Caller(ending, number=new_number()).call().press("1", "4")
    at(LAPSED)
    assert caller.to_the_end().press("*").heard.startswith("Steroids.")
    assert "We are checking this topic" in caller.press("4").heard


@pytest.mark.parametrize("moment", [BEFORE, LAPSED])
def test_back_after_a_topic_leads_to_its_list_whether_it_is_told_or_checked(
    ending: Wire, at: At, moment: str
) -> None:
    at(moment)
    texter = Texter(ending, new_number())
    assert ("we are checking this topic" in texter.text("BONES")) is (moment == LAPSED)
    assert "Steroids." in texter.text("BACK")
    assert "Reply 1 steroids" in texter.text("BACK")


def test_after_a_topic_that_is_checked_more_leads_to_the_helpline_and_back_after_thanks_to_its_list(
    ending: Wire, at: At
) -> None:
    at(LAPSED)
    texter = Texter(ending, new_number())
    assert "Steroids." in texter.text("BONES", "THANKS", "BACK")
    assert "HELPLINE: " in texter.text("BONES", "MORE")


def test_why_after_a_topic_that_is_checked_is_about_that_topic(ending: Wire, at: At) -> None:
    texter = Texter(ending, new_number())
    at(BEFORE)
    assert "It was checked on" in texter.text("BONES", "WHY")
    at(LAPSED)
    assert "being checked again" in texter.text("WHY")
    told = Texter(ending, new_number()).text("BONES", "WHY")
    assert "BONES rests on" in told and "being checked again" in told and "HELPLINE" not in told
    assert "HELPLINE: " in texter.text("BONES", "WHY", "MORE"), "MORE means the same"


def test_a_question_about_a_call_back_has_no_list_to_lead_back_to(ending: Wire, at: At) -> None:
    at(LAPSED)
    texter = Texter(ending, new_number())
    assert "Reply 1 steroids" in texter.text("BONES", "CALLME", "BACK")
    assert "Reply 1 steroids" in texter.text("FLARE", "CALLME", "BACK")
