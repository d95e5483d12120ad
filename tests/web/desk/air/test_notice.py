"""Staff let a notice run: first on every call and on MENU until its end, ended early and brought back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from menus.model import Pack
from menus.numbers import number_text
from store.desk.air import Notice
from store.desk.desk import DeskStore
from tests.caller import Caller
from tests.conftest import Clock, new_number
from tests.people.desk import Person
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

PAGE = "/desk/off-air"
WORDS = "Our lines are busy today. You may wait for longer than you are used to."
END = "2026-05-19T22:00"


@pytest.fixture
def wire(app: Flask) -> Wire:
    return Wire(in_process(app))


@pytest.fixture
def edit(person: Callable[..., Person]) -> Person:
    return person("edit").open(PAGE)


def announce(edit: Person, spoken: str = WORDS, texted: str = "", end: str = END) -> Person:
    fields = {"spoken-en": spoken, "texted-en": texted, "end": end, "read": "1"}
    return edit.open(PAGE).send(f"{PAGE}/notice", **fields)


def test_a_notice_is_heard_once_a_call_behind_the_emergency_sentence_and_before_the_menu(
    edit: Person, wire: Wire
) -> None:
    assert "Callers hear the notice before the menu until 10 pm today" in announce(edit).words
    caller = Caller(wire, number=new_number()).call()
    assert caller.heard.count(WORDS) == 1
    emergency, menu = caller.heard.index("9 9 9"), caller.heard.index("To speak to a person")
    assert emergency < caller.heard.index(WORDS) < menu
    for key in ("9", "1", "*"):
        assert WORDS not in caller.press(key).heard


def test_a_key_pressed_during_a_notice_counts_at_once_and_who_is_slow_hears_the_menu_again(
    edit: Person, wire: Wire
) -> None:
    announce(edit)
    assert Caller(wire, number=new_number()).call().press("1").heard.startswith("Steroids.")
    slow = Caller(wire, number=new_number()).call().wait()
    assert "To speak to a person" in slow.heard and WORDS not in slow.heard


def test_a_notice_stands_first_on_the_menu_by_text_and_on_nothing_else(edit: Person, wire: Wire) -> None:
    announce(edit, texted="Lines are busy today.")
    texter = Texter(wire, new_number())
    menu = texter.text("MENU")
    assert menu.startswith("Muscle Line. Lines are busy today. Reply 1 ")
    assert "busy" not in texter.text("BONES") and "busy" not in texter.text("1")


@pytest.mark.parametrize("hour", ["T10:00", "T21:58"])
def test_the_end_that_the_form_offers_is_that_of_the_next_working_day(
    person: Callable[..., Person], clock: Clock, hour: str
) -> None:
    """Late in the evening it was two minutes away."""
    clock.at(f"2026-05-19{hour}")
    assert 'name="end" value="2026-05-20T20:00"' in person("edit").open(PAGE).page


def test_a_notice_ends_by_itself(edit: Person, wire: Wire, clock: Clock) -> None:
    announce(edit)
    clock.at("2026-05-19T21:59:59")
    assert WORDS in Caller(wire, number=new_number()).call().heard
    clock.at("2026-05-19T22:00:00")
    assert WORDS not in Caller(wire, number=new_number()).call().heard
    assert WORDS not in Texter(wire, new_number()).text("MENU")


def test_a_notice_is_ended_early_and_brought_back_by_one_button_each(
    edit: Person, wire: Wire, kept: DeskStore
) -> None:
    announce(edit)
    edit.send(f"{PAGE}/notice/end")
    assert "The notice has ended" in edit.words and WORDS in edit.words
    for told in ("the words of the ended notice once more", "these words, of the new notice"):
        assert f"A second person has read {told}" in edit.words  # two boxes that nobody takes for each other
    assert WORDS not in Caller(wire, number=new_number()).call().heard
    assert "No notice runs" in edit.send(f"{PAGE}/notice/end").words
    edit.send(f"{PAGE}/notice/again", read="1")
    assert "until 10 pm today" in edit.words
    assert WORDS in Caller(wire, number=new_number()).call().heard
    assert "no notice to bring back" in edit.send(f"{PAGE}/notice/again").words
    done = [(deed.who, deed.did) for deed in kept.trail.latest(9)[0] if deed.did.startswith("air")]
    assert done == [(edit.name, f"air:notice{which}") for which in (":again", ":end", "")]


def test_a_second_notice_waits_for_the_end_of_the_first(edit: Person, clock: Clock) -> None:
    announce(edit)
    assert "A notice runs already" in announce(edit, "Other words.").words
    clock.at("2026-05-20T09:00")
    edit = Person(edit.app, edit.name).sign_in()
    assert announce(edit, "Other words.", end="2026-05-20T10:00").status == 200
    assert "Other words." in edit.open("/desk").words


@pytest.mark.parametrize(
    ("spoken", "texted", "says"),
    [
        ("", "", "is empty"),
        ("Ring {number} now.", "", "holds a blank"),
        ("Ring 08001234567 now.", "", "run together"),
        ("We close at 5pm today.", "", "no spoken time"),
        ("Look at www.example.org for news.", "", "web address"),
        ("Please donate to us today.", "Busy.", "donate"),
        ("We are closed for zyxxo.", "Closed.", "Use another word"),
        ("We are busy today", "", "full stop"),
        ("We are busy today.", "News: bit.ly/x1.", "web address"),
        ("We are busy today.", "News at t.me/abc.", "web address"),
        ("We are busy today.", "Look at example.org now.", "web address"),
        ("We are busy today.", "Busy. Text STOP.", "acts on"),
        ("We are busy today.", "Busy. Reply 5 for a person.", "acts on"),
        ("We are busy today.", "Ring 0900 123 4567.", "names the number"),
        ("We are busy today.", "Ring 118.", "names the number"),
        ("We are busy. Press 0 to pay.", "Busy.", "menu tells the keys"),
        ("We are busy. Press star now.", "Busy.", "menu tells the keys"),
        ("We are busy today.", "Busy \u2603 today.", "snowman"),
        ("We are busy today. " * 12, "Busy.", "seconds"),
        ("We are busy today.", "We are busy. " * 20, "over"),
        ("Stop taking steroids now.", "", "names a medicine or a treatment"),
        (
            "We are busy today.",
            "Double your prednisolone.",
            "A notice says how the line and the helpline work",
        ),
        ("Please have twice as many as on the label.", "Busy.", "sounds like advice about a medicine"),
        ("If your breathing is worse, wait until Monday.", "Busy.", "sounds like advice in an emergency"),
        ("One two " * 14 + "three.", "Busy.", "words, "),
    ],
)
def test_words_that_break_a_rule_are_told_on_the_form_and_kept(
    edit: Person, kept: DeskStore, spoken: str, texted: str, says: str
) -> None:
    assert announce(edit, spoken, texted).status == 422
    assert says in edit.words and "(R" not in edit.words and ".toml" not in edit.words
    assert f">{spoken}</textarea>" in edit.page and f">{texted}</textarea>" in edit.page
    assert kept.airing.look().notice is None


@pytest.mark.parametrize(
    "texted",
    [
        "Busy until 5 pm. Ring {number} or 111. In an emergency ring 999.",
        "Samaritans: 116 123. Text HELPLINE for our hours.",
        "Back on 27 November 2026, at 9 in the morning. Text us again in 2 days.",
    ],
)
def test_the_helplines_numbers_and_what_changes_nothing_may_stand_in_a_notice(
    edit: Person, pack: Pack, texted: str
) -> None:
    number = number_text(pack.hours.numbers[0].number)
    assert announce(edit, "We are busy today.", texted.format(number=number)).status == 200


def test_no_notice_starts_that_nobody_else_has_read(edit: Person, kept: DeskStore) -> None:
    fields = {"spoken-en": "Please wait longer than usual until Monday.", "texted-en": "", "end": END}
    assert edit.open(PAGE).send(f"{PAGE}/notice", **fields).status == 422
    assert "Have somebody else read these words" in edit.words and kept.airing.look().notice is None
    assert edit.send(f"{PAGE}/notice", **fields, read="1").status == 200 and kept.airing.look().notice


@pytest.mark.parametrize("end", ["", "soon", "2026-05-19T09:59", "2026-06-18T10:01", "9999-12-31T10:00"])
def test_an_end_is_required_within_thirty_days(edit: Person, kept: DeskStore, end: str) -> None:
    assert announce(edit, end=end).status == 422
    assert "within 30 days" in edit.words and f">{WORDS}</textarea>" in edit.page
    assert kept.airing.look().notice is None


def test_curly_signs_of_a_phone_are_written_plain(edit: Person, wire: Wire) -> None:
    announce(edit, "We\u2019re busy today \u2013 sorry.", "We\u2019re busy today.")
    assert "We're busy today." in Texter(wire, new_number()).text("MENU")


def test_today_tells_of_the_notice_that_runs(edit: Person, person: Callable[..., Person]) -> None:
    announce(edit)
    words = person().open("/desk").words
    assert f"A notice by {edit.name} runs until 10 pm today" in words and f"Callers hear: “{WORDS}”" in words


def test_an_ended_notice_starts_again_only_once_somebody_else_has_read_it_again(
    edit: Person, kept: DeskStore
) -> None:
    announce(edit).send(f"{PAGE}/notice/end")
    assert edit.send(f"{PAGE}/notice/again").status == 422
    assert "Have somebody else read these words" in edit.words and WORDS in edit.words
    assert kept.airing.look().notice is None


def test_a_notice_of_the_version_before_that_breaks_a_rule_by_now_is_not_started_again(
    edit: Person, kept: DeskStore, clock: Clock
) -> None:
    words = ("Stop taking steroids now.", "Stop taking steroids now.")
    kept.airing.announce(Notice({"en": words}, clock() + timedelta(hours=2), edit.name, clock()))
    kept.airing.end(clock())
    edit.open(PAGE).send(f"{PAGE}/notice/again", read="1")
    assert edit.status == 422 and "names a medicine or a treatment" in edit.words
    assert kept.airing.look().notice is None


def test_everybody_at_the_desk_ends_a_notice_and_only_who_may_edit_starts_one(
    edit: Person, person: Callable[..., Person], kept: DeskStore
) -> None:
    announce(edit)
    bea = person("answer").open(PAGE)
    assert "End it now" in bea.words and "Start the notice" not in bea.words
    assert "The notice has ended" in bea.send(f"{PAGE}/notice/end").words and "Start the" not in bea.words
    assert kept.airing.look().notice is None
    assert bea.send(f"{PAGE}/notice/again", read="1").status == 403
    newest = kept.trail.latest(1)[0][0]
    assert (newest.who, newest.did) == (bea.name, "air:notice:end")


def test_what_a_notice_said_is_found_in_the_trail_once_it_is_over(
    edit: Person, person: Callable[..., Person]
) -> None:
    announce(edit, texted="Lines are busy.").send(f"{PAGE}/notice/end")
    words = person("admin").open("/desk/trail").words
    assert f"until Tuesday 19 May 2026, 10 pm (en) “{WORDS}” By text: “Lines are busy.”" in words
