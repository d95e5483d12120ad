"""Letters by e-mail to one person or to staff: jobs for the worker, each encrypted as a whole."""

import json
import secrets
from dataclasses import dataclass, field

from store.promises.jobs import Jobs
from store.sealed import Sealed

# A job of this kind sends a letter.
KIND = "letter"
PURPOSE = "letter"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter `to` an e-mail address ("" for all addresses of staff in BELL_TO), with subject and words."""

    to: str = field(repr=False)
    subject: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters that wait for the worker. Every method raises `Unreachable`."""

    jobs: Jobs
    seals: Sealed

    def post(self, to: str, subject: str, words: str) -> None:
        """Queue a letter for the worker to send; `to` is an e-mail address, "" for all addresses of staff.

        Raises `Unreachable`, and BrokenSeal without a NUMBER_KEY.
        """
        sealed = self.seals.seal(PURPOSE, json.dumps([to, subject, words]))
        self.jobs.put(f"{KIND}:{secrets.token_hex(8)}", KIND, "", sealed)


def opened(seals: Sealed, sealed: str) -> Letter:
    """Decrypt a letter from the `sealed` content of its job. Raises BrokenSeal if no NUMBER_KEY fits."""
    return Letter(*json.loads(seals.unseal(PURPOSE, sealed)))
