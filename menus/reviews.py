"""The reviewers of the topics, and when a review expires so that its topic is withdrawn (R22)."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from menus.clock import put
from menus.hours import is_open, next_opening
from menus.model import Hours, Language, Topic
from menus.parts import is_gsm7

# Characters: a consultant rheumatologist, or a nurse and a pharmacist.
MOST_OF_ROLES = 27
# Plain letters: what else stands in a role is spoken, or lost, by the voice.
ROLE = re.compile(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*")


def withdrawn(topic: Topic, hours: Hours, now: datetime) -> bool:
    """Whether a topic is withdrawn, so that nobody gets it, because its review has expired.

    It is withdrawn from the helpline's first opening after the review's last day, so that people can ask
    somebody. If the helpline never opens again, it is withdrawn from the midnight after that day. A topic
    without a review is not withdrawn. `now` is aware.
    """
    if topic.review_by is None:
        return False
    over = datetime.combine(topic.review_by + timedelta(days=1), time(), ZoneInfo(hours.zone))
    if now < over:
        return False
    opening = over if is_open(hours, over) else next_opening(hours, over)
    return opening is None or now >= opening


def is_plain_role(role: str) -> bool:
    """Whether callers can be told this reviewer's role: at most 27 letters, blanks, hyphens, apostrophes."""
    return len(role) <= MOST_OF_ROLES and is_gsm7(role) and bool(ROLE.fullmatch(role))


def checked(language: Language) -> str:
    """The sentence on who reviewed a language's topics: nobody yet, only some reviewed, or all."""
    told, topics = language.checked, language.topics.values()
    signed = [topic for topic in topics if not topic.draft]
    if not signed:
        return told["nobody"]
    if len(signed) < len(topics):
        return told["some"]
    return put(told["all"], roles=roles_in_words(language, (topic.reviewer for topic in signed)))


def roles_in_words(language: Language, roles: Iterable[str]) -> str:
    """The roles of reviewers, each once ("a nurse and a pharmacist"); "a clinician" if over 27 letters.

    An empty role is told as "a clinician". With this limit, no signature makes a text much longer.
    """
    somebody = language.checked["somebody"]
    joined = language.checked["and"].join(dict.fromkeys(role or somebody for role in roles))
    return joined if len(joined) <= max(MOST_OF_ROLES, len(somebody)) else somebody
