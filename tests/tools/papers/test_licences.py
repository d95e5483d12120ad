"""docs/licences.md lists what is locked and installed; no licence in it keeps the line from being MIT."""

import re

import pytest

from settings import HERE
from tools.papers.blocks import fill
from tools.papers.licences import Kind, kind_of, licences, not_here
from tools.papers.write import PAGES, licence_tables

PAGE = (HERE / "docs" / "licences.md").read_text(encoding="utf-8")
MAKEFILE = (HERE / "Makefile").read_text(encoding="utf-8")
LOCKED = ("requirements.txt", "requirements-document.txt", "requirements-dev.txt")


def test_the_page_says_what_is_installed() -> None:
    assert fill(PAGE, licence_tables()) == PAGE, "run `make papers`"
    assert all((HERE / page).exists() for page in PAGES)


@pytest.mark.parametrize("locked", LOCKED)
def test_every_licence_is_known_and_none_is_strong_copyleft(locked: str) -> None:
    found = licences(HERE / locked)
    assert len(found) > 10
    assert not [one for one in found if one.kind not in ("permissive", "weak copyleft")]


@pytest.mark.parametrize("locked", LOCKED)
def test_what_is_locked_and_not_installed_is_named(locked: str) -> None:
    assert all(f"`{name}`" in PAGE for name in not_here(HERE / locked))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("MIT", "permissive"),
        ("Apache-2.0 OR BSD-3-Clause", "permissive"),
        ("GPL-3.0-only OR MIT", "permissive"),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", "permissive"),
        ("MPL-2.0", "weak copyleft"),
        ("MIT AND MPL-2.0", "weak copyleft"),
        ("GNU Lesser General Public License v3 or later (LGPLv3+)", "weak copyleft"),
        ("GNU General Public License v3 (GPLv3)", "strong copyleft"),
        ("MIT AND AGPL-3.0-or-later", "strong copyleft"),
        ("none told", "unknown"),
        ("MIT AND My own", "unknown"),
    ],
)
def test_a_licence_is_of_a_kind(words: str, kind: Kind) -> None:
    assert kind_of(words) == kind


def recipe(target: str) -> str:
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.M)
    assert found
    return found[1]


def test_an_audit_that_could_ask_nobody_fails() -> None:
    # without --strict pip-audit says "No known vulnerabilities found" of what it could not look up
    assert "--strict" in recipe("audit")
    assert all(locked in recipe("audit") for locked in LOCKED)


def test_a_bill_of_materials_is_made_of_what_running_needs_alone() -> None:
    assert "-r requirements.txt" in recipe("sbom") and "requirements-dev" not in recipe("sbom")
    assert "cyclonedx-py environment" in recipe("sbom")
