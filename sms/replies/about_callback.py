"""Finds what a text says about a call-back: an answer to our question, or a number to ring or not."""

import re

from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.matching import match
from menus.matcher.times import When
from menus.matcher.utterance import says
from sms.model import Reply, Texted
from sms.owed import another_time, renumber
from sms.owed.put_back import asks_whether
from sms.owed.unwanted import names_texts, wants_call
from sms.replies import best_time, callback, outcomes, relay, unanswered
from sms.replies.quoting import Body
from sms.replies.short import ALARMED, number_said
from sms.replies.thread import Thread

# A phone number, with the word that leads to it.
NUMBER = re.compile(r"(?:\b(?:to|for|on|at|and|or)\s+)?[\d+()–-]+", re.I)
CALLME, NOCALL, MISSED = Command("CALLME"), Command("NOCALL"), Command("MISSED")
NO = Command("NO")
# Any question about a call leads there.
HELPLINE = Found("helpline")
# What a wish to be erased ("remove me") sounds like.
ERASING = (Command("STOP"), Command("PRIVACY"))


def understand(thread: Thread, event: Texted, text: Body, *, talk_open: bool) -> tuple[Match, Match]:
    """The meaning of a whole text, and the meaning of its words without the phone number in them.

    Without a number in the text the two are the same. If the text withdraws a call-back in other words, such
    as "erase my number", both are NOCALL. `talk_open` is true if our question "Did you mean …?" is open, or
    our last text was about an emergency. Digits can make the second ear (a linear model) worry for no reason.
    So if the text is a worry only with the number in it, both are the meaning without the number.
    """
    found = match(thread.language, text.text, talk_open=talk_open)
    owed = event.callback_open or event.others_open
    erases = owed and found in ERASING and says(thread.language, text.unwrapped, "erase")
    if erases and not names_texts(thread, text.unwrapped):
        return NOCALL, NOCALL  # whose number is with us to be rung
    straight = event.callback_open and thread.talk.last == outcomes.KEPT
    wished = found in (Worried("ear"), Command("STOP")) and not event.others_open
    if straight and wished and says(thread.language, text.unwrapped, "off_now"):
        return NOCALL, NOCALL  # "I dont need it any more" is of the call that we have just promised
    if not event.number_kind:
        return found, found
    words = NUMBER.sub(" ", text.text).strip()
    # alone CANCEL ends our texts; with a number it can only be the call to it
    beside = NOCALL if words.casefold() == "cancel" else match(thread.language, words)
    worry = isinstance(found, Worried) and not isinstance(beside, Worried | Urgent | Careful)
    if found == Command("STOP") and says(thread.language, text.unwrapped, "let_be"):
        return NOCALL, NOCALL
    return (beside if worry else found), beside


def _to_ring(found: Match, beside: Match) -> bool:
    """Whether a text asks us to ring the number in it.

    The meaning of the whole text (`found`) decides or, if that is unclear, the meaning of the text without
    the number (`beside`).
    """
    return CALLME in (found, beside if isinstance(found, Nothing | Unsure) else found)


def about_callback(
    thread: Thread, event: Texted, text: Body, found: Match, beside: Match, said: When
) -> Reply | None:
    """The reply to a text about a call-back: it answers our open question, or says whom to ring, or not to.

    None for any other text. Our questions are which number to ring, whether we have it right, and at what
    time of day. `found` is the meaning of the whole text, `beside` is its meaning without the phone number in
    it. `said` is what the text says about the time.
    """
    if event.number_kind and (told := _about_number(thread, event, text, found, beside)):
        return told
    if told := _about_standing(thread, event, text, found):
        return told
    if thread.talk.asks and not event.number_kind and (told := best_time.take(thread, said, found)):
        return told
    alarmed = (
        thread.talk.last in ALARMED
    )  # then only what can be no answer to the alarm is one to our question
    if (
        thread.talk.asks
        and not alarmed
        and isinstance(found, Command)
        and found.name in ("YES", "NO", "THANKS")
    ):
        return callback.agree(thread) if found.name == "YES" else callback.ask_again(thread, found.name)
    if thread.talk.asks == callback.TIME:
        return relay.take(thread, text.unwrapped)
    which = thread.talk.asks in (callback.NUMBER, callback.WHOSE) and not alarmed
    if which and says(thread.language, text.unwrapped, "own_number"):
        return (
            callback.take_own_number(thread) if event.ringable else callback.take_number(thread, "abroad", "")
        )
    return relay.take(thread, text.unwrapped) if thread.talk.asks and not alarmed else None


