"""Whether a reply may be sent: not if the carrier has answered, and not to some people or numbers."""

from dataclasses import replace

from counted import names as counted
from menus.matcher.utterance import says
from sms import limits
from sms.model import LookUp, Reply, Texted, WithdrawCallback
from sms.replies.outcomes import STOPPED
from sms.replies.thread import Thread
from sms.returning import MACHINES, tell_start

# What the carrier says that it has answered, and what that does. Anything else it may yet say is no answer.
OPTED = {"STOP": "out", "START": "in", "HELP": ""}
# What may be sent to numbers abroad, or that cost (R32).
ANYWHERE = (limits.URGENT, "stop")
# What is asked for, or after, a call-back; where they have opted out it is told, and nothing else is.
OF_THE_CALL = (limits.CALLBACK, "missed")
# Lists by which a text wants the call that we owe, or asks after it.
WANTED = ("ring_instead", "whether_off", "call_wanted")
# More words than a plain wish for a call has are perhaps meant for somebody else.
WORDS_OF_A_WISH = 6


def carrier_has_answered(opt_out_type: str) -> bool:
    """Whether the carrier itself has answered STOP, START or HELP, so that we must not answer too.

    `opt_out_type` is the field of that name in the carrier's webhook.
    """
    return opt_out_type.upper() in OPTED


def note_carriers_answer(thread: Thread, opt_out_type: str) -> Reply:
    """A reply without a text, to have the store keep or undo an opt-out that the carrier confirmed (R28).

    `opt_out_type` is "STOP", "START" or "HELP"; after HELP the store changes nothing.
    """
    counts = (counted.count_of(counted.carrier_reply, opt_out_type.lower()),)
    return Reply("", thread.talk, "carrier", OPTED[opt_out_type], counts)


def permit(thread: Thread, event: Texted, reply: Reply) -> Reply:
    """Return `reply` if this person may be sent it; otherwise the reply to use in its place.

    An emergency reply is never replaced (R30). A person who is blocked, has opted out, or is costly to text,
    gets a reply without words (R28, R32, R39). A person abroad is told that we do not text abroad. A person
    who has opted out still hears which call-backs NOCALL ended, because our confirmation of STOP mentions
    NOCALL (R47).
    """
    if reply.kind != limits.URGENT and (event.blocked or (event.opted_out and reply.kind != "start")):
        if event.blocked:
            return Reply("", thread.talk, "blocked")
        return _of_stopped(thread, event, reply)
    if event.reach == "uk" or reply.kind in ANYWHERE or not (reply.text or reply.wish):
        return reply
    if event.reach == "costly":
        return Reply("", thread.talk, "costly", reply.opt)
    return replace(thread.say("abroad", thread.talk), opt=reply.opt)


def _of_stopped(thread: Thread, event: Texted, reply: Reply) -> Reply:
    """The reply to a person who has opted out, in place of `reply`: mostly one without words.

    If they texted NOCALL from a number of this country, they still hear what came of it. A request to end
    their call-backs is carried out in any case. If they ask for a call, or about the call that we owe, they
    hear whether it comes. If they may want our texts again, they are told START.
    """
    if event.reach == "uk" and not thread.talk.asks and _asks_of_call(thread, event, reply):
        if event.callback_open:
            return Reply("", thread.talk, STOPPED, wish=LookUp(past=False))
        return thread.say("callback_stopped", thread.talk, "missed")
    told = event.reach == "uk" and reply.kind == limits.NOCALL
    if not isinstance(reply.wish, WithdrawCallback):
        silent = Reply("", thread.talk, "opted_out")
        return reply if told else tell_start(thread, event, reply) or silent
    if told:
        return replace(reply, wish=replace(reply.wish, stopped=True))
    return Reply("", thread.talk, "opted_out", wish=reply.wish)


def _asks_of_call(thread: Thread, event: Texted, reply: Reply) -> bool:
    """Whether a text by a person who has opted out asks for a call, or about the one that we owe them.

    False for a text that a machine may have written ("Sorry, I am driving. Please call me later"), because
    the machine would answer our text, too. If we owe no call, only a short text that asks for one counts.
    """
    if any(says(thread.language, event.body, name) for name in MACHINES):
        return False
    short = len(event.body.split()) <= WORDS_OF_A_WISH
    if event.callback_open:
        wants = short and any(says(thread.language, event.body, name) for name in WANTED)
        others = says(thread.language, event.body, "rung_by_others")
        return not others and (reply.kind in OF_THE_CALL or wants)
    return reply.kind == limits.CALLBACK and short and not event.others_open
