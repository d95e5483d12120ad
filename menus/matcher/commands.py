"""The commands that people can text, such as MENU or STOP; every pack has the same (R27, R28)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from menus.matcher.answers import Command, Match
from menus.matcher.utterance import Utterance
from menus.model import ABOUT, HELPLINE
from menus.phrasing.normalise import plain_words

Deed = Literal[
    "menu", "more", "back", "why",
    "callme", "nocall", "missed", "helpme", "thanks", "stop", "start", "yes", "no"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Says:
    """A command that is answered with a fixed sentence; `sentence` is its name in [text] of phrases.toml."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Tells:
    """A command answered with a topic that every pack has; `topic` is its name."""

    topic: str


@dataclass(frozen=True, slots=True)
class Does:
    """A command whose answer depends on the conversation so far or on the store.

    `deed` is the key in DEEDS (`sms/flow.py`) of the function that answers it.
    """

    deed: Deed


# Every command, and what it does: the one list. A new one is a line here; the pack has its words, under its
# name in [commands], [when_open] or [requests] of matching.toml, and the sentence that a `Says` names.
COMMANDS: Mapping[str, Says | Tells | Does] = {
    "MENU": Does("menu"),
    "MORE": Does("more"),
    "BACK": Does("back"),
    "WHY": Does("why"),
    "ABOUT": Tells(ABOUT),
    "HELPLINE": Tells(HELPLINE),
    "CALLME": Does("callme"),
    "NOCALL": Does("nocall"),
    "MISSED": Does("missed"),
    "HELP": Says("help"),
    "HELPME": Does("helpme"),
    "PRIVACY": Says("privacy"),
    "SECRET": Says("secret"),
    "COST": Says("cost"),
    "LANGUAGE": Says("one_language"),
    "THANKS": Does("thanks"),
    "SLIP": Says("stop_slip"),
    "STOP": Does("stop"),
    "START": Does("start"),
    "YES": Does("yes"),
    "NO": Does("no"),
}

# Commands that people mean by what they write; nobody is told their names as words to text.
MEANT = frozenset({"MISSED", "HELPME", "THANKS", "SLIP", "SECRET", "COST", "LANGUAGE"})

# What the carrier acts on by itself, beside STOP, START and HELP.
CARRIER = frozenset(
    {"stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "unstop", "info"}
)  # fmt: skip

# Words that mean a command, so that no topic may be called anything like them (R26).
TAKEN = frozenset(name.lower() for name in COMMANDS.keys() - MEANT) | CARRIER


def same(word: str) -> str:
    """A keyword or synonym in the form used for comparison: "Alert card" gives "alertcard"."""
    return re.sub(r"[\W_]", "", word.casefold())


def one_edit(one: str, other: str) -> bool:
    """Whether two words are equal or one slip apart: a letter more, less or changed, or two swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


# Commands that are taken by their very letters only: they change what a person gets from now on, or tell how
# to (R28).
WRITTEN = frozenset({"STOP", "START", "SLIP"})

STOP_A_NUMBER = re.compile(r"stop(?:0|44)\d{9,10}")

# Words of a message that may say the same command twice ("yes that's the one"): each cut in it is tried.
MOST_WORDS = 8


def commands(utterance: Utterance) -> tuple[str, Match | None]:
    """Layer 1 of the matcher: finds a message that is a command as a whole, such as STOP or MENU.

    Gives the words taken as the command, and the answer. Gives "" and None if the message is no command. Only
    a correctly spelt STOP ends our texts, and only a correctly spelt START begins them again (R28). Words
    that are nearly STOP give SLIP: the person is told how to stop our texts. Other commands may be misspelt.
    """
    lexicon, reading = utterance.lexicon, utterance.reading
    known = lexicon.commands_open if utterance.talk_open else lexicon.commands
    exact = "".join(reading.as_sent)
    if name := known.get(exact) or known.get("".join(plain_words(utterance.words))):
        if name == "STOP" and utterance.words.rstrip().endswith("?"):
            return exact, Command("SLIP")  # asks, and does not tell us to
        return exact, Command(name)
    if STOP_A_NUMBER.fullmatch(exact):
        return exact, Command("SLIP")  # theirs, or another's (R49)
    if one_edit(exact, "stop") and exact not in lexicon.whole:
        return exact, Command("SLIP")
    telling = tuple(word for word in reading.words if word not in lexicon.edges) or reading.words
    once = tuple(word for place, word in enumerate(telling) if place == 0 or word != telling[place - 1])
    for wording in (reading.words, once, reading.bare):
        if (name := _command(known, wording)) and name not in WRITTEN:
            return " ".join(wording), Command(name)
    return "", None


def _command(known: Mapping[str, str], words: tuple[str, ...]) -> str | None:
    """The name of the command that all of `words` together mean; None if they mean none.

    `known` maps each wording, without its spaces ("callmeback"), to the name of its command. Two wordings of
    the same command, one after the other, mean that command too ("yes that's the one").
    """
    if name := known.get("".join(words)):
        return name
    if len(words) <= MOST_WORDS:
        for cut in range(1, len(words)):
            name = known.get("".join(words[:cut]))
            if name and name == known.get("".join(words[cut:])):
                return name
    return None
