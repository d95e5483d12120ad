"""What a complaint, a time or a question about a call leaves alone: ends, trouble, and other questions."""

import pytest

from menus.model import Pack
from sms.model import KeepCallback
from tests.sms.owed.test_stands import MEANT, replied

pytestmark = pytest.mark.usefixtures("places")

ENDS = (
    *("nobody has rung me, delete my number", "you never rang me back so opt out"),
    *("you never rang me back so stop stop stop", "nobody rang so please leave me alone"),
    "you never rang me, stop sending me this crap",
)
# Nobody is said not to have rung, but perhaps not by us.
LEFT_ALONE = (
    *("everyone forgot about me", "they have forgotten about me and i feel so alone"),
    *("you have let me down i have nobody", "i have nobody, everyone forgot about me"),
    *("nobody has contacted me since dad died", "feel let down by the nhs"),
    "nobody has ever rung me in months im so lonely",
)


@pytest.mark.parametrize("state", ["free", "idle", "owed"])
@pytest.mark.parametrize("words", ENDS)
def test_a_complaint_takes_no_opt_out(pack: Pack, state: str, words: str) -> None:
    assert replied(pack, state, words).opt == "out"


@pytest.mark.parametrize("state", ["free", "idle", "stop"])
def test_a_complaint_that_sounds_like_distress_is_answered_as_distress(pack: Pack, state: str) -> None:
    assert MEANT["trouble"](replied(pack, state, "i feel let down"))


@pytest.mark.parametrize("state", ["free", "idle"])
@pytest.mark.parametrize("words", LEFT_ALONE)
def test_who_may_be_alone_hears_of_the_samaritans(pack: Pack, state: str, words: str) -> None:
    assert "116 123" in replied(pack, state, words).text


@pytest.mark.parametrize("words", LEFT_ALONE)
def test_after_stop_who_speaks_of_no_call_is_not_told_of_one(pack: Pack, words: str) -> None:
    assert not replied(pack, "stop", words).text


@pytest.mark.parametrize(
    "words", ["you never rang", "nobody rang me", "someone was meant to ring me and didnt"]
)
def test_who_hears_that_no_call_is_saved_hears_who_can_help(pack: Pack, words: str) -> None:
    said = replied(pack, "free", words).text
    assert "no call to you is saved" in said and "116 123" in said and "111" in said


@pytest.mark.parametrize("words", ["you never rang. are you open today", "you didnt ring whats your number"])
def test_a_question_beside_a_complaint_is_answered(pack: Pack, words: str) -> None:
    assert MEANT["helpline"](replied(pack, "idle", words))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("are you open this evening", "helpline"),
        ("what time are you open tonight", "helpline"),
        ("can i ring you this evening", "helpline"),
        ("can I ring you now please", "helpline"),
        ("my hands are stiff this morning", "ask"),
        ("exercise later today", "ask"),
        ("rash on my hands this morning", "unknown"),
        ("i saw the doctor this morning", "unknown"),
        ("put me through now please", "unknown"),
        ("im off to bed now please", "unknown"),
    ],
)
@pytest.mark.parametrize("state", ["idle", "owed"])
def test_a_time_in_a_text_takes_nothing_else_that_it_says(
    pack: Pack, state: str, words: str, kind: str
) -> None:
    assert replied(pack, state, words).kind == kind


@pytest.mark.parametrize(
    "words",
    [
        *(
            "ring me now please",
            "now please",
            "can you ring now its urgent",
            "need you to ring straight away",
        ),
        *("will you ring tonight", "am i getting a call this afternoon"),
    ],
)
def test_who_wants_the_call_soon_hears_that_nobody_can_choose(pack: Pack, words: str) -> None:
    assert MEANT["when"](replied(pack, "idle", words))


@pytest.mark.parametrize(
    "words",
    [
        *("is it off tonight", "is the call off this evening", "is it tonight", "is it this afternoon"),
        *("is it in the morning", "will it be this evening", "is my call tonight", "will you ring tonight"),
        *("are you ringing this afternoon", "is it this afternoon or tonight", "is it tomorrow morning"),
        "will the nurse be in this evening",
    ],
)
@pytest.mark.parametrize("state", ["idle", "owed"])
def test_a_question_changes_no_time_and_ends_nothing(pack: Pack, state: str, words: str) -> None:
    reply = replied(pack, state, words)
    assert MEANT["keep"](reply) and not isinstance(reply.wish, KeepCallback)
    assert "We will ring" in reply.text


@pytest.mark.parametrize(
    "words", ["can you ring tonight", "make it tonight", "can you make it this afternoon"]
)
def test_a_request_for_another_time_still_changes_it(pack: Pack, words: str) -> None:
    assert isinstance(replied(pack, "idle", words).wish, KeepCallback)


@pytest.mark.parametrize(
    "words",
    [
        *("is it the number for the helpline", "what number do i ring you on", "which number do i call"),
        "is it the number i ring for the helpline",
    ],
)
def test_while_we_ask_which_number_a_question_about_the_helplines_is_answered(pack: Pack, words: str) -> None:
    assert MEANT["helpline"](replied(pack, "asknum", words))


@pytest.mark.parametrize(
    "words", ["which number will you ring", "is it this number", "what number do you ring"]
)
def test_which_number_we_shall_ring_is_asked_back(pack: Pack, words: str) -> None:
    assert MEANT["asks back"](replied(pack, "asknum", words))
