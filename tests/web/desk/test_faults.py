"""Faults of the pack in the words of staff: no rule's number, no file's name, but where it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from menus.model import Fault
from settings import HERE
from tests.packs.broken import SERVABLE, UNSERVABLE, Broken
from web.desk.faults import in_words, told

OF_MACHINES = re.compile(r"\bR\d+\b|\.(toml|py|md|txt)\b|`")


def test_where_a_fault_is_is_told_in_words() -> None:
    fault = Fault("en/topics/bones.toml", "spoken[2]", "is too long", "cut it (R8)", "warning")
    assert told(fault).where == "The topic “bones”, as spoken, part 2"
    assert told(fault, on_topic=True).where == "As spoken, part 2"
    assert told(fault).mend == "Cut it" and not told(fault).pressing
    assert told(fault).path == "en/topics/bones.toml: spoken[2]"
    assert (
        told(Fault("hours.toml", "confirmed_by", "x", "y")).where == "The opening hours, who confirmed them"
    )
    assert told(Fault("cy/", "", "lacks 1 topics", "translate it", "warning")).where == "The language “cy”"
    assert in_words("mend it, or add it to facts.toml (R23)") == "mend it, or add it to the facts"


@pytest.mark.parametrize("broken", (*SERVABLE, *UNSERVABLE), ids=lambda broken: broken.name)
def test_no_fault_tells_staff_a_file_or_a_rule(broken: Broken) -> None:
    shown = told(Fault(broken.file, broken.key, broken.says, broken.mend))
    for words in (shown.level, shown.where, shown.says, shown.mend):
        assert not OF_MACHINES.search(words), words


def sentences(tree: ast.AST) -> Iterator[str]:
    """Every text of a module; one with blanks has a word in each."""
    if isinstance(tree, ast.JoinedStr):
        yield "".join(str(one.value) if isinstance(one, ast.Constant) else "bones" for one in tree.values)
    elif isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield tree.value
    else:
        for child in ast.iter_child_nodes(tree):
            yield from sentences(child)


@pytest.mark.parametrize("path", sorted((HERE / "menus" / "rules").glob("*.py")), ids=lambda path: path.stem)
def test_nothing_that_a_rule_can_say_tells_one(path: Path) -> None:
    for words in sentences(ast.parse(path.read_text())):
        assert not OF_MACHINES.search(in_words(words)), words
