"""Staff's tables hold all that can be counted and nothing else, each row in words of its own."""

from collections.abc import Iterable, Iterator
from inspect import Parameter, isfunction, signature
from itertools import product
from typing import get_args, get_type_hints

import pytest

from counted import names as of
from counted.allowed import EVERY
from counted.names import ANY, Count
from counted.table import FAILED, REFUSED, TABLES, Rows, failure_in_words
from store.counts.counts import NAME

# The emergencies of a pack: each has a row, and a count is made of its name.
KINDS = ("body", "despair", "danger", "harm", "at_once", "worried")
# The carrier gives a code with a text that failed, and with no other.
WITHOUT_CODE = {of.delivery(status, ANY) for status in ("accepted", "queued", "sending", "sent", "delivered")}
# Staff are told of it as of a failure, and of why a text was refused in the list of what bounds refused; of
# why we did not send one, among the failures.
IN_NO_TABLE = {of.OPT_UNKEPT, *WITHOUT_CODE, of.delivery("other", ANY)}
REASONS = {
    *(of.refused_text(reason) for reason in ("too_many", "others", "together")),
}


def every_count() -> Iterator[str]:
    """The name of each thing that can be counted; "*" where it holds a text of the pack or the carrier."""
    for name, made in vars(of).items():
        if name.isupper() and isinstance(made, str) and name != "ANY":
            yield made
        elif isfunction(made) and name != "count_of" and get_type_hints(made)["return"] is Count:
            hints = get_type_hints(made)
            parts = [_texts(hints[each.name], each) for each in signature(made).parameters.values()]
            yield from (made(*texts) for texts in product(*parts))


def _texts(hint: object, parameter: Parameter) -> list[str]:
    """The texts that a part of a name may be, by its type."""
    if parameter.name == "kind" and hint is str:
        return list(KINDS)
    within = (text for one in get_args(hint) for text in (one, *get_args(one)))  # a union of literals, too
    found = [text for text in within if isinstance(text, str)] or [ANY]
    return [*found, ""] if parameter.default == "" else found


def counts_of(tables: Iterable[Rows]) -> set[str]:
    """The counts in the rows of some tables."""
    return {count for rows in tables for counts in rows.values() for count in counts}


def test_all_that_can_be_counted_has_a_row_and_each_row_counts_what_can_be() -> None:
    names, shown = set(every_count()), counts_of(TABLES)
    assert len(names) > 150
    assert sorted(names - shown) == sorted(IN_NO_TABLE)
    assert sorted((shown | counts_of([REFUSED]) | FAILED.keys()) - names) == sorted(REASONS)


def test_no_count_is_lost_for_its_name() -> None:
    assert [name for name in every_count() if not NAME.fullmatch(name.replace(ANY, "x"))] == []


def test_the_desk_lists_whatever_a_bound_refuses_and_days_that_were_full() -> None:
    assert counts_of([REFUSED]) == {bound.refused for bound in EVERY.values()} | {of.callback("full")}


def test_each_row_is_called_something() -> None:
    assert [name for rows in TABLES for name in rows if not name[:1].isupper() and name[:1] != "“"] == []
    assert [name for name in REFUSED if not name[:1].islower()] == []


@pytest.mark.parametrize("name", FAILED)
def test_a_failure_is_told_with_the_part_of_its_name_that_differs_and_with_no_other(name: Count) -> None:
    told = failure_in_words(name.replace(ANY, "30003"))
    assert told[:1].isalpha() and ("30003" in told) is (ANY in name)
