"""`flask document`: a document becomes facts; a new edition says what it changes, and makes drafts."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from menus.facts.found import hash_of
from menus.loading.pack import load
from tests.packs.broken import AUTHOR
from tests.tools.document.papers import MARKDOWN, PAGE, facts_of_pack
from tools.document.document import document

AGAIN = (
    MARKDOWN.replace("each night", "each morning")
    .replace("2. Never put it under water.\n", "2. Brush the holes with care.\n")
    .replace("# Hearing aids\n", "# Hearing aids\n\nAsk for help when it hurts your ear.\n")
)


def run(file: Path, pack: Path, *options: str, asked: str = "") -> Result:
    return CliRunner().invoke(document, [str(file), "--into", str(pack), *options], input=asked)


def given(tmp_path: Path, words: str, name: str = "aids.md") -> Path:
    file = tmp_path / name
    file.write_text(words, encoding="utf-8")
    return file


@pytest.fixture
def first(bare: Path, tmp_path: Path) -> Path:
    """The pack with the leaflet on hearing aids, and a reviewed topic that rests on two of its sentences."""
    told = run(given(tmp_path, MARKDOWN), bare, "--licence", "ours", "--yes", "--date", "2025-01-02")
    assert told.exit_code == 0, told.output
    bones = bare / "en/topics/bones.toml"
    text = bones.read_text(encoding="utf-8").replace(AUTHOR, f'{AUTHOR}\nreviewed_by = "Dr B. Jones"')
    text = text.replace('source = ["T6"', 'source = ["Z9", "T6"')
    bones.write_text(
        f"# Z9: as it was\n{text}\nreviewed_on = 2026-01-01\nreview_by = 2026-12-01\n", encoding="utf-8"
    )
    return bare


def test_each_sentence_becomes_a_fact_and_what_was_there_stays(first: Path) -> None:
    facts = facts_of_pack(first)
    assert facts["R2"] == {
        "heading": "Hearing aids",
        "words": "It does not give back all of your hearing.",
        "sentence": 2,
        "hash": hash_of("It does not give back all of your hearing."),
    }
    assert [name for name in facts if name[0] in "RL"] == ["R1", "R2", "L1", "L2", "L3", "L4"]
    text = (first / "facts.toml").read_text(encoding="utf-8")
    assert text.startswith("# our comment\n") and "# ours, by hand\n[fact.A99]" in text
    about = tomllib.loads((first / "document.toml").read_text(encoding="utf-8"))
    assert (about["name"], about["licence"], str(about["date"])) == ("Hearing aids", "ours", "2025-01-02")
    assert "\nIt does not give back all of your hearing.\n" in (first / "document/text.md").read_text(
        encoding="utf-8"
    )
    assert load(first).facts["L1"].words == "Wipe the earmould each night."


def test_the_facts_that_are_told_are_those_of_the_document_alone(bare: Path, tmp_path: Path) -> None:
    told = run(given(tmp_path, MARKDOWN), bare, "--licence", "ours", "--yes")
    assert told.output.startswith("6 facts under ")


def test_a_new_edition_keeps_ids_gives_none_twice_and_makes_drafts(first: Path, tmp_path: Path) -> None:
    told = run(given(tmp_path, AGAIN), first, "--yes", "--date", "2026-02-03")
    assert told.exit_code == 0, told.output
    facts = facts_of_pack(first)
    assert facts["R1"]["sentence"] == 2 and facts["R3"]["words"] == "Ask for help when it hurts your ear."
    assert facts["L1"]["words"] == "Wipe the earmould each morning."
    assert "L2" not in facts and facts["L5"]["words"] == "Brush the holes with care."
    for words in ("changed L1", "gone    L2", "new     L5", "new     R3"):
        assert words in told.output
    again = run(given(tmp_path, MARKDOWN), first, "--yes")
    assert again.exit_code == 0 and "L6" in facts_of_pack(first) and "L2" not in facts_of_pack(first)


def test_a_topic_that_rests_on_what_changed_becomes_a_draft_and_is_said_before(
    first: Path, tmp_path: Path
) -> None:
    bones = first / "en/topics/bones.toml"
    reviewed = bones.read_text(encoding="utf-8").replace('"Z9"', '"L1"').replace("# Z9:", "# L1:")
    bones.write_text(reviewed, encoding="utf-8")
    before = {file: file.read_bytes() for file in first.rglob("*") if file.is_file()}
    refused = run(given(tmp_path, AGAIN), first, "--date", "2026-02-03", asked="\n\n\nn\n")
    assert refused.exit_code == 1 and "BONES rests on L1" in refused.output
    assert {file: file.read_bytes() for file in first.rglob("*") if file.is_file()} == before
    assert run(given(tmp_path, AGAIN), first, "--date", "2026-02-03", asked="\n\n\ny\n").exit_code == 0
    assert load(first).languages["en"].topics["bones"].draft
    text = bones.read_text(encoding="utf-8")
    assert "# L1: Wipe the earmould each morning." in text and "review_by =" not in text


def test_a_mark_at_the_end_of_a_sentence_counts_as_resting_on_it(first: Path, tmp_path: Path) -> None:
    bones = first / "en/topics/bones.toml"
    text = bones.read_text(encoding="utf-8")
    bones.write_text(text.replace("called osteoporosis.", "called osteoporosis. [L1 T6]"), encoding="utf-8")
    assert "BONES rests on L1" in run(given(tmp_path, AGAIN), first, "--yes").output


def test_words_of_an_editor_stay_and_are_named_where_their_sentence_changed(
    first: Path, tmp_path: Path
) -> None:
    sheet = first / "facts.toml"
    text = sheet.read_text(encoding="utf-8").replace("Wipe the earmould each night.", "Clean it before bed.")
    sheet.write_text(text, encoding="utf-8")
    told = run(given(tmp_path, AGAIN), first, "--yes")
    assert facts_of_pack(first)["L1"]["words"] == "Clean it before bed." and "look at L1" in told.output


def test_a_fact_that_an_editor_took_out_does_not_come_back(first: Path, tmp_path: Path) -> None:
    sheet = first / "facts.toml"
    start, end = (sheet.read_text(encoding="utf-8").index(f"[fact.{name}]") for name in ("L1", "L2"))
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text[:start] + text[end:], encoding="utf-8")
    assert run(given(tmp_path, AGAIN), first, "--yes").exit_code == 0
    assert not any("earmould" in fact.get("words", "") for fact in facts_of_pack(first).values())


def test_the_same_file_again_changes_nothing(first: Path, tmp_path: Path) -> None:
    told = run(given(tmp_path, MARKDOWN), first, "--yes")
    assert told.exit_code == 0 and "nothing to do" in told.output


def test_a_document_that_is_not_ours_leaves_no_word_in_the_pack(bare: Path, tmp_path: Path) -> None:
    file = given(tmp_path, MARKDOWN)
    assert run(file, bare, "--licence", "theirs: by letter", "--locators", "--yes").exit_code == 0
    held = "".join(one.read_text(encoding="utf-8") for one in bare.rglob("*.*") if one.is_file()) + str(
        list(bare.rglob("*.md"))
    )
    assert "earmould" not in held and "text.md" not in held and hash_of("Never put it under water.") in held
    told = run(given(tmp_path, AGAIN), bare, "--yes")
    assert told.exit_code == 0 and "gone    L2" in told.output and not (bare / "document/text.md").exists()


@pytest.mark.parametrize(
    ("options", "asked", "says"),
    [
        (("--yes",), "", "who may use it is not said: give --licence"),
        ((), "", "Abort"),
        (("--yes", "--date", "May"), "", "is no day"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(
    bare: Path, tmp_path: Path, options: tuple[str, ...], asked: str, says: str
) -> None:
    before = (bare / "facts.toml").read_bytes()
    told = run(given(tmp_path, MARKDOWN), bare, *options, asked=asked)
    assert told.exit_code and says in told.output and "Traceback" not in told.output
    assert (bare / "facts.toml").read_bytes() == before and not (bare / "document").exists()


def test_what_is_not_given_is_asked_for(bare: Path, tmp_path: Path) -> None:
    told = run(given(tmp_path, MARKDOWN), bare, asked="Your aid\nours\n2026-01-02\nthe ear clinic\n")
    assert told.exit_code == 0, told.output
    about = tomllib.loads((bare / "document.toml").read_text(encoding="utf-8"))
    assert (about["name"], about["origin"], str(about["date"])) == (
        "Your aid",
        "the ear clinic",
        "2026-01-02",
    )


def test_facts_of_some_headings_alone(bare: Path, tmp_path: Path) -> None:
    assert (
        run(given(tmp_path, MARKDOWN), bare, "--only", "cleaning", "--licence", "ours", "--yes").exit_code
        == 0
    )
    assert {fact["heading"] for fact in facts_of_pack(bare).values() if "hash" in fact} == {"Cleaning"}


def test_damage_is_told_with_its_line_and_what_to_do(bare: Path, tmp_path: Path) -> None:
    told = run(given(tmp_path, PAGE, "page.html"), bare, "--licence", "ours", "--yes").output
    assert "text.md:" in told and 'write "oxybutynin solifenacin"' in told and "letters are lost" in told


@pytest.mark.parametrize(("name", "says"), [("not_there.md", "no file here"), ("empty.md", "is empty")])
def test_a_file_that_is_none_is_said(bare: Path, tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "empty.md").write_text(" \n")
    told = run(tmp_path / name, bare, "--yes")
    assert told.exit_code == 1 and says in told.output


def test_a_folder_that_is_no_pack_is_misuse(tmp_path: Path) -> None:
    assert run(given(tmp_path, MARKDOWN), tmp_path, "--yes").exit_code == 2


def test_a_pack_is_left_as_it_was_where_a_file_cannot_be_written(bare: Path, tmp_path: Path) -> None:
    (bare / "document/left_out.txt").mkdir(parents=True)
    before = {file: file.read_bytes() for file in bare.rglob("*") if file.is_file()}
    told = run(given(tmp_path, MARKDOWN), bare, "--licence", "ours", "--yes")
    assert told.exit_code == 1 and "nothing was done" in told.output, told.output
    assert {file: file.read_bytes() for file in bare.rglob("*") if file.is_file()} == before


def test_an_id_that_a_topic_still_names_is_given_to_no_other_sentence(bare: Path, tmp_path: Path) -> None:
    (bare / "facts.toml").write_text('document = ""\n')
    assert run(given(tmp_path, MARKDOWN), bare, "--licence", "ours", "--yes").exit_code == 0
    named = {name for topic in load(bare).languages["en"].topics.values() for name in topic.source}
    assert "H1" in named and not named & facts_of_pack(bare).keys()


def test_another_document_takes_the_place_of_one_only_if_that_is_said(first: Path, tmp_path: Path) -> None:
    other = given(tmp_path, "# Feet\n\nWash them. Dry between the toes.\n", "feet.md")
    before = facts_of_pack(first)
    told = run(other, first, "--yes")
    assert told.exit_code == 1 and "--another" in told.output and facts_of_pack(first) == before
    assert run(other, first, "--yes", "--another").exit_code == 0 and "L1" not in facts_of_pack(first)


def test_comments_of_an_editor_stay_in_document_toml(first: Path, tmp_path: Path) -> None:
    about = first / "document.toml"
    about.write_text(about.read_text(encoding="utf-8") + "# asked by letter\n", encoding="utf-8")
    assert run(given(tmp_path, AGAIN), first, "--yes", "--licence", "by letter").exit_code == 0
    text = about.read_text(encoding="utf-8")
    assert "# asked by letter" in text and 'licence = "by letter"' in text


def test_what_comes_under_a_heading_that_was_left_out_stays_out(bare: Path, tmp_path: Path) -> None:
    run(given(tmp_path, MARKDOWN), bare, "--only", "hearing", "--licence", "ours", "--yes")
    told = run(given(tmp_path, AGAIN), bare, "--yes")
    assert told.exit_code == 0 and "Brush" not in (bare / "facts.toml").read_text(encoding="utf-8")
    assert "Ask for help when" in (bare / "facts.toml").read_text(encoding="utf-8")
