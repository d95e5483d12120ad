"""What the pages of a line of two languages say in the second is marked so, and only that (WCAG 3.1.2)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from menus.model import Pack
from menus.signing.things import Thing, things
from store.desk.air import Notice
from store.desk.desk import DeskStore
from store.signing.clinicians import Clinician
from tests.conftest import OPEN
from tests.packs.bilingual import bilingual
from tests.packs.broken import Copy
from tests.packs.signed import line_that_mails, sign
from tests.people import busy
from tests.people.desk import Person, new_name
from tests.web.desk.signing.conftest import LINE, letters
from tests.web.marked import marked_as, wrongly_marked

BO = Clinician("Dr Bo Jones", "a nurse", "NMC 12A3456E", "bo@clinic.example", "zoe", OPEN.date())
BONES = "cy/topics/bones"


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    return bilingual(tmp_path)


@pytest.fixture
def app(line_with: Callable[..., Flask], made: Copy) -> Flask:
    return line_that_mails(line_with, made)


def of_welsh(pack: Pack) -> list[Thing]:
    return [thing for thing in things(pack) if thing.language == "cy"]


def link(kept: DeskStore, made: Copy, of: str) -> str:
    """The path of a link to one thing, as it is on disk now."""
    whom = next(iter(kept.clinicians.all()), None) or kept.clinicians.one(kept.clinicians.enter(BO))
    assert whom
    return f"/desk/review/{kept.reviews.ask(of, made.load().standing[of].version, whom, 'zoe', OPEN)}"


def announce(kept: DeskStore, pack: Pack, name: str) -> None:
    """Run a notice whose words each language has."""
    said = {
        code: (one.topics["bones"].spoken[0], one.topics["bones"].title)
        for code, one in pack.languages.items()
    }
    kept.airing.end(OPEN)
    assert kept.airing.announce(Notice(said, OPEN + timedelta(days=1), name, OPEN))


def test_every_page_of_the_desk_marks_the_words_of_each_language(
    app: Flask, kept: DeskStore, made: Copy
) -> None:
    pack, name = made.load(), new_name(kept, "admin")
    busy.fill(kept, pack, OPEN, name)
    announce(kept, pack, name)
    admin, wrong, seen = Person(app, name).sign_in(), list[str](), dict[str, int]()
    of_things = [f"/signatures/cy/{thing.name}" for thing in of_welsh(pack)]
    for path in (*busy.addresses(kept, pack), *of_things, "/content/bones", "/content/steroidcard"):
        page = admin.open(f"/desk{path}").page
        if admin.answer and admin.answer.mimetype == "text/html":
            wrong += [f"{path}: {one}" for one in wrongly_marked(page, pack)]
            seen[path] = marked_as(page, pack, "cy")
    assert not wrong, "\n".join(wrong[:20])
    for path in (*of_things, "/signatures", "/content", "/content/bones", "/off-air"):
        assert seen[path], path


def test_the_pages_behind_a_link_do_too(app: Flask, kept: DeskStore, made: Copy) -> None:
    pack = made.load()
    pages = [Person(app).open(link(kept, made, thing.id)).page for thing in of_welsh(pack)]
    pages.append(answered(app, link(kept, made, BONES), {"say:spoken[1].1": "Not so.", "what": "object"}))
    admin = Person(app, new_name(kept, "admin")).sign_in()
    pages += [admin.open(path).page for path in ("/desk", "/desk/signatures/cy/bones")]
    assert "esgyrn</span> (Welsh)</a>: <strong" in pages[-2]
    assert any("esgyrn (Welsh)” meets an objection" in one.subject for one in letters(kept))
    made.swap(f"{BONES}.toml", "Diogelu", "Gwarchod")
    again = Person(app).open(link(kept, made, BONES)).page
    assert "You objected then" in again and "Now: “<span" in again
    pages += [again, answered(app, link(kept, made, BONES), {"what": "sign", "review_by": "2027-05-01"})]
    for page in pages:
        assert not list(wrongly_marked(page, pack))
    assert all(marked_as(page, pack, "cy") for page in pages if "We have your objection" not in page)


def test_what_lapses_on_one_day_is_listed_by_its_language(app: Flask, kept: DeskStore, made: Copy) -> None:
    sign(made.folder)
    staff = Person(app, new_name(kept, "edit")).sign_in().open("/desk/signatures")
    lapses = staff.page.partition("What lapses when")[2].partition("Whom we may ask")[0]
    for tongue in ("English", "Welsh"):
        assert lapses.count(f"medicine changed are heard ({tongue})</a>") == 1
    assert 'lang="cy" dir="auto">Diogelu eich esgyrn</span> (Welsh)</a>' in lapses


def answered(app: Flask, path: str, fields: dict[str, str]) -> str:
    """The page after the form behind a link was sent, with each sentence ticked."""
    person = Person(app).open(path)
    ticked = LINE.findall(person.page)
    return person.send(path, right=ticked, registration="NMC 12A3456E", **fields).page  # type: ignore[arg-type]
