"""`flask new` begins a pack that answers calls and texts at once, and says what is still to be written."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from menus.loading.folders import BLANK
from menus.loading.pack import PackError, load
from menus.matcher.matching import label, match
from menus.model import Language, Pack
from menus.rules.faults import faults, refusals, still_to_do
from settings import HERE
from tests.caller import Caller
from tests.conftest import new_number
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process
from tools.making.new import new
from tools.words.check import check
from tools.words.rows import rows_of

TODAY = date(2026, 6, 1)
GIVEN = ("--service", "Tube Line", "--number", "0808 157 0123", "--answered-by", "person")
ALARMS = {"EMERGENCY", "ATONCE"}


def run(*words: str, answers: str = "") -> Result:
    return CliRunner().invoke(new, words, input=answers)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("packs") / "tubes"
    assert run(str(place), *GIVEN, "--yes").exit_code == 0
    return place


@pytest.fixture(scope="module")
def made(folder: Path) -> Pack:
    return load(folder)


@pytest.fixture(scope="module")
def english(made: Pack) -> Language:
    return made.languages["en"]


def test_what_was_given_stands_in_the_pack(made: Pack) -> None:
    (number,) = made.hours.numbers
    assert (made.service, number.number, number.answered_by) == ("Tube Line", "+448081570123", "person")


def test_what_is_not_given_is_asked_for(tmp_path: Path) -> None:
    answers = "A much too long name\nTube Line\n12\n01632 960123\n\nswitchboard\nn\n"
    told = run(str(tmp_path / "asked"), answers=answers)
    assert told.exit_code == 0, told.output
    made = load(tmp_path / "asked")
    assert (made.service, made.hours.numbers[0].number) == ("Tube Line", "+441632960123")
    assert (made.hours.cost, made.hours.recorded) == ("landline", False), "its number tells the cost"


def test_who_gives_what_is_needed_is_asked_nothing_and_told_what_to_say_of_it(tmp_path: Path) -> None:
    needed = ("--service", "Tube Line", "--number", "01632 960123", "--answered-by", "person")
    told = run(str(tmp_path / "given"), *needed)
    assert told.exit_code == 0, told.output
    assert "what a call costs (cost)" in told.output and "recorded (recorded)" in told.output
    told = run(str(tmp_path / "more"), *needed, "--recorded", "false")
    assert "what a call costs (cost)." in told.output and "recorded" not in told.output


def test_with_yes_nothing_is_asked_for(tmp_path: Path) -> None:
    assert run(str(tmp_path / "yes"), "--yes").exit_code == 0
    found = still_to_do(faults(load(tmp_path / "yes"), TODAY))
    assert [(fault.file, fault.key) for fault in found[:8]] == [
        *(("menu.toml", "service"), ("en/phrases.toml", "named.charity")),
        *(("en/phrases.toml", "named.document"), ("facts.toml", "document")),
        *(("facts.toml", "facts.F1"), ("en/topics/basics.toml", "spoken")),
        *(("en/topics/basics.toml", "text"), ("hours.toml", "numbers")),
    ]
    assert len({fault.mend for fault in found[:8]}) == 8


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (("--service", "The line of a long name"), "12 characters"),
        (("--number", "999"), "cannot be rung"),
        (("--answered-by", "robot"), "switchboard"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    wrong: tuple[str, str], says: str, tmp_path: Path
) -> None:
    told = run(str(tmp_path / "no"), *wrong, "--yes")
    assert (told.exit_code, (tmp_path / "no").exists()) == (2, False)
    assert says in told.output


def test_names_too_long_for_what_every_line_says_are_refused_with_the_letters_that_fit(
    tmp_path: Path,
) -> None:
    usual = {str(fault) for fault in faults(load(BLANK), TODAY)}
    names = {"charity": "the Friends of the Valley " * 5, "document": "its leaflet for us all " * 5}
    for name, words in names.items():
        told = run(str(tmp_path / name), *GIVEN, f"--{name}", words, "--yes")
        assert (told.exit_code, (tmp_path / name).exists()) == (2, False)
        fits = re.search(rf"--{name}: {len(words)} letters, and (\d+) fit", " ".join(told.output.split()))
        assert fits, told.output
        most = int(fits[1])
        for letters, code in ((most, 0), (most + 1, 2)):
            told = run(str(tmp_path / f"{name}{letters}"), *GIVEN, f"--{name}", words[:letters], "--yes")
            assert told.exit_code == code, told.output
        found = {
            fault for fault in faults(load(tmp_path / f"{name}{most}"), TODAY) if str(fault) not in usual
        }
        assert not [str(fault) for fault in found if " over" in fault.says]


def test_a_folder_with_files_is_left_alone(folder: Path) -> None:
    before = (folder / "menu.toml").read_text(encoding="utf-8")
    told = run(str(folder), "--service", "Other", "--yes")
    assert told.exit_code == 2 and "there already" in told.output
    assert (folder / "menu.toml").read_text(encoding="utf-8") == before


def test_every_file_says_in_words_what_it_is_for(folder: Path) -> None:
    for file in folder.rglob("*.toml"):
        assert file.read_text(encoding="utf-8").startswith("# "), file.name


def test_what_is_still_to_do_is_said_as_a_list_in_order(folder: Path) -> None:
    told = CliRunner().invoke(check, [str(folder), "--today", str(TODAY)])
    lines = told.output.splitlines()
    start = lines.index("still to do, in this order:")
    steps = [line for line in lines[start + 1 : -1] if not line.startswith("    ")]
    assert start == 0 and told.exit_code == 1, told.output
    assert [line.split(". ")[0] for line in steps] == [str(n) for n in range(1, len(steps) + 1)]
    order = [
        re.search(word, told.output)
        for word in ("charity", "facts.toml", "basics", "messages of BASICS", "reviewed_by", "confirmed_by")
    ]
    assert [met.start() for met in order if met] == sorted(met.start() for met in order if met)


def test_a_live_line_does_not_start_until_all_is_done(folder: Path, line_with: Callable[..., Flask]) -> None:
    with pytest.raises(PackError) as raised:
        line_with(pack=folder, live=True)
    assert {"spoken", "reviewed_by", "confirmed_by"} <= {fault.key for fault in raised.value.faults}


def test_nothing_but_what_is_to_be_written_is_wrong(made: Pack) -> None:
    found = faults(made, TODAY)
    assert set(refusals(made, found)) == set(found) == set(still_to_do(found))


def test_texts_are_answered(folder: Path, line_with: Callable[..., Flask]) -> None:
    texter = Texter(Wire(in_process(line_with(pack=folder))), number=new_number())
    assert "0808 1570 123" in texter.text("HELPLINE")
    assert "Monday to Friday, 9am to 5pm" in texter.last
    assert texter.text("i cant breathe").startswith("Tube Line: ") and "999" in texter.last
    assert "still to be written" in texter.text("basics")
    assert "HELPLINE" in texter.text("purple monkey") and "999" in texter.last
    assert "BASICS" in texter.text("menu")
    assert "HELPLINE" in texter.text("can i stop my antibiotics") and "talking to your doctor" in texter.last
    assert "no more texts" in texter.text("STOP")
    assert texter.text("basics") == ""


def test_a_call_is_answered(folder: Path, line_with: Callable[..., Flask]) -> None:
    caller = Caller(Wire(in_process(line_with(pack=folder))), number=new_number())
    assert "Tube Line. In an emergency" in caller.call().heard
    assert "still to be written" in caller.press("1").to_the_end().said[-2] + caller.said[-3]
    caller.call().press("0")
    assert "put" in caller.heard or "recorded" in caller.heard


def test_each_alarm_of_the_base_is_heard_as_with_the_shipped_pack(english: Language, pack: Pack) -> None:
    """What names a medicine of the shipped pack is that pack's own alarm; so are dark urine and a clot.

    To a line about clots or kidneys these are what everybody writes of.
    """
    own = re.compile(
        "methotrexate|mtx|mycophenolate|leflunomide|pred|steroid|azathioprine|rituximab|urine|dark brown"
        "|blood clot",
        re.IGNORECASE,
    )
    rows = (row for row in rows_of(HERE / "tests" / "messages.tsv") if row.right & ALARMS)
    texts = [row.text for row in rows if not own.search(row.text)]
    heard = {text: label(match(pack.languages["en"], text)) for text in texts}
    alarms = {text: said for text, said in heard.items() if said in ALARMS}
    lost = {text for text, said in alarms.items() if label(match(english, text)) != said}
    assert lost == set() and len(alarms) > 900
