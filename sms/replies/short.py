"""Short replies that look at nothing but the talk: yes and no, numbers, thanks, STOP and START."""

from dataclasses import replace

from menus.matcher.answers import Urgent
from menus.model import MAIN
from sms import limits
from sms.model import Reply, Talk
from sms.replies import callback
from sms.replies.telling import menu_of, topic_of
from sms.replies.thread import Thread

# What our last text was, where that matters.
ALARM, AGAIN, THANKS = "urgent", "again", "thanks"

ALARMED = (ALARM, AGAIN)


def choose(thread: Thread, number: int) -> Reply:
    """The reply to a number: the choice of our last text that it stands for (R27)."""
    if thread.talk.asks == callback.NUMBER:
        return callback.take_number(thread, "short", "")
    if thread.talk.asks:
        return callback.choose(thread, number) or thread.say("number_not_there", thread.talk)
    if 1 <= number <= len(thread.talk.options):
        return _reply_to_choice(thread, thread.talk.options[number - 1]) or thread.say(
            "older_number", thread.talk
        )
    return _answers_nothing(thread)


def _reply_to_choice(thread: Thread, option: str) -> Reply | None:
    """The menu or topic of an option; None where today's pack has it no more."""
    kind, _, name = option.partition(".")
    if kind == "menu":
        return menu_of(thread, name) if name in thread.pack.menus else None
    return topic_of(thread, name) if name in thread.language.topics else None


def _answers_nothing(thread: Thread) -> Reply:
    """The reply to a number that is no choice: not in our last text, of an older one, or never asked for."""
    if thread.talk.options:
        return thread.say("number_not_there", thread.talk)
    never = thread.texted_today and not thread.talk.listed
    return thread.say("number_unasked" if never else "older_number", thread.talk)


def yes(thread: Thread) -> Reply:
    """The reply to YES: after an emergency text the emergency reply, else the first choice (R26, R30)."""
    if thread.talk.last in ALARMED:
        return urgent_reply(thread, Urgent("body"))
    return choose(thread, 1) if thread.talk.asked else thread.say("nothing_asked", thread.talk)


def no(thread: Thread) -> Reply:
    """The reply to NO: to a question or an emergency text the menu, in which the right topic may stand."""
    asked = thread.talk.asked or thread.talk.asks or thread.talk.last in ALARMED
    return menu_of(thread, MAIN) if asked else thread.say("nothing_asked", thread.talk)


def urgent_reply(thread: Thread, found: Urgent, last: str = ALARM) -> Reply:
    """The fixed reply to an emergency (R30). An open question stays open."""
    talk = replace(thread.talk, last=last)
    return thread.say(f"urgent_{found.kind}", talk, limits.URGENT)


def help_me(thread: Thread) -> Reply:
    """The reply to a cry for help that says no more: who can help; YES then brings the emergency reply."""
    return thread.say("help_me", replace(thread.talk, last=ALARM))


def thanks(thread: Thread) -> Reply:
    """The reply to thanks: one kind line, then silence: two machines could thank each other for ever."""
    if thread.talk.last == THANKS:
        return Reply("", thread.talk, THANKS)
    return thread.say(THANKS, replace(thread.talk, last=THANKS))


def stop(thread: Thread) -> Reply:
    """The reply to STOP: one confirmation, then silence (R28)."""
    return replace(thread.say("stop", Talk()), opt="out")


def start(thread: Thread) -> Reply:
    """The reply to START: texts are welcome again (R28)."""
    return replace(thread.say("start", Talk()), opt="in")
