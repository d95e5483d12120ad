"""What a topic rests on: its facts and heading, the safety lines that it owes, and who checked it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from menus.facts.fact import ADDITION, Fact
from menus.model import Addition, Fault, Pack
from menus.rules import sources
from menus.said import Look, Said, look

TODAY = date(2026, 6, 1)
HEADINGS = {"Z1": "Rest", "Z2": "Bones", "Z3": "Walks", "A9": ADDITION}
IS_EMPTY = "source: is empty: name the facts that its words rest on (R23)"


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    """The shipped pack with few facts, of which one is a safety line that its document lacks."""
    facts = {name: Fact(heading, "Words.") for name, heading in HEADINGS.items()}
    return look(replace(pack, facts=facts), pack.languages["en"], TODAY)


def with_topic(seen: Look, *additions: Addition, **changes: Any) -> Look:
    """A pack whose one topic is bones, changed, and which owes these safety lines."""
    bones = replace(seen.language.topics["bones"], **changes)
    language = replace(seen.language, topics={"bones": bones}, additions=additions)
    said = tuple(
        Said("en/topics/bones.toml", f"spoken[{n}]", words, words, "call", "bones")
        for n, words in enumerate(bones.spoken, 1)
    )
    safety = Said("en/topics/bones.toml", "safety", bones.safety, bones.safety, "call", "bones")
    return replace(seen, language=language, said=(safety, *said))


def told(rule: Callable[[Look], Iterator[Fault]], seen: Look) -> list[str]:
    return [str(fault).removeprefix("en/topics/bones.toml: ") for fault in rule(seen)]


@pytest.mark.parametrize(
    ("source", "heading", "says"),
    [
        (("Z1", "Z2"), "Bones", []),
        ((), "Bones", [IS_EMPTY]),
        (
            ("Z1", "Z9", "Z8"),
            "Rest",
            [
                f'source: names "{one}", which is no fact: mend it, or add it to facts.toml (R23)'
                for one in ("Z9", "Z8")
            ],
        ),
        # of the headings that would do, the first of the alphabet is offered
        (
            ("Z1", "Z2", "Z3"),
            "Aches",
            ['heading: "Aches" is the heading of none of its facts: write "Bones" (R23)'],
        ),
        # a safety line that the document lacks has no heading of it
        (("A9",), "Aches", []),
        (
            ("A9", "Z3"),
            "addition",
            ['heading: "addition" is the heading of none of its facts: write "Walks" (R23)'],
        ),
    ],
)
def test_a_topic_names_its_facts_and_the_heading_of_one(
    seen: Look, source: tuple[str, ...], heading: str, says: list[str]
) -> None:
    assert told(sources.sources, with_topic(seen, source=source, heading=heading)) == says


def with_own_fact(seen: Look, name: str) -> Look:
    """A pack whose own facts.toml and the base's both have a fact of this id."""
    both: tuple[Any, Any] = ({"fact": {name: {}}}, {"fact": {name: {}}})
    facts = {**seen.pack.facts, name: Fact("Rest", "Words.")}
    return replace(seen, pack=replace(seen.pack, facts=facts, files={"facts.toml": both}))


def test_a_fact_of_the_pack_has_an_id_that_a_mark_can_name_and_no_safety_line_has(seen: Look) -> None:
    mend = "give it letters that no other fact has, and a figure, like Z1, and mend the marks (R23)"
    assert told(sources.ids, seen) == []
    bare = replace(seen, pack=replace(seen.pack, facts={**seen.pack.facts, "Z": Fact("Rest")}))
    assert told(sources.ids, bare) == [
        f'facts.toml: fact.Z: "Z" is no id that a mark can name, so it would be spoken as it stands: {mend}'
    ]
    over = (
        f'facts.toml: fact.A9: "A9" is the id of a safety line of every line, and "Rest" goes over it: {mend}'
    )
    taken = with_own_fact(seen, "A9")
    assert told(sources.ids, taken) == [over]
    # such a fact is no fact of this topic's, so its heading is none that the topic may have
    topic = with_topic(taken, source=("A9", "Z3"), heading="Rest")
    assert told(sources.sources, topic) == [
        'heading: "Rest" is the heading of none of its facts: write "Walks" (R23)'
    ]


WORN = {"spoken": ("Bones wear.", "Ask a nurse."), "text": "Bones wear.", "more": "Ask a nurse."}
FIRST = "stands not in its first part: say the safety line, and say it first (R21)"


