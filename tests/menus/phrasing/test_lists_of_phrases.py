"""How the lists of a pack are read: sets within sets, each list under its table, and which hear endings."""

from itertools import pairwise

import pytest

from menus.phrasing.phrase_lists import alarms_and_guards, other_lists
from menus.phrasing.phrases import Grammar, Index, hits
from menus.phrasing.tables import sets_of, spaced, strings, table


def test_a_table_or_a_list_that_is_missing_or_no_such_thing_is_empty() -> None:
    held = {"a": {"b": {"c": ["x", 2]}, "d": "text"}}
    assert table(held, "a", "b") == {"c": ["x", 2]} and table(held, "a", "d") == table(held, "no", "b") == {}
    assert strings(table(held, "a", "b"), "c") == ("x", "2")
    assert strings(held, "a") == strings(held, "no") == ()
    assert (spaced(("a", "b")), spaced(())) == (" a b ", " ")


def test_a_set_holds_the_words_of_the_sets_that_it_names_four_deep_and_each_once() -> None:
    names = "abcdef"
    sets = {name: [f"{name}{name}!", f"@{below}"] for name, below in pairwise(names)}
    found = sets_of({"sets": {**sets, "f": ["ff"], "ring": ["@ring", "One"], "odd": ["x", "@no", "x"]}})
    assert found["a"] == ("aa", "bb", "cc", "dd", "ee")
    assert found["b"] == ("bb", "cc", "dd", "ee", "ff") and found["f"] == ("ff",)
    assert (found["ring"], found["odd"]) == (("one",), ("x",))


LISTS = ("alarms", "changes", "medicines", "owned", "phrases", "guards")


def finds(index: Index, words: str) -> list[str]:
    return [hit.phrase.source for hit in hits(index, (spaced(words.split()),))]


@pytest.fixture(scope="module")
def lists() -> dict[str, Index]:
    """One phrase in each list of a table on care, of a request, and of a time of day."""
    its = {name: [f"{name} now"] for name in LISTS} | {"other": ["x"]}
    matching = {"requests": {"CALLME": its}, "best_time": {"evening": {"phrases": ["late"]}}}
    return other_lists(matching, {"careful": its}, Grammar({}))


def test_each_list_is_found_under_its_table_and_only_those_on_care_with_endings(
    lists: dict[str, Index],
) -> None:
    named = {f"{holder} {name}" for holder in ("CALLME", "careful") for name in LISTS}
    assert set(lists) == {*named, "evening_time phrases"}
    for name in LISTS:
        for holder, hears in (("careful", True), ("CALLME", False)):
            index = lists[f"{holder} {name}"]
            assert {phrase.owner for phrase in index.phrases} == {holder}
            assert finds(index, f"{name} now") == [f"{name} now"]
            assert finds(index, f"{name} nows") == ([f"{name} now"] if hears else [])


def test_alarms_guards_and_everyday_sayings_are_each_found_with_endings() -> None:
    safety = {"body": {"alarms": ["arm numb"]}, "guards": ["numb bum"], "everyday": ["pin prick"]}
    alarms, guards, everyday = alarms_and_guards(safety, Grammar({}))
    for index, words in ((alarms, "arms numb"), (guards, "numb bums"), (everyday, "pins prick")):
        assert len(finds(index, words)) == 1
    assert [index.phrases[0].owner for index in (alarms, guards, everyday)] == [
        "body alarms",
        "guards",
        "everyday",
    ]
