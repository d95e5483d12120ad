"""A key below a table of free names is a fault that names where it belongs; a free name is none."""

from pathlib import Path

import pytest

from menus.loading.pack import PackError
from tests.packs.broken import Copy, copy

LISTS = '["so dear"]'


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    """A copy of the shipped pack."""
    return copy(tmp_path)


def told(made: Copy) -> list[str]:
    try:
        made.load()
    except PackError as error:
        return [str(fault) for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("file", "table", "key", "value", "belongs"),
    [
        ("en/safety.toml", "sets", "everyday", LISTS, "above the first [table]"),
        ("en/safety.toml", "sets", "alarms", LISTS, "under [despair] or [body] or [danger] …"),
        ("en/safety.toml", "sets", "no_medicine", LISTS, "under [careful]"),
        ("en/safety.toml", "despair.unguarded", "idioms", LISTS, "above the first [table]"),
        ("en/matching.toml", "sets", "same_words", LISTS, "above the first [table]"),
        ("en/matching.toml", "sets", "hints", LISTS, "under [topics.NAME]"),
        ("en/matching.toml", "commands", "clinical", LISTS, "above the first [table]"),
        ("en/tracing.toml", "hedges", "negations", LISTS, "above the first [table]"),
        ("en/phrases.toml", "call", "voice", '"Polly.Amy"', "above the first [table]"),
        ("facts.toml", "facts", "document", '"The guide"', "above the first [table]"),
    ],
)
def test_a_key_below_a_table_of_free_names_is_named_with_its_place(
    made: Copy, file: str, table: str, key: str, value: str, belongs: str
) -> None:
    if not made.path(file).exists():
        made.path(file).write_text("", encoding="utf-8")
    if f"[{table}]\n" not in made.path(file).read_text(encoding="utf-8"):
        made.put(file, key, value, table)
    else:
        made.swap(file, f"[{table}]\n", f"[{table}]\n{key} = {value}\n")
    says = f"stands under [{table}], where it is a name like any other and does nothing"
    assert [one for one in told(made) if says in one and f"put it {belongs}" in one]


def test_a_set_that_a_phrase_names_is_a_set_whatever_its_name(made: Copy) -> None:
    made.swap("en/safety.toml", "[sets]\n", f"[sets]\nmilder = {LISTS}\n")
    assert told(made)
    made.put("en/safety.toml", "idioms", '["@milder"]')
    assert not told(made)
