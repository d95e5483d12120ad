"""From a person's words to what the line does: layers in a fixed order, the first that knows answers."""

from dataclasses import replace

from menus.matcher import machines
from menus.matcher.alarms import alarm_in
from menus.matcher.answers import (
    Careful,
    Command,
    Found,
    Match,
    Nothing,
    Seen,
    Unsure,
    Urgent,
    Worried,
    label,
)
from menus.matcher.asked import Asked, Layer, fired
from menus.matcher.care import careful, owned
from menus.matcher.commands import commands
from menus.matcher.ear import listened
from menus.matcher.evidence import choose, unexplained, vetoed, weigh
from menus.matcher.keywords import keyword_beside, keyword_topics
from menus.matcher.optouts import clause_stop, may_be_ours
from menus.matcher.unwrapped import unwrapped
from menus.matcher.voices import may_speak, spoken
from menus.model import Language
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.reading import read
from menus.phrasing.vocabulary import ALL, DESCRIBED

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

UNKNOWN_WORDS = 5
"""At most so many unknown words of one message are handed on, for the editor to learn from."""


def _alarms(asked: Asked) -> tuple[str, Match | None]:
    """Layer 2: an emergency, distress, danger, on every message (R30)."""
    return alarm_in(asked.lexicon, asked.heard)


def _requests(asked: Asked) -> tuple[str, Match | None]:
    """Layer 5: sentences that ask for what a command does: to be left alone, to be rung, the list of
    topics.
    """
    for name in asked.lexicon.requests:
        phrase = fired(asked, f"{name} phrases")
        if phrase and (name != "STOP" or may_be_ours(asked)):
            return phrase, Command(name)
    return "", None


def _clause(asked: Asked) -> tuple[str, Match | None]:
    """Layer 6: a clause of its own tells us to stop, and the rest asks for nothing (R28)."""

    def answer_of(words: str) -> Match:
        return _layers(asked.lexicon, words, False)[-1].answer or Nothing("unknown")

    saw = clause_stop(asked, answer_of) if may_be_ours(asked) else ""
    return saw, Command("STOP") if saw else None


def _keyword(asked: Asked) -> tuple[str, Match | None]:
    """Layer 7: the whole message is a keyword or synonym; two keywords, or a short one with a slip, are
    asked about.
    """
    topics, near_miss = keyword_topics(asked.lexicon, asked.heard)
    if not topics:
        topics, near_miss = keyword_beside(asked.lexicon, asked.words), False
    silenced = vetoed(asked.lexicon, asked.heard)
    if not topics or silenced.intersection((ALL, DESCRIBED, *topics)):
        return "", None
    saw = " ".join(asked.heard.bare)
    if len(topics) == 1 and not near_miss:
        return saw, Found(topics[0])
    return saw, Unsure(topics[:2])


def _evidence(asked: Asked) -> tuple[str, Match | None]:
    """Layer 8: scored evidence. A tie is asked about, ordinary words alone are asked about or left."""
    weighed = weigh(asked.lexicon, asked.heard)
    saw = "; ".join(f"{one.topic} {one.score} ({', '.join(one.said)})" for one in weighed[:4])
    topics, surely = choose(asked.lexicon, asked.heard, weighed)
    if not topics:
        return saw, None
    return saw, Found(topics[0]) if surely else Unsure(topics)


def _automatic(asked: Asked) -> tuple[str, Match | None]:
    """Layer 4: a machine wrote it, or a seller; but what asks us something in it is answered first (R47)."""
    lexicon, heard = asked.lexicon, asked.heard
    surely, perhaps = fired(asked, "machines phrases"), fired(asked, "automatic phrases")
    if not (surely or perhaps):
        return "", None
    left = machines.left(lexicon, heard)
    if beside_machine := _asked_beside(asked, left, bool(surely)):
        return beside_machine.saw, beside_machine.answer
    if not (surely or machines.is_one(lexicon, asked.words, left)):
        return "", None
    beside = () if surely else machines.telling(lexicon, left)[:UNKNOWN_WORDS]
    return surely or perhaps, Nothing("automatic", beside)


