"""Hears alarms, opt-outs, care and the language itself where the line does not offer it."""

import re
from collections.abc import Callable, Iterator

from menus.matcher.answers import Careful, Command, Match, Nothing, Seen, Unsure, Urgent, Worried
from menus.matcher.care import safety_reply
from menus.matcher.utterance import Utterance
from menus.model import Language
from menus.multilingual.written_in import by_words
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.reading import read

Trace = tuple[Seen, ...]
# What learnt weights say of another language's words is a guess.
LEARNT = ("ear", "topic ear", "word ear")
# Commands as which thanks and greetings are heard: they ask for nothing.
MANNERS = ("THANKS", "MENU")
ENDS = (Command("STOP"), Command("SLIP"))
# Letters of the shortest word that shows a language.
TELLING = 3
# And of the shortest that may be the name of a medicine, bent.
LONG = 8
# The sets of the line's own language that name its medicines, and what the base's other languages call these.
MEDICINES = {"weekly": "weekly", "medicine": "remedy"}


def hear_others(
    language: Language,
    words: str,
    trace: Trace,
    hear: Callable[[Language, str], Trace],
) -> Trace:
    """Add to `trace` what another language hears in the message `words`, if `language` hears nothing sure.

    `trace` holds the results of the layers, the last with the answer. `hear` gives the results of another
    language's rules. Of these only alarms, care with a medicine and wishes for no more texts count. The
    message must hold a word of that language that `language` does not know. A topic found by evidence, such
    as the name of a medicine, does not count as sure. The reasons are in ADR 56.
    """
    if not _is_unheard(trace[-1]):
        return trace
    for other in language.others:
        if is_in(words, other, language):
            seen = hear(other, _with_its_medicines(words, lexicon(language), lexicon(other)))[-1]
            if answer := _taken(language, words, seen.answer):
                return (*trace, Seen(f"language {other.code}", seen.saw, answer))
    return trace


def is_of_others(language: Language, words: str) -> bool:
    """Whether a message is surely written in a language that is not offered, or is a command in one.

    Thanks and greetings do not count.
    """
    said = "".join(plain_words(words))
    for other in language.others:
        if (command := lexicon(other).commands.get(said)) and is_in(words, other, language):
            return command not in MANNERS
    return by_words(language, language.others, words)[0] is not language


def _taken(language: Language, words: str, answer: Match | None) -> Match | None:
    """What counts of another language's `answer` to the message `words`; None if nothing does.

    The topics of care with a medicine are those of the line's own language.
    """
    if isinstance(answer, Careful):
        own = lexicon(language)
        return safety_reply(Utterance(own, words, read(own, words), talk_open=False))
    return answer if isinstance(answer, Urgent | Worried) or answer in ENDS else None


def _with_its_medicines(words: str, here: Lexicon, there: Lexicon) -> str:
    """The message `words`, with each medicine's name in `here` replaced by a word that `there` knows.

    `here` is the lexicon of the line's own language, `there` that of the other language. A name that the
    other language bends, at its beginning or its end, is mended as a slip of spelling is.
    """
    for ours, names in _medicines(here, there):
        words = re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b", ours, words, flags=re.IGNORECASE)
        words = " ".join(ours if _is_bent(one, names, here) else one for one in words.split())
    return words


def _is_bent(word: str, names: list[str], here: Lexicon) -> bool:
    """Whether a single long word is mended to the name of one of our medicines."""
    word = word.strip("?!.,")
    return len(word) >= LONG and word.isalpha() and " ".join(read(here, word).words) in names


def _medicines(here: Lexicon, there: Lexicon) -> Iterator[tuple[str, list[str]]]:
    """For each kind of medicine: a word for it in the lexicon `there`, and the medicines' names in `here`."""
    for own, its in MEDICINES.items():
        called, names = there.grammar.sets.get(its), here.grammar.sets.get(own)
        if called and names:
            yield called[0], sorted(names, key=len, reverse=True)


def _is_unheard(seen: Seen) -> bool:
    """Whether the line's own language has no sure answer: none, a question, a guess, or a topic by evidence.

    Answers of learnt weights are guesses.
    """
    return seen.layer in (*LEARNT, "evidence") or isinstance(seen.answer, Nothing | Unsure)


def is_in(words: str, other: Language, own: Language) -> bool:
    """Whether `words` hold a word of the language `other` that is no word, name or listed slip in `own`."""
    here, there = lexicon(own), lexicon(other)
    strange = frozenset(word for word in plain_words(words) if len(word) >= TELLING) - here.near.known
    return any(
        word in there.near.wanted or word in there.stop_words
        for word in strange.difference(here.grammar.sets["name"])
    )
