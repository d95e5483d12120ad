"""The reply to WHY: the source of the topic of our last text, and whether it was checked (R23)."""

from dataclasses import replace

from menus.air.saying import is_off
from menus.clock import put
from menus.facts.named import named_in_text
from menus.model import Topic
from sms.model import Reply
from sms.replies.thread import Thread


def why(thread: Thread) -> Reply:
    """The reply to WHY: the topic's heading, the document and its date, and the role of who checked it.

    The topic is the one in our last text, or the one that we did not send because it is being checked. If
    there is none, the reply says how to ask. Nobody is named. MORE and BACK mean the same as before.
    """
    topic = thread.language.topics.get(thread.talk.checking or thread.talk.topic)
    talk = replace(thread.talk, last="")
    if topic is None or thread.talk.options:
        return thread.say("why_none", talk)
    blanks = {"about": topic.told, "heading": named_in_text(topic.heading)}
    blanks["origin"] = named_in_text(thread.pack.document.name)
    reply = thread.say("why", talk, dated=_dated(thread), signed=_signed(thread, topic), **blanks)
    return replace(reply, text=thread.language.text["draft"] + reply.text) if topic.draft else reply


def _dated(thread: Thread) -> str:
    day, told = thread.pack.document.date, thread.language.text
    if day is None:
        return told["why_undated"]
    month = thread.language.months[day.month - 1]
    return put(told["why_dated"], date=str(day.day), month=month, year=str(day.year))


def _signed(thread: Thread, topic: Topic) -> str:
    """The sentence that tells on which day and by what role the topic was checked, or that it was not.

    If the review is out of date, or staff have stopped the topic, it says that the topic is being checked.
    """
    checked, day = thread.language.checked, topic.reviewed_on
    if is_off(thread.pack, topic, thread.now) and (again := checked.get("again")):
        return again
    if topic.draft or day is None:
        return checked["nobody"]
    month = thread.language.months[day.month - 1]
    role = topic.reviewer or checked["somebody"]
    return put(checked["on"], date=str(day.day), month=month, year=str(day.year), role=role)
