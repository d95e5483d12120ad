"""What cannot be read, and what a file of few keys holds amiss, is told whole: place, fault and mend."""

from collections.abc import Callable
from pathlib import Path

import pytest

from menus.loading.files import read_names, read_table
from menus.loading.folders import Folders
from menus.loading.keypad import read_language_keys
from menus.loading.own_number import own_number
from menus.loading.pack import PackError
from menus.loading.source.origin import read_document
from menus.model import Fault, Pack
from tests.packs.broken import copy

Reading = Callable[[Folders, list[Fault]], object]
HELD = """is no TOML (Expected '=' after a key in a key/value pair (at line 2, column 3))"""


def menu(folders: Folders, faults: list[Fault]) -> object:
    return read_table(folders, "menu.toml", faults)


def names(folders: Folders, faults: list[Fault]) -> object:
    return read_names(folders, "en/topics", faults)


def document(folders: Folders, faults: list[Fault]) -> object:
    return read_document(folders, "A leaflet", faults)


def keep(file: str, words: str) -> Callable[[Path], object]:
    return lambda folder: (folder / file).write_text(words, encoding="utf-8")


def nothing(_folder: Path) -> None:
    """Nothing is in the folder."""


def linked(folder: Path) -> None:
    (folder / "en").mkdir()
    (folder / "en" / "topics").symlink_to(folder)


@pytest.mark.parametrize(
    ("edit", "reading", "told"),
    [
        (nothing, menu, "menu.toml: is missing: add it: docs/pack.md says what it holds"),
        (keep("menu.toml", ""), menu, "menu.toml: is empty: fill it: docs/pack.md says what it holds"),
        (linked, names, "en/topics: is a link to another place: put the folder itself here"),
        (
            nothing,
            names,
            "en/topics: cannot be read: No such file or directory: add the folder, or let us read it",
        ),
        (
            keep("document.toml", 'name = "A"\nlicence = "Our own"\nsha256 = "1234"\n'),
            document,
            "document.toml: sha256: is no SHA-256: write the 64 digits that `sha256sum` gives",
        ),
    ],
)
def test_what_is_amiss_with_a_file_is_told_with_how_to_mend_it(
    edit: Callable[[Path], object], reading: Reading, told: str, tmp_path: Path
) -> None:
    edit(tmp_path)
    faults: list[Fault] = []
    reading(Folders(tmp_path, tmp_path / "base"), faults)
    assert list(map(str, faults)) == [told]


def test_a_file_that_no_disk_can_hold_is_told(tmp_path: Path) -> None:
    faults: list[Fault] = []
    read_table(Folders(tmp_path, tmp_path / "base"), "\x00", faults)
    assert {fault.told("f") for fault in faults} == {
        "f: cannot be read: embedded null byte: let the line read it",
    }


def test_a_file_that_is_no_toml_is_told_how_its_lines_are_written(tmp_path: Path) -> None:
    keep("menu.toml", "a = 1\nb b")(tmp_path)
    menu(Folders(tmp_path, tmp_path / "base"), faults := [])
    (fault,) = faults
    assert (fault.file, fault.key, fault.line) == ("menu.toml", "", 2)
    assert fault.mend == (
        'mend that line, or the one above: a text stands between two " and holds none itself, '
        "a list has a comma after each text and ends with ], a day is 2026-12-24, a key stands once"
    )


@pytest.mark.parametrize(
    ("key", "code", "told"),
    [
        ("7", "pl", "is no further language: add it to `languages`, or take it out"),
        ("7", "en", "is no further language: add it to `languages`, or take it out"),
        (
            "9",
            "cy",
            '"9" has another meaning in the main menu: '
            "use one of 7, 6, 4, 3, 2, 1 that no choice of it has (R5)",
        ),
    ],
)
def test_a_key_that_no_language_can_have_is_told(key: str, code: str, told: str, pack: Pack) -> None:
    faults: list[Fault] = []
    read_language_keys({"language_keys": {code: key}}, pack.menus, ["en", "cy"], faults)
    assert list(map(str, faults)) == [f"menu.toml: language_keys.{code}: {told}"]


def test_the_lines_own_number_is_told_wherever_it_would_be_rung(pack: Pack) -> None:
    own = pack.hours.numbers[0].number
    environ = {"TWILIO_NUMBER": own, "BELL_TO": f"+447700900123, {own}"}
    says, mend = (
        "is the line's own (TWILIO_NUMBER), so that the line would ring itself",
        "write where people answer",
    )
    assert list(map(str, own_number(pack.hours, environ))) == [
        f"hours.toml: numbers: one of them {says}: {mend}",
        f"BELL_TO: a number in it {says}: {mend}",
    ]


def test_a_menu_without_words_and_a_mark_that_is_none_are_told(tmp_path: Path) -> None:
    made = copy(tmp_path)
    bones = "en/topics/bones.toml"
    made.add("menu.toml", '\n[[menu]]\nname = "more"\nactions = [{ key = "1", topic = "bones" }]\n')
    made.swap(bones, "It is called osteoporosis. [T6]", "It is called osteoporosis. [T6")
    with pytest.raises(PackError) as raised:
        made.load()
    told = {(fault.file, fault.key): (fault.says, fault.mend) for fault in raised.value.faults}
    assert told[("en/phrases.toml", "menus.more")] == ("is missing", "add its title, option and short")
    (mark,) = (says for (file, _), says in told.items() if file == bones)
    assert mark[0].endswith("which is no whole mark")
    assert (
        mark[1]
        == "close it behind the sentence, like [T1], [T1 T2] or [-]; a fact's id is letters and a figure"
    )
