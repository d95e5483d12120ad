"""What a pack's field says every day is no alarm, and takes none away: beside it each is heard (R30, R48)."""

from dataclasses import replace
from datetime import date

import pytest

from menus.loading.pack import load
from menus.matcher.answers import Found, Unsure, Urgent, Worried, label
from menus.matcher.matching import match
from menus.model import Language, Pack
from menus.phrasing.tables import table
from menus.rules.on_base.field_phrases import everyday
from menus.said import Look
from tests.packs.fields import catheters

BAG = "leg_bag .. stopped working"
STRAP = "skin is? raw from/under the? leg_bag strap"
NEEDED = "BAGS\tleg bag suddenly stopped working\nBAGS\tmy skin is raw from the leg bag strap\n"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A pack on catheters without a phrase of its field."""
    return load(catheters(tmp_path_factory.mktemp("packs") / "tubes"))


def having(pack: Pack, *phrases: str, rows: str = "") -> Language:
    language = pack.languages["en"]
    safety = {**table(language.matching, "safety"), "everyday": phrases}
    matching = {**language.matching, "safety": safety}
    return replace(language, matching=matching, messages=language.messages + rows)


@pytest.fixture(scope="module")
def narrowed(plain: Pack) -> Language:
    return having(plain, BAG, STRAP, rows=NEEDED)


def faults(pack: Pack, language: Language) -> list[str]:
    return [f"{fault.key} {fault.says}" for fault in everyday(Look(pack, language, date(2026, 6, 1), ()))]


@pytest.mark.parametrize(
    "words",
    [
        "leg bag suddenly stopped working",
        "my skin is raw from the leg bag strap",
        "hello, my leg bag has suddenly stopped working",
    ],
)
def test_a_phrase_of_the_field_gets_the_topic_that_it_asks_for(
    words: str, plain: Pack, narrowed: Language
) -> None:
    assert isinstance(match(plain.languages["en"], words), Urgent | Worried), "else it needs no phrase"
    assert label(match(narrowed, words)).strip("?") == "BAGS", match(narrowed, words)


@pytest.mark.parametrize(
    "words",
    [
        "leg bag stopped working and i cant breathe",
        "cant breathe. leg bag suddenly stopped working",
        "leg bag stopped working and i feel dizzy and shivery",
        "my leg bag stopped working i want to die",
        "my skin is raw from the leg bag strap and bleeding",
        "his face has dropped, leg bag stopped working",
        "my leg has gone dead, leg bag stopped working",
        "leg bag stopped working after i took all my tablets",
        "my skin is raw",
    ],
)
def test_trouble_beside_it_is_heard(words: str, narrowed: Language) -> None:
    assert isinstance(match(narrowed, words), Urgent | Worried)


def test_an_alarm_that_is_never_a_saying_stands_inside_it(plain: Pack) -> None:
    """ "Arm or leg … dead" is a stroke's: no phrase of a pack covers it."""
    own = having(plain, "leg_bag has? gone dead")
    assert isinstance(match(own, "my leg bag has gone dead"), Urgent)


def test_where_no_topic_is_found_the_alarm_stays(plain: Pack) -> None:
    own = having(plain, "suddenly stopped working")
    assert isinstance(match(own, "it suddenly stopped working"), Urgent | Worried)


def test_phrases_that_are_needed_and_hide_nothing_are_no_fault(plain: Pack, narrowed: Language) -> None:
    assert faults(plain, narrowed) == faults(plain, plain.languages["en"]) == []


BROAD = {
    "gas_leak": "hides the alarm",
    "skin .. raw": "hides the alarm",
    "bag leaks/leaking": "no row of messages.tsv needs",
}


def test_what_is_too_broad_or_not_needed_is_an_error(plain: Pack) -> None:
    own = having(plain, *BROAD, rows="BAGS\tgas leak in the bag\nBAGS\tskin raw under the bag\n")
    found = faults(plain, own)
    assert len(found) == len(BROAD)
    for (phrase, says), one in zip(BROAD.items(), found, strict=True):
        assert f'"{phrase}"' in one and says in one


def test_a_gap_that_reaches_into_an_alarm_is_told_with_that_alarm_and_no_made_up_sentence(
    plain: Pack,
) -> None:
    own = having(plain, "hands .. blue in_the_cold", rows="BAGS\tmy leg bag hands are blue in the cold\n")
    (fault,) = everyday(Look(plain, own, date(2026, 6, 1), ()))
    assert 'hides the alarm "' in fault.says and fault.says.endswith("in a text that says both")
    assert "its gap" in fault.mend


def test_a_word_that_may_be_missing_and_takes_one_of_an_alarm_is_told_with_what_it_leaves(
    plain: Pack,
) -> None:
    own = having(plain, "leg_bag sheet took?/had?", rows="BAGS\tmy leg bag sheet stopped working\n")
    (told,) = faults(plain, own)
    assert told.endswith(': of "leg bag sheet. had bad fall" it leaves "… bad fall"')


def test_a_saying_that_ends_with_it_hides_nothing_that_begins_with_is(plain: Pack) -> None:
    """ "On it. Is it a stroke" is no "on its it a stroke"."""
    own = having(plain, "cant bear the leg_bag on it", rows="BAGS\tcant bear the leg bag on it\n")
    assert faults(plain, own) == []
    for words in (
        "cant bear the leg bag on it. is it a stroke",
        "cant bear the leg bag on it is it a stroke",
    ):
        assert isinstance(match(own, words), Urgent), words


def test_hands_that_turn_blue_in_the_cold_are_what_a_field_may_name(plain: Pack) -> None:
    said = "fingers/hands go/turn blue in_the_cold"
    own = having(plain, said, rows="?BAGS\tmy hands turn blue in the cold when i change the leg bag\n")
    assert faults(plain, own) == []
    assert label(match(own, "my hands turn blue in the cold when i change the leg bag")) == "?BAGS"
    for words in (
        "my hands turn blue in the cold",
        "my hands have turned blue, leg bag",
        "my lips turn blue in the cold, leg bag",
        "hands turn blue in the cold and i cant breathe, leg bag",
        "hands turn blue in the cold and hes confused, leg bag",
    ):
        assert isinstance(match(own, words), Urgent), words


def test_a_phrase_for_an_alarm_that_no_saying_takes_away_is_told_so(plain: Pack) -> None:
    own = having(
        plain, "lips turn blue in_the_cold", rows="BAGS\tleg bag and my lips turn blue in the cold\n"
    )
    (told,) = faults(plain, own)
    assert told == 'everyday "lips turn blue in_the_cold" never hides the alarm "lips … blue"'


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "go/goes dizzy when i/he/she stand/stands",
            "i go dizzy when i stand, the bend in the tube does not drain",
        ),
        ("he/she dribbles", "he dribbles, a bend in the tube, it does not drain"),
        (
            "stops dead and cant get going",
            "he stops dead and cant get going, a bend in the tube, it does not drain",
        ),
    ],
)
def test_what_only_the_ear_takes_for_trouble_may_be_named_and_is_asked_about(
    plain: Pack, said: str, words: str
) -> None:
    assert isinstance(match(plain.languages["en"], words), Urgent | Worried)
    own = having(plain, said, rows=f"BLOCKED\t{words}\n")
    assert isinstance(match(own, words), Found | Unsure)
    assert isinstance(match(own, f"{words}, cant breathe"), Urgent)
