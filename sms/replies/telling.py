"""Replies with contents of the pack: a menu as a list, a topic in two texts, the helpline's hours."""

from dataclasses import replace

from counted import names as counted
from menus import words
from menus.air.saying import is_off, notice_at, with_example, with_notice
from menus.filling.closed_days import closed_days
from menus.filling.names import HOWTO
from menus.filling.pages import week_texts
from menus.hours import is_open
from menus.model import HELPLINE, MAIN, Topic
from menus.multilingual.choice import chosen, may_end
from menus.multilingual.way_out import with_ways
from sms.model import Reply, Talk
from sms.replies.thread import Thread

# Our last text told what we keep, or who will know (`Talk.last`).
PRIVACY = ("privacy", "secret")


def menu_of(thread: Thread, name: str) -> Reply:
    """The reply that lists the numbered choices of the menu `name`, which the pack must have.

    The main menu begins with staff's notice, if one applies now.
    """
    actions = thread.pack.menus[name].actions
    talk = Talk(tuple(f"{action.kind}.{action.target}" for action in actions), menu=name)
    listed = []
    for number, action in enumerate(actions, 1):
        named = thread.language.menus if action.kind == "menu" else thread.language.topics
        listed.append(f"{number} {named[action.target].short}")
    if name == MAIN:
        return _with_notice(thread, thread.say("menu", talk, options=", ".join(listed)))
    title = thread.language.menus[name].title.rstrip(".")
    return thread.say("list", talk, f"list.{name}", title=title, options=", ".join(listed))


def ask_which(thread: Thread, topics: tuple[str, ...]) -> Reply:
    """The reply "Did you mean …?", which offers one topic or two; a number or YES answers it (R26)."""
    talk = Talk(tuple(f"topic.{topic}" for topic in topics), menu=thread.talk.menu, asked=True)
    keywords = [thread.language.topics[topic].told for topic in topics]
    if len(keywords) == 1:
        return thread.say_of_call(thread.say("ask_one", talk, "ask", topic=keywords[0]))
    return thread.say_of_call(thread.say("ask_two", talk, "ask", topic=keywords[0], other=keywords[1]))


def tell_again(thread: Thread) -> Reply:
    """The reply that repeats the topic's text, the question or the menu that we sent last.

    If we sent none of these, it is the main menu.
    """
    talk = thread.talk
    asked = tuple(one.removeprefix("topic.") for one in talk.options)
    if talk.asked and all(name in thread.language.topics for name in asked):
        return ask_which(thread, asked)
    if talk.topic == HELPLINE and not talk.options:
        return helpline(thread)
    topic = thread.language.topics.get(talk.topic)
    if topic and talk.part > 0:
        return _part_of(thread, topic, talk.part)
    return menu_of(thread, talk.menu if talk.menu in thread.pack.menus else MAIN)


def tell_choice(thread: Thread, words: str) -> Reply | None:
    """The reply to a text that is a language's name: the main menu in that language.

    If the text holds STOP beside the name, the reply tells how to end our texts. None for any other text.
    """
    language = chosen(thread.pack, words)
    if may_end(thread.pack, words):
        told = thread.say("stop_slip", replace(thread.talk, last="stop_slip"))
        return replace(told, chosen=language.code if language else "")
    if language:
        chose = counted.language(language.code, "text")
        menu = menu_of(thread, MAIN)
        text = with_ways(thread.pack, language, "language", menu.text)
        return replace(menu, text=text, kind="language", chosen=language.code, counts=(chose,))
    return None


def _with_notice(thread: Thread, menu: Reply) -> Reply:
    """The reply of the main menu, beginning with the notice that applies now, if there is one (R57)."""
    said = notice_at(thread.pack, thread.language, thread.now, "texted")
    text = with_example(thread.pack, thread.language, menu.text, thread.now)
    return replace(menu, text=with_notice(thread.pack.service, text, said[0]) if said else text)


