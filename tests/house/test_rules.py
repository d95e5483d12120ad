"""docs/rules.md and the tree say the same of every rule: where it is kept, or that it is not yet."""

import re
from functools import cache
from pathlib import Path

from settings import HERE

FOLDERS = (
    "counted",
    "menus",
    "ivr",
    "sms",
    "play",
    "store",
    "carrier",
    "web",
    "serve",
    "tools",
    "bench",
    "tests",
)
SOURCES = (".py", ".toml", ".lua")
RANGE = re.compile(r"\bR(\d+) to R(\d+)\b")


@cache
def rulebook() -> dict[str, str]:
    """Each rule's number, and all that the page says of it."""
    text = (HERE / "docs" / "rules.md").read_text(encoding="utf-8")
    found = re.finditer(r"^- \*\*(R\d+)\*\* (.*?)(?=^- \*\*R|^## |\Z)", text, re.M | re.S)
    return {rule[1]: " ".join(rule[2].split()) for rule in found}


@cache
def named(file: Path) -> frozenset[str]:
    """The rules that a file names, "R1 to R8" as each of them."""
    text = file.read_text(encoding="utf-8")
    spans = (range(int(first), int(last) + 1) for first, last in RANGE.findall(text))
    return frozenset(re.findall(r"\bR\d{1,2}\b", text)) | {f"R{number}" for span in spans for number in span}


@cache
def tree() -> tuple[Path, ...]:
    below = (file for folder in FOLDERS for file in (HERE / folder).rglob("*") if file.suffix in SOURCES)
    # the ear's weights are letters at random: R49 among them means nothing
    return (
        *(file for file in below if not file.name.endswith("ear.toml")),
        HERE / "app.py",
        HERE / "settings.py",
    )


def kept(rule: str) -> list[str]:
    """The files where the page says that a rule is kept."""
    return re.findall(r"`([\w/]+\.(?:py|toml|lua))`", rulebook()[rule].rpartition("Kept:")[2])


def test_every_rule_of_the_tree_stands_in_the_rulebook() -> None:
    missing = {file.relative_to(HERE).as_posix(): named(file) - rulebook().keys() for file in tree()}
    assert not {
        file: rules for file, rules in missing.items() if rules and file != "tests/house/test_rules.py"
    }


def test_the_rules_stand_in_a_row() -> None:
    assert list(rulebook()) == [f"R{number}" for number in range(1, len(rulebook()) + 1)]


def test_every_rule_says_where_it_is_kept_or_that_it_is_not_yet() -> None:
    told = {rule: ("Kept:" in text, text.endswith("Not yet.")) for rule, text in rulebook().items()}
    assert not [rule for rule, (here, later) in told.items() if here == later]


def test_a_rule_is_named_where_it_is_said_to_be_kept() -> None:
    wrong = [
        (rule, file)
        for rule in rulebook()
        for file in kept(rule)
        if not (HERE / file).exists() or rule not in named(HERE / file)
    ]
    assert not wrong


def test_a_rule_that_is_not_yet_kept_is_named_nowhere_in_the_code() -> None:
    later = {rule for rule, text in rulebook().items() if text.endswith("Not yet.")}
    code = [file for file in tree() if HERE / "tests" not in file.parents]
    assert not {file.relative_to(HERE).as_posix(): found for file in code if (found := named(file) & later)}
