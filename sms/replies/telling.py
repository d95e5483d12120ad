"""Replies that give what the pack holds: a menu as a list, a topic in its two texts, the helpline's hours."""

from dataclasses import replace

from counted import names as counted
from menus import words
from menus.hours import is_open
from menus.model import HELPLINE, MAIN, Topic
from menus.reviews import withdrawn
from sms.model import Reply, Talk
from sms.replies.thread import Thread


def menu_of(thread: Thread, name: str) -> Reply:
    """The reply that lists the choices of a menu by number; the main menu has a phrase of its own."""
    actions = thread.pack.menus[name].actions
    talk = Talk(tuple(f"{action.kind}.{action.target}" for action in actions), menu=name)
    listed = []
    for number, action in enumerate(actions, 1):
        named = thread.language.menus if action.kind == "menu" else thread.language.topics
        listed.append(f"{number} {named[action.target].short}")
    if name == MAIN:
        return thread.say("menu", talk, options=", ".join(listed))
    title = thread.language.menus[name].title.rstrip(".")
    return thread.say("list", talk, f"list.{name}", title=title, options=", ".join(listed))


def topic_of(thread: Thread, name: str) -> Reply:
    """The first text of a topic, as `_part_of` gives it; for the helpline, its number and hours."""
    return _helpline(thread) if name == HELPLINE else _part_of(thread, thread.language.topics[name], 1)


def _part_of(thread: Thread, topic: Topic, part: int) -> Reply:
    """The first or second text of a topic, marked as a draft until someone has reviewed it (R22).

    Once the review has run out, the reply that the topic is being checked.
    """
    if withdrawn(topic, thread.pack.hours, thread.now):
        talk = Talk(menu=thread.pack.menu_of(topic.name))
        title = topic.title.rstrip(".")
        return thread.say("withdrawn", talk, f"withdrawn.{topic.name}", title=title)
    text = words.text_of(topic, part, thread.pack, thread.language, thread.now)
    talk = Talk(topic=topic.name, part=part, menu=thread.pack.menu_of(topic.name))
    counts = (counted.topic(topic.name, "text"),) if part == 1 else ()
    return Reply(text, talk, f"topic.{topic.name}.{part}", counts=counts)


def more(thread: Thread) -> Reply:
    """The reply to MORE: the next text of the last topic, or that there is none; the menu without a topic."""
    topic = thread.language.topics.get(thread.talk.topic)
    if topic is None:
        return replace(menu_of(thread, MAIN), kind="more_of_what")
    if thread.talk.part >= (2 if topic.more else 1):
        return thread.say("no_more", replace(thread.talk, options=(), asked=False))
    return _part_of(thread, topic, thread.talk.part + 1)


def back(thread: Thread) -> Reply:
    """The reply to BACK: after a topic, its menu; after a menu, or if that menu is gone, the main menu."""
    menu = MAIN if thread.talk.options else thread.talk.menu
    return menu_of(thread, menu if menu in thread.pack.menus else MAIN)


def _helpline(thread: Thread) -> Reply:
    """The reply to HELPLINE: its number, and if it is closed, when it opens. MORE tells the rest (R46)."""
    name = "open_helpline" if is_open(thread.pack.hours, thread.now) else "closed_helpline"
    reply = thread.say(name, Talk(topic=HELPLINE, part=0, menu=thread.pack.menu_of(HELPLINE)), "helpline")
    return replace(reply, counts=(counted.topic(HELPLINE, "text"),))
