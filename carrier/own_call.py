"""Test calls and a test text of the line to itself, with one of our own numbers as a phone."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from twilio.rest import Client

from carrier.number.asked import RefusedError, ask
from store.desk.rehearsals import Rehearsals

RING_SECONDS, LONGEST_SECONDS, REPLY_SECONDS = 25, 120, 60.0
FIRST_LOOK, LAST_LOOK = 0.1, 2.0
LATEST = 5
OVER = ("completed", "busy", "failed", "no-answer", "canceled")

Judge = Callable[[datetime, tuple[str, ...], tuple[str, ...]], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a test of the line, such as the text, and its faults, a line each; () for none."""

    name: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnPhone:
    """One of our own numbers (`own`, E.164) as a phone that rings and texts the line at `line`.

    `rest` is a client of the carrier. `patience` is how many seconds it waits for the reply to a text.
    `pause` and `clock` are `time.sleep` and `time.monotonic`, or a test's.
    """

    rest: Client
    own: str
    line: str
    patience: float = REPLY_SECONDS
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def call(self, url: str, keys: str) -> str:
        """Ring the line, press `keys` in turn, and return how the call ended; "" if it has not ended.

        The carrier reports to `url` the words that the caller's end heard. The result is the carrier's word
        for how the call ended, such as "completed". Raises RefusedError if the carrier does not make the
        call.
        """
        begins = f"{url}?left={quote('-' + keys)}"
        made = ask(
            lambda: self.rest.calls.create(
                to=self.line, from_=self.own, url=begins, timeout=RING_SECONDS, time_limit=LONGEST_SECONDS
            )
        )
        sid = str(made.sid)
        return self._until(lambda: self._ended(sid), LONGEST_SECONDS + RING_SECONDS)

    def text(self, words: str) -> str:
        """Text the line, and return the reply; "" if none comes within `patience`.

        Raises RefusedError if the carrier does not send the text, or does not list our texts.
        """
        before = set(self._replies())
        ask(lambda: self.rest.messages.create(to=self.line, from_=self.own, body=words))
        return self._until(
            lambda: next((words for sid, words in self._replies().items() if sid not in before), ""),
            self.patience,
        )

    def _ended(self, sid: str) -> str:
        try:
            status = str(ask(lambda: self.rest.calls(sid).fetch()).status)
        except RefusedError:
            return ""  # the call goes on all the same, and a test that ended now would make it anybody's
        return status if status in OVER else ""

    def _replies(self) -> dict[str, str]:
        found = ask(lambda: self.rest.messages.list(to=self.own, from_=self.line, limit=LATEST))
        return {str(one.sid): str(one.body) for one in found}

    def _until(self, look: Callable[[], str], longest: float) -> str:
        end, pause = self.clock() + longest, FIRST_LOOK
        while not (found := look()) and self.clock() < end:
            self.pause(pause)
            pause = min(2 * pause, LAST_LOOK)
        return found


def ring_ourselves(
    phone: OwnPhone, kept: Rehearsals, at: Mapping[str, datetime], judge: Judge, url: str, keys: str
) -> Iterator[Part]:
    """Make a test call for each entry of `at`, and give the faults of each call.

    `at` holds moments by the names of the calls: during a call the line pretends that it is this moment.
    `phone` makes the call and presses `keys`. The carrier reports to `url` the words heard. The line notes in
    `kept` these words, and the places of the call that were reached. `judge` is given the moment, the places
    and the words, and gives the faults. It is a fault, too, if the carrier refuses the call, or if another
    test is under way. Raises Unreachable if the store is away.
    """
    for name, moment in at.items():
        if not kept.begin(moment):
            yield Part(name, ("another test is under way: try again in three minutes",))
            continue
        try:
            ended = phone.call(url, keys)
            faults = judge(moment, kept.noted("place"), kept.noted("words"))
            yield Part(name, (*_end_of(ended), *faults))
        except RefusedError as error:
            yield Part(name, (str(error),))
        finally:
            kept.end()


def _end_of(ended: str) -> tuple[str, ...]:
    """The fault in how a call ended; none if `ended` is "completed". "" stands for a call that goes on."""
    return (
        () if ended == "completed" else (f"the call ended as {ended}" if ended else "the call did not end",)
    )


def text_ourselves(phone: OwnPhone, word: str, holds: tuple[str, ...]) -> Part:
    """Send `word` to the line as a text, and check its reply: it must have each of the words in `holds`.

    No reply is a fault, and so is a refusal of the carrier.
    """
    try:
        reply = phone.text(word)
    except RefusedError as error:
        return Part("text", (str(error),))
    if not reply:
        return Part("text", (f"no reply to {word} came within {phone.patience:.0f} s",))
    missing = ", ".join(words for words in holds if words not in reply)
    return Part("text", (f"the reply to {word} lacks {missing}",) if missing else ())
