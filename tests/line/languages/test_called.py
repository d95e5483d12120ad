"""A call in two languages: offered, kept for the call, whole at each place, and never with a gap."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from ivr import aloud
from ivr.call import KEY_GAP, Call
from ivr.flow import step
from ivr.model import Arrived, Caller, Listen, Place, Pressed, Say, Silence, Spoke, Turn
from ivr.spot import MAIN_MENU, Spot
from ivr.twiml import Filling, render
from menus.air.changes import Air, Notice, Wording
from menus.air.laying import lay_over
from menus.model import Pack
from menus.multilingual.untranslated import untranslated
from menus.outcome import Kept
from menus.rules.faults import faults
from menus.said import look
from tests.caller import Caller as OnThePhone
from tests.conftest import CLOSED, OPEN, At
from tests.packs.bilingual import bilingual, without
from tests.wiring.wire import Wire, in_process

WELSH, ENGLISH = "Polly.Gwyneth", "Polly.Amy-Neural"
KNOWN = aloud.Numbers("1 2 3", "zero 1", "zero 2")


def voices(document: ET.Element) -> list[tuple[str, str]]:
    """Who says what, in order."""
    return [(say.attrib["voice"], "".join(say.itertext()).strip()) for say in document.iter("Say")]


@pytest.mark.parametrize(("moment", "closed"), [("2026-05-19T10:00", False), ("2026-05-19T22:00", True)])
def test_a_language_is_offered_in_its_own_voice_and_kept_for_the_call(
    tmp_path: Path, line_with: Callable[..., Flask], at: At, moment: str, closed: bool
) -> None:
    at(moment)
    caller = OnThePhone(Wire(in_process(line_with(pack=bilingual(tmp_path).folder)))).call()
    told = dict(voices(caller.document))
    assert "I siarad Cymraeg, pwyswch 7." in told[WELSH] and "press zero" in told[ENGLISH]
    caller.press_unheard("7")
    assert caller.heard.startswith("Muscle Line. Mewn argyfwng, rhowch y ffôn i lawr a ffoniwch 9 9 9.")
    assert ("Mae ein llinell gymorth ar gau." in caller.heard) is closed
    assert (ENGLISH, "For English, press 7.") in voices(caller.document)
    caller.press_unheard("1", "4")
    assert "Diogelu eich esgyrn" in caller.heard
    assert {voice for voice, _ in voices(caller.document)} == {WELSH}
    caller.press_unheard("*", "*", "7")
    assert caller.heard.startswith("Muscle Line. In an emergency")


def test_who_chooses_a_language_begins_anew_to_err(both: Pack) -> None:
    turn = step(both, Place("en", MAIN_MENU, silences=2, misses=2), Pressed("7"), OPEN)
    assert turn.place == Place("cy", MAIN_MENU)


OFFERING = ("menu.main", "menu.treatments", "urgent.danger", "careful.steroids.bones", "missed")


@pytest.mark.parametrize("spot", OFFERING)
def test_a_language_that_lacks_the_words_for_keys_offers_each_choice_whole_in_the_first(
    both: Pack, spot: str
) -> None:
    welsh = both.languages["cy"]
    keyless = replace(welsh, lent=welsh.lent | {"keys"})
    lacking = replace(both, speech=True, languages={**both.languages, "cy": keyless})
    there = Spot(spot.split(".")[0], tuple(spot.split(".")[1:]))
    turn = step(lacking, Place("cy", there), Pressed("9"), OPEN)
    assert isinstance(turn.then, Listen)
    said = turn.then.prompt
    offered = [said[at - 1 : at + 2 : 2] for at, part in enumerate(said) if part == KEY_GAP]
    own = lacking.languages[turn.place.language]
    by = {word.by or own for pair in offered for word in pair if isinstance(word, Say)}
    assert len(offered) > 1 and by == {lacking.languages["en"]}


def test_what_a_language_lacks_is_said_in_the_first_one_by_its_voice(both: Pack) -> None:
    for name in ("flare", "helpline"):
        turn = step(both, Place("cy", Spot("topic", (name,))), Pressed("9"), OPEN)
        document = ET.fromstring(render(turn, both.languages["cy"], Filling(1)))
        first = both.languages["en"].topics[name].spoken[0][:12]
        assert [voice for voice, words in voices(document) if first in words] == [ENGLISH], name
        assert turn.place.language == "cy"


def test_a_sentence_that_is_taken_out_is_said_in_the_first_language_whole(tmp_path: Path) -> None:
    made = bilingual(tmp_path)
    for key in ("closed", "closed_information"):
        made.drop("base/cy/phrases.toml", key, "call")
    pack = made.load()
    turn = step(pack, Place("cy", MAIN_MENU), Pressed("0"), CLOSED)
    document = ET.fromstring(render(turn, pack.languages["cy"], Filling(1)))
    told = [(voice, words) for voice, words in voices(document) if "closed" in words or "Am alwad" in words]
    assert [voice for voice, _ in told] == [ENGLISH, WELSH]
    assert "until tomorrow, Wednesday, at 9 in the morning" in told[0][1]
    found = [str(fault) for fault in faults(pack, OPEN.date()) if fault.file == "cy/"]
    assert sum("call.closed, call.closed_information" in each for each in found) == 1
    assert not [each for each in faults(pack, OPEN.date()) if each.key == "call.closed"]


def test_a_sentence_that_rests_on_other_facts_than_in_the_first_language_is_an_error(tmp_path: Path) -> None:
    made = bilingual(tmp_path)
    pack = made.load()
    assert not [
        one for one in untranslated(look(pack, pack.languages["cy"], OPEN.date())) if one.level == "error"
    ]
    made.swap("base/cy/phrases.toml", "ffoniwch 9 9 9. [A9]", "ffoniwch 9 9 9. [A13]")
    made.swap(
        "cy/topics/bones.toml",
        "rhag cyflwr ar yr esgyrn. [T6] Ei enw",
        "rhag cyflwr ar yr esgyrn. [T7] Ei enw",
    )
    pack = made.load()
    told = untranslated(look(pack, pack.languages["cy"], OPEN.date()))
    (fault,) = [one for one in told if one.level == "error"]
    assert "behind 2: call.greeting, topics.bones" in fault.says


def test_a_promise_that_is_lent_is_lent_with_its_day(both: Pack) -> None:
    due, both = OPEN.replace(day=20, hour=20), without(both, "call.callback_kept_relay")
    for time, said in (("relay", "by 8 in the evening on Wednesday"), ("any", "erbyn 8 y nos ddydd Mercher")):
        turn = step(both, Place("cy", Spot("saved", (time,))), Kept(due), OPEN, Caller("mobile"))
        assert said in aloud.words_of(turn, KNOWN)


def test_without_words_for_times_no_sentence_is_half_in_one_language(tmp_path: Path) -> None:
    made = bilingual(tmp_path)
    made.drop("base/cy/phrases.toml", "noon", "times")
    pack = made.load()
    welsh = pack.languages["cy"]
    assert welsh.days == pack.languages["en"].days
    assert {"call.closed", "call.helpline_itself", "text.help", "times"} <= welsh.lent
    assert not {"call.greeting", "call.person", "text.menu"} & welsh.lent


def test_an_alarm_spoken_in_another_language_is_answered_in_it(both: Pack) -> None:
    listening = replace(both, speech=True)
    for at, words, code in (("en", "dwi eisiau marw", "cy"), ("cy", "i cannot breathe", "en")):
        turn = step(listening, Place(at, MAIN_MENU), Spoke(words), OPEN)
        assert (turn.place.language, turn.place.spot.room) == (code, "urgent")
    turn = step(listening, Place("cy", MAIN_MENU), Spoke("bones"), OPEN)
    assert turn.place.language == "cy"


def test_a_notice_that_lacks_the_language_is_said_all_the_same(both: Pack) -> None:
    notice = Notice({"en": Wording("We move today.", "we move today.")}, OPEN.replace(hour=20))
    pack = lay_over(both, Air(notice=notice))
    greeted = step(pack, None, Arrived(), OPEN)
    turn = step(pack, greeted.place, Pressed("7"), OPEN)
    assert isinstance(turn.then, Listen)
    (said,) = (part for part in turn.then.prompt if isinstance(part, Say) and "We move" in part.pieces[0])
    assert said.by is pack.languages["en"]


def test_a_word_off_the_air_is_off_in_what_was_lent(both: Pack) -> None:
    pack = lay_over(both, Air(words=frozenset({"flareup"})))
    welsh = pack.languages["cy"]
    assert welsh.topics["flare"] is pack.languages["en"].topics["flare"]
    assert "flare up" not in welsh.topics["flare"].also


@pytest.mark.parametrize("now", [OPEN, CLOSED], ids=["open", "closed"])
def test_each_place_of_a_further_language_is_whole_and_in_one_of_its_two_voices(
    both: Pack, now: object
) -> None:
    """The crawl of the second language, at the places where nothing is being counted."""
    welsh, caller = both.languages["cy"], Caller("mobile")
    start = step(both, step(both, None, Arrived(), now).place, Pressed("7"), now, caller)  # type: ignore[arg-type]
    seen, waiting = {start.place}, [start]
    lent = 0
    while waiting:
        turn = waiting.pop()
        render(turn, welsh, Filling(1, held="x", numbers=KNOWN, recording="r", line="+44"))
        assert turn.place.language == "cy"
        lent += any(by is not None for by in spoken_by(turn))
        assert all(by in (None, both.languages["en"]) for by in spoken_by(turn))
        for event in (Silence(), *map(Pressed, "0123456*#")):
            if not isinstance(turn.then, Listen) or turn.wish:
                break
            led = step(both, turn.place, event, now, caller)  # type: ignore[arg-type]
            if led.place not in seen and not (led.place.silences or led.place.misses):
                seen.add(led.place)
                waiting.append(led)
    assert lent > 20 and len(seen) > 90


def spoken_by(turn: Turn) -> list[object]:
    return [part.by for part in (*turn.before, *aloud.prompt(turn)) if isinstance(part, Say)]


def test_an_old_place_in_a_language_that_is_gone_goes_on_in_the_first(pack: Pack) -> None:
    turn = step(pack, Place("cy", MAIN_MENU), Pressed("1"), OPEN)
    assert turn.place == Place("en", MAIN_MENU)
    call = Call(pack, turn.place, OPEN, Caller())
    assert isinstance(turn.then, Listen) and call.phrase("lost") in turn.then.prompt


def test_a_question_which_topic_was_meant_is_lent_whole_where_the_language_lacks_its_sentence(
    both: Pack,
) -> None:
    place = Place("cy", Spot("ask", ("bones",)))
    asked, lent = (
        aloud.words_of(step(pack, place, Silence(), OPEN), KNOWN)
        for pack in (both, without(both, "call.did_you_say"))
    )
    assert "esgyrn" in asked and "Did you ask about protecting your bones?" not in asked
    assert "Did you ask about protecting your bones?" in lent and "esgyrn" not in lent
