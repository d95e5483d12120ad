"""The records that a person still has: told at sign-out and on the first page, so that no caller waits."""

from web.desk.needs import Desk, me
from web.desk.wording import plural

# So many records of a kind may one person have at once. With more they would keep them from colleagues, and
# whoever took over an account would read all numbers in a minute.
MOST_HELD = 5
WORDS = {"callbacks": "call-back", "messages": "message"}
FULL = (
    "You have {}, as many as one person may have at once. Say first what came of one, or give one back: "
    "yours stand on top of the list."
)


def say_full(desk: Desk, kind: str, besides: str = "") -> str:
    """A sentence that the signed-in person has as many records of a kind as they may, or "" if fewer.

    `kind` is "callback" or "message". A record with the id `besides` is not counted. Raises `Unreachable` if
    the store does not answer.
    """
    kept = desk.kept.line.callbacks if kind == "callback" else desk.kept.line.messages
    mine = [
        one.id
        for one in kept.known.read(desk.now())
        if one.state == "claimed" and one.holder == me().name and one.id != besides
    ]
    return FULL.format(plural(len(mine), WORDS[f"{kind}s"])) if len(mine) >= MOST_HELD else ""


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
    counts = yours(desk, name)
    if not counts:
        return ""
    parts = " and ".join(plural(count, WORDS[kinds]) for kinds, count in counts.items())
    be, it = ("is", "it") if sum(counts.values()) == 1 else ("are", "them")
    return (
        f"{parts} {be} still yours: nobody else can take {it} until two hours after you did. "
        f"Sign in again to go on, or to give {it} back."
    )
