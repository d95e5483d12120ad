"""No reply to a text changes unseen: its sentence, what is remembered, asked of the store and counted."""

from itertools import groupby

import pytest

from tests.sms.replies_now import HOW, REPLIES, groups_now, named_pack, rows_now

KEPT = {
    group: list(rows)
    for group, rows in groupby(
        REPLIES.read_text(encoding="utf-8").splitlines(), key=lambda row: tuple(row.split("\t")[:2])
    )
}


@pytest.mark.parametrize(("sender", "remembered"), [*groups_now()])
def test_a_text_is_answered_remembered_and_counted_as_it_was(sender: str, remembered: str) -> None:
    assert rows_now(named_pack(), sender, remembered) == KEPT.get((sender, remembered)), HOW


def test_no_row_is_left_of_what_nobody_asks_any_more() -> None:
    assert KEPT.keys() == set(groups_now()), HOW
