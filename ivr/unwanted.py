"""Recordings that must be deleted, but whose deletion could not be asked for while the store was away."""

from collections import deque
from datetime import datetime

from ivr.model import DropMessage, KeepMessage, Wish
from menus.outcome import Outcome, Refused
from store.link import Unreachable
from store.promises.messages import Messages
from store.sealed import BrokenSeal

MOST = 1000


class Unwanted:
    """The recordings that wait for their deletion. In memory alone: the store is what is away."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._recordings: deque[str] = deque(maxlen=MOST)

    def note(self, wish: Wish, outcome: Outcome, recording: str) -> None:
        """Remember a recording that must go: its caller heard that keeping or deleting it did not work."""
        if recording and isinstance(wish, KeepMessage | DropMessage) and outcome == Refused("away"):
            self._recordings.append(recording)

    def discard(self, now: datetime) -> None:
        """Ask the store to delete all that wait, until it is away again.

        Never raises, and costs nothing where none wait.
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
