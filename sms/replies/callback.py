"""Replies about a call-back: which number to ring, at what time of day, and whether we promise it (R38)."""

from dataclasses import replace

from menus.due import TIMES, Best
from sms import limits
from sms.model import OWN, KeepCallback, LookUp, Reply, Talk, WithdrawCallback
from sms.replies.thread import Thread

WHOSE, NUMBER, RIGHT, TIME = "whose", "number", "right", "time"
KIND = limits.CALLBACK
# Questions that a phone number answers.
ASKING = (WHOSE, NUMBER, RIGHT, TIME)

AMISS = {"two": "callback_two_numbers", "letters": "callback_letters"}
AMISS |= {"short": "callback_too_short", "long": "callback_too_long"}


def ask(thread: Thread) -> Reply:
    """The reply to CALLME: the question whether to ring the number that they text from, or another one.

    If we were still asking about an earlier call-back, the reply says that the earlier one is not saved.
    """
    loses = thread.talk.asks in (RIGHT, TIME) and not thread.talk.promised
    asked = Talk(asks=WHOSE, relay=thread.talk.relay, best=thread.talk.best)
    return _question(thread, "callback_whose_next" if loses else "callback_whose", asked)


def ask_number(thread: Thread) -> Reply:
    """The reply that asks which number to ring.

    It goes to people who text from a number that we cannot ring, or who want to be rung on another.
    """
    kept = _corrected(thread.talk)
    talk = replace(
        Talk(asks=NUMBER, promised=kept.promised, tail=kept.tail, pair=kept.pair),
        relay=kept.relay,
        best=kept.best,
    )
    return or_own(thread, _question(thread, "callback_number", talk))


def or_own(thread: Thread, asked: Reply) -> Reply:
    """Return `asked`, a question for a number, and name the way to the texter's own, if we can ring that."""
    way = f" {thread.language.of('text.callback_or_own').text['callback_or_own']}"
    return replace(asked, text=asked.text + way) if thread.ringable else asked


def _question(thread: Thread, name: str, talk: Talk) -> Reply:
    """The reply that asks the fixed question called `name`, with `talk` as the new memory.

    It begins with the time of day and "by Relay UK", if the person has named them.
    """
    asked = thread.say(name, talk, KIND)
    asked = thread.say_first("by_relay", asked) if talk.relay else asked
    best = thread.language.text[f"best_{talk.best}"] if talk.best else ""
    return thread.say_first("callback_noted", asked, best=best) if best else asked


def _corrected(talk: Talk) -> Talk:
    """The talk for a request for a further call-back: it forgets which one we promised just before.

    While a question about a call-back is open, the talk is returned unchanged, because the answer may correct
    the number of the promised call-back. In either case our promise stays.
    """
    return talk if talk.asks else replace(talk, promised="", tail="", pair="")


def choose(thread: Thread, number: int) -> Reply | None:
    """The reply to a number (1, 2 …) that answers our open question about a call-back.

    None if no such question is open, or if the number is none of its choices.
    """
    match thread.talk.asks, number:
        case ("whose", 1) | ("right", 1):
            return _ask_time(thread)
        case ("whose", 2) | ("right", 2):
            return ask_number(thread)
        case "time", n if 1 <= n <= len(TIMES):
            return _keep(thread, TIMES[n - 1], thread.talk.relay)
        case "time", n if n == len(TIMES) + 1:
            return _keep(thread, "any", relay=True)
    return None


def _keep(thread: Thread, best: Best, relay: bool, day: bool = False) -> Reply:
    """A reply without words that has the store promise the call-back.

    `day` is true if the person named a day.
    """
    talk = thread.talk
    return Reply("", talk, KIND, wish=KeepCallback(best, talk.promised, talk.pair, relay, day))


def change_time(best: Best, day: bool = False) -> Reply:
    """A reply without words that has the store note a new time for the call to the texter's own number.

    `day`: the person named a day, too.
    """
    return Reply("", Talk(), KIND, wish=KeepCallback(best, day=day))


def _ask_time(thread: Thread) -> Reply:
    """The reply that asks at what time of day to ring.

    If the time is known, the reply has no words, and requests the promise.
    """
    if thread.talk.best:
        return _keep(thread, thread.talk.best, thread.talk.relay)
    name = "callback_time_relay" if thread.talk.relay else "callback_time"
    return _question(thread, name, replace(thread.talk, asks=TIME))


def take_time(thread: Thread, best: Best, *, day: bool = False) -> Reply:
    """The reply, still without words, that requests a promise for the time of day that a text named.

    `day`: the text named a day, too.
    """
    return _keep(thread, best, thread.talk.relay, day)


