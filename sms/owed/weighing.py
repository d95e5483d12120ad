"""Decides what a text means if we owe its sender a call: an end of something, a question, or an alarm."""

from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.matching import match
from menus.matcher.times import when
from menus.matcher.utterance import holds, says, without
from menus.model import HELPLINE
from menus.phrasing.clauses import clauses
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from sms.model import Texted
from sms.owed.unwanted import ends_texts, is_exact_stop, names_medicine, says_nocall, wants_call
from sms.replies.outcomes import KEPT
from sms.replies.short import ALARMED
from sms.replies.thread import Thread

STOP, NOCALL, CALLME, SLIP = Command("STOP"), Command("NOCALL"), Command("CALLME"), Command("SLIP")
UNKNOWN = Nothing("unknown")
# More words than "no more texts or calls please" has are perhaps of somebody else's texts.
WORDS_OF_AN_END = 8
# So many words beside "I wont be in on monday" tell of nothing else.
FEW_BESIDE = 3


def weigh(thread: Thread, event: Texted, words: str, found: Match) -> Match:
    """The meaning of a text whose sender may have a call from us; mostly `found`, the matcher's meaning.

    (a) Words that the sender will be dead by the time we ring are despair (R30). Words that may only mean
        that the sender will be out are a worry: we ask whether anybody is unwell (R48). If the text names an
        errand, its meaning is unknown, or NOCALL if the text has that word.
    (b) "Stop texts and calls" is mostly STOP; `_neither` tells when.
    (c) A question that only mentions NOCALL takes no call back.
    (d) If the matcher merely guesses at NOCALL, and the text wants the call or names a day, the call stands.
    (e) A doctor whom the sender has spoken to is no medicine, if the rest only says that no call is wanted:
        "spoke to my gp, no need to ring". That somebody is out on a day is no worry.
    """
    owed = event.callback_open or event.others_open > 0
    if harmless := _harmless(thread, event, words, found):
        return harmless
    if event.callback_open and not _is_grave(found) and _takes_leave(thread, words):
        return Worried("guard") if _may_be_out(thread, words) else Urgent("despair")
    out = owed and not thread.talk.topic and says(thread.language, words, "absent")
    if isinstance(found, Careful) and (out or (event.callback_open and _is_only_of_call(thread, words))):
        return found if names_medicine(thread, words) else UNKNOWN
    if isinstance(found, Urgent | Worried | Careful) or is_exact_stop(thread, words):
        return found
    asks = says_nocall(thread, words) and says(thread.language, words, "whether_off")
    rung = says(thread.language, words, "ring_instead")
    if _is_unclear(found) and not asks and not rung and says(thread.language, words, "texts_and_calls"):
        return _neither(event, words, found, owed)
    if owed and found == SLIP and not thread.talk.asks and says(thread.language, words, "correction"):
        return Command("MISSED")  # "wrong number" may be of the one that we are to ring
    if found in (STOP, SLIP) and not thread.talk.asks and rung:
        return _rather_rung(thread, event, words, found)
    return _of_nocall(thread, event, words, found) if owed else found


def _is_grave(found: Match) -> bool:
    """Whether a text is an alarm; False for despair in words that also people use who are only out."""
    return isinstance(found, Urgent) and not (found.kind == "despair" and found.saying)


def _harmless(thread: Thread, event: Texted, words: str, found: Match) -> Match | None:
    """The meaning of a text that only sounds like despair, a worry or care; None for any other text."""
    if event.callback_open and _is_merely_out(thread, words, found):
        return NOCALL if says_nocall(thread, words) else UNKNOWN
    if _takes_leave(thread, words):
        return None
    if _is_told_of_call(thread, event, words, found):
        return NOCALL
    return UNKNOWN if event.callback_open and _is_only_absent(thread, words, found) else None


