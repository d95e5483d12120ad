"""STOP beside a death, or beside a wish to be erased: it is taken, and what belongs to it is said (R28)."""

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import Talk, Texted
from store.store import Store
from tests.conftest import OPEN
from tests.texter import Texter

pytestmark = pytest.mark.usefixtures("places")
SORRY, ERASE = "we are sorry for your loss", "to see or erase what we hold, ring"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("my dad has just died. please stop texting his phone", (SORRY, "START")),
        ("my husband has died, please stop these texts", (SORRY, "START")),
        ("mum passed away on monday so no more texts please", (SORRY, "START")),
        ("delete my number and everything you hold", (ERASE,)),
        ("erase everything you have on me and stop the texts", (ERASE,)),
        ("stop texting me and delete all my data", (ERASE,)),
    ],
)
def test_who_ends_our_texts_beside_a_death_or_a_wish_to_be_erased_is_answered_on_that_too(
    pack: Pack, words: str, told: tuple[str, ...]
) -> None:
    reply = step(pack, Talk(), Texted(words), OPEN)
    assert (reply.kind, reply.opt) == ("stop", "out") and len(reply.text) <= 306
    assert all(said in reply.text for said in told)


@pytest.mark.parametrize(
    "words", ["my husband has just died", "my wife has just died", "my husband just died"]
)
def test_who_tells_of_a_death_of_just_now_hears_that_we_are_sorry(pack: Pack, words: str) -> None:
    reply = step(pack, Talk(), Texted(words), OPEN)
    assert reply.opt == "" and SORRY in reply.text and "999" in reply.text


@pytest.mark.parametrize(
    "words",
    ["my dad has just died. please stop texting his phone, i cant breathe", "he just died what do i do"],
)
def test_trouble_of_who_texts_comes_first(pack: Pack, words: str) -> None:
    reply = step(pack, Talk(), Texted(words), OPEN)
    assert (reply.kind, reply.opt) == ("urgent", "")


def test_where_the_call_ends_too_we_are_sorry_as_well(texter: Texter, line_store: Store) -> None:
    said = texter.text("CALLME", "1", "4", "my husband has just died, stop the texts and the call")
    assert SORRY in said and "we ring nobody for you" in said
    assert line_store.people.has_opted_out(texter.number)


def test_a_wish_to_be_erased_takes_back_the_call_too(texter: Texter, line_store: Store) -> None:
    said = texter.text("CALLME", "1", "4", "delete my number and everything you hold")
    assert "we ring nobody for you" in said
    assert line_store.people.has_opted_out(texter.number) and not line_store.callbacks.open_of(texter.number)


@pytest.mark.parametrize("words", ["STOP", "stop texting me", "remove my number please"])
def test_a_plain_stop_says_neither(pack: Pack, words: str) -> None:
    reply = step(pack, Talk(), Texted(words), OPEN)
    assert reply.opt == "out" and SORRY not in reply.text and ERASE not in reply.text
