"""What a clinician objected to is shown to all who sign after them, and is never lost."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from tests.people.desk import HASH, Person
from tests.web.desk.signing.conftest import BO, BONES, LINE, Reader, letters
from web.desk.signing.so_far import LONGEST

ID = "en/topics/bones"
BUTTON = re.compile(r'<button[^>]* name="what" value="(\w+)"')
SPOKEN = {"say:spoken[1].1": "Name the tablets."}
SAM = replace(BO, name="Sam Okoro", registration="GMC 7012345", address="sam@clinic.example")
Ask = Callable[[], Reader]


def second(app: Flask, kept: DeskStore, editor: Person) -> Reader:
    """Another clinician, at the link that the editor sends them for the same words."""
    sam = kept.clinicians.enter(SAM)
    editor.open(BONES).send(f"{BONES}/ask", whom=sam)
    (letter,) = [one for one in letters(kept) if one.to == SAM.address]
    return Reader(app, letter.words.partition("https://line.example")[2].split()[0])


def test_an_objection_is_shown_to_the_next_clinician_and_the_admin_and_stays_in_the_history(
    ask: Ask, app: Flask, kept: DeskStore, person: Callable[..., Person]
) -> None:
    ask().answer("object", **SPOKEN)
    (mail,) = [one for one in letters(kept) if "object to" in one.subject]
    assert mail.to == BO.address and "Name the tablets." in mail.words
    reader = second(app, kept, person("edit"))
    assert "Somebody else objects to these words" in reader.page
    assert "Dr Bo Jones" in reader.page and "Name the tablets." in reader.page
    assert "Signed." in reader.answer(registration=SAM.registration).page
    admin = person("admin").open(BONES)
    assert "Name the tablets." in admin.page and "I have read what Dr Bo Jones objects to" in admin.page
    assert BO.address in admin.page and SAM.address in admin.page
    assert BO.address not in person("edit").open(BONES).page
    assert "tick that you have" in admin.send(f"{BONES}/countersign").page and not kept.reviews.signed()
    (objection,) = [at for at, one in kept.reviews.answered()[ID].items() if not one.signs]
    assert "Countersigned." in admin.send(f"{BONES}/countersign", read=objection).page
    assert "What clinicians answered before" in admin.page and "Name the tablets." in admin.page
    assert f"{admin.name} countersigned what Sam Okoro signed" in admin.page
    assert not kept.reviews.answered()


def test_a_signature_that_waits_is_not_lost_when_somebody_else_is_asked(
    ask: Ask, app: Flask, kept: DeskStore, person: Callable[..., Person]
) -> None:
    ask().answer()
    second(app, kept, person("edit")).answer(registration=SAM.registration)
    admin = person("admin").open("/desk/signatures")
    assert "Dr Bo Jones has signed" in admin.page and "Sam Okoro has signed" in admin.page
    (first,) = [at for at, one in kept.reviews.answered()[ID].items() if one.name == BO.name]
    assert "Countersigned." in admin.open(BONES).send(f"{BONES}/countersign", answer=first).page
    assert kept.reviews.signed()[ID].name == BO.name
    assert [one.name for one in kept.reviews.history(ID)] == [SAM.name]


def test_what_a_clinician_answers_again_and_what_is_put_away_stays_in_the_history(
    ask: Ask, person: Callable[..., Person]
) -> None:
    ask().answer("object", **SPOKEN)
    ask().answer("object", **{"say:spoken[1].1": "Still wrong."})
    admin = person("admin").open(BONES).send(f"{BONES}/drop")
    assert "Name the tablets." in admin.page and "Still wrong." in admin.page
    assert f"put away by {admin.name}" in admin.page and "answered again" in admin.page


def test_an_answer_of_the_version_before_waits_as_it_did(
    ask: Ask, kept: DeskStore, person: Callable[..., Person]
) -> None:
    ask().answer()
    ((place, row),) = kept.reviews.answers.all().items()
    kept.reviews.answers.drop(place)
    kept.reviews.answers.put(ID, {key: value for key, value in row.items() if key != "closed"})
    admin = person("admin").open(BONES).send(f"{BONES}/countersign")
    assert "Countersigned." in admin.page and kept.reviews.signed()[ID].name == BO.name


def test_nobody_signs_whose_name_is_like_an_account_that_edits_or_asks(
    ask: Ask, kept: DeskStore, whom: str, person: Callable[..., Person]
) -> None:
    reader = ask()
    kept.staff.add("bo.jones", "edit", HASH)
    editor = person("edit").open(BONES)
    assert "their name is like the account bo.jones" in editor.page
    assert "like the account bo.jones" in editor.send(f"{BONES}/ask", whom=whom).page
    assert "This link is not for you" in reader.answer().page and not kept.reviews.answered()


def test_whoever_asks_is_told_who_could_countersign_and_admins_see_the_address(
    app: Flask, kept: DeskStore, whom: str
) -> None:
    for name in ("maria", "olga"):
        kept.staff.add(name, "admin", HASH)
    olga = Person(app, "olga").sign_in().open(BONES)
    assert "nobody is left to countersign it" in olga.page and BO.address in olga.page
    kept.staff.add("peter", "admin", HASH)
    assert "peter could countersign it" in olga.open(BONES).page
    assert "peter could countersign it" in olga.send(f"{BONES}/ask", whom=whom).page
    assert BO.address in olga.open("/desk/signatures").page


def test_ten_wrong_entries_of_the_register_end_a_link(ask: Ask, kept: DeskStore) -> None:
    reader = ask()
    for _ in range(9):
        reader.answer(registration="NMC 99Z9999Z")
    assert reader.answer(registration="").status == 422, "none given is no guess"
    reader.answer("object", registration="GMC 7012345", **SPOKEN)
    gone = reader.answer()
    assert "This link works no more" in gone.page and "ten times" in gone.page
    assert not kept.reviews.answered()


def test_an_objection_too_long_is_told_with_all_its_words_and_the_link_goes_on(
    ask: Ask, kept: DeskStore
) -> None:
    reader = ask()
    assert f"most {LONGEST} letters" in reader.person.words and 'maxlength="500"' not in reader.page
    lines = "\r\n".join(f"{n:02} {'x' * 16}" for n in range(24)) + "\r\nNEVERSTOP"
    assert len(lines) > LONGEST > len(lines.replace("\r\n", "\n")), "a line break counts once"
    much = "x" * LONGEST + " NEVERSTOP"
    for field, at in (("say:missing", "say-missing"), ("say:spoken[1].1", "say-")):
        for what in ("object", "keep", "sign"):
            reader.answer(what, **{field: much})
            assert reader.status == 422 and much in reader.page, "nothing is lost"
            assert f"has {len(much)} letters, and at most {LONGEST} fit" in reader.person.words
            assert f'href="#{at}' in reader.page and 'aria-invalid="true"' in reader.page
    assert not kept.reviews.answered() and not kept.reviews.drafts.tokens()
    assert "We have your objection" in reader.answer("object", **{"say:missing": lines}).page
    (one,) = kept.reviews.answered()[ID].values()
    assert one.comments == {"missing": lines.replace("\r\n", "\n")}


@pytest.mark.parametrize("what", [{}, {"what": "zzz"}, {"what": ""}])
def test_a_form_without_a_known_button_does_nothing(ask: Ask, kept: DeskStore, what: dict[str, str]) -> None:
    reader = ask()
    assert BUTTON.findall(reader.page)[0] == "keep", "it is what the Enter key presses"
    fields = {"right": LINE.findall(reader.page), "registration": "NMC 12A3456E", "review_by": "2027-05-01"}
    reader.person.send(reader.path, **{**fields, "say:missing": "Hm."}, **what)  # type: ignore[arg-type]
    assert reader.status == 422 and "Nothing was done" in reader.person.words and "Hm." in reader.page
    reader.person.send(reader.path, **fields, **what)  # type: ignore[arg-type]
    assert reader.status == 422 and not kept.reviews.answered()
    assert "Signed." in reader.answer().page
