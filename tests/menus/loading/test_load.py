"""A folder becomes a pack, or a PackError that names everything in it that cannot be served."""

import json
import os
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from menus.loading.pack import PackError, bank_holidays
from menus.loading.shape import NATIONS
from menus.model import MAIN, Fault, Pack
from menus.rules.faults import faults
from tests.conftest import LONDON
from tests.menus.loading.bank_holidays_now import of_library
from tests.packs.broken import BONES, FIXED, PHRASES, UNSERVABLE, WORDS, Broken, Copy, copy

OWN: tuple[str, ...] = ("menu.toml", "hours.toml", "facts.toml", PHRASES, BONES, WORDS)
SHARED = ("phrases", "pronunciation", "checks", "safety", "ear", "matching")
FILES = tuple(dict.fromkeys((*OWN, *(f"base/en/{name}.toml" for name in SHARED))))
FILES += tuple(f"en/{name}.toml" for name in ("checks", "safety", "matching"))


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    """A copy of the shipped pack."""
    return copy(tmp_path)


def faults_of(made: Copy) -> tuple[Fault, ...]:
    with pytest.raises(PackError) as raised:
        made.load()
    return raised.value.faults


@pytest.mark.parametrize("broken", UNSERVABLE, ids=lambda broken: broken.name)
def test_what_cannot_be_served_is_named_with_its_mend(broken: Broken, made: Copy) -> None:
    broken.edit(made)
    found = faults_of(made)
    named = [fault for fault in found if (fault.file, fault.key) == (broken.file, broken.key)]
    assert any(broken.says in fault.says and broken.mend in fault.mend for fault in named), found


def test_the_shipped_pack_loads(pack: Pack) -> None:
    assert pack.menus[MAIN].actions
    assert len(pack.languages["en"].topics) == 17


def test_everything_is_named_at_once(made: Copy) -> None:
    made.put("hours.toml", "nation", '"wales"')
    made.put(BONES, "option", "3")
    made.put(PHRASES, "away", "3", "text")
    (made.folder / "facts.toml").write_text("document = ", encoding="utf-8")
    assert {fault.file for fault in faults_of(made)} == {"hours.toml", BONES, PHRASES, "facts.toml"}


def test_a_file_that_cannot_be_read_is_one_line_and_no_list_of_what_it_would_hold(made: Copy) -> None:
    made.path(PHRASES).write_text("title = Muscle Line", encoding="utf-8")
    assert [(fault.file, fault.key) for fault in faults_of(made)] == [(PHRASES, "")]


def test_a_fault_reads_as_a_line(made: Copy) -> None:
    made.put(BONES, "option", "3")
    assert str(faults_of(made)[0]).startswith("en/topics/bones.toml: option: holds a number: write a text")


def test_bad_toml_names_the_line(made: Copy) -> None:
    made.add(BONES, 'title = "Bones.\n')
    lines = (made.folder / BONES).read_text(encoding="utf-8").count("\n")
    assert f"line {lines}" in faults_of(made)[0].says


def test_a_file_that_cannot_be_read_brings_no_faults_of_its_keys(made: Copy) -> None:
    (made.folder / "hours.toml").write_bytes(b"\xff\xfe\x00")
    assert [fault.key for fault in faults_of(made)] == [""]


