"""Short replies that look at nothing but the talk: yes and no, numbers that answer nothing, thanks, STOP."""

from dataclasses import replace

from menus.matcher.answers import Urgent
from menus.model import MAIN
from sms import limits
from sms.model import Reply, Talk
from sms.replies import callback
from sms.replies.telling import menu_of, topic_of
from sms.replies.thread import Thread

ALARM, AGAIN, THANKS = "urgent", "again", "thanks"
"""What our last text was, where that matters."""

ALARMED = (ALARM, AGAIN)


def choose(thread: Thread, number: int) -> Reply:
    """The choice of our last text with that number (R27)."""
    if thread.talk.asks == callback.NUMBER:
        return callback.numbered(thread, "short", "")
    if thread.talk.asks:
        return callback.choose(thread, number) or thread.say("number_not_there", thread.talk)
    if 1 <= number <= len(thread.talk.options):
        return chosen(thread, thread.talk.options[number - 1]) or thread.say("older_number", thread.talk)
    return answers_nothing(thread)


def chosen(thread: Thread, option: str) -> Reply | None:
    """What an option stands for; None where the pack of today has no such menu or topic any more."""
    kind, _, name = option.partition(".")
    if kind == "menu":
        return menu_of(thread, name) if name in thread.pack.menus else None
    return topic_of(thread, name) if name in thread.language.topics else None


def answers_nothing(thread: Thread) -> Reply:
    """A number that is no choice: not in our last text, of an older one, or never asked for."""
    if thread.talk.options:
        return thread.say("number_not_there", thread.talk)
    never = thread.known and not thread.talk.listed
    return thread.say("number_unasked" if never else "older_number", thread.talk)


def yes(thread: Thread) -> Reply:
    """After an emergency text: there is one. While a question is open: 1 (R30, R26)."""
    if thread.talk.last in ALARMED:
        return urgent(thread, Urgent("body"))
    return choose(thread, 1) if thread.talk.asked else thread.say("nothing_asked", thread.talk)


def no(thread: Thread) -> Reply:
    """NO to a question or an emergency text brings the menu, in which the right topic may stand."""
    asked = thread.talk.asked or thread.talk.asks or thread.talk.last in ALARMED
    return menu_of(thread, MAIN) if asked else thread.say("nothing_asked", thread.talk)


def urgent(thread: Thread, found: Urgent, last: str = ALARM) -> Reply:
    """The fixed reply to an emergency. An open question stays open."""
    talk = replace(thread.talk, last=last)
    return thread.say(f"urgent_{found.kind}", talk, limits.URGENT)


def help_me(thread: Thread) -> Reply:
    """A cry for help that says no more: who can help, and YES brings the emergency text."""
    return thread.say("help_me", replace(thread.talk, last=ALARM))


def thanks(thread: Thread) -> Reply:
    """One kind line, and no second one on top of it: two machines could thank each other for ever."""
    if thread.talk.last == THANKS:
        return Reply("", thread.talk, THANKS)
    return thread.say(THANKS, replace(thread.talk, last=THANKS))


def stop(thread: Thread) -> Reply:
    """One confirmation, then silence (R28)."""
    return replace(thread.say("stop", Talk()), opt="out")


def start(thread: Thread) -> Reply:
    """Texts are welcome again."""
    return replace(thread.say("start", Talk()), opt="in")
