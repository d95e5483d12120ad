"""The tables that words and clocks stand on: each row is a decision, changed here too."""

from dataclasses import fields, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from menus import blanks, clock, due, model, parts, said, words
from menus.loading import shape
from menus.model import Pack
from menus.numbers import number_spoken, number_text

LONDON = ZoneInfo("Europe/London")
NUMBERS = {
    "+442079460123": "020 7946 0123",
    "+441314960123": "0131 496 0123",
    "+441214960123": "0121 496 0123",
    "+441174960123": "0117 496 0123",
    "+441414960123": "0141 496 0123",
    "+441514960123": "0151 496 0123",
    "+441614960123": "0161 496 0123",
    "+441914980123": "0191 498 0123",
    "+441632960123": "01632 960 123",
    "+447700900123": "07700 900 123",
    "+443030990123": "0303 0990 123",
    "+448005200520": "0800 5200 520",
    "+44800520052": "0800 5200 52",
    "+33123456789": "+33 123 456 789",
    "+3312345678": "+33 123 456 78",
    "+331234567": "+33 123 4567",
}


def test_a_number_is_written_in_the_groups_in_which_people_know_it() -> None:
    assert {number: number_text(number) for number in NUMBERS} == NUMBERS


def test_a_topic_of_a_long_keyword_is_told_by_its_first_synonym_of_twelve_letters_at_most(pack: Pack) -> None:
    bones = pack.languages["en"].topics["bones"]
    told = {
        ("ABCDEFGHIJKL", "short"): "ABCDEFGHIJKL",
        ("ABCDEFGHIJKLM", "abcdefghijklm", "two words", "abcdefghijkl", "short"): "ABCDEFGHIJKL",
        ("ABCDEFGHIJKLM", "abcdefghijklm"): "ABCDEFGHIJKLM",
    }
    assert {names: replace(bones, keyword=names[0], also=names[1:]).told for names in told} == told


def test_a_call_back_is_due_by_its_day_and_from_a_week_on_by_its_date(pack: Pack) -> None:
    english, now = pack.languages["en"], datetime(2026, 5, 19, 10, tzinfo=LONDON)
    said = {
        20: ("8 in the evening on Wednesday", "8pm on Wed 20 May"),
        27: ("8 in the evening on Wednesday 27 May", "8pm on Wed 27 May"),
    }
    for day, (spoken, written) in said.items():
        due_at = datetime(2026, 5, day, 20, tzinfo=LONDON)
        assert words.due(english, pack.hours, now, due_at) == spoken
        assert words.due_text(english, pack.hours, now, due_at) == written


def test_a_number_is_said_as_it_is_written_with_a_word_for_nought_and_plus(pack: Pack) -> None:
    english = pack.languages["en"]
    assert number_spoken(english, "+441632960123") == "zero 1 6 3 2, 9 6 zero, 1 2 3"
    assert number_spoken(english, "+33123456789") == "plus 3 3, 1 2 3, 4 5 6, 7 8 9"


def test_a_text_part_holds_what_the_carrier_counts() -> None:
    assert (parts.GSM7_ALONE, parts.GSM7_PART, parts.UCS2_ALONE, parts.UCS2_PART) == (160, 153, 70, 67)
    full = {70: 1, 71: 2, 134: 2, 135: 3, 201: 3, 202: 4}
    assert {letters: parts.parts("й" * letters) for letters in full} == full


