"""Rules for a language's learnt ears: it has a second ear, and its topic ear names only existing topics."""

from collections.abc import Iterator

from menus.matcher.learnt.offering import BESIDE
from menus.model import Fault
from menus.said import Look


def ear_present(at: Look) -> Iterator[Fault]:
    """Warn if a language has no second ear (learnt weights for alarms that no rule hears, R48)."""
    if at.language.ear is None:
        says = "is not there, so trouble is only heard in words that the rules know"
        mend = "take it from where the pack came from, or make it: flask ear train (R48)"
        yield Fault(f"{at.language.code}/ear.toml", "", says, mend, "warning")


def topics_of_ear(at: Look) -> Iterator[Fault]:
    """Warn of each topic that the topic ear (learnt weights for topics) names and the pack lacks.

    Nobody is ever asked about such a topic.
    """
    ear = at.language.topic_ear
    for label in dict.fromkeys(ear.labels if ear else ()):
        if label not in (*BESIDE, *at.language.topics):
            says = f'names the topic "{label}", which is not there, so nobody is asked about it'
            mend = (
                'write there what it is called now, or "other" if it is gone, or learn anew: flask ear topics'
            )
            yield Fault(f"{at.language.code}/topic_ear.toml", "labels", says, mend, "warning")
