"""The player says what the line says, and promises what the line keeps: the same acts through both."""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from counted.allowed import PROMISES, TEXTS_OF_WITHHELD
from ivr import place as places
from ivr.aloud import words_of
from ivr.model import Listen, OwnCallback
from menus.asked import Asked
from menus.loading.pack import load
from menus.model import Pack
from menus.outcome import Already, Kept, Refused, Waiting
from play.act import KEYS, Act, Phone
from play.calls import numbers_of
from play.grants import grant, send_topic
from play.memory import Memory
from play.player import Play, do, replay
from play.texts import Exchange, send
from settings import Settings
from sms import limits
from sms.model import Reply, Talk
from store.store import Store
from tests.caller import Caller
from tests.conftest import OPEN, Clock
from tests.packs.broken import copy
from tests.texter import Texter
from tests.wiring.wire import LINE, MOBILE, Wire, in_process

KEYED = ("+447400777888", "+442079460456")
# What stands for a call-back to another's number; the line draws it from its own keys.
CODE = re.compile(r"(?<=/)\d{3,}(?=/)")
FAR = OPEN + timedelta(days=3000)
# One after the other; a word of one sign is a key.
CLOSED = ("at:2026-05-19T22:00",)
CALLBACK = ("call", "0", "0", "1", "3")
TO_ANOTHER = ("call", "0", "0", "2", "key:07400777888", "1", "4")
MESSAGE = ("call", "0", "2", "1", "spoke:20")
MACHINE = "text:I am driving and will reply later"
BY_TEXT = ("text:CALLME", "text:1", "text:2")
CARD = ("call", "1", "1", "#", "#", "#", "#", "#", "#", "#", "#")
TEXTED = (*CARD, "5", "1")

