"""The limits of what is read from a pack's files, both sides, and what stands where a file says nothing."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from menus.loading.files import LARGEST, bytes_of, read_table
from menus.loading.fit import fit
from menus.loading.folders import SHIPPED, Folders
from menus.loading.language import RARE, read_checks, read_matching, read_pronunciation, shares
from menus.loading.opening import read_hours
from menus.loading.own_number import own_number
from menus.loading.places import locate
from menus.loading.sets import missing_sets
from menus.loading.shape import HOURS, MATCHING
from menus.loading.source.origin import read_document
from menus.loading.weights import read_ear
from menus.model import Fault, Number
from tests.packs.bilingual import in_both
from tests.packs.once import shipped


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_of_a_million_bytes_is_read_and_no_larger_one(more: int, tmp_path: Path) -> None:
    faults: list[Fault] = []
    path = tmp_path / "menu.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST + more)
    held = bytes_of(path, "menu.toml", faults)
    assert (held is None, [fault.says for fault in faults]) == (
        bool(more),
        ["is over 1000000 bytes"] * more,
    )
    assert all(fault.mend for fault in faults)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a = 1\nb = [", "b = ["),
        ("a = 1\nb = [\n", "b = ["),
        ('a = 1\nb = "x', 'b = "x'),
        ("a = 1\nb = x\nc = 1\n", "b = x"),
        ("a = 1\nb = 1 2\n", "b = 1 2"),
        ("a = 1\n\nb = [1\n\nc = 2\n", "b = [1"),
        ("a = [1\nb = 2\n", "a = [1"),
        ("a = 1\nb = 2\n  c d = 2\n", "c d = 2"),
        ("a = 1\nb = '\udcff'\n", "b = '\ufffd'"),
    ],
)
def test_a_slip_is_told_at_its_line_even_in_the_last_one(text: str, shown: str, tmp_path: Path) -> None:
    (tmp_path / "menu.toml").write_bytes(text.encode(errors="surrogateescape"))
    faults: list[Fault] = []
    assert read_table(Folders(tmp_path, tmp_path / "none"), "menu.toml", faults) is None
    (fault,) = faults
    assert (
        fault.shown.strip() == shown
        and text.encode(errors="surrogateescape").decode(errors="replace").split("\n")[fault.line - 1].strip()
        == shown
    )


@pytest.mark.parametrize("more", [0, 1])
def test_a_kept_text_of_five_million_bytes_is_read_and_a_larger_one_is_none(
    more: int, tmp_path: Path
) -> None:
    (tmp_path / "document").mkdir()
    with (tmp_path / "document" / "text.md").open("wb") as file:
        file.truncate(5_000_000 + more)
    faults: list[Fault] = []
    document = read_document(Folders(tmp_path, tmp_path / "none"), "A leaflet", faults)
    assert len(document.text) == (0 if more else 5_000_000) and not faults


@pytest.mark.parametrize("more", [0, 1])
def test_the_weights_of_an_ear_have_a_hundred_thousand_characters(more: int, tmp_path: Path) -> None:
    own = tmp_path / "en"
    own.mkdir()
    text = (Folders(SHIPPED).base / "en" / "ear.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    theirs = sum(len(one["weights"]) for one in (data, data["care"], data["stop"]))
    wide = 100_000 + more - theirs
    begins = 'weights = """\n'
    assert begins in text
    (own / "ear.toml").write_text(text.replace(begins, begins + " " * wide, 1), "utf-8")
    faults: list[Fault] = []
    read_ear(Folders(tmp_path, tmp_path / "none"), "en", faults)
    assert [fault.says for fault in faults] == ["are over 100000 characters"] * more


def hours_with(tmp_path: Path, *rows: str) -> tuple[date, ...]:
    """The holidays of the shipped hours with these keys at the top; every fault fails."""
    shown = (SHIPPED / "hours.toml").read_text(encoding="utf-8")
    (tmp_path / "hours.toml").write_text("\n".join((*rows, shown)), encoding="utf-8")
    faults: list[Fault] = []
    read = read_hours(Folders(tmp_path), faults)
    assert not faults
    return tuple(sorted(read.holidays))


def test_a_day_closed_each_year_is_closed_from_2020_to_2060(tmp_path: Path) -> None:
    held = hours_with(tmp_path, 'closed_each_year = ["08-03", "02-29"]', 'bank_holidays = ["usual"]')
    days = [day for day in held if (day.month, day.day) == (8, 3)]
    assert (days[0].year, days[-1].year, len(days)) == (2020, 2060, 41)
    leap = [day.year for day in held if (day.month, day.day) == (2, 29)]
    assert (leap[0], leap[-1], len(leap)) == (2020, 2060, 11)


@pytest.mark.parametrize(
    ("start", "end", "is_read"),
    [(2000, 2000, True), (1999, 2000, False), (2099, 2099, True), (2099, 2100, False)],
)
def test_a_closure_is_in_the_years_from_2000_to_2099(
    start: int, end: int, is_read: bool, tmp_path: Path
) -> None:
    shown = (SHIPPED / "hours.toml").read_text(encoding="utf-8")
    shown += f"\n[[closures]]\nstart = {start}-03-01T09:00:00\nend = {end}-03-02T09:00:00\n"
    (tmp_path / "hours.toml").write_text(shown, encoding="utf-8")
    faults: list[Fault] = []
    read = read_hours(Folders(tmp_path), faults)
    assert (bool(read.closures), not faults) == (is_read, is_read)


