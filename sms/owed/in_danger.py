"""Hears that a call that we owe may endanger the texter; takes it back, or tells how to end it (R30)."""

from dataclasses import replace

from counted import names as counted
from menus.matcher.alarms import alarm_in
from menus.matcher.answers import Careful, Command, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.utterance import says, says_unguarded, without
from menus.phrasing.clauses import clauses
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read
from sms import limits
from sms.model import Reply, TakenBack, Talk, Texted, WithdrawCallback
from sms.owed.unwanted import ends_texts, hear, says_nocall, wants_call
from sms.replies import short
from sms.replies.outcomes import UNKNOWN
from sms.replies.thread import Thread


def take_back(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to somebody who may be in danger and wants us not to ring: "dont ring, he is here".

    None for any other text, or if we owe no call. `words` are those of the text, and `found` is their
    meaning. A text hints at danger if somebody would mind the call or is near, or if `found` is the alarm for
    danger. After our reply to this alarm, most texts are taken to hint at danger.

    The reply has no words yet. It asks the store to take back all calls that we owe. If we owe none to the
    texter, and the text has a number, only the call to this number is taken back. People who have opted out
    get this reply, too. If the text also ends our texts, they end.
    """
    if not (event.callback_open or event.others_open):
        return None
    harm, near, alarm = hints(thread, event, words, found)
    if not (harm or near) or not asks_not_to_ring(thread, event, words, harm=harm):
        return None
    wish = WithdrawCallback("" if event.callback_open else event.number)
    talk = Talk(last=short.ALARM if alarm and alarm != "danger" else short.DANGER)
    opt = "out" if found == Command("STOP") and ends_texts(thread, words) else ""
    return Reply("", talk, limits.URGENT, opt, (counted.alarm(alarm or "danger", "text"),), wish)


def hints(thread: Thread, event: Texted, words: str, found: Match) -> tuple[bool, bool, str]:
    """Whether a text hints at harm, whether it hints at somebody near, and the kind of its alarm (or "")."""
    minds = _says(thread, words, "minds") or _goes_on(thread, event, words)
    other = isinstance(found, Careful) or event.number_kind
    near = not other and _says(thread, words, "somebody_near")
    alarm = _alarm(thread, words, found, hint=minds or near)
    return minds or alarm == "danger", near, alarm


def hide(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """A reply without words to a person who reads another's texts: "why are you ringing my wife".

    The reply asks the store to take back all calls. The words that follow say that we did not understand, so
    that they tell nothing of a call. None for any other text. None, too, for a text with a digit or a phone
    number: whoever names a time, or whom to ring, rather wants the call.
    """
    other = event.number_kind or any(map(str.isdigit, words))
    if (
        other
        or not says_unguarded(thread.language, words, "reader")
        or _alarm(thread, words, found, hint=True)
    ):
        return None
    return Reply("", Talk(), UNKNOWN, wish=WithdrawCallback())


def _alarm(thread: Thread, words: str, found: Match, *, hint: bool) -> str:
    """The kind of the alarm `found`, or "" if it is none.

    If the text has a `hint` of danger, an alarm that only the second ear heard counts as none.
    """
    if not isinstance(found, Urgent):
        return ""
    data = lexicon(thread.language)
    guess = hint and not isinstance(alarm_in(data, read(data, words))[1], Urgent)
    return "" if guess else found.kind


def _goes_on(thread: Thread, event: Texted, words: str) -> bool:
    """Whether a text that follows our reply to danger may be about the call that we owe the texter.

    False if the text has a digit, or says that somebody else shall not be rung.
    """
    after = short.alarm_of(thread.talk.last) == short.DANGER and event.callback_open
    whom = says(thread.language, words, "let_be_whom") and not says_nocall(thread, words)
    return after and not (whom or any(map(str.isdigit, words)))


def _says(thread: Thread, words: str, name: str) -> bool:
    """Whether a text, or one clause of it, holds a phrase of the pack's list `name`."""
    parts = dict.fromkeys((words, *(one.text for one in clauses(words))))
    return any(says(thread.language, one, name) for one in parts)


def asks_not_to_ring(thread: Thread, event: Texted, words: str, *, harm: bool) -> bool:
    """Whether a text asks us not to ring, and nothing in it wants the call.

    `harm` is true if the text hints that somebody may be hurt, and not only that somebody is near. The word
    NOCALL always asks us not to ring. A plea for help, such as "can you not ring me please", does not, unless
    the text also refuses the call.
    """
    if says_nocall(thread, words):
        return True
    if says(thread.language, words, "begs") and not _refuses_beside_plea(thread, words):
        return False
    if _plainly_asks_not_to_ring(thread, words, harm=harm):
        return True
    whom = event.others_open > 0 and says(thread.language, words, "let_be_whom")
    if says(thread.language, words, "whether_off") or wants_call(thread, words):
        return False
    names = ("ring_not", "not_that_day")  # whoever is in danger does not choose a day: "dont ring tomorrow"
    told = (says(thread.language, one.text, name) for one in clauses(words) for name in names)
    return whom or any(told) or bool(hear(thread, words).off)


def _refuses_beside_plea(thread: Thread, words: str) -> bool:
    """Whether a text with a plea also refuses the call: "ring me i need help but dont ring now"."""
    rest = without(thread.language, words, ("begs",))
    return any(says(thread.language, rest, name) for name in ("no_ring", "ring_not", "not_then"))


def _plainly_asks_not_to_ring(thread: Thread, words: str, *, harm: bool) -> bool:
    """Whether one clause asks us not to ring ("can you not ring"), and no other clause wants the call.

    If `harm` is true, "dont ring after 5" counts too, because people in danger do not choose an hour.
    """
    said = [one.text for one in clauses(words)]
    names = ("no_ring", "not_then") if harm else ("no_ring",)
    rest = [one for one in said if not any(says(thread.language, one, name) for name in names)]
    return len(rest) < len(said) and not any(wants_call(thread, one) for one in rest)


def warn(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to a text that hints that our call may endanger the texter, but does not refuse the call.

    It is the emergency reply to danger, and also explains NOCALL. The call stays. None for any other text, or
    if we owe the texter no call.
    """
    unclear = isinstance(found, Nothing | Unsure | Worried) or found in (Urgent("danger"), Command("SLIP"))
    if not (event.callback_open and unclear and _says(thread, words, "minds")):
        return None
    talk = replace(thread.talk, last=short.DANGER)
    reply = thread.say("callback_owed_danger", talk, limits.URGENT)
    return replace(reply, counts=(counted.alarm("danger", "text"),))


def tell(thread: Thread, asked: Reply, outcome: object, reply: Reply) -> Reply:
    """The words that follow the store's `outcome`; `asked` is the reply that had the store take calls back.

    (a) If `hide` made `asked`, they are that we did not understand.
    (b) If the person is hurt or ill, they are the emergency reply to this, whatever the outcome (R30).
    (c) If a call was taken back, they say so.
    (d) If no call was waiting, they are the emergency reply to danger.
    (e) If the store did not answer, or had no call to the one number named, they say that a call may come.
    (f) If `asked` is any other reply, the result is `reply`.
    """
    if not isinstance(asked.wish, WithdrawCallback) or asked.kind not in (limits.URGENT, UNKNOWN):
        return reply
    if asked.kind == UNKNOWN:
        return thread.say(UNKNOWN, asked.talk)
    if asked.talk.last != short.DANGER:
        told = short.urgent_reply(thread, Urgent("body"))
    elif isinstance(outcome, TakenBack) and (outcome.own or outcome.others):
        told = thread.say("callback_withdrawn_danger", asked.talk, limits.URGENT)
    elif isinstance(outcome, TakenBack) and not outcome.one:
        told = short.urgent_reply(thread, Urgent("danger"))
    else:
        told = thread.say("callback_stands_danger", asked.talk, limits.URGENT)
    return replace(told, counts=(), opt=asked.opt)
