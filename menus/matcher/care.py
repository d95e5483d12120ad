"""Finds messages about stopping, changing, missing or not keeping down a medicine (R29).

The answer to such a message is the safety reply.
"""

from menus.matcher.answers import Careful
from menus.matcher.evidence import SURE, weigh
from menus.matcher.utterance import Utterance, first_phrase
from menus.phrasing.cut_out import cut_out
from menus.phrasing.phrases import NO_PHRASES, hits

# Requests about our texts: what ends or begins again in them is no medicine.
OF_TEXTS = ("STOP", "START")


def medicine_change(utterance: Utterance) -> tuple[str, Careful | None]:
    """Layer 3 of the matcher: finds a person who stops, changes, misses or cannot keep down a medicine (R29).

    Gives the phrase that says so, and the safety reply. Gives "" and None if there is no such phrase. It
    gives these also for a message that names no medicine and may mean our texts ("can you stop these"): a
    later layer looks for people who want no more texts.
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
    """The safety reply with at most two topics: on the medicines named, else the pack's default topics."""
    named = (one.topic for one in weigh(utterance.lexicon, utterance.reading) if one.score >= SURE)
    medicines = tuple(topic for topic in named if topic in utterance.lexicon.careful_topics)
    return Careful((medicines or utterance.lexicon.careful_default)[:2])


def names_medicine(utterance: Utterance) -> bool:
    """Whether the message names a medicine, or says "tablets"; "them" alone is not enough."""
    return bool(set(utterance.lexicon.grammar.sets.get("medicine", ())).intersection(utterance.reading.words))


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
