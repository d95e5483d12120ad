"""A texter: writes words, reads what comes back."""

import itertools
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from tests.wiring.twiml_reference import breaches
from tests.wiring.wire import LINE, MOBILE, Answered, Wire

_ids = itertools.count(1)


@dataclass
class Texter:
    """One person's thread. `last` is the newest reply ("" for silence)."""

    wire: Wire
    number: str = MOBILE
    replies: list[str] = field(default_factory=list)

    def text(self, *bodies: str, message_id: str = "", **form: str) -> str:
        """Send texts one after the other; gives the reply to the last."""
        for body in bodies:
            self.replies.append(reply_of(self.deliver(body, message_id or next_id(), **form)))
        return self.last

    def deliver(self, body: str, message_id: str, **form: str) -> Answered:
        """Have the carrier deliver one message, perhaps again."""
        told = {
            "MessageSid": message_id,
            "From": self.number,
            "To": LINE,
            "Body": body,
            "NumMedia": "0",
        }
        return self.wire.post("/sms", {**told, **form})

    @property
    def last(self) -> str:
        """The newest reply."""
        return self.replies[-1]


def next_id() -> str:
    """A message id that was not used before in this process."""
    return f"SM{next(_ids):032x}"


def reply_of(answer: Answered) -> str:
    """The text that an answer sends, "" for none."""
    assert answer.status == 200, answer
    assert breaches(answer.body) == [], answer.body.decode()
    return ET.fromstring(answer.body).findtext("Message", "")
