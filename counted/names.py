"""The names of the day's counts (R42): no other module spells one, so that mypy can check every part."""

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
Promised = Literal["kept", "already", "full", "others", "failed", "away", "no_number"]
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
    """The part of the count `name` that stands where its `kind` has ANY ("bones" in "topic:bones:call").

    "" where the kind has no ANY and is the name itself; None where the name is of another kind.
    """
    before, differs, after = kind.partition(ANY)
    if not differs:
        return "" if name == kind else None
    fits = len(name) > len(before) + len(after) and name.startswith(before) and name.endswith(after)
    return name[len(before) : len(name) - len(after)] if fits else None


def count_of(kind: Callable[..., Count], *parts: str) -> Count:
    """The count that `kind` makes of parts known only at run time, which mypy therefore cannot check."""
    return kind(*parts)


def arrival(hour: str, by: By) -> Count:
    """The count of calls, or of texts, that came in one hour of the day ("09")."""
    return Count(f"hour:{hour}:{by}")


def topic(name: str, by: By) -> Count:
    """The count of the times a topic was begun on calls, or sent in texts."""
    return Count(f"topic:{name}:{by}")


def withdrawal(topic: str) -> Count:
    """The count of the times a topic was not read out on a call because its review had run out (R22)."""
    return Count(f"withdrawn:{topic}")


def alarm(kind: str) -> Count:
    """The count of calls that were read the fixed words for one kind of emergency ("body", "despair" …)."""
    return Count(f"urgent:{kind}:call")


def spot_heard(spot: str) -> Count:
    """The count of the times a call came to one place (a menu, a topic, a question) and spoke there."""
    return Count(f"at:{spot}")


def spot_left(spot: str) -> Count:
    """The count of the times a caller went on from one place of a call, and did not hang up there."""
    return Count(f"from:{spot}")


def end_of_call(end: End) -> Count:
    """The count of calls that ended in one way, as the carrier reports it."""
    return Count(f"call:{end}")


def carrier_error(code: str) -> Count:
    """The count of calls for which the carrier reported an error, by its code of 5 digits."""
    return Count(f"error:{code}")


def missed_ring(rung: Rung) -> Count:
    """The count of the times a number of the helpline was rung and nobody was reached, by the reason."""
    return Count(f"person:{rung}")


def screening(became: Literal["taken", "refused"]) -> Count:
    """The count of the helpline's people who were asked whether they take a call, by what they did."""
    return Count(f"screen:{became}")


def callback(became: Promised | Closed) -> Count:
    """The count of call-backs asked for, by what was promised, or of those that staff closed, by how."""
    return Count(f"callback:{became}")


def message(became: Spoken | Closed) -> Count:
    """The count of recorded messages, by whether they were kept, or of those that staff closed, by how."""
    return Count(f"message:{became}")


def refused_text(reason: str) -> Count:
    """The name under which we count a text that a caller asked for and that we refused, for this reason."""
    return Count(f"text_unsent:{reason}")


def reply(kind: Answered) -> Count:
    """The name under which we count a text that came in and got a reply of this kind."""
    return Count(f"text:{kind}")


def carrier_reply(word: Literal["stop", "start", "help"]) -> Count:
    """The count of STOP, START or HELP texts that the carrier answered by itself."""
    return Count(f"text:carrier:{word}")


def limit(verdict: Literal["pause", "silent"]) -> Count:
    """The count of replies that the limits of R32 replaced by a pause text, or held back."""
    return Count(f"limit:{verdict}")


def delivery(status: Status, code: str = "") -> Count:
    """The count of texts that we sent, by the carrier's status and its 5-digit error code, if any."""
    return Count(f"delivery:{status}:{code}" if code else f"delivery:{status}")


def job_done(job: Job) -> Count:
    """The count of the worker's jobs of one kind that succeeded."""
    return Count(f"{job}:sent")


def job_again(job: Job) -> Count:
    """The count of the worker's jobs of one kind that failed and will be tried again."""
    return Count(f"{job}:again")


def job_given_up(job: Job, why: str) -> Count:
    """The count of the worker's jobs of one kind that failed for good, by the reason."""
    return Count(f"{job}:given_up:{why}")


def bell(became: Literal["told", "failed"]) -> Count:
    """The count of the times the bell rang for staff to say who waits, by whether it reached them."""
    return Count(f"bell:{became}")
