"""Where a helpline has several numbers the first is told; a call-back to nobody's number is none."""

from dataclasses import replace

import pytest

from menus import words
from menus.asked import Asked
from menus.model import Number, Pack
from menus.outcome import Refused
from sms.model import KeepCallback, LookUp, WithdrawCallback
from sms.wishes import carry
from store.store import Store
from tests.conftest import OPEN

FIRST, SECOND = Number("+448001111111", "person"), Number("+448002222222", "switchboard")


def test_the_first_number_is_written_and_said(pack: Pack) -> None:
    both = replace(pack, hours=replace(pack.hours, numbers=(FIRST, SECOND)))
    language = both.languages["en"]
    assert words.fill_text("{number}", both, language, OPEN) == "0800 1111 111"
    assert words.fill("{number}", both, language, OPEN).startswith("zero 8 zero zero, 1 1 1 1")


@pytest.mark.parametrize("wish", [KeepCallback("any"), WithdrawCallback(), LookUp(past=True)])
def test_what_is_wished_for_no_number_cannot_be_kept(
    pack: Pack, store: Store, wish: KeepCallback | WithdrawCallback | LookUp
) -> None:
    assert carry(wish, Asked("SM1", "", "", OPEN), pack, store) == Refused("away")
