"""How often a number has called within the last hour (R32), and whether staff have blocked it (R39)."""

from dataclasses import dataclass
from datetime import datetime

from counted.allowed import CALLBACKS_TO_OTHERS, CALLS
from store.keys import FILLING, PREFIX, Keys
from store.link import Link, Script, Unreachable
from store.moments import seconds
from store.people.filling import noted

CALL_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Known:
    """The facts known of a caller: `calls` is the number of their calls in the last hour, with this one.

    `blocked` is true if staff have blocked the number. `too_often` is true if `calls` is more than the limit
    `CALLS` allows; staff can raise this limit for a person (R49). `full` is true if the caller has asked for
    call-backs to as many other people as allowed. `asked` is true if a call-back to the caller's own number
    is open, or a call-back to somebody else for which the caller asked.
    """

    calls: int = 0
    blocked: bool = False
    too_often: bool = False
    full: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Calls:
    """Counts the calls of each number within the last hour, to tell who calls too often.

    No method raises an error: while the store is away no facts are known, so that nobody is blocked.
    """

    keys: Keys
    note_script: Script

    def note(self, call_id: str, number: str, now: datetime) -> Known:
        """Store that `number` (E.164) calls, and return what is known of the caller.

        `call_id` is the carrier's id of the call; a call counts once, however often it is reported. For a
        withheld number ("") nothing is stored; then, and while the store is away, `Known` is empty.
        """
        if not number:
            return Known()
        person = self.keys.person(number)
        try:
            calls, blocked, too_often, full, asked = self.note_script(
                calls=self.keys.calls(number),
                block=self.keys.block(number),
                raised=self.keys.raised(person),
                filling=FILLING,
                asked=f"{PREFIX}callback:asked:",
                places=f"{PREFIX}callback:of:",
                call=self.keys.digest("call", call_id)[:CALL_DIGITS],
                who=person,
                now=seconds(now),
                hour=CALLS.within,
                most=CALLS.most,
                others=CALLBACKS_TO_OTHERS.most,
                noted=noted(CALLS, number, now),
            )
        except Unreachable:
            return Known()
        return Known(calls, bool(blocked), bool(too_often), bool(full), bool(asked))


def calls(link: Link, keys: Keys) -> Calls:
    """The part of the store that counts calls, on the connection `link`."""
    return Calls(keys, link.script("note_call"))
