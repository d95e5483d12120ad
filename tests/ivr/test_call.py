"""Scenes of calls: menus, topics, keys, silence, and the way to a person."""

from dataclasses import replace

import pytest

from ivr.aloud import Numbers, begins, lasts, numbers
from ivr.flow import step
from ivr.model import Listen, Pause, Place, Pressed, Say, Turn
from ivr.spot import MAIN_MENU, Spot
from menus.model import Number, Pack
from menus.numbers import number_spoken
from tests.caller import HELPLINE_ITSELF, Caller
from tests.conftest import CLOSED, OPEN, At
from tests.wiring.wire import Wire


def test_the_greeting_names_the_service_and_999_before_the_menu(caller: Caller) -> None:
    heard = caller.call().heard
    assert heard.startswith("Muscle Line. In an emergency, hang up and call 9 9 9.")
    assert caller.offered == ["0", "1", "2", "3", "4", "9"]


def test_when_closed_the_greeting_says_so_first(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.call()
    assert "9 9 9. Our helpline is closed." in caller.heard
    assert caller.offered[0] == "0"
    assert "For a call back, press zero." in caller.heard


def test_the_helpline_closes_on_the_second_for_a_key_that_was_just_pressed(caller: Caller, at: At) -> None:
    at("2026-11-25T19:59")
    caller.call()
    for moment, is_closed in (("19:59:59.999999", False), ("20:00:00", True), ("19:59:59.5", False)):
        at(f"2026-11-25T{moment}")
        assert ("Our helpline is closed." in caller.press("9").heard) == is_closed


def test_a_choice_is_confirmed_by_its_name_and_the_card_is_two_keys_away(caller: Caller) -> None:
    assert caller.call().press("1").heard.startswith("Steroids.")
    caller.press("1")
    assert caller.heard.startswith("The steroid card. This is a draft. No clinician has checked it.")
    assert "carry a steroid card" in caller.heard
    assert caller.wait().heard.startswith("Do not stop or change")


def test_chunks_follow_each_other_by_themselves_until_the_choices_at_the_end(
    caller: Caller, pack: Pack
) -> None:
    caller.call().press("1", "1")
    first, *parts = pack.languages["en"].topics["steroidcard"].heard
    assert caller.heard.endswith(first)
    for part in parts:
        assert caller.gather["timeout"] == "1"
        assert caller.wait().heard == part
    assert caller.wait().heard.startswith("That is the end.")
    assert caller.offered == ["9", "5", "*", "0"]
    assert caller.gather["timeout"] == "60"


def test_hash_goes_on_and_9_says_it_again(caller: Caller) -> None:
    caller.call().press("1", "1").wait(2)
    first = caller.heard
    second = caller.press_unheard("#").heard
    assert second.startswith("Next.")
    assert first not in second
    assert caller.press_unheard("9").heard == second.replace("Next.", "Again.")


def test_hash_in_the_first_fact_leads_into_the_safety_sentence(caller: Caller) -> None:
    caller.call().press("1", "2")
    assert caller.press_unheard("#").heard.startswith("Next. Do not stop or change")


def test_9_at_the_end_says_the_whole_topic_from_its_first_fact(caller: Caller) -> None:
    caller.call().press("1", "2").to_the_end()
    assert "first choice" in caller.press("9").heard
    assert caller.wait().heard.startswith("Do not stop or change")


def test_star_leads_from_a_topic_to_its_menu_and_from_there_to_the_main_menu(caller: Caller) -> None:
    caller.call().press("3", "2")
    assert caller.press_unheard("*").heard.startswith("Exercise and recovery.")
    assert caller.press("*").heard.startswith("Main menu.")


def test_a_stray_key_does_not_skip_the_safety_sentence(caller: Caller) -> None:
    caller.call().press("1", "1")
    for key in ("5", "#", "7", "1"):
        caller.call().press("1", "1").wait()
        assert "Do not stop or change" in caller.press_unheard(key).heard
        assert "Do not stop or change" not in caller.press_unheard(key).heard


def test_slow_mode_stops_after_each_chunk_until_hash(caller: Caller) -> None:
    caller.call()
    assert caller.press_unheard("8").heard.startswith("Slow mode on.")
    caller.press("1", "1")
    assert caller.gather["timeout"] == "180"
    assert caller.offered == ["#"]
    assert "Do not stop or change" in caller.press("#").heard
    assert "Do not stop or change" not in caller.press("#").heard
    assert caller.press_unheard("8").heard.startswith("Slow mode off.")
    assert caller.gather["timeout"] == "1"


def test_what_is_true_of_every_topic_is_said_once_a_call(caller: Caller) -> None:
    notices = ("This is general information.", "This is a draft. No clinician has checked it.")
    caller.call().press("1", "1")
    assert all(notice in caller.heard for notice in notices)
    caller.press_unheard("0").wait().dial_ended("busy").press("*")
    for early, keys in (
        ("", "12"),
        ("*", "*2"),
        ("1", ""),
        ("*", "*41"),
    ):  # pressed while a topic is read out
        caller.press_unheard(*early).press(*keys)
        assert not any(notice in caller.heard for notice in notices), caller.heard


def test_a_draft_after_a_reviewed_topic_still_says_that_it_is_one(pack: Pack) -> None:
    language = pack.languages["en"]
    signed = replace(language.topics["bones"], reviewed_by="Ann")
    mixed = replace(language, topics={**language.topics, "bones": signed})
    place = Place("en", Spot.read("menu.steroids"))
    for key, draft, general in (("4", False, True), ("1", True, False), ("2", False, False)):
        turn = step(replace(pack, languages={"en": mixed}), place, Pressed(key), OPEN)
        assert ("This is a draft." in begins(turn)) is draft
        assert ("general information" in begins(turn)) is general
        place = turn.place._replace(spot=place.spot, chunk=0)


def test_silence_is_met_with_patience_and_then_a_person(caller: Caller) -> None:
    caller.call()
    assert caller.gather["timeout"] == "10"
    assert "stay on the line for a person" in caller.wait().heard
    assert caller.gather["timeout"] == "15"
    caller.wait()
    assert "Take your time" not in caller.heard
    assert "Putting you through" in caller.wait().heard
    assert caller.wait().dial["number"] == "+448005200520"


def test_a_transfer_by_silence_happens_once_a_call(caller: Caller) -> None:
    caller.call().wait(4).dial_ended("no-answer")
    caller.wait(4)
    assert caller.over
    assert caller.heard.endswith("Goodbye.")


@pytest.mark.parametrize("tried", [False, True])
@pytest.mark.parametrize("when", ["2026-05-19T10:00", "2026-05-19T22:00"])
def test_silence_never_ends_a_call_before_three_minutes(
    caller: Caller, at: At, when: str, tried: bool
) -> None:
    at(when)
    caller.call()
    if tried:
        caller.press("9")
    for _ in range(6):
        if not caller.over and caller.document.find("Dial") is None:
            caller.wait()
    assert not caller.over or caller.spent >= 180


def test_silence_when_closed_brings_the_closed_message_the_menu_and_goodbye(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.call().wait()
    assert "stay on the line to hear who can help." in caller.heard
    assert "person" not in caller.heard
    caller.wait()
    assert all(told in caller.heard for told in HELPLINE_ITSELF)
    assert "Samaritans free on 1 1 6, 1 2 3" in caller.heard
    assert "closed until tomorrow, Wednesday, at 9 in the morning" in caller.wait().heard
    assert caller.heard.count("For urgent advice") == 1 and "9 in the morning to 8" not in caller.heard
    assert "Our helpline is closed." in caller.wait().heard
    assert caller.wait().over
    assert all(told in caller.heard for told in HELPLINE_ITSELF) and "Samaritans" in caller.heard
    assert not any("for a person" in said.lower() for said in caller.said)


def test_silence_at_the_end_of_a_topic_reads_its_menu_with_patience(caller: Caller) -> None:
    caller.call().press("4", "4").to_the_end()
    assert "Take your time." in caller.wait().heard
    assert caller.offered == ["9", "5", "*", "0"], "the keys that were named still hold"
    assert caller.gather["timeout"] == "15"
    assert "who we are" in caller.wait().heard.lower()


def test_three_unused_keys_lead_to_a_person(caller: Caller) -> None:
    caller.call()
    for _ in range(2):
        assert "key is not in use here" in caller.press_unheard("7").heard
    assert "Putting you through" in caller.press_unheard("7").heard


def test_a_good_key_between_unused_ones_starts_the_count_anew(caller: Caller) -> None:
    caller.call().press_unheard("7", "7").press("1").press_unheard("7", "7")
    assert "not in use" in caller.heard


def test_when_closed_three_unused_keys_bring_the_closed_message(caller: Caller, at: At) -> None:
    at(CLOSED)
    assert "closed until" in caller.call().press_unheard("7", "7", "7").heard
    assert caller.press("*").heard.startswith("Main menu.")


def test_0_says_that_the_transfer_is_recorded_and_star_returns(caller: Caller) -> None:
    caller.call().press("0")
    assert "recorded" in caller.heard
    assert caller.gather["timeout"] == "3"
    assert caller.press("*").heard.startswith("Main menu.")


def test_a_second_0_has_the_notice_said_again_before_it_rings(caller: Caller) -> None:
    caller.call().press("0").press_unheard("0")
    assert "recorded" in caller.heard
    assert caller.press_unheard("0").dial["timeout"] == "60"


@pytest.mark.parametrize(
    ("status", "bridged", "words"),
    [
        ("busy", None, "busy"),
        ("no-answer", None, "picked up"),
        ("failed", None, "could not reach"),
        ("canceled", None, "could not reach"),
        ("completed", False, "picked up"),
        ("something-new", None, "could not reach"),
    ],
)
def test_a_transfer_that_fails_comes_back_with_words_and_a_way_on(
    caller: Caller, status: str, bridged: bool | None, words: str
) -> None:
    caller.call().press("0").wait().dial_ended(status, bridged)
    assert words in caller.heard
    assert caller.offered == ["0", "1", "*"]
    assert caller.press("*").heard.startswith("Main menu.")


@pytest.mark.parametrize("bridged", [True, None])
def test_a_transfer_in_which_two_people_spoke_ends_with_goodbye(caller: Caller, bridged: bool | None) -> None:
    caller.call().press("0").wait().dial_ended("completed", bridged)
    assert caller.over
    assert "Goodbye" in caller.heard


def test_the_closed_message_offers_a_call_back_and_information(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.call().press("0")
    assert caller.offered == ["0", "*"]
    assert "1 1 1" in caller.heard
    assert "G P out-of-hours" in caller.heard
    assert caller.press("0").heard.startswith("A call back.")
    assert caller.call().press("0").press_unheard("1").heard.startswith("A call back."), (
        "1 as while we are open"
    )


def test_open_or_closed_is_decided_when_0_is_pressed(caller: Caller, at: At) -> None:
    at("2026-05-19T19:59:59")
    caller.call()
    at("2026-05-19T20:00:00")
    assert "closed until" in caller.press("0").heard


def test_after_an_hour_the_end_is_announced_at_a_menu_and_not_inside_a_topic(caller: Caller, at: At) -> None:
    caller.call().press("1", "1")
    at("2026-05-19T11:01")
    assert "an hour" not in caller.wait().heard
    assert "an hour" in caller.press_unheard("*").heard
    assert caller.wait().over


def test_after_an_hour_a_person_can_still_be_reached(caller: Caller, at: At) -> None:
    caller.call()
    at("2026-05-19T11:01")
    assert "Putting you through" in caller.press("1", "0").heard


@pytest.mark.parametrize("number", ["anonymous", "+266696687", "", "Restricted", "+464"])
def test_a_withheld_caller_gets_everything(wire: Wire, number: str) -> None:
    caller = Caller(wire, number=number).call()
    assert "The steroid card." in caller.press("1", "1").heard
    assert caller.press_unheard("0").wait().dial["number"] == "+448005200520"


@pytest.mark.parametrize("digits", ["", "12", "abc", "1" * 10_000, "é", "\x00", "<&>", " "])
def test_any_digits_are_met_with_words_and_a_way_on(wire: Wire, digits: str) -> None:
    caller = Caller(wire).call().press_unheard(digits)
    assert caller.offered[:2] == ["0", "1"]


@pytest.mark.parametrize(
    "path",
    [
        "en/topic.nothing/0/00",
        "cy/menu.main/0/00",
        "en/menu.main/7/00",
        "en/topic.steroids/99/00",
        "en/dialled/9/00",
        "en/menu.main/0/00x",
        "../../etc/passwd",
        "en/%00/0/00",
        "é",
        "en//0/00",
        "x" * 5000,
    ],
)
def test_a_place_that_does_not_exist_leads_back_to_the_menu(wire: Wire, path: str) -> None:
    caller = Caller(wire)
    caller._post(f"/voice/{path}".replace("é", "%C3%A9"), Digits="1")
    assert "lost our place" in caller.heard
    assert caller.offered == ["0", "1", "2", "3", "4", "9"]


@pytest.mark.parametrize("began", ["", "x", "-1", "9" * 40, "0000000000"])
def test_a_call_goes_on_whatever_stands_where_its_beginning_was(wire: Wire, began: str) -> None:
    caller = Caller(wire)
    caller._post(f"/voice/en/topic.exercise/1/00?began={began}")
    assert caller.offered or caller.heard


def test_a_webhook_without_parameters_is_answered(wire: Wire) -> None:
    for path in ("/voice", "/voice/en/menu.main/0/00", "/voice/en/dialled/0/00"):
        assert wire.post(path, {}).status == 200


def test_a_slash_too_many_is_no_dead_call(wire: Wire) -> None:
    assert b"Muscle Line" in wire.post("/voice/", {"CallSid": "CA1", "From": "anonymous"}).body
    texted = {"MessageSid": "SM" + "9" * 32, "From": "+447400123499", "Body": "MENU"}
    assert b"Muscle Line" in wire.post("/sms/", texted).body


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/voice", {"CallSid": "CA1", "From": "+447400123456"}),
        ("/voice/status", {"CallSid": "CA2", "CallStatus": "completed"}),
        ("/voice/en/menu.main/0/00?began=0029000000", {"CallSid": "CA3", "Digits": "1"}),
        ("/sms", {"MessageSid": "SM" + "7" * 32, "From": "+447400123477", "Body": "bones & more?"}),
        ("/sms/status", {"MessageSid": "SM" + "8" * 32, "MessageStatus": "delivered"}),
    ],
)
def test_a_signed_get_is_answered_as_the_post_would_be(wire: Wire, path: str, form: dict[str, str]) -> None:
    assert wire.post(path, form, method="GET") == wire.post(path, form)


def test_a_get_that_is_signed_for_another_query_is_refused(wire: Wire) -> None:
    signed = Wire(lambda method, path, *rest: wire.send(method, path.replace("bones", "PRIVACY"), *rest))
    form = {"MessageSid": "SM" + "6" * 32, "From": "+447400123466", "Body": "bones"}
    assert signed.post("/sms", form, method="GET").status == 403


def test_a_text_asked_for_in_the_first_fact_does_not_cost_the_safety_sentence(caller: Caller) -> None:
    caller.call().press("1", "1").press_unheard("5")
    assert "way" in caller.press("1").heard and "Do not stop or change" in caller.heard
    caller.call().press("1", "1").to_the_end()
    assert "That is the end." in caller.press("5", "1").heard


def test_who_we_are_says_once_that_it_is_general_information(caller: Caller) -> None:
    assert caller.call().press("4", "3").heard.count("This is general information.") == 1


def test_a_turn_lasts_its_words_and_its_pauses_before_and_while_a_key_is_awaited() -> None:
    hello = Say(("Hello.",))
    said = Turn(Place("en", MAIN_MENU), (hello,), Listen((hello,), 10))
    paused = Turn(said.place, (hello, Pause(500)), Listen((Pause(1000), hello), 10))
    assert lasts(paused, Numbers()) - lasts(said, Numbers()) == pytest.approx(1.5)


def test_a_line_that_does_not_know_its_number_speaks_the_first_of_the_helpline(pack: Pack) -> None:
    language, first = pack.languages["en"], pack.hours.numbers[0]
    others = (Number("+442079460001", "person"), Number("+442079460002", "person"))
    several = replace(pack, hours=replace(pack.hours, numbers=(first, *others)))
    assert numbers(several, language, "", "", "").line == number_spoken(language, first.number)
    own = numbers(several, language, "+447400123456", "", "+442079460123")
    assert (own.line, own.tail) == (number_spoken(language, "+442079460123"), "4 5 6")
