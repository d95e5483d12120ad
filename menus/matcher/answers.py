"""The matcher's answers: a topic, a question, a command, an alarm, care with a medicine, or nothing."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Found:
    """One topic was found surely, and is answered at once; `topic` is its name in lower case."""

    topic: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """One topic, or two with the likelier first, to ask the person about: "Did you mean …? Reply 1"."""

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A command to the line: one of its words (MENU, STOP), or a sentence that asks for the same.

    `name` is a key of COMMANDS in menus/matcher/commands.py; for INFO it is HELP. Nobody is told to send
    HELPME (a cry for help), SLIP (perhaps STOP was meant), THANKS (no answer needed) or MISSED (about a call
    of ours): these are only meant by what a person writes.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Urgent:
    """An alarm (R30), which is answered with the numbers that help.

    `kind` is an emergency of the body, despair, danger from others or harm meant to others; "at_once" is for
    signs told calmly that need help at once. `saying` is true where all that raised it are words also used
    as a figure of speech: then the second ear may doubt it.
    """

    kind: Literal["body", "despair", "danger", "harm", "at_once"]
    saying: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Worried:
    """Perhaps someone is ill or in danger: the person is asked whether they are (R48).

    `source` is "guard" where a guard took an alarm away, "ear" where the second ear heard trouble.
    """

    source: Literal["guard", "ear"]


@dataclass(frozen=True, slots=True)
class Careful:
    """Someone stops, changes or lacks a medicine, which is answered with the safety reply (R29).

    `topics` are those that the reply offers: two at most, the likelier first.
    """

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """The message asks for nothing: it was not understood ("unknown"), or a machine wrote it ("automatic").

    `words`, five at most, are those that no topic knows; in a machine's message, those beside its usual
    phrases.
    """

    kind: Literal["unknown", "automatic"]
    words: tuple[str, ...] = ()


Match = Found | Unsure | Command | Urgent | Worried | Careful | Nothing


@dataclass(frozen=True, slots=True)
class Seen:
    """What one layer of the matcher saw, in a few words, and its answer; None leaves it to the next layer."""

    layer: str
    saw: str
    answer: Match | None


# Commands that differ in the words of their reply alone, as they are scored.
SAME = {"HELPME": "HELP", "MISSED": "CALLME", "THANKS": "NONE", "SLIP": "?STOP"}


def label(answer: Match) -> str:
    """The answer in one word, as `flask match` prints it and the files of test messages hold it.

    It is one of BONES, ?BONES|FLARE, MENU, EMERGENCY, ATONCE, WORRIED, SAFETY or NONE, or like one of these.
    """
    match answer:
        case Found(topic):
            return topic.upper()
        case Unsure(topics):
            return "?" + "|".join(topic.upper() for topic in topics)
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
