"""Whoever rang the helpline in vain hears whom to call if it is urgent, as of a closed one (R37)."""

import pytest

from tests.caller import Caller, seconds_of
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
