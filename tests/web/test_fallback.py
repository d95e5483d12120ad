"""What the carrier says and texts while our servers are away (R45); the same until the pack changes."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from menus.model import Number, Pack
from menus.parts import length, parts
from web.fallback import checksum, fallback

LINE = "+441144960000"


def heard(document: bytes) -> str:
    return " ".join(ElementTree.fromstring(document).itertext())


def test_a_caller_hears_both_urgent_numbers_and_the_helplines_number_and_hours(pack: Pack) -> None:
    words = heard(fallback(pack, LINE).voice)
    first, _, later = words.partition("9 9 9")
    assert "call" in first
    for said in ("1 1 1", "zero 8 zero zero, 5 2 zero zero, 5 2 zero", "9 in the morning"):
        assert said in later


def test_a_texter_gets_the_same_in_two_parts_at_most(pack: Pack) -> None:
    text = heard(fallback(pack, LINE).text)
    assert length(text) <= 306
    assert parts(text) <= 2
    for told in (pack.service, "999", "111", "116 123", "0800 5200 520", "9am to 8pm"):
        assert told in text


def test_it_is_in_the_packs_own_voice_and_asks_our_servers_for_nothing(pack: Pack) -> None:
    root = ElementTree.fromstring(fallback(pack, LINE).voice)
    (language,) = pack.languages.values()
    assert {say.get("voice") for say in root.iter("Say")} == {language.voice}
    assert not [one for one in root.iter() if {"action", "url"} & set(one.keys())]
    assert not {"Gather", "Redirect", "Record"} & {one.tag for one in root.iter()}


@pytest.mark.parametrize(("answered_by", "rung"), [("switchboard", 1), ("person", 0)])
def test_only_a_switchboard_is_rung_since_nobody_can_tell_the_hour_or_ask_who_picks_up(
    pack: Pack, answered_by: str, rung: int
) -> None:
    helpline = Number("+442079460123", answered_by)  # type: ignore[arg-type]
    changed = replace(pack, hours=replace(pack.hours, numbers=(helpline,)))
    dials = list(ElementTree.fromstring(fallback(changed, LINE).voice).iter("Dial"))
    assert [(dial.text, dial.get("callerId")) for dial in dials] == [("+442079460123", LINE)] * rung


def test_without_a_number_of_our_own_the_helpline_sees_the_callers(pack: Pack) -> None:
    (dial,) = ElementTree.fromstring(fallback(pack, "").voice).iter("Dial")
    assert dial.get("callerId") is None


def test_a_checksum_knows_the_words_and_not_how_they_were_pasted(pack: Pack) -> None:
    made = fallback(pack, LINE)
    pasted = made.voice.replace(b'<?xml version="1.0" encoding="UTF-8"?>', b"\n").replace(b"><", b">\n  <")
    assert checksum(pasted) == checksum(made.voice)
    assert checksum(made.voice.replace(b"1 1 1", b"1 1 2")) != checksum(made.voice)
    moved = replace(pack, hours=replace(pack.hours, numbers=(Number("+442079460123", "switchboard"),)))
    assert checksum(fallback(moved, LINE).voice) != checksum(made.voice)
    assert checksum(fallback(moved, LINE).text) != checksum(made.text)