def topic_of(thread: Thread, name: str) -> Reply:
    """The reply with the first text of the topic `name`, which the thread's language must have.

    If the topic is being checked, the reply says only that. For HELPLINE it tells the helpline's number and
    hours.
    """
    return helpline(thread) if name == HELPLINE else _part_of(thread, thread.language.topics[name], 1)


def _part_of(thread: Thread, topic: Topic, part: int) -> Reply:
    """The reply with the first or the second text of a topic (`part` is 1 or 2).

    The text says that it is a draft until someone has reviewed the topic. If the review is out of date, or
    staff have stopped the topic, the reply only says that it is being checked (R22, R57).
    """
    if is_off(thread.pack, topic, thread.now):
        # MORE tells who can help
        menu = thread.pack.menu_of(topic.name)
        talk = Talk(topic=HELPLINE, part=0, menu=menu, checking=topic.name)
        name = "withdrawn_medicine" if topic.medicine else "withdrawn"
        return thread.say(name, talk, f"withdrawn.{topic.name}", title=topic.title.rstrip("."))
    text = words.text_of(topic, part, thread.pack, thread.language, thread.now)
    text = with_ways(thread.pack, thread.language, topic.name, text) if topic.name == HOWTO else text
    talk = Talk(topic=topic.name, part=part, menu=thread.pack.menu_of(topic.name))
    counts = (counted.topic(topic.name, "text"),) if part == 1 else ()
    return Reply(text, talk, f"topic.{topic.name}.{part}", counts=counts)


def more(thread: Thread) -> Reply:
    """The reply to MORE: the next text of the topic that we sent last, or that there is no more.

    If we sent no topic, it is the main menu. After our reply to PRIVACY it says that there is no more.
    """
    if thread.talk.last in PRIVACY:
        return thread.say("no_more", replace(thread.talk, options=(), asked=False))
    topic = thread.language.topics.get(thread.talk.topic)
    if thread.talk.part < 0 and (told := _week(thread)):
        return told
    if topic is None:
        return replace(menu_of(thread, MAIN), kind="more_of_what")
    if thread.talk.part >= (2 if topic.more else 1):
        return thread.say("no_more", replace(thread.talk, options=(), asked=False))
    return _part_of(thread, topic, max(thread.talk.part, 0) + 1)


def back(thread: Thread) -> Reply:
    """The reply to BACK: the menu with the topic that we sent last.

    The reply is the main menu instead if we sent a menu last, or if the pack no longer has the topic's menu.
    """
    menu = MAIN if thread.talk.options else thread.talk.menu
    return menu_of(thread, menu if menu in thread.pack.menus else MAIN)


def helpline(thread: Thread, *, holiday: bool = False) -> Reply:
    """The reply to HELPLINE: its number and, if it is closed, when it opens. MORE gives the rest (R46).

    It names the next days with other hours than usual instead if somebody asks about a `holiday`.

    If the week's hours are too long for MORE, they come first, in texts of their own: `Talk.part` is then
    minus the number of these texts.
    """
    hours, now = thread.pack.hours, thread.now
    name = "open_helpline" if is_open(hours, now) else "closed_helpline"
    talk = Talk(
        topic=HELPLINE, part=-len(week_texts(thread.language, hours)), menu=thread.pack.menu_of(HELPLINE)
    )
    if holiday:
        days = closed_days(thread.language.of("text.closed_days"), hours, now)
        reply = thread.say("closed_days", talk, "helpline", ahead=days)
    else:
        reply = thread.say(name, talk, "helpline")
    return replace(reply, counts=(counted.topic(HELPLINE, "text"),))


def _week(thread: Thread) -> Reply | None:
    """The reply with the next text of opening hours that are too long for one text.

    None if the hours were changed since our last text, and now make fewer texts than are still to come.
    """
    part = thread.talk.part
    told = week_texts(thread.language, thread.pack.hours)[part:]
    talk = Talk(topic=HELPLINE, part=part + 1, menu=thread.pack.menu_of(HELPLINE))
    return thread.say("week", talk, "helpline", week=told[0]) if len(told) == -part else None
