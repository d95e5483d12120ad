"""The names of the day's counts (R42), each made by a function, so that mypy checks each part of a name."""

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
Job = Literal["text", "resend", "recording", "erase", "ring", "flag", "letter"]
Promised = Literal["kept", "kept_by_text", "already", "full", "others", "failed", "away", "no_number"]
Closed = Literal["done", "again", "no_reply", "withdrawn", "wrong_number", "passed_on"]
Spoken = Literal["kept", "dropped", "lost", "away"]
Answered = Literal[
    "topic", "withdrawn", "menu", "list", "ask", "unknown", "careful", "urgent", "helpline", "help",
    "callback", "nocall", "missed", "older_number", "no_more", "nothing_asked", "number_unasked",
    "number_not_there", "more_of_what", "help_me", "thanks", "privacy", "picture", "reaction", "stop_slip",
    "secret", "cost", "one_language",
    "why", "why_none", "abroad", "costly", "automatic", "stop", "start", "opted_out", "blocked", "language",
]  # fmt: skip

GREETED, CAREFUL, LATE, GOODBYE = Count("call"), Count("careful:call"), Count("late"), Count("goodbye")
DIALLED, REACHED, CLOSED = Count("dial"), Count("reached"), Count("closed")
TEXT_KEPT, NO_NUMBER, NO_STORE = Count("text:kept"), Count("text:no_number"), Count("text:without_store")
OPT_UNKEPT = Count("opt:away")
CLAIMED, BARRED, NEW_WORD = Count("callback:claimed"), Count("barred"), Count("new_word")


def part(kind: Count, name: str) -> str | None:
    """The part of a count's `name` that stands where its pattern `kind` has a "*".

    For "topic:bones:call" and the pattern "topic:*:call" it is "bones". Gives "" if the pattern has no "*"
    and equals the name, and None if the name does not fit the pattern.
    """
    before, differs, after = kind.partition(ANY)
    if not differs:
        return "" if name == kind else None
    fits = len(name) > len(before) + len(after) and name.startswith(before) and name.endswith(after)
    return name[len(before) : len(name) - len(after)] if fits else None


def count_of(kind: Callable[..., Count], *parts: str) -> Count:
    """The name of a count: the result of `kind(*parts)`, where `kind` is a function of this module.

    Call this where the strings `parts` are known only at run time. There mypy would refuse a direct call of
    `kind`, because it cannot check the strings.
    """
    return kind(*parts)


def arrival(hour: str, by: By) -> Count:
    """The name of the count of calls or texts (`by`) that came in during one hour of the day ("09")."""
    return Count(f"hour:{hour}:{by}")


def topic(name: str, by: By) -> Count:
    """The name of the count of times that a topic was begun on calls or sent in texts (`by` says which)."""
    return Count(f"topic:{name}:{by}")


def language(code: str, by: By) -> Count:
    """The name of the count of times that callers or texters (`by`) chose the language with this code."""
    return Count(f"language:{code}:{by}")


def withdrawal(topic: str) -> Count:
    """The name of the count of times that callers heard that a topic is being checked (R22, R57)."""
    return Count(f"withdrawn:{topic}")


def alarm(kind: str, by: By) -> Count:
    """The name of the count of times that words for one emergency ("body") were said or sent (`by`, R30)."""
    return Count(f"urgent:{kind}:{by}")


def spot_heard(spot: str) -> Count:
    """The name of the count of times that callers heard the words of one place, such as "menu.main"."""
    return Count(f"at:{spot}")


def spot_left(spot: str) -> Count:
    """The name of the count of times that a caller went on from one place of a call, such as "menu.main"."""
    return Count(f"from:{spot}")


def end_of_call(end: End) -> Count:
    """The name of the count of calls that ended in one way, as the carrier reports it ("busy")."""
    return Count(f"call:{end}")


def carrier_error(code: str) -> Count:
    """The name of the count of calls for which the carrier reported an error with this 5-digit code."""
    return Count(f"error:{code}")


def missed_ring(rung: Rung) -> Count:
    """The name of the count of times a helpline number rang and reached nobody, for a reason ("busy")."""
    return Count(f"person:{rung}")


def screening(became: Literal["taken", "refused"]) -> Count:
    """The name of the count of calls that staff took ("taken") or refused when asked to press 1."""
    return Count(f"screen:{became}")


def callback(became: Promised | Closed) -> Count:
    """The name of the count of call-backs with one outcome.

    `became` is the answer to a request ("kept" in a call, or "kept_by_text"), or later how a call-back was
    closed ("done").
    """
    return Count(f"callback:{became}")


def first_try(when: Literal["in_time", "late"]) -> Count:
    """The name of the count of call-backs that staff first tried in time, or late."""
    return Count(f"first_try:{when}")


def message(became: Spoken | Closed) -> Count:
    """The name of the count of recorded messages with one outcome, such as "kept", "dropped" or "done"."""
    return Count(f"message:{became}")


def about(name: str) -> Count:
    """The name of the count of closed call-backs and messages on the subject called `name`."""
    return Count(f"about:{name}")


def refused_text(reason: str) -> Count:
    """The name of the count of texts that callers asked for and the line refused for a reason ("away")."""
    return Count(f"text_unsent:{reason}")


def reply(kind: Answered) -> Count:
    """The name of the count of incoming texts that got one kind of reply, such as "menu"."""
    return Count(f"text:{kind}")


def carrier_reply(word: Literal["stop", "start", "help"]) -> Count:
    """The name of the count of STOP, START or HELP texts that the carrier answered by itself."""
    return Count(f"text:carrier:{word}")


def limit(verdict: Literal["pause", "silent"]) -> Count:
    """The name of the count of replies that a limit (R32) replaced by a text on a pause, or kept back."""
    return Count(f"limit:{verdict}")


def delivery(status: Status, code: str = "") -> Count:
    """The name of the count of the line's texts with one delivery status ("sent") and 5-digit error code.

    Both are the carrier's; the code is "" if it gives none.
    """
    return Count(f"delivery:{status}:{code}" if code else f"delivery:{status}")


def job_done(job: Job) -> Count:
    """The name of the count of background jobs of one kind ("resend") that succeeded."""
    return Count(f"{job}:sent")


def job_again(job: Job) -> Count:
    """The name of the count of background jobs of one kind that failed and will be tried again."""
    return Count(f"{job}:again")


def held_up(code: str) -> Count:
    """The name of the count of tries that the carrier refused for now, with one of its known error codes."""
    return Count(f"held:{code}")


def job_given_up(job: Job, why: str) -> Count:
    """The name of the count of background jobs of one kind that failed for good, for one reason."""
    return Count(f"{job}:given_up:{why}")


def bell(became: Literal["told", "failed"]) -> Count:
    """The name of the count of alerts to staff that somebody waits: "told" if they arrived, else "failed"."""
    return Count(f"bell:{became}")


LATER = (count_of(first_try, ANY), count_of(alarm, ANY, "text"), NEW_WORD)
"""The kinds of counts that were not counted from the first day on; the store knows since when they are."""