def test_a_file_that_notepad_wrote_is_read(made: Copy) -> None:
    text = (made.folder / BONES).read_text(encoding="utf-8")
    (made.folder / BONES).write_text(text.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert made.load().languages["en"].topics["bones"].keyword == "BONES"


def test_what_an_editor_leaves_behind_is_passed_over(made: Copy) -> None:
    for name in ("bones.toml~", ".bones.toml.swp", ".#bones.toml", ".DS_Store", "notes.txt"):
        (made.folder / "en/topics" / name).write_bytes(b"\xff")
    assert "bones" in made.load().languages["en"].topics


@pytest.mark.parametrize("file", FILES)
def test_a_folder_in_the_place_of_a_file_is_named(file: str, made: Copy) -> None:
    made.path(file).unlink()
    made.path(file).mkdir()
    assert (file, "is a folder, not a file") in {(fault.file, fault.says) for fault in faults_of(made)}


@pytest.mark.parametrize("file", OWN)
def test_an_empty_file_is_named(file: str, made: Copy) -> None:
    made.path(file).write_bytes(b"")
    assert file in {fault.file for fault in faults_of(made)}


def test_a_link_is_not_followed(made: Copy, tmp_path: Path) -> None:
    (made.folder / BONES).rename(tmp_path / "elsewhere.toml")
    (made.folder / BONES).symlink_to(tmp_path / "elsewhere.toml")
    assert "is a link" in {fault.file: fault.says for fault in faults_of(made)}[BONES]


def test_a_folder_of_topics_that_is_a_link_is_named(made: Copy, tmp_path: Path) -> None:
    (made.folder / "en/topics").rename(tmp_path / "elsewhere")
    (made.folder / "en/topics").symlink_to(tmp_path / "elsewhere")
    assert "is a link" in {fault.file: fault.says for fault in faults_of(made)}["en/topics"]


def test_a_pipe_does_not_make_us_wait(made: Copy) -> None:
    (made.folder / BONES).unlink()
    os.mkfifo(made.folder / BONES)
    assert "pipe" in {fault.file: fault.says for fault in faults_of(made)}[BONES]


def test_a_huge_file_is_not_read(made: Copy) -> None:
    with (made.folder / BONES).open("wb") as file:
        file.truncate(1 << 32)
    assert "over" in {fault.file: fault.says for fault in faults_of(made)}[BONES]


def test_a_file_without_leave_to_read_is_named(made: Copy) -> None:
    made.folder.joinpath(BONES).chmod(0)
    if os.access(made.folder / BONES, os.R_OK):  # whoever may read everything reads it
        assert made.load()
    else:
        assert "cannot be read" in {fault.file: fault.says for fault in faults_of(made)}[BONES]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 50_000, "a = " + "9" * 5000, "a = 2026-02-30", "a.b = 1\na = 1", "\x00"]
)
def test_toml_that_breaks_parsers_is_named(text: str, made: Copy) -> None:
    (made.folder / BONES).write_text(text, encoding="utf-8")
    assert BONES in {fault.file for fault in faults_of(made)}


@pytest.mark.parametrize("where", ["", "no-such-folder", "\x00", "x" * 5000])
def test_a_folder_that_holds_no_pack_is_named(where: str, tmp_path: Path) -> None:
    assert "menu.toml" in {fault.file for fault in faults_of(Copy(tmp_path / where))}


def test_a_language_leads_nowhere_outside_the_pack(made: Copy) -> None:
    made.put("menu.toml", "languages", '["../../en", "/etc", "en", "en"]')
    said = [fault.says for fault in faults_of(made)]
    assert len(said) == 3 and any("twice" in says for says in said)


def test_an_unknown_key_names_the_nearest_known_one(made: Copy) -> None:
    made.swap("hours.toml", "callbacks_a_day", "callback_a_day")
    assert "`callbacks_a_day`" in faults_of(made)[0].mend


def test_closures_are_moments_of_the_zone(made: Copy) -> None:
    made.add(
        "hours.toml",
        '\n[[closures]]\nstart = 2026-06-01T12:00:00\nend = 2026-06-01T15:00:00\nreason = "talk"\n',
    )
    closure = made.load().hours.closures[0]
    assert closure.start == datetime(2026, 6, 1, 12, tzinfo=LONDON)
    assert closure.reason == "talk"


@pytest.mark.parametrize(
    ("file", "key", "value", "table"),
    [
        ("hours.toml", "nation", '""', ""),
        ("hours.toml", "zone", '""', ""),
        ("menu.toml", "languages", "[]", ""),
        (FIXED, "days", "[]", "times"),
        (BONES, "spoken", "[]", ""),
        (BONES, "spoken", '[" "]', ""),
    ],
)
def test_what_is_there_and_empty_is_named_once(
    file: str, key: str, value: str, table: str, made: Copy
) -> None:
    made.put(file, key, value, table)
    found = [fault for fault in faults_of(made) if fault.file == file]
    assert [fault.key.rpartition(".")[2].partition("[")[0] for fault in found] == [key]


def test_what_is_missing_is_named_once(made: Copy) -> None:
    for key in ("nation", "zone", "holidays_until"):
        made.drop("hours.toml", key)
    made.swap("hours.toml", 'answered_by = "switchboard"\n', "")
    found = faults_of(made)
    assert len(found) == 4 and {fault.says for fault in found} == {"is missing"}


@pytest.mark.parametrize("old", ['key = "1", menu', 'name = "other"'])
def test_a_menu_and_a_key_have_a_name(old: str, made: Copy) -> None:
    made.swap("menu.toml", old, old.replace('"1"', '""').replace('"other"', '""'))
    assert any("is no" in fault.says for fault in faults_of(made))


def test_a_year_with_a_slip_is_named(made: Copy) -> None:
    made.put("hours.toml", "holidays_until", "0028-12-31")
    made.add("hours.toml", "\n[[closures]]\nstart = 0026-06-01T12:00:00\nend = 2026-06-01T15:00:00\n")
    assert {fault.key for fault in faults_of(made)} == {"holidays_until", "closures[1]"}


