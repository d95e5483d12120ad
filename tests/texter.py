"""A texter for tests: sends texts to the line, and reads the replies."""

import itertools
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

from tests.wiring.twiml_reference import breaches
from tests.wiring.wire import LINE, MOBILE, Answered, Wire

_ids = itertools.count(1)


@dataclass
class Texter:
    """One person who texts the line. `replies` are all replies so far, "" for none."""

    wire: Wire
    number: str = MOBILE
    replies: list[str] = field(default_factory=list)

    def text(self, *bodies: str, message_id: str = "", **form: str) -> str:
        """Send texts one after the other, and give the reply to the last."""
        for body in bodies:
            self.replies.append(reply_of(self.deliver(body, message_id or next_id(), **form)))
        return self.last

    def deliver(self, body: str, message_id: str, **form: str) -> Answered:
        """Deliver one text to the line as the carrier does; the same `message_id` delivers it again."""
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
        """The newest reply, "" for none."""
        return self.replies[-1]


def next_id() -> str:
    """A message id that was not used before in this process."""
    return f"SM{next(_ids):032x}"


def reply_of(answer: Answered) -> str:
    """The text that the line's answer sends, "" for none; fails if the answer is not allowed TwiML."""
    assert answer.status == 200, answer
    assert breaches(answer.body) == [], answer.body.decode()
    return ET.fromstring(answer.body).findtext("Message", "")
