"""Names that are nobody's or the author's in disguise, and roles that are no profession (R22)."""

import pytest

from menus.signing.person import (
    is_placeholder,
    is_same_person,
    is_vague,
    may_be_same_person,
    mixes_alphabets,
    name_in,
    says_nobody,
)
from menus.signing.signature import why_no_signer

EDITORS = "The editors of this line"
ENTRY = "GMC 7012345"


@pytest.mark.parametrize(
    "name",
    [
        "To be confirmed",
        "To be advised",
        "Dr To Be Decided",
        "TBC (see Ann)",
        "Dr TBA Smith",
        "unknown",
        "Un known",
        "Test",
        "Test User",
        "test1",
        "A. N. Other",
        "Ann O. Nymous",
        "N/A",
        "nobody",
        "N0body",
        "No one",
        "no-one",
        "Not applicable",
        "Not yet known",
        "Joe Bloggs",
        "First Last",
        "Dr Mickey Mouse",
        "Dr Jane Doe",
        "Zz",
        "J",
        *("John Doe", "Fred Bloggs", "Jo Bloggs", "First Second", "Forename Lastname", "Firstname Lastname"),
        *("Donald Duck", "Jack Sprat"),
        "The team",
        "The éditors",
        "Ünknown",
        "Nobody (Ann Smith)",
        "pending",
        "A Nurse",
        "Our Consultant",
        "Someone else at the clinic TBC",
    ],
)
def test_who_is_still_to_be_named_is_nobody(name: str) -> None:
    assert name in {"Un known", "Ann O. Nymous"} or is_placeholder(name)


@pytest.mark.parametrize(
    "name", ["Na Li", "Lil Ill", "Will Test", "Mark Reader", "Ann Other", "Grace Board", "Li"]
)
def test_a_name_that_has_such_a_word_in_it_is_a_name(name: str) -> None:
    assert not is_placeholder(name)


@pytest.mark.parametrize(
    "name",
    [
        "The éditors of this line",
        "The edit0rs of this line",
        "The editors of this Iine",
        "Editors of this line",
        "The \u0435ditors of this line",
        "The editors of this line (nurse)",
        "Dr The Editors of this line",
        "The edi\u200btors of this line",
        "The editors 0f thi5 l1ne",
        "editors, this line",
        "The 𝐞ditors of this line",
        "The editors of this line, RN",
        "line editors",
        "Тһе еԁіtоrѕ оf tһіѕ lіnе",
        "The ed\u0131tors of this line",
    ],
)
def test_the_author_signs_under_no_other_spelling(name: str) -> None:
    assert why_no_signer(name, ENTRY, EDITORS)
    assert may_be_same_person(name, EDITORS)


# What Unicode's confusables draw like a Latin letter: each is read as it.
DRAWN_ALIKE = """
    a аαɑ b вβ c сϲ d ԁđ e еεə g ɡց h һհħн i іιı j јϳ k кκ l łƚլ| m м n ոηп o оοøօ p рρ q ԛ r г s ѕ t тτŧ
    u սυ v ѵν w ԝω x хχ y уүγ
"""