@pytest.mark.parametrize(
    ("addition", "over", "says"),
    [
        # said first, spoken and texted, in whatever letters
        (Addition("A6", ("bones",), ("BONES Wear",)), {}, []),
        # of another topic
        (Addition("A6", (), ("chest pain",)), {}, []),
        # what is said first is looked for in the first part alone; what may be said later in all
        (
            Addition("A6", ("bones",), ("ask a nurse",)),
            {"safety": ""},
            [f'text: "ask a nurse" of A6 {FIRST}'],
        ),
        (Addition("A6", ("bones",), (), ("ASK a nurse",)), {}, []),
        (Addition("A6", ("bones",), (), ("wear. Ask",)), {"safety": "", "medicine": False}, []),
        (
            Addition("A6", ("bones",), ("pain", "rash"), ("fever",)),
            {},
            [f'{key}: "pain", "rash", "fever" of A6 {FIRST}' for key in ("spoken", "text")],
        ),
        (
            Addition("A6", ("bones",), (), ("fever",)),
            {},
            [
                f'{key}: "fever" of A6 stands nowhere in it: say the safety line, and say it first (R21)'
                for key in ("spoken", "text")
            ],
        ),
        (
            Addition("A6", ("bones",), ("bones wear",)),
            {"source": ("Z1",)},
            ['source: lacks A6, which the topic owes: add "A6" (R21)'],
        ),
        # of a topic on medicines, A1 is the safety sentence: where that is empty, another rule tells it
        (Addition("A1", ("bones",), ("ask",)), {"safety": "Ask first.", "text": "Ask."}, []),
        (
            Addition("A1", ("bones",), ("ask",)),
            {"safety": "Rest first.", "text": "Ask."},
            [f'spoken: "ask" of A1 {FIRST}'],
        ),
        (Addition("A1", ("bones",), ("ask",)), {"safety": " "}, []),
        (
            Addition("A1", ("bones",), ("ask",)),
            {"safety": "", "medicine": False},
            [f'text: "ask" of A1 {FIRST}'],
        ),
        (Addition("A6", ("bones",), ("pain",)), {"safety": "Pain: ask.", "text": "Pain."}, []),
    ],
)
def test_a_topic_says_the_safety_lines_that_it_owes(
    seen: Look, addition: Addition, over: dict[str, Any], says: list[str]
) -> None:
    topic = with_topic(seen, addition, **{"source": ("A1", "A6"), **WORN, **over})
    assert told(sources.additions, topic) == says


@pytest.mark.parametrize(
    ("key", "words", "found"),
    [
        ("call.end", "It was checked by a nurse.", ["checked by"]),
        ("text.menu", "Checked by a nurse, checked by a doctor.", ["checked by"]),
        ("call.end", "It was {checked}.", []),
        ("call.draft", "It was checked by a nurse.", []),  # said of a draft alone
    ],
)
def test_who_checked_a_topic_is_never_written_by_hand(
    seen: Look, key: str, words: str, found: list[str]
) -> None:
    saying = replace(seen, said=(Said("f", key, words, "", "call"),))
    assert told(sources.by_hand, saying) == [
        f'f: {key}: "{one}" is written by hand, so that no review changes it: write {{checked}} instead (R22)'
        for one in found
    ]


def test_a_safety_sentence_of_spaces_is_none(seen: Look) -> None:
    owed = Addition("A1", ("bones",), ())
    assert told(sources.medicines, with_topic(seen, owed)) == []
    assert told(sources.medicines, with_topic(seen, owed, safety="", medicine=False)) == []
    (empty,) = told(sources.medicines, with_topic(seen, owed, safety="\n"))
    assert empty == "safety: is empty, and the topic is on medicines: write it (R21)"


@pytest.mark.parametrize(("owing", "owes"), [("A1", True), ("A6", False)])
def test_a_topic_on_medicines_is_named_by_the_line_not_to_stop_one(
    seen: Look, owing: str, owes: bool
) -> None:
    named = told(sources.medicines, with_topic(seen, Addition(owing, ("bones",), ())))
    says = 'additions.A1.topics: "bones" is on medicines, and is not named: add it (R21)'
    assert named == ([] if owes else [f"en/phrases.toml: {says}"])


@pytest.mark.parametrize(
    ("days", "keys"),
    [
        ({"reviewed_by": "Ann"}, ["reviewed_on", "review_by"]),
        ({"reviewed_by": "Ann", "reviewed_on": date(2026, 5, 1)}, ["review_by"]),
        ({"reviewed_by": "Ann", "review_by": date(2026, 5, 1)}, ["reviewed_on"]),
        ({"reviewed_by": ""}, []),
        # of a day to come nothing else is told
        (
            {"reviewed_by": "Ann", "reviewed_on": date(2026, 6, 2), "review_by": date(2040, 1, 1)},
            ["reviewed_on"],
        ),
        # who took the name of a reviewer away left the days
        ({"reviewed_on": date(2026, 5, 1), "review_by": date(2026, 4, 1)}, ["review_by"]),
    ],
)
def test_a_review_has_its_two_days(seen: Look, days: dict[str, Any], keys: list[str]) -> None:
    bare = {"reviewed_by": "", "reviewed_on": None, "review_by": None, "author": "Ann"}
    found = list(sources.reviews(with_topic(seen, **{**bare, **days})))
    assert [(fault.file, fault.key) for fault in found] == [("en/topics/bones.toml", key) for key in keys]
