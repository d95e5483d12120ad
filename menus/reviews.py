"""Who reviewed the topics, and when a review runs out, so that its topic is withdrawn (R22)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from menus.clock import put
from menus.hours import is_open, next_opening
from menus.model import Hours, Language, Topic


def withdrawn(topic: Topic, hours: Hours, now: datetime) -> bool:
    """Whether a topic is withdrawn, as its review has run out: nobody gets it any more. `now` is aware.

    It is withdrawn from the helpline's first opening after the review's last day, so that there is somebody
    to ask.
    """
    if topic.review_by is None:
        return False
    over = datetime.combine(topic.review_by + timedelta(days=1), time(), ZoneInfo(hours.zone))
    if now < over:
        return False
    opening = over if is_open(hours, over) else next_opening(hours, over)
    return opening is None or now >= opening


def checked(language: Language) -> str:
    """The sentence on who reviewed a language's topics: nobody yet, some only, or all and by whom."""
    told, topics = language.checked, language.topics.values()
    signed = [topic for topic in topics if not topic.draft]
    if not signed:
        return told["nobody"]
    if len(signed) < len(topics):
        return told["some"]
    roles = dict.fromkeys(topic.reviewer or told["somebody"] for topic in signed)
    return put(told["all"], roles=told["and"].join(roles))
