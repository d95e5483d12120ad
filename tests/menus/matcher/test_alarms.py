"""Alarms: each kind is heard, the gravest answers, and a guard demotes one but never silences it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest

from menus.matcher.matching import Careful, Command, Found, Match, Unsure, Urgent, Worried, explain, match
from menus.model import Language
from menus.phrasing.examples import examples
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrase_lists import alarm_phrases
from menus.phrasing.tables import strings, table
from menus.rules.hearing import beside, faults_hearing

STEPS = 11
"""Of each alarm's choices one in so many is tried here; `flask check` tries them all."""


def with_safety(language: Language, **changes: Any) -> Language:
    """The language with keys of safety.toml put in place of its own."""
    safety: Any = {**language.matching["safety"], **changes}  # type: ignore[dict-item]
    return replace(language, matching={**language.matching, "safety": safety})


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("my son has gone blue and limp", "body"),
        ("SOS", "body"),
        ("\N{SQUARED SOS}", "body"),
        ("urgent help needed", "body"),
        ("help me please someone", "body"),
        ("i wish i wasnt here anymore", "despair"),
        ("thinking of just going to sleep and not waking", "despair"),
        ("it would be nice to drift off and never wake", "despair"),
        ("he is going to sleep and not waking properly", "body"),
        ("please take my tablets off me before i do something", "despair"),
        ("someone keep my tablets from me", "despair"),
        ("my husband has to hide my medicine from me now", "despair"),
        ("my wife keeps the tablets from me so i dont take them all", "despair"),
        ("my husband keeps my tablets from me", "danger"),
        ("is my husband allowed to keep my tablets from me", "danger"),
        ("my husband hides my medicine from me", "danger"),
        ("my partner wont let me take my tablets", "danger"),
        ("he's smashing things up and I'm scared", "danger"),
        ("my husband is throwing things and the kids are frightened", "danger"),
        ("my husband gets angry and breaks things, I'm scared", "danger"),
        ("he hits the walls and I dont feel safe", "danger"),
        ("my partner has thrown a plate at me", "danger"),
        ("he's breaking things again", "danger"),
        ("boyfriend punched the wall again", "danger"),
        ("my brother has trashed my flat", "danger"),
        ("wife slept 20 hours and only mumbles when I shake her", "body"),
        ("my wife slept 20 hours and just mumbles", "body"),
        ("dad has been asleep 18 hours and just groans", "body"),
        ("gran only grunts when i shake her", "body"),
        ("baby on the way and contractions, I'm on azathioprine", "body"),
        ("my contractions have started", "body"),
        ("feeling a bit faint since I gave up prednisolone", "body"),
        ("no steroids since Sunday and now I am sleepy and shivery", "body"),
        ("light headed since i came off the steroids", "body"),
        # who has taken all of them, or meant to, hears who is there now; what went amiss is of the body
        ("not going to make it, took all my pills", "despair"),
        ("I took all my pills", "despair"),
        ("ive taken the whole box", "despair"),
        ("took every pill in the house", "despair"),
        ("took the lot", "despair"),
        ("i overdosed on purpose", "despair"),
        ("took two of my pills by mistake", "body"),
        ("i accidentally took a double dose", "body"),
        ("my son ate all my tablets", "body"),
        ("he hits me when he drinks", "danger"),
        ("there is a man outside my house with a knife", "danger"),
        ("im scared i will hurt the baby", "harm"),
        ("got a fever and im on azathioprine", "at_once"),
        ("getting breathless on the stairs these last few weeks", "at_once"),
        ("my swallowing has been getting slower for months now and i cough", "at_once"),
    ],
)
def test_each_kind_of_alarm_is_heard(english: Language, words: str, kind: str) -> None:
    answer = match(english, words)
    assert isinstance(answer, Urgent) and answer.kind == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("he hits me and i want to die", "despair"),
        ("he hit me and i cant breathe", "body"),
        ("fever on methotrexate and shes unconscious", "body"),
        ("breathless for weeks on the stairs and now i cant breathe", "body"),
    ],
)
def test_the_gravest_of_several_alarms_answers(english: Language, words: str, kind: str) -> None:
    answer = match(english, words)
    assert isinstance(answer, Urgent) and answer.kind == kind


