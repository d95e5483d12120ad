"""From a person's words to what the line does: layers in a fixed order, the first that knows answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from menus.answers import Careful, Command, Found, Match, Nothing, Seen, Unsure, Urgent, Worried, label
from menus.evidence import SURE, choose, unexplained, vetoed, weigh
from menus.keywords import keyword_topics
from menus.lexicon import KINDS, Lexicon, lexicon
from menus.model import Language
from menus.phrases import NO_PHRASES, Met, heard_in, without
from menus.reading import Heard, read
from menus.tables import spaced

__all__ = [
    "Careful",
    "Command",
    "Found",
    "Match",
    "Nothing",
    "Seen",
    "Unsure",
    "Urgent",
    "Worried",
    "explain",
    "label",
    "match",
]

Kind = Literal["body", "despair", "danger", "harm", "at_once"]

GRAVEST = (*(f"{kind} {listed}" for kind in KINDS for listed in ("unguarded", "alarms")), "body milder")
"""Lists of alarms, the gravest first. A milder sign of the body is an emergency too, unless it is told as
something that came slowly: then "at once" is the better answer.
"""

UNKNOWN_WORDS = 5
"""At most so many unknown words of one message are handed on, for the editor to learn from."""

WRITTEN = frozenset({"STOP", "START"})
"""Commands that are taken by their very letters only: they change what a person gets from now on (R28)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a layer is given: the language's data, the message as read, and whether a question of ours is
    open.
    """

    lexicon: Lexicon
    heard: Heard
    talk_open: bool


Layer = Callable[[Asked], tuple[str, Match | None]]


def _fired(asked: Asked, name: str) -> str:
    """The first phrase of a list ("body alarms") that the message holds outside its guards, else "".

    Looked for without greetings and thanks, in all of it ("love" may be either), and without its frame.
    """
    heard, lists = asked.heard, asked.lexicon.lists
    guards = lists.get(f"{name.split()[0]} guards", NO_PHRASES)
    for texts in dict.fromkeys((heard.texts, heard.uncut, (spaced(heard.bare),))):
        left = without(guards, texts)
        brief = tuple(_brief(asked.lexicon, text) for text in left)
        if met := heard_in(lists.get(name, NO_PHRASES), tuple(dict.fromkeys((*left, *brief)))):
            return met[0].phrase.source
        if left != texts:
            # a guard that needs the frame ("do i take them all") must not be lost with it
            break
    return ""


def _brief(lexicon: Lexicon, text: str) -> str:
    """The text as in a telegram: words such as "the" and "my" come and go, and mean little."""
    return spaced(word for word in text.split() if word not in lexicon.skipped)


def _commands(asked: Asked) -> tuple[str, Match | None]:
    """Layer 1: the whole message is a command. Only letters as written opt out (R28); other commands may
    hold slips.
    """
    lexicon, heard = asked.lexicon, asked.heard
    commands = lexicon.commands_open if asked.talk_open else lexicon.commands
    exact = "".join(heard.written)
    if name := commands.get(exact):
        return exact, Command(name)
    telling = tuple(word for word in heard.words if word not in lexicon.edges) or heard.words
    once = tuple(word for place, word in enumerate(telling) if place == 0 or word != telling[place - 1])
    for wording in (heard.words, once, heard.bare):
        if (name := _command(commands, wording)) and name not in WRITTEN:
            return " ".join(wording), Command(name)
    return "", None


def _command(commands: Mapping[str, str], words: tuple[str, ...]) -> str | None:
    """The command that the words are, or that both halves of them are ("yes that's the one")."""
    if name := commands.get("".join(words)):
        return name
    if len(words) <= 8:
        for cut in range(1, len(words)):
            name = commands.get("".join(words[:cut]))
            if name and name == commands.get("".join(words[cut:])):
                return name
    return None


def _alarms(asked: Asked) -> tuple[str, Match | None]:
    """Layer 2: an emergency, distress, danger, on every message (R30)."""
    return alarm_in(asked.lexicon, asked.heard)


def alarm_in(data: Lexicon, heard: Heard) -> tuple[str, Urgent | Worried | None]:
    """The gravest alarm that a message holds; where a saying alone raised it, that is a worry (R48)."""
    full = (*heard.texts, *heard.uncut, spaced(heard.bare))
    texts = tuple(dict.fromkeys((*full, *(_brief(data, text) for text in full))))
    met = [one for one in heard_in(data.alarms, texts) if not one.phrase.exact or _in_any(one, full)]
    if not met:
        return "", None
    left = without(data.guards, texts)
    standing = met if left == texts else [one for one in met if _stands(one, left)]
    if not standing:
        return met[0].phrase.source, Worried("guard")
    gravest = min(standing, key=lambda one: GRAVEST.index(one.phrase.owner))
    return gravest.phrase.source, Urgent(cast(Kind, gravest.phrase.owner.split()[0]))


def _stands(met: Met, left: tuple[str, ...]) -> bool:
    """Whether an alarm is one that no guard touches, or is still there in what the guards have left."""
    return not met.phrase.owner.endswith(" alarms") or _in_any(met, left)


def _in_any(met: Met, texts: tuple[str, ...]) -> bool:
    return any(map(met.phrase.pattern.search, texts))


def _careful(asked: Asked) -> tuple[str, Match | None]:
    """Layer 3: stopping or changing a medicine, missing it or not keeping it down (R29)."""
    if not (phrase := _fired(asked, "careful alarms")):
        return "", None
    named = (one.topic for one in weigh(asked.lexicon, asked.heard) if one.score >= SURE)
    medicines = tuple(topic for topic in named if topic in asked.lexicon.careful_topics)
    return phrase, Careful((medicines or asked.lexicon.careful_default)[:2])


def _automatic(asked: Asked) -> tuple[str, Match | None]:
    """Layer 4: a machine wrote it, or someone with something to sell."""
    phrase = _fired(asked, "automatic phrases")
    return phrase, Nothing("automatic") if phrase else None


def _requests(asked: Asked) -> tuple[str, Match | None]:
    """Layer 5: sentences that ask for what a command does: to be left alone, to be rung, the list of
    topics.
    """
    for name in asked.lexicon.requests:
        if phrase := _fired(asked, f"{name} phrases"):
            return phrase, Command(name)
    return "", None


def _keyword(asked: Asked) -> tuple[str, Match | None]:
    """Layer 6: the whole message is a keyword or synonym; two keywords, or a short one with a slip, are
    asked about.
    """
    topics, near_miss = keyword_topics(asked.lexicon, asked.heard)
    silenced = vetoed(asked.lexicon, asked.heard)
    if not topics or "" in silenced or silenced.intersection(topics):
        return "", None
    saw = " ".join(asked.heard.bare)
    if len(topics) == 1 and not near_miss:
        return saw, Found(topics[0])
    return saw, Unsure(topics[:2])


def _evidence(asked: Asked) -> tuple[str, Match | None]:
    """Layer 7: scored evidence. A tie is asked about, ordinary words alone are asked about or left."""
    weighed = weigh(asked.lexicon, asked.heard)
    saw = "; ".join(f"{one.topic} {one.score} ({', '.join(one.said)})" for one in weighed[:4])
    topics, surely = choose(asked.lexicon, asked.heard, weighed)
    if not topics:
        return saw, None
    return saw, Found(topics[0]) if surely else Unsure(topics)


LAYERS: tuple[tuple[str, Layer], ...] = (
    ("command", _commands),
    ("alarm", _alarms),
    ("careful", _careful),
    ("automatic", _automatic),
    ("request", _requests),
    ("keyword", _keyword),
    ("evidence", _evidence),
)


def explain(language: Language, words: str, talk_open: bool = False) -> tuple[Seen, ...]:
    """What each layer saw, up to the one that answered: the last has the answer that `match` gives."""
    data = lexicon(language)
    heard = read(data, words)
    trace: list[Seen] = []
    asked = Asked(data, heard, talk_open)
    for name, layer in LAYERS if heard.words else ():
        saw, answer = layer(asked)
        trace.append(Seen(name, saw, answer))
        if answer is not None:
            return tuple(trace)
    unknown = unexplained(data, heard)[:UNKNOWN_WORDS]
    return (*trace, Seen("nothing", " ".join(unknown), Nothing("unknown", unknown)))


def match(language: Language, words: str, talk_open: bool = False) -> Match:
    """What `words`, texted or spoken, ask for. `talk_open` is true while a question of ours waits for its
    answer.

    Never raises, whatever the text. The same words and language always give the same answer.
    """
    answer = explain(language, words, talk_open)[-1].answer
    return answer if answer is not None else Nothing("unknown")
