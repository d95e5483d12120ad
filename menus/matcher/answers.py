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
    """A name of `menus.matcher.commands.COMMANDS`. HELP is INFO as well.

    HELPME is a cry for help, SLIP a slip of STOP, THANKS needs no more, MISSED is about a call of ours.
    """

    name: str


@dataclass(frozen=True, slots=True)
class Urgent:
    """R30: an emergency ("body"), distress ("despair"), danger from others ("danger") or to others ("harm"),
    or signs told calmly that need help at once ("at_once"). A saying alone may be doubted, as a guard does.
    """

    kind: Literal["body", "despair", "danger", "harm", "at_once"]
    saying: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Worried:
    """R48: perhaps someone is ill or in danger. `heard` names what said so: "guard" or "ear"."""

    heard: Literal["guard", "ear"]


@dataclass(frozen=True, slots=True)
class Careful:
    """R29: stopping or changing a medicine; `topics` are the ones to text next, the likelier first, two at
    most.
    """

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """Not understood (`words` are unknown ones, five at most), or a machine's message ("automatic": no answer
    is sent; `words` stand beside its phrases, none where it is wholly a machine's).
    """

    kind: Literal["unknown", "automatic"]
    words: tuple[str, ...] = ()


Match = Found | Unsure | Command | Urgent | Worried | Careful | Nothing


@dataclass(frozen=True, slots=True)
class Seen:
    """What one layer saw, in a few words, and its answer; None hands the message to the next layer."""

    layer: str
    saw: str
    answer: Match | None


SAME = {"HELPME": "HELP", "MISSED": "CALLME", "THANKS": "NONE", "SLIP": "?STOP"}
"""Commands that differ in the words of their reply alone, as they are scored."""


def label(answer: Match) -> str:
    """An answer in one word, as `flask match` prints it: BONES, ?BONES|FLARE, MENU, EMERGENCY, ATONCE,
    WORRIED, SAFETY, NONE.
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