SCENES = {
    "a card read to its end": ("call", "1", "1", *["wait"] * 8),
    "a person is busy, then away": ("call", "0", "wait", "dial:busy", "0", "wait", "wait", "*"),
    "a person is reached": ("call", "0", "wait", "answer", "dial:bridged"),
    "silence leads to a person": ("call", *["wait"] * 7),
    "a call-back twice the same night": (*CLOSED, *CALLBACK, *CALLBACK),
    "a call-back told again in its own call": (*CLOSED, *CALLBACK, "9", "*", "0", "0", "1", "1"),
    "two numbers in one call": (*CLOSED, *CALLBACK, "*", "0", "0", "2", "key:07400777888", "1", "1"),
    "a call-back to another number": (*CLOSED, *TO_ANOTHER, *CALLBACK, *TO_ANOTHER),
    "another number, and one's own after all": (
        *CLOSED, *("call", "0", "0", "2", "key:07400777888", "1", "*", "0", "0", "1", "3"), *CARD, "5", "1",
    ),
    "a number that is none, then star and a good one": (
        *CLOSED, *("call", "0", "0", "2", "key:12", "wait", "key:99*07400777888", "2"),
        *("key:02079460456", "1", "2"),
    ),
    "days fill up": (
        *CLOSED, *CALLBACK, *TO_ANOTHER,
        *("call", "0", "0", "2", "key:02079460456", "1", "1", "text:NOCALL"),
        *("call", "0", "0", "2", "key:02079460457", "1", "1"),
    ),
    "a call-back by call and by text": (*CLOSED, *CALLBACK, *BY_TEXT, "text:NOCALL", *BY_TEXT, *CALLBACK),
    "withdrawn twice": ("text:NOCALL", *BY_TEXT, "text:did you ring me", "text:NOCALL", "text:NOCALL"),
    "taken back in a call": (
        *CLOSED, *("call", "0", "0", "3", "*"), *CALLBACK, *("3", "1", "2"), *("call", "0", "0", "3"),
        *TO_ANOTHER, *CALLBACK, *("call", "0", "0", "3", "1", "2", "9", "*", "0", "0", "1", "2"),
        *("text:did you ring me", "text:NOCALL"),
    ),
    "two others taken back in a call, one by one": (
        *(*CLOSED, *TO_ANOTHER, "*", "0", "0", "2", "key:02079460456", "1", "1"),
        *("3", "2", "2", "9", "1", "9"),
        *("call", "0", "0", "3", "2", "2", "7", "1", "2", "*", "0", "0", "3", "*"), *CALLBACK,
    ),
    "as many others as one may": (
        *CLOSED, *("call", "0", "0", "2", "key:07400777888", "1", "4"),
        *("text:NOCALL 07400777888", "text:CALLME 07400777888", "text:1", "text:4"),
        *("text:CALLME 02079460456", "text:1", "text:4", "text:NOCALL"), *TO_ANOTHER,
        *("*", "0", "0", "2", "key:02079460456", "1", "1", "*", "0", "0", "2", "*"),
    ),
    "taken back by text, and then in a call": (*CLOSED, *CALLBACK, "text:NOCALL", "3", "1"),
    "withdrawn while the call goes on": (*CLOSED, *CALLBACK, "text:NOCALL", "9"),
    "stop with a call-back open": (*BY_TEXT, "text:STOP", *CLOSED, *CALLBACK, "text:NOCALL", "text:START"),
    "stop, then a topic by text in a call": ("text:STOP", *TEXTED, "text:MENU", "text:YES", *TEXTED),
    "a topic by text twice in a call": (*TEXTED, "5", "1", "5", "2", "key:07400777888", "1"),
    "topics by text past three a day": (*TEXTED * 4, "5", "2", "key:07400777888", "1"),
    "a message kept": (*CLOSED, *MESSAGE, "1", "3", *MESSAGE, "hangup"),
    "a message dropped": (*CLOSED, *MESSAGE, "4"),
    "a message recorded anew": (*CLOSED, *MESSAGE, "2", "spoke:0", "1", "spoke:7", "3"),
    "a message of nothing": (*CLOSED, "call", "0", "2", "1", "spoke:0", "*"),
    "christmas day": ("at:2026-12-25T10:00", *CALLBACK, "text:HELPLINE", *BY_TEXT),
    "a weekend that begins": ("at:2026-05-22T19:59", "call", "0", "at:2026-05-22T20:00", "0", *CALLBACK),
    "an hour in a call": ("at:2026-05-19T10:00", "call", "1", "at:2026-05-19T11:00", "*", "wait"),
    "too many calls in an hour": (*["call"] * 62, "0", "at:2026-05-19T11:30", "call", "0"),
    "words are spoken": ("call", "say:steroid card", "call", "say:", "say:my husband has collapsed", "wait"),
    "what we asked, and answers": ("text:flaer", "text:1", "text:MORE", "text:BACK", "text:2", "text:7"),
    "the same text again and again": ("text:qwzx",) * 7,
    "call-backs again and again": (*BY_TEXT, "text:NOCALL") * 11,
    "a number in a text": (
        *("text:CALLME 020 7946 0456", "text:yes", "text:4", "text:CALLME", "text:2", "text:123"),
    ),
    "a wrong number put right": (
        *("text:CALLME", "text:2", "text:07400777888", "text:no its 020 7946 0456", "text:1"),
        *("text:sorry 07400777889", "text:1", "text:3", "text:no 020 7946 0457", "text:2"),
        *("text:02079460456", "text:yes", "text:half 3", "text:CALLME 07400777999", "text:1", "text:1"),
        "text:NOCALL",
    ),
    "two others, and one taken back by its number": (
        *("text:CALLME 07400777888", "text:1", "text:4", "text:CALLME 020 7946 0456", "text:1", "text:4"),
        *("text:CALLME", "text:2", "text:CALLME 07400777999", "text:CALLME 07400777888", "text:1", "text:4"),
        *("text:NOCALL 07400777777", "text:NOCALL 07400777888", "text:NOCALL 0740077788", "text:CALLME"),
        *("text:1", "text:4", "text:cancel the call to 07400100200", "text:NOCALL"),
    ),
    "two others, and no call is wanted in other words": (
        *("text:CALLME 07400777888", "text:1", "text:4", "text:CALLME 020 7946 0456", "text:1", "text:4"),
        *("text:i dont need the call back any more", "text:NOCALL 07400777888", "text:call back not needed"),
    ),
    "numbers that nobody rings back": (
        *("text:CALLME", "text:0551 234 5678", "text:0800 5200 520", "text:09012345678", "text:01144 960000"),
        *(*CLOSED, "call", "0", "0", "2", "key:08005200520", "key:05512345678", "key:07400777888", "1", "1"),
    ),
    "one's own number put right, where two others were asked for": (
        *("text:CALLME 07400777888", "text:1", "text:4", "text:CALLME 020 7946 0456", "text:1", "text:4"),
        *(*BY_TEXT, "text:no its 07400777999", "text:1", "text:4", "text:NOCALL"),
    ),
    "one's own number put right": (*BY_TEXT, "text:no 020 7946 0456", "text:1", "text:2", "text:NOCALL"),
    "alarms": ("text:STOP", "text:my husband has collapsed", "text:yes", "text:MENU", "text:i want to die"),
    "machines": (MACHINE, *BY_TEXT, MACHINE),
}  # fmt: skip
TEXTS = (
    "MENU", "1", "2", "3", "yes", "no", "thanks", "MORE", "BACK", "CALLME", "NOCALL", "STOP", "START",
    "steroid card", "flaer", "can i stop my methotrexate", "07400 777 888", "did you ring me", "qwzx",
)  # fmt: skip


