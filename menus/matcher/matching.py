"""The matcher: layers of rules in a fixed order; the first layer that finds something answers."""

from dataclasses import replace

from menus.matcher import machines
from menus.matcher.alarms import alarms, calmed, quieted
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
)  # fmt: skip
from menus.matcher.care import medicine_change, names_medicine, own_medicine
from menus.matcher.commands import commands
from menus.matcher.ear import listen
from menus.matcher.evidence import find_topic, unexplained_words, vetoed_topics
from menus.matcher.offered.voices import ask_beside, ask_topics, hear_other_voices, may_ask, may_speak
from menus.matcher.offered.way_on import name_way_on
from menus.matcher.optouts import requests, wish_to_end
from menus.matcher.other_languages import hear_others
from menus.matcher.unwrap import unwrap, with_signs
from menus.matcher.utterance import Layer, Utterance, first_phrase, without_stopped
from menus.matcher.whole_message import keyword_beside, keyword_topics
from menus.model import Language
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.reading import read
from menus.phrasing.vocabulary import ALL, DESCRIBED

__all__ = [
    "Careful", "Command", "Found", "Match", "Nothing", "Seen", "Unsure", "Urgent", "Worried", "explain",
    "label", "match",
]  # fmt: skip

# At most so many unknown words of one message are handed on, for the editor to learn from.
UNKNOWN_WORDS = 5


def _careful(utterance: Utterance) -> tuple[str, Match | None]:
    """Layer 3 of the matcher: the phrase for a medicine stopped, changed or missed, and the answer (R29).

    Gives "" and None if there is none, or if our texts are meant ("your texts upset him, stop them", R28).
    """
    phrase, answer = medicine_change(utterance)
    ends = answer and not names_medicine(utterance) and _clause(utterance)[1] == Command("STOP")
    return ("", None) if ends else (phrase, answer)


def _clause(utterance: Utterance) -> tuple[str, Match | None]:
    """Layer 6 of the matcher: the words for no more texts, and STOP or SLIP (R28); "" and None if none."""

    def answer_of(words: str) -> Match:
        return _layers(utterance.lexicon, words, False)[-1].answer or Nothing("unknown")

    return wish_to_end(utterance, answer_of)


def _keyword(utterance: Utterance) -> tuple[str, Match | None]:
    """Layer 7 of the matcher, for keywords: the message's words and the answer; "" and None without one."""
    utterance = without_stopped(utterance)
    topics, near_miss = keyword_topics(utterance.lexicon, utterance.reading)
    if not topics:
        topics, near_miss = keyword_beside(utterance.lexicon, utterance.words), False
    silenced = vetoed_topics(utterance.lexicon, utterance.reading)
    if not topics or silenced.intersection((ALL, DESCRIBED, *topics)):
        return "", None
    saw = " ".join(utterance.reading.bare)
    if len(topics) == 1 and not near_miss:
        return saw, Found(topics[0])
    return saw, Unsure(topics[:2])


def _automatic(utterance: Utterance) -> tuple[str, Match | None]:
    """Layer 4 of the matcher: detects whether a machine or a seller wrote the message (R47).

    Gives the phrase that showed it, and the answer; "" and None if a person wrote it. If the message also
    holds a person's question, the answer is to that question.
    """
    lexicon, reading = utterance.lexicon, utterance.reading
    surely, perhaps = (
        first_phrase(utterance, "machines phrases"),
        first_phrase(utterance, "automatic phrases"),
    )
    if not (surely or perhaps):
        return "", None
    left = machines.runs_left(lexicon, reading)
    if beside_machine := _question_beside(utterance, left, bool(surely)):
        return beside_machine.saw, beside_machine.answer
    if not (surely or machines.is_machine(lexicon, utterance.words, left)):
        return "", None
    beside = () if surely else machines.telling_words(lexicon, left)[:UNKNOWN_WORDS]
    return surely or perhaps, Nothing("automatic", beside)


def _question_beside(utterance: Utterance, left: tuple[str, ...], surely: bool) -> Seen | None:
    """The answer to a person's question beside the phrases of an automatic reply; None without a question.

    It comes with the name of the layer that found it. `left` holds the parts of the message without those
    phrases. If `surely` is true, a machine certainly wrote the phrases, and only `left` is searched.
    """
    rest = replace(utterance, reading=read(data := utterance.lexicon, " ".join(left)))
    whole = () if surely else ((utterance, ASKING[2:3]), (rest, ASKING), (utterance, ASKING[3:]))
    for part, layers in whole or ((rest, ASKING),):
        for name, layer in layers if part.reading.words else ():
            saw, answer = layer(part)
            if answer and machines.is_meant(data, part.reading, part.words, answer, part is rest):
                return Seen(name, saw, answer)
    return None


def _by_evidence(utterance: Utterance) -> Seen | None:
    """The answer to a person's question beside a machine's phrases, if evidence found it; else None.

    The second ear (learnt weights that hear trouble) may overrule an answer found by evidence alone.
    """
    surely = bool(first_phrase(utterance, "machines phrases"))
    found = _question_beside(utterance, machines.runs_left(utterance.lexicon, utterance.reading), surely)
    return found if found and found.layer == "evidence" else None


Layers = tuple[tuple[str, Layer], ...]
ASKING: Layers = (
    ("command", commands),
    ("keyword", _keyword),
    ("request", requests),
    ("evidence", find_topic),
)