def test_a_sentence_may_hold_only_the_blanks_that_are_filled_where_it_is_said() -> None:
    named = {"charity", "document", "answerer", "example", "reviewed"}
    named |= {"holidays", "closednow", *blanks.COST, *blanks.RECORDED}
    assert {"service", "number", "hours", "opening", "checked"} | named == blanks.ANYWHERE
    assert {"service", "number", "hours", "checked"} | named == blanks.IN_TOPICS
    assert {name: " ".join(sorted(held)) for name, held in blanks.ALSO.items()} == {
        "call.did_you_say": "topic",
        "call.or_was_it": "topic",
        "call.own_number": "tail",
        "call.own_mobile": "tail",
        "call.record_rung": "tail",
        "call.message_recorded_rung": "tail",
        "call.read_back": "keyed",
        "call.screen_language": "chosen",
        "call.callback_kept": "best due line",
        "call.callback_kept_relay": "due",
        "call.callback_kept_another_relay": "due",
        "call.callback_already_relay": "best due",
        "call.callback_waits_relay": "due",
        "call.callback_waits": "due",
        "text.callback_instead": "keyed tail",
        "text.callback_right_next": "keyed",
        "call.asked_other": "due ends",
        "call.callback_kept_another": "best due line",
        "call.callback_already": "best due line",
        "call.urgent_danger": "afraid",
        "text.after_danger": "afraid",
        "call.afraid": "refuge",
        "text.menu": "options",
        "text.list": "options title",
        "text.ask_one": "topic",
        "text.ask_two": "other topic",
        "text.withdrawn": "title",
        "text.withdrawn_medicine": "title",
        "text.comes_line": "line",
        "call.week": "week",
        "text.week": "week",
        "text.callback_right": "keyed",
        "text.callback_instead_own": "keyed",
        "text.closed_days": "ahead",
        "text.next_closed": "dates",
        "text.other_hours": "dates",
        "text.callback_kept": "best comes due line",
        "text.callback_kept_another": "best comes due line",
        "text.callback_already": "best comes due line",
        "text.callback_kept_day": "best comes due line",
        "text.callback_kept_another_day": "best comes due line",
        "text.callback_already_day": "best comes due line",
        "text.unknown_owed": "due",
        "text.callback_noted": "best",
        "text.asked_other": "due tail",
        "text.callback_asked": "others",
        "text.callback_waits": "best comes due line",
        "text.callback_late": "best comes due line",
        "text.callback_other_stands": "comes line",
        "text.callback_any_day": "comes due line",
        "text.callback_waits_stopped": "due",
        "text.callback_late_stopped": "due",
        "text.callback_ringing": "comes due line",
        "text.callback_rung_once": "comes due line",
        "text.abroad": "line",
        "text.why": "about dated heading origin signed",
        "text.why_dated": "date month year",
        "text.reaction": "choices",
        "text.careful": "topics",
        "text.worried": "topics",
        "text.worried_owed": "topics",
        "text.urgent_at_once": "topic",
        "text.urgent_danger": "afraid",
        **dict.fromkeys((f"text.callback_{of}_danger" for of in ("withdrawn", "stands", "owed")), "afraid"),
        "text.callback_withdrawn_topic": "topic",
        "text.afraid": "refuge",
    }


def test_a_time_is_put_together_from_these_templates_and_their_blanks() -> None:
    assert (clock.SPOKEN, clock.TEXTED) == ("", "text_")
    days = ["today", "tomorrow", "week", "later", "never", "due", "due_later"]
    hands = ["midnight", "noon", "hour", "half", "minutes", "part_0"]
    spans = ["span", "span_until", "spans_and", "hours", "hours_and", "days_two", "days_between", "no_hours"]
    spans += ["always", "vary", "varied", "text_varied"]
    both = (*days, *hands, "reviewed")
    assert (*both, *(f"text_{name}" for name in both), *spans, "zero", "plus") == clock.TEMPLATES


def test_a_call_back_is_asked_for_a_part_of_the_day_and_due_within_thirty_days() -> None:
    assert due.TIMES == ("morning", "afternoon", "evening", "any")
    assert (model.MAIN, model.HELPLINE, model.ABOUT, model.SUPPORT) == (
        "main",
        "helpline",
        "about",
        "SUPPORTUS",
    )


def test_what_may_be_left_out_of_the_hours_is_what_a_pack_without_a_file_of_them_has() -> None:
    held = {one.name: one.default for one in fields(model.Hours)}
    assert held["callbacks_a_day"] == shape.HOURS["callbacks_a_day"].default == 40


def test_pieces_of_other_sentences_are_said_though_nothing_says_them_alone() -> None:
    assert said.PIECES[:3] == ("draft", "or", "afraid")
    assert set(said.PIECES[3:]) == {
        *(
            "by_relay",
            "best_morning",
            "best_afternoon",
            "best_evening",
            "best_any",
            "comes_line",
            "comes_relay",
        ),
        *("callback_unclear", "callback_who_helps", "callback_unsaved", "callback_unsaved_stop"),
        *("after_alarm", "after_danger"),
        *("callback_noted", "callback_have", "callback_no_day", "callback_shut", "asked_other"),
        *("callback_or_own", "next_closed", "other_hours"),
        *("callback_not_saved", "call_stands", "sorry_for_loss", "stop_erase"),
        *("why_dated", "why_undated"),
    }
    assert words.WEEK == 7
