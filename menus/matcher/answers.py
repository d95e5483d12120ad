"""What a message can come to: a topic, a question, a command, an alarm, care with a medicine, or nothing."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Found:
    """One topic, by its name (lower case), to be answered at once."""

    topic: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """One topic or two, the likelier first, to be asked about: "Did you mean …? Reply 1"."""

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A word that the line acts on, or a sentence that asks for the same.

    `name` stands in COMMANDS of menus/matcher/commands.py: MENU, MORE, STOP and so on; HELP is INFO as well.
    Some only a sentence can say: HELPME (a cry for help), SLIP (perhaps STOP was meant), THANKS (no answer
    needed), MISSED (about a call of ours).
    """

    name: str


@dataclass(frozen=True, slots=True)
class Urgent:
    """An alarm (R30), to be answered with the numbers that help.

    An emergency of the body, despair, danger from others, or harm meant to others; "at_once" are signs told
    calmly that need help at once. `saying` holds where only words that are also a saying raised it: the ear
    may doubt these, as a guard may.
    """

    kind: Literal["body", "despair", "danger", "harm", "at_once"]
    saying: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Worried:
    """Perhaps someone is ill or in danger, to be asked about (R48).

    `source` is "guard" where a guard took an alarm away, "ear" where the second ear heard trouble.
    """

    source: Literal["guard", "ear"]


@dataclass(frozen=True, slots=True)
class Careful:
    """Someone stops, changes or lacks a medicine: the safety reply (R29).

    `topics`, two at most and the likelier first, are the ones that the reply offers.
    """

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Not understood ("unknown"), or a message from a machine, which gets no answer ("automatic").

    `words`, five at most, are those that no topic knows; of a machine's message, those beside its phrases.
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
    """An answer in one word, as `flask match` prints it and files of rows hold it.

    BONES, ?BONES|FLARE, MENU, EMERGENCY, ATONCE, WORRIED, SAFETY or NONE.
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
