"""All faults together: which are steps, which keep a line from starting, and which have one cause."""

from dataclasses import replace
from typing import Literal

import pytest

from menus.model import Fault, Pack
from menus.rules.faults import HOURS, ROUNDER, _of_lists, _with_cause, refusals, still_to_do


def test_a_live_line_refuses_errors_drafts_of_the_base_and_an_empty_confirmation(pack: Pack) -> None:
    def refused(file: str, key: str, level: Literal["error", "warning"] = "warning", by: str = " ") -> bool:
        fault = Fault(file, key, "says", "mend", level)
        made = replace(pack, hours=replace(pack.hours, confirmed_by=by))
        return refusals(made, (fault,)) == (fault,)

    assert refused("f", "k", "error") and not refused("f", "k")
    assert refused("hours.toml", "confirmed_by") and not refused("hours.toml", "confirmed_by", by="Ann")
    assert refused("en/topics/bones.toml", "reviewed_by") and refused(
        "base/en/topics/about.toml", "reviewed_by"
    )
    assert refused("signatures.toml", "en/alarm-rules") and not refused("signatures.toml", "reviewed_by")


def test_what_a_new_pack_lacks_is_listed_in_order_and_signatures_come_last() -> None:
    third, first = (Fault("f", "k", "says", "mend", step=step) for step in (3, 1))
    signed, fixed, rung = (
        Fault(file, key, "says", "mend", "warning")
        for file, key in (
            ("en/topics/a.toml", "reviewed_by"),
            ("signatures.toml", "x"),
            (HOURS, "confirmed_by"),
        )
    )
    other, error = Fault("f", "k", "says", "mend", "warning"), Fault("f", "reviewed_by", "says", "mend")
    waiting = (rung, other, fixed, error, signed)
    assert still_to_do((*waiting, third, first)) == (first, third, signed, fixed, rung)
    assert still_to_do(waiting) == ()


def test_sentences_that_are_too_long_for_their_hours_alone_are_one_warning_of_the_hours() -> None:
    long, longer, other = (Fault("en/phrases.toml", key, f"{key} lasts", "cut") for key in ("a", "b", "c"))
    hard = Fault("en/phrases.toml", "a", "is hard", "cut", "warning")
    found = dict.fromkeys((long, other, longer, hard))
    both = {(one.file, one.key) for one in (long, longer)}
    says = "in words these times are too long for 2 sentences, such as a of en/phrases.toml (a lasts)"
    cause = Fault(HOURS, "weekly", says, ROUNDER, "warning")
    assert list(_with_cause(found, both)) == [cause, other, hard]
    assert ROUNDER == "write times on the hour or half hour, or shorten those sentences in your pack"
    assert list(_with_cause(found, set())) == list(_with_cause(found, {("f", "a")})) == list(found)
    short = Fault(HOURS, "short", "says other times", "mend")  # what the hours are told of already
    assert list(_with_cause({**found, short: None}, both)) == [other, hard, short]


@pytest.mark.parametrize(
    ("file", "whole"),
    [
        *((f"en/{name}.toml", True) for name in ("matching", "safety")),
        *((f"en/{name}.toml", False) for name in ("topics/a", "phrases")),
    ],
)
def test_no_message_is_asked_where_the_lists_that_hear_it_are_wrong(file: str, whole: bool) -> None:
    assert _of_lists(Fault(file, "x", "says", "mend")) is whole
