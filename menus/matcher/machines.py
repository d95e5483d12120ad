"""Detects messages that a machine wrote, such as automatic replies, and a person's words in them (R47)."""

from collections.abc import Callable

from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Seen, Urgent, Worried
from menus.matcher.evidence import weigh
from menus.matcher.whole_message import keyword_beside, keyword_topics
from menus.phrasing.cut_out import cut_out
from menus.phrasing.lexicon import Lexicon
from menus.phrasing.phrases import NO_PHRASES
from menus.phrasing.reading import Reading
from menus.phrasing.tables import plain, strings, table

LISTS = ("machines phrases", "automatic phrases")
# From so many telling words beside the phrases of a machine on, a person writes. With 1 or 3 no answer to the
# 4,073 rows of tests/messages.tsv changes.
LONG = 2

# What part of a message never does: it changes what a person gets from now on.
LASTING = ("STOP", "START")


def runs_left(lexicon: Lexicon, reading: Reading) -> tuple[str, ...]:
    """The parts of a message, in plain words, that are left when phrases of automatic replies are cut out."""
    texts = reading.uncut[:1]
    for name in LISTS:
        texts = cut_out(lexicon.lists.get(name, NO_PHRASES), texts)
    return tuple(run for run in (run.strip() for run in texts[0].split("#")) if run)


def is_meant(lexicon: Lexicon, reading: Reading, words: str, answer: Match, is_part: bool) -> bool:
    """Whether a person really asks for `answer` in a message that has phrases of an automatic reply.

    Otherwise the answer was only found by chance. Chance is likely for weak evidence, for mistyped keywords,
    and for commands in other words than their names. `words` is the message as received. `answer` was found
    in `reading`, which is the whole message or, if `is_part` is true, what is left without those phrases.
    """
    exact = "".join(reading.as_sent)
    if isinstance(answer, Command):
        by_chance = exact in lexicon.commands and exact != answer.name.lower()
        return not (is_part and (by_chance or answer.name in (*LASTING, "SLIP")))
    whole, near_miss = keyword_topics(lexicon, reading)
    if whole:
        return not near_miss
    if keyword_beside(lexicon, words):
        return True
    best = next((one.tier for one in weigh(lexicon, reading)), "hints")
    return best not in (("hints",) if isinstance(answer, Found) else ("hints", "words", "terms"))


def asks(lexicon: Lexicon, words: str, runs: tuple[str, ...]) -> bool:
    """Whether a person asks something beside an automatic reply, in `runs`, the other parts of the message.

    A "?" anywhere in the message (`words`) tells it, or the first words of a part ("how do I").
    """
    firsts = tuple(f"{plain(first)} " for first in strings(table(lexicon.matching, "automatic"), "questions"))
    return bool(runs) and ("?" in words or any(f"{run} ".startswith(firsts) for run in runs))


def telling_words(lexicon: Lexicon, runs: tuple[str, ...]) -> tuple[str, ...]:
    """The words of `runs`, parts of a message, without stop words ("the"), greetings and thanks."""
    passing = lexicon.stop_words | lexicon.edges
    return tuple(word for run in runs for word in run.split() if word not in passing)


def is_machine(lexicon: Lexicon, words: str, runs: tuple[str, ...]) -> bool:
    """Whether a machine wrote `words`, a message with phrases of an automatic reply.

    It did if `runs`, the other parts of the message, ask nothing and hold at most one word of meaning.
    """
    return not asks(lexicon, words, runs) and len(telling_words(lexicon, runs)) < LONG


def let_speak(trace: tuple[Seen, ...], hear: Callable[[], tuple[Seen, ...]]) -> tuple[Seen, ...]:
    """The results of the layers for a message, as a person's if it was taken for a machine's and has trouble.

    `trace` holds the results, the last with the answer. `hear` gives the results without the layer that finds
    machines. These take the place of `trace` only if their answer is an alarm, a worry or care with a
    medicine: nobody who is ill is met with silence because their words are also in an advertisement.
    """
    if not (isinstance(last := trace[-1].answer, Nothing) and last.kind == "automatic"):
        return trace
    heard = hear()
    return heard if isinstance(heard[-1].answer, Urgent | Worried | Careful) else trace
