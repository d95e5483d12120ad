"""`flask review`: the sheet as text and on paper, and signatures brought into the pack from the store."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pdfminer.high_level import extract_text

from menus.signing.sheet import sheet
from menus.signing.things import things
from store.desk.desk import desk_store
from store.promises.jobs import DELETIONS
from store.signing.clinicians import Clinician
from store.signing.letters import opened
from store.signing.reviewed import Answer
from store.store import Store
from tests.conftest import OPEN
from tests.packs.broken import BONES, Copy, copy
from tests.packs.signed import BY
from tests.packs.signed import sign as sign_all
from tests.people.desk import HASH
from tools.signing.on_paper import draw_sheet
from tools.signing.review import review

ID = "en/topics/bones"
Run = Callable[..., Result]


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    return copy(tmp_path)


@pytest.fixture
def run(environ: dict[str, str], made: Copy) -> Run:
    """Runs `flask review` for the pack in `made`."""
    return lambda *words: CliRunner().invoke(review, list(words), env={**environ, "PACK": str(made.folder)})


def test_without_a_topic_it_lists_who_has_signed_what(run: Run) -> None:
    told = run()
    assert told.exit_code == 1
    assert "bones: a draft: nobody has signed it" in told.output and "20 of 20 are drafts" in told.output
    rows = json.loads(run("--json").output)
    assert {"en/fixed-replies", "en/alarm-rules", "en/second-ear", ID} < {row["id"] for row in rows}


def test_the_sheet_has_each_sentence_its_facts_the_sounds_and_the_version(run: Run, made: Copy) -> None:
    told = run("BONES")
    assert told.exit_code == 0
    pack = made.load()
    assert pack.standing[ID].version in told.output
    topic = pack.languages["en"].topics["bones"]
    for words in (*topic.spoken, topic.safety, topic.title):
        assert all(f"[ ] {sentence.rstrip('.')}" in told.output for sentence in words.split(". "))
    assert all(pack.facts[fact].words in told.output for fact in topic.source)
    sound = pack.languages["en"].pronunciation["osteoporosis"]
    assert f"osteoporosis: os-tee-oh-puh-ROH-sis ({sound})" in told.output
    assert "2 parts" in told.output and "seconds spoken" in told.output and "Signature ____" in told.output
    assert run("nothing").exit_code == 2 and run("--pdf", "x.pdf").exit_code == 2
    assert run("bones", "--collect").exit_code == 2


def test_each_line_of_every_sheet_is_known_by_a_key_of_its_own(made: Copy) -> None:
    pack = made.load()
    for thing in things(pack):
        keys = [line.key for line in sheet(pack, thing, OPEN).lines]
        assert keys and len(set(keys)) == len(keys), thing.id


def test_the_sheet_on_paper_says_all_that_is_signed(run: Run, made: Copy, tmp_path: Path) -> None:
    file = tmp_path / "bones.pdf"
    assert run("bones", "--pdf", str(file)).exit_code == 0
    pack = made.load()
    thing = next(one for one in things(pack) if one.id == ID)
    paper = extract_text(BytesIO(file.read_bytes()))
    found, pages = paper.split(), paper.count("\f")
    for line in sheet(pack, thing, OPEN).lines:
        assert all(
            word in found
            for words in (line.words, *(one.words for one in line.facts))
            for word in words.split()
        )
    assert pack.standing[ID].version in found
    assert found.count(pack.standing[ID].version[:16]) == pages == 2, "each page bears the version"
    assert "(ˌɒstiəʊpəˈɹəʊsɪs)" in found and "os-tee-oh-puh-ROH-sis" in found
    assert f"The document: {pack.document.name}, which bears no date." in " ".join(found)
    assert found.count("T6:") == 1, "each fact once"
    ear = next(one for one in things(pack) if one.kind == "second-ear")
    assert draw_sheet(sheet(pack, ear, OPEN), pack.service).startswith(b"%PDF")


def sign(store: Store, made: Copy, of: str = ID, **over: object) -> None:
    """Let a clinician sign something of the pack, and an admin countersign it."""
    kept, by = desk_store(store), {**BY, **over}
    told = {key: by[key] for key in ("name", "role", "registration")}
    whom = Clinician(**told, address="bo@clinic.example", entered_by="maria", checked_on=OPEN.date())  # type: ignore[arg-type]
    version = made.load().standing[of].version
    asked = kept.reviews.asked(kept.reviews.ask(of, version, whom, "ann", OPEN), OPEN)
    assert asked is not None
    answer = Answer(of, version, **told, signed_on=by["signed_on"], review_by=by["review_by"])  # type: ignore[arg-type]
    assert kept.reviews.answer(asked, answer) and kept.reviews.countersign(answer, "maria")


def test_a_link_is_sent_from_the_terminal_as_from_the_desk(
    run: Run, store: Store, environ: dict[str, str]
) -> None:
    kept = desk_store(store)
    kept.staff.add("ann", "edit", HASH)
    kept.staff.add("bob", "answer", HASH)
    kept.clinicians.enter(
        Clinician("Dr Bo Jones", "a nurse", "NMC 12A3456E", "bo@clinic.example", "zoe", OPEN.date())
    )
    assert run("bones", "--ask", "Bo Jones").exit_code == 2
    assert "SMTP_URL" in run("bones", "--ask", "Bo Jones", "--as", "ann").output
    environ["SMTP_URL"] = "smtp://127.0.0.1:9"
    assert "may edit" in run("bones", "--ask", "Bo Jones", "--as", "bob").output
    assert "Dr Bo Jones (" in run("bones", "--ask", "Somebody", "--as", "ann").output
    assert not kept.reviews.waiting(datetime.now(UTC))
    told = run("bones", "--ask", "Bo Jones", "--as", "ann")
    assert told.exit_code == 0 and "A link goes to Dr Bo Jones" in told.output, told.output
    assert kept.reviews.waiting(datetime.now(UTC))[ID].by == "ann"
    (job,) = store.jobs.take(datetime.now(UTC) + timedelta(hours=1), most=9, lanes=(DELETIONS,))
    letter = opened(store.seals, job.sealed)
    assert letter.to == "bo@clinic.example" and "https://line.example/desk/review/" in letter.words


def test_who_is_entered_with_a_role_that_callers_cannot_hear_is_sent_no_link_from_the_terminal(
    run: Run, store: Store, environ: dict[str, str]
) -> None:
    kept, environ["SMTP_URL"] = desk_store(store), "smtp://127.0.0.1:9"
    kept.staff.add("ann", "edit", HASH)
    role = "a doctor<break/>"
    kept.clinicians.enter(
        Clinician("Dr Bo Jones", role, "NMC 12A3456E", "bo@clinic.example", "zoe", OPEN.date())
    )
    told = run("bones", "--ask", "Bo Jones", "--as", "ann")
    assert told.exit_code == 1 and role in told.output and "plain letters" in told.output
    assert not kept.reviews.waiting(datetime.now(UTC))


def test_the_list_says_how_far_each_review_is(run: Run, store: Store, made: Copy) -> None:
    kept, now = desk_store(store), datetime.now(UTC)
    bo = Clinician("Dr Bo Jones", "a nurse", "NMC 12A3456E", "bo@clinic.example", "zoe", OPEN.date())
    version = made.load().standing
    pack = {name: f"en/topics/{name}" for name in ("bones", "steroids", "exercise", "tests")}

    def ask(of: str, at: datetime = now) -> str:
        return kept.reviews.ask(of, version[of].version, bo, "ann", at)

    things_now = [of for of in pack.values() if of in version]
    for of, until in zip(things_now, (None, None, date(2027, 1, 1)), strict=False):
        found = kept.reviews.asked(ask(of), now)
        if of != things_now[0] and found:
            kept.reviews.answer(
                found, Answer(of, found.version, bo.name, bo.role, bo.registration, now.date(), until)
            )
    ask("en/second-ear", now - timedelta(days=8))
    told = run().output
    assert "bones: a draft: Dr Bo Jones was asked by ann, until" in told, told
    assert "second-ear: a draft: Dr Bo Jones was asked by ann, and did not answer" in told
    assert "Dr Bo Jones objects: see the desk" in told
    made.swap(BONES, "{service}. BONES", "{service}. BONSE")
    assert "but it has changed since" in run().output


def test_a_review_that_has_ended_is_said_to_have(run: Run, made: Copy) -> None:
    sign_all(made.folder, signed_on=date(2025, 1, 1), review_by=date(2025, 12, 1))
    told = run()
    assert "bones: its review ended on 2025-12-01 and it is no longer told" in told.output
    assert "second-ear: its review ended on 2025-12-01; ask a clinician" in told.output


def test_signatures_of_the_store_are_brought_into_the_pack_and_count_from_then(
    run: Run, made: Copy, store: Store
) -> None:
    sign(store, made)
    assert made.load().languages["en"].topics["bones"].draft, "not before they are collected"
    told = run("--collect")
    assert told.exit_code == 0, told.output
    assert "counts: en/topics/bones: Dr Bo Jones" in told.output and "1 new" in told.output
    assert "flask publish" in told.output
    signed = made.load()
    assert not signed.languages["en"].topics["bones"].draft
    held = signed.standing[ID].signature
    assert held and {key: value for key, value in asdict(held).items() if key in BY} == dict(BY)
    before = made.path("signatures.toml").read_bytes()
    assert "0 new" in run("--collect").output and made.path("signatures.toml").read_bytes() == before
    made.swap(BONES, "{service}. BONES", "{service}. BONSE")
    assert made.load().languages["en"].topics["bones"].draft


def test_what_was_changed_after_it_was_signed_is_said_to_be_a_draft(
    run: Run, made: Copy, store: Store
) -> None:
    sign(store, made)
    made.swap(BONES, "{service}. BONES", "{service}. BONSE")
    assert "a draft: en/topics/bones: " in (told := run("--collect").output) and "has changed since" in told
    assert "1 of them a draft still" in told
    assert made.load().languages["en"].topics["bones"].draft


def test_an_older_signature_of_the_store_takes_no_newer_one_out_of_the_pack(
    run: Run, made: Copy, store: Store
) -> None:
    sign(store, made, signed_on=date(2026, 8, 1), review_by=date(2027, 8, 1))
    run("--collect")
    store.link.client.flushdb()
    sign(store, made)
    assert "0 new" in run("--collect").output
    held = made.load().standing[ID].signature
    assert held and held.signed_on == date(2026, 8, 1)
