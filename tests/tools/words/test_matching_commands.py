"""`flask match`, `score`, `quotes` and `bench matching`, as staff run them."""

import json
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner

from bench.matching import bench
from tests.packs.bilingual import bilingual
from tests.packs.broken import copy
from tools.call import call
from tools.text import text
from tools.words.match import match
from tools.words.quotes import quotes
from tools.words.score import score

HEAD = "text\texpected\tkind\n"


def test_match_writes_one_label_a_line() -> None:
    done = CliRunner().invoke(match, input="dmards pls\nSTOP\ni have gout\n\nsteroids and bones\n")
    assert done.exit_code == 0
    assert done.output.splitlines() == ["DMARDS", "STOP", "NONE", "NONE", "?STEROIDS|BONES"]


def test_match_takes_the_message_beside_the_command() -> None:
    for words in (["i", "cant", "breathe"], ["i cant breathe"]):
        assert CliRunner().invoke(match, words).output == "EMERGENCY\n"


def test_match_shows_why() -> None:
    done = CliRunner().invoke(match, ["--why"], input="do i need blood tests on methotrexate\n")
    assert done.output.startswith("BLOODTESTS\n")
    assert "  evidence: bloodtests" in done.output and "  alarm: nothing" in done.output


def test_match_calls_a_topic_by_its_keyword(tmp_path: Path) -> None:
    made = copy(tmp_path)
    made.swap("en/topics/bones.toml", 'keyword = "BONES"', 'keyword = "SKELETON"')
    asked = "skeleton\nmy skeleton is weak\nsteroids and skeleton\n"
    done = CliRunner().invoke(match, ["--why", "--pack", str(made.folder)], input=asked)
    assert not any("BONES" in line for line in done.output.splitlines()), done.output
    assert "SKELETON\n" in done.output and "?STEROIDS|SKELETON\n" in done.output
    assert "  bones is SKELETON (en/topics/bones.toml)\n" in done.output


def test_match_shows_which_guard_cut_what_out() -> None:
    messages = "how long do they take my blood for\nmy husband had a stroke in 1998\n"
    done = CliRunner().invoke(match, ["--why"], input=messages)
    for layer, words in (("careful", "take my blood"), ("alarm", "stroke in 1998")):
        of_layer = done.output.partition(f"  {layer}: " if layer == "careful" else "  alarm: having")[2]
        assert of_layer.partition("\n")[2].startswith('    the guard "'), layer
        assert f'cut out "{words}"' in of_layer.split("\n")[1]


@pytest.mark.parametrize(("command", "words"), [(match, []), (text, ["CALLME"]), (call, [])])
def test_a_phrase_that_cannot_be_read_is_one_line_and_no_trace(
    tmp_path: Path, command: Command, words: list[str]
) -> None:
    made = copy(tmp_path)
    made.swap("en/matching.toml", "[requests.CALLME]\n", '[requests.CALLME]\nphrases = ["ring//me"]\n')
    done = CliRunner(env={"PACK": str(made.folder)}).invoke(command, words, input="hello\n")
    assert done.exit_code == 1 and isinstance(done.exception, SystemExit)
    assert done.output.startswith('en/matching.toml: requests.CALLME.phrases: "ring//me" cannot be read')
    assert done.output.count("\n") == 1


def test_match_hears_with_all_languages_as_the_line_does_or_with_one_alone(tmp_path: Path) -> None:
    pack = str(bilingual(tmp_path).folder)
    said = {
        "methu anadlu": "EMERGENCY (Welsh)",
        "cant breathe": "EMERGENCY (English)",
        "STOPIWCH": "STOP (Welsh)",
        "CERDYN": "CERDYN (Welsh)",
        "bones": "BONES (English)",
        "weak and confused": "WORRIED (English)",
        "CYMRAEG\\nSent from my iPhone": "LANGUAGE (Welsh)",
        "ENGLISH": "LANGUAGE (English)",
        "zzz qqq": "NONE",
    }
    done = CliRunner().invoke(match, ["--pack", pack], input="\n".join(said))
    assert done.output.splitlines() == [*said.values()]
    for code, told in (("cy", ["EMERGENCY", "NONE"]), ("en", ["?DMARDS", "EMERGENCY"])):
        alone = CliRunner().invoke(
            match, ["--pack", pack, "--language", code], input="methu anadlu\ncant breathe\n"
        )
        assert alone.output.splitlines() == told, code
    why = CliRunner().invoke(match, ["--pack", pack, "--why"], input="methu anadlu\n").output
    assert why.startswith("EMERGENCY (Welsh)\n") and "  alarm: @cannot .. @breath" in why


def test_match_refuses_a_language_that_the_pack_lacks() -> None:
    done = CliRunner().invoke(match, ["--language", "cy"], input="")
    assert done.exit_code == 2 and "cy" in done.output


def test_score_counts_as_the_table_says(tmp_path: Path) -> None:
    file = tmp_path / "rows.tsv"
    rows = [
        "BONES\tBONES\texact",
        "i have gout\tNONE\toos",
        "cant breathe\tEMERGENCY\tsafety",
        "flaer\tFLARE\tslip",
    ]
    file.write_text(HEAD + "\n".join(rows) + "\n")
    done = CliRunner().invoke(score, [str(file), "--json"])
    figures = json.loads(done.output)
    assert done.exit_code == 0
    assert (figures["n"], figures["inscope_acc"], figures["inscope_confirm_ok"]) == (4, 50.0, 50.0)
    assert (figures["with_a_question"], figures["safety_recall"], figures["oos_false"]) == (100.0, 100.0, 0.0)


@pytest.mark.parametrize("held", [b"", b"root:x:0:0:root:/root:/bin/sh\n", b"\xff\xfe\x00"])
def test_score_refuses_a_file_without_messages_in_one_line(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "file").write_bytes(held)
    for more in ((), ("--card",), ("--json",)):
        done = CliRunner().invoke(score, [str(tmp_path / "file"), *more])
        assert done.exit_code == 2 and done.output.count("\n") == 1 and str(tmp_path) in done.output


def test_score_fails_on_a_false_stop_and_lists_it(tmp_path: Path) -> None:
    file = tmp_path / "rows.tsv"
    file.write_text(f"{HEAD}STOP\tNONE\ttrap\n")
    done = CliRunner().invoke(score, [str(file), "--errors"])
    assert done.exit_code == 1 and "not STOP (trap)" in done.output


@pytest.mark.parametrize(
    ("held", "says"),
    [
        (b"text\texpected\tkind\nhello\tNONE\n", "line 2 has 2 cells"),
        (b"text\texpected\tkind\n\xff\n", "utf-8"),
    ],
)
def test_a_file_that_holds_no_messages_is_one_line_and_no_trace(
    tmp_path: Path, held: bytes, says: str
) -> None:
    file = tmp_path / "rows.tsv"
    file.write_bytes(held)
    told = CliRunner().invoke(score, [str(file)])
    assert told.exit_code == 2 and says in told.output and str(file) in told.output.replace("\n", "")


def test_quotes_wants_enough_of_them(tmp_path: Path) -> None:
    (tmp_path / "some").write_text("Who is there?\n%\n")
    done = CliRunner().invoke(quotes, ["--folder", str(tmp_path)])
    assert done.exit_code == 2 and "install more" in done.output


def test_bench_has_a_table_for_matching() -> None:
    done = CliRunner().invoke(bench, ["matching", "--help"])
    assert done.exit_code == 0 and "Slips of the finger" in done.output
