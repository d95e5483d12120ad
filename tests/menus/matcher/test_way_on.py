"""A plain question that sounded like trouble: the reply stays, and its answer knows the topic (R29, R48)."""

from dataclasses import replace

import pytest

from menus.filling.names import OF_THE_LINE
from menus.matcher.answers import Careful, Found, Match, Nothing, Seen, Urgent, Worried
from menus.matcher.matching import match
from menus.matcher.offered.way_on import may_name, name_way_on
from menus.model import Language
from settings import HERE
from tools.words.rows import rows_of

TROUBLE = "had a stroke in 2015 "


@pytest.mark.parametrize(
    ("text", "kind", "topic"),
    [
        (f"{TROUBLE}can i still do physio", Worried("guard"), "physio"),
        ("temperature of 38 and i take methotrexate", Urgent("at_once"), "dmards"),
        ("does pred give you hot sweats", Worried("ear"), "steroids"),
        ("surgery says no slots for bloods till next month", None, "bloodtests"),
    ],
)
def test_an_answer_that_may_be_a_plain_question_knows_the_topic(
    english: Language, text: str, kind: Match | None, topic: str
) -> None:
    answer = match(english, text)
    assert kind in (None, answer)
    assert isinstance(answer, Worried | Urgent | Careful) and topic in answer.topics


def test_care_with_a_named_medicine_names_its_topic_first_and_what_else_is_asked_about(
    english: Language,
) -> None:
    assert match(english, "can i stop methotrexate") == Careful(("dmards",))
    assert match(english, "can i stop methotrexate before my physio class") == Careful(("dmards", "physio"))


def test_care_names_the_packs_topic_beside_that_of_a_medicine_unless_another_is_asked_for(
    english: Language,
) -> None:
    safety = english.matching["safety"]
    careful = {**safety["careful"], "beside": ("treatments",)}
    own = replace(english, matching={**english.matching, "safety": {**safety, "careful": careful}})
    assert match(own, "ran out of methotrexate") == Careful(("dmards", "treatments"))
    assert match(own, "can i stop methotrexate before my physio class") == Careful(("dmards", "physio"))
    assert match(own, "ran out of methotrexate and pred") == match(
        english, "ran out of methotrexate and pred"
    )
    gone = {**careful, "beside": ("dmards",)}
    same = replace(english, matching={**english.matching, "safety": {**safety, "careful": gone}})
    assert match(same, "ran out of methotrexate") == Careful(("dmards",))


def test_care_keeps_the_first_topic_of_those_that_the_pack_names_for_it(english: Language) -> None:
    answer = match(english, "surgery says no slots for bloods till next month")
    assert answer == Careful(("bloodtests", "treatments"))


def test_no_emergency_knows_a_topic(english: Language) -> None:
    rows = [row.text for row in rows_of(HERE / "tests" / "messages.tsv") if row.right == {"EMERGENCY"}][::12]
    answers = [match(english, f"{topic.keyword}. {rows[0]}") for topic in english.topics.values()]
    answers += [match(english, text) for text in rows]
    urgent = [one for one in answers if isinstance(one, Urgent) and one.kind != "at_once"]
    assert len(urgent) > len(answers) / 2
    assert [one for one in urgent if one.topics or may_name(one)] == []


@pytest.mark.parametrize("name", sorted(OF_THE_LINE))
def test_the_lines_own_topics_are_not_named(english: Language, name: str) -> None:
    answer = match(english, f"{TROUBLE}{english.topics[name].also[0]}")
    assert not isinstance(answer, Worried) or not set(answer.topics) & OF_THE_LINE


@pytest.mark.parametrize("answer", [Found("bones"), Nothing("unknown"), Urgent("body"), None])
def test_an_answer_that_names_nothing_stays(english: Language, answer: Match | None) -> None:
    trace = (Seen("evidence", "", answer),)
    assert name_way_on(english, "are my bones at risk", trace) is trace
