"""The memory of a play: call-backs, texts and messages promised, calls, opt-outs."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from counted.allowed import CALLS
from menus.asked import Asked
from menus.due import Best


@dataclass(frozen=True, slots=True)
class Part:
    """The promise to one of the people who asked for a call-back.

    `wisher` is that person, with the call or text of the request; `due` is the time by which staff will ring.
    `best` is the time of day wished for, "any" for none.
    """

    wisher: Asked
    due: datetime
    best: Best = "any"

    @property
    def pool(self) -> str:
        """The share of a day's call-backs in which this one is counted: "own", "others" or "withheld".

        A call-back to the asker's own number counts as "own". A call-back to another number counts as
        "others" if the asker shows a number, and as "withheld" if not.
        """
        return ("others" if self.wisher.own else "withheld") if self.wisher.another else "own"

    def is_of(self, wisher: Asked, best: Best) -> bool:
        """Whether `wisher` asks the same again in the same call or text: a repetition."""
        return (self.wisher.by, self.best) == (wisher.by, best)


@dataclass(frozen=True, slots=True)
class Callback:
    """A call-back to `number`, with one `Part` for each person who asked for it.

    It is closed once no part is left.
    """

    number: str
    parts: tuple[Part, ...]

    @property
    def due(self) -> datetime:
        """The time by which staff will ring: the earliest promised to anybody who asked for the call-back."""
        return min(part.due for part in self.parts)

    @property
    def places(self) -> tuple[tuple[date, str], ...]:
        """What the call-back counts for in the daily limits: a day and a kind (`Part.pool`), once or more.

        It counts once for each person who asked, but only once for all who show no number.
        """
        withheld = [part for part in self.parts if part.pool == "withheld"]
        first = min(withheld, key=lambda part: part.due, default=None)
        counted = (part for part in self.parts if part.pool != "withheld" or part is first)
        return tuple((part.due.date(), part.pool) for part in counted)

    def asked_by(self, who: str) -> Part | None:
        """The promise of this call-back to the asker `who` (`Asked.who`); None if there is none."""
        return next((part for part in self.parts if part.wisher.who == who), None)

    def wished(self, mine: Part, wisher: Asked, best: Best) -> "Callback":
        """The call-back after `wisher`, whose part in it is `mine`, has asked anew, for the time `best`."""
        part = replace(mine, wisher=replace(mine.wisher, by=wisher.by), best=best)
        return replace(self, parts=tuple(part if one is mine else one for one in self.parts))


@dataclass(frozen=True, slots=True)
class TopicSent:
    """A topic that a caller asked to have texted, sent or not.

    `wisher` holds the caller and the number to text.
    """

    wisher: Asked
    topic: str

    def is_like(self, other: "TopicSent") -> bool:
        """Whether `other` is the same topic for the same number, asked for in the same call: a repetition."""
        mine, theirs = self.wisher, other.wisher
        return (mine.by, mine.number, self.topic) == (theirs.by, theirs.number, other.topic)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of people while calls and texts are tried out (a play), as the store would do.

    `callbacks` are the open call-backs. `sent` are the topics that were texted. `spent` are the topics that
    people asked to have texted to other numbers than their own. They count against a limit even if they were
    not sent. `messages` is the number of spoken messages kept. `calls` has the number (E.164) and time of
    each call.

    `opted_out` and `blocked` are phone numbers. `languages` has pairs of a phone number and the code of the
    language chosen for it; the newest pair comes last.
    """

    callbacks: tuple[Callback, ...] = ()
    sent: tuple[TopicSent, ...] = ()
    spent: tuple[TopicSent, ...] = ()
    messages: int = 0
    calls: tuple[tuple[str, datetime], ...] = ()
    opted_out: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    languages: tuple[tuple[str, str], ...] = ()

    def callback_of(self, number: str) -> Callback | None:
        """Find the open call-back to this number; None if there is none."""
        return next((one for one in self.callbacks if one.number == number), None)

    def opt(self, number: str, how: str) -> "Memory":
        """The memory with a note that a number wants no more texts ("out") or wants them again ("in").

        With "" as `how` it is unchanged.
        """
        match how:
            case "out":
                return replace(self, opted_out=self.opted_out | {number})
            case "in":
                return replace(self, opted_out=self.opted_out - {number})
        return self

    def choose(self, number: str, language: str) -> "Memory":
        """The memory with a note of the language that a number has chosen, by its code; unchanged for ""."""
        return replace(self, languages=(*self.languages, (number, language))) if language else self


NOTHING = Memory()


def note_call(memory: Memory, number: str, now: datetime) -> tuple[Memory, bool]:
    """Add a call from `number` to the memory; give the new memory, and whether the call is barred.

    It is barred if the number is blocked or has called too often (R32, R39). A `number` of "" is withheld:
    then nothing is added, and the call is not barred.
    """
    if not number:
        return memory, False
    memory = replace(memory, calls=(*memory.calls, (number, now)))
    calls = sum(who == number and at > now - timedelta(seconds=CALLS.within) for who, at in memory.calls)
    return memory, number in memory.blocked or calls > CALLS.most