def test_a_milder_sign_is_an_emergency_unless_it_came_slowly(english: Language) -> None:
    assert match(english, "breathless") == Urgent("body")
    assert match(english, "more breathless each week") == Urgent("at_once")


def test_a_guard_turns_an_alarm_into_a_worry(english: Language) -> None:
    assert match(english, "my dad had a stroke in 1998") == Worried("guard")
    assert match(english, "my dad had a stroke in 1998 and now he has had another stroke") == Urgent("body")


@pytest.mark.parametrize(
    "words", ["she is not breathing", "his face has dropped", "mum has collapsed", "he took an overdose"]
)
def test_no_guard_touches_what_is_unguarded(english: Language, words: str) -> None:
    assert match(with_safety(english, guards=[words]), words) == Urgent("body")


@pytest.mark.parametrize(
    "words",
    [
        "dying for a cuppa",
        "i could murder a curry",
        "im done, washing up is in the rack",
        "sir wont let us go until its tidy",
        "overdosed on mince pies",
        "end my membership",
        "my face has gone round on steroids",
        "our souffle collapsed",
    ],
)
def test_idioms_raise_no_alarm(english: Language, words: str) -> None:
    assert not isinstance(match(english, words), Urgent | Worried)


def sampled(language: Language) -> Iterator[tuple[str, str]]:
    """Each alarm in some of its choices, alone and beside a guard, with the alarm."""
    data = lexicon(language)
    guards = [next(examples(source, data.grammar)) for source in strings(safety(language), "guards")]
    for number, (source, _) in enumerate(alarm_phrases(safety(language))):
        for said in islice(beside(source, data, guards), number % STEPS, None, STEPS):
            yield said, source


def safety(language: Language) -> Any:
    return table(language.matching, "safety")


def test_every_alarm_beside_every_guard_is_an_alarm_or_a_worry_never_silence_or_a_topic(
    english: Language,
) -> None:
    tried = list(sampled(english))
    assert len(tried) > 2000
    heard: list[tuple[str, Match]] = [(said, match(english, said)) for said, _ in tried]
    # "help help me" is the command HELP, whose reply holds 999 as well
    alarmed = (Urgent, Worried, Command)
    assert [pair for pair in heard if not isinstance(pair[1], alarmed)] == []
    assert {answer for _, answer in heard if isinstance(answer, Command)} <= {Command("HELP")}


def test_even_guards_that_cover_every_alarm_silence_none(english: Language) -> None:
    sources = dict(alarm_phrases(safety(english)))
    covered = with_safety(english, guards=list(sources))
    tried = list(sampled(english))
    answers = {(said, sources[source]): match(covered, said) for said, source in tried}
    silent = {pair for pair, answer in answers.items() if not isinstance(answer, Urgent | Worried | Command)}
    assert silent == set()
    # what is unguarded stays an alarm; of the others some are demoted, or the guards would do nothing
    # (a guard may begin with the very word that an alarm forbids next to it: "!he")
    firm = [(said, owner) for said, one in tried if "unguarded" in (owner := sources[one]) and "!" not in one]
    assert all(isinstance(answers[one], Urgent) for one in firm)
    assert Worried("guard") in answers.values()


def test_a_guard_that_no_message_needs_is_a_fault(english: Language) -> None:
    row = ("my dad had a stroke in 1998", frozenset({"NONE", "WORRIED"}))
    few = with_safety(english, body={"alarms": ["had a stroke"]}, guards=["stroke in 1998", "stroke of luck"])
    says = 'no row of messages.tsv needs the guard "stroke of luck"'
    mend = "drop it, or add the message that it is for"
    assert [str(fault) for fault in faults_hearing(few, [row]) if fault.key == "guards"] == [
        f"en/safety.toml: guards: {says}: {mend}"
    ]


def test_each_wording_of_an_alarm_is_tried_alone_and_beside_a_guard_in_turn(english: Language) -> None:
    data, guards = lexicon(english), ("a guard", "another")
    assert list(beside("lost blood/air/sight", data, guards)) == [
        *("lost blood", "a guard lost blood"),
        *("lost air", "lost air a guard"),
        *("lost sight", "another lost sight"),
    ]
    assert list(beside("^ lost blood/air", data, guards)) == [
        *("lost blood", "lost air", "lost air a guard"),
    ]
    assert list(beside("lost blood/air $", data, guards)) == [
        *("lost blood", "a guard lost blood", "lost air"),
    ]