def test_hours_may_run_until_midnight(made: Copy) -> None:
    made.put("hours.toml", "monday", '["00:00-00:00"]', "weekly")
    assert made.load().hours.weekly[0] == ((time(0), time(0)),)


def test_holidays_of_the_pack_are_added_to_those_of_the_nation(made: Copy) -> None:
    made.put("hours.toml", "holidays", "[2027-07-07]")
    holidays = made.load().hours.holidays
    assert {date(2027, 7, 7), date(2026, 12, 25)} <= holidays


def test_bank_holidays_are_those_of_the_nation() -> None:
    assert date(2026, 6, 15) in bank_holidays("scotland")
    assert date(2026, 6, 15) not in bank_holidays("england-and-wales")
    assert date(2026, 3, 17) in bank_holidays("northern-ireland")
    assert date(2026, 4, 6) in bank_holidays("england-and-wales")


@pytest.mark.parametrize("nation", NATIONS)
def test_bank_holidays_are_those_that_the_library_knows(nation: str) -> None:
    assert bank_holidays(nation) == of_library(nation), "write them anew with `make holidays`, and compare"


def test_a_nation_that_is_unknown_has_no_bank_holidays() -> None:
    assert not bank_holidays("atlantis")


def test_bank_holidays_are_weekdays_up_to_2060() -> None:
    days = bank_holidays("england-and-wales")
    assert {day.weekday() for day in days} <= set(range(5))
    assert {day.year for day in days} == set(range(2020, 2061))


def test_an_ordinary_word_is_a_common_or_an_own_one(made: Copy) -> None:
    made.put("en/pronunciation.toml", "ordinary", '["Zorbing"]')
    ordinary = made.load().languages["en"].ordinary
    assert {"zorbing", "bones", "tablet"} <= ordinary
    assert "methotrexate" not in ordinary


def test_a_misspelt_list_of_alarms_is_named_where_it_stands(made: Copy) -> None:
    made.swap("base/en/safety.toml", "[harm]\n", "[ham]\n")
    found = {fault.key: fault for fault in faults_of(made)}
    assert "harm" not in found, "one cause is one fault"
    assert "`harm`" in found["ham"].mend and found["ham"].file == "base/en/safety.toml"


def test_the_matchers_files_may_be_absent_from_base_and_pack(made: Copy) -> None:
    for name in ("safety.toml", "matching.toml"):
        made.path(f"base/en/{name}").unlink()
        made.path(f"en/{name}").unlink()
    assert made.load().languages["en"].matching == {"safety": {}, "matching": {}}


VALUES: some.SearchStrategy[Any] = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(-5, 10**6)
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(max_size=20)
    | some.sampled_from(
        [
            date(2026, 1, 1),
            datetime.fromisoformat("2026-01-01T09:00"),
            time(9),
            "en",
            "main",
            "{x}",
            "{",
            "+44",
        ]
    ),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def toml(value: Any) -> str:
    """A value as TOML writes it."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case date() | time():
            return value.isoformat()
        case str() | bool() | int() | float():
            return json.dumps(value).replace("\x7f", "")
    return '""'


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a document at which there is a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*path, key)
        yield from places(one, (*path, key))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=some.sampled_from(FILES), value=VALUES, data=some.data())
def test_whatever_a_key_holds_only_a_packerror_is_raised(
    file: str, value: Any, data: some.DataObject, made: Copy
) -> None:
    path = made.path(file)
    before = path.read_text(encoding="utf-8")
    document = tomllib.loads(before)
    *above, last = data.draw(some.sampled_from(list(places(document))))
    parent = document
    for key in above:
        parent = parent[key]
    parent[last] = value
    try:
        path.write_text(
            "\n".join(f"{json.dumps(key)} = {toml(one)}" for key, one in document.items()), encoding="utf-8"
        )
        assert served_or_named(made)
    finally:
        path.write_text(before, encoding="utf-8")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=some.sampled_from(FILES), held=some.binary(max_size=200))
def test_whatever_bytes_a_file_holds_only_a_packerror_is_raised(file: str, held: bytes, made: Copy) -> None:
    before = made.path(file).read_bytes()
    try:
        made.path(file).write_bytes(held)
        assert served_or_named(made)
    finally:
        made.path(file).write_bytes(before)


def served_or_named(made: Copy) -> bool:
    """Whether the pack is refused with a reason, or else can be checked and read out."""
    try:
        pack = made.load()
    except PackError as error:
        return bool(error.faults)
    return isinstance(faults(pack, date(2026, 6, 1)), tuple)
