"""What topics and places of a call are called in words."""

from menus.model import MAIN, Language

PLACES = {
    "withdrawn": "A topic that is being checked",
    "ask": "“Did you mean …?”",
    "urgent": "Emergency numbers",
    "careful": "Safety: about a medicine",
    "notice": "Notice before the helpline",
    "dialled": "While the helpline rang",
    "missed": "After nobody picked up",
    "closed": "The closed message",
    "callback": "Asking for a call-back",
    "time": "Best time for a call-back",
    "saved": "After a call-back was promised",
    "number": "Keying a number",
    "check": "Checking a number",
    "text": "Asking for a text",
    "message": "Before a message",
    "record": "Recording a message",
    "recorded": "After recording a message",
    "late": "The end of the hour",
}
# Where calls end by themselves, and the legs of staff who pick up.
NOT_LEFT = ("goodbye", "screening", "taken", "refused")


def topic_name(language: Language, name: str) -> str:
    """A topic's title; its own name where the pack has it no more."""
    topic = language.topics.get(name)
    return topic.title.rstrip(".") if topic else name


def place_name(language: Language, spot: str) -> str:
    """A place of a call in words: "Menu: Steroids"."""
    kind, _, name = spot.partition(".")
    if kind == "menu" and name in language.menus:
        title = language.menus[name].title.rstrip(".")
        return title if name == MAIN else f"Menu: {title}"
    if kind == "overview" and name in language.menus:
        return f"Before the choices of {language.menus[name].title.rstrip('.')}"
    if kind == "topic":
        return f"Topic: {topic_name(language, name)}"
    return PLACES.get(kind, kind.capitalize())
