"""Ends items that staff closed ten minutes ago: erases the number, deletes the recording (R54)."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from store.link import Script, Unreachable
from store.moments import moment, seconds
from store.promises.for_others import KIND
from store.promises.jobs import DELETIONS, RECORD
from store.promises.messages import deletion_of
from store.promises.queue import FLAG, UNDO_SECONDS, Queue
from store.sealed import BrokenSeal
from store.store import Store

LOOK_SECONDS = 5.0
AT_ONCE = 100
# A text about two calls that nobody answered is of no use long after them.
TEXT_WITHIN = timedelta(hours=2)

Words = Callable[[datetime, str], str]
"""The text after two tries in vain, at a moment, in the language with a code; "" where none may be sent."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Ends closed items for good; looks for them every `look` seconds. `end_due` raises `Unreachable`.

    `words` gives the text for a person whom staff rang twice in vain. It is called with a moment and the code
    of a language, and gives "" if no text is to be sent.
    """

    store: Store
    words: Words
    take_script: Script
    end_script: Script
    look: float = LOOK_SECONDS

    def run(
        self,
        now: Callable[[], datetime],
        stopped: threading.Event,
        went_round: Callable[[], None] = lambda: None,
    ) -> None:
        """End closed items as they fall due, until `stopped` is set. If the store is away, try again later.

        `now` gives the present time. `went_round` is called at each round, so that others notice a thread
        that hangs.
        """
        while not stopped.wait(self.look):
            went_round()
            try:
                self.end_due(now())
            except Unreachable:
                continue

    def end_due(self, now: datetime) -> int:
        """End the items that staff closed ten minutes ago or longer, 100 of a kind at most; return how many.

        If staff rang a person twice in vain, and the person had asked by text from their own mobile, the
        person is sent a text (`words`). If the store can promise no text now, this call-back is left for a
        later round. After `Unreachable` this can be called again: no text goes out twice.
        """
        calls, spoken = self.store.callbacks.queue, self.store.messages.queue
        ended, recordings = self._take(calls, now), self._take(spoken, now)
        rows = calls.records(ended)
        done = [one for one in ended if one not in rows or self._text(one, rows[one], now)]
        for callback_id in done:
            self._end(calls, callback_id)
        for recording in recordings:
            self._end(spoken, recording, deletion_of(recording))
        return len(done) + len(recordings)

    def _take(self, queue: Queue, now: datetime) -> tuple[str, ...]:
        """Take the ids of closed items that are too old to be undone: nobody can undo them after this."""
        found = self.take_script(ending=queue.ending, now=seconds(now), undo=UNDO_SECONDS, most=AT_ONCE)
        return tuple(item_id.decode() for item_id in found)

    def _end(self, queue: Queue, item_id: str, job: str = "") -> None:
        self.end_script(
            record=queue.record(item_id),
            ending=queue.ending,
            jobs=DELETIONS,
            job_records=RECORD,
            flag=f"{FLAG}{queue.kind}:{item_id}",
            id=item_id,
            job=job,
            clock=self.store.link.clock(),
        )

    def _text(self, callback_id: str, row: Mapping[str, str], now: datetime) -> bool:
        """Promise the text after two tries in vain, if the person asked by text from the number rung.

        Returns false only if there is such a text, but the store keeps no promises now.
        """
        ended, sealed = moment(row.get("closed")), row.get("sealed")
        if row["state"] != "no_reply" or "may_text" not in row or not ended or not sealed:
            return True
        said = self.words(now, row.get("language", "")) if now - ended < TEXT_WITHIN else ""
        with suppress(BrokenSeal):
            try:
                if said:
                    number = self.store.seals.unseal(KIND, sealed)
                    self.store.outbox.send(f"closed:{callback_id}", number, said, now)
            except Unreachable:
                return False  # that the store keeps no promises keeps nobody else's number
        return True


def ending(store: Store, words: Words = lambda *_: "") -> Ending:
    """The part of the store that ends closed items for good; without `words` nobody is sent a text."""
    return Ending(store, words, store.link.script("take_ended"), store.link.script("end_for_good"))
