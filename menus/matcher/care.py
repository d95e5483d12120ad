"""Care with a medicine: stopping or changing it, missing it, not keeping it down (R29)."""

from menus.matcher.answers import Careful
from menus.matcher.asked import Asked, fired
from menus.matcher.evidence import SURE, weigh
from menus.phrasing.phrases import NO_PHRASES, heard_in, without


def careful(asked: Asked) -> tuple[str, Careful | None]:
    """Look for a change or a lack of a medicine; gives the phrase, and the topics that may help.

    A request to be left alone that names no medicine is left to its own layer ("can you stop these").
    """
    changed = _changed_medicine(asked)
    phrase = changed or fired(asked, "careful alarms")
    if not phrase:
        return "", None
    if not (changed and names_medicine(asked)) and fired(asked, "STOP phrases"):
        return "", None
    return phrase, safety(asked)


def owned(asked: Asked) -> tuple[str, Careful | None]:
    """Look for a medicine of their own, where no topic was heard: what became of it may be told in any words.

    Only behind all other layers: with a topic beside it, "my tablets" is what they ask about.
    """
    phrase = fired(asked, "careful owned")
    return phrase, safety(asked) if phrase else None


def safety(asked: Asked) -> Careful:
    """The safety reply, with the medicines that are named, else those of most people."""
    named = (one.topic for one in weigh(asked.lexicon, asked.heard) if one.score >= SURE)
    medicines = tuple(topic for topic in named if topic in asked.lexicon.careful_topics)
    return Careful((medicines or asked.lexicon.careful_default)[:2])


def names_medicine(asked: Asked) -> bool:
    """Whether a medicine is named, or at least "tablets", and not only pointed at ("them")."""
    return bool(set(asked.lexicon.grammar.sets.get("medicine", ())).intersection(asked.heard.words))


def _changed_medicine(asked: Asked) -> str:
    """A change or a lack, and anywhere else in the message the medicine that it is of; "" without both."""
    lists = asked.lexicon.lists
    texts = without(lists.get("careful guards", NO_PHRASES), asked.heard.uncut)
    if (of_it := heard_in(lists.get("careful medicines", NO_PHRASES), texts)) and (
        done := heard_in(lists.get("careful changes", NO_PHRASES), texts)
    ):
        return f"{done[0].phrase.source} ({of_it[0].phrase.source})"
    return ""
