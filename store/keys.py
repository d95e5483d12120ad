"""Names in the store: a person or a message is named by a keyed hash, never in the clear (R40)."""

import hashlib
import hmac
from dataclasses import dataclass

# The 1 is the version of what lies behind a name: a change of form takes a new number.
PREFIX = "line:1:"


@dataclass(frozen=True, slots=True)
class Keys:
    """The names of people and messages, made with `hash_key`.

    That key never rotates: with another one every STOP would be forgotten.
    """

    hash_key: bytes

    def digest(self, kind: str, value: str) -> str:
        """The HMAC-SHA-256 of a value in hex; `kind` keeps it from meeting an equal value of another kind."""
        return hmac.new(self.hash_key, f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()

    def person(self, number: str) -> str:
        """The 64 hex digits that stand for a phone number (E.164) everywhere but where it must be rung."""
        return self.digest("person", number)

    def opt_out(self, number: str) -> str:
        """Where it stands, for good, that a number has opted out (R28)."""
        return f"{PREFIX}out:{self.person(number)}"

    def talk(self, number: str) -> str:
        """Where a texter's record stands for a day."""
        return f"{PREFIX}talk:{self.person(number)}"

    def reply(self, message_id: str) -> str:
        """Where the reply to one message stands for a day (R31)."""
        return f"{PREFIX}reply:{self.digest('message', message_id)}"

    def block(self, number: str) -> str:
        """Where a block of a number stands until it ends."""
        return f"{PREFIX}block:{self.person(number)}"

    def calls(self, number: str) -> str:
        """Where the calls of a number within the hour stand."""
        return f"{PREFIX}calls:{self.person(number)}"

    def texted(self, number: str) -> str:
        """Where it stands how many texts were asked for to a number today."""
        return f"{PREFIX}texted:{self.person(number)}"
