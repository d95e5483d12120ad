"""Scenes of calls by speech: a line whose pack has `speech = true`."""

import re
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest

from app import create_app
from ivr.model import KeyNumber, Listen, Place, Say, Turn
from ivr.spot import MAIN_MENU
from ivr.twiml import Filling, render
from menus.model import Pack
from settings import Settings
from store.store import Store
from tests.caller import Caller
from tests.conftest import Clock, changed_pack, new_number
from tests.wiring.wire import Wire, in_process


@pytest.fixture(scope="session")
def listening(
    tmp_path_factory: pytest.TempPathFactory, settings: Settings, line_store: Store, line_clock: Clock
) -> Wire:
    """The wire to a line that listens to speech."""
    folder = changed_pack(tmp_path_factory.mktemp("pack"), "menu.toml", "speech = false", "speech = true")
    return Wire(in_process(create_app(replace(settings, pack=folder), store=line_store, now=line_clock)))


@pytest.fixture
def caller(listening: Wire, clock: Clock) -> Caller:  # noqa: ARG001, each scene starts at the same hour
    """Somebody who speaks."""
    return Caller(listening, number=new_number()).call()


def test_a_menu_listens_to_keys_and_speech_in_british_english(caller: Caller) -> None:
    assert caller.gather["input"] == "dtmf speech"
    assert caller.gather["language"] == "en-GB"
    hints = caller.gather["hints"].split(",")
    assert "methotrexate" in hints
    assert len(hints) <= 500
    assert max(map(len, hints)) <= 100


def test_the_carrier_is_told_as_many_words_to_expect_as_it_takes(pack: Pack) -> None:
    language = pack.languages["en"]
    bones = language.topics["bones"]

    def told(*also: str) -> list[str]:
        topics = {**language.topics, "bones": replace(bones, also=also)}
        turn = Turn(Place("en", MAIN_MENU), (), Listen((), 5, speech=True))
        root = fromstring(render(turn, replace(language, topics=topics), Filling(0)))
        return root.findall("Gather")[0].attrib["hints"].split(",")

    plain = told()
    longest, longer = "a" * 100, "a" * 101
    assert [hint for hint in told(longest, longer) if hint not in plain] == [longest]
    assert len(told(*(f"word {number}" for number in range(501 - len(plain))))) == 500
    assert told("here, there", "{number}", "}") == plain


def test_a_pack_without_speech_takes_keys_alone(wire: Wire) -> None:
    assert Caller(wire).call().gather["input"] == "dtmf"


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("um steroid card please", "The steroid card."),
        ("er can you tell me about the dee mards", "Medicines like methotrexate."),
        ("steroids cards", "The steroid card."),
        ("fizzy o therapist", "Physiotherapy."),
        ("i'd like to know about rituximab", "Medicines like rituximab."),
    ],
)
def test_spoken_words_lead_to_their_topic(caller: Caller, said: str, title: str) -> None:
    assert caller.say(said).heard.startswith(title)


def test_low_confidence_asks_back_and_1_or_yes_goes_there(caller: Caller) -> None:
    caller.say("methotrexate", confidence=0.2)
    assert "Did you ask about medicines like methotrexate?" in caller.heard
    assert "press 1" in caller.heard
    assert caller.press("1").heard.startswith("Medicines like methotrexate.")
    caller.call().say("methotrexate", confidence=0.2)
    assert caller.say("yes").heard.startswith("Medicines like methotrexate.")


@pytest.mark.parametrize(("confidence", "goes"), [(0.49, False), (0.5, True), (0.51, True)])
def test_half_sure_is_sure_enough(caller: Caller, confidence: float, goes: bool) -> None:
    title = "Medicines like methotrexate."
    assert caller.say("methotrexate", confidence=confidence).heard.startswith(title) is goes


@pytest.mark.parametrize(
    ("said", "confidence"),
    [
        ("methotrexate", 0.9),
        ("methotrexate", 0.2),
        ("i cant breathe", 0.9),
        ("can i stop my methotrexate", 0.9),
        ("menu", 0.9),
        ("bonse", 0.9),
    ],
)
def test_who_was_understood_begins_anew_to_err(caller: Caller, said: str, confidence: float) -> None:
    caller.press_unheard("6")
    assert "/01" in caller.gather["action"], "a key that is not in use"
    caller.say(said, confidence=confidence)
    assert "/00" in caller.gather["action"]


def test_a_turn_is_read_at_the_pace_of_the_pack(pack: Pack) -> None:
    turn = Turn(Place("en", MAIN_MENU), (), Listen((Say(("Hello.",)),), 5))
    slow = replace(pack.languages["en"], rate=87)
    assert b'<prosody rate="87%">' in render(turn, slow, Filling(0))


