"""`make papers`: writes the generated parts of docs/privacy.md and docs/licences.md."""

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from tools.papers import held
from tools.papers.blocks import fill
from tools.papers.licences import copyleft, listed

ROOT = Path(__file__).resolve().parents[2]


def licence_tables() -> Mapping[str, str]:
    """The tables of docs/licences.md, by the names of their blocks."""
    running, testing = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
    documents = ROOT / "requirements-document.txt"
    return {
        "copyleft": copyleft(running, testing),
        "running": listed(running),
        "documents": listed(documents),
        "testing": listed(testing),
    }


PAGES: Mapping[str, Callable[[], Mapping[str, str]]] = {
    "docs/privacy.md": held.tables,
    "docs/licences.md": licence_tables,
}


@click.command()
def write() -> None:
    """Generate the blocks of docs/privacy.md and docs/licences.md anew; the rest of the text stays as is."""
    for name, made in PAGES.items():
        page = ROOT / name
        before = page.read_text(encoding="utf-8")
        after = fill(before, made())
        page.write_text(after, encoding="utf-8")
        click.echo(f"{name}: {'as it was' if after == before else 'written anew'}")


if __name__ == "__main__":
    write()
