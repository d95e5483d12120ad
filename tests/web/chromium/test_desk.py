"""The desk in a real Chromium: one of two claims a call-back, "closed now", both themes, small and large."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from bench import desk_years
from menus.model import Pack
from settings import HERE
from store.desk.desk import DeskStore
from tests.caller import Caller
from tests.conftest import CLOSED, OPEN, Clock, new_number
from tests.people.desk import PASSWORD, Person, new_name
from tests.web.chromium.at_the_desk import Open, nothing_wrong, see_all, sign_in, signed_in
from tests.web.chromium.browser import needs_chromium
from tests.wiring.wire import Wire, in_process
from web.desk.locks import totp
from web.desk.locks.attempts import BY_NAME

# One store is enough here: what the desk keeps meets both in the tests of its pages.
pytestmark = [needs_chromium, pytest.mark.parametrize("store", ["embedded"], indirect=True)]
SHOTS = HERE / "docs" / "screenshots"
LARGE, SMALL = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture
def filled(kept: DeskStore, pack: Pack) -> DeskStore:
    """Some weeks of counts, and people who wait."""
    desk_years.fill(kept, pack, OPEN, desk_years.Size(days=40, callbacks=30, messages=3, staff=3, deeds=200))
    return kept


# The page brings itself up to date no more: on a busy machine its button is gone before it is pressed.
STAND_STILL = "for (let id = 0; id < 999; id++) clearInterval(id)"


def test_a_callback_of_a_closed_call_is_claimed_by_one_of_two(
    window: Open, kept: DeskStore, app: Flask, clock: Clock
) -> None:
    clock.at(CLOSED)
    caller = Caller(Wire(in_process(app)), number="+447400100654")
    caller.call()
    caller.press("0", "0")
    for _ in range(6):
        if kept.line.callbacks.queue.count():
            break
        caller.press("1")
    assert kept.line.callbacks.queue.count() == 1, caller.heard
    ann, bea = new_name(kept), new_name(kept)
    with window() as first, window() as second:
        mine, other = sign_in(first, ann), signed_in(second, bea)
        expect(mine.get_by_text("1 call-back", exact=True)).to_be_visible()
        for page in (mine, other):
            page.get_by_role("link", name="Call-backs", exact=True).click()
            expect(page.get_by_role("button", name="Take it")).to_be_visible()
        other.evaluate(STAND_STILL)
        mine.get_by_role("button", name="Take it").click()
        expect(mine.locator("#number")).to_have_text("07400 100 654")
        other.get_by_role("button", name="Take it").click()
        expect(other.get_by_text(f"{ann} has had it")).to_be_visible()
        assert "100 654" not in other.content()
        mine.get_by_role("button", name="Reached them").click()
        expect(mine.get_by_text("None.")).to_be_visible()
        nothing_wrong(first, "the queue")
        nothing_wrong(second, "somebody else's call-back")


def test_a_page_brings_itself_up_to_date(window: Open, kept: DeskStore) -> None:
    with window() as seen:
        page = signed_in(seen, new_name(kept))
        expect(page.get_by_text("0 messages")).to_be_visible()
        kept.line.messages.keep("RE" + "2" * 32, "", 9, OPEN)
        expect(page.get_by_text("1 message", exact=True)).to_be_visible()
        nothing_wrong(seen, "today")


def test_closed_now_is_set_by_keyboard_and_heard_by_a_call(window: Open, kept: DeskStore, app: Flask) -> None:
    with window() as seen:
        page = signed_in(seen, new_name(kept), "/desk/openings")
        page.get_by_label("in two hours").focus()
        page.keyboard.press("Space")
        page.get_by_label("Callers hear").first.select_option(label="Our team is in training.")
        page.get_by_role("button", name="Close it now").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Callers hear that it is closed until noon today.")).to_be_visible()
    caller = Caller(Wire(in_process(app)), number="+447400100655")
    caller.call()
    assert "Our helpline is closed" in caller.heard


def test_a_topic_is_taken_off_the_air_in_two_clicks_and_put_back_in_one(
    window: Open, kept: DeskStore, app: Flask
) -> None:
    def heard() -> str:
        return Caller(Wire(in_process(app)), number=new_number()).call().press("1", "4").heard

    with window() as seen:
        page = signed_in(seen, new_name(kept, "edit"))
        page.get_by_role("link", name="What the line says").first.click()
        page.get_by_role("button", name="Stop it (Protecting your bones)").click()
        expect(page.get_by_role("status")).to_contain_text("Protecting your bones is off the air.")
        assert "We are checking this topic" in heard()
        page.get_by_role("button", name="Put back (Protecting your bones)").click()
        expect(page.get_by_role("status")).to_contain_text("back on the air")
        assert "We are checking this topic" not in heard()
        nothing_wrong(seen, "off the air")


def test_a_notice_that_is_refused_keeps_its_words_and_one_that_runs_is_ended_in_one_click(
    window: Open, kept: DeskStore
) -> None:
    with window(viewport=SMALL) as seen:
        page = signed_in(seen, new_name(kept, "edit"), "/desk/off-air")
        page.get_by_label("Callers hear").fill("We are busy at 5pm")
        page.get_by_label("Until").fill("2026-05-19T22:00")
        page.get_by_label("A second person has read these words").check()
        page.get_by_role("button", name="Start the notice").click()
        expect(page.get_by_role("alert")).to_contain_text("2 things to put right")
        expect(page.locator("#notice-form")).to_contain_text("full stop")
        expect(page.get_by_label("Callers hear")).to_have_value("We are busy at 5pm")
        assert not seen.violations() and seen.too_wide() <= 0
        seen.wrong.clear()  # the browser's own line about a 422
        page.get_by_label("Callers hear").fill("We are busy today.")
        page.get_by_role("button", name="Start the notice").click()
        page.get_by_role("button", name="End it now").click()
        expect(page.get_by_role("status")).to_contain_text("The notice has ended.")
        nothing_wrong(seen, "a notice that ended")


def test_a_calendar_wider_than_the_screen_begins_at_today(
    window: Open, kept: DeskStore, clock: Clock
) -> None:
    clock.now = OPEN + timedelta(days=3)
    with window(viewport=SMALL) as seen:
        page = signed_in(seen, new_name(kept), "/desk/openings")
        room, today = page.locator(".table-room"), page.locator(".is-today")
        beyond = "(a, b) => a.getBoundingClientRect().right - b.getBoundingClientRect().right"
        assert (
            page.evaluate(f"([a, b]) => ({beyond})(a, b)", [today.element_handle(), room.element_handle()])
            <= 0
        )
        assert page.evaluate("scrollY") == 0, "the page itself begins at its top"


def test_whoever_writes_another_time_means_that_one(window: Open, kept: DeskStore) -> None:
    with window() as seen:
        page = signed_in(seen, new_name(kept), "/desk/openings")
        page.get_by_label("Another time", exact=True).fill("2026-05-19T15:30")
        page.get_by_role("button", name="Close it now").click()
        expect(page.get_by_text("Callers hear that it is closed until 3:30 pm today.")).to_be_visible()
        nothing_wrong(seen, "closed until another time")


def test_who_cannot_sign_in_is_told_so_and_who_may_not_is_turned_away(window: Open, kept: DeskStore) -> None:
    name = new_name(kept)
    with window() as seen:
        page = sign_in(seen, name, "not the password")
        expect(page.get_by_role("alert")).to_contain_text("do not go together")
        assert not seen.violations()
        seen.wrong.clear()  # the browser's own line about a 422
        sign_in(seen, name)
        expect(page.get_by_role("heading", name="Today")).to_be_visible()
        page.goto(f"{seen.base}/desk/staff")
        expect(page.get_by_role("heading", name="Your role does not allow this")).to_be_visible()
        assert not seen.violations()


def test_a_second_factor_is_set_up_and_a_backup_code_lets_in_without_the_phone(
    window: Open, kept: DeskStore, clock: Clock
) -> None:
    name = new_name(kept)
    with window(viewport=SMALL) as seen, window() as elsewhere:
        page = signed_in(seen, name, "/desk/account/two-factor")
        secret = page.locator("code.link").inner_text().replace(" ", "")
        page.get_by_label("Your password").fill(PASSWORD)
        page.get_by_label("Code").fill(totp.code(secret, int(clock().timestamp()) // totp.STEP_SECONDS))
        page.get_by_role("button", name="Turn it on").click()
        expect(page.get_by_role("heading", name="Your backup codes")).to_be_visible()
        codes = page.locator("code.link").all_inner_texts()
        nothing_wrong(seen, "the backup codes")
        page.get_by_role("link", name="I have kept them").click()
        expect(page.get_by_text("10 backup codes")).to_be_visible()
        nothing_wrong(seen, "an account with a second factor")
        other = sign_in(elsewhere, name)
        nothing_wrong(elsewhere, "the code")
        other.get_by_label("Code").fill(codes[0].upper())
        other.keyboard.press("Enter")
        expect(other.get_by_role("heading", name="Today")).to_be_visible()


def test_who_signed_in_here_before_is_let_in_while_strangers_are_not(
    window: Open, kept: DeskStore, app: Flask
) -> None:
    name = new_name(kept)
    with window() as seen, window() as new:
        page = sign_in(seen, name)
        page.get_by_role("button", name="Sign out").click()
        for _ in range(BY_NAME):
            Person(app).sign_in(name, "not the password")
        refused = sign_in(new, name)
        expect(refused.get_by_role("heading", name="Too many tries")).to_be_visible()
        assert not new.violations()
        sign_in(seen, name)
        expect(page.get_by_role("heading", name="Today")).to_be_visible()
        nothing_wrong(seen, "a known browser")


def test_a_message_can_be_played(window: Open, kept: DeskStore) -> None:
    kept.line.messages.keep("RE" + "3" * 32, "", 9, OPEN)
    with window() as seen:
        page = signed_in(seen, new_name(kept), "/desk/messages")
        page.get_by_role("button", name="Take it").click()
        page.locator("audio").wait_for(state="attached")
        with page.expect_response("**/sound") as answer:
            page.evaluate("document.querySelector('audio').load()")
            page.evaluate("document.querySelector('audio').play().catch(() => 0)")
        assert answer.value.status in (200, 206)
        assert not [one for one in seen.wrong if "Content Security Policy" in one]


def test_the_desk_is_worth_a_picture(window: Open, filled: DeskStore, tmp_path: Path) -> None:
    """With SCREENSHOTS=1 the pictures of the README are taken anew."""
    folder = SHOTS if os.environ.get("SCREENSHOTS") == "1" else tmp_path
    filled.pulse.beat(OPEN)
    with window(viewport=LARGE) as seen:
        page = signed_in(seen, new_name(filled, "admin"), "/desk/callbacks")
        for name, path in (("desk", "/callbacks"), ("desk-asked", "/asked")):
            page.goto(f"{seen.base}/desk{path}")
            see_all(page)
            page.screenshot(path=folder / f"{name}.png")
            assert (folder / f"{name}.png").stat().st_size > 20_000
