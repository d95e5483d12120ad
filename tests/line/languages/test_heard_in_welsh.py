"""What Welsh speakers text, in the spoken forms of north and south: alarms, opt-outs, topics, call-backs."""

from pathlib import Path

import pytest

from menus.matcher.utterance import says
from menus.model import Pack
from sms.flow import step
from sms.model import KeepCallback, Reply, Talk, Texted, WithdrawCallback
from tests.conftest import OPEN

ROWS = [
    row.split("\t")
    for row in Path(__file__).with_name("heard_in_welsh.tsv").read_text().splitlines()
    if not row.startswith("#")
]
# What begins each reply to trouble, behind the line's name.
TOLD = {
    "despair": "mae'n ddrwg gennym eich bod yn teimlo fel hyn",
    "body": "nid oes neb yn darllen hyn. Os oes rhywun",
    "at_once": "anodd anadlu neu lyncu",
    "danger": "mewn perygl nawr",
    "harm": "os gall rhywun gael ei frifo",
}


def answered(pack: Pack, *texts: str, chosen: str = "") -> Reply:
    talk = Talk()
    for text in texts:
        reply = step(pack, talk, Texted(text, texted_today=True, language=chosen), OPEN)
        talk = reply.talk
    return reply


def told(reply: Reply) -> str:
    """The kind of a reply, and for an alarm the kind of trouble that it speaks of."""
    if reply.kind != "urgent":
        return reply.kind
    return next((kind for kind, begins in TOLD.items() if begins in reply.text[:70]), "worried")


def test_what_welsh_speakers_write_is_heard_in_each_language_of_the_line(both: Pack) -> None:
    rows = [(kinds.split("|"), said.replace("\\n", "\n")) for kinds, said in ROWS if kinds != "ordinary"]
    assert len(rows) > 150
    missed = {
        (said, chosen): heard
        for kinds, said in rows
        for chosen in ("", "en", "cy")
        if (heard := told(answered(both, said, chosen=chosen))) not in kinds
    }
    assert missed == {}


def test_what_is_ordinary_in_welsh_raises_no_alarm(both: Pack) -> None:
    ordinary = [said for kinds, said in ROWS if kinds == "ordinary"]
    assert len(ordinary) > 40
    kinds = {said: answered(both, said).kind for said in ordinary}
    assert {
        said for said, kind in kinds.items() if kind in ("urgent", "careful", "stop", "stop_slip")
    } == set()


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("plant", "children"), ("adferiad", "recovery"), ("ymarfer", "exercise"),
        ("ymarfer corff", "exercise"), ("gwaed", "bloodtests"),
        ("triniaethau", "treatments"), ("ffisio", "physio"), ("profion gwaed", "bloodtests"),
        ("sut ydw i'n cael cerdyn steroid", "steroidcard"), ("ble mae'r cerdyn steroid", "steroidcard"),
    ],
)  # fmt: skip
def test_each_word_of_the_welsh_menu_leads_to_the_topic_that_it_names(
    both: Pack, words: str, topic: str
) -> None:
    for chosen in ("cy",) if words == "plant" else ("", "cy"):  # which is an English word, too
        assert answered(both, words, chosen=chosen).kind == f"topic.{topic}.1"


@pytest.mark.parametrize(
    ("said", "best"),
    [
        ("gyda'r nos", "evening"), ("nos", "evening"), ("yr hwyr", "evening"), ("noswaith", "evening"),
        ("y bore plis", "morning"), ("yn y pnawn", "afternoon"), ("pryd bynnag", "any"),
        ("dim yn y bore", "afternoon"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_heard_in_welsh(both: Pack, said: str, best: str) -> None:
    wish = answered(both, "ffoniwch fi", "1", said, chosen="cy").wish
    assert isinstance(wish, KeepCallback) and wish.best == best


@pytest.mark.parametrize("said", ["ie", "iawn", "cywir", "y rhif hwn"])
def test_the_number_that_somebody_texts_from_is_taken_in_welsh_words(both: Pack, said: str) -> None:
    assert "pryd yw'r amser gorau" in answered(both, "ffoniwch fi", said, chosen="cy").text


@pytest.mark.parametrize(
    "said",
    ["ffoniwch fi yn y bore", "FFONIWCHFI BORE", "ffoniwch fi'n ôl yn y bore", "dwi isio galwad yn ôl",
     "ffonia fi", "allwch chi ffonio fi", "rhowch alwad i mi", "ffoniwch fi os gwelwch yn dda",
     "ffoniwch fi fory"],
)  # fmt: skip
def test_a_call_back_is_asked_for_in_a_welsh_sentence(both: Pack, said: str) -> None:
    assert answered(both, said).kind == "callback"
    wish = answered(both, said, "1").wish
    assert wish is None or (
        isinstance(wish, KeepCallback) and wish.best == "morning" and "ore" in said.lower()
    )


@pytest.mark.parametrize(
    "said", ["canslo fy ngalwad", "canslwch", "Canslwch yr alwad os gwelwch yn dda", "dwi ddim isio'r alwad"]
)
def test_a_call_back_is_taken_back_in_welsh(both: Pack, said: str) -> None:
    assert isinstance(answered(both, said, chosen="cy").wish, WithdrawCallback)


def test_a_name_or_thanks_behind_stop_ends_our_texts_and_a_medicine_or_a_person_does_not(both: Pack) -> None:
    for said in (
        "STOP Siân",
        "STOP Ann",
        "STOPIO Dai",
        "STOP diolch yn fawr",
        "STOP\n\nCofion cynnes, Rhiannon",
    ):
        assert answered(both, said).opt == "out", said
    for said in ("STOP mam", "STOP dad", "STOP steroidau", "stop prednisolone", "stopiwch y tabledi"):
        assert not answered(both, said).opt, said


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ("minds", "dwi ofn fy ngŵr"),
        ("somebody_near", "mae'r gŵr adre"),
        ("ring_not", "peidiwch ffonio"),
        ("alarm_stands", "mae'n gwaethygu nawr"),
    ],
)
def test_danger_beside_a_promised_call_and_an_alarm_that_goes_on_are_heard_in_welsh(
    both: Pack, listed: str, words: str
) -> None:
    assert says(both.languages["cy"], words, listed)
    assert not says(both.languages["cy"], "dwi'n hoffi canu", listed)


@pytest.mark.parametrize("words", ["dim negeseuon yn y nos", "sut mae stopio negeseuon"])
def test_who_wants_only_something_to_change_is_told_the_word_in_welsh(both: Pack, words: str) -> None:
    assert told(answered(both, words, chosen="cy")) != "stop"
