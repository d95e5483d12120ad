"""`flask trace`: sentences beside their facts as text, for a program, and as a page to print."""

import json
from pathlib import Path

from click.testing import CliRunner

from tests.packs.broken import BONES, copy
from tools.words.trace import trace


def test_a_topic_stands_beside_its_facts() -> None:
    ran = CliRunner().invoke(trace, ["bones"])
    assert ran.exit_code == 0
    assert "It is called osteoporosis. [T6]" in ran.output
    assert "sentence 5, hash" in ran.output
    assert "0 wrong" in ran.output


def test_a_topic_is_known_by_the_word_that_is_texted_for_it() -> None:
    ran = CliRunner().invoke(trace, ["BONES"])
    assert ran.exit_code == 0
    assert ran.output == CliRunner().invoke(trace, ["bones"]).output


def test_a_program_reads_it_and_a_page_is_printed(tmp_path: Path) -> None:
    page = tmp_path / "trace.html"
    ran = CliRunner().invoke(trace, ["bones", "--json", "--page", str(page)])
    held = json.loads(ran.output)
    assert held["wrong"] == 0 and held["parts"][0]["name"] == "bones"
    assert "<q>" not in page.read_text(encoding="utf-8")


def test_what_is_wrong_is_told_and_ends_with_1(tmp_path: Path) -> None:
    made = copy(tmp_path)
    made.swap(BONES, "It is called osteoporosis. [T6]", "They cure it in nine out of ten people. [T6]")
    ran = CliRunner().invoke(trace, ["bones", "--pack", str(made.folder)])
    assert ran.exit_code == 1
    assert 'WRONG: says "cure", and its facts do not' in ran.output


def test_a_topic_that_is_not_there_and_a_document_that_is_no_text_are_misuse(tmp_path: Path) -> None:
    assert CliRunner().invoke(trace, ["nonesuch"]).exit_code == 2
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-\xff\xfe")
    ran = CliRunner().invoke(trace, ["--document", str(scan)])
    assert ran.exit_code == 2 and "save it as text first" in ran.output
