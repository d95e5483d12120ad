"""How surely evidence must speak for a topic to be answered, asked about, or left (R26)."""

import pytest

from menus.matcher.evidence import Candidate, choose
from menus.matcher.machines import is_machine
from menus.matcher.unwrap import unwrap
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read

ODD = "zorbing quabble snarfed plitzing quomming"


def chosen(english: Language, others: int, *scores: int, tier: str = "asks") -> tuple[tuple[str, ...], bool]:
    """The choice among topics of these scores, in a message with so many words of another subject.

    One word of another subject is borne by an answer, and two by a question.
    """
    data, topics = lexicon(english), ("bones", "flare", "steroids")
    nothing = frozenset[str]()
    weighed = tuple(
        Candidate(topic, score, tier, (1, 2), (), nothing, nothing)
        for topic, score in zip(topics, scores, strict=False)
    )
    return choose(data, read(data, " ".join(ODD.split()[:others])), weighed)


@pytest.mark.parametrize(
    ("others", "scores", "topics", "surely"),
    [
        (1, (4,), ("bones",), True),
        (1, (3,), ("bones",), False),  # too weak to be answered
        (2, (4,), ("bones",), False),  # too many words of another subject
        (3, (4,), (), False),
        (3, (7,), (), False),
        (3, (8,), ("bones",), False),  # so much evidence is asked about beside whatever else
        (1, (4, 4, 4), ("bones", "flare"), False),
        (2, (4, 4, 4), ("bones", "flare"), False),
        (2, (5, 4, 3), ("bones", "flare"), False),
        (2, (5, 3, 3), ("bones",), False),
        (2, (3, 3, 2), ("bones", "flare"), False),
        (1, (8, 7), ("bones", "flare"), False),  # close behind, and as well described
        (1, (9, 7), ("bones",), True),
        (1, (7, 6), ("bones",), True),
        (1, (8, 8), ("bones", "flare"), False),
    ],
)
def test_a_topic_is_answered_asked_about_or_left_by_what_speaks_for_it(
    english: Language, others: int, scores: tuple[int, ...], topics: tuple[str, ...], surely: bool
) -> None:
    assert chosen(english, others, *scores) == (topics, surely)


@pytest.mark.parametrize(("others", "topics"), [(2, ("bones",)), (3, ("bones",)), (4, ())])
def test_ordinary_words_alone_are_asked_about_in_a_message_of_three_that_tell(
    english: Language, others: int, topics: tuple[str, ...]
) -> None:
    data, nothing = lexicon(english), frozenset[str]()
    bones = Candidate("bones", 1, "words", (0, 9), (), nothing, nothing)
    said = read(data, f"what about the {' '.join(ODD.split()[:others])}")
    assert choose(data, said, (bones,)) == (topics, False)


@pytest.mark.parametrize(
    ("words", "runs", "machine"),
    [
        ("x", ("zorbing",), True),
        ("x", ("zorbing", "the hello"), True),
        ("x", ("zorbing", "quabble"), False),  # two words that tell are a person's
        ("x?", ("zorbing",), False),
        ("x?", (), True),
    ],
)
def test_a_person_asks_or_tells_two_words_beside_a_machines_phrases(
    english: Language, words: str, runs: tuple[str, ...], machine: bool
) -> None:
    assert is_machine(lexicon(english), words, runs) is machine


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Annika", True),
        ("Annika Belinda Carter", True),
        ("Annika Belinda Carter Dunnock", False),
        ("Annika B Carter", True),
        ("ANNIKA", False),
        ("annika", False),
        ("Steroids", False),
    ],
)
def test_a_line_of_up_to_three_names_signs_a_message(english: Language, line: str, signs: bool) -> None:
    assert (unwrap(lexicon(english), f"bones\n{line}").text == "bones") is signs
