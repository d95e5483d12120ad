"""A text costs two trips to the store, what is known read in one and the reply kept in another (R49, R51).

Only what must be kept before we may say so, a call-back promised or taken back, takes one of its own.
"""

import csv
import hashlib
import string
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest

from app import create_app
from menus.matcher.commands import COMMANDS
from settings import HERE, Settings
from store.scripts import read
from store.store import Store, open_store
from tests.conftest import LONDON, Clock, new_number
from tests.texter import Texter, next_id
from tests.wiring.wire import Wire, in_process

PROMISES = ([], ["keep_callback"], ["take_back"])
SCRIPTS = {
    hashlib.sha1(read(name).lua.encode(), usedforsecurity=False).hexdigest().encode(): name
    for name in ("read_text", "settle_text", "keep_callback", "take_back")
}
MESSAGES = HERE / "tests" / "messages.tsv"
NOBODY = "nobody known"
FOUND = ("EMERGENCY", "ATONCE", "WORRIED", "SAFETY", "NONE")
NO_LETTERS = str.maketrans("", "", string.ascii_letters)
MORE = ("1", "2", "4", "YES", "NO", "07400 123456", "CALLME 07400 123456", "NOCALL 07400 123456", "HELPME")
SCENES: dict[str, Callable[[Texter], object]] = {
    NOBODY: lambda _: None,
    "in a menu": lambda who: who.text("MENU"),
    "asked whose number": lambda who: who.text("CALLME"),
    "asked which number": lambda who: who.text("CALLME", "2"),
    "asked if it is right": lambda who: who.text("CALLME 07400 333444"),
    "asked for a time": lambda who: who.text("CALLME", "1"),
    "waits": lambda who: who.text("CALLME", "1", "4"),
    "one other": lambda who: who.text("CALLME 07400 333445", "1", "4"),
    "two others": lambda who: [who.text(f"CALLME {n}", "1", "4") for n in ("07400 333446", "07400 333447")],
    "opted out": lambda who: who.text("STOP"),
    "alarmed": lambda who: who.text("i cant breathe"),
}


def kinds(scene: str) -> list[str]:
    """The first message of each label in messages.tsv, and the texts that move a conversation on.

    To who is known already, topics and what may mean two things are sent once.
    """
    with MESSAGES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        labels: dict[str, str] = {}
        for row in rows:
            label = row["expected"]
            if scene != NOBODY and label not in COMMANDS and label not in FOUND:
                label = label.translate(NO_LETTERS)
            labels.setdefault(label, row["text"].replace("\\n", "\n"))
    return [*labels.values(), *MORE]


@dataclass
class Counted:
    """What this thread sent to the store, each a trip: the script that it ran, "" for anything else."""

    ran: list[str] = field(default_factory=list)
    thread: int = field(default_factory=threading.get_ident)

    def note(self, sent: bytes) -> None:
        """Note what was sent, if it was by the thread that counts."""
        if threading.get_ident() == self.thread:
            self.ran.append(next((name for sha, name in SCRIPTS.items() if sha in sent), ""))

    def watch(self, store: Store) -> None:
        """Note from now on all that is sent to this store, which nobody has asked yet."""
        pool, note = store.link.client.connection_pool, self.note

        class Noting(pool.connection_class):  # type: ignore[misc, name-defined]
            """A connection that notes what it sends."""

            def send_packed_command(self, command: Any, check_health: bool = True) -> None:
                note(b"".join([command] if isinstance(command, bytes) else command))
                super().send_packed_command(command, check_health)

        pool.connection_class = Noting


@pytest.fixture
def trips() -> Counted:
    """What is sent to the store of `line`."""
    return Counted()


@pytest.fixture
def line(store: Store, settings: Settings, clock: Clock, trips: Counted) -> Iterator[Wire]:
    """The way to a line on a store of its own, whose trips are counted."""
    watched = open_store(store.link.url, settings.hash_key, LONDON, settings.number_keys)
    trips.watch(watched)
    with closing(watched):
        yield Wire(in_process(create_app(settings, store=watched, now=clock)))


@pytest.mark.parametrize("scene", SCENES)
def test_a_text_of_any_kind_costs_two_trips_to_the_store_and_a_promise_one_more(
    line: Wire, trips: Counted, scene: str, store: Store
) -> None:
    warm = Texter(line, number=new_number())
    warm.text("CALLME", "1", "4", "NOCALL", "STOP")  # each script is sent once to a store that lacks it
    dear = {}
    for body in kinds(scene):
        store.link.client.flushdb()
        who = Texter(line, number=new_number())
        SCENES[scene](who)
        trips.ran.clear()
        assert who.deliver(body, next_id()).status == 200
        read, *promised, kept = trips.ran
        if (read, kept) != ("read_text", "settle_text") or promised not in PROMISES:
            dear[body] = trips.ran
    assert not dear


def test_a_text_that_comes_again_costs_one_trip(line: Wire, trips: Counted) -> None:
    again = Texter(line, number=new_number())
    again.deliver("CALLME", next_id())
    for _ in range(2):
        trips.ran.clear()
        again.deliver("CALLME", "SM1" * 5)
    assert trips.ran == ["read_text"]
