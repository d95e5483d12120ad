"""A seeded crowd rings and texts while the store stops, goes on and is killed (R51, R52, R53).

`make crowd` sends 20,000 webhooks, for each of SEEDS. A failure names its seed, which draws the same again.
"""

import os
import random
import re
import signal
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from settings import Settings
from store.promises.jobs import JOBS
from store.promises.outbox import KIND
from store.sealed import BrokenSeal
from store.server.embedded import start
from store.store import Store, open_store
from tests.caller import allowed, words_of
from tests.conftest import HASH_KEY, LONDON, NUMBER_KEYS, OPEN, Clock, changed_pack
from tests.line.crowd.anybody import Crowd, Webhook
from tests.wiring.stores import short_folder, wait_until
from tests.wiring.wire import Answered, Wire, in_process

WEBHOOKS = int(os.environ.get("WEBHOOKS", "1500"))
SEEDS = [int(seed) for seed in os.environ.get("SEEDS", "1").split(",")]
PEOPLE, EACH_FAULT, LASTS = 30, 500, 40
ASKED_IF_RIGHT = re.compile(r"we will ring (0[\d ]+)( instead)?\. Reply 1")
TOPIC = re.compile(r"/voice/en/(?:text|check\.text|send|number\.text)\.(\w+)")
HELD = re.compile(r"held=([^&]+)")
THANKS = ("thank you", "😀 ok")
UNSURE = "could not make sure"


@dataclass
class Promises:
    """What people were told of call-backs and texts, by the words alone.

    `callbacks`: whom to ring, by who asked; False where they cannot know. `typed`: the number that a texter
    was asked about last, and whether it takes another's place. `texts`: the jobs of which somebody heard,
    False where they cannot know. `silent`: who may get no reply, as they opted out or wrote too much.
    """

    store: Store
    callbacks: dict[str, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    typed: dict[str, tuple[str, bool]] = field(default_factory=dict)
    texts: dict[str, bool] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)

    def ask(self, who: str, whom: str, sure: bool) -> None:
        """Note a call-back for `whom`, that `who` has been promised or cannot know of."""
        if whom:
            self.callbacks[whom][who] = sure or self.callbacks[whom].get(who, False)

    def ends(self, who: str, sure: bool) -> None:
        """Note that `who` took back what they asked, and what was asked for their own number."""
        for whom, parts in self.callbacks.items():
            for asker in [asker for asker in parts if who in (asker, whom)]:
                if sure:
                    del parts[asker]
                else:
                    parts[asker] = False

    def spoken(self, webhook: Webhook, words: str, now: datetime) -> None:
        """Note what a call was told."""
        number, call = webhook.form.get("From", ""), webhook.form["CallSid"]
        own = number if number.startswith("+447") else ""
        who, held = own or call, self.held(webhook, now)
        if "We will ring you by" in words and "is waiting" not in words:
            self.ask(who, held or own, True)
        elif "We will ring that number, unless" in words:
            self.ask(who, held, True)
        elif "so we will not ring the number you are calling from" in words and own:
            self.callbacks[own].clear()
        elif UNSURE in words:
            self.ask(who, held or own, False)
            if own:
                self.callbacks[own] = dict.fromkeys(self.callbacks[own], False)
        if (topic := TOPIC.search(webhook.path)) and (held or own):
            asked = f"{call}:{topic[1]}\0{held or own}"
            name = f"{KIND}:{self.store.outbox.keys.digest(KIND, asked)}"
            sure = "text is on its way" in words
            if sure or UNSURE in words or "the text will come" in words:
                self.texts[name] = sure or self.texts.get(name, False)

    def held(self, webhook: Webhook, now: datetime) -> str:
        """The number that rides along sealed, or was keyed just now."""
        found = HELD.search(webhook.path)
        if not found:
            return ""
        try:
            kind, value, _, own = self.store.seals.unseal_from_url("held", found[1], now).split(" ", 3)
        except (BrokenSeal, ValueError):
            return ""
        return value if kind == "number" and own == webhook.form.get("CallSid") else ""

    def texted(self, who: str, words: str) -> None:
        """Note what a texter was told."""
        if found := ASKED_IF_RIGHT.search(words):
            self.typed[who] = f"+44{found[1].replace(' ', '')[1:]}", bool(found[2])
        if "saved. We will ring that number" in words or "saved. We will ring you" in words:
            whom, instead = self.typed.pop(who, (who, False)) if "that number" in words else (who, False)
            if instead:
                for parts in self.callbacks.values():
                    if who in parts:
                        parts[who] = False
            self.ask(who, whom, True)
        elif "asked us before" in words:
            self.ask(who, who, True)
        elif ": cancelled" in words:
            self.ends(who, sure="it back" not in words)
        elif UNSURE in words:
            self.ends(who, sure=False)
            self.ask(who, self.typed.get(who, (who, False))[0], False)
            self.ask(who, who, False)


