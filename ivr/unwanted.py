"""Recordings that must be deleted, but were not because the store was away; they are tried again."""

from collections import deque
from datetime import datetime

from ivr.model import DropMessage, KeepMessage, Wish
from menus.outcome import Outcome, Refused
from store.link import Unreachable
from store.promises.messages import Messages
from store.sealed import BrokenSeal

MOST = 1000


class Unwanted:
    """The recordings still to be deleted; kept in memory only, because the store is away."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._recordings: deque[str] = deque(maxlen=MOST)

    def note(self, wish: Wish, outcome: Outcome, recording: str) -> None:
        """Remember a recorded message that must be deleted later, because the store did not answer.

        This is done only if `wish` was to keep or delete the message, and `outcome` is that the store was
        away. `recording` is the message's id at the carrier, "" for none.
        """
        if recording and isinstance(wish, KeepMessage | DropMessage) and outcome == Refused("away"):
            self._recordings.append(recording)

    def discard(self, now: datetime) -> None:
        """Ask the store to delete the recordings that are left; stop once the store does not answer.

        Never raises. If there are none, the store is not asked.
        """
        while self._recordings:
            try:
                recording = self._recordings.popleft()
            except IndexError:
                return  # another thread was quicker
            try:
                # Closes it too: a store that was only slow may have kept it after all.
                self._messages.discard(recording, now)
            except (Unreachable, BrokenSeal):
                self._recordings.appendleft(recording)
                return
