"""Whoever only asked gets on by one word, after the numbers for whoever is in trouble (R29, R30, R48)."""

from itertools import permutations, product

import pytest

from menus.blanks import in_phrase
from menus.matcher.answers import Careful, Match, Urgent, Worried
from menus.model import Pack
from menus.parts import length, parts
from menus.rules.texted import LONGEST, MOST_PARTS, ONE_PART
from sms.flow import step
from sms.model import Talk, Texted
from sms.replies.telling import ask_which
from sms.replies.thread import Thread
from tests.conftest import OPEN
from tests.texter import Texter

ASKED = "had a stroke in 2015 can i still do physio"


@pytest.mark.parametrize(
    ("text", "first", "way_on", "keyword"),
    [
        (ASKED, "call 999 now", "Not that? Text PHYSIO or HELPLINE.", "PHYSIO"),
        ("temperature of 38 and i take methotrexate", "Call 999.", "More: DMARDS.", "DMARDS"),
        ("surgery says no slots for bloods till next month", "999", "BLOODTESTS or TREATMENTS", "BLOODTESTS"),
        ("had a stroke in 1998", "call 999 now", "Not that? Text MENU or HELPLINE.", "MENU"),
    ],
)
def test_the_numbers_come_first_and_the_word_that_is_named_works_at_once(
    texter: Texter, text: str, first: str, way_on: str, keyword: str
) -> None:
    reply = texter.text(text)
    assert 0 < reply.index(first) < reply.index(way_on)
    assert texter.text(keyword).startswith(("DRAFT: ", "Muscle Line"))
    assert keyword in texter.last or keyword == "MENU"
    assert "999 now" not in texter.last, "the worry is over once a topic is asked for"


def test_yes_after_it_is_still_the_reply_to_an_emergency(texter: Texter) -> None:
    assert "PHYSIO" in texter.text(ASKED)
    assert "call 999 now" in texter.text("yes")
    assert "PHYSIO" not in texter.last


def test_whatever_a_reply_names_it_fits(pack: Pack) -> None:
    thread = Thread(pack, Talk(), OPEN)
    told = [*thread.language.topics]
    for name, topics in product(
        ("worried", "worried_owed", "careful"), ((), *((one,) for one in told), *permutations(told, 2))
    ):
        text = thread.say(name, Talk(), topics=thread.told(topics)).text
        assert length(text) <= LONGEST and parts(text) <= MOST_PARTS, text
    for one in told:
        text = thread.say("urgent_at_once", Talk(), topic=thread.told((one,))).text
        assert length(text) <= LONGEST and parts(text) <= MOST_PARTS, text


@pytest.mark.parametrize(("owed", "longest", "most"), [(False, ONE_PART, 1), (True, LONGEST, MOST_PARTS)])
def test_whatever_is_asked_back_fits_also_where_a_call_is_owed(
    pack: Pack, owed: bool, longest: int, most: int
) -> None:
    for language in pack.languages.values():
        thread = Thread(pack, Talk(), OPEN, code=language.code, owed=owed)
        for topics in (*((one,) for one in language.topics), *permutations(language.topics, 2)):
            text = ask_which(thread, topics).text
            assert length(text) <= longest and parts(text) <= most, text
            assert text.endswith(thread.say("call_stands", Talk()).text) is owed


@pytest.mark.parametrize("kind", ["body", "despair", "danger", "harm"])
def test_no_emergency_reply_can_name_a_topic(kind: str) -> None:
    assert not in_phrase(f"text.urgent_{kind}") & {"topic", "topics", "other"}


@pytest.mark.parametrize(
    "answer",
    [Worried("ear", ("bones", "flare")), Careful(("bones", "flare")), Urgent("at_once", topics=("bones",))],
)
def test_a_reply_that_names_topics_is_known_again_when_it_is_quoted(pack: Pack, answer: Match) -> None:
    thread = Thread(pack, Talk(), OPEN)
    match answer:
        case Urgent(topics=topics):
            sent = thread.say("urgent_at_once", Talk(), topic=thread.told(topics)).text
        case Worried(topics=topics):
            sent = thread.say("worried", Talk(), topics=thread.told(topics)).text
        case Careful(topics):
            sent = thread.say("careful", Talk(), topics=thread.told(topics)).text
    alarmed = not isinstance(answer, Careful)
    for frame in ("Liked “{}”", "👍 to “{}”"):
        reply = step(pack, Talk(), Texted(frame.format(sent), texted_today=True), OPEN)
        assert reply.kind == ("urgent" if alarmed else "reaction"), frame
    copied = step(pack, Talk(), Texted(f"you said {sent}", texted_today=True), OPEN)
    assert not copied.kind.startswith("topic."), "the words that we named were taken for the texter's own"
