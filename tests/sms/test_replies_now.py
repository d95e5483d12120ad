"""No reply to a text changes unseen: its sentence, what is remembered, asked of the store and counted."""

from tests.sms.replies_now import HOW, REPLIES, rows_now


def test_a_text_is_answered_remembered_and_counted_as_it_was() -> None:
    assert rows_now() == REPLIES.read_text(encoding="utf-8").splitlines(), HOW