LAYERS: Layers = (
    ("command", commands),
    ("alarm", alarms),
    ("careful", _careful),
    ("automatic", _automatic),
    ("request", requests),
    ("clause", _clause),
    ("keyword", _keyword),
    ("evidence", find_topic),
    ("owned", own_medicine),
)
WITHOUT_ALARMS = tuple(one for one in LAYERS if one[1] is not alarms)
WITHOUT_MACHINES = tuple(one for one in LAYERS if one[1] is not _automatic)


def explain(language: Language, words: str, talk_open: bool = False) -> tuple[Seen, ...]:
    """The results of the layers, the last with the answer; `talk_open` is true while our question is open."""
    words = with_signs(data := lexicon(language), words)

    def calm() -> tuple[Seen, ...]:
        found = _layers(data, unwrap(data, words).text, talk_open, WITHOUT_ALARMS)
        return found if talk_open else ask_beside(language, words, found)

    trace = calmed(language, words, _explain(language, words, talk_open), _explain, calm)
    return name_way_on(language, words, hear_others(language, words, trace, explain_by_rules))


def _explain(language: Language, words: str, talk_open: bool = False) -> tuple[Seen, ...]:
    """What each layer found, before the pack's everyday sayings that sound like alarms are considered.

    A message that a machine seems to have written is heard once more as a person's, in case it tells of
    trouble (R47).
    """
    trace = _listen(language, words, talk_open)
    return machines.let_speak(trace, lambda: _listen(language, words, talk_open, WITHOUT_MACHINES))


def _listen(language: Language, words: str, talk_open: bool, layers: Layers = LAYERS) -> tuple[Seen, ...]:
    """What each of `layers` found, and then learnt weights, on the words as written.

    These listen for trouble, two other subjects and, unless a question of ours waits for its answer
    (`talk_open`), topics to ask about.
    """
    by_rules, plain = explain_by_rules(language, words, talk_open, layers), plain_words(words)
    trace = quieted(lexicon(language), language.ear, plain, listen(language.ear, plain, by_rules))
    voices = language.ear is not None and may_speak(by_rules[-1].answer, trace[-1].answer)
    asks = bool(language.topic_ear or language.word_ear) and not talk_open
    if not voices and not (asks and may_ask(by_rules[-1])):
        return trace
    utterance = Utterance(data := lexicon(language), words, read(data, words), talk_open)
    if voices and language.ear is not None:
        trace = hear_other_voices(language.ear, utterance, plain, trace)
    return ask_topics(language, utterance, plain, trace) if asks and trace[-1] is by_rules[-1] else trace


def explain_by_rules(
    language: Language, words: str, talk_open: bool = False, layers: Layers = LAYERS
) -> tuple[Seen, ...]:
    """The results of `layers`, the rules, up to the layer that answered; without the second ear.

    The layers get the message without footers, names and quotations. They get the whole message in three
    cases: only the whole holds an alarm, the removed parts ask for something, or nothing was found without
    these parts (R28). `talk_open` is true while a question of ours waits for its answer.
    """
    words = with_signs(data := lexicon(language), words)
    freed = unwrap(data, words)
    trace = _layers(data, freed.text, talk_open, layers)
    if not freed.cut or isinstance(trace[-1].answer, Urgent):
        return trace
    whole = _layers(data, words, talk_open, layers)
    pieces = (". ".join(freed.footers), False), (". ".join(freed.names), True)
    hides = isinstance(trace[-1].answer, Nothing) or any(
        _asks_for_something(data, *piece) for piece in pieces
    )
    return whole if hides or isinstance(whole[-1].answer, Urgent) else trace


def _asks_for_something(data: Lexicon, piece: str, offers: bool) -> bool:
    """Whether a `piece` removed from a message, such as a signature, asks for a topic or a command.

    If `offers` is true, it is enough that the matcher would ask "Did you mean …?" about the piece.
    """
    answer = _layers(data, piece, False)[-1].answer
    if isinstance(answer, Command):
        return answer.name not in ("THANKS", "SLIP")
    return isinstance(answer, Found | Careful | Worried) or (offers and isinstance(answer, Unsure))


def _layers(data: Lexicon, words: str, talk_open: bool, layers: Layers = LAYERS) -> tuple[Seen, ...]:
    """Try the rules on all `words` of a message, layer by layer, until one answers; give the results.

    The last entry has the answer; if no layer answers, its name is "nothing" and its answer `Nothing`.
    """
    trace, reading = list[Seen](), read(data, words)
    utterance = Utterance(data, words, reading, talk_open)
    for name, layer in layers if reading.words else ():
        saw, answer = layer(utterance)
        trace.append(Seen(name, saw, answer))
        if answer is not None:
            inside = _by_evidence(utterance) if layer is _automatic and isinstance(answer, Found) else None
            return (*trace, inside) if inside else tuple(trace)
    unknown = unexplained_words(data, reading)[:UNKNOWN_WORDS]
    return (*trace, Seen("nothing", " ".join(unknown), Nothing("unknown", unknown)))


def match(language: Language, words: str, talk_open: bool = False) -> Match:
    """Find what `words`, texted or spoken, ask for.

    `talk_open` is true while the line has asked the person something and waits for the answer. Never
    raises, whatever the text. The same words, language and `talk_open` always give the same answer.
    """
    answer = explain(language, words, talk_open)[-1].answer
    return answer if answer is not None else Nothing("unknown")
