"""A third language, added by the command alone: Hebrew letters, from right to left, UCS-2 in texts."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from ivr.flow import step
from ivr.model import Arrived, Listen, Say
from menus.loading.pack import load
from menus.parts import parts
from menus.rules.faults import faults
from tests.caller import Caller
from tests.conftest import OPEN, new_number
from tests.packs.bilingual import bilingual
from tests.packs.broken import Copy
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process
from tools.making.language import language

TODAY = date(2026, 6, 1)
GIVEN = (
    *("--name", "Hebrew", "--voice", "Google.he-IL-Wavenet-A", "--offered", "לעברית", "--word", "עברית"),
)
TWICE = " ".join(f"{number}. [A10] שוב {number}. [A10]" for number in ("1 1 6, 1 2 3", "8 5 2, 5 8"))
# What an editor writes in the files that the command made.
TRANSLATED = (
    ("phrases.toml", 'greeting = ""', 'greeting = "{service}. במקרה חירום נתקו וחייגו 9 9 9. [A9]"'),
    ("phrases.toml", 'person = ""', 'person = "לשיחה עם אדם"'),
    (
        "phrases.toml",
        'unknown = ""',
        'unknown = "{service}: לא הבנו. MENU, HELPLINE. 999, 111, 116 123, 85258, 18000. [A9 A10 A11 A15]"',
    ),
    (
        "phrases.toml",
        'urgent_body = ""',
        f'urgent_body = "חייגו 9 9 9. [A9] 1 1 1. [A9 A12] {TWICE}"',
    ),
    ("phrases.toml", "rate = 90", "rate = 90\nparts = 5"),
    ("topics/bones.toml", 'keyword = ""', 'keyword = "עצמות"'),
    ("topics/bones.toml", "also = []", 'also = ["עצם", "אוסטאופורוזיס", "סידן"]'),
    ("topics/bones.toml", 'title = ""', 'title = "העצמות שלכם. [T6]"'),
    ("topics/bones.toml", 'option = ""', 'option = "לעצמות"'),
    ("topics/bones.toml", 'short = ""', 'short = "עצמות"'),
    ("topics/bones.toml", 'safety = ""', 'safety = "אל תפסיקו תרופה בלי לדבר עם רופא. [A1]"'),
    ("topics/bones.toml", "spoken = []", 'spoken = ["תרופות שומרות על העצמות. [T6] שאלו רופא. [A8 A9]"]'),
    (
        "topics/bones.toml",
        'text = ""',
        'text = "{service}. עצמות. אל תפסיקו תרופה בלי לדבר עם רופא. [A1] תרופות שומרות על העצמות. [T6]"',
    ),
)


def run(made: Copy, *words: str) -> str:
    told = CliRunner().invoke(language, ["new", *words, str(made.folder)])
    return f"{told.exit_code} {told.output}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    made = bilingual(tmp_path_factory.mktemp("packs"))
    told = run(made, "he", *GIVEN)
    assert told.startswith("0 ")
    for said in (
        'languages = ["en", "cy", "he"] now.',
        "Calls offer it by key 6 (`language_keys`",
        "Texters choose it by עברית.",
        "Staff call it Hebrew.",
        "1. Translate he/, the alarms of safety.toml first: flask check",
        "2. Hear and read it: flask call",
        "3. Have its fixed replies and alarm rules signed (flask review)",
        "4. Let the line take it: flask publish.",
    ):
        assert said in told, told
    return made


def test_what_is_to_be_translated_stands_below_the_words_of_the_first_language(made: Copy) -> None:
    told = (made.folder / "he" / "phrases.toml").read_text(encoding="utf-8")
    assert '# "To speak to a person"\nperson = ""\n' in told
    assert '# "{service}. In an emergency, hang up and call 9 9 9. [A9]"\ngreeting = ""\n' in told
    assert (
        '# "Protecting your bones. [T6]"\ntitle = ""\n' in (made.folder / "he/topics/bones.toml").read_text()
    )
    pack = load(made.folder)
    assert list(pack.languages) == ["en", "cy", "he"] and dict(pack.language_keys) == {"cy": "7", "he": "6"}
    assert pack.languages["he"].text["unknown"] == pack.languages["en"].text["unknown"]
    told = [str(fault) for fault in faults(pack, TODAY) if fault.file == "he/"]
    assert len(told) == 4
    lent, unheard = "this is said in en", "nothing is looked for in their place"
    lacks = {"sentences": lent, "topics": lent, "kinds of alarms": unheard, "lists of words": unheard}
    for kind, so in lacks.items():
        assert any(f" {kind}, and {so}" in each for each in told), (kind, told)
    assert not [fault for fault in faults(pack, TODAY) if fault.level == "error"]
    assert "is there already" in run(made, "he") and "is no language" in run(made, "EN")


@pytest.mark.parametrize(
    "code", ["xx", "zz", "qaa", "qtz", "und", "mul", "zxx", "EN", "polish", "../pl", "en-gb", "e", ""]
)
def test_a_code_that_is_no_language_is_refused_and_nothing_is_written(made: Copy, code: str) -> None:
    before = (made.folder / "menu.toml").read_text(), sorted(made.folder.iterdir())
    told = run(made, code)
    assert told.startswith("2 ") and "is no language: write its code of ISO 639, like cy" in told
    assert before == ((made.folder / "menu.toml").read_text(), sorted(made.folder.iterdir()))


def test_a_language_that_nobody_can_choose_yet_is_begun_without_an_error(tmp_path: Path) -> None:
    made = bilingual(tmp_path)
    told = run(made, "syl")
    assert told.startswith("0 ") and 'languages = ["en", "cy", "syl"] now.' in told
    assert "1. Write `call`, `words`, `name` under [offered] in syl/phrases.toml." in told
    assert "2. Write `voice` there: until then the voice of en reads it." in told
    assert "Calls offer it" not in told and "Texters choose it" not in told
    found = faults(load(made.folder), TODAY)
    assert not [str(fault) for fault in found if fault.level == "error"]
    assert [fault.level for fault in found if fault.key == "offered"] == ["warning"]


def test_a_key_that_is_not_translated_is_said_by_the_first_languages_voice(made: Copy) -> None:
    pack = load(made.folder)
    listen = step(pack, None, Arrived(), OPEN).then
    assert isinstance(listen, Listen)
    by = {part.pieces[0]: part.by and part.by.code for part in listen.prompt if isinstance(part, Say)}
    assert by["לעברית,"] == "he" and by["press 6."] is None, "the call speaks English"
    assert by["I siarad Cymraeg,"] == by["pwyswch 7."] == "cy"


def test_a_language_added_by_the_command_is_called_and_texted(
    made: Copy, line_with: Callable[..., Flask], tmp_path: Path
) -> None:
    made = Copy(shutil.copytree(made.folder, tmp_path / "pack"))
    for file, old, new in TRANSLATED:
        made.swap(f"he/{file}", old, new)
    made.swap("he/safety.toml", "alarms = []", 'alarms = ["רוצה למות"]')
    pack = load(made.folder)
    assert not [str(fault) for fault in faults(pack, TODAY) if fault.level == "error"]
    wire = Wire(in_process(line_with(pack=made.folder)))
    caller = Caller(wire).call()
    assert "לעברית" in caller.heard and "I siarad Cymraeg, pwyswch 7." in caller.heard
    caller.press_unheard("6")
    assert caller.heard.startswith("Muscle Line. במקרה חירום") and "For English, press 6." in caller.heard
    assert "לשיחה עם אדם, press zero" not in caller.heard, "a choice and its key are of one language"
    caller.press_unheard("1", "4")
    assert "תרופות שומרות על העצמות." in caller.heard
    texter = Texter(wire, new_number())
    assert "עצמות. אל תפסיקו" in texter.text("עצמות") and parts(texter.last) == 2
    assert "לא הבנו" in texter.text("xyzzy")
    assert "Samaritans" in texter.text("אני רוצה למות"), "its reply is lent"
    assert texter.text("עברית").startswith("Muscle Line. Reply 1 steroids")
    assert "לא הבנו" in texter.text("xyzzy")
    assert "text START" in texter.text("STOP")
