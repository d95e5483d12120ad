"""docs/safety.md: each hazard is told whole, its tests are there, what is said to be missing is missing."""

import ast
import re
import tomllib
from functools import cache

import pytest

from settings import HERE
from tests.house.test_rules import rulebook

PAGE = (HERE / "docs" / "safety.md").read_text(encoding="utf-8")
PRIVACY = (HERE / "docs" / "privacy.md").read_text(encoding="utf-8")
HEADINGS = ("Cause", "Harm", "Control", "Kept by", "What remains", "To sign")
SEVERITIES = ("minor", "significant", "considerable", "major", "catastrophic")
SIGN = ("CSO", "lead", "clinician", "DPO", "safeguarding")
LEAST = 26
NO_TEST = "no test"


def hazards() -> dict[str, dict[str, str]]:
    """Each hazard's name, and what stands under each of its headings."""
    found = re.findall(r"^### (H\d+) .+?\n(.*?)(?=^##|\Z)", PAGE, re.M | re.S)
    return {name: dict(re.findall(r"^- ([^:\n]+): (.+)$", told, re.M)) for name, told in found}


HAZARDS = hazards()
TESTS = sorted(
    {pair for told in HAZARDS.values() for pair in re.findall(r"`([\w/.]+)::(\w+)`", told["Kept by"])}
)


@cache
def written_in(file: str) -> set[str]:
    tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def later() -> set[str]:
    return {rule for rule, text in rulebook().items() if text.endswith("Not yet.")}


def test_there_are_as_many_hazards_as_were_asked_for_in_a_row() -> None:
    assert len(HAZARDS) >= LEAST
    assert list(HAZARDS) == [f"H{number}" for number in range(1, len(HAZARDS) + 1)]


@pytest.mark.parametrize("name", HAZARDS)
def test_each_hazard_is_told_whole(name: str) -> None:
    told = HAZARDS[name]
    assert tuple(told) == HEADINGS
    assert re.search(rf"Proposed: ({'|'.join(SEVERITIES)})\.$", told["Harm"])
    assert set(told["To sign"].split(", ")) <= set(SIGN)
    assert told["Kept by"] == NO_TEST or all(
        re.fullmatch(r"`tests/[\w/]+\.py::test_\w+`", one) for one in told["Kept by"].split(", ")
    )


@pytest.mark.parametrize(("file", "test"), TESTS)
def test_each_test_that_keeps_a_control_is_there(file: str, test: str) -> None:
    assert test in written_in(file)


def test_what_has_no_test_has_no_control_and_says_so() -> None:
    without = {name for name, told in HAZARDS.items() if told["Kept by"] == NO_TEST}
    assert without and all(HAZARDS[name]["Control"].startswith("none") for name in without)
    told = re.search(r"With (.+?) without a control", PAGE)
    assert told
    named = set(re.findall(r"H\d+", told[1]))
    missing = {name for name, one in HAZARDS.items() if re.search(r"\bnone\b", one["Control"])}
    assert named == missing


@pytest.mark.parametrize("page", [PAGE, PRIVACY], ids=["safety", "privacy"])
def test_a_rule_is_said_to_be_open_where_it_is_and_nowhere_else(page: str) -> None:
    told = dict(re.findall(r"\b(R\d+)\b( \(not yet\))?", page.partition("## 1")[2]))
    assert told.keys() <= rulebook().keys()
    said = set(re.findall(r"\b(R\d+) \(not yet\)", page))
    assert said <= later(), f"{sorted(said - later())}: kept by now: say what remains"
    assert {rule for rule in told if rule in later()} <= said


@pytest.mark.parametrize("page", [PAGE, PRIVACY], ids=["safety", "privacy"])
def test_a_command_that_is_said_to_be_missing_is_missing(page: str) -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    commands = project["entry-points"]["flask.commands"]
    there = [name for name in re.findall(r"there is no `flask ([a-z-]+)`", page) if name in commands]
    assert not there, f"{there}: there by now: say what it controls, by which test, and what remains"


def test_the_figures_are_those_of_the_readme() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    told = {
        (row[1], row[3]): 100 - float(row[2])
        for row in re.finditer(r"^\| (.+?) \| ([\d.]+) % .*\| (\w+), not", readme, re.M)
    }
    heard = {name: round(told["emergencies, heard by any reply", name]) for name in ("unseen", "frozen")}
    assert f"some {heard['unseen']} in 100 emergencies of the harder set" in HAZARDS["H1"]["What remains"]
    assert f"{heard['frozen']} in 100 of the other" in HAZARDS["H1"]["What remains"]
    care = [100 - round(missed) for (what, _), missed in told.items() if what == "care with a medicine"]
    assert f"{min(care)} to {max(care)} of 100" in HAZARDS["H9"]["What remains"]


def test_the_headings_are_those_of_a_safety_case() -> None:
    told = [line.partition(". ")[2].lower() for line in PAGE.splitlines() if re.match(r"## \d+\. ", line)]
    for part in (
        "intended use",
        "system",
        "clinical risk management system",
        "clinical risk analysis",
        "clinical risk evaluation",
        "clinical risk control",
        "hazard log",
        "test issues",
        "summary safety statement",
        "quality assurance and approval",
        "configuration",
    ):
        assert any(part in heading for heading in told), part


def test_nobody_is_said_to_have_signed() -> None:
    assert "No clinical safety officer has signed any of this." in PAGE
    rows = re.search(r"^## 10\..*?(?=^## 11)", PAGE, re.M | re.S)
    assert rows and rows[0].count("nobody yet") == 3


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", PAGE))))
def test_every_link_of_the_page_leads_somewhere(link: str) -> None:
    assert (HERE / "docs" / link).exists()
