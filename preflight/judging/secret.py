"""Whether the secrets are hard to guess and closed to others on this machine, and how old the backup is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from preflight.judging.line import Line, fault, listed, warning, well

SHORTEST, FEWEST = 16, 8
# What stands in documents, examples and tests, and so in strangers' lists.
KNOWN = re.compile(
    r"change.?me|example|secret|password|stranger|token|default|0123456789|1234567890|abcdef", re.I
)
# No secret of our making: the carrier makes it.
CARRIERS = "TWILIO_AUTH_TOKEN"
RECENT = timedelta(hours=26)
OLD = timedelta(hours=50)


@dataclass(frozen=True, slots=True)
class Secrets:
    """The names of the secrets that are easy to guess, and the files of secrets that others can read."""

    weak: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Backup:
    """Whether BACKUP_KEY is set, and the time of the last backup; None if none is known.

    `gone` is the file of the last backup if the file does not exist any more, else "".
    """

    key: bool
    last: datetime | None = None
    gone: str = ""


def weak(values: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the secrets in `values` that are easy to guess; an empty secret is not judged."""
    return tuple(name for name, value in values.items() if value and is_weak(value))


def is_weak(value: str) -> bool:
    """Whether a secret is short, made of few different characters, or contains a word like "changeme"."""
    return len(value) < SHORTEST or len(set(value)) < FEWEST or KNOWN.search(value) is not None


def secrets(seen: Secrets) -> Line:
    """The report line about the secrets: a fault if any is weak or open to others; no value is shown."""
    wrong, mends = [], []
    if seen.weak:
        wrong.append(f"{listed(seen.weak)}: easy to guess")
    if CARRIERS in seen.weak:
        mends.append(f"make a new {CARRIERS} in the carrier's console (docs/deploy.md, 7)")
    if made_here := tuple(name for name in seen.weak if name != CARRIERS):
        mends.append(
            f"make a new {listed(made_here)} (`openssl rand -hex 32`; of HASH_KEY and NUMBER_KEY see "
            "docs/deploy.md, 7)"
        )
    if seen.open:
        wrong.append(f"others on this machine can read {listed(seen.open)}")
        mends.append("`chmod o= FILE`")
    if wrong:
        return fault("secrets", "; ".join(wrong), "; ".join(mends))
    return well("secrets", "hard to guess, and closed to others")


def backup(seen: Backup, now: datetime) -> Line:
    """The report line about the backups, at the time `now` (aware).

    No BACKUP_KEY, no backup, or one over 50 hours old is a fault; over 26 hours or a lost file is a warning.
    """
    if not seen.key:
        mend = "set it, keep it away from this machine, and let `flask backup` run each day"
        return fault("backup", "BACKUP_KEY is not set", mend)
    mend = "run `flask backup`, and see why its timer does not"
    if seen.last is None:
        return fault("backup", "there is none yet", mend)
    age = now - seen.last
    hours = round(age.total_seconds() / 3600)
    if age > OLD:
        return fault("backup", f"the last one is {hours} hours old", mend)
    if age > RECENT:
        return warning("backup", f"the last one is {hours} hours old", mend)
    if seen.gone:
        mend = "run `flask backup`, and let nothing but its --keep clear up there"
        return warning("backup", f"made within a day, but {seen.gone} is gone", mend)
    return well("backup", "made within a day")
