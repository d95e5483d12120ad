"""Finds messages about stopping, changing, missing or not keeping down a medicine (R29).

The answer to such a message is the safety reply.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from menus.matcher.answers import Careful
from menus.matcher.evidence import SURE, weigh
from menus.matcher.utterance import Utterance, first_phrase
from menus.phrasing.cut_out import cut_out
from menus.phrasing.phrases import NO_PHRASES, Hit, Index, hits
from menus.phrasing.reading import read

# Requests about our texts: what ends or begins again in them is no medicine.
OF_TEXTS = ("STOP", "START")


def medicine_change(utterance: Utterance) -> tuple[str, Careful | None]:
    """Layer 3 of the matcher: finds a person who stops, changes, misses or cannot keep down a medicine (R29).

    Gives the phrase that says so, and the safety reply. Gives "" and None if there is no such phrase. Gives
    "" and None, too, if the message names no medicine and may mean our texts ("can you stop these"): a later
    layer looks for people who want no more texts.
    """
    changed = _changed_medicine(utterance)
    phrase = changed or first_phrase(utterance, "careful alarms")
    if not phrase:
        return "", None
    if not (changed and names_medicine(utterance)) and any(
        first_phrase(utterance, f"{name} phrases") for name in OF_TEXTS
    ):
        return "", None
    return phrase, safety_reply(utterance)


def own_medicine(utterance: Utterance) -> tuple[str, Careful | None]:
    """Layer 9 of the matcher, the last: finds a person who mentions a medicine that they take (R29).

    Gives the phrase that mentions it, and the safety reply. Gives "" and None if there is no such phrase.
    This layer comes last because "my tablets" may be only part of a question on a topic.
    """
    phrase = first_phrase(utterance, "careful owned")
    return phrase, safety_reply(utterance) if phrase else None


def safety_reply(utterance: Utterance) -> Careful:
    """The safety reply with at most two topics: those of the medicines that the message names, in its order.

    If it names none, they are the topics on medicines that it surely describes. If it describes none either,
    they are the pack's default topics.
    """
    lexicon, words = utterance.lexicon, utterance.reading.words
    sure = [one for one in weigh(lexicon, utterance.reading) if one.score >= SURE]
    sure = [one for one in sure if one.topic in lexicon.careful_topics]
    medicines = _medicines(utterance)
    named = [one for one in sure if one.named & medicines]
    named.sort(key=lambda one: min(words.index(word) for word in one.named & medicines))
    return Careful((tuple(one.topic for one in named or sure) or lexicon.careful_default)[:2])


def beside_change(utterance: Utterance) -> Utterance:
    """The message without the name of its medicine, and without words such as "run out of".

    The rest shows what else the message asks about. The removed words would lead to wrong topics: "worn out"
    to tiredness, and the medicine's name to every topic that tells of it. Other words that stand between the
    removed ones stay.
    """
    reading, lists = utterance.reading, utterance.lexicon.lists
    texts = (*reading.texts, *reading.uncut)
    gone = set[str]().union(*map(_own_words, _care_hits(lists, texts)))
    if not gone:
        return utterance
    gone |= _medicines(utterance).union(
        *map(_own_words, hits(lists.get("careful medicines", NO_PHRASES), texts))
    )
    left = " ".join(word for word in reading.words if word not in gone)
    return replace(utterance, reading=read(utterance.lexicon, left))


def _care_hits(lists: Mapping[str, Index], texts: tuple[str, ...]) -> Iterator[Hit]:
    """The phrases of a message that say what is done with a medicine."""
    for name in ("changes", "alarms"):
        yield from hits(lists.get(f"careful {name}", NO_PHRASES), texts)


def _own_words(met: Hit) -> set[str]:
    return set(met.words.split()).difference(met.gaps.split())


def names_medicine(utterance: Utterance) -> bool:
    """Whether the message names a medicine, or says "tablets"; "them" alone is not enough."""
    return bool(_medicines(utterance))


def _medicines(utterance: Utterance) -> frozenset[str]:
    """The words of a message that are a medicine's name, or a word such as "tablets"."""
    return frozenset(utterance.lexicon.grammar.sets.get("medicine", ())).intersection(utterance.reading.words)


def _changed_medicine(utterance: Utterance) -> str:
    """The pack's phrases for a change and for a medicine that a message holds, as "change (medicine)".

    Gives "" if the message lacks either.
    """
    lists = utterance.lexicon.lists
    medicines = lists.get("careful medicines", NO_PHRASES)
    texts = cut_out(lists.get("careful guards", NO_PHRASES), utterance.reading.uncut, medicines)
    if (of_it := hits(medicines, texts)) and (done := hits(lists.get("careful changes", NO_PHRASES), texts)):
        return f"{done[0].phrase.source} ({of_it[0].phrase.source})"
    return ""
