"""Whether a topic is told at a moment, and which notice runs (R57)."""

import re
from collections.abc import Mapping
from datetime import datetime

from menus.air.changes import Wording
from menus.air.laying import run_together
from menus.model import Language, Pack, Topic
from menus.reviews import withdrawn


def is_stopped(pack: Pack, topic: str) -> bool:
    """Whether staff have taken the topic of this name off the air (R57)."""
    return topic in pack.air.topics


def is_off(pack: Pack, topic: Topic, now: datetime) -> bool:
    """Whether nobody gets a topic, since staff have stopped it (R57) or its review has run out (R22)."""
    return is_stopped(pack, topic.name) or withdrawn(topic, pack.hours, now)


def notice_at(pack: Pack, language: str, now: datetime) -> Wording | None:
    """The notice that runs at `now` (aware), in the language of this code; None if none does."""
    notice = pack.air.notice
    return notice.words.get(language) if notice and now < notice.end else None


def on_the_air(pack: Pack, now: datetime) -> Mapping[str, object]:
    """How many topics and words are off the air, and whether a notice runs, by the names in /health."""
    notice = pack.air.notice
    runs = notice is not None and now < notice.end
    return {"off_air": len(pack.air.topics) + len(pack.air.words), "notice": "runs" if runs else "none"}


def with_notice(service: str, menu: str, texted: str) -> str:
    """The text of the main menu with the words of a notice first, behind the service's name (R25)."""
    named = re.match(rf"{re.escape(service)}\W*\s", menu)
    begins = named.end() if named else 0
    return f"{menu[:begins]}{texted} {menu[begins:]}"


def with_example(pack: Pack, language: Language, menu: str, now: datetime) -> str:
    """The text of the main menu, in which no word is named as an example that leads to nothing now."""
    named = (language.whole or language).topics.values()
    gone = {topic.keyword for topic in named if is_off(pack, topic, now)}
    gone |= {topic.keyword for topic in named if run_together(topic.keyword) in pack.air.words}
    listed = {action.target for each in pack.menus.values() for action in each.actions}
    told = [topic.keyword for name, topic in language.topics.items() if name in listed]
    told = [word for word in told if word not in gone]

    def another(found: re.Match[str]) -> str:
        fits = [word for word in told if len(word) <= len(found[0])]
        return max(fits, key=len) if found[0] in gone and fits else found[0]

    return re.sub(r"\b[A-Z]{3,}\b", another, menu)
