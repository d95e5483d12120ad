"""docs/pack.md describes every key of a pack that the loader knows, and no other."""

import re
from collections.abc import Iterator, Mapping

import pytest

from menus.loading.fit import Key
from menus.loading.folders import BASE, SHIPPED
from menus.model import Pack
from settings import HERE
from tests.packs.shapes import FILES

DOCS = HERE / "docs" / "pack.md"
# a phrase of any other name is a fault, so the docs have none to name
CLOSED = {"call.*", "text.*", "times.*"}


def known(keys: Mapping[str, Key], path: str = "") -> Iterator[str]:
    """Every key of a file with the keys above it: "menu.actions.key"; "*" is a name that staff choose."""
    for name, key in keys.items():
        here = f"{path}{name}"
        yield here
        yield from known(key.inside or {}, f"{here}.")
        if key.others and key.others.holds == "table":
            yield from known(key.others.inside or {}, f"{here}.*.")
        elif key.others and f"{here}.*" not in CLOSED:
            yield f"{here}.*"


def sections() -> dict[str, str]:
    """The text below each heading."""
    pieces = re.split(r"^## (.+)$", DOCS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def described(section: str) -> list[str]:
    """The keys in the first column of a section's table."""
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [key for row in rows for key in re.findall(r"`([^`]+)`", row.split("|")[1])]


def test_every_file_has_a_section() -> None:
    assert list(sections()) == list(FILES)


def test_every_file_of_the_base_and_of_the_shipped_pack_has_a_section() -> None:
    files = (path for folder in (BASE, SHIPPED) for path in folder.rglob("*.toml"))
    names = {path.parent.name if path.parent.name == "topics" else path.name for path in files}
    # nobody has signed the shipped pack, so it has no signatures
    assert names == FILES.keys() - {"signatures.toml"}


@pytest.mark.parametrize("file", FILES)
def test_every_key_that_the_loader_knows_is_described(file: str) -> None:
    assert sorted(set(known(FILES[file])) - set(described(sections()[file]))) == []


@pytest.mark.parametrize("file", FILES)
def test_every_key_that_is_described_is_known(file: str) -> None:
    assert sorted(set(described(sections()[file])) - set(known(FILES[file]))) == []


@pytest.mark.parametrize("file", FILES)
def test_no_key_is_described_twice(file: str) -> None:
    keys = described(sections()[file])
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("file", sorted(FILES.keys() - {"matching.toml"}))
def test_a_key_that_may_be_left_out_is_said_to_be(file: str) -> None:
    rows = {key: row for row in sections()[file].splitlines() for key in described(row)}
    free = [name for name, key in FILES[file].items() if not key.needed]
    assert [name for name in free if "left out" not in rows[name]] == []


def test_the_words_that_the_docs_show_are_those_of_the_pack(pack: Pack) -> None:
    assert f'"{pack.service}"' in sections()["menu.toml"]
    assert f'"{pack.languages["en"].voice}"' in sections()["phrases.toml"]
