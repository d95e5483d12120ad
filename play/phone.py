"""A phone that plays the real flow: what is heard, the seconds spent, what was done as a scene."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ivr.aloud import Numbers, begins, lasts, names_key, numbers, words_of
from ivr.flow import step
from ivr.model import (
    Arrived,
    Caller,
    Dial,
    DialEnded,
    Event,
    HangUp,
    Keyed,
    Listen,
    Place,
    Pressed,
    Recorded,
    Silence,
    Spoke,
    Turn,
)
from menus.due import due_day
from menus.model import Pack
from menus.outcome import Kept
from store.numbers import given, kind_of

HOUR_MINUTES = 60


@dataclass
class Phone:
    """One call at a time.

    `clock` is the aware moment on this phone, which goes on as words are heard; `number` is what it calls
    from, `keyed` the number keyed last. Wishes come true here, and nothing is kept.
    """

    pack: Pack
    clock: datetime
    number: str = "+447400123456"
    keyed: str = ""
    turn: Turn | None = None
    began: datetime | None = None
    done: list[str] = field(default_factory=list)

    def call(self) -> Turn:
        """Ring the line."""
        self.began = self.clock
        self.done = [f'at("{self.clock:%Y-%m-%dT%H:%M}")', "caller.call()"]
        return self._happens(None, Arrived())

    def press(self, key: str) -> Turn:
        """Press one key."""
        turn = self._turn()
        heard = names_key(turn, self.pack.languages[turn.place.language], key)
        return self._goes_on(Pressed(key), f'caller.press{"" if heard else "_unheard"}("{key}")')

    def wait(self) -> Turn:
        """Press nothing until the wait is over; a ringing helpline is not answered."""
        turn = self._turn()
        if isinstance(turn.then, Dial):
            return self.dial_ended("no-answer", bridged=False)
        self.clock += timedelta(seconds=turn.then.wait if isinstance(turn.then, Listen) else 0)
        return self._goes_on(Silence(), "caller.wait()")

    def speak(self, words: str) -> Turn:
        """Say words."""
        return self._goes_on(Spoke(words), f"caller.say({json.dumps(words)})")

    def dial_ended(self, status: str, *, bridged: bool) -> Turn:
        """The transfer ended so."""
        return self._goes_on(DialEnded(status, bridged), f'caller.dial_ended("{status}", bridged={bridged})')

    def key_number(self, digits: str) -> Turn:
        """Key a phone number and hash."""
        self.keyed, kind = given(digits)
        return self._goes_on(Keyed(kind if digits else None), f'caller.key_number("{digits}")')

    def spoke_message(self, length: int = 20) -> Turn:
        """Speak after the tone for so many seconds."""
        return self._goes_on(Recorded(length), f"caller.spoke_message({length})")

    @property
    def over(self) -> bool:
        """Whether there is no call, or the line has hung up."""
        return self.turn is None or isinstance(self.turn.then, HangUp)

    def scene(self) -> str:
        """What was done as a test's body, ending in the words last heard."""
        return "\n".join(
            [*self.done, f"assert {json.dumps(begins(self._turn())[:60].strip())} in caller.heard"]
        )

    def words_of(self, turn: Turn) -> str:
        """The words of a turn as this caller hears them."""
        return words_of(turn, self._known(turn))

    def seconds_of(self, turn: Turn) -> float:
        """How long a turn speaks, its quiet included."""
        return lasts(turn, self._known(turn))

    def _known(self, turn: Turn) -> Numbers:
        return numbers(self.pack, self.pack.languages[turn.place.language], self.number, self.keyed, "")

    def _turn(self) -> Turn:
        if self.turn is None:
            raise RuntimeError("no call yet")
        return self.turn

    def _goes_on(self, event: Event, done: str) -> Turn:
        place = self._turn().place
        late = self.began is not None and self.clock - self.began >= timedelta(minutes=HOUR_MINUTES)
        self.done.append(done)
        return self._happens(replace(place, late=late), event)

    def _happens(self, place: Place | None, event: Event) -> Turn:
        caller = Caller(kind_of(self.number))
        self.turn = step(self.pack, place, event, self.clock, caller)
        while self.turn.wish:
            granted = Kept(due_day(self.pack.hours, self.clock, {}))
            self.turn = step(self.pack, self.turn.place, granted, self.clock, caller)
        self.clock += timedelta(seconds=self.seconds_of(self.turn))
        return self.turn