def agree(thread: Thread) -> Reply | None:
    """The reply to YES while a question about a call-back is open; never None.

    YES settles which number to ring, and we then ask at what time of day. If the open question cannot be
    answered with YES ("Which number?", "What time?"), we ask it again.
    """
    return choose(thread, 1) if thread.talk.asks in (WHOSE, RIGHT) else ask_again(thread, "YES")


def ask_again(thread: Thread, said: str) -> Reply | None:
    """The reply to `said` ("YES", "NO" or "THANKS"), which does not answer our open question on a call-back.

    YES and THANKS get the same question again. NO to "Have we got your number right?" gets the question which
    number to ring. Any other NO gives None, because it means that no call-back is wanted.
    """
    match thread.talk.asks, said:
        case "right", "NO":
            return ask_number(thread)
        case _, "NO":
            return None
        case "right", _:
            return _read_back(thread, thread.talk)
        case "time", _:
            return _ask_time(thread)
        case "number", _:
            return ask_number(thread)
    return ask(thread)


def take_own_number(thread: Thread) -> Reply:
    """The reply to "this one": the person is to be rung on the number that they text from.

    It asks for the time of day.
    """
    return _ask_time(replace(thread, talk=replace(thread.talk, held="")))


def take_number(thread: Thread, kind: str, held: str, *, loses: bool = False) -> Reply:
    """The reply to a text with a phone number: we read it back to be confirmed, or say why we cannot ring it.

    `kind` is "mobile", "landline", or what is wrong with the number. `held` is the number, encrypted, or ""
    if it is wrong. `loses` is true if we were still asking about an earlier call-back, and this number is for
    a new one. The reply then says that the earlier call-back is not saved.
    """
    if kind not in ("mobile", "landline"):
        told = thread.say(AMISS.get(kind, "callback_bad_number"), replace(thread.talk, asks=NUMBER), KIND)
        told = or_own(thread, told)
        return replace(told, text=f"{told.text} {thread.language.text['callback_who_helps']}")
    talk = replace(_corrected(thread.talk), asks=RIGHT, held=held)
    return _question(thread, "callback_right_next", talk) if loses else _read_back(thread, talk)


def correct_number(thread: Thread, kind: str, held: str) -> Reply:
    """The reply to a number to ring instead of the one just promised.

    `kind` is "mobile", "landline", or what is wrong with the number; `held` is the number, encrypted, or ""
    if it is wrong. The first promise stays until the right number is promised; then it is withdrawn.
    """
    return take_number(replace(thread, talk=replace(thread.talk, asks=RIGHT)), kind, held)


def _read_back(thread: Thread, talk: Talk) -> Reply:
    """The reply that reads the number back, and asks if the number is right.

    If the number corrects that of a call-back just promised, the reply says that the new one is rung instead.
    """
    if talk.promised == OWN:
        return thread.say("callback_instead_own", talk, KIND)
    if talk.promised and talk.tail:
        return thread.say("callback_instead", talk, KIND, tail=talk.tail)
    return _question(thread, "callback_right", talk)


def look_up_missed(thread: Thread) -> Reply:
    """A reply without words that has the store look up the texter's call-back, open or missed.

    The words follow the store's answer (`sms.replies.outcomes`).
    """
    return Reply("", thread.talk, "missed", wish=LookUp(past=True))


def look_up_day(thread: Thread) -> Reply:
    """A reply without words that has the store look up the call that we owe the texter.

    The texter wishes a day for it, or an hour when nobody rings. The words follow the store's answer.
    """
    return Reply("", thread.talk, "missed.day", wish=LookUp(past=False))


def look_up_others(thread: Thread) -> Reply:
    """A reply without words that has the store look up the texter's call-backs to other people.

    If no call-back to others is left, the store looks up the texter's own, as for `look_up_missed`.
    """
    return Reply("", thread.talk, "missed", wish=LookUp(past=True, others=True))


def withdraw(_: Thread) -> Reply:
    """The reply to NOCALL: the store drops all call-backs of the texter. Its words are added later."""
    return Reply("", Talk(), limits.NOCALL, wish=WithdrawCallback())


def withdraw_one(thread: Thread, held: str, *, settles: bool = False) -> Reply:
    """The reply to NOCALL with a number: it has the store drop only the call-back to this number.

    `held` is the number, encrypted. The reply is without words until the store has answered. If `held` is "",
    because we cannot ring the number, nothing is dropped, and the reply says so. Our open question stays
    open, unless it is about the same number (`settles`).
    """
    if not held:
        return thread.say("nocall_number", thread.talk, limits.NOCALL)
    talk = Talk() if settles or not thread.talk.asks else thread.talk
    return Reply("", talk, limits.NOCALL, wish=WithdrawCallback(held))
