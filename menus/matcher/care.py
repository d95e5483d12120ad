"""Care with a medicine: stopping or changing it, missing it, not keeping it down (R29)."""

from menus.matcher.answers import Careful
from menus.matcher.evidence import SURE, weigh
from menus.matcher.utterance import Utterance, first_phrase
from menus.phrasing.phrases import NO_PHRASES, cut_out, hits


def medicine_change(utterance: Utterance) -> tuple[str, Careful | None]:
    """Layer 3: someone stops, changes, misses or cannot keep down a medicine (R29).

    Gives the phrase that says so, and the answer; "" and None if none does. "Can you stop these" names no
    medicine, and is left to the layer that ends our texts.
    """
    changed = _changed_medicine(utterance)
    phrase = changed or first_phrase(utterance, "careful alarms")
    if not phrase:
        return "", None
    if not (changed and names_medicine(utterance)) and first_phrase(utterance, "STOP phrases"):
        return "", None
    return phrase, safety_reply(utterance)


def own_medicine(utterance: Utterance) -> tuple[str, Careful | None]:
    """Give the safety reply where a medicine of their own is named and no other layer knew more (R29).

    This is layer 9, the last: where a topic is named too, "my tablets" only tells what they ask about.
    """
    phrase = first_phrase(utterance, "careful owned")
    return phrase, safety_reply(utterance) if phrase else None


def safety_reply(utterance: Utterance) -> Careful:
    """The safety reply, offering the medicines that are named, or else those that most people take."""
    named = (one.topic for one in weigh(utterance.lexicon, utterance.reading) if one.score >= SURE)
    medicines = tuple(topic for topic in named if topic in utterance.lexicon.careful_topics)
    return Careful((medicines or utterance.lexicon.careful_default)[:2])


def names_medicine(utterance: Utterance) -> bool:
    """Whether a medicine is named, or at least "tablets", and not only pointed at ("them")."""
    return bool(set(utterance.lexicon.grammar.sets.get("medicine", ())).intersection(utterance.reading.words))


def _changed_medicine(utterance: Utterance) -> str:
    """A change or a lack, and the medicine anywhere else in the message; "" unless it has both."""
    lists = utterance.lexicon.lists
    texts = cut_out(lists.get("careful guards", NO_PHRASES), utterance.reading.uncut)
    if (of_it := hits(lists.get("careful medicines", NO_PHRASES), texts)) and (
        done := hits(lists.get("careful changes", NO_PHRASES), texts)
    ):
        return f"{done[0].phrase.source} ({of_it[0].phrase.source})"
    return ""
