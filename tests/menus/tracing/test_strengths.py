"""A strength of a fact ("most", "may") is held against a sentence that says its clause, no other (R23)."""

import pytest

from menus.facts.fact import Fact
from menus.tracing.comparing import compare
from menus.tracing.trace import names_of
from tests.packs.once import shipped


def misses(words: str, fact: str) -> bool:
    """Whether a sentence says a fact more strongly or weakly; nothing else may differ between them."""
    language = shipped().languages["en"]
    found = compare(words, {"F1": Fact("", fact)}, language.traced.lists, names_of(language), name=False)
    assert {finding.kind for finding in found} <= {"hedge"}
    return bool(found)


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        # of the clause itself, however it begins
        ("Boys sing at home.", "Boys rest at home, sing and may carry a red card."),
        ("Carry the card.", "Boys know every card or carry a red card."),
        ("Carry a red card.", "Most boys rest at home or should carry a red card."),
        ("Take 0.5 mg daily.", "Take 0.5 mg daily, most boys do."),
        ("Carry red cards.", "Boys rest at home (and may carry red cards)."),
        ("Red cards.", "Most boys rest at home (tall ones carry red cards)."),
        # one shared word is enough of a clause behind a bare "and", and of what leads in a list
        ("A shop sells bread by night, and cards.", "A shop sells red bread by night and often lends cards."),
        ("At home, red cards are by a wide door.", "Most boys rest, at home: red cards by a wide door."),
        ("Boys have red cards by a wide door.", "Most boys at school carry: red cards by a wide door."),
        # a clause without a subject has the strength of the one before
        ("It buys red cards.", "The grant pays for all meals at school, and buys red cards."),
        # a number with a point is no end of a clause
        ("Boys drink litres a day by mouth.", "Most boys take 2.5 litres a day by mouth."),
        # a sentence of two clauses says both
        (
            "Young boys rest at home by the door, and girls wait.",
            "Young boys rest at home by the door, because only girls wait with cards.",
        ),
        # an order has the verb that is advised, not a word behind it
        ("Red cards help boys.", "Boys should carry red cards."),
    ],
)
def test_a_strength_of_a_clause_that_is_said_may_not_be_left_out(words: str, fact: str) -> None:
    assert misses(words, fact)


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        # one word of five is not the clause
        ("Carry a red card home.", "Most boys rest at home, because girls carry a red card."),
        (
            "Boys have red cards by a wide door.",
            "Most boys sing at school, because red cards hang by a wide door.",
        ),
        (
            "Girls wait by the wide door with a card.",
            "Boys: most carry a card, because girls wait by the wide door.",
        ),
        # a clause with a subject of its own: by a word, by its verb, by how it begins
        ("You must carry the card.", "Boys should rest at home, but you must carry a red card."),
        *(
            (f"Girls {verb} carry a red card.", f"Most boys rest at home, and girls {verb} carry a red card.")
            for verb in ("may", "must", "should", "will")
        ),
        ("Girls wait by the door.", "You should carry the card, so girls wait by the door."),
        # what is said beside the rest is of no clause behind it
        ("Carry red cards.", "Boys rest at home, mostly by the wide door, and carry red cards."),
        ("Pain fades by noon.", "Stiff joints ease (most do in bed by ten), and pain fades by noon."),
        ("Boys rest at home by the door.", "Boys (often tall and thin ones) rest at home by the door."),
        # nor is a strength of a few last words
        ("It wakes boys at night.", "It hurts at home every autumn, and wakes boys at night."),
        ("If so, carry the card.", "Girls know every face, but carry a red card."),
        # that something will be need not be said
        ("Boys wait.", "Boys will rest at home or wait."),
        ("Ask the nurse to carry the card.", "The nurse should carry the card."),
        ("Tell boys, then carry the card.", "Boys should carry the card."),
    ],
)
def test_a_strength_of_another_clause_may(words: str, fact: str) -> None:
    assert not misses(words, fact)
