"""Short replies that depend on our last text alone: to yes and no, numbers, thanks, STOP and START."""

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
    """The reply to a bare number: what it stands for in our last text (R27)."""
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
    """The menu or topic that an option of an earlier text names; None where the pack no longer has it."""
    kind, _, name = option.partition(".")
    if kind == "menu":
        return menu_of(thread, name) if name in thread.pack.menus else None
    return topic_of(thread, name) if name in thread.language.topics else None


def _answers_nothing(thread: Thread) -> Reply:
    """The reply to a number that stands for nothing.

    Our last text has choices but not this one, or an older text had them, or we have never offered any.
    """
    if thread.talk.options:
        return thread.say("number_not_there", thread.talk)
    never = thread.texted_today and not thread.talk.listed
    return thread.say("number_unasked" if never else "older_number", thread.talk)


def yes(thread: Thread) -> Reply:
    """The reply to YES: after an emergency text the emergency reply, else choice 1 (R26, R30)."""
    if thread.talk.last in ALARMED:
        return urgent_reply(thread, Urgent("body"))
    return choose(thread, 1) if thread.talk.asked else thread.say("nothing_asked", thread.talk)


def no(thread: Thread) -> Reply:
    """The reply to NO: the menu after a question or an emergency text, else that nothing was asked."""
    asked = thread.talk.asked or thread.talk.asks or thread.talk.last in ALARMED
    return menu_of(thread, MAIN) if asked else thread.say("nothing_asked", thread.talk)


def urgent_reply(thread: Thread, found: Urgent, last: str = ALARM) -> Reply:
    """The fixed reply to an emergency (R30). A question of ours that was open stays open."""
    talk = replace(thread.talk, last=last)
    return thread.say(f"urgent_{found.kind}", talk, limits.URGENT)


def help_me(thread: Thread) -> Reply:
    """The reply to a bare cry for help: who can help. If YES comes next, the emergency reply follows."""
    return thread.say("help_me", replace(thread.talk, last=ALARM))


def thanks(thread: Thread) -> Reply:
    """The reply to thanks: one kind line, then silence, or two machines might thank each other for ever."""
    if thread.talk.last == THANKS:
        return Reply("", thread.talk, THANKS)
    return thread.say(THANKS, replace(thread.talk, last=THANKS))


def stop(thread: Thread) -> Reply:
    """The reply to STOP: the person is opted out, which is confirmed in this one text (R28)."""
    return replace(thread.say("stop", Talk()), opt="out")


def start(thread: Thread) -> Reply:
    """The reply to START: the opt-out is undone (R28)."""
    return replace(thread.say("start", Talk()), opt="in")
