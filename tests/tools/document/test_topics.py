"""`flask topic`: a topic begins, is renamed or goes in all files at once, and their comments stay."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from menus.loading.pack import load
from menus.matcher.matching import label, match
from menus.rules.faults import faults
from menus.tracing.marks import MARK
from tools.document.document import document
from tools.document.saving import save
from tools.document.topics.topic import topic
from tools.making.new import new as new_pack

TODAY = date(2026, 6, 1)
PHYSIO = '  { key = "2", topic = "physio" },\n'


def run(*options: str, pack: Path, asked: str = "") -> Result:
    return CliRunner().invoke(topic, [*options, "--pack", str(pack)], input=asked)


def files(pack: Path) -> dict[str, bytes]:
    return {str(file.relative_to(pack)): file.read_bytes() for file in pack.rglob("*") if file.is_file()}


def comments(pack: Path) -> list[str]:
    return [
        line
        for file in sorted(pack.rglob("*.toml"))
        for line in file.read_text().splitlines()
        if line[:1] == "#"
    ]


@pytest.fixture
def roomy(bare: Path) -> Path:
    """A pack with a free key in the menu of exercise, and messages of its own."""
    menu = bare / "menu.toml"
    menu.write_text(menu.read_text(encoding="utf-8").replace(PHYSIO, ""), encoding="utf-8")
    (bare / "en/messages.tsv").write_text(
        "# Ours, BONES too.\nBONES\tweak bones\nSAFETY BONES\tcan i stop calcium\nBONES|DMARDS\thi\n"
    )
    return bare


def test_a_topic_begins_everywhere_and_says_that_it_is_unwritten(roomy: Path) -> None:
    said = comments(roomy)
    options = ("--heading", "helpline", "--also", "leg cramp", "--title", "Leg cramps", "--medicine", "--yes")
    told = run("new", "cramps", *options, pack=roomy)
    assert told.exit_code == 0, told.output
    pack = load(roomy)
    its = pack.languages["en"].topics["cramps"]
    assert (its.keyword, its.also, its.heading, its.draft) == ("CRAMPS", ("leg cramp",), "Helpline", True)
    assert its.title.startswith("Leg cramps."), "a title is a sentence"
    assert its.source == ("A9",) and "still to be written" in its.spoken[0] and its.safety == ""
    assert [one.key for one in pack.menus["exercise"].actions if one.target == "cramps"] == ["2"]
    assert "cramps" in next(one.topics for one in pack.languages["en"].additions if one.id == "A1")
    rows = (roomy / "en/messages.tsv").read_text()
    assert (rows.count("CRAMPS\t..."), rows.count("SAFETY CRAMPS\t...")) == (10, 5)
    assert set(said) <= set(comments(roomy))


def test_the_facts_of_its_heading_stand_above_its_fields(roomy: Path) -> None:
    with (roomy / "facts.toml").open("a", encoding="utf-8") as sheet:
        sheet.write('[fact.Q1]\nheading = "Cramps at night"\nwords = "Cramps often come at night."\n')
    assert run("new", "cramps", "--no-key", "--yes", pack=roomy).exit_code == 0
    text = (roomy / "en/topics/cramps.toml").read_text(encoding="utf-8")
    assert text.index("# Q1: Cramps often come at night.") < text.index("keyword")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("new", "bones", "--yes"), "has a topic bones already"),
        (("new", "Bones2", "--yes"), "is no name for a topic"),
        (("new", "calcium", "--heading", "Helpline", "--yes"), '"calcium" is a word of en/topics/bones.toml'),
        (
            ("new", "weaned", "--heading", "Helpline", "--yes"),
            '"WEANED" gets the reply of care with a medicine',
        ),
        (("new", "bleeding", "--heading", "Helpline", "--yes"), '"BLEEDING" gets the reply to an alarm'),
        (("new", "stop", "--heading", "Helpline", "--yes"), '"STOP" gets the answer to STOP'),
        (
            ("new", "doses", "--keyword", "BLEEDING", "--heading", "Helpline", "--yes"),
            "choose another word: --keyword WORD",
        ),
        (
            ("new", "ours", "--heading", "Helpline", "--keyword", "CHARITY", "--no-key", "--yes"),
            '"charity" is claimed by about',
        ),
        (
            ("new", "ours", "--heading", "Helpline", "--keyword", "WHEN999", "--yes"),
            "without figures, like BONES",
        ),
        (("rename", "bones", "bones", "--keyword", "when999"), "without figures, like BONES"),
        (("rename", "bones", "bones", "--keyword", "deaf"), "claimed by bones and by helpline"),
        (("rename", "bones", "bones", "--keyword", "weaned"), "`careful.default` in en/safety.toml"),
        (("new", "cramps", "--heading", "nowhere", "--yes"), "Exercises and physiotherapy"),
        (("new", "cramps", "--heading", "Helpline", "--menu", "The Cellar", "--yes"), "no name for a menu"),
        (("new", "cramps", "--heading", "Helpline", "--menu", "cellar", "--yes"), "no key to spare"),
        (("new", "cramps", "--heading", "Helpline", "--menu", "other", "--yes"), "4 keys already"),
        (("rename", "cramps", "legs"), "has no topic cramps"),
        (("rename", "bones", "flare"), "has a topic flare already"),
        (("remove", "cramps", "--yes"), "has no topic cramps"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is(roomy: Path, options: tuple[str, ...], says: str) -> None:
    before = files(roomy)
    told = run(*options, pack=roomy)
    assert told.exit_code == 1 and says in told.output and "Traceback" not in told.output
    assert files(roomy) == before


def test_a_word_that_cannot_reach_a_new_topic_is_left_out_of_it_and_told(roomy: Path) -> None:
    words = ("large print", "stopp", "calcium", "our people")
    also = (part for word in words for part in ("--also", word))
    told = run("new", "ours", "--heading", "Helpline", *also, "--no-key", "--yes", pack=roomy)
    assert told.exit_code == 0, told.output
    assert load(roomy).languages["en"].topics["ours"].also == ("our people",)
    for says in ('"large print" is claimed by howto', '"stopp" is one slip from STOP', "bones.toml already"):
        assert says in told.output


def test_a_new_name_stands_everywhere(roomy: Path) -> None:
    said = comments(roomy)
    told = run("rename", "bones", "skeleton", "--keyword", "skeleton", pack=roomy)
    assert told.exit_code == 0, told.output
    pack = load(roomy)
    language = pack.languages["en"]
    assert "bones" not in language.topics and language.topics["skeleton"].keyword == "SKELETON"
    assert pack.menu_of("skeleton") == "steroids"
    named = [roomy / "menu.toml", roomy / "en/phrases.toml", roomy / "en/safety.toml"]
    assert not any('"bones"' in file.read_text(encoding="utf-8") for file in named)
    assert "[topics.skeleton]" in (roomy / "en/matching.toml").read_text(encoding="utf-8")
    rows = "SKELETON\tweak bones\nSAFETY SKELETON\tcan i stop calcium\nSKELETON|DMARDS\thi\n"
    assert (roomy / "en/messages.tsv").read_text() == f"# Ours, BONES too.\n{rows}"
    assert "en/topics/steroids.toml:" in told.output, "another topic tells people to text BONES"
    assert label(match(language, "skeleton")) == "SKELETON"
    assert sorted(said) == sorted(comments(roomy))


def test_a_topic_goes_everywhere(roomy: Path) -> None:
    told = run("remove", "bones", pack=roomy, asked="y\n")
    assert told.exit_code == 0, told.output
    assert "bones" not in load(roomy).languages["en"].topics
    assert (roomy / "en/messages.tsv").read_text() == "# Ours, BONES too.\nDMARDS\thi\n"


def test_messages_of_the_version_before_keep_their_shape(roomy: Path) -> None:
    file = roomy / "en/messages.tsv"
    file.write_text("text\texpected\tkind\nweak bones\tBONES\tsaid\nhi\tBONES|DMARDS\tsaid\n")
    assert run("rename", "bones", "skeleton", "--keyword", "skeleton", pack=roomy).exit_code == 0
    assert run("new", "cramps", "--heading", "helpline", "--yes", pack=roomy).exit_code == 0
    rows = "weak bones\tSKELETON\tsaid\nhi\tSKELETON|DMARDS\tsaid\n" + "...\tCRAMPS\tsaid\n" * 5
    assert file.read_text() == f"text\texpected\tkind\n{rows}"
    assert run("remove", "skeleton", "--yes", pack=roomy).exit_code == 0
    assert file.read_text().startswith("text\texpected\tkind\nhi\tDMARDS\tsaid\n...\tCRAMPS")


def test_a_pack_without_messages_begins_them_with_a_topic(roomy: Path) -> None:
    (roomy / "en/messages.tsv").unlink()
    assert run("new", "cramps", "--heading", "helpline", "--yes", pack=roomy).exit_code == 0
    text = (roomy / "en/messages.tsv").read_text()
    assert text.startswith("# ") and text.count("\nCRAMPS\t...") == 5
    steps = [fault for fault in faults(load(roomy), TODAY) if fault.step and "CRAMPS" in fault.says]
    assert [(fault.level, fault.line > 1, "0 of 5" in fault.says) for fault in steps] == [
        ("error", True, True)
    ]


def test_a_topic_goes_only_with_a_yes(roomy: Path) -> None:
    before = files(roomy)
    assert run("remove", "bones", pack=roomy, asked="n\n").exit_code == 1 and files(roomy) == before


def test_a_menu_that_leads_nowhere_goes_too_but_not_the_main_one(roomy: Path) -> None:
    for name in ("exercise", "recovery", "children"):
        told = run("remove", name, "--yes", pack=roomy)
    assert "so is the menu exercise" in told.output and "exercise" not in load(roomy).menus
    assert "exercise" not in load(roomy).languages["en"].menus


@pytest.mark.parametrize("step", [lambda pack: (pack / "en/topics/.cramps.toml.new").mkdir()])
def test_a_step_that_fails_leaves_the_pack_as_it_was(roomy: Path, step: Callable[[Path], None]) -> None:
    step(roomy)
    before = files(roomy)
    told = run("new", "cramps", "--heading", "Helpline", "--yes", pack=roomy)
    assert told.exit_code == 1 and "nothing was done" in told.output
    assert files(roomy) == before


def test_what_would_no_longer_load_is_not_written(roomy: Path) -> None:
    before = files(roomy)
    with pytest.raises(click.ClickException, match="would no longer load"):
        save(roomy, {"en/topics/bones.toml": None, "facts.toml": b""})
    assert files(roomy) == before


def test_supporting_the_charity_stays_last(roomy: Path) -> None:
    menu = roomy / "menu.toml"
    menu.write_text(menu.read_text(encoding="utf-8").replace('  { key = "2", topic = "howto" },\n', ""))
    assert (
        run("new", "cramps", "--heading", "Helpline", "--menu", "other", "--yes", pack=roomy).exit_code == 0
    )
    assert [one.target for one in load(roomy).menus["other"].actions][-2:] == ["cramps", "supportus"]


def test_a_menu_that_is_not_there_is_begun_and_a_full_main_menu_makes_room(roomy: Path) -> None:
    menu = roomy / "menu.toml"
    text = menu.read_text(encoding="utf-8").replace(
        '{ key = "2", menu = "treatments" }', '{ key = "2", topic = "bones" }'
    )
    text = (
        text[: text.index('[[menu]]\nname = "treatments"')]
        + text[text.index('[[menu]]\nname = "exercise"') :]
    )
    menu.write_text(text.replace('  { key = "4", topic = "bones" },\n', ""), encoding="utf-8")
    phrases = roomy / "en/phrases.toml"
    text = phrases.read_text(encoding="utf-8")
    phrases.write_text(text[: text.index("[menus.treatments]")] + text[text.index("[menus.exercise]") :])
    assert run("new", "cramps", "--heading", "Helpline", "--menu", "care", "--yes", pack=roomy).exit_code == 0
    pack = load(roomy)
    assert [(one.key, one.kind, one.target) for one in pack.menus["main"].actions][1] == ("2", "menu", "care")
    assert [(one.key, one.target) for one in pack.menus["care"].actions] == [("1", "bones"), ("2", "cramps")]
    assert pack.languages["en"].menus["care"].option == "For care"


def test_a_new_packs_own_fact_goes_when_nothing_rests_on_it(tmp_path: Path) -> None:
    pack, leaflet = tmp_path / "pack", tmp_path / "aids.md"
    leaflet.write_text("# Hearing aids\n\nA hearing aid makes sounds louder.\n", encoding="utf-8")
    take_in = [str(leaflet), "--into", str(pack), "--licence", "ours", "--yes"]
    assert CliRunner().invoke(new_pack, [str(pack), "--yes"]).exit_code == 0
    assert CliRunner().invoke(document, take_in).exit_code == 0
    told = {str(fault) for fault in faults(load(pack), date(2026, 6, 1)) if fault.file == "facts.toml"}
    assert any("fact.F1" in says and "en/topics/basics.toml" in says for says in told)
    assert "The first heading" not in run("new", "ears", "--heading", "x", "--yes", pack=pack).output
    assert run("new", "hearing", "--no-key", "--yes", pack=pack).exit_code == 0
    steps = [fault.file for fault in faults(load(pack), date(2026, 6, 1)) if "still to be" in fault.says]
    assert steps == ["en/topics/hearing.toml"]
    assert run("remove", "basics", "--yes", pack=pack).exit_code == 0
    loaded = load(pack)
    assert "F1" not in loaded.facts and "A1" in loaded.facts
    untraced = [fault for fault in faults(loaded, date(2026, 6, 1)) if "rests on nothing" in fault.says]
    assert untraced == []


def test_a_new_packs_own_fact_goes_with_the_document_that_takes_its_place(tmp_path: Path) -> None:
    pack, leaflet = tmp_path / "pack", tmp_path / "aids.md"
    leaflet.write_text("# Hearing aids\n\nA hearing aid makes sounds louder.\n", encoding="utf-8")
    assert CliRunner().invoke(new_pack, [str(pack), "--yes"]).exit_code == 0
    basics = pack / "en/topics/basics.toml"
    basics.write_text(basics.read_text(encoding="utf-8").replace("F1", "A9"), encoding="utf-8")
    take_in = [str(leaflet), "--into", str(pack), "--licence", "ours", "--yes"]
    assert CliRunner().invoke(document, take_in).exit_code == 0
    assert "F1" not in load(pack).facts


def test_a_pack_without_marks_gets_a_topic_without_any(roomy: Path) -> None:
    for file in roomy.glob("en/topics/*.toml"):
        file.write_text(MARK.sub("", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert run("new", "cramps", "--heading", "helpline", "--no-key", "--yes", pack=roomy).exit_code == 0
    begun = (roomy / "en/topics/cramps.toml").read_text(encoding="utf-8")
    assert "source = []" in begun and not MARK.search(begun)


def test_menus_are_begun_until_all_keys_are_given_and_the_lines_own_topics_stand_last(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    assert CliRunner().invoke(new_pack, [str(pack), "--yes"]).exit_code == 0
    told = [
        run("new", f"{menu}{at}", "--menu", menu, "--yes", pack=pack)
        for menu in ("care", "money", "home")
        for at in ("a", "b")
    ]
    assert {one.exit_code for one in told} == {0}
    assert "basics has moved" in told[0].output and "helpline, howto, about have moved" in told[2].output
    assert 'callers hear "This line."' in told[2].output
    loaded = load(pack)
    assert [(one.key, one.target) for one in loaded.menus["main"].actions] == [
        ("1", "care"),
        ("2", "money"),
        ("3", "home"),
        ("4", "us"),
    ]
    assert [one.target for one in loaded.menus["us"].actions] == ["helpline", "howto", "about"]
    wrong = [fault for fault in faults(loaded, date(2026, 6, 1)) if fault.level == "error"]
    assert not [fault for fault in wrong if fault.key.startswith(("menu.", "menus."))]
    full = run("new", "extra", "--menu", "other", "--yes", pack=pack)
    assert full.exit_code == 1 and "no key to spare" in full.output
    assert 'its menu "us" holds the topics of every line' in full.output and "[menus.us]" in full.output


def test_the_example_of_a_new_pack_leaves_no_gap_in_a_menu(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    assert CliRunner().invoke(new_pack, [str(pack), "--yes"]).exit_code == 0
    for name in ("carea", "careb"):
        assert run("new", name, "--menu", "care", "--yes", pack=pack).exit_code == 0
    assert run("remove", "basics", "--yes", pack=pack).exit_code == 0
    assert [(one.key, one.target) for one in load(pack).menus["care"].actions] == [
        ("1", "carea"),
        ("2", "careb"),
    ]
