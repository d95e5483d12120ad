"""Who has reviewed the topics, and when a review has run out, so that a topic is no longer told (R22)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from menus.clock import put
from menus.hours import is_open, next_opening
from menus.model import Hours, Language, Topic


def withdrawn(topic: Topic, hours: Hours, now: datetime) -> bool:
    """Whether a topic is past its review, so that nobody is told it any more. `now` is aware.

    It is from the first opening of the helpline after the day the review ends, when there is a person to ask.
    """
    if topic.review_by is None:
        return False
    over = datetime.combine(topic.review_by + timedelta(days=1), time(), ZoneInfo(hours.zone))
    if now < over:
        return False
    opening = over if is_open(hours, over) else next_opening(hours, over)
    return opening is None or now >= opening


def checked(language: Language) -> str:
    """Who has checked the topics of a language, as a sentence: nobody, some of them, or all, by whom."""
    told, topics = language.checked, language.topics.values()
    signed = [topic for topic in topics if not topic.draft]
    if not signed:
        return told["nobody"]
    if len(signed) < len(topics):
        return told["some"]
    roles = dict.fromkeys(topic.reviewer or told["somebody"] for topic in signed)
    return put(told["all"], roles=told["and"].join(roles))
