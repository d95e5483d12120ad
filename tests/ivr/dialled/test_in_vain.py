"""Whoever rang the helpline in vain hears whom to call if it is urgent, as of a closed one (R37)."""

import pytest

from ivr.flow import step
from ivr.model import DialEnded, Place
from ivr.spot import Spot
from menus.model import Pack
from tests.caller import Caller, seconds_of
from tests.conftest import OPEN
from tests.packs.bilingual import in_both

LONGEST = 22.0


@pytest.mark.parametrize("end", ["busy", "no-answer", "failed", "canceled", "completed"])
def test_a_helpline_rung_in_vain_is_followed_by_111_and_999(caller: Caller, end: str) -> None:
    heard = caller.call().press("0").wait().dial_ended(end, bridged=False).heard
    assert "For urgent advice, call 1 1 1. In an emergency, call 9 9 9. To try the helpline again" in heard
    assert end in ("failed", "canceled") or seconds_of(caller.document) < LONGEST


def test_each_language_says_so() -> None:
    for language in in_both().languages.values():
        for name in ("busy", "no_answer", "failed"):
            assert all(number in language.call[name] for number in ("1 1 1", "9 9 9")), (language.code, name)


@pytest.mark.parametrize("silences", [0, 1, 2])
def test_whoever_was_led_there_by_silence_begins_anew_to_be_silent(silences: int, pack: Pack) -> None:
    dialled = Place("en", Spot("dialled"), silences=silences)
    place = step(pack, dialled, DialEnded("busy", None), OPEN).place
    assert (str(place.spot), place.silences, place.tried) == ("missed", 0, True)
