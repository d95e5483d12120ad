"""`flask review` of a pack in two languages: what is listed, how a sheet is named, what its letters say."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pdfminer.high_level import extract_text

from menus.loading.pack import load
from menus.model import Pack
from menus.said import look
from menus.signing.as_text import lines_of
from menus.signing.sheet import sheet
from menus.signing.things import things
from menus.signing.unsigned import signed, together
from store.desk.desk import desk_store
from store.promises.jobs import DELETIONS
from store.signing.clinicians import Clinician
from store.signing.letters import opened
from store.store import Store
from tests.conftest import OPEN
from tests.packs.bilingual import bilingual, in_both
from tests.packs.signed import sign
from tools.signing.on_paper import draw_sheet
from tools.signing.review import review
from web.desk.signing.asking import Asking
from web.desk.signing.following import follow
from web.desk.signing.reminding import remind

WELSH = "cy/fixed-replies (Welsh)", "cy/alarm-rules (Welsh)", "cy/bones (Welsh)", "cy/steroidcard (Welsh)"
BO = Clinician("Dr Bo Jones", "a nurse", "NMC 12A3456E", "bo@clinic.example", "zoe", OPEN.date())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bilingual(tmp_path_factory.mktemp("both")).folder


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(review, [*words, "--pack", str(folder)], env={"PACK": "", "REDIS_URL": ""})


def test_each_line_of_the_list_tells_its_language_and_no_two_are_alike(folder: Path) -> None:
    told = [line.partition(":")[0] for line in run(folder).output.splitlines() if ": " in line]
    assert len(set(told)) == len(told) == 24
    assert [one for one in told if "(Welsh)" in one] == [*WELSH]
    assert all(one.endswith(" (English)") for one in told if one not in WELSH)
    welsh = run(folder, "--language", "cy").output.splitlines()
    assert [line.partition(":")[0] for line in welsh] == [*WELSH, "4 of 4 are drafts"]


@pytest.mark.parametrize(
    ("words", "of"),
    [
        (("bones",), "en/topics/bones"),
        (("cy/bones",), "cy/topics/bones"),
        (("bones", "--language", "cy"), "cy/topics/bones"),
        (("cy/topics/bones",), "cy/topics/bones"),
        (("en/bones",), "en/topics/bones"),
        (("alarm-rules",), "en/alarm-rules"),
        (("cy/alarm-rules",), "cy/alarm-rules"),
        (("alarm-rules", "--language", "cy"), "cy/alarm-rules"),
        (("CERDYN",), "cy/topics/steroidcard"),
    ],
)
def test_a_sheet_is_named_by_its_language_in_each_form(folder: Path, words: tuple[str, ...], of: str) -> None:
    first = run(folder, *words).output.partition("\n")[0]
    assert first.endswith(f"({'Welsh' if of.startswith('cy') else 'English'}) ({of})"), first


def test_what_is_not_there_is_told_by_names_that_each_stand_once(folder: Path) -> None:
    told = run(folder, "nothing")
    names = told.output.rpartition("nothing to sign: ")[2].strip().split(", ")
    assert told.exit_code == 2 and len(set(names)) == len(names) == 24 and "cy/bones" in names
    assert run(folder, "flare", "--language", "cy").exit_code == 2, "it has none of its own"
    assert "it has en, cy" in run(folder, "bones", "--language", "pl").output
    assert run(folder, "--collect", "--language", "cy").exit_code == 2


def test_what_flask_check_says_names_the_sheet_that_is_meant() -> None:
    both = in_both()
    found = tuple(fault for one in both.languages.values() for fault in signed(look(both, one, OPEN.date())))
    (welsh,) = [one for one in found if (one.file, one.key) == ("cy/topics/bones.toml", "reviewed_by")]
    assert "`flask review cy/bones`" in welsh.mend
    names = together(found)[-1].says.removeprefix("nobody has signed ").partition(":")[0].split(", ")
    assert sorted(names) == sorted(thing.asked_as for thing in things(both))


def test_a_pack_of_one_language_names_none(pack: Pack) -> None:
    for thing in things(pack):
        assert (thing.titled, thing.asked_as, thing.in_tongue) == (thing.called, thing.name, "")


def test_the_sheet_tells_its_language_on_paper_too() -> None:
    both = in_both()
    (alarms,) = [thing for thing in things(both) if thing.id == "cy/alarm-rules"]
    found = sheet(both, alarms, OPEN)
    assert next(lines_of(found)).endswith("are heard (Welsh) (cy/alarm-rules)")
    assert draw_sheet(found, both.service).startswith(b"%PDF")


def test_no_heading_stands_alone_at_the_foot_of_a_page_on_paper() -> None:
    both = in_both()
    for thing in (one for one in things(both) if one.kind == "fixed-replies"):
        found = sheet(both, thing, OPEN)
        pages = extract_text(BytesIO(draw_sheet(found, both.service))).split("\f")
        heads = {f"{piece.label} ({piece.measure})" for piece in found.pieces}
        for page in pages[:-1]:
            *_, last, _foot = [line for line in page.splitlines() if line.strip()]
            assert last.partition(": ")[2] not in heads, last


def test_letters_tell_the_language(folder: Path, store: Store) -> None:
    kept, both = desk_store(store), in_both()
    whom = kept.clinicians.one(kept.clinicians.enter(BO))
    assert whom
    for thing in (one for one in things(both) if one.language == "cy" or one.name == "bones"):
        Asking(kept, both, "https://line.example", OPEN).ask(thing, whom, "ann")
    sign(folder, signed_on=date(2025, 6, 1), review_by=date(2026, 6, 1))
    remind(kept, load(folder), ["staff@line.example"], datetime(2026, 5, 30, tzinfo=UTC))
    assert follow(kept, lambda: both, ["staff@line.example"], OPEN + timedelta(days=6)) == 5
    jobs = store.jobs.take(None, most=20, lanes=(DELETIONS,))
    letters = [opened(store.seals, job.sealed) for job in jobs if job.kind == "letter"]
    mails = [one for one in letters if one.to == BO.address]
    asked = [one for one in mails if "to sign it or object" in " ".join(one.words.split())]
    assert sum("(Welsh)”" in one.words for one in mails if one not in asked) == 4, "the link ends soon"
    for letter in asked:
        words = " ".join(letter.words.split())
        tongue = "in English" if "Protecting your bones" in words else "in Welsh"
        assert tongue in letter.subject and f"{tongue}, and to sign it or object" in words, letter
    assert len(asked) == 5
    for words in (word for word in both.languages["cy"].named.values() if " " in word):
        assert not [one.words for one in letters if f"of {words}" in one.words or f"by {words}" in one.words]
    assert all("ann of our charity asks you" in " ".join(one.words.split()) for one in asked)
    (soon,) = [one.words for one in letters if one.to == "staff@line.example"]
    assert "Diogelu eich esgyrn (Welsh)" in soon and "are heard (English)" in soon
