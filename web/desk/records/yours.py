"""The records that a person still has, named at sign-out and on Today; no caller waits in vain."""

from web.desk.needs import Desk
from web.desk.wording import plural


def yours(desk: Desk, name: str) -> dict[str, int]:
    """How many records a member of staff has now, by kind as in a path ("callbacks", "messages").

    A kind of which they have none is left out. Raises `Unreachable` if the store does not answer.
    """
    line, now = desk.kept.line, desk.now()
    counts = {
        kinds: sum(one.state == "claimed" and one.holder == name for one in kept.known.read(now))
        for kinds, kept in (("callbacks", line.callbacks), ("messages", line.messages))
    }
    return {kinds: count for kinds, count in counts.items() if count}


def say_yours(desk: Desk, name: str) -> str:
    """A sentence on the records that a member of staff still has at sign-out; "" if there are none.

    `name` is their account's. Raises `Unreachable` if the store does not answer.
    """
    words, counts = {"callbacks": "call-back", "messages": "message"}, yours(desk, name)
    if not counts:
        return ""
    parts = " and ".join(plural(count, words[kinds]) for kinds, count in counts.items())
    be, it = ("is", "it") if sum(counts.values()) == 1 else ("are", "them")
    return (
        f"{parts} {be} still yours: nobody else can take {it} until two hours after you did. "
        f"Sign in again to go on, or to give {it} back."
    )
