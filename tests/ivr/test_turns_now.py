"""No key, wait, sentence or count of a call changes unseen: each place, and each turn that follows there."""

from tests.ivr.turns_now import HOW, TURNS, rows_now


def test_a_call_leads_where_it_led_says_what_it_said_and_counts_what_it_counted() -> None:
    assert rows_now() == TURNS.read_text(encoding="utf-8").splitlines(), HOW
