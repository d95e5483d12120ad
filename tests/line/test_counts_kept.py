"""Counts keep their names, by which the store has them, and the desk's names for them are told apart."""

from pathlib import Path

from counted import names as of
from counted.table import FAILED, TABLES

NAMES = Path(__file__).with_name("counts_kept.txt")


def every_name() -> list[str]:
    """The names of all counts that the desk shows or that have no parts, as the store has them."""
    listed = {name for table in TABLES for names in table.values() for name in names}
    alone = {value for name, value in vars(of).items() if name.isupper() and isinstance(value, str)} - {
        of.ANY
    }
    return sorted(listed | FAILED.keys() | alone)


def test_no_count_is_renamed_or_what_was_counted_before_is_lost() -> None:
    assert every_name() == NAMES.read_text(encoding="utf-8").split("\n")[:-1]


def test_every_row_of_the_desk_has_words_of_its_own() -> None:
    for table in TABLES:
        assert all(len(row) > 1 and row[0].isupper() | (row[0] == "“") for row in table), list(table)
    assert all(len(words.split()) > 2 for words in FAILED.values())
    assert len(set(FAILED.values())) == len(FAILED)
