"""The topics and words that staff have taken off the air, and the notices they have set (R57)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from store.client import Client
from store.keys import PREFIX
from store.link import Link
from store.moments import moment, seconds

AIR = f"{PREFIX}air"
# The notice that runs, and the one before it, which may be brought back.
RUNS, ENDED = "notice", "ended"

Kind = Literal["topic", "word"]
Raw = Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Stop:
    """A topic or a word that the member of staff `who` took off the air at the moment `at`."""

    kind: Kind
    name: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that `who` set at the moment `at`, valid until `end`.

    `words` has by language code the form that callers hear, and the form that texters get.
    """

    words: Mapping[str, tuple[str, str]]
    end: datetime
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Aired:
    """All changes by staff to what the line says: the stops, oldest first, and the notices.

    `notice` is the newest notice. Its time (`Notice.end`) may be over by now. `ended` is a notice that staff
    ended before its time. `notice` and `ended` are None if there is no such notice.
    """

    stops: tuple[Stop, ...] = ()
    notice: Notice | None = None
    ended: Notice | None = None


@dataclass(frozen=True, slots=True)
class Airing:
    """The store of the changes by staff to what the line says. Every method raises `Unreachable`."""

    link: Link

    def raw(self) -> Raw:
        """All changes by staff as raw bytes, to see quickly whether a later answer differs.

        Raises `Unreachable`.
        """
        found: Any = self.link.ask(lambda store: store.hgetall(AIR))
        rows: Raw = found
        return rows

    def look(self) -> Aired:
        """All changes by staff, parsed. Raises `Unreachable`."""
        return aired(self.raw())

    def stop(self, kind: Kind, name: str, who: str, now: datetime) -> bool:
        """Take a topic or a word of the matcher off the air; give false if it is off already.

        `kind` says which of the two `name` is. `who` is the member of staff who does it at `now`. Raises
        `Unreachable`.
        """
        row = json.dumps({"who": who, "at": seconds(now)})
        return bool(self.link.ask(lambda store: store.hsetnx(AIR, f"{kind}:{name}", row)))

    def put_back(self, kind: Kind, name: str) -> bool:
        """Put a topic or a word of the matcher back on the air; give false if it is not off.

        `kind` says which of the two `name` is. Raises `Unreachable`.
        """
        return bool(self.link.ask(lambda store: store.hdel(AIR, f"{kind}:{name}")))

    def announce(self, notice: Notice) -> bool:
        """Start a notice, and give true.

        Gives false and changes nothing if another notice still runs at `notice.at`. Raises `Unreachable`.
        """
        runs = self.look().notice
        if runs and notice.at < runs.end:
            return False
        return self._replace(RUNS, notice, gone=ENDED)

    def end(self, now: datetime) -> bool:
        """End the running notice; false if none runs. `bring_back` undoes this. Raises `Unreachable`."""
        runs = self.look().notice
        return bool(runs and now < runs.end) and self._move(RUNS, ENDED)

    def bring_back(self, now: datetime) -> bool:
        """Restart the notice that was ended early, until its old `end`; give true.

        Gives false and changes nothing (a) if no notice was ended early, (b) if its old end has passed, or
        (c) if another notice runs. Raises `Unreachable`.
        """
        found = self.look()
        free = found.notice is None or now >= found.notice.end
        return bool(free and found.ended and now < found.ended.end) and self._move(ENDED, RUNS)

    def _move(self, source: str, target: str) -> bool:
        """Move a notice from the store's field `source` to `target`; false if another process was quicker."""
        row = self.raw().get(source.encode())

        def write(store: Client) -> bool:
            both = store.pipeline(transaction=True)
            both.hset(AIR, target, row or b"")
            both.hdel(AIR, source)
            return bool(both.execute()[1])

        return row is not None and bool(self.link.ask(write))

    def _replace(self, place: str, notice: Notice, gone: str) -> bool:
        row = json.dumps(
            {
                "words": {code: list(pair) for code, pair in notice.words.items()},
                "end": seconds(notice.end),
                "who": notice.who,
                "at": seconds(notice.at),
            }
        )

        def write(store: Client) -> None:
            both = store.pipeline(transaction=True)
            both.hset(AIR, place, row)
            both.hdel(AIR, gone)
            both.execute()

        self.link.ask(write)
        return True


def aired(raw: Raw) -> Aired:
    """Parse the answer of `Airing.raw`; the stops come in the order in which they were made."""
    stops, notices = list[Stop](), dict[str, Notice]()
    for name, row in raw.items():
        kind, _, what = name.decode().partition(":")
        read = json.loads(row)
        match kind:
            case "topic" | "word":
                stops.append(Stop(kind, what, read["who"], _at(read["at"])))
            case "notice" | "ended":
                words = {code: (spoken, texted) for code, (spoken, texted) in read["words"].items()}
                notices[kind] = Notice(words, _at(read["end"]), read["who"], _at(read["at"]))
    ordered = tuple(sorted(stops, key=lambda stop: (stop.at, stop.name)))
    return Aired(ordered, notices.get(RUNS), notices.get(ENDED))


def _at(text: str) -> datetime:
    found = moment(text)
    assert found is not None
    return found