def _asked_beside(asked: Asked, left: tuple[str, ...], surely: bool) -> Seen | None:
    """What asks us something in a machine's message, and the layer that found it."""
    rest = replace(asked, heard=read(asked.lexicon, " ".join(left)))
    whole = () if surely else ((asked, ASKING[2:3]), (rest, ASKING), (asked, ASKING[3:]))
    for part, layers in whole or ((rest, ASKING),):
        for name, layer in layers if part.heard.words else ():
            saw, answer = layer(part)
            if answer and machines.is_asked(asked.lexicon, part.heard, part.words, answer, part is rest):
                return Seen(name, saw, answer)
    return None


def _by_evidence(asked: Asked) -> Seen | None:
    """What asks us something in a machine's message, if evidence found it: the ear may doubt that."""
    surely = bool(fired(asked, "machines phrases"))
    found = _asked_beside(asked, machines.left(asked.lexicon, asked.heard), surely)
    return found if found and found.layer == "evidence" else None


ASKING: tuple[tuple[str, Layer], ...] = (
    ("command", commands),
    ("keyword", _keyword),
    ("request", _requests),
    ("evidence", _evidence),
)

LAYERS: tuple[tuple[str, Layer], ...] = (
    ("command", commands),
    ("alarm", _alarms),
    ("careful", careful),
    ("automatic", _automatic),
    ("request", _requests),
    ("clause", _clause),
    ("keyword", _keyword),
    ("evidence", _evidence),
    ("owned", owned),
)


def explain(language: Language, words: str, talk_open: bool = False) -> tuple[Seen, ...]:
    """What each layer saw, up to the one that answered: the last has the answer that `match` gives.

    The second ear comes behind the layers, and listens to the words as they were written.
    """
    by_rules, plain = ruled(language, words, talk_open), plain_words(words)
    trace = listened(language.ear, plain, by_rules)
    if language.ear is None or not may_speak(by_rules[-1].answer, trace[-1].answer):
        return trace
    asked = Asked(data := lexicon(language), words, read(data, words), talk_open)
    return spoken(language.ear, asked, plain, trace)


def ruled(language: Language, words: str, talk_open: bool = False) -> tuple[Seen, ...]:
    """What each layer of rules saw, up to the one that answered.

    Without what phones add to the message; as a whole where that hides an alarm, or all that asks (R28).
    """
    data = lexicon(language)
    freed = unwrapped(data, words)
    trace = _layers(data, freed.text, talk_open)
    if not freed.cut or isinstance(trace[-1].answer, Urgent):
        return trace
    whole = _layers(data, words, talk_open)
    pieces = (". ".join(freed.footers), False), (". ".join(freed.names), True)
    hides = isinstance(trace[-1].answer, Nothing) or any(_asks(data, *piece) for piece in pieces)
    return whole if hides or isinstance(whole[-1].answer, Urgent) else trace


def _asks(data: Lexicon, piece: str, offers: bool) -> bool:
    """Whether a footer or a name asks for something."""
    answer = _layers(data, piece, False)[-1].answer
    if isinstance(answer, Command):
        return answer.name not in ("THANKS", "SLIP")
    return isinstance(answer, Found | Careful | Worried) or (offers and isinstance(answer, Unsure))


def _layers(data: Lexicon, words: str, talk_open: bool) -> tuple[Seen, ...]:
    """What each layer saw in the words as they stand."""
    trace, heard = list[Seen](), read(data, words)
    asked = Asked(data, words, heard, talk_open)
    for name, layer in LAYERS if heard.words else ():
        saw, answer = layer(asked)
        trace.append(Seen(name, saw, answer))
        if answer is not None:
            inside = _by_evidence(asked) if layer is _automatic and isinstance(answer, Found) else None
            return (*trace, inside) if inside else tuple(trace)
    unknown = unexplained(data, heard)[:UNKNOWN_WORDS]
    return (*trace, Seen("nothing", " ".join(unknown), Nothing("unknown", unknown)))


def match(language: Language, words: str, talk_open: bool = False) -> Match:
    """What `words`, texted or spoken, ask for. `talk_open` is true while a question of ours waits for its
    answer.

    Never raises, whatever the text. The same words and language always give the same answer.
    """
    answer = explain(language, words, talk_open)[-1].answer
    return answer if answer is not None else Nothing("unknown")