def test_what_hours_and_topics_leave_out_is_as_the_docs_say() -> None:
    docs = (Path(__file__).parents[3] / "docs" / "pack.md").read_text(encoding="utf-8")
    rows = {row.split("|")[1].strip(" `"): row for row in docs.splitlines() if row.startswith("| `")}
    faults: list[Fault] = []
    hours = fit("hours.toml", {}, {"callbacks_a_day": HOURS["callbacks_a_day"]}, faults)
    assert f"then {hours['callbacks_a_day']} |" in rows["callbacks_a_day"]
    topics = fit("matching.toml", {"topics": {"a": {}}}, {"topics": MATCHING["topics"]}, [])
    assert f"then {topics['topics']['a']['weight']} |" in rows["topics.*.weight"]
    assert not faults


TABLES = {"call": {"a": "Ring us."}, "list": ["Soap"], "row": {"x.y": {"z": "Wash."}}}


@pytest.mark.parametrize(
    ("key", "own", "says", "in_base"),
    [
        ("call.a", {}, 'holds "x"', True),
        ("call.b", {}, 'holds "x"', False),
        ("call", {"call": {"a": "Ring."}}, 'says "Ring us."', True),
        ("call", {"call": {"a": "Ring."}}, 'says "Ring."', False),
        ("call", {"call": {"a": "Ring us."}}, 'says "Ring us."', False),
        ("list", {"list": ["Foam"]}, 'says "Soap"', True),
        ("list[1]", {"list": ["Foam"]}, 'says "Soap"', True),
        ("row.x.y.z", {}, "is long", True),
        ("", {}, "is long", True),
        ("", {"a": "b"}, "is long", False),
    ],
)
def test_a_fault_is_in_the_file_that_has_its_key_or_its_words(
    key: str, own: dict[str, object], says: str, in_base: bool
) -> None:
    found = locate({"en/phrases.toml": (TABLES, own)}, Fault("en/phrases.toml", key, says, "mend"))
    assert found.file.startswith("base/") == in_base


def test_a_topic_of_the_base_alone_is_mended_there() -> None:
    for own in ({}, {"title": "Soap"}):
        files = {"en/topics/bones.toml": ({"title": "Bones"}, own)}
        found = locate(files, Fault("en/topics/bones.toml", "text", "is missing", "add it"))
        assert found.file.startswith("base/") == (not own)


def test_the_first_sixty_letters_of_a_phrase_with_an_unknown_set_are_quoted() -> None:
    phrase = "a @bodi " + "x" * 52
    for more in (0, 1):
        data = {
            "matching": {"sets": {"body": ()}, "in": {"alarms": (phrase + "x" * more, "see @body @name")}}
        }
        (fault,) = missing_sets("en", data)
        assert f'"{phrase}"' in fault.says and (fault.key, fault.file) == ("in.alarms", "en/matching.toml")


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"TWILIO_NUMBER": "+44 20 7946 0000"}, ["hours.toml"]),
        ({"TWILIO_NUMBER": "+4402079460000"}, ["hours.toml"]),
        ({"TWILIO_NUMBER": "+442079460000", "HELPLINE_NUMBER": "+442079460001"}, []),
        ({"TWILIO_NUMBER": "+442079460001", "HELPLINE_NUMBER": "+442079460001"}, ["HELPLINE_NUMBER"]),
        ({"TWILIO_NUMBER": "+442079460001", "BELL_TO": "+442079460002,+4402079460001"}, ["BELL_TO"]),
        ({}, []),
    ],
)
def test_a_number_to_ring_that_is_the_lines_own_is_told(environ: dict[str, str], found: list[str]) -> None:
    hours = replace(shipped().hours, numbers=(Number("+442079460000", "person"),))
    told = own_number(hours, environ)
    assert [fault.file for fault in told] == found and all(fault.mend for fault in told)


@pytest.mark.parametrize(("read", "name"), [(read_checks, "checks"), (read_pronunciation, "pronunciation")])
def test_a_further_language_may_lack_a_file_that_the_first_has_to_have(
    read: Callable[..., Mapping[str, object]], name: str, tmp_path: Path
) -> None:
    folders, faults = Folders(tmp_path, tmp_path / "none"), list[Fault]()
    lacking = read(folders, "fr", faults, further=True)
    assert not faults and read_matching(folders, "fr", faults, further=True) and not faults
    assert read(folders, "fr", faults, further=False) == lacking
    assert [(fault.file, fault.says) for fault in faults] == [(f"fr/{name}.toml", "is missing")]


def test_a_word_of_which_a_share_is_known_is_no_rare_one() -> None:
    told = shares()
    assert RARE <= min(told.values()) < 1.1 * RARE and max(told.values()) < 0.1


def test_how_a_further_language_is_offered_and_chosen_is_read_from_its_file() -> None:
    welsh = in_both().languages["cy"]
    base, own = in_both().files["cy/phrases.toml"]
    told: Any = base.get("offered") or own.get("offered")
    assert (welsh.offered, welsh.name, welsh.way) == (told["call"], told["name"], told["text"])
    assert welsh.offered and welsh.name == "Welsh" and welsh.way
    for name, held in (("words", welsh.chosen_by), ("beside", welsh.beside), ("refused", welsh.refused)):
        assert held and list(held) == told[name]
    assert list(welsh.shorter) == told.get("shorter", [])
