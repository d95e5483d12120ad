"""A blank that nobody fills is named wherever it stands, with those that are filled there."""

from pathlib import Path

import pytest

from menus.loading.folders import Folders
from menus.loading.language import read_phrases
from menus.loading.phrase_names import read_phrase_names
from menus.loading.topics import read_topics
from menus.model import Fault
from tests.packs.broken import BONES, FIXED, PHRASES, Copy, copy


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    """A copy of the shipped pack and its base."""
    return copy(tmp_path)


def named(made: Copy) -> list[Fault]:
    faults: list[Fault] = []
    folders = Folders(made.folder, made.base)
    read_phrases(folders, "en", read_phrase_names(folders, faults), faults, further=False)
    read_topics(folders, "en", faults, further=False)
    return faults


@pytest.mark.parametrize(
    ("file", "table", "key"),
    [
        (FIXED, "call", "again"),
        (FIXED, "text", "thanks"),
        (FIXED, "keys", '"1"'),
        (FIXED, "times", "tomorrow"),
        (FIXED, "checked", "nobody"),
        (FIXED, "checked", "all"),
        (PHRASES, "menus.steroids", "title"),
        (PHRASES, "menus.steroids", "option"),
        (PHRASES, "menus.steroids", "short"),
        *((BONES, "", key) for key in ("title", "option", "short", "safety", "text", "more", "reviewer")),
    ],
)
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("A {nonesuch}.", "holds the unknown blank {nonesuch}"),
        ("A {.", "has a curly bracket that is no blank"),
    ],
)
def test_a_blank_that_nobody_fills_is_named(
    made: Copy, file: str, table: str, key: str, words: str, says: str
) -> None:
    assert named(made) == []
    made.put(file, key, f'"{words}"', table)
    (fault,) = named(made)
    plain = key.strip('"')
    assert (fault.key, fault.says) == (f"{table}.{plain}" if table else plain, says)
    assert fault.mend.endswith(" are filled here")


def test_a_chunk_of_a_topic_is_looked_at_too(made: Copy) -> None:
    made.put(BONES, "spoken", '["One.", "Two {nonesuch}."]')
    (fault,) = named(made)
    assert (fault.file, fault.key) == (BONES, "spoken[2]")


@pytest.mark.parametrize(
    ("key", "count"), [("days", 7), ("short_days", 7), ("months", 12), ("short_months", 12)]
)
def test_a_row_of_names_is_whole(made: Copy, key: str, count: int) -> None:
    made.put(FIXED, key, '["one"]', "times")
    (fault,) = named(made)
    assert (fault.key, fault.says, fault.mend) == (
        f"times.{key}",
        "has 1 names",
        f"write all {count}, in order",
    )


@pytest.mark.parametrize(
    ("file", "table", "key", "filled"),
    [
        (FIXED, "call", "again", "service number hours opening checked"),
        (FIXED, "text", "thanks", "service number hours opening checked"),
        (BONES, "", "title", "service number hours checked"),
        (PHRASES, "menus.steroids", "title", "service number hours checked"),
        (FIXED, "keys", '"1"', "service number hours checked"),
        (FIXED, "checked", "all", "roles"),
        (FIXED, "call", "did_you_say", "topic"),
        (FIXED, "call", "callback_kept", "best due line"),
        (FIXED, "call", "callback_already", "due line"),
        (FIXED, "text", "callback_rung_once", "due comes"),
        (FIXED, "text", "list", "title options"),
        (FIXED, "text", "withdrawn", "title"),
        (FIXED, "times", "today", "time day date month"),
        (FIXED, "times", "text_due_later", "time day date month"),
        (FIXED, "times", "half", "hour hour24 minute minutes part"),
        (FIXED, "times", "text_noon", "hour hour24 minute minutes part"),
        (FIXED, "times", "days_two", "first last"),
        (FIXED, "times", "days_between", "first last"),
        (FIXED, "times", "span", "start end"),
        (FIXED, "times", "hours", "days spans"),
    ],
)
def test_a_blank_that_is_filled_there_may_stand_there(
    made: Copy, file: str, table: str, key: str, filled: str
) -> None:
    made.put(file, key, f'"{" ".join(f"{{{name}}}" for name in filled.split())}."', table)
    assert named(made) == []
