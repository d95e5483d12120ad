"""A pack to take documents into: small, and without facts of a document."""

import shutil
from pathlib import Path

import pytest

from menus.loading.folders import SHIPPED
from menus.loading.pack import load

OWN = '[fact.A99]\nheading = "addition"\nwords = "Ring the nurse if you are unsure."\n'


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of the shipped pack whose facts are headings alone, as in a pack of the version before."""
    folder = tmp_path / "pack"
    shutil.copytree(SHIPPED, folder)
    rows = [f'{name} = "{fact.heading}"' for name, fact in load(SHIPPED).facts.items()]
    text = "\n".join(['# our comment\ndocument = ""\n', "[facts]", *rows, "", "# ours, by hand", OWN])
    (folder / "facts.toml").write_text(text, encoding="utf-8")
    (folder / "document.toml").unlink(missing_ok=True)
    return folder
