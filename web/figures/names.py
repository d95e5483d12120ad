"""What counts are called in words."""

from collections.abc import Mapping

from menus.model import MAIN, Language

ENDS: Mapping[str, tuple[str, ...]] = {
    "Topics heard": ("topic:*",),
    "Put through": ("dial",),
    "Reached a person": ("reached",),
    "Rang, and nobody was reached": ("person:*",),
    "Heard that we are closed": ("closed",),
    "Asked for a call-back": ("callback:kept", "callback:already"),
    "Left a message": ("message:kept",),
    "Asked for a text": ("text:kept",),
    "Stayed to the goodbye": ("goodbye",),
    "Failed at the carrier": ("call:failed", "call:busy", "call:no-answer", "call:canceled"),
}
REPLIES: Mapping[str, tuple[str, ...]] = {
    "A topic": ("text:topic",),
    "The menu": ("text:menu",),
    "A list of topics": ("text:list",),
    "“Did you mean …?”": ("text:ask",),
    "Not understood": ("text:unknown",),
    "Safety: about a medicine": ("text:careful",),
    "Safety: someone may be in danger": ("text:urgent",),
    "The helpline’s hours and number": ("text:helpline",),
    "Help": ("text:help",),
    "About a call-back": ("text:callback*", "text:nocall"),
    "A number of an older text": ("text:older_number",),
    "No more on that": ("text:no_more",),
    "Nothing was asked": ("text:nothing_asked", "text:number_unasked", "text:number_not_there"),
    "More, of nothing": ("text:more_of_what",),
    "A cry for help, without more": ("text:help_me",),
    "Thanks": ("text:thanks",),
    "About privacy": ("text:privacy",),
    "A picture": ("text:picture",),
    "A reaction": ("text:reaction",),
    "A slip of STOP": ("text:stop_slip",),
    "About a call that was missed": ("text:missed",),
    "Abroad": ("text:abroad", "text:costly"),
    "Nothing: a machine": ("text:automatic",),
    "Without our last text": ("text:away",),
    "Stopped": ("text:stop", "text:carrier:stop"),
    "Started again": ("text:start", "text:carrier:start"),
    "Nothing: opted out": ("text:opted_out",),
    "Nothing: no number to answer": ("text:no_number",),
    "A pause: too many": ("limit:*",),
    "Without the store": ("text:without_store",),
}
SENT: Mapping[str, tuple[str, ...]] = {
    "Delivered": ("delivery:delivered",),
    "Sent, not yet told": ("delivery:sent", "delivery:queued", "delivery:sending", "delivery:accepted"),
    "Did not arrive": ("delivery:undelivered*",),
    "Failed": ("delivery:failed*",),
    "Asked for on a call, and not taken": ("text_unsent:*",),
    "Asked for on a call, and sent": ("text:sent",),
    "Asked for on a call, and given up": ("text:given_up*",),
}
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
    "lost": "Lost place",
}
# Where calls end by themselves, and the legs of staff who pick up.
NOT_LEFT = ("goodbye", "person", "send", "screen", "screening", "taken", "refused")


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
