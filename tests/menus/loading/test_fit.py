"""What a key may hold: what fits, what does not, and how staff read it."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from menus.loading.fit import EXAMPLE, Holds, Key, blank, fit
from menus.loading.folders import Folders
from menus.loading.keypad import read_language_keys, read_menu
from menus.loading.opening import read_hours
from menus.loading.topics import read_topics
from menus.model import Action, Closure, Fault, Menu, Number
from tests.conftest import LONDON
from tests.packs.broken import Copy, copy

DAY, MOMENT = date(2026, 5, 26), datetime(2026, 5, 26, 12, 0)  # noqa: DTZ001, as TOML reads it


def fitted(value: Any, key: Key) -> tuple[Any, list[str]]:
    """What is left of a value under a key, and the faults as staff read them."""
    faults: list[Fault] = []
    return fit("f", {"key": value}, {"key": key}, faults)["key"], [str(fault) for fault in faults]


GOOD: dict[Holds, list[Any]] = {
    "text": ["", "words"],
    "yes or no": [True, False],
    "number": [0, -7],
    "date": [DAY],
    "moment": [MOMENT],
    "texts": [[], ["a", "b"]],
    "dates": [[], [DAY]],
    "table": [{}],
    "tables": [[]],
    "anything": [None, 3, "a", []],
}
SAID: list[tuple[Any, str]] = [
    ("words", "a text"),
    (True, "true or false"),
    (7, "a number"),
    (7.5, "a number with a point"),
    (MOMENT, "a date and a time"),
    (DAY, "a date"),
    ({}, "a table"),
    ([1, "a"], "a list with something else in it"),
    (time(9), "something else"),
]
LEFT: dict[Holds, Any] = {
    "text": "",
    "yes or no": False,
    "number": 0,
    "date": None,
    "moment": None,
    "table": {},
}


@pytest.mark.parametrize("holds", GOOD)
def test_what_fits_is_taken_as_it_is(holds: Holds) -> None:
    for value in GOOD[holds]:
        as_kept = tuple(value) if holds in ("texts", "dates") else value
        assert fitted(value, Key(holds)) == (as_kept, [])


@pytest.mark.parametrize("holds", [holds for holds in EXAMPLE if holds != "anything"])
def test_what_does_not_fit_is_named_and_left_empty(holds: Holds) -> None:
    for value, said in SAID:
        if value not in GOOD[holds] and said not in _alike(holds):
            left, faults = fitted(value, Key(holds))
            assert faults == [f"f: key: holds {said}: write {EXAMPLE[holds]}"]
            assert left == LEFT.get(holds, ())


def _alike(holds: Holds) -> tuple[str, ...]:
    return {"text": ("a text",), "number": ("a number",), "yes or no": ("true or false",)}.get(holds, ())


def test_every_kind_has_an_example_of_its_own() -> None:
    assert EXAMPLE.keys() == GOOD.keys()
    assert len(set(EXAMPLE.values())) == len(EXAMPLE)
    assert all(len(example) > 5 for example in EXAMPLE.values())


def test_a_missing_key_is_named_where_it_is_needed() -> None:
    faults: list[Fault] = []
    keys = {
        "one": Key("text"),
        "two": Key("number", needed=False, default=40),
        "three": Key("texts", needed=False),
    }
    assert fit("f", {}, keys, faults) == {"one": "", "two": 40, "three": ()}
    assert [str(fault) for fault in faults] == ['f: one: is missing: add it: a text in quotes ("…")']


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("titel", "did you mean `title`? Else take it out"),
        ("xyzzy", "take it out: docs/pack.md lists the keys"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(name: str, mend: str) -> None:
    faults: list[Fault] = []
    assert fit("f", {"title": "a", name: "b"}, {"title": Key("text")}, faults) == {"title": "a"}
    assert [str(fault) for fault in faults] == [f"f: {name}: is no key that we know here: {mend}"]


def test_a_misspelt_key_is_one_fault_and_no_key_is_missing_for_it() -> None:
    faults: list[Fault] = []
    assert fit("f", {"titel": "b"}, {"title": Key("text")}, faults) == {"title": "b"}
    assert [fault.key for fault in faults] == ["titel"]


def test_keys_inside_are_named_by_their_way() -> None:
    faults: list[Fault] = []
    inner = Key("table", inside={"one": Key("text")})
    keys = {
        "table": inner,
        "rows": Key("tables", inside={"one": Key("text")}),
        "free": Key("table", others=Key("text")),
    }
    data = {
        "table": {"one": 1},
        "rows": [{"one": "a"}, {}, {"one": "b", "two": 2}],
        "free": {"any": "a", "other": 2},
    }
    kept = fit("f", data, keys, faults)
    assert kept == {
        "table": {"one": ""},
        "rows": [{"one": "a"}, {"one": ""}, {"one": "b"}],
        "free": {"any": "a", "other": ""},
    }
    assert [(fault.key, fault.says) for fault in faults] == [
        ("table.one", "holds a number"),
        ("rows[2].one", "is missing"),
        ("rows[3].two", "is no key that we know here"),
        ("free.other", "holds a number"),
    ]


def test_a_file_that_cannot_be_read_leaves_every_key_empty() -> None:
    keys = {"one": Key("text"), "day": Key("date"), "table": Key("table", inside={"many": Key("texts")})}
    assert blank(keys) == {"one": "", "day": None, "table": {"many": ()}}


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    """A copy of the shipped pack."""
    return copy(tmp_path)


def opening(made: Copy, **changes: str) -> tuple[Any, list[str]]:
    """hours.toml with some keys changed: what it gives, and the faults as staff read them."""
    faults: list[Fault] = []
    for key, value in changes.items():
        made.put("hours.toml", key, value, "weekly" if key.endswith("day") else "")
    return read_hours(Folders(made.folder, made.base), faults), [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("span", "read"),
    [
        ("00:00-23:59", (time(0), time(23, 59))),
        ("19:05-20:00", (time(19, 5), time(20))),
        ("20:00-04:00", (time(20), time(4))),
        ("24:00-04:00", None),
        ("9:00-20:00", None),
        ("09:60-20:00", None),
        ("09:00", None),
        ("09:00-20:00-21:00", None),
        ("", None),
    ],
)
def test_a_span_is_read_as_two_times_of_the_clock(
    made: Copy, span: str, read: tuple[time, time] | None
) -> None:
    found, faults = opening(made, monday=f'["{span}"]')
    assert found.weekly[0] == ((read,) if read else ())
    fault = f'hours.toml: weekly.monday: "{span}" is no span of time: write it like "09:00-20:00"; what is '
    fault += "not of each week, as the first Saturday of a month, is an [[openings]] for each date: "
    fault += "docs/pack.md, hours.toml"
    assert faults == ([] if read else [fault])


def test_spans_stand_in_order(made: Copy) -> None:
    found, _ = opening(made, sunday='["13:00-17:00", "09:00-12:00"]')
    assert found.weekly[6] == ((time(9), time(12)), (time(13), time(17)))


@pytest.mark.parametrize(
    ("number", "rings"),
    [
        ("+448005200520", True),
        ("+44800520052", True),
        ("+44800520052012", False),
        ("+4480052005", False),
        ("+440800520052", False),
        ("08005200520", False),
        ("+331234", False),
        ("+3312345", True),
        ("+331234567890123", True),
        ("+3312345678901234", False),
    ],
)
def test_a_number_is_one_that_can_be_rung(made: Copy, number: str, rings: bool) -> None:
    made.swap("hours.toml", 'number = "+448005200520"', f'number = "{number}"')
    found, faults = opening(made)
    assert found.numbers == (Number(number, "switchboard"),)
    mend = "write it as +44 and the digits without the first 0, without spaces"
    assert faults == ([] if rings else [f'hours.toml: numbers[1].number: "{number}" cannot be rung: {mend}'])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"zone": '"Europe/Lundon"'}, 'zone: "Europe/Lundon" is no zone that we know: write "Europe/London"'),
        ({"zone": '"Europe"'}, 'zone: "Europe" is no zone that we know: write "Europe/London"'),
        (
            {"nation": '"wales"'},
            'nation: "wales" is no nation that we know: '
            "write one of england-and-wales, scotland, northern-ireland",
        ),
        ({"holidays_until": "1999-12-31"}, "holidays_until: is not in this century: mend the year"),
        ({"holidays_until": "2100-01-01"}, "holidays_until: is not in this century: mend the year"),
    ],
)
def test_what_is_amiss_with_the_hours_is_named(made: Copy, changes: dict[str, str], said: str) -> None:
    assert opening(made, **changes)[1] == [f"hours.toml: {said}"]


@pytest.mark.parametrize("day", ["2000-01-01", "2099-12-31"])
def test_a_day_of_this_century_is_none(made: Copy, day: str) -> None:
    assert opening(made, holidays_until=day)[1] == []


def test_a_helpline_has_a_number_and_says_who_answers(made: Copy) -> None:
    made.swap("hours.toml", 'answered_by = "switchboard"', 'answered_by = "nobody"')
    said = 'hours.toml: numbers[1].answered_by: holds "nobody": write "person" or "switchboard" (R37)'
    assert opening(made)[1] == [said]
    made.swap("hours.toml", '[[numbers]]\nnumber = "+448005200520"\nanswered_by = "nobody"', "")
    made.put("hours.toml", "numbers", "[]")
    assert opening(made)[1] == [
        "hours.toml: numbers: is empty, so no one could be rung: add the helpline's number (R37)"
    ]


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("2026-12-24T12:00:00", "2026-12-24T20:00:00", ""),
        ("2026-12-24T12:00:00", "2026-12-24T12:00:00", "ends before it starts: put the later time in `end`"),
        ("1999-12-24T12:00:00", "2026-12-24T12:00:00", "is not in this century: mend the year"),
        ("2026-12-24T12:00:00", "2126-12-24T12:00:00", "is not in this century: mend the year"),
        (
            "2026-12-24T12:00:00Z",
            "2026-12-24T20:00:00",
            "names an offset from UTC: write the time as the clock on the wall shows it",
        ),
        (
            "2026-12-24T12:00:00",
            "2026-12-24T20:00:00Z",
            "names an offset from UTC: write the time as the clock on the wall shows it",
        ),
    ],
)
@pytest.mark.parametrize("kind", ["closures", "openings"])
def test_a_closure_is_a_span_of_this_century(made: Copy, kind: str, start: str, end: str, says: str) -> None:
    made.add("hours.toml", f"\n[[{kind}]]\nstart = {start}\nend = {end}\n")
    found, faults = opening(made)
    closure = Closure(
        datetime(2026, 12, 24, 12, tzinfo=LONDON), datetime(2026, 12, 24, 20, tzinfo=LONDON), ""
    )
    assert getattr(found, kind) == (() if says else (closure,))
    assert faults == ([f"hours.toml: {kind}[1]: {says}"] if says else [])


def test_the_refuge_is_the_one_of_the_nation(made: Copy) -> None:
    assert opening(made)[0].refuge == "+448082000247"
    assert opening(made, nation='"scotland"')[0].refuge == ""
    made.swap("hours.toml", "england-and-wales = ", 'scotland = "1"\nengland-and-wales = ')
    found, faults = opening(made)
    mend = "write it as +44 and the digits without the first 0, without spaces"
    assert (found.refuge, faults) == ("1", [f'hours.toml: refuge.scotland: "1" cannot be rung: {mend}'])


def keypad(made: Copy) -> tuple[dict[str, Menu], list[str], list[str]]:
    faults: list[Fault] = []
    _, menus, codes = read_menu(Folders(made.folder, made.base), faults)
    return menus, codes, [str(fault) for fault in faults]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            'service = "Muscle Line"',
            'service = "{x"',
            "service: holds a curly bracket: take it out: the name fills {service} as it stands",
        ),
        (
            'languages = ["en"]',
            'languages = ["EN"]',
            'languages: "EN" is no language: write its code, like "en" or "cy"',
        ),
        (
            'languages = ["en"]',
            'languages = ["en", "en"]',
            "languages: names a language twice: name each once",
        ),
        ('languages = ["en"]', "languages = []", 'languages: is empty: name at least one, like "en"'),
        (
            'name = "steroids"',
            'name = "main"',
            'menu[2].name: "main" is there twice: put the two together, or rename one',
        ),
        (
            'name = "steroids"',
            'name = "Steroids"',
            'menu[2].name: "Steroids" is no name for a menu: use small letters only',
        ),
        (
            '{ key = "1", menu = "steroids" }',
            '{ key = "A", menu = "steroids" }',
            'menu.main.actions: "A" is no key of a phone: write one digit, like "3"',
        ),
        (
            '{ key = "1", menu = "steroids" }',
            '{ key = "1" }',
            'menu.main.actions: key 1 leads to nothing: write one of menu = "…" and topic = "…"',
        ),
        (
            '{ key = "1", menu = "steroids" }',
            '{ key = "1", menu = "steroids", topic = "bones" }',
            'menu.main.actions: key 1 leads to a menu and a topic: write one of menu = "…" and topic = "…"',
        ),
        (
            '{ key = "1", menu = "steroids" }',
            '{ key = "1", menu = "island" }',
            'menu.main.actions: key 1 leads to the menu "island", which is not there: '
            "add that menu, or name another",
        ),
    ],
)
def test_what_is_amiss_with_the_keys_is_named(made: Copy, before: str, after: str, said: str) -> None:
    made.swap("menu.toml", before, after)
    assert f"menu.toml: {said}" in keypad(made)[2]


def test_the_menus_and_their_keys_are_read(made: Copy) -> None:
    menus, codes, faults = keypad(made)
    assert (codes, faults) == (["en"], [])
    assert menus["main"].actions[0] == Action("1", "menu", "steroids")
    assert menus["steroids"].actions[3] == Action("4", "topic", "bones")
    assert (menus["treatments"].first, menus["main"].first) == ("treatments", "")


@pytest.mark.parametrize(
    ("key", "free"), [("7", True), ("6", True), ("5", False), ("9", False), ("1", False)]
)
def test_a_key_for_a_language_is_one_for_languages_and_leads_nowhere_else(
    made: Copy, key: str, free: bool
) -> None:
    faults: list[Fault] = []
    keys = read_language_keys({"language_keys": {"cy": key}}, keypad(made)[0], ["en", "cy"], faults)
    told = [f'language_keys.cy: "{key}" has another meaning in the main menu']
    assert [f"{fault.key}: {fault.says}" for fault in faults] == ([] if free else told)
    assert not free or keys == {"cy": key}


def test_a_menu_without_actions_and_a_pack_without_a_main_menu_are_named(made: Copy) -> None:
    (made.folder / "menu.toml").write_text(
        'service = "Line"\nlanguages = ["en"]\n[[menu]]\nname = "other"\nactions = []\n', encoding="utf-8"
    )
    assert keypad(made)[2] == [
        "menu.toml: menu.other.actions: is empty: give it an action, or take the menu out",
        'menu.toml: menu: has no menu named "main": add it: it is where every call begins',
    ]


def told(made: Copy) -> list[str]:
    faults: list[Fault] = []
    read_topics(Folders(made.folder, made.base), "en", faults, further=False)
    return [str(fault) for fault in faults]


def test_what_is_amiss_with_a_topic_is_named(made: Copy) -> None:
    bones = "en/topics/bones.toml"
    assert told(made) == []
    made.put(bones, "spoken", '["One.", " "]')
    assert told(made) == [f"{bones}: spoken[2]: is an empty chunk: take it out, or write it"]
    made.put(bones, "spoken", "[]")
    assert told(made) == [f"{bones}: spoken: is empty: write what is read out"]


@pytest.mark.parametrize(
    ("name", "fits"), [("a" * 40, True), ("a" * 41, False), ("Bones", False), ("b1", False)]
)
def test_a_topic_is_named_with_small_letters(made: Copy, name: str, fits: bool) -> None:
    path = made.folder / "en" / "topics"
    (path / "bones.toml").rename(path / f"{name}.toml")
    fault = f"en/topics/{name}.toml: is no name for a topic: name it with small letters only: bones.toml"
    assert told(made) == ([] if fits else [fault])


def test_a_language_has_a_topic(made: Copy) -> None:
    for path in (made.folder / "en" / "topics").glob("*.toml"):
        path.unlink()
    assert told(made) == ["en/topics: holds no topic: add at least one"]
