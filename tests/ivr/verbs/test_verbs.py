"""The TwiML of each act of a call, attribute by attribute: what is left out, the carrier decides."""

from xml.etree.ElementTree import fromstring

import pytest

from ivr.model import Dial, HangUp, KeyNumber, Listen, Next, Place, Record, Turn
from ivr.spot import MAIN_MENU
from ivr.twiml import Filling, render
from menus.model import Pack

BEGAN = "?began=0000000042"
POSTED = {"action": f"/voice/en/menu.main/0/00{BEGAN}", "method": "POST"}
ONE = {"actionOnEmptyResult": "true", "numDigits": "1", "finishOnKey": ""}
SPEECH = {"input": "dtmf speech", "language": "en-GB", "speechTimeout": "auto"}
NUMBER = {"actionOnEmptyResult": "true", "finishOnKey": "#", "input": "dtmf", "timeout": "20"}
TAPE = {"maxLength": "60", "playBeep": "true", "timeout": "5", "finishOnKey": "#"}
RUNG = POSTED | {"timeout": "30", "answerOnBridge": "true"}
SCREENED = {"url": f"/voice/en/screen/0/00{BEGAN}", "method": "POST"}
AGAIN = ("Redirect", {"method": "POST"})
HELPLINE, LINE = "+442079460123", "+442079460000"

Verb = tuple[str, dict[str, str]]


@pytest.mark.parametrize(
    ("then", "verbs"),
    [
        (Listen((), 5), (("Gather", POSTED | ONE | {"input": "dtmf", "timeout": "5"}), AGAIN)),
        (Listen((), 7, speech=True), (("Gather", POSTED | ONE | SPEECH | {"timeout": "7"}), AGAIN)),
        (KeyNumber((), 20), (("Gather", POSTED | NUMBER), AGAIN)),
        (Record(60), (("Record", POSTED | TAPE), AGAIN)),
        (Dial(HELPLINE, 30, screen=False), (("Dial", RUNG), ("Number", {}))),
        (
            Dial(HELPLINE, 30, screen=True, ours=True),
            (("Dial", RUNG | {"callerId": LINE}), ("Number", SCREENED)),
        ),
        (HangUp(), (("Hangup", {}),)),
    ],
)
def test_each_act_tells_the_carrier_all_that_it_is_to_do(
    then: Next, verbs: tuple[Verb, ...], pack: Pack
) -> None:
    turn = Turn(Place("en", MAIN_MENU), (), then)
    root = fromstring(render(turn, pack.languages["en"], Filling(42, line=LINE)))
    hints = [one.attrib.pop("hints") for one in root.iter() if "hints" in one.attrib]
    assert tuple((one.tag, one.attrib) for one in root.iter())[1:] == verbs
    assert len(hints) == (isinstance(then, Listen) and then.speech)
    assert {one.text for one in root.iter("Redirect")} <= {POSTED["action"]}
    assert [one.text for one in root.iter("Number")] == [HELPLINE] * isinstance(then, Dial)
