"""The browser phone in windows of every size, on paper, without motion: what is in view, what is lit."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from tests.web.chromium.browser import needs_chromium
from tests.web.chromium.on_the_phone import Open, call, in_state, press, set_clock, text, wind_on

pytestmark = needs_chromium


def size(width: int, height: int) -> ViewportSize:
    return {"width": width, "height": height}


HAND, DESK = size(375, 667), size(1280, 800)
# a tablet, a phone held sideways and a small one, and 1280 x 800 at 200 and 400 per cent
SIZES = (
    HAND,
    size(769, 769),
    DESK,
    size(768, 1024),
    size(667, 375),
    size(320, 568),
    size(640, 400),
    size(320, 200),
)
CALL_AT_MOST = 6  # presses of Tab
HERE = Path(__file__).parent
IN_VIEW, LONGEST_GAP = ((HERE / name).read_text("utf-8") for name in ("in_view.js", "longest_gap.js"))

# A window of another size: its own event may come late on a busy machine.
RESIZED = f"""which => {{
  phone.scrollIntoView({{ block: "nearest", behavior: "instant" }});
  dispatchEvent(new Event("resize"));
  return ({IN_VIEW})(which);
}}"""


def lost(page: Page) -> list[str]:
    """What of words and keys is out of view, in a window of any size, at this turn of a call."""
    found, scrolled = [], page.evaluate("scrollY")
    for window in SIZES:
        page.set_viewport_size(window)
        missing = page.evaluate(RESIZED, "#screen, #keypad button, #number, #words")
        found += [f"{window['width']} x {window['height']}: {one}" for one in missing]
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{window['width']} x {window['height']}: {wide} too wide"] if wide > 0 else []
    page.set_viewport_size(HAND)
    page.evaluate("to => scrollTo({top: to, behavior: 'instant'})", scrolled)
    return found


def test_call_is_on_the_first_screen_and_a_few_tabs_away(phone_window: Open) -> None:
    for window in (DESK, HAND):
        with phone_window(viewport=window) as seen:
            page = seen.open()
            assert page.evaluate(IN_VIEW, "#call, .screen, .keys .key") == []
            for _ in range(CALL_AT_MOST):
                page.keyboard.press("Tab")
                if page.evaluate("document.activeElement.id") == "call":
                    break
            expect(page.locator("#call")).to_be_focused()


def turns(page: Page) -> Iterator[str]:
    """A whole call, turn by turn: topics, silence, a helpline that is busy, a number to be rung on."""
    call(page)
    yield "the greeting"
    press(page, "1", "Steroids.")
    yield "a menu"
    press(page, "1", "The steroid card.")
    wind_on(page, 60)
    yield "a topic"
    press(page, "0", "recorded")
    yield "the notice"
    wind_on(page, 25)
    in_state(page, "ringing")
    yield "the helpline rings"
    page.get_by_role("button", name="Busy").click()
    in_state(page, "listening")
    yield "busy"
    wind_on(page, 3)
    press(page, "1", "another number")
    yield "which number"
    page.keyboard.press("2")
    in_state(page, "keying")
    yield "a number to key"
    page.get_by_role("button", name="Hang up").click()
    in_state(page, "over")
    yield "the end"


def test_words_and_keys_are_in_view_together_at_every_turn_of_a_call(phone_window: Open) -> None:
    with phone_window(viewport=HAND) as seen:
        page = seen.open()
        for turn in turns(page):
            # nobody scrolls: at the size of a phone in the hand each turn is there by itself
            assert page.evaluate(IN_VIEW, "#screen, #keypad button, #number") == [], turn
            assert lost(page) == [], turn
        assert seen.wrong == []


def test_the_map_is_lit_on_the_way_of_a_call(phone_window: Open) -> None:
    with phone_window(viewport=DESK) as seen:
        page = seen.open()
        here, been = page.locator(".map .here"), page.locator(".map .been")
        call(page)
        press(page, "1", "Steroids.")
        press(page, "3", "flare")
        expect(here).to_have_attribute("data-jump", "13")
        expect(been).to_have_count(3)
        assert (
            page.evaluate("document.querySelector('.map .here').getAnimations({subtree: true}).length") == 1
        )
        page.get_by_role("button", name="Hang up").click()
        expect(here).to_have_count(0)
        expect(been).to_have_count(3)
        # beside its words, a stop is a stop, too
        box = page.locator("[data-jump='22'] .area").bounding_box()
        assert box
        page.mouse.wheel(0, 900)
        page.locator("[data-jump='22'] .area").click(position={"x": box["width"] - 4, "y": box["height"] - 4})
        expect(page.locator("#current")).to_contain_text("Blood tests.")
        assert page.evaluate(IN_VIEW, "#phone") == []
        expect(page.locator("#sideways")).to_be_hidden()
        page.set_viewport_size(HAND)
        expect(page.locator("#sideways")).to_be_visible()


def test_the_whole_page_takes_keys_in_a_call_but_a_field_that_is_typed_in(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        page.locator("body").press("1")
        in_state(page, "idle")
        call(page)
        wind_on(page, 1)
        expect(page.locator("#hint")).to_contain_text("keyboard")
        page.get_by_role("link", name="Take the picture").focus()
        press(page, "1", "Steroids.")
        page.get_by_label("Your text").fill("")
        page.keyboard.type("2")
        expect(page.get_by_label("Your text")).to_have_value("2")
        page.get_by_label("Your text").blur()
        page.get_by_label("Keys of the keyboard").uncheck()
        page.keyboard.press("1")
        page.locator("#phone").focus()
        press(page, "*", "For steroids")
        assert page.locator(".turn .did").all_inner_texts() == [
            "You called",
            "You pressed 1",
            "You pressed *",
        ]


def test_texts_and_turns_are_added_to_their_logs_which_stay(phone_window: Open) -> None:
    with phone_window() as seen:
        page = seen.open()
        text(page, "MENU", "Reply 1")
        call(page)
        page.evaluate(
            "document.querySelectorAll('.bubble, .turn, #thread, #screen').forEach(one => one.old = true)"
        )
        press(page, "1", "Steroids.")
        text(page, "flare", "FLARE.")
        is_old = (
            "[...document.querySelectorAll('.bubble, .turn, #thread, #screen')].filter(one => one.old).length"
        )
        assert page.evaluate(is_old) == 5, "two texts, a turn, and both logs"
        expect(page.locator(".bubble")).to_have_count(4)
        expect(page.locator(".turn.earlier")).to_have_count(1)
        page.get_by_role("button", name="Start a new thread").click()
        expect(page.locator(".bubble")).to_have_count(0)
        expect(page.locator("#thread .empty")).to_have_count(1)
        assert page.evaluate("document.getElementById('thread').old")


def test_the_page_is_as_long_as_what_is_on_it(phone_window: Open) -> None:
    acts = ",".join(f'["text","MENU {n}",{n}]' for n in range(30))
    fill = (
        "acts => document.querySelectorAll('[name=scene]').forEach(one => one.value = `{\"acts\":[${acts}]}`)"
    )
    with phone_window() as seen:
        page = seen.open()
        empty = page.evaluate("document.documentElement.scrollHeight")
        page.evaluate(fill, acts)
        text(page, "flare", "FLARE.")
        for window in (DESK, HAND):
            page.set_viewport_size(window)
            assert page.evaluate(LONGEST_GAP) < 150
            assert page.evaluate("document.documentElement.scrollHeight") < 2 * empty


def test_on_paper_the_map_the_call_and_the_texts_are_whole(phone_window: Open) -> None:
    whole = """() => ["thread", "screen", "map"].filter(id => {
      const one = document.getElementById(id);
      return one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1;
    })"""
    with phone_window(viewport=size(700, 900)) as seen:
        page = seen.open("/try?keys=11")
        for words in ("MENU", "flare", "bones", "physio"):
            text(page, words, "")
        page.emulate_media(media="print")
        assert page.evaluate(whole) == []
        expect(page.locator(".keys")).to_be_hidden()


def test_who_wants_no_motion_or_colours_of_their_own_has_them(phone_window: Open) -> None:
    drawn = "getComputedStyle(document.querySelector('.map .sign text:not(.key)')).fill"
    link = "getComputedStyle(document.querySelector('nav a')).color"
    with phone_window(reduced_motion="reduce", forced_colors="active", color_scheme="dark") as seen:
        page = seen.open("/try?keys=")
        wind_on(page, 30)  # the line waits for a key
        expect(page.locator("#quiet")).to_have_class("quiet-left still")
        assert page.evaluate("document.getAnimations().length") == 0
        assert page.evaluate(drawn) == page.evaluate(link)


def test_each_of_five_things_to_try_does_what_it_says_and_all_can_be_begun_again(phone_window: Open) -> None:
    with phone_window(viewport=HAND) as seen:
        page = seen.open()
        things = page.locator(".five button")
        expect(things).to_have_count(5)
        for number, heard in enumerate(("steroid card", "recorded", "closed until")):
            things.nth(number).click()
            expect(page.locator("#current")).to_contain_text(heard, ignore_case=True)
            assert page.evaluate(IN_VIEW, "#screen, .keys .key") == []
        for number, answer in ((3, "STEROIDCARD"), (4, "did you mean")):
            things.nth(number).click()
            expect(page.locator(".bubble").last).to_contain_text(answer)
        page.get_by_role("link", name="Start again").click()
        in_state(page, "idle")
        expect(page.locator(".bubble")).to_have_count(0)


RUNG = "window.rung = 0; window.AudioContext = class { constructor() { rung += 1; } };"


def test_a_page_without_a_voice_says_why_and_ringing_has_a_switch_of_its_own(phone_window: Open) -> None:
    with phone_window() as seen:
        seen.page.add_init_script(RUNG)
        page = seen.open()
        expect(page.locator("#silent")).to_contain_text("No voice")
        expect(page.get_by_label("Read aloud")).to_be_hidden()
        page.get_by_label("Ringing sound").uncheck()
        set_clock(page, "Tuesday 10:00")
        call(page)
        wind_on(page, 1)
        press(page, "0", "recorded")
        wind_on(page, 25)
        in_state(page, "ringing")
        assert page.evaluate("rung") == 0
        assert seen.wrong == []


def test_the_field_stays_in_view_under_each_reply(phone_window: Open) -> None:
    for window in (DESK, HAND):
        with phone_window(viewport=window) as seen:
            page = seen.open()
            for words, answer in (("steroids", "STEROIDS"), ("menu", "Reply 1"), ("flare", "FLARE")):
                text(page, words, answer)
                assert page.evaluate("() => body.getBoundingClientRect().bottom <= innerHeight + 1"), window
