"""The names of topics and of places in a call, in the words that staff read."""

from ivr.rooms.every import ROOMS
from menus.model import MAIN, Language

# Rooms whose places are called by their titles, as long as the pack has them.
TITLED = ("menu", "overview", "topic")


def topic_name(language: Language, name: str) -> str:
    """The title of a topic; if the pack no longer has the topic, the name of its former file."""
    topic = language.topics.get(name)
    return topic.title.rstrip(".") if topic else name


def place_name(language: Language, spot: str) -> str:
    """A place of a call, such as "menu.walking", in words ("Menu: Walking").

    "" for a place where callers cannot hang up. A place that this version of the line no longer has keeps its
    internal name.
    """
    kind, _, name = spot.partition(".")
    if kind == "menu" and name in language.menus:
        title = language.menus[name].title.rstrip(".")
        return title if name == MAIN else f"Menu: {title}"
    if kind == "overview" and name in language.menus:
        return f"Before the choices of {language.menus[name].title.rstrip('.')}"
    if kind == "topic":
        return f"Topic: {topic_name(language, name)}"
    if kind in TITLED or kind not in ROOMS:
        return kind.capitalize()
    return ROOMS[kind].called
