"""The names of counts (R42), made here alone: no part is spelled anywhere else that mypy does not know."""

from collections.abc import Callable
from typing import Literal, NewType

Count = NewType("Count", str)
"""The name of a count as it is stored: it never changes, or what was counted before is lost."""

ANY = "*"
"""The one part of a name that differs, where a kind of counts is meant: `topic(ANY, "call")`."""

By = Literal["call", "text"]
BY: tuple[By, ...] = ("call", "text")
Rung = Literal["busy", "no_answer", "failed"]
End = Literal["completed", "busy", "no-answer", "failed", "canceled", "other"]
Status = Literal["accepted", "queued", "sending", "sent", "delivered", "undelivered", "failed", "other"]
Job = Literal["text", "recording", "erase", "ring"]
Promised = Literal["kept", "already", "full", "failed", "away", "no_number"]
Closed = Literal["done", "again", "no_reply", "withdrawn"]
Spoken = Literal["kept", "dropped", "away"]
Answered = Literal[
    "topic", "withdrawn", "menu", "list", "ask", "unknown", "careful", "urgent", "helpline", "help",
    "callback", "nocall", "missed", "older_number", "no_more", "nothing_asked", "number_unasked",
    "number_not_there", "more_of_what", "help_me", "thanks", "privacy", "picture", "reaction", "stop_slip",
    "abroad", "costly", "automatic", "stop", "start", "opted_out", "blocked",
]  # fmt: skip

GREETED, CAREFUL, LATE, GOODBYE = Count("call"), Count("careful:call"), Count("late"), Count("goodbye")
DIALLED, REACHED, CLOSED = Count("dial"), Count("reached"), Count("closed")
TEXT_KEPT, NO_NUMBER, NO_STORE = Count("text:kept"), Count("text:no_number"), Count("text:without_store")
CLAIMED = Count("callback:claimed")


def part(kind: Count, name: str) -> str | None:
    """What stands in `name` where its kind has ANY; "" where that has none, None for another kind's name."""
    before, differs, after = kind.partition(ANY)
    if not differs:
        return "" if name == kind else None
    fits = len(name) > len(before) + len(after) and name.startswith(before) and name.endswith(after)
    return name[len(before) : len(name) - len(after)] if fits else None


def count_of(kind: Callable[..., Count], *parts: str) -> Count:
    """The count of a kind whose parts no type knows, since the store, the carrier or a phrase tells them."""
    return kind(*parts)


def arrival(hour: str, by: By) -> Count:
    """A call or a text, in the hour ("09") in which it came."""
    return Count(f"hour:{hour}:{by}")


def topic(name: str, by: By) -> Count:
    """A topic that was begun."""
    return Count(f"topic:{name}:{by}")


def withdrawal(topic: str) -> Count:
    """A topic past its review, which was not told on a call."""
    return Count(f"withdrawn:{topic}")


def alarm(kind: str) -> Count:
    """A call that heard the fixed words for one kind of emergency."""
    return Count(f"urgent:{kind}:call")


def spot_heard(spot: str) -> Count:
    """A place of a call that spoke."""
    return Count(f"at:{spot}")


def spot_left(spot: str) -> Count:
    """A place of a call at which something happened, so that nobody hung up there."""
    return Count(f"from:{spot}")


def end_of_call(end: End) -> Count:
    """The end of a call, as the carrier tells it."""
    return Count(f"call:{end}")


def carrier_error(code: str) -> Count:
    """A call with an error of the carrier, by its code of 5 digits."""
    return Count(f"error:{code}")


def missed_ring(rung: Rung) -> Count:
    """A number of the helpline that was rung in vain."""
    return Count(f"person:{rung}")


def screening(became: Literal["taken", "refused"]) -> Count:
    """A person of the helpline who was asked whether they take the call."""
    return Count(f"screen:{became}")


def callback(became: Promised | Closed) -> Count:
    """What a wish for a call-back came to, or one that staff closed."""
    return Count(f"callback:{became}")


def message(became: Spoken | Closed) -> Count:
    """What a spoken message came to, or one that staff closed."""
    return Count(f"message:{became}")


def refused_text(reason: str) -> Count:
    """A text that was asked for on a call and not promised."""
    return Count(f"text_unsent:{reason}")


def reply(kind: Answered) -> Count:
    """A text by what it was answered with."""
    return Count(f"text:{kind}")


def carrier_reply(word: Literal["stop", "start", "help"]) -> Count:
    """A text that the carrier has answered by itself."""
    return Count(f"text:carrier:{word}")


def limit(verdict: Literal["pause", "silent"]) -> Count:
    """A text that was one too many (R32)."""
    return Count(f"limit:{verdict}")


def delivery(status: Status, code: str = "") -> Count:
    """What the carrier tells of a text of ours, with its code of 5 digits where it gives one."""
    return Count(f"delivery:{status}:{code}" if code else f"delivery:{status}")


def job_done(job: Job) -> Count:
    """A job of the worker that went well."""
    return Count(f"{job}:sent")


def job_again(job: Job) -> Count:
    """A job of the worker that is tried again later."""
    return Count(f"{job}:again")


def job_given_up(job: Job, why: str) -> Count:
    """A job of the worker that never will go well."""
    return Count(f"{job}:given_up:{why}")


def bell(became: Literal["told", "failed"]) -> Count:
    """A ring of the bell that told staff who waits."""
    return Count(f"bell:{became}")
