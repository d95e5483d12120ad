"""When a topic's review has run out, so that it is no longer told (R22)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from menus.hours import is_open, next_opening
from menus.model import Hours, Topic


def withdrawn(topic: Topic, hours: Hours, now: datetime) -> bool:
    """Whether a topic is past its review: from the first opening of the helpline after the day it ends, when
    there is a person to ask. `now` is aware."""
    if topic.review_by is None:
        return False
    over = datetime.combine(topic.review_by + timedelta(days=1), time(), ZoneInfo(hours.zone))
    if now < over:
        return False
    opening = over if is_open(hours, over) else next_opening(hours, over)
    return opening is None or now >= opening