def test_an_alarm_that_is_not_heard_in_one_of_its_choices_is_a_fault(english: Language) -> None:
    # "bloody" only fills: it is gone before anything is looked for
    found = faults_hearing(with_safety(english, body={"alarms": ["black/bloody stool"]}), [])
    says = '"black/bloody stool" is not heard in "bloody stool"'
    assert f"en/safety.toml: body.alarms: {says}: write it as messages are read" in list(map(str, found))


def test_a_child_that_ate_a_medicine_which_only_a_topic_names_is_an_alarm(english: Language) -> None:
    topic = english.topics["dmards"]
    named = replace(topic, also=(*topic.also, "zorbaxaban"))
    careful: Any = dict(table(safety(english), "careful"))
    careful["no_medicine"] = [one for one in careful["no_medicine"] if one != topic.name]
    language = with_safety(replace(english, topics={**english.topics, "dmards": named}), careful=careful)
    assert match(language, "grandson has ate some of my zorbaxaban he is 2") == Urgent("body")
    assert match(language, "what is zorbaxaban for") in (Found("dmards"), Unsure(("dmards",)))


def test_a_medicine_that_is_stopped_is_no_alarm(english: Language) -> None:
    assert isinstance(match(english, "can i stop methotrexate"), Careful)


@pytest.mark.parametrize(
    "said", ["i am on {}", "will i be on {} for ever", "can i come off {}", "what are {}"]
)
def test_a_medicine_that_is_only_named_raises_no_alarm_of_the_rules(english: Language, said: str) -> None:
    sets = lexicon(english).grammar.sets
    for medicine in dict.fromkeys((*sets["medicine"], *sets["pills"], "warfarin")):
        trace = explain(english, said.format(medicine))
        assert not any(seen.saw for seen in trace if seen.layer == "alarm"), said.format(medicine)


@pytest.mark.parametrize("medicine", ["warfarin", "thinners", "blood thinners"])
def test_bleeding_or_a_knock_on_a_blood_thinner_is_an_alarm_and_its_own_name_is_not(
    english: Language, medicine: str
) -> None:
    for said in (
        *(
            "bleeding gums",
            "theres blood on my pillow",
            "a nosebleed",
            "passed some blood clots",
            "fell over",
        ),
        *("cut my finger", "had a knock on the head", "coughing up blood", "lumps of blood"),
    ):
        assert isinstance(match(english, f"{said} and im on {medicine}"), Urgent), said
        assert isinstance(match(english, f"on {medicine} and {said}"), Urgent), said
    for said in (
        *("when is my next blood test", "tell me about blood clots", "do i check my blood pressure"),
        *("can i take cough medicine", "i want to cut down on drink", "i dropped them in the sink"),
    ):
        trace = explain(english, f"im on {medicine}, {said}")
        assert not any(seen.saw for seen in trace if seen.layer == "alarm"), said


@pytest.mark.parametrize("knock", ["bang", "knock", "bump", "nasty whack"])
def test_a_knock_to_the_head_is_heard_as_a_noun_too(english: Language, knock: str) -> None:
    assert isinstance(match(english, f"had a {knock} on the head last week but feel fine"), Urgent)


@pytest.mark.parametrize("words", ["I have a temperature", "ive a temperature dear", "hes got a temp now"])
def test_a_temperature_that_somebody_has_is_told_to_ring_at_once(english: Language, words: str) -> None:
    answer = match(english, words)
    assert isinstance(answer, Urgent) and answer.kind == "at_once"


@pytest.mark.parametrize(
    "words", ["he stops dead and cant get going again", "my husband lashes out in his sleep"]
)
def test_an_emergency_that_only_the_ear_heard_in_a_saying_is_asked_about(
    english: Language, words: str
) -> None:
    assert match(english, words) == Worried("guard")


@pytest.mark.parametrize(
    "words",
    [
        "he stops dead and cant get going again and his face dropped",
        "he stops dead and cant get going again he cant breathe",
        "he kicks in his sleep and wont wake up",
        "he lashes out in his sleep and now he has collapsed",
        "he shouts and kicks me",
    ],
)
def test_trouble_beside_such_a_saying_is_an_alarm(english: Language, words: str) -> None:
    assert isinstance(match(english, words), Urgent)
