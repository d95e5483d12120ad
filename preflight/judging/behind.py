"""Whether the store and the worker work, and somebody can sign in at the desk."""

from dataclasses import dataclass
from datetime import timedelta

from preflight.judging.line import Line, fault, warning, well

ALIVE = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Store:
    """Whether the store can keep a promise now, and `line`, the sentence on its trouble ("" for none)."""

    promises: bool
    line: str = ""


@dataclass(frozen=True, slots=True)
class Worker:
    """The time since the worker's last sign of life; None if it was over a day ago, or never."""

    silent: timedelta | None


@dataclass(frozen=True, slots=True)
class Staff:
    """How many accounts can sign in at the desk, and how many of those have a second factor."""

    able: int
    two_factor: int


def store(seen: Store) -> Line:
    """The report line about the store (R53).

    A store that keeps no promise is a fault, other trouble a warning; `seen.line` says how to mend it.
    """
    told = seen.line.rstrip(".")
    if not seen.promises:
        return fault("store", "it keeps no promise now", told)
    if seen.line:
        return warning("store", "it keeps promises, but not all is well", told)
    return well("store", "keeps what is promised")


def worker(seen: Worker) -> Line:
    """The report line about the worker: a fault without a sign of life in the last 15 seconds."""
    if seen.silent is None or abs(seen.silent) > ALIVE:
        mend = "see why in its log: `flask serve` starts it, or `flask worker` where it runs apart"
        return fault("worker", "it shows no sign of life: texts and rings wait", mend)
    return well("worker", "alive")


def staff(seen: Staff) -> Line:
    """The report line about the accounts at the desk: a fault if none can sign in or none has two factors."""
    if not seen.able:
        return fault(
            "staff", "nobody can sign in at the desk", "`flask staff add NAME --role admin` gives a link"
        )
    if not seen.two_factor:
        mend = "let each set it up under My account at the desk: “A code as well”"
        return fault("staff", "no account asks for a code as well as the password", mend)
    return well("staff", f"{seen.two_factor} of {seen.able} with a code as well")
