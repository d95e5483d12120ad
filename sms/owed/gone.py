"""Hears that somebody has died: their own call is taken back, and a death that is only told leaves it."""

from dataclasses import replace

from menus.matcher.alarms import alarm_in
from menus.matcher.answers import Careful, Command, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.matching import match
from menus.matcher.utterance import says, says_unguarded, without
from menus.phrasing.clauses import clauses
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.reading import read
from sms import limits
from sms.model import Reply, Talk, Texted, WithdrawCallback
from sms.owed import in_despair
from sms.owed.unwanted import ends_texts, hear, speaks_of_calls, wants_call
from sms.replies import short
from sms.replies.outcomes import KEPT, UNKNOWN
from sms.replies.thread import Thread

# Lists of the pack by which a text tells of a death, and by which it wants the call, or asks about it.
LISTS = ("asker_gone", "bereaved")
# That somebody else has died by their own hand: it sounds like despair, which it may leave behind (R30).
OWN_HAND = "own_hand"
WANTED = ("ring_instead", "whether_off", "not_that_day")
# A text of no more words beside the death says nothing else: "my ... this morning".
FEW_BESIDE = 3
SLIP, NOCALL, STOP = Command("SLIP"), Command("NOCALL"), Command("STOP")


def weigh(thread: Thread, words: str, found: Match) -> Match:
    """The meaning of a text that may tell of a death; mostly `found`, its meaning by the matcher.

    It is a worry where the death has only just come, or where what stands beside it is trouble by itself.
    """
    tells = not isinstance(found, Urgent | Careful) and _tells_of_death(thread, words)
    if not (tells and _is_trouble(thread, words)):
        return found
    return Worried("guard", found.topics if isinstance(found, Worried) else ())


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to who tells that somebody has died; None for other texts, and where our texts are to end.

    Trouble, and whatever follows an alarm, is answered first: None, too. Where the person whom we were to
    ring has died, the reply has no words yet, and the store takes back all that we owe. In any other case we
    say that we are sorry, and that a call that we owe stands; a topic that is asked for comes first.
    """
    if event.number_kind or short.alarm_of(thread.talk.last) or not _tells_of_death(thread, words):
        return None
    stops = found == STOP and (ends_texts(thread, words) or says(thread.language, words, "texts_and_calls"))
    if stops or _is_alarm(thread, words, found) or _is_wanted(thread, words):
        return None
    owed = event.callback_open or event.others_open > 0
    off = _is_off(thread, words, found) or (not event.callback_open and _is_all_told(thread, words))
    if owed and (off or says(thread.language, words, "asker_gone")):
        return Reply("", Talk(), limits.NOCALL, wish=WithdrawCallback(gone=True))
    calls = thread.talk.asks or speaks_of_calls(thread, words)
    unclear = isinstance(found, Nothing | Unsure | Worried | Urgent) or found in (SLIP, NOCALL, STOP)
    if event.opted_out or not (unclear or calls):
        return None
    talk = replace(thread.talk, last=KEPT) if event.callback_open else thread.talk
    return thread.say(*(("callback_bereaved", talk) if owed else ("bereaved", Talk())), UNKNOWN)


def _is_off(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text of a death wants no call: the death itself may sound like an end of our texts."""
    ends = found in (NOCALL, SLIP, STOP)
    beside = ends and match(thread.language, without(thread.language, words, LISTS)) == found
    return beside or bool(hear(thread, words).off)


def _is_all_told(thread: Thread, words: str) -> bool:
    """Whether a text tells of a death and nothing else: "my mum died this morning".

    Where the call is to another number, it is of the one whom we were to ring.
    """
    return len(plain_words(without(thread.language, words, LISTS))) <= FEW_BESIDE


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
    stops = found == STOP and ends_texts(thread, words)
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
    """Whether a text says that whoever asked for a call has died, and nobody wants it all the same."""
    return says(thread.language, words, "asker_gone") and not _is_wanted(thread, words)


def _tells_of_death(thread: Thread, words: str) -> bool:
    return says(thread.language, words, "asker_gone") or says_unguarded(thread.language, words, "bereaved")


def _is_wanted(thread: Thread, words: str) -> bool:
    """Whether a text that tells of a death wants the call, or another day or hour for it.

    That who died "wanted the call" is no wish for it, so such is looked for in the rest of the text.
    """
    parts = (words, *(one.text for one in clauses(words)))
    wanted = any(says(thread.language, one, name) for one in parts for name in WANTED)
    return wanted or wants_call(thread, without(thread.language, words, LISTS))


def _is_trouble(thread: Thread, words: str) -> bool:
    """Whether a death has only just come, whoever texts may follow, or trouble by itself stands beside it.

    The second ear takes a mere rest of a few words, such as "my wife", for trouble.
    """
    data, rest = lexicon(thread.language), without(thread.language, words, LISTS)
    alarm = isinstance(alarm_in(data, read(data, rest))[1], Urgent)
    guess = len(plain_words(rest)) > short.FEW and isinstance(match(thread.language, rest), Urgent | Worried)
    return alarm or guess or says(thread.language, words, "fresh_death")


def _is_alarm(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text is an alarm, a worry or care with a medicine, beyond what the death sounds like."""
    data = lexicon(thread.language)
    if isinstance(found, Urgent):
        return isinstance(alarm_in(data, read(data, words))[1], Urgent) or _is_trouble(thread, words)
    machine = isinstance(found, Nothing) and found.kind == "automatic"
    return isinstance(found, Careful) or found == Worried("guard") or machine