def _about_standing(thread: Thread, event: Texted, text: Body, found: Match) -> Reply | None:
    """The reply to a text that takes back, asks after, or wishes another time for a call that we owe.

    If the text may be about this call, but is not clear, the reply tells by when we ring. None for any other
    text.
    """
    if not event.number_kind and (told := _about_owed(thread, event, text, found)):
        return told
    if told := _take_another_time(thread, event, text, found):
        return told
    if another_time.asks_after(thread, event, text.unwrapped, found):
        return callback.look_up_missed(thread)
    if another_time.is_wanted_soon(thread, event, text.unwrapped, found):
        return callback.look_up_day(thread)
    of_call = not event.number_kind and _may_be_of_call(thread, event, found)
    return unanswered.not_understood(thread, event) if of_call else None


def _take_another_time(thread: Thread, event: Texted, text: Body, found: Match) -> Reply | None:
    """The reply to a text after our promise that wishes another time; None for any other text.

    The store notes a time of day. Nobody can choose a day, or an hour at which we do not ring. In reply to
    such a wish we tell by when we ring.
    """
    newer = another_time.wished(thread, event, text.unwrapped, found)
    if newer and newer.best:
        return callback.change_time(newer.best, newer.day)
    machine = isinstance(found, Nothing) and found.kind == "automatic"
    told = newer and (newer.day or newer.shut) and not machine
    return callback.look_up_day(thread) if told else None


def _about_owed(thread: Thread, event: Texted, text: Body, found: Match) -> Reply | None:
    """The reply to a text without a number that withdraws, or asks about, a call that we owe.

    None for any other text. `found` is the meaning of the text.
    """
    anew = event.callback_open and (_is_unclear(found) or found in (CALLME, MISSED))
    idle = not (thread.talk.asks or thread.talk.last in ALARMED)
    if anew and idle and says(thread.language, text.unwrapped, "new_number"):
        return renumber.ask_instead(thread, own=not event.others_open)
    asked = event.others_open and (not event.callback_open or _names_somebody(thread, text))
    owed = event.callback_open or event.others_open
    asks = says(thread.language, text.unwrapped, "whether_off") or asks_whether(thread, text.unwrapped)
    whether = owed and asks
    if asked and (whether or found == MISSED):
        return callback.look_up_others(thread)
    asked_for = found == CALLME and says(thread.language, text.unwrapped, "that_soon")
    if whether and not asked_for:  # a question changes nothing; "will somebody ring me tonight" is a wish
        soon = another_time.is_wanted_soon(thread, event, text.unwrapped, found)
        return callback.look_up_day(thread) if soon else callback.look_up_missed(thread)
    return _takes_back(thread, event, text, found)


def _may_be_of_call(thread: Thread, event: Texted, found: Match) -> bool:
    """Whether a text of the meaning `found` may be about the call that we owe.

    It may be if it says NO, or if its meaning is not sure but may be the helpline. Besides, no question of
    ours may be open, and our last text must not have been about an emergency.
    """
    idle = not (thread.talk.asks or thread.talk.asked or thread.talk.last in ALARMED)
    ours = found == NO or (isinstance(found, Unsure) and HELPLINE.topic in found.topics)
    return idle and event.callback_open and ours