@dataclass
class Both:
    """One phone that reaches the line and the player alike; what the two say is compared at every act."""

    wire: Wire
    store: Store
    clock: Clock
    pack: Pack
    number: str = MOBILE
    blocked: bool = False
    play: Play = field(init=False)

    def __post_init__(self) -> None:
        self.caller, self.texter = Caller(self.wire, self.number), Texter(self.wire, self.number)
        memory = Memory(blocked=frozenset({self.number} if self.blocked else ()))
        self.play = Play(Phone(self.pack, self.number, LINE), memory)
        if self.blocked:
            self.store.blocks.block(self.number, "nuisance", FAR)

    @property
    def state(self) -> str:
        """What the phone does."""
        return self.play.call.state if self.play.call else "idle"

    @property
    def listens(self) -> bool:
        """Whether the line takes words now, beside keys."""
        then = self.play.call.newest.turn.then if self.play.call else None
        return isinstance(then, Listen) and then.speech

    def do(self, acts: Iterable[str]) -> None:
        """Do one act after the other, a second apart."""
        for act in acts:
            what, _, detail = act.partition(":") if len(act) > 1 else ("press", "", act)
            if what == "at":
                self.clock.at(detail)
                continue
            self.clock.now += timedelta(seconds=1)
            if what == "text":
                self.same_reply(detail)
            else:
                self.same_turn(what, detail)

    def same_reply(self, body: str) -> None:
        self.plays("text", body)
        assert self.play.thread[-1].text == self.texter.text(body), body

    def same_turn(self, what: str, detail: str) -> None:
        state = self.state
        self.plays(what, detail)
        if what in ("answer", "hangup"):
            return  # the line hears nothing of it
        self.rings(what, detail, state)
        assert self.play.call
        newest = self.play.call.newest
        said = words_of(newest.turn, numbers_of(self.play.phone, newest))
        assert said.split() == self.caller.heard.split(), (what, detail)
        assert self.caller.over == (self.state == "over")
        played = f"/voice/{places.write(newest.turn.place)}?"
        assert self.caller.over or CODE.sub("", played) in CODE.sub("", self.next_address())

    def plays(self, what: str, detail: str) -> None:
        """Do it in the player, which must be able to."""
        before, self.play = self.play, do(self.play, Act(what, detail, self.clock.now.timestamp()))
        if self.play is before:
            pytest.fail(f"the player cannot {what} {detail} while {self.state}")

    def rings(self, what: str, detail: str, state: str) -> None:
        """Do it on the line, as the carrier tells it."""
        caller, bridged = self.caller, detail == "bridged"
        recording = f"RE{int(self.clock.now.timestamp()):032x}"
        done: dict[str, Any] = {
            "call": caller.call,
            "press": lambda: caller.press_unheard(detail),
            "key": lambda: caller.key_number(detail),
            "say": lambda: caller.say(detail),
            "spoke": lambda: caller.spoke_message(int(detail), recording),
            "dial": lambda: caller.dial_ended("completed" if bridged else detail, bridged),
            "wait": caller.wait if state != "ringing" else lambda: caller.dial_ended("no-answer", False),
        }
        done[what]()

    def next_address(self) -> str:
        """Where the line goes on."""
        return next(
            found.attrib["action"]
            for name in ("Gather", "Dial", "Record")
            if (found := self.caller.document.find(name)) is not None
        )

    def same_promises(self) -> None:
        """Compare what is kept of this person, and of the numbers they keyed."""
        memory, kept = self.play.memory, self.store
        for number in (self.number, *KEYED):
            open_one, waiting = kept.callbacks.open_of(number), memory.callback_of(number)
            assert (open_one and open_one.due) == (waiting and waiting.due), number
            texts = [one for one in memory.sent if one.wisher.number == number]
            assert len(kept.jobs.of(kept.people.key(number))) == len(texts), number
            assert kept.people.has_opted_out(number) == (number in memory.opted_out), number
        assert len(kept.messages.waiting(self.clock.now)) == memory.messages


