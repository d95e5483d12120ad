"""The texts that a restored line holds back until an admin has looked at them (ADR 32)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from store.client import in_one_trip
from store.keys import PREFIX
from store.link import Link, Script
from store.moments import moment, seconds
from store.promises.jobs import HELD, JOBS, KEPT_SECONDS, RECORD, TURNS

# From when to when the line knows nothing, until an admin has looked.
RESTORED = f"{PREFIX}restored"
OUTS = f"{PREFIX}out:"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restored line tells staff: when its backup was `taken`, and when it was `put_back`.

    The line knows nothing of the time between these moments. If it took over opt-outs from elsewhere, it
    knows the opt-outs until `stops`. If it took over none, `stops` equals `taken`. `asked` are the moments at
    which the held-back texts were asked for, the oldest first.
    """

    taken: datetime
    stops: datetime
    put_back: datetime
    asked: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The texts held back since the line was restored from a backup. All methods raise `Unreachable`."""

    link: Link
    let_go_script: Script

    def look(self) -> Restored | None:
        """The facts that staff must look at; None if the line was not restored, or staff have looked.

        Raises `Unreachable`.
        """

        def read(store: Any) -> list[Any]:
            pipeline = in_one_trip(store)
            pipeline.hmget(RESTORED, "taken", "stops", "put_back")
            pipeline.zrange(HELD, 0, -1, withscores=True)
            found: list[Any] = pipeline.execute()
            return found

        (taken, stops, put_back), rows = self.link.ask(read)
        since, until = moment(taken), moment(put_back)
        if since is None or until is None:
            return None
        asked = tuple(datetime.fromtimestamp(score, UTC) for _, score in rows)
        return Restored(since, max(moment(stops) or since, since), until, asked)

    def let_go(self, since: datetime) -> tuple[int, int]:
        """Give the worker the texts that were asked for at `since` or later, and erase the others.

        Returns how many texts were given and how many erased. A text for somebody who has opted out meanwhile
        is erased, too. For each text the worker asks the carrier whether it went out before the line was
        lost. Raises `Unreachable`.
        """
        sent, dropped = self.let_go_script(
            held=HELD,
            jobs=JOBS,
            job_records=RECORD,
            turns=TURNS,
            outs=OUTS,
            since=seconds(since),
            kept=KEPT_SECONDS,
            clock=self.link.clock(),
        )
        return int(sent), int(dropped)

    def looked(self) -> None:
        """Note that staff have looked at the held texts: the line stops telling that it was restored.

        Raises `Unreachable`.
        """
        self.link.ask(lambda store: store.delete(RESTORED))


def held(link: Link) -> Held:
    """The part of the store that holds texts back, on the connection `link`."""
    return Held(link, link.script("let_go"))