def _takes_back(thread: Thread, event: Texted, text: Body, found: Match) -> Reply | None:
    """The reply to a text without a number that withdraws a call-back in other words than NOCALL.

    None for any other text. `found` is the meaning of the text. If one call-back is open, the reply withdraws
    it. If the text says whom not to ring, but not which of several call-backs is meant, the reply asks for
    the number.
    """
    whom, owed = says(thread.language, text.unwrapped, "let_be_whom"), event.callback_open + event.others_open
    digits = any(map(str.isdigit, text.unwrapped))
    plain = owed <= 1 and not digits and not (_names_somebody(thread, text) and not event.others_open)
    calls_off = owed == 1 and not event.opted_out and not wants_call(thread, text.unwrapped)
    if plain and (whom or (calls_off and _is_off(thread, text, found))):
        return callback.withdraw(thread)
    return callback.withdraw_one(thread, "") if whom else None


def _is_off(thread: Thread, text: Body, found: Match) -> bool:
    """Whether a text says that a call we owe is not wanted.

    False if its meaning (`found`) is an alarm or a topic, unless the topic is the helpline.
    """
    if found == HELPLINE or isinstance(found, Nothing | Unsure | Command):
        names = ("owed_no_more",) if found == HELPLINE else ("call_it_off", "owed_no_more")
        wants_it_not = found != HELPLINE and says(thread.language, text.unwrapped, "off_now")
        if wants_it_not:  # after a topic, "dont want them" is of that
            return not thread.talk.topic
        return any(says(thread.language, text.unwrapped, name) for name in names)
    return False


def _is_unclear(found: Match) -> bool:
    machine = isinstance(found, Nothing) and found.kind == "automatic"
    return (isinstance(found, Nothing | Unsure) and not machine) or found == HELPLINE


def _names_somebody(thread: Thread, text: Body) -> bool:
    """Whether the text mentions somebody else: mum, a friend."""
    return says(thread.language, text.unwrapped, "somebody")


def _own_instead(thread: Thread, event: Texted, text: Body) -> Reply | None:
    """The reply to 1 where we asked for another number: their own is rung. None for any other text."""
    one = thread.talk.asks == callback.NUMBER and number_said(thread, text.unwrapped) == 1
    return callback.take_own_number(thread) if one and event.ringable else None


def _about_number(thread: Thread, event: Texted, text: Body, found: Match, beside: Match) -> Reply | None:
    """The reply to a text with a phone number that we are to ring, or not to ring; None if it asks neither.

    `found` is the meaning of the whole text, `beside` its meaning without the number.
    """
    if (told := _own_instead(thread, event, text)) or (
        told := renumber.refuse(thread, event, text.unwrapped)
    ):
        return told
    if beside == NOCALL or says(thread.language, text.unwrapped, "let_be"):
        return callback.withdraw_one(thread, event.number, settles=event.number_asked)
    corrects = thread.talk.promised and not thread.talk.asks
    instead = renumber.moves_call(thread, event, text.unwrapped)
    corrected = says(thread.language, text.unwrapped, "correction")
    if corrects and (corrected or instead):
        return callback.correct_number(thread, event.number_kind, event.number)
    idle = not thread.talk.asks and thread.talk.last not in ALARMED
    if instead and event.callback_open and idle:
        own = renumber.in_place_of_own(thread)
        return callback.correct_number(own, event.number_kind, event.number)
    corrected = corrected or instead or not re.search("[a-z]", text.unwrapped, re.I)
    owed = (event.callback_open or event.others_open > 0) and thread.talk.last not in ALARMED
    amended = found == MISSED and corrected  # "i gave you the wrong number, its 07..." wants it rung
    rings = _to_ring(found, beside) or amended or (owed and corrected and _is_unclear(found))
    if not (thread.talk.asks in callback.ASKING or rings):
        return None
    next_one = thread.talk.asks == callback.TIME or (thread.talk.asks == callback.RIGHT and rings)
    loses = next_one and not (corrected or event.number_asked or thread.talk.promised)
    asked = callback.take_number(thread, event.number_kind, event.number, loses=loses)
    beside_own = (
        event.callback_open and corrected and not thread.talk.asks
    )  # that one stands until taken back
    return thread.say_first("callback_have", asked) if beside_own else asked
