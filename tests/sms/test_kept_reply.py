"""A reply as it is kept: a number beside it, sealed; what the version before kept is sent as it was."""

import pytest

from sms import kept_reply
from sms.kept_reply import KeptReply
from sms.routes import render
from store.store import Store
from tests.conftest import new_number
from tests.texter import Texter, next_id, reply_of

OLD = [
    (b"<Response/>", KeptReply(b"<Response/>")),
    (b"<Message>two\nlines</Message>", KeptReply(b"<Message>two\nlines</Message>")),
    (
        b"<Message>We ring\n{keyed}</Message>\ngAAA=",
        KeptReply(b"<Message>We ring\n{keyed}</Message>", "gAAA="),
    ),
    (b"<Message>We ring {keyed}</Message>\n", KeptReply(b"<Message>We ring {keyed}</Message>")),
]


@pytest.mark.parametrize(("stored", "reply"), OLD)
def test_what_the_version_before_kept_is_read_and_written_alike(stored: bytes, reply: KeptReply) -> None:
    assert kept_reply.read(stored) == reply
    assert kept_reply.write(reply) == stored


def test_a_number_is_kept_only_beside_a_reply_that_speaks_of_it() -> None:
    assert kept_reply.keep(b"Call {keyed}", "sealed") == KeptReply(b"Call {keyed}", "sealed")
    assert kept_reply.keep(b"Thank you", "sealed") == KeptReply(b"Thank you")


def test_a_reply_that_the_version_before_kept_is_delivered_with_its_number(
    texter: Texter, line_store: Store
) -> None:
    message, sealed = next_id(), line_store.seals.seal("talk", "+447400123456")
    old = render("we will ring {keyed}. OK?") + f"\n{sealed}".encode()
    line_store.texts.settle(message, new_number(), "", "", old)
    assert reply_of(texter.deliver("CALLME", message)) == "we will ring 07400 123 456. OK?"
