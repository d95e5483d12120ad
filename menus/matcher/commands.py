"""The words that the line or the carrier acts on, whatever topics there are (R27, R28)."""

import re
from collections.abc import Mapping

from menus.matcher.answers import Command, Match
from menus.matcher.utterance import Utterance
from menus.phrasing.normalise import plain_words

WORDS = frozenset({"menu", "more", "back", "about", "helpline", "callme", "nocall", "yes", "no", "privacy"})
CARRIER = frozenset(
    {
        "stop",
        "stopall",
        "unsubscribe",
        "cancel",
        "end",
        "quit",
        "revoke",
        "optout",
        "start",
        "unstop",
        "help",
        "info",
    }
)
COMMANDS = WORDS | CARRIER
ANSWERED = frozenset(
    {"MENU", "MORE", "BACK", "ABOUT", "HELPLINE", "CALLME", "NOCALL", "MISSED", "HELP", "HELPME"}
)
ANSWERED |= {"PRIVACY", "THANKS", "SLIP", "STOP", "START", "YES", "NO"}
"""Every name that a pack may give to words in `[commands]`, `[when_open]` and `[requests]`: each has a
reply.
"""


def same(word: str) -> str:
    """A keyword or synonym as it is compared: small letters and digits ("Steroid card" is steroidcard)."""
    return re.sub(r"[\W_]", "", word.casefold())


def one_edit(one: str, other: str) -> bool:
    """Whether at most one letter is put in, left out, changed, or swapped with its neighbour."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


WRITTEN = frozenset({"STOP", "START", "SLIP"})
"""Commands that are taken by their very letters only: they change what a person gets from now on, or tell
how to (R28)."""


def commands(asked: Utterance) -> tuple[str, Match | None]:
    """Layer 1: the whole message is a command. Only letters as written opt out (R28); other commands may
    hold slips.
    """
    lexicon, heard = asked.lexicon, asked.reading
    known = lexicon.commands_open if asked.talk_open else lexicon.commands
    exact = "".join(heard.as_sent)
    if name := known.get(exact) or known.get("".join(plain_words(asked.words))):
        if name == "STOP" and asked.words.rstrip().endswith("?"):
            return exact, Command("SLIP")  # asks, and does not tell us to
        return exact, Command(name)
    if one_edit(exact, "stop") and exact not in lexicon.whole:
        return exact, Command("SLIP")
    telling = tuple(word for word in heard.words if word not in lexicon.edges) or heard.words
    once = tuple(word for place, word in enumerate(telling) if place == 0 or word != telling[place - 1])
    for wording in (heard.words, once, heard.bare):
        if (name := _command(known, wording)) and name not in WRITTEN:
            return " ".join(wording), Command(name)
    return "", None


def _command(known: Mapping[str, str], words: tuple[str, ...]) -> str | None:
    """The command that the words are, or that both halves of them are ("yes that's the one")."""
    if name := known.get("".join(words)):
        return name
    if len(words) <= 8:
        for cut in range(1, len(words)):
            name = known.get("".join(words[:cut]))
            if name and name == known.get("".join(words[cut:])):
                return name
    return None
