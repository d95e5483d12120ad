"""What is told to who grieves, sends a picture, writes Welsh, quotes our texts, or lacks a medicine."""

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN


def told(pack: Pack, body: str, talk: Talk | None = None, *, pictures: bool = False) -> str:
    """The reply to a text."""
    return step(pack, talk or Talk(), Texted(body, pictures=pictures), OPEN).text


def test_who_misses_the_dead_hears_that_we_are_sorry(pack: Pack) -> None:
    for body in ("i just miss him so much", "i miss my wife so much", "its so hard without her"):
        assert "sorry for your loss" in told(pack, body)


def test_what_becomes_of_the_medicines_of_the_dead_is_no_care(pack: Pack) -> None:
    after = step(pack, Talk(), Texted("My husband died on Sunday"), OPEN).talk
    assert "sorry for your loss" in told(pack, "What do I do with his medicines", after)
    assert "do not stop or change" in told(pack, "can i stop my steroids", after)
    assert "do not stop or change" in told(pack, "What do I do with his medicines")


def test_a_picture_with_words_that_we_do_not_understand_is_told_of(pack: Pack) -> None:
    for body in ("here is my rash", "is this rash normal"):
        assert "cannot see pictures" in told(pack, body, pictures=True)
    assert "call 999" in told(pack, "cant breathe", pictures=True)


@pytest.mark.parametrize("body", ["ffoniwch fi", "Oes modd cael galwad yn ôl?"])
def test_welsh_that_is_not_understood_hears_that_we_text_in_english(pack: Pack, body: str) -> None:
    assert "we text in English" in told(pack, body)


def test_welsh_amid_a_question_of_ours_does_not_drop_it(pack: Pack) -> None:
    asked = step(pack, Talk(), Texted("CALLME"), OPEN).talk
    assert step(pack, asked, Texted("pryd mae'r llinell ar agor"), OPEN).talk.asks == asked.asks


@pytest.mark.parametrize(
    "body", ["Laughed at “Muscle Line: ... call 999 now ...”", 'Reacted 😂 to "Emergency? Call 999."']
)
def test_a_short_quotation_of_ours_alarms_nobody(pack: Pack, body: str) -> None:
    assert told(pack, body) == ""


def test_a_short_quotation_of_theirs_is_heard(pack: Pack) -> None:
    assert "call 999" in told(pack, "Emphasised “i cant breathe”")


def test_who_has_run_out_of_a_medicine_is_told_the_helpline_beside_its_topic(pack: Pack) -> None:
    reply = told(pack, "Ran out of mycophenolate. GP closed. Weekend!")
    assert "Steroids run out, missed, or not kept down? 111 now" in reply
    assert "DMARDS or HELPLINE" in reply


@pytest.mark.parametrize(
    "body", ["I cannot use the phone, my speech is bad", "text me back dont phone", "deaf. text only please"]
)
def test_who_cannot_use_a_phone_hears_of_relay(pack: Pack, body: str) -> None:
    assert "Relay" in told(pack, body)