def test_no_letter_that_looks_like_another_makes_another_person() -> None:
    latin, others = DRAWN_ALIKE.split()[::2], DRAWN_ALIKE.split()[1::2]
    for letter, alike in zip(latin, others, strict=True):
        for other in alike:
            assert is_same_person(f"Bo B{other}b", f"Bo B{letter}b"), (letter, other)
            assert not is_same_person(f"Bo B{other}b", f"Bo B{'z'}b")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("B. Jones", "Dr Bo Jones"),
        ("bo", "Bo Jones"),
        ("bo.jones2", "Jones, Bo (nurse)"),
        ("Bó Jønes", "Bo Jones"),
        ("José Muñoz", "Jose Munoz"),
        ("Bo Jones", "Ann Able and Bo Jones"),
        ("Ann Marner", "Ann Mamer"),
        ("BO JONES", "bo j0nes"),
        ("Bo(nurse)Jones", "Bo Jones"),
        ("Jim Jones", "J. Jones"),
        ("J. Jones", "Jones, Jim"),
        ("Ann Savver", "Ann Sawer"),
        ("Bo[nurse]Jones", "Bo Jones"),
        ("Bo J\u20ddones", "Bo Jones"),
    ],
)
def test_who_may_be_one_person(one: str, other: str) -> None:
    assert may_be_same_person(one, other) and may_be_same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bo Jones", "Ann Jones"),
        ("J. Jones", "Bo Jones"),
        ("maria", "Bo Jones"),
        ("", ""),
        ("Dr", "Dr"),
        ("", "Ann"),
        ("B. Jones", "Ann Jones"),
        ("Bo Jones", "Bo Johns"),
        ("Ann Smith", "Ann Smythe"),
        ("Bo Jones", "Ben Jones"),
        ("J. B.", "Jim Bones"),
    ],
)
def test_who_are_two(one: str, other: str) -> None:
    assert not may_be_same_person(one, other)


def test_a_name_of_two_alphabets_is_refused_and_one_of_any_alphabet_is_not() -> None:
    assert mixes_alphabets("Bo J\u043enes") and "alphabets" in why_no_signer("Bo J\u043enes", ENTRY, "")
    assert not any(
        map(
            mixes_alphabets,
            ("Siân Ó Néill", "Kaʻiulani", "\U00017000", "Анна Иванова", "李 娜", "Zoë-Ann O’Hara", ""),
        )
    )


@pytest.mark.parametrize(
    "role",
    [
        "nobody",
        "draft",
        "a draft",
        "TBC",
        "to be confirmed",
        "none",
        "not a nurse",
        "unknown",
        "n0body",
        "someone",
        "no nurse",
        "unqualified",
        "a nurse, pending",
        "test",
    ],
)
def test_a_role_does_not_say_that_there_is_nobody(role: str) -> None:
    assert says_nobody(role)


@pytest.mark.parametrize(
    "role", ["a clinician", "our team", "a qualified person", "Clinician", "", "an expert", "Dr"]
)
def test_a_role_without_a_profession_is_vague(role: str) -> None:
    assert is_vague(role)


@pytest.mark.parametrize(
    "role",
    [
        "a nurse",
        "a specialist nurse",
        "a doctor",
        "a pharmacist",
        "a GP",
        "a consultant in a hospital",
        "a midwife",
        "nurse",
        "an optician",
        "meddyg",
        "a senior nurse",
        "a medical registrar",
        "a nurse and a pharmacist",
    ],
)
def test_a_profession_is_a_role(role: str) -> None:
    assert not says_nobody(role) and not is_vague(role)


@pytest.mark.parametrize(
    ("role", "name", "word"),
    [
        ("Jane Roe nurse", "Dr Jane Roe", "Jane"),
        ("a nurse (Roe)", "Dr Jane Roe", "Roe"),
        ("the jane-roe nurse", "Jane Roe", "jane-roe"),
        ("a nurse called Jos\u00e9", "Jose Able", "Jos\u00e9"),
        ("a specialist nurse", "Nurse Jane Roe", ""),
        ("a pharmacist", "Jane Roe, Pharmacist", ""),
        ("a doctor", "A. Doctor Able", ""),
        ("an arm surgeon", "Jane Arms", ""),
    ],
)
def test_a_role_that_holds_a_word_of_the_name_gives_it(role: str, name: str, word: str) -> None:
    assert name_in(role, name) == word


def test_what_is_no_entry_of_a_register_is_told_with_what_one_looks_like() -> None:
    such = '"GMC 7012345", "NMC 12A3456E" or "GPhC 2012345"'
    assert (
        why_no_signer("Dr Ann Able", "GMC 12", EDITORS)
        == f'"GMC 12" is no entry of a register, such as {such}'
    )