def test_one_key_is_awaited_and_of_a_number_all_until_hash(pack: Pack) -> None:
    awaited = []
    for then in (Listen((), 5), Listen((), 5, speech=True), KeyNumber(())):
        root = fromstring(render(Turn(Place("en", MAIN_MENU), (), then), pack.languages["en"], Filling(0)))
        gather = root.findall("Gather")[0].attrib
        awaited.append((gather.get("numDigits"), gather["finishOnKey"]))
    assert awaited == [("1", ""), ("1", ""), (None, "#")]


def test_an_ordinary_word_in_capitals_of_four_letters_is_read_as_a_word_and_a_shorter_one_spelt(
    pack: Pack,
) -> None:
    said = Say(("ALL and YES, DOSE and STOP, then UKQZ.",))
    twiml = render(Turn(Place("en", MAIN_MENU), (said,), Listen((), 5)), pack.languages["en"], Filling(0))
    assert re.findall(rb"alias=\"(\w+)\"", twiml) == [b"dose", b"stop"]


def test_star_or_no_leads_back_from_the_question(caller: Caller) -> None:
    caller.say("methotrexate", confidence=0.2)
    assert caller.say("no").heard.startswith("Main menu.")


@pytest.mark.parametrize("said", ["i cant breathe", "my husband has collapsed", "hes not breathing"])
def test_an_emergency_is_answered_first_then_0_and_star(caller: Caller, said: str) -> None:
    heard = caller.say(said, confidence=0.1).heard
    assert heard.index("9 9 9") < heard.index("Samaritans")
    assert caller.offered == ["0", "*"]
    assert "Putting you through" in caller.press("0").heard


def test_despair_is_answered_with_samaritans_first(caller: Caller) -> None:
    heard = caller.say("i dont want to be here anymore").heard
    assert heard.index("1 1 6") < heard.index("9 9 9")
    assert caller.press("*").heard.startswith("Main menu.")


def test_stopping_a_medicine_is_answered_with_care_and_a_topic(caller: Caller) -> None:
    assert "Do not stop or change" in caller.say("can i stop my methotrexate").heard
    assert caller.press("1").heard.startswith("Medicines like methotrexate.")


@pytest.mark.parametrize(
    ("said", "does"),
    [
        ("person", "Putting you through"),
        ("repeat", "Again."),
        ("back", "Main menu."),
        ("menu", "Main menu."),
        ("one", "Steroids."),
        ("zero", "Putting you through"),
        ("can someone ring me back", "Putting you through"),
        ("help", "Putting you through"),
        ("helpline", "Putting you through"),
        ("i had a missed call from you", "Putting you through"),
        ("stop texting me", "Main menu."),
    ],
)
def test_spoken_keys_do_what_the_keys_do(caller: Caller, said: str, does: str) -> None:
    assert does in caller.say(said).heard


@pytest.mark.parametrize("said", ["by text", "text it to me", "five"])
def test_a_topic_is_texted_to_whoever_asks_for_it_by_voice(caller: Caller, said: str) -> None:
    caller.say("blood tests").to_the_end()
    assert caller.say(said).heard.startswith("By text.")


def test_what_is_heard_before_a_menu_is_texted_by_voice_too(caller: Caller) -> None:
    caller.press_unheard("8").press("2")
    assert "To get it by text" in caller.say("by text").heard


def test_asking_for_a_text_at_a_menu_is_no_unused_key(caller: Caller) -> None:
    assert "not in use" not in caller.say("text me").heard
    assert caller.offered[0] == "0"


def test_what_was_asked_about_is_named_as_in_a_list(caller: Caller) -> None:
    assert "Did you ask about protecting your bones? If so, press 1." in caller.say("bones or bloods").heard
    assert "Or about blood tests? If so, press 2." in caller.heard


def test_words_that_match_nothing_are_neither_silence_nor_a_wrong_key(caller: Caller) -> None:
    for _ in range(4):
        assert "did not catch that" in caller.say("the rain in spain").heard
    assert caller.offered[0] == "0"


def test_speech_goes_on_with_the_talk_at_the_end_of_a_topic(caller: Caller) -> None:
    caller.say("blood tests").to_the_end()
    assert caller.gather["input"] == "dtmf speech"
    assert caller.say("back").heard.startswith("Other treatments.")


@pytest.mark.parametrize("said", ["", " ", "a" * 5000, "\x00", "😀", "<&>"])
def test_any_speech_is_met_with_a_way_on(caller: Caller, said: str) -> None:
    assert caller.say(said).offered