@pytest.fixture(scope="module")
def taking_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that takes speech and messages, and promises two call-backs a day."""
    pack = copy(tmp_path_factory.mktemp("pack"))
    pack.swap("menu.toml", "speech = false", "speech = true")
    pack.swap("hours.toml", "messages = false", "messages = true")
    pack.swap("hours.toml", "callbacks_a_day = 40", "callbacks_a_day = 2")
    return pack.folder


@pytest.fixture(scope="module")
def all_taken(taking_all: Path) -> Pack:
    return load(taking_all)


@pytest.fixture(scope="module")
def taking_wire(taking_all: Path, settings: Settings, line_store: Store, line_clock: Clock) -> Wire:
    """The wire to the line with that pack."""
    return Wire(in_process(create_app(replace(settings, pack=taking_all), store=line_store, now=line_clock)))


@pytest.fixture
def both(
    taking_wire: Wire, all_taken: Pack, line_store: Store, clock: Clock
) -> Iterator[Callable[..., Both]]:
    """Makes a phone, with a line whose store is empty, and is so again for whoever comes next."""
    line_store.link.client.flushdb()
    yield partial(Both, taking_wire, line_store, clock, all_taken)
    line_store.link.client.flushdb()


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_is_the_same_on_the_line_and_in_the_player(both: Callable[..., Both], name: str) -> None:
    phone = both()
    phone.do(SCENES[name])
    phone.same_promises()


@pytest.mark.parametrize("name", ["a call-back twice the same night", "alarms", "machines"])
def test_a_blocked_number_hears_the_same(both: Callable[..., Both], name: str) -> None:
    phone = both(blocked=True)
    phone.do((*SCENES[name], *CARD, "5", "1"))
    phone.same_promises()


@pytest.mark.parametrize("number", ["anonymous", "+441632123456", "+33612345678", "+464"])
def test_a_number_of_another_kind_hears_the_same(both: Callable[..., Both], number: str) -> None:
    phone = both(number)
    phone.do(("text:MENU", "text:CALLME", *CARD, "5", "wait", *CLOSED, "call", "0", "0", "wait"))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_the_two_agree(both: Callable[..., Both], seed: int) -> None:
    phone, chance = both(), random.Random(seed)
    at = OPEN
    for _ in range(40):
        if chance.random() < 0.1:
            at += timedelta(minutes=chance.choice((1, 20, 59)))
            phone.clock.now = max(phone.clock.now, at)
        phone.do([some_act(chance, phone.state, phone.listens)])
    phone.same_promises()


def some_act(chance: random.Random, state: str, speech: bool) -> str:
    """Something that can be done in this state of the phone, promises more often than by chance."""
    if chance.random() < 0.15 or state in ("idle", "over"):
        return chance.choice(("call", f"text:{chance.choice(TEXTS)}"))
    match state:
        case "listening":
            says = (f"say:{chance.choice(TEXTS)}",) if speech else ()
            return chance.choice((*KEYS, *"01010151", "wait", *says))
        case "keying":
            return chance.choice(
                ("key:07400777888", "key:02079460456", "key:12", "key:1*07400777888", "wait")
            )
        case "recording":
            return chance.choice(("spoke:20", "spoke:0", "hangup"))
        case "ringing":
            return chance.choice(("dial:busy", "dial:failed", "dial:completed", "wait", "answer"))
    return chance.choice(("dial:bridged", "hangup"))


def test_the_second_call_back_of_a_night_keeps_its_first_place(both: Callable[..., Both]) -> None:
    phone = both()
    phone.do((*CLOSED, *CALLBACK))
    assert "saved" in phone.caller.heard
    phone.do(("text:MENU", *CALLBACK))
    assert "saved" not in phone.caller.heard
    assert isinstance(phone.play.call and phone.play.call.newest.answer.outcome, Already)


def test_three_topics_are_texted_in_the_day_that_the_first_began() -> None:
    memory, outcomes = Memory(), []
    for hours in (0, 1, 23, 23.9, 24, 25, 47, 47.9, 48):
        wisher = Asked(f"call {hours}", MOBILE, "", OPEN + timedelta(hours=hours))
        memory, outcome = send_topic(memory, "bones", wisher)
        outcomes.append(isinstance(outcome, Kept))
    assert outcomes == [True, True, True, False, True, True, True, False, True]


def test_a_day_later_the_talk_is_over(all_taken: Pack) -> None:
    play = do(Play(Phone(all_taken, MOBILE)), Act("text", "flaer", OPEN.timestamp()))
    for later, kind in ((timedelta(hours=23), "topic"), (timedelta(hours=24), "older_number")):
        answer = do(play, Act("text", "1", (OPEN + later).timestamp())).thread[-1]
        assert answer.reply.kind.startswith(kind)


def test_no_call_back_is_promised_that_the_limits_would_not_let_us_say(all_taken: Pack) -> None:
    full = (limits.Sent(int(OPEN.timestamp()), limits.PROMISE),) * PROMISES.most
    act = Act("text", "1", OPEN.timestamp())
    before = Exchange(act, Reply("when?", Talk(asks="time"), "callback"), history=full)
    memory, answer = send(Phone(all_taken, MOBILE), Memory(), before, "text 1", act)
    assert answer.reply.kind == "pause" and not memory.callbacks


def test_what_cannot_be_done_changes_nothing(all_taken: Pack) -> None:
    play = Play(Phone(all_taken, MOBILE))
    for what in ("press", "wait", "say", "key", "spoke", "answer", "dial", "hangup", "clock", "nonsense"):
        assert do(play, Act(what, "1", OPEN.timestamp())) is play
    play = do(play, Act("call", "", OPEN.timestamp()))
    for what in ("key", "spoke", "answer", "dial", "nonsense"):
        assert do(play, Act(what, "1", OPEN.timestamp())) is play
    for no_key in ("", "x", "12", "\u0663"):
        assert do(play, Act("press", no_key, OPEN.timestamp())) is play


def test_who_waits_after_the_tone_has_said_nothing(all_taken: Pack) -> None:
    play, at = Play(Phone(all_taken, MOBILE)), (OPEN + timedelta(hours=12)).timestamp()
    for what, detail in (("call", ""), ("press", "0"), ("press", "2"), ("press", "1")):
        play = do(play, Act(what, detail, at))
    silent, spoke = do(play, Act("wait", "", at)), do(play, Act("spoke", "9", at))
    assert silent is not play and spoke is not play
    assert silent.call and spoke.call
    assert silent.call.newest.turn.place.spot != spoke.call.newest.turn.place.spot


def test_a_new_thread_forgets_the_talk_and_the_stop_but_no_promise(all_taken: Pack) -> None:
    acts = [*(Act("text", body, OPEN.timestamp()) for body in ("CALLME", "1", "1", "STOP"))]
    play = replay(Phone(all_taken, MOBILE), [*acts, Act("forget", "", OPEN.timestamp())])
    assert not play.thread and not play.memory.opted_out
    assert play.memory.callback_of(MOBILE)


def test_after_a_new_thread_a_call_back_is_promised_anew(both: Callable[..., Both]) -> None:
    phone = both()
    phone.do((*BY_TEXT, "text:NOCALL"))
    phone.play = do(phone.play, Act("forget", "", phone.clock.now.timestamp()))
    phone.do((*BY_TEXT, "text:NOCALL", *CLOSED, *CALLBACK))
    phone.same_promises()


def test_no_two_calls_have_one_name(all_taken: Pack) -> None:
    play, names = Play(Phone(all_taken, MOBILE)), []
    for what in ("text", "call", "forget", "text", "call", "forget", "call", "text"):
        play = do(play, Act(what, "CALLME", OPEN.timestamp()))
        names += [play.call.name] if play.call and what == "call" else []
    assert len(set(names)) == len(names) == 3


def test_a_call_from_the_lines_own_number_is_not_put_through_in_a_play_either(all_taken: Pack) -> None:
    play = do(Play(Phone(all_taken, MOBILE, MOBILE)), Act("call", "", OPEN.timestamp()))
    assert play.call is not None and play.call.newest.turn.place.barred


def test_of_callers_without_a_number_together_forty_texts_to_others_go_in_a_day(
    both: Callable[..., Both],
) -> None:
    phone = both("anonymous")
    for n in range(TEXTS_OF_WITHHELD.most + 1):
        phone.do(("call", "3", "1", "5", f"key:07400777{n:03}", "1"))
    assert "whose number we cannot see" in phone.caller.heard
    assert len(phone.play.memory.sent) == TEXTS_OF_WITHHELD.most


@pytest.mark.parametrize(("own", "why"), [(MOBILE, "none"), ("", "no_number")])
@pytest.mark.parametrize("ends", [True, False])
def test_who_has_no_call_back_is_told_so_and_why(all_taken: Pack, own: str, why: str, ends: bool) -> None:
    wisher = Asked("call 1", own, "", OPEN)
    memory, outcome = grant(Memory(), all_taken.hours, OwnCallback(ends=ends), wisher)
    assert memory == Memory()
    assert outcome == (Refused(why) if ends else Waiting(None, ()))
    if ends:
        assert grant(memory, all_taken.hours, OwnCallback(True, 5), wisher)[1] == Refused("none")
