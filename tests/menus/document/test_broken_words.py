"""Each kind of damage to a word is told with what to do; a word in another form, or a medicine, has none."""

import pytest

from menus.document.damage import damages, mended, rejoined
from menus.document.medicines import is_medicine

KNOWN = frozenset({"clean", "drain", "catheter"})


@pytest.mark.parametrize(
    ("line", "says", "mend"),
    [
        ("it cafÃ© is", '"Ã©" is a letter that was read wrongly', "UTF-8"),
        ("the cath- eter is", '"cath- eter" looks like a word broken', '"catheter"'),
        ("Wipe it.Then dry", '"it.Then" lacks a space', "behind the mark"),
        ("Clean clean it", '"Clean clean" says a word twice', "slip"),
        ("please takeDaily it", '"takeDaily" looks like words run together', '"take Daily"'),
        ("an XXtakeDaily it", '"XXtakeDaily" looks like words run together', '"XXtake Daily"'),
        ("Cleandrain it", '"Cleandrain" looks like words run together', '"Clean drain"'),
        ("ring \uf028 now", "a sign of a symbol font stands alone", "what it says"),
        ("so\ufffdap", "letters are lost", "anew"),
    ],
)
def test_each_kind_of_damage_is_told_with_what_to_do(line: str, says: str, mend: str) -> None:
    (found,) = damages([line], KNOWN)
    assert found.says.startswith(says) and mend in found.mend
    assert str(found) == f"1: {found.says}: {found.mend}"


@pytest.mark.parametrize("words", ["that that", "had had", "Had had", "it is is"])
def test_a_word_may_stand_twice_where_it_may_be_meant_or_is_short(words: str) -> None:
    assert not list(damages([words], KNOWN))


@pytest.mark.parametrize(
    ("one", "two", "ending"),
    [
        ("kidney", "stone", "s"),
        ("class", "wash", "es"),
        ("breath", "less", "ness"),
        ("child", "friend", "ly"),
        ("wash", "stand", "ing"),
        ("splash", "coat", "ed"),
    ],
)
def test_a_word_that_is_known_in_another_form_is_whole(one: str, two: str, ending: str) -> None:
    word, form = f"{one}{two}", f"{one}{two}{ending}"
    assert list(damages([f"{one} {two}{ending} {form}"], KNOWN))
    assert not list(damages([f"{one} {two}{ending} {form}"], {word}))
    assert list(damages([f"{one} {two} {word}nn"], {f"{two}nn"}))
    assert not list(damages([f"{one} {word}nn"], {f"{two}nn", f"{word}nn{ending}"}))


@pytest.mark.parametrize("word", ["washclothes", "childphone", "classgrain"])
def test_a_word_put_together_with_a_common_end_is_whole(word: str) -> None:
    known = {"wash", "clothes", "child", "phone", "class", "grain", "childbreath", "breath"}
    assert not list(damages([word], known))
    assert list(damages(["childbreaths"], known - {"childbreath"} | {"breaths"}))


def test_medicines_are_no_words_run_together_be_they_one_or_many() -> None:
    assert list(damages(["salbu tamolic salbutamolic"], KNOWN))
    assert not list(damages(["salbu tamols salbutamols"], KNOWN))
    assert not list(damages(["salbu tamol salbutamol"], KNOWN))


@pytest.mark.parametrize(
    ("first", "second", "met", "joined"),
    [
        ("cath", "eter", (), "catheter"),
        ("Cath", "eter", (), "Catheter"),
        ("Kid", "neys", ("kidneys",), "Kidneys"),
        ("self", "care", (), "self-care"),
    ],
)
def test_a_word_broken_at_a_hyphen_is_joined_if_the_language_or_the_document_has_it(
    first: str, second: str, met: tuple[str, ...], joined: str
) -> None:
    assert rejoined(first, second, KNOWN, met) == joined


def test_each_sign_that_is_surely_meant_otherwise_is_mended() -> None:
    assert mended("a\u00a0b\u2007c\u202fd\u2009e\u200af\u2002g\u2003h") == "a b c d e f g h"
    assert mended("10\u00c2\u00a0mg, voil\u00c3\u00a0") == "10 mg, voilà"
    assert mended("so\u00ada\u200bp\u200c\u200d\u2060\ufeff") == "soap"
    assert mended("ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ") == "ff fi fl ffi ffl st st"


@pytest.mark.parametrize("word", ["globulin", "Cocaine", "cholesterol", "person", "hormone"])
def test_a_plain_word_that_ends_like_a_medicine_is_none(word: str) -> None:
    assert is_medicine(word) is False


@pytest.mark.parametrize(
    "line",
    [
        "take bendroflumethiazide",
        "mail help@cleandrain.example",
        "see www.cleandrain.org",
        "cleandrain.org.uk/a",
    ],
)
def test_a_medicine_and_an_address_are_no_words_run_together(line: str) -> None:
    assert not list(damages([line, "bend it"], KNOWN))


def test_a_word_that_ran_into_a_medicine_is_told() -> None:
    (found,) = damages(["cleanibuprofen"], KNOWN)
    assert '"clean ibuprofen"' in found.mend
