"""Who may sign, what a signature does to a pack, and what a line of text counts for (R22, R58, ADR 50)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from menus.loading.folders import SHIPPED
from menus.loading.pack import PackError, load
from menus.rules.faults import faults, refusals
from menus.said import look
from menus.signing.file import written
from menus.signing.person import is_placeholder, is_same_person
from menus.signing.signature import (
    why_no_countersigner,
    why_no_signer,
    why_no_span,
)
from menus.signing.unsigned import signed
from tests.packs.broken import AUTHOR, BONES, Copy, copy
from tests.packs.once import shipped
from tests.packs.signed import sign

TODAY = date(2026, 6, 1)


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    """A pack in which all is signed."""
    made = copy(tmp_path)
    sign(made.folder)
    return made


def refused(made: Copy) -> set[tuple[str, str]]:
    pack = made.load()
    return {(fault.file, fault.key) for fault in refusals(pack, faults(pack, TODAY))}


def test_a_live_line_takes_a_pack_in_which_all_is_signed(made: Copy) -> None:
    assert refused(made) == {("hours.toml", "confirmed_by")}
    topic = made.load().languages["en"].topics["bones"]
    assert (topic.draft, topic.reviewed_by, topic.reviewer) == (False, "Dr Bo Jones", "a specialist nurse")
    assert (topic.reviewed_on, topic.review_by) == (date(2026, 5, 26), date(2027, 5, 26))


@pytest.mark.parametrize(
    "lacking", ["en/fixed-replies", "en/alarm-rules", "en/second-ear", "en/topics/bones"]
)
def test_a_live_line_refuses_whatever_is_unsigned_of_it(made: Copy, lacking: str) -> None:
    sign(made.folder, lacking)
    place = (f"{lacking}.toml", "reviewed_by") if "topics" in lacking else ("signatures.toml", lacking)
    assert refused(made) == {("hours.toml", "confirmed_by"), place}


def test_one_letter_in_a_file_makes_a_draft_and_says_who_had_signed(made: Copy) -> None:
    made.swap(BONES, "{service}. BONES", "{service}. BONSE")
    (told,) = [str(one) for one in faults(made.load(), TODAY) if one.key == "reviewed_by"]
    assert (
        "Dr Bo Jones signed it on 2026-05-26, and it has changed since, so it says that it is a draft" in told
    )
    assert made.load().languages["en"].topics["bones"].draft


def test_a_signature_goes_over_a_line_of_text_also_where_it_counts_no_more(made: Copy) -> None:
    by_line = '\nreviewed_by = "Ann Able"\nreviewed_on = 2026-01-31\nreview_by = 2026-12-01'
    made.swap(BONES, AUTHOR, AUTHOR + by_line)
    assert made.load().languages["en"].topics["bones"].reviewed_by == "Dr Bo Jones"
    made.swap(BONES, "{service}. BONES", "{service}. BONSE")
    assert made.load().languages["en"].topics["bones"].draft


def test_a_file_of_signatures_that_cannot_be_read_stops_the_pack(made: Copy) -> None:
    made.put("signatures.toml", "signed_on", '"May"')
    with pytest.raises(PackError, match=r"signatures.toml: .*signed_on: holds a text: write a date"):
        made.load()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("x", "nobody's name"),
        ("The editors of this line", "wrote it"),
        ("Ann Able", ""),
    ],
)
def test_a_line_of_text_counts_till_its_end_but_not_of_nobody_or_of_the_author(
    tmp_path: Path, name: str, why: str
) -> None:
    made = copy(tmp_path)
    made.swap(
        BONES, AUTHOR, f'{AUTHOR}\nreviewed_by = "{name}"\nreviewed_on = 2026-12-31\nreview_by = 2029-12-01'
    )
    pack = made.load()
    bones, standing = pack.languages["en"].topics["bones"], pack.standing["en/topics/bones"]
    assert (bones.draft, why in standing.why, standing.by_line) == (bool(why), True, not why)
    if not why:
        assert bones.review_by == date(2027, 12, 31)
        (told,) = [one for one in faults(pack, TODAY) if (one.file, one.key) == (BONES, "reviewed_by")]
        assert "line of text" in told.says and "2027-12-31" in told.says


def test_a_line_of_text_that_is_written_from_now_on_signs_nothing(tmp_path: Path) -> None:
    made = copy(tmp_path)
    days = "\nreviewed_on = 2027-01-01\nreview_by = 2027-12-01"
    made.swap(BONES, AUTHOR, f'{AUTHOR}\nreviewed_by = "Ann Able"{days}')
    assert made.load().languages["en"].topics["bones"].draft


@pytest.mark.parametrize(
    "name",
    ["", " ", "x", "XX", "xxx", "TODO", "tbc", "A. Clinician", "Dr A", "Dr.", "Name", "n/a", "J D", "???"],
)
def test_what_stands_where_a_name_is_to_be_written_is_nobody(name: str) -> None:
    assert is_placeholder(name)


@pytest.mark.parametrize("name", ["Bo Li", "Dr B. Jones", "Ann", "Siân Ó Néill", "Ng Wai", "Prof. Xu"])
def test_a_person_has_a_name(name: str) -> None:
    assert not is_placeholder(name)


def test_the_author_is_known_by_account_and_by_name() -> None:
    assert is_same_person("Dr Ann Smith", "ann.smith") and is_same_person("Smith, Ann", "Ann SMITH")
    assert not is_same_person("Ann Smith", "Ann Smythe") and not is_same_person("", "")


@pytest.mark.parametrize(
    "entry",
    [
        *("", "7012345", "GMC", "GMC 0000000", "GMC x", "TODO 1", "GMC 1", "NMC ABCDEFGH"),
        *("GMC 0110110", "GMC 123", "G 7012345", "GMCGMCGMC 7012345", "GMC 7012345678901"),
    ],
)
def test_a_registration_is_an_entry_of_a_register(entry: str) -> None:
    assert "no entry" in why_no_signer("Bo Jones", entry, "")


@pytest.mark.parametrize(
    "entry",
    [
        *("GMC 7012345", "NMC 12A3456E", "GPhC 2012345", "HCPC PH123456"),
        *("GMC 0120120", "GM 1234", "GMCGMCGM 701234567890"),
    ],
)
def test_entries_of_the_registers_are_known(entry: str) -> None:
    assert why_no_signer("Bo Jones", entry, "Ann Able") == ""


@pytest.mark.parametrize("who", ["", " ", "ann.able", "bo.jones"])
def test_an_admin_who_neither_wrote_nor_signed_it_countersigns(who: str) -> None:
    assert why_no_countersigner(who, "Dr Bo Jones", "Ann Able")
    assert why_no_countersigner("maria", "Dr Bo Jones", "Ann Able") == ""


def test_a_signature_that_nobody_countersigned_makes_a_draft(made: Copy) -> None:
    sign(made.folder, countersigned_by="bo.jones")
    assert all(one.why == "bo.jones signed it, and countersigned it" for one in made.load().standing.values())


def test_a_signature_by_a_role_that_says_nobody_makes_a_draft(made: Copy) -> None:
    sign(made.folder, role="nobody")
    pack = made.load()
    assert all(one.why == '"nobody" is nobody\'s profession' for one in pack.standing.values())
    sign(made.folder, role="a clinician")
    assert all(one.counts for one in made.load().standing.values()), "as the version before let it be written"


def test_a_review_lasts_as_long_as_its_kind_may() -> None:
    day = date(2028, 2, 29)
    assert why_no_span(day, date(2029, 2, 28), 12) == ""
    assert "12 months" in why_no_span(day, date(2029, 3, 1), 12)
    assert "before it begins" in why_no_span(day, day, 12)


def test_the_shipped_pack_is_signed_by_nobody() -> None:
    assert not any(one.counts for one in load(SHIPPED).standing.values())


def test_what_nothing_is_listed_of_is_a_draft_and_told_as_such() -> None:
    pack = replace(shipped(), standing={})
    told = [str(fault) for fault in signed(look(pack, pack.languages["en"], TODAY))]
    assert any(
        "signatures.toml: en/fixed-replies" in one and "nobody has signed it" in one for one in told
    ), told


def test_the_file_of_signatures_begins_with_who_writes_it() -> None:
    head = written({})
    assert all(line.startswith("# ") for line in head.splitlines()) and "edit none of" in head
    assert "`flask review --collect` writes this file" in head