@dataclass
class Line:
    """The line in this process on a store of its own, which faults befall, and what it has promised."""

    data: Path
    app: Flask
    clock: Clock
    store: Store
    promises: Promises
    told: str

    def pid(self) -> int:
        return self.server.process.pid if self.server.process else 0

    def __post_init__(self) -> None:
        self.server = start(self.data)
        self.wire = Wire(in_process(self.app))
        self.broken = ""
        self.answered: set[tuple[str, str]] = set()
        self.history: dict[str, list[object]] = defaultdict(list)

    def note(self, webhook: Webhook, words: str) -> None:
        """Note what a person did and was told, to read where something fails."""
        act = (
            webhook.what,
            webhook.path,
            webhook.form.get("Body", webhook.form.get("Digits", "")),
            words[:120],
        )
        for number in {webhook.form.get("From", ""), self.promises.held(webhook, self.clock.now)} - {""}:
            self.history[number].append((f"{self.clock.now:%d %H:%M:%S}", self.broken, *act))

    def read(self, what: str, told: object, *numbers: str) -> str:
        """What is wrong, and all that these people did and were told."""
        return "\n".join(
            [f"{what}: {told}", *(str(act) for one in numbers for act in (one, *self.history[one]))]
        )

    def breaks(self, what: str) -> None:
        """Stop the store or kill it."""
        self.broken = what
        os.kill(self.pid(), signal.SIGSTOP if what == "stopped" else signal.SIGKILL)

    def mends(self) -> None:
        """Let the store go on, and wait until the line has found it."""
        if self.broken == "stopped":
            os.kill(self.pid(), signal.SIGCONT)
        elif self.broken:
            assert self.server.process
            self.server.process.wait()
            self.server = start(self.data)
        self.broken = ""
        wait_until(lambda: self.store.is_ready() and not self.store.link.away)

    def takes(self, crowd: Crowd, webhook: Webhook) -> None:
        """Send a webhook, and hold its answer to what everybody may expect."""
        answer, told = self.wire.post(webhook.path, webhook.form), (self.told, crowd.drawn, webhook)
        if webhook.path.endswith("/status"):
            assert answer.status == 204, (told, answer)
            return
        assert answer.status == 200, (told, answer)
        document = twiml(answer, told)
        if webhook.path == "/sms":
            self.texted(webhook, document.findtext("Message", ""), told)
            return
        words = words_of(document)
        self.note(webhook, words)
        assert words or document.find("Dial") is not None, ("silence", told, answer)
        crowd.heard(webhook, document)
        self.promises.spoken(webhook, words, self.clock.now)

    def texted(self, webhook: Webhook, words: str, told: object) -> None:
        who, silent = webhook.form["From"], self.promises.silent
        self.note(webhook, words)
        thanks = webhook.form["Body"] in THANKS  # who is thanked once need not be again (R47)
        assert words or thanks or who in silent, self.read("silence", told, who)
        if "no more texts" in words or "we pause" in words or UNSURE in words or "not text abroad" in words:
            silent.add(who)
        if "we will answer your texts again" in words:
            silent.add(who)  # the next START within the hour is not told of again
        if not words:
            self.promises.ends(who, sure=False)  # NOCALL of one who opted out is heeded in silence
        again = (webhook.form["MessageSid"], words)
        if again not in self.answered:  # the same text delivered twice is told the same, of the same promise
            self.answered.add(again)
            self.promises.texted(who, words)

    def verdict(self) -> None:
        """Hold what is in the store to what people were told."""
        found, asked = self.store.callbacks, self.promises.callbacks
        there = {whom for whom in asked if found.open_of(whom) is not None}
        lost = {whom for whom, parts in asked.items() if any(parts.values())} - there
        assert not lost, self.read("promised and lost", self.told, *lost)
        extra = {whom for whom in there if not asked[whom]}
        assert not extra, self.read("taken back and there", self.told, *extra)
        assert len(found.waiting(self.clock.now)) == len(there), ("twice, or of nobody", self.told)
        client = self.store.link.client
        jobs = {name.decode() for name in client.zrange(JOBS, 0, -1) if name.startswith(f"{KIND}:".encode())}
        lost = {name for name, sure in self.promises.texts.items() if sure} - jobs
        assert not lost, ("texts lost", self.told, lost)
        assert jobs <= self.promises.texts.keys(), ("texts of which nobody heard", self.told)


def twiml(answer: Answered, told: object) -> ET.Element:
    """The TwiML of an answer, without an open blank."""
    assert answer.kind.startswith("text/xml"), (told, answer)
    assert b"{" not in answer.body, (told, answer)
    try:
        return allowed(answer.body)
    except AssertionError as error:
        raise AssertionError(told) from error


@pytest.fixture
def line(settings: Settings, tmp_path: Path) -> Iterator[Line]:
    """A line on an embedded store of its own, whose timeouts are a line's own."""
    pack = changed_pack(tmp_path, "hours.toml", "callbacks_a_day = 40", "callbacks_a_day = 400")
    clock = Clock(OPEN)
    with short_folder() as folder:
        first = start(folder)
        store = open_store(first.url, HASH_KEY, LONDON, NUMBER_KEYS)
        app = create_app(replace(settings, pack=pack), store=store, now=clock)
        first.stop()
        line = Line(folder, app, clock, store, Promises(store), "")
        yield line
        line.mends()
        store.close()
        line.server.stop()


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_a_crowd_does_everybody_is_answered_and_every_promise_kept_once(
    line: Line, seed: int
) -> None:
    chance = random.Random(seed)
    crowd, line.told = Crowd(chance, PEOPLE), f"SEEDS={seed} WEBHOOKS={WEBHOOKS}"
    for n in range(WEBHOOKS):
        if n % EACH_FAULT == EACH_FAULT // 2:
            line.breaks(chance.choice(("stopped", "killed")))
        if n % EACH_FAULT == EACH_FAULT // 2 + LASTS:
            line.mends()
        line.clock.now += timedelta(seconds=chance.uniform(1, 30))
        line.takes(crowd, crowd.draw())
    line.mends()
    line.verdict()
    assert sum(any(parts.values()) for parts in line.promises.callbacks.values()) > WEBHOOKS // 100
    assert sum(line.promises.texts.values()) > WEBHOOKS // 200
