"""An editor mends the kept text, in a copy or where it lies, and gives it to `flask document` again."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.tools.document.papers import facts_of_pack
from tools.document.document import document

MESSY = """<h1>Your bag</h1><p>Empty the bagwhen it is half full. Wash it: 1. soap 2. water.</p>
<p># is a sign, and * is one. See [the card](page 3) &amp; &lt;ring&gt; us. 5 * 3 = 15 _is_ it.</p>
<h3>Do not use</h3><p>Never use:</p><ul><li>talc. Not even a bit</li><li>scented soap</li></ul>
<p>Share this page</p><p>Page 3 of your diary</p>
<table><tr><td>Use</td><td>When</td></tr><tr><td>Twice. Not more</td><td>At night. Then rest</td></tr></table>
<p>It is dry</p><p>1. Stand up first.</p><p>Ring Dr</p><p>A. Jones at once.</p>"""


def run(file: Path, pack: Path, *options: str) -> Result:
    return CliRunner().invoke(document, [str(file), "--into", str(pack), "--yes", *options])


@pytest.fixture
def messy(bare: Path, tmp_path: Path) -> Path:
    """A pack with a page whose words look like marks of Markdown."""
    page = tmp_path / "bag.html"
    page.write_text(f"<body>{MESSY}</body>", encoding="utf-8")
    told = run(page, bare, "--licence", "ours", "--date", "2026-01-02")
    assert told.exit_code == 0, told.output
    return bare


def mended(text: str) -> str:
    """The text as an editor mends it: a word, a heading, a line cut in two, a list, a table, a lone line."""
    text = text.replace("bagwhen", "bag when").replace("### Do not use", "## What not to use")
    text = text.replace("Twice. Not more", "Twice, not more")
    added = (
        "Carry with you:\n- wipes\n- a spare bag\n\n| Bag | Holds |\n|---|---|\n| Leg bag | Half a litre |\n"
    )
    return text.replace("It is dry\n", "It is dry.\nKeep it so.\n") + f"\n{added}\nAccept all cookies\n"


@pytest.mark.parametrize("in_place", [True, False])
def test_what_was_mended_stays_as_it_is_and_other_facts_keep_their_ids(
    messy: Path, tmp_path: Path, in_place: bool
) -> None:
    kept = messy / "document/text.md"
    before, text = facts_of_pack(messy), mended(kept.read_text(encoding="utf-8"))
    file = kept if in_place else tmp_path / "our copy.md"
    file.write_text(text, encoding="utf-8")
    told = run(file, messy)
    assert told.exit_code == 0 and "not known" not in told.output, told.output
    after = facts_of_pack(messy)
    says = {fact["words"]: name for name, fact in after.items() if "hash" in fact}
    same = {name: fact["words"] for name, fact in before.items() if fact.get("words") in says}
    assert len(same) > 8 and all(says[words] == name for name, words in same.items())
    assert (
        before[says["Empty the bag when it is half full."]]["words"] == "Empty the bagwhen it is half full."
    )
    added = (
        "Keep it so.",
        "Carry with you: wipes",
        "Bag: Leg bag; Holds: Half a litre.",
        "Accept all cookies",
    )
    assert all(words in says for words in added) and "What not to use" in {
        f["heading"] for f in after.values()
    }
    lines = [line for line in text.splitlines() if line.strip() and line[0] not in "-|" and line[-1] != ":"]
    stays = kept.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line not in stays] == []


def test_the_kept_text_given_back_untouched_changes_nothing(messy: Path) -> None:
    kept = messy / "document/text.md"
    before, text = facts_of_pack(messy), kept.read_bytes()
    told = run(kept, messy)
    assert told.exit_code == 0 and "No sentence changed" in told.output, told.output
    assert (facts_of_pack(messy), kept.read_bytes()) == (before, text)
