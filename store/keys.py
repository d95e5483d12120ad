"""The store's keys; in them people and messages appear only as hashes made with a secret key (R40)."""

import hashlib
import hmac
from dataclasses import dataclass

# The 1 is the version of what lies behind a name: a change of form takes a new number.
PREFIX = "line:1:"
# Who has had nearly all that they may: people by when that was noted, and a record of each below this name.
FILLING = f"{PREFIX}filling"
# Before a person's hash: they want no call-back that others ask for.
DECLINED = f"{PREFIX}callback:declined:"


@dataclass(frozen=True, slots=True)
class Keys:
    """Makes the store's keys for people and messages, hashed with the secret `hash_key`.

    `hash_key` must never change: with another one every opt-out would be lost.
    """

    hash_key: bytes

    def digest(self, kind: str, value: str) -> str:
        """The HMAC-SHA-256 of `kind` and `value` in hex; a value has a different hash for each kind."""
        return hmac.new(self.hash_key, f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()

    def person(self, number: str) -> str:
        """The hash (64 hex digits) by which the store knows a phone number (E.164).

        A number that must be rung or texted is also stored in encrypted form.
        """
        return self.digest("person", number)

    def opt_out(self, number: str) -> str:
        """The store's key of a number's opt-out, which is kept for good (R28)."""
        return f"{PREFIX}out:{self.person(number)}"

    def talk(self, number: str) -> str:
        """The store's key of the record of a number's text conversation, kept for a day."""
        return f"{PREFIX}talk:{self.person(number)}"

    def language(self, number: str) -> str:
        """The store's key of the language that a number has chosen for its texts, kept for 30 days."""
        return f"{PREFIX}language:{self.person(number)}"

    def reply(self, message_id: str) -> str:
        """The store's key of the reply to the text with the carrier's id `message_id`, kept a day (R31)."""
        return f"{PREFIX}reply:{self.digest('message', message_id)}"

    def block(self, number: str) -> str:
        """The store's key of a number's block by staff, kept until the block ends."""
        return f"{PREFIX}block:{self.person(number)}"

    def calls(self, number: str) -> str:
        """The store's key for the record of calls from a number (E.164) within the last hour."""
        return f"{PREFIX}calls:{self.person(number)}"

    def texted(self, number: str) -> str:
        """The store's key for counting the texts that a number itself asked for and got within a day."""
        return f"{PREFIX}texted:{self.person(number)}"

    def texted_by_others(self, number: str) -> str:
        """The store's key for counting the texts that other people had the line send to a number in a day."""
        return f"{PREFIX}texted:others:{self.person(number)}"

    def spent(self, asker: str) -> str:
        """The store's key of how often a person asked us, within a day, to ring or text numbers of others.

        Each kind of request has a count of its own. `asker` is the keyed hash of the person.
        """
        return f"{PREFIX}spent:{asker}"

    def filling(self, asker: str) -> str:
        """The store's key of the limits that a person (keyed hash) has nearly reached, kept for a day."""
        return f"{FILLING}:{asker}"

    def raised(self, asker: str) -> str:
        """The store's key for a raised limit on a person's requests for others; `asker` is the keyed hash."""
        return f"{PREFIX}raised:{asker}"
