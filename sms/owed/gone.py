"""Hears that somebody has died. A call to the person who died is taken back; any other call stays."""

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
from sms.replies.outcomes import BEREAVED, KEPT, UNKNOWN
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

    If the text tells both of a death and of trouble, it is a worry: we ask whether anybody is unwell. But an
    alarm, or care with a medicine, stays what it is.
    """
    tells = not isinstance(found, Urgent | Careful) and tells_of_death(thread, words)
    if not (tells and _is_trouble(thread, words)):
        return found
    return Worried("guard", found.topics if isinstance(found, Worried) else ())


def tell(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to a text that tells that somebody has died; None for any other text.

    (a) It is None if the text ends our texts, has an alarm or wants the call, or follows our reply to an
        alarm.
    (b) If the person whom we were to ring has died, or the text wants no call, the reply has no words yet.
        It asks the store to take back all calls that we owe.
    (c) Otherwise it says that we are sorry, and that a call that we owe stands. It is None if the sender has
        opted out, or the text has another clear meaning, such as a topic.
    """
    if event.number_kind or short.alarm_of(thread.talk.last):
        return None
    if _grieves(thread, words, found) and not event.opted_out:
        return _say_sorry(thread, event, owed=event.callback_open or event.others_open > 0)
    if not tells_of_death(thread, words):
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
    return _say_sorry(thread, event, owed=owed)


def _say_sorry(thread: Thread, event: Texted, *, owed: bool) -> Reply:
    """The reply that we are sorry for a loss; with `owed`, also that a call that we owe stands."""
    talk = replace(thread.talk, last=KEPT) if event.callback_open else thread.talk
    sorry = "callback_bereaved", talk
    return thread.say(*(sorry if owed else ("bereaved", Talk(last=BEREAVED))), UNKNOWN)


def _grieves(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text misses somebody, or asks what to do with the medicines of who has died.

    Such medicines are of who has died if the text says so, or our last text was about the death. The answer
    to an alarm, or to words that have another clear meaning (`found`), comes first.
    """
    if not isinstance(found, Careful | Nothing | Unsure) and found != Worried("ear"):
        return False
    dead = thread.talk.last == BEREAVED or any(says(thread.language, words, one) for one in LISTS)
    left = dead and says(thread.language, words, "left_behind")
    return left or says(thread.language, words, "grief")


def _is_off(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text that tells of a death wants no call.

    One clause must say so, or the meaning `found` must be an end of calls or texts. Such a meaning counts
    only if the text still has it when its words on the death are left out.
    """
    ends = found in (NOCALL, SLIP, STOP)
    beside = ends and match(thread.language, without(thread.language, words, LISTS)) == found
    return beside or bool(hear(thread, words).off)


def _is_all_told(thread: Thread, words: str) -> bool:
    """Whether a text tells of a death and almost nothing else: "my mum died this morning"."""
    return len(plain_words(without(thread.language, words, LISTS))) <= FEW_BESIDE


def tell_own_hand(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """The reply to a text that somebody has died by their own hand; None for any other text.

    The text must say that the person who asked for our call has died, or that no call is wanted. The reply
    has no words yet. It asks the store to take back all calls that we owe. If the person who asked has died,
    and the rest of the text is despair, the words that follow answer the despair first. None if the rest is
    any other alarm, or ends our texts: that is answered first.
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
    """The alarm in a text beside its words on a death by somebody's own hand; None if there is none."""
    data = lexicon(thread.language)
    alarm = alarm_in(data, read(data, without(thread.language, words, (OWN_HAND,))))[1]
    return alarm if isinstance(alarm, Urgent) else None


def is_asker_gone(thread: Thread, words: str) -> bool:
    """Whether a text says that the person who asked for a call has died, and does not ask for the call."""
    return says(thread.language, words, "asker_gone") and not _is_wanted(thread, words)


def tells_of_death(thread: Thread, words: str) -> bool:
    """Whether a text tells that somebody has died."""
    return says(thread.language, words, "asker_gone") or says_unguarded(thread.language, words, "bereaved")


def _is_wanted(thread: Thread, words: str) -> bool:
    """Whether a text that tells of a death wants the call, or another day or hour for it.

    A wish in the words on the death does not count: the person who died may have "wanted the call".
    """
    parts = (words, *(one.text for one in clauses(words)))
    wanted = any(says(thread.language, one, name) for one in parts for name in WANTED)
    return wanted or wants_call(thread, without(thread.language, words, LISTS))


def _is_trouble(thread: Thread, words: str) -> bool:
    """Whether a text that tells of a death tells of trouble, too.

    It does if the death has only just come, or if the rest of the text is trouble by itself. In a rest of a
    few words, only the rules count, because the second ear takes even "my wife" for trouble.
    """
    data, rest = lexicon(thread.language), without(thread.language, words, LISTS)
    alarm = isinstance(alarm_in(data, read(data, rest))[1], Urgent)
    guess = len(plain_words(rest)) > short.FEW and isinstance(match(thread.language, rest), Urgent | Worried)
    return alarm or guess or says(thread.language, words, "fresh_death")


def _is_alarm(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text that tells of a death has an alarm, a worry or care, which is answered first.

    What only the second ear (a small model) hears is mostly not enough, because it may just hear the death.
    The result is true, too, for a text that a machine sent.
    """
    data = lexicon(thread.language)
    if isinstance(found, Urgent):
        return isinstance(alarm_in(data, read(data, words))[1], Urgent) or _is_trouble(thread, words)
    machine = isinstance(found, Nothing) and found.kind == "automatic"
    return isinstance(found, Careful) or found == Worried("guard") or machine
