"""How long each kind of job is tried, and how long the pauses between its tries are."""

import random
from collections.abc import Mapping
from datetime import timedelta

from carrier.lanes import DELETIONS, RINGS, SCATTERED, TEXTS, Lane
from store.people.personal import ERASURE
from store.promises import messages, outbox, rings
from store.promises.jobs import Job
from store.promises.records import flags
from store.signing import letters

FIRST_PAUSE_SECONDS = 2
# How long each kind is tried, in seconds, and its lane. A text is of use soon after the call.
PATIENCE: Mapping[str, tuple[int, Lane]] = {
    outbox.KIND: (6 * 3600, TEXTS),
    outbox.RESEND: (6 * 3600, TEXTS),
    messages.DELETION: (30 * 86400, DELETIONS),
    ERASURE: (30 * 86400, DELETIONS),
    flags.KIND: (3600, RINGS),  # the flag stands on the desk besides
    letters.KIND: (6 * 3600, DELETIONS),  # a clinician waits for it, and nobody's call
    rings.KIND: (30, RINGS),  # somebody sits at the desk and waits
}


def pause(job: Job, wait: int = 0) -> timedelta | None:
    """The time until a failed `job` is tried again; None if it is not to be tried again.

    It is not tried again if it is too old or of an unknown kind. The time about doubles with each try. It is
    at least `wait`, the seconds that the carrier asks for, but never more than about the longest pause of the
    job's lane. The time for which a line restored from a backup held the job back does not count towards the
    job's age.
    """
    if job.kind not in PATIENCE:
        return None
    patience, lane = PATIENCE[job.kind]
    seconds: float = min(max(FIRST_PAUSE_SECONDS * 2 ** min(job.tries - 1, 20), wait), lane.longest)
    seconds *= random.uniform(2 - SCATTERED, SCATTERED)  # noqa: S311, nothing is kept secret by it
    return timedelta(seconds=seconds) if job.age - job.held + seconds < patience else None
