"""A text conversation, pure: the talk so far and a text give the reply."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from menus import words
from menus.answers import Match
from menus.hours import is_open
from menus.matching import Careful, Command, Found, Nothing, Unsure, Urgent, Worried, match
from menus.model import ABOUT, HELPLINE, MAIN, Pack, Topic
from menus.reviews import withdrawn
from sms import callback
from sms.model import Event, Reply, Talk, Texted
from sms.thread import Thread

# "2", "2.", "no 2", "reply 2 please": a number is an answer to our last text, however it is dressed.
NUMBER = re.compile(
    r"\W*(?:(?:reply|text|press|option|number|no|send)\W+)?(\d{1,2})\W*(?:please|pls|plz|thanks)?\W*", re.I
)
# What the carrier says that it has answered, and what that does. Anything else it may yet say is no answer.
OPTED = {"STOP": "out", "START": "in", "HELP": ""}


def step(pack: Pack, talk: Talk, event: Event, now: datetime, asked: Reply | None = None) -> Reply:
    """The reply to a text.

    `talk` is what our last text was about (an empty one when there is none, or the store is away). The
    reply's text is "" where nothing is sent: the carrier has answered, an automatic text arrived, the person
    opted out or is blocked (R28, R39; an emergency is answered all the same, R30). A reply with a wish comes
    back here as `asked`, with the store's outcome as the event.
    """
    thread = Thread(pack, talk, now)
    if not isinstance(event, Texted):
        return callback.told(thread, asked, event) if asked else thread.say("unknown", talk)
    if event.opt_out_type.upper() in OPTED:
        return carrier_answered(thread, event.opt_out_type.upper())
    reply = answer(thread, event)
    if reply.kind != "urgent" and (event.blocked or (event.opted_out and reply.kind != "start")):
        kind = "blocked" if event.blocked else "opted_out"
        return Reply("", talk, kind, counts=(f"text:{kind}",))
    return replace(reply, counts=(*reply.counts, f"text:{reply.kind.partition('.')[0]}"))


def carrier_answered(thread: Thread, opt_out_type: str) -> Reply:
    """The carrier has answered STOP, START or HELP by itself: it is recorded, and nothing is sent (R28)."""
    counts = (f"text:carrier:{opt_out_type.lower()}",)
    return Reply("", thread.talk, "carrier", OPTED[opt_out_type], counts)


def answer(thread: Thread, event: Texted) -> Reply:
    """A number answers our last text; for all else the matcher tells what the words mean."""
    number = NUMBER.fullmatch(event.body)
    if number:
        return choose(thread, int(number[1]))
    found = match(thread.language, event.body, talk_open=thread.talk.asked)
    if event.given and thread.talk.asks == callback.NUMBER and not comes_first(found):
        return callback.numbered(thread, event.given, event.held)
    match found:
        case Command("CALLME") if not event.ringable:
            return callback.ask_number(thread)
        case Command("STOP") if event.callback_open:
            return replace(thread.say("stop_callback", Talk(), "stop"), opt="out")
        case Found(topic):
            return topic_of(thread, topic)
        case Unsure(topics):
            return ask(thread, topics)
        case Command(name):
            return COMMANDS[name](thread)
        case Urgent(kind):
            return thread.say(f"urgent_{kind}", thread.talk, "urgent")
        case Worried():
            return thread.say("worried", thread.talk, "urgent")
        case Careful(topics):
            keywords = [thread.language.topics[topic].told for topic in topics]
            return thread.say("careful", thread.talk, topics=thread.language.text["or"].join(keywords))
        case Nothing("automatic"):
            return Reply("", thread.talk, "automatic")
        case Nothing(_, unknown):
            return replace(thread.say("unknown", thread.talk), unknown=unknown)


def comes_first(found: Match) -> bool:
    """Whether words beside a number that we asked for count more than it (R28, R29, R30)."""
    return isinstance(found, Urgent | Careful) or found == Command("STOP")


def choose(thread: Thread, number: int) -> Reply:
    """The choice of our last text with that number; otherwise it belongs to an older text (R27)."""
    if thread.talk.asks:
        return callback.choose(thread, number) or thread.say("older_number", thread.talk)
    if not 1 <= number <= len(thread.talk.options):
        return thread.say("older_number", thread.talk)
    kind, _, name = thread.talk.options[number - 1].partition(".")
    return menu_of(thread, name) if kind == "menu" else topic_of(thread, name)


def menu_of(thread: Thread, name: str) -> Reply:
    """A menu as a numbered list; the main one has words of its own."""
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
    """The first text of a topic, or that it is being checked (R22)."""
    if name == HELPLINE:
        return helpline(thread)
    topic = thread.language.topics[name]
    if withdrawn(topic, thread.pack.hours, thread.now):
        return thread.say(
            "withdrawn",
            Talk(menu=thread.pack.menu_of(name)),
            f"withdrawn.{name}",
            title=topic.title.rstrip("."),
        )
    return part_of(thread, topic, 1)


def part_of(thread: Thread, topic: Topic, part: int) -> Reply:
    """One of the two texts of a topic, marked as a draft until someone has reviewed it (R22)."""
    text = words.fill_text(topic.text if part == 1 else topic.more, thread.pack, thread.language, thread.now)
    draft = thread.language.text["draft"] if topic.draft else ""
    talk = Talk(topic=topic.name, part=part, menu=thread.pack.menu_of(topic.name))
    counts = (f"topic:{topic.name}:text",) if part == 1 else ()
    return Reply(draft + text, talk, f"topic.{topic.name}.{part}", counts=counts)


def more(thread: Thread) -> Reply:
    """What stands behind MORE of the last topic."""
    topic = thread.language.topics.get(thread.talk.topic)
    if topic is None or thread.talk.part >= (2 if topic.more else 1):
        return thread.say("no_more", replace(thread.talk, options=(), asked=False))
    return part_of(thread, topic, thread.talk.part + 1)


def back(thread: Thread) -> Reply:
    """From a topic to its menu, from a menu to the main menu."""
    return menu_of(thread, thread.talk.menu if thread.talk.topic else MAIN)


def helpline(thread: Thread) -> Reply:
    """Open: the number; closed: when it opens. MORE tells the rest (R46)."""
    name = "open_helpline" if is_open(thread.pack.hours, thread.now) else "closed_helpline"
    reply = thread.say(name, Talk(topic=HELPLINE, part=0, menu=thread.pack.menu_of(HELPLINE)), "helpline")
    return replace(reply, counts=(f"topic:{HELPLINE}:text",))


def ask(thread: Thread, topics: tuple[str, ...]) -> Reply:
    """Unsure: the texter is asked which topic was meant, and answers with a number (R26)."""
    talk = Talk(tuple(f"topic.{topic}" for topic in topics), menu=thread.talk.menu, asked=True)
    keywords = [thread.language.topics[topic].told for topic in topics]
    if len(keywords) == 1:
        return thread.say("ask_one", talk, "ask", topic=keywords[0])
    return thread.say("ask_two", talk, "ask", topic=keywords[0], other=keywords[1])


def yes(thread: Thread) -> Reply:
    """YES counts as 1 while a question is open."""
    return choose(thread, 1) if thread.talk.asked else thread.say("nothing_asked", thread.talk)


def no(thread: Thread) -> Reply:
    """NO to a question brings the menu, in which the right topic may stand."""
    return menu_of(thread, MAIN) if thread.talk.asked else thread.say("nothing_asked", thread.talk)


def stop(thread: Thread) -> Reply:
    """One confirmation, then silence (R28)."""
    return replace(thread.say("stop", Talk()), opt="out")


def start(thread: Thread) -> Reply:
    """Texts are welcome again."""
    return replace(thread.say("start", Talk()), opt="in")


COMMANDS: dict[str, Callable[[Thread], Reply]] = {
    "MENU": lambda thread: menu_of(thread, MAIN),
    "MORE": more,
    "BACK": back,
    "ABOUT": lambda thread: topic_of(thread, ABOUT),
    "HELPLINE": helpline,
    "CALLME": callback.ask,
    "NOCALL": callback.withdraw,
    "HELP": lambda thread: thread.say("help", thread.talk),
    "STOP": stop,
    "START": start,
    "YES": yes,
    "NO": no,
}
