"""Hears that somebody has died: the call they asked for is taken back, and nobody is opted out by it."""

from menus.matcher.alarms import alarm_in
from menus.matcher.answers import Careful, Command, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.utterance import says, without
from menus.phrasing.clauses import clauses
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read
from sms import limits
from sms.model import Reply, Talk, Texted, WithdrawCallback
from sms.owed import in_despair
from sms.owed.unwanted import ends_texts, hear, speaks_of_calls, wants_call
from sms.replies.outcomes import UNKNOWN
from sms.replies.thread import Thread

# Lists of the pack by which a text tells of a death, and by which it wants the call, or asks about it.
LISTS = ("asker_gone", "bereaved")
# That somebody else has died by their own hand: it sounds like despair, which it may leave behind (R30).
OWN_HAND = "own_hand"
WANTED = ("ring_instead", "whether_off", "not_that_day")


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to who tells that somebody has died; None for other texts, and where our texts are to end.

    Where we owe calls, it has no words yet, and the store takes them all back. Where we owe none, or only
    asked about one, it says that we are sorry, and who is there; a topic that is asked for comes first.
    """
    heard = is_asker_gone(thread, words) and not event.number_kind
    stops = found == Command("STOP") and (
        ends_texts(thread, words) or says(thread.language, words, "texts_and_calls")
    )
    if not heard or stops or _is_alarm(thread, words, found):
        return None
    if event.callback_open or event.others_open:
        return Reply("", Talk(), limits.NOCALL, wish=WithdrawCallback(gone=True))
    calls = thread.talk.asks or speaks_of_calls(thread, words)
    unclear = isinstance(found, Nothing | Unsure | Worried | Urgent) or found in (
        Command("SLIP"),
        Command("NOCALL"),
    )
    if event.opted_out or not (unclear or calls):
        return None
    return thread.say("bereaved", Talk(), UNKNOWN)


def tell_own_hand(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to who tells that the person whom we were to ring has died by their own hand; else None.

    It must be told of whoever asked for a call that we owe, or the text must want no call. The store takes
    back all that we owe. If the rest of the text is despair, the reply is that of `sms.owed.in_despair`. Any
    other alarm beside it comes first.
    """
    owed = event.callback_open or event.others_open
    if not owed or event.number_kind or not says(thread.language, words, OWN_HAND):
        return None
    rest, gone = _alarm_beside(thread, words), says(thread.language, words, "asker_gone")
    if gone and rest and rest.kind == "despair":
        return in_despair.end_call()
    stops = found == Command("STOP") and ends_texts(thread, words)
    wanted = not (gone and is_asker_gone(thread, words)) and not hear(thread, words).off
    if rest or stops or wanted:
        return None
    return Reply("", Talk(), limits.NOCALL, wish=WithdrawCallback(gone=True))


def _alarm_beside(thread: Thread, words: str) -> Urgent | None:
    """The alarm in a text, without the words that tell of a death by somebody's own hand; None for none."""
    data = lexicon(thread.language)
    alarm = alarm_in(data, read(data, without(thread.language, words, (OWN_HAND,))))[1]
    return alarm if isinstance(alarm, Urgent) else None


def is_asker_gone(thread: Thread, words: str) -> bool:
    """Whether a text says that somebody has died, and nobody wants the call all the same.

    That who died "wanted the call" is no wish for it, so such is looked for in the rest of the text.
    """
    if not any(says(thread.language, words, name) for name in LISTS):
        return False
    parts = (words, *(one.text for one in clauses(words)))
    wanted = any(says(thread.language, one, name) for one in parts for name in WANTED)
    return not wanted and not wants_call(thread, without(thread.language, words, LISTS))


def _is_alarm(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text is an alarm or care with a medicine, and not only by a guess of the second ear."""
    data = lexicon(thread.language)
    if isinstance(found, Urgent):
        return isinstance(alarm_in(data, read(data, words))[1], Urgent)
    return isinstance(found, Careful) or (isinstance(found, Nothing) and found.kind == "automatic")
