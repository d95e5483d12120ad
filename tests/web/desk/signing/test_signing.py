"""From a link to a signature that counts: sign, object, countersign; and who is refused, in plain words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from flask import Flask

from store.desk.desk import DeskStore
from tests.conftest import OPEN, Clock
from tests.packs.broken import AUTHOR, Copy
from tests.packs.broken import BONES as FILE
from tests.people.desk import HASH, Person, new_name
from tests.stand_in.carrier import SID
from tests.web.desk.signing.conftest import BO, BONES, Reader, letters
from tools.signing.review import review

Ask = Callable[[], Reader]
SPOKEN = "say:spoken[1].1"


def test_who_is_asked_signs_an_admin_countersigns_and_it_counts_once_collected(
    ask: Ask, person: Callable[..., Person], kept: DeskStore, made: Copy, environ: dict[str, str]
) -> None:
    reader = ask()
    topic = made.load().languages["en"].topics["bones"]
    assert (
        topic.title in reader.page and "as it is texted" in reader.page and "ˌɒstiəʊpəˈɹəʊsɪs" in reader.page
    )
    assert made.load().facts["T6"].words in reader.page and BO.registration not in reader.page
    assert "An addition: it is not in the document" in reader.page and ", hash " not in reader.page
    assert reader.page.count(made.load().facts["T6"].words) == 1, "a fact is shown whole once"
    assert made.load().document.name in reader.page and "os-tee-oh-puh-ROH-sis" in reader.page
    assert "Signed. Thank you" in reader.answer().page
    editor = person("edit").open(BONES)
    assert "An admin countersigns it" in editor.page
    editor.send(f"{BONES}/countersign")
    assert editor.answer and editor.answer.status_code == 403 and not kept.reviews.signed()
    admin = person("admin").open(BONES).send(f"{BONES}/countersign")
    assert "Countersigned." in admin.page
    assert "to be brought in and published" in admin.open("/desk/signatures").page
    done = CliRunner().invoke(review, ["--collect"], env={**environ, "PACK": str(made.folder)})
    assert "counts: en/topics/bones: Dr Bo Jones" in done.output
    assert "signed by a specialist nurse" in admin.open("/desk/signatures").page
    assert not made.load().languages["en"].topics["bones"].draft


def test_an_objection_is_read_and_put_away_and_the_changed_words_want_a_new_link(
    ask: Ask, person: Callable[..., Person], kept: DeskStore, made: Copy, app: Flask
) -> None:
    first = ask()
    assert "Say what is not right" in first.answer("object").page
    assert "We have your objection" in first.answer("object", **{SPOKEN: "Name the tablets."}).page
    editor = person("edit").open(BONES)
    assert (
        "objects" in editor.page
        and "Name the tablets." in editor.page
        and "Countersign it" not in editor.page
    )
    editor.send(f"{BONES}/drop")
    assert "Put it away" not in editor.page and kept.reviews.answered()
    page = person("admin").open(BONES).page
    question = page.partition("<summary>Put it away")[2].partition("</details>")[0]
    assert "cannot be brought back" in question and "Yes, put it away</button>" in question
    person("admin").open(BONES).send(f"{BONES}/drop")
    assert not kept.reviews.answered()
    second = ask()
    made.swap(FILE, "{service}. BONES", "{service}. BONSE")
    assert "has changed" in Reader(app, second.path).page
    assert "has changed" in second.answer().page and not kept.reviews.answered()


def test_old_used_and_replaced_links_are_refused_in_plain_words(
    ask: Ask, app: Flask, clock: Clock, kept: DeskStore
) -> None:
    first = ask()
    second = ask()
    assert "This link works no more" in Reader(app, first.path).page and first.answer().status == 404
    second.answer()
    assert "This link works no more" in Reader(app, second.path).page
    third = ask()
    clock.now = OPEN + timedelta(days=7)
    assert "older than seven days" in Reader(app, third.path).page
    assert third.answer().status == 404 and len(kept.reviews.answered()) == 1
    assert Reader(app, "/desk/review/made-up").status == 404


def test_another_person_signs_nothing_with_a_link(ask: Ask, kept: DeskStore) -> None:
    reader = ask()
    for entry in ("", "NMC 99Z9999Z", "GMC 7012345"):
        assert "It is for Dr Bo Jones alone" in reader.answer(registration=entry).page
    assert not kept.reviews.answered()
    assert "Signed." in reader.answer(registration="12a3456e").page


def test_each_sentence_is_ticked_and_none_commented_before_one_signs(ask: Ask, kept: DeskStore) -> None:
    reader = ask()
    assert "Tick each sentence" in reader.answer(right=["title.1"]).page
    assert "You commented on a sentence" in reader.answer(**{SPOKEN: "Hm."}).page
    assert "Hm." in reader.page, "what was typed stays"
    for day in ("2027-05-20", "2026-05-19", "soon", ""):
        assert (
            "Choose a day after today, Wednesday 19 May 2027 at the latest"
            in reader.answer(review_by=day).page
        )
    assert not kept.reviews.answered()


def test_the_author_cannot_be_asked_and_no_admin_who_wrote_it_enters_or_countersigns(
    made: Copy, person: Callable[..., Person], kept: DeskStore, app: Flask, whom: str
) -> None:
    maria = Person(app, "maria")
    kept.staff.add("maria", "admin", HASH)
    made.swap(FILE, AUTHOR, 'author = "Maria"')
    editor = person("edit").open(BONES)
    assert "another admin has to enter it" in editor.page
    editor.send(f"{BONES}/ask", whom=whom)
    assert "another admin has to enter it" in editor.page and not letters(kept)
    kept.clinicians.remove(whom)
    other = kept.clinicians.enter(replace(BO, entered_by="zoe"))
    editor.open(BONES).send(f"{BONES}/ask", whom=other)
    assert "A link goes to" in editor.page
    (letter,) = letters(kept)
    path = letter.words.partition("https://line.example")[2].split()[0]
    maria.sign_in().open(path)
    assert "This link is not for you" in maria.page and "maria" in maria.page
    Reader(app, path).answer()
    maria.open(BONES).send(f"{BONES}/countersign")
    assert "another admin has to countersign" in maria.page and not kept.reviews.signed()
    made.swap(FILE, 'author = "Maria"', 'author = "Bo Jones"')
    assert "Dr Bo Jones wrote it" in editor.open(BONES).page


def test_what_changed_after_it_was_signed_cannot_be_countersigned(
    ask: Ask, made: Copy, person: Callable[..., Person], kept: DeskStore
) -> None:
    ask().answer()
    made.put("facts.toml", "words", '"Another fact."', table="fact.T6")
    admin = person("admin").open(BONES)
    assert "It has changed since." in admin.page and "Countersign it" not in admin.page
    admin.send(f"{BONES}/countersign")
    assert "Nothing is countersigned" in admin.page and not kept.reviews.signed()


def test_an_admin_enters_a_clinician_whom_they_looked_up(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    admin = person("admin").open("/desk/clinicians/new")
    given = {
        "name": "Dr Bo Jones",
        "role": "a nurse",
        "registration": "NMC 12A3456E",
        "address": "bo@clinic.example",
    }
    for field, bad, says in (
        ("name", "TODO", "nobody"),
        ("name", admin.name, "Nobody enters themselves"),
        ("name", "To be confirmed", "nobody"),
        ("name", "Dr Bo Jones\r\nBcc: a@b.example", "in one line"),
        ("name", "Dr Bo\tJones", "in one line"),
        *(("name", name, "in one line") for name in ("Sm1th Ann", "Ann Smith (nurse)", "Smith, Ann")),
        ("name", "Dr Bo <b>Jones</b>", "in one line"),
        ("name", "\u202e", "Write the clinician"),
        ("name", "Bo J\u043enes", "alphabets"),
        ("role", "nobody", "names no profession"),
        ("role", "a clinician", "names no profession"),
        ("role", "Dr. Bo, nurse 1", "as callers hear it"),
        ("role", "a doctor<break/>", "as callers hear it"),
        ("role", "a doctor; stop steroids", "as callers hear it"),
        ("role", "a doctor & nurse", "as callers hear it"),
        ("role", "a doctor, a nurse", "as callers hear it"),
        ("role", "a doctor - nurse", "as callers hear it"),
        ("role", "Jones nurse", "“Jones” is of their name, which callers are not told"),
        ("role", "a nurse called b\u00f3", "“bó” is of their name"),
        ("role", "a rheumatologist", "might not understand “rheumatologist”"),
        ("registration", "x", "no entry"),
        ("address", "bo", "no e-mail address"),
    ):
        assert says in admin.send("/desk/clinicians", checked="1", **{**given, field: bad}).page, field
    assert "look" in admin.send("/desk/clinicians", **given).page.casefold() and not kept.clinicians.all()
    assert "may be asked now" in admin.send("/desk/clinicians", checked="1", **given).page
    (entered,) = kept.clinicians.all()
    assert (entered.entered_by, entered.checked_on) == (admin.name, OPEN.date())
    other = {**given, "name": "Zoe Able", "registration": "nmc  12a 3456e"}
    assert (
        "Dr Bo Jones is entered with this entry" in admin.send("/desk/clinicians", checked="1", **other).page
    )
    admin.send("/desk/clinicians", checked="1", **{**other, "registration": "gphc 201 2345"})
    (zoe,) = [one for one in kept.clinicians.all() if one.name == "Zoe Able"]
    assert zoe.registration == "GPhC 2012345"
    kept.clinicians.remove(zoe.id)
    editor = person("edit").open("/desk/signatures")
    assert "Enter a clinician" not in editor.page
    editor.send("/desk/clinicians", checked="1", **given)
    assert editor.answer and editor.answer.status_code == 403
    asked = admin.open("/desk/signatures").page.partition("<summary>Remove")[2].partition("</details>")
    assert "Links sent to Dr Bo Jones end at once" in asked[0] and "/remove" in asked[0]
    assert "/remove" not in asked[2]
    for said in ("They are asked no more", "They were removed already"):
        assert said in admin.send(f"/desk/clinicians/{entered.id}/remove").words
    assert not kept.clinicians.all()
    assert [one.did for one in kept.trail.latest(9)[0]].count("review:remove") == 1


def test_one_admin_alone_makes_nothing_checked(app: Flask, kept: DeskStore, whom: str) -> None:
    entered, sent, other = (Person(app, name) for name in ("maria", "olga", "peter"))
    for one in (entered, sent, other):
        kept.staff.add(one.name, "admin", HASH)
        one.sign_in()
    sent.open(BONES).send(f"{BONES}/ask", whom=whom)
    (letter,) = letters(kept)
    Reader(app, letter.words.partition("https://line.example")[2].split()[0]).answer()
    for one, why in ((entered, "You entered Dr Bo Jones"), (sent, "You sent the link")):
        assert why in one.open(BONES).page and ">Countersign it<" not in one.page
        one.send(f"{BONES}/countersign")
        assert why in one.page and not kept.reviews.signed()
    assert "olga asked, and maria entered Dr Bo Jones" in other.open(BONES).page
    assert "another person, not only another account" in other.page
    assert "Countersigned." in other.send(f"{BONES}/countersign").page


def test_an_account_whose_name_looks_like_anothers_counts_as_that_one_and_admins_see_it(
    app: Flask, kept: DeskStore, whom: str, person: Callable[..., Person]
) -> None:
    asks, alike = (Person(app, name) for name in ("olga.able", "o.able2"))
    for one in (asks, alike):
        kept.staff.add(one.name, "admin", HASH)
        one.sign_in()
    asks.open(BONES).send(f"{BONES}/ask", whom=whom)
    (letter,) = letters(kept)
    Reader(app, letter.words.partition("https://line.example")[2].split()[0]).answer()
    assert ">Countersign it<" not in alike.open(BONES).page
    alike.send(f"{BONES}/countersign")
    assert "You sent the link" in alike.page and not kept.reviews.signed()
    page = person("admin").open("/desk/staff").page
    assert "looks like olga.able" in page and "looks like o.able2" in page
    kept.staff.disable("o.able2")
    assert "looks like" not in person("admin").open("/desk/staff").page


@pytest.mark.parametrize("name", ["fixed-replies", "alarm-rules", "second-ear"])
def test_the_fixed_things_are_signed_like_a_topic(
    name: str, app: Flask, kept: DeskStore, whom: str, person: Callable[..., Person]
) -> None:
    at = f"/desk/signatures/en/{name}"
    person("edit").open(at).send(f"{at}/ask", whom=whom)
    (letter,) = letters(kept)
    assert "please check" in letter.subject and "emergency" in letter.subject and "ules" not in letter.subject
    reader = Reader(app, letter.words.partition("https://line.example")[2].split()[0])
    assert "Signed." in reader.answer().page
    assert "Countersigned." in person("admin").open(at).send(f"{at}/countersign").page
    assert f"en/{name}" in kept.reviews.signed()


def test_an_empty_name_of_a_clinician_is_named_as_empty(person: Callable[..., Person]) -> None:
    admin = person("admin").open("/desk/clinicians/new").send("/desk/clinicians", name=" ", role="a nurse")
    assert "Write the clinician’s name." in admin.words and "nobody's name" not in admin.words


def test_who_was_entered_with_a_role_that_callers_cannot_hear_is_sent_no_link(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    whom = kept.clinicians.enter(replace(BO, role="a doctor; stop steroids"))
    editor = person("edit").open(BONES).send(f"{BONES}/ask", whom=whom)
    assert "cannot be asked" in editor.page and "plain letters" in editor.page and not letters(kept)


def test_a_line_without_an_account_is_not_said_to_have_no_mail_server(
    line_with: Callable[..., Flask], kept: DeskStore, whom: str
) -> None:
    """The worker sends nothing without the account, mail neither."""
    no_server, no_account = "This line has no mail server yet", "account at the phone company is set up"
    ready = {"public_url": "https://line.example", "account_sid": SID}
    for given, said, unsaid in (
        ({"smtp_url": "smtp://127.0.0.1:9"}, no_account, no_server),
        ({}, no_account, no_server),
        (ready, no_server, no_account),
    ):
        editor = Person(line_with(**given), new_name(kept, "edit")).sign_in().open(BONES)
        assert said in editor.page and unsaid not in editor.page, given
        editor.send(f"{BONES}/ask", whom=whom)
        assert "Nothing was sent." in editor.page and said in editor.page
        assert unsaid not in editor.page and not letters(kept)