def _is_merely_out(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text that sounds like despair or a worry only names an errand: "ill be gone by 3, bus".

    It is false if anything else in the text is about death or despair.
    """
    gone = isinstance(found, Worried) or (isinstance(found, Urgent) and not _is_grave(found))
    gone = gone or (not isinstance(found, Urgent | Careful) and says(thread.language, words, "gone_by_then"))
    return gone and not _says_farewell(thread, words) and says(thread.language, words, "errand")


def _takes_leave(thread: Thread, words: str) -> bool:
    """Whether a text says that its sender will be gone when we ring, and so may be dead by then.

    An hour or an errand in the text mostly makes these words harmless, but not if the text says farewell.
    """
    farewell = _says_farewell(thread, words) and holds(
        lexicon(thread.language), "gone_by_then phrases", words
    )
    return farewell or says(thread.language, words, "gone_by_then")


def _says_farewell(thread: Thread, words: str) -> bool:
    return holds(lexicon(thread.language), "errand guards", words)


def _may_be_out(thread: Thread, words: str) -> bool:
    """Whether somebody who will be gone when we ring may only be out: "I wont be here when you ring".

    It is false if another clause says plainly that they will be dead, or if the text says farewell.
    """
    rest = (one.text for one in clauses(words))
    plain = (one for one in rest if not says(thread.language, one, "out_by_then"))
    dead = any(says(thread.language, one, "gone_by_then") for one in plain)
    return says(thread.language, words, "out_by_then") and not (dead or _says_farewell(thread, words))


def _is_only_of_call(thread: Thread, words: str) -> bool:
    """Whether a text that sounds like care with a medicine means the call: "dont take me off the list"."""
    if _is_only_a_time(thread, words):
        return True
    if names_medicine(thread, words) or not says(thread.language, words, "whether_off"):
        return False
    return not isinstance(match(thread.language, without(thread.language, words, ("whether_off",))), Careful)


def _is_told_of_call(thread: Thread, event: Texted, words: str, found: Match) -> bool:
    """Whether a text that sounds like care with a medicine only says why no call is wanted any more.

    Without the words on whom the sender has spoken to, it must be a plain refusal of the call.
    """
    owed = event.callback_open or event.others_open > 0 or thread.talk.asks
    if not (isinstance(found, Careful) and owed) or names_medicine(thread, words):
        return False
    if thread.talk.last in ALARMED or not says(thread.language, words, "spoken_to"):
        return False
    rest = without(thread.language, words, ("spoken_to",))
    return match(thread.language, rest) == NOCALL and not wants_call(thread, rest)


def _is_only_absent(thread: Thread, words: str, found: Match) -> bool:
    """Whether a text at which only the second ear worries says no more than that its sender is out."""
    if found != Worried("ear") or thread.talk.last in ALARMED or not says(thread.language, words, "absent"):
        return False
    rest = without(thread.language, words, ("absent",))
    more = len(plain_words(rest)) > FEW_BESIDE and not wants_call(thread, rest)  # "or ever again, goodbye"
    return not (more or isinstance(match(thread.language, rest), Urgent | Worried | Careful))


def _is_only_a_time(thread: Thread, words: str) -> bool:
    """Whether a text right after our promise to ring is only a time or a day: "leave it till evening"."""
    said = when(thread.language, thread.pack.hours, words)
    named = said.clear and bool(said.best or said.day or said.shut)
    return named and thread.talk.last == KEPT and not thread.talk.topic and not names_medicine(thread, words)


def _is_unclear(found: Match) -> bool:
    """Whether `found` is one of the meanings that the matcher may give to "no more texts or calls"."""
    return found in (STOP, NOCALL, SLIP, Found(HELPLINE)) or isinstance(found, Nothing | Unsure)


def _neither(event: Texted, words: str, found: Match, owed: bool) -> Match:
    """The meaning of a text like "no more texts or calls".

    (a) It is SLIP if the matcher's meaning (`found`) is no end of anything, and the text is long or we owe no
        call. The text may mean other people's texts. SLIP ends nothing; its reply tells the word that does.
    (b) It is NOCALL if the sender has opted out already and we owe a call.
    (c) Otherwise it is STOP.
    """
    heard = found in (STOP, NOCALL)
    if not heard and not (owed and len(words.split()) <= WORDS_OF_AN_END):
        return SLIP
    return NOCALL if event.opted_out and owed else STOP


def _rather_rung(thread: Thread, event: Texted, words: str, found: Match) -> Match:
    """The meaning of a text that wants a call and no texts: "im sick of texts ring me".

    If we owe no call, it is CALLME: after STOP, nobody could ask which number to ring. If we owe one, it is
    STOP only if its words plainly end our texts. Otherwise it is MISSED, so that we tell of the call.
    """
    if event.callback_open:
        ends = ends_texts(thread, words) and says(thread.language, words, "ending")
        return found if found == STOP and ends else Command("MISSED")
    return CALLME


def _of_nocall(thread: Thread, event: Texted, words: str, found: Match) -> Match:
    """The meaning of a text that may take back a call that we owe.

    "dont ring me today, ring me tomorrow" does not take it back: its meaning is unknown.
    """
    if found not in (NOCALL, STOP, SLIP):
        return found
    asks = says(thread.language, words, "whether_off")
    if says_nocall(thread, words):
        return UNKNOWN if asks else NOCALL
    if event.opted_out and holds(lexicon(thread.language), "off_too guards", words):
        return UNKNOWN  # "dont ring me yet": silence, and the call stands
    guess = event.callback_open and found == NOCALL
    kept = guess and (asks or wants_call(thread, words) or says(thread.language, words, "not_that_day"))
    return UNKNOWN if kept else found
