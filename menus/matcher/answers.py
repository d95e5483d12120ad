"""The answers that the matcher can give to a message: a topic, a question, a command, an alarm and others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Found:
    """The matcher's answer when one topic surely fits: it is sent at once. `topic` is its name."""

    topic: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """The matcher's answer when one topic or two may fit: the person is asked "Did you mean …? Reply 1".

    Of two topics the likelier comes first.
    """

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """The matcher's answer to a command: a command word such as MENU or STOP, or a sentence that means one.

    `name` is a key of COMMANDS in menus/matcher/commands.py. The text INFO has the name HELP. Nobody is told
    to text these four names, which stand for what people write in their own words:

    - HELPME: a cry for help.
    - SLIP: perhaps STOP was meant.
    - THANKS: no answer is needed.
    - MISSED: it is about a call that we made.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Urgent:
    """The matcher's answer to an alarm (R30): the person is sent the numbers to ring.

    `kind` is "body" (a medical emergency), "despair", "danger" (from others), "harm" (meant to others) or
    "at_once" (calmly described signs that need help at once). `saying` is true if all words that raised the
    alarm are also figures of speech. In that case the second ear (`menus.matcher.ear`) may turn the alarm
    into a question. `topics` are the likely topics of the message, two at most. Only the reply of "at_once"
    names one. `by_other` is true for a medical emergency beside danger from others: "he broke my arm".
    """

    kind: Literal["body", "despair", "danger", "harm", "at_once"]
    saying: bool = field(default=False, compare=False)
    topics: tuple[str, ...] = field(default=(), compare=False)
    by_other: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Worried:
    """The matcher's answer if someone may be ill or in danger: the person is asked about it (R48).

    `source` is "guard" if the message had an alarm that a guard cancelled. (A guard is a phrase that only
    sounds like an alarm.) `source` is "ear" if the second ear's learnt weights showed trouble
    (`menus.matcher.ear`). `topics` are the likely topics of the message, two at most. The reply names them
    for a person who only asked a question.
    """

    source: Literal["guard", "ear"]
    topics: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Careful:
    """The matcher's answer when someone stops, changes or lacks a medicine: the safety reply (R29).

    `topics` are those that the reply offers: two at most, the likelier first.
    """

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """The matcher's answer to a message that asks for nothing, or for nothing that the matcher understands.

    `kind` is "unknown" if the message was not understood, "automatic" if a machine wrote it. `words` holds at
    most five words that no topic knows; for a machine's message, words outside its usual phrases.
    """

    kind: Literal["unknown", "automatic"]
    words: tuple[str, ...] = ()


Match = Found | Unsure | Command | Urgent | Worried | Careful | Nothing


@dataclass(frozen=True, slots=True)
class Seen:
    """The result of one layer of the matcher: its name, a summary of what it saw, and its answer.

    If the answer is None, the next layer gets the message.
    """

    layer: str
    saw: str
    answer: Match | None


# Commands that differ in the words of their reply alone, as they are scored. The cost stands in two topics.
SAME = {"HELPME": "HELP", "MISSED": "CALLME", "THANKS": "NONE", "SLIP": "?STOP"}
SAME |= {"COST": "?HOWTO|ABOUT", "LANGUAGE": "HOWTO", "SECRET": "ABOUT"}


def label(answer: Match, called: Callable[[str], str] = str.upper) -> str:
    """The answer in one word, as `flask match` prints it and the files of test messages have it.

    The word is a topic (BONES), topics to ask about (?BONES|FLARE), a command (MENU), or one of EMERGENCY,
    ATONCE, WORRIED, SAFETY and NONE. `called` turns the name of a topic into the word for it. By default this
    is the name in capitals.
    """
    match answer:
        case Found(topic):
            return called(topic)
        case Unsure(topics):
            return "?" + "|".join(map(called, topics))
        case Command(name):
            return SAME.get(name, name)
        case Urgent("at_once"):
            return "ATONCE"
        case Urgent():
            return "EMERGENCY"
        case Worried():
            return "WORRIED"
        case Careful():
            return "SAFETY"
        case Nothing():
            return "NONE"
