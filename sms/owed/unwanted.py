"""Hears that a call that we owe is not wanted, and what else the same text asks for (R49)."""

from dataclasses import dataclass

from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.machines import asks
from menus.matcher.matching import match
from menus.matcher.times import when
from menus.matcher.utterance import holds, says, without
from menus.matcher.whole_message import keyword_beside
from menus.model import HELPLINE
from menus.phrasing.clauses import clauses
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.reading import read
from sms import limits
from sms.model import Reply, Talk, Texted, WithdrawCallback
from sms.replies.outcomes import KEPT
from sms.replies.short import ALARMED, FEW
from sms.replies.thread import Thread

# Lists of the pack by which a clause says that no call is wanted: where our last text was a topic, "leave it"
# may be of that, and the words must speak of a call.
OFF, OF_THE_CALL = ("unwanted", "owed_no_more"), "owed_no_more"
# The one exact word to end our texts that is of the call where it is a clause beside others.
CANCEL = "cancel"
# Commands that are obeyed, whatever stands beside them.
OBEYED = ("START", "YES", "MORE", "BACK", "WHY")


@dataclass(frozen=True, slots=True)
class Heard:
    """The clauses of a text that say that no call is wanted (`off`), and all others (`rest`)."""

    off: tuple[str, ...]
    rest: tuple[str, ...]


def hear(thread: Thread, words: str) -> Heard:
    """The clauses of a text that refuse the call, and the others; none is taken to refuse if one wants it.

    A clause that is only a time wants the call. A question refuses only with NOCALL or "may I cancel".
    """
    said = clauses(words)
    off = tuple(one.text for one in said if _is_off(thread, one.text, asks=one.asks))
    rest = tuple(one.text for one in said if one.text not in off)
    if not off or wants_call(thread, words) or any(_is_time(thread, one) for one in rest):
        return Heard((), rest)
    return Heard(off, rest)


def wants_call(thread: Thread, words: str) -> bool:
    """Whether a clause of a text asks for the call, asks when it comes, or says that it was missed."""
    return any(says(thread.language, one.text, "call_wanted") for one in clauses(words))


def _is_off(thread: Thread, clause: str, *, asks: bool) -> bool:
    if says(thread.language, clause, "may_i_cancel") or says_nocall(thread, clause):
        return True
    if asks or any(says(thread.language, clause, name) for name in ("not_that_day", "let_down")):
        return False
    told = any(says(thread.language, clause, name) for name in OFF)
    return told or match(thread.language, clause) == Command("NOCALL")


def says_nocall(thread: Thread, words: str) -> bool:
    """Whether a text holds the word NOCALL."""
    commands = lexicon(thread.language).commands
    return any(commands.get(word) == "NOCALL" for word in plain_words(words))


def _means_call(words: str) -> bool:
    """Whether a clause is just CANCEL: in a text with other clauses it may mean the call, not our texts."""
    return "".join(plain_words(words)) == CANCEL


def is_exact_stop(thread: Thread, words: str) -> bool:
    """Whether a text is nothing but a word that ends our texts; the carrier obeys such a word, too (R28)."""
    return lexicon(thread.language).commands.get("".join(plain_words(words))) == "STOP"


def ends_texts(thread: Thread, words: str) -> bool:
    """Whether a text that sounds like an opt-out is one: it names our texts, or one clause is just STOP."""
    commands = lexicon(thread.language).commands
    alone = (one.text for one in clauses(words) if not _means_call(one.text))
    exact = any(commands.get("".join(plain_words(one))) == "STOP" for one in alone)
    return exact or names_texts(thread, words)


def names_texts(thread: Thread, words: str) -> bool:
    """Whether a text names our texts, or signing up for them."""
    data = lexicon(thread.language)
    return not set(data.grammar.sets.get("of_texts", ())).isdisjoint(read(data, words).words)


def names_medicine(thread: Thread, words: str) -> bool:
    """Whether a text names a medicine."""
    data = lexicon(thread.language)
    return not set(data.grammar.sets.get("medicine", ())).isdisjoint(read(data, words).words)


def _is_time(thread: Thread, clause: str) -> bool:
    """Whether a clause is nothing but a time: "evening please"."""
    said = when(thread.language, thread.pack.hours, clause)
    return said.clear and bool(said.best or said.day or said.shut)


def take_back(thread: Thread, event: Texted, words: str, found: Match) -> Reply | None:
    """A reply without words that takes back the call that we owe the texter; None for any other text.

    `words` are those of the text, `found` is their meaning. None, too, if we owe more than one call, or if
    the text is an alarm or about care with a medicine: that is answered first. Words that sound like an
    opt-out, but do not name our texts, mean the call. Then the words that follow also tell how to end our
    texts. If the text also asks for a topic, they offer the topic.
    """
    one = event.callback_open + event.others_open == 1
    other = event.others_open and not (thread.talk.promised and not event.opted_out)
    if not one or other or event.number_kind or thread.talk.asks or _is_obeyed(found):
        return None
    if event.opted_out:
        return _after_stop(thread, words, found)
    if is_exact_stop(thread, words) or cannot_hear(thread, event, words):
        return None
    ends = found == Command("STOP")
    heard = hear(thread, words)
    beside = _beside(thread, words, heard, found) if heard.off and not ends else ()
    if not heard.off or _is_graver(thread, words, heard, found):
        return None
    if _is_of_other(thread, words, heard, topic=bool(beside)):
        return None
    alone = found == Command("NOCALL") and not heard.rest and not beside
    if alone or not _may_be_of_it(thread, heard, found):
        return None
    return _withdraw(beside, texts_go_on=ends)


def _after_stop(thread: Thread, words: str, found: Match) -> Reply | None:
    """The reply that takes back a call, if a text refuses it after an opt-out; otherwise None."""
    later = holds(lexicon(thread.language), "off_too guards", words)
    if later or isinstance(found, Worried | Careful) or says(thread.language, words, "let_be_whom"):
        return None
    heard = hear(thread, words)
    named = any(speaks_of_calls(thread, one) for one in heard.off)
    too = says(thread.language, words, "off_too") and not wants_call(thread, words)
    return _withdraw(texts_go_on=False) if too or (named and not heard.rest) else None


def cannot_hear(thread: Thread, event: Texted, words: str) -> bool:
    """Whether a texter to whom we owe a call cannot hear or take it: "I am deaf, you can't ring me".

    Such a text takes no call back. False if the text also asks for the call.
    """
    deaf = event.callback_open and says(thread.language, words, "cannot_hear")
    return deaf and not event.number_kind and not wants_call(thread, words)


def _is_of_other(thread: Thread, words: str, heard: Heard, *, topic: bool) -> bool:
    """Whether a text refuses something other than the call that we owe, or only asks about this call.

    Other things are our texts, a number, an hour, or another's call. `topic` says if it asks for a topic.
    """
    digits = any(map(str.isdigit, "".join(heard.off)))
    names = ("let_be_whom", "somebody") if topic else ("let_be_whom",)
    whom = all(says(thread.language, words, name) for name in names)
    other = whom or says(thread.language, words, "whether_off")
    return digits or other or (not topic and _is_of_texts(thread, words, heard))


def _is_graver(thread: Thread, words: str, heard: Heard, found: Match) -> bool:
    """Whether a text is about trouble or a medicine, so that the call is not taken back.

    `found` is the meaning of the text. A guess at trouble does not count in one case: our last text promised
    the call, and this short text says only that no call is wanted: "not bothered now".
    """
    guess = found == Worried("ear") or (isinstance(found, Careful) and not names_medicine(thread, words))
    straight = thread.talk.promised or (thread.talk.last == KEPT and not thread.talk.topic)
    plain = straight and not heard.rest and len(plain_words(words)) <= FEW
    return isinstance(found, Worried | Careful) and not (guess and plain)


def _is_obeyed(found: Match) -> bool:
    machine = isinstance(found, Nothing) and found.kind == "automatic"
    return isinstance(found, Urgent) or machine or (isinstance(found, Command) and found.name in OBEYED)


def _is_of_texts(thread: Thread, words: str, heard: Heard) -> bool:
    """Whether a text that wants something to end means our texts.

    If one clause refuses a call, another that names texts does not count, unless it is a clear opt-out.
    """
    of_call = [one for one in heard.off if speaks_of_calls(thread, one)]
    if names_texts(thread, ". ".join(of_call) or words):
        return True
    return bool(heard.rest) and match(thread.language, ". ".join(heard.rest)) == Command("STOP")


def _may_be_of_it(thread: Thread, heard: Heard, found: Match) -> bool:
    """Whether a refusal may mean the call, and not our last text or a topic in the same text."""
    topic = isinstance(found, Found) and found.topic != HELPLINE
    talk = thread.talk
    if not (topic or talk.topic or talk.options or talk.asked or talk.last in ALARMED):
        return True
    return any(speaks_of_calls(thread, one) for one in heard.off)


def speaks_of_calls(thread: Thread, clause: str) -> bool:
    """Whether a clause names a call, or says that no call is wanted."""
    data = lexicon(thread.language)
    # not "phone": "leave my phone alone"
    named = {*data.grammar.sets.get("owed_call", ()), "telephone", "helpline"} - {"phone"}
    spoken = not named.isdisjoint(read(data, clause).words) or says_nocall(thread, clause)
    return spoken or says(thread.language, clause, OF_THE_CALL)


def _beside(thread: Thread, words: str, heard: Heard, found: Match) -> tuple[str, ...]:
    """The topics that a text asks for beside the call that it takes back: "NOCALL BONES"."""
    rest = ". ".join(heard.rest) or _without_wish(thread, words)
    if says_nocall(thread, words) and not _asks(thread, rest, words):
        return ()
    asked = match(thread.language, rest) if rest else found
    if isinstance(asked, Found):
        return () if asked.topic == HELPLINE else (asked.topic,)
    return tuple(one for one in asked.topics[:1] if one != HELPLINE) if isinstance(asked, Unsure) else ()


def _asks(thread: Thread, rest: str, words: str) -> bool:
    """Whether `rest`, the text `words` without NOCALL, asks for a topic: "NOCALL BONES".

    It does if it is a keyword, alone or with words like "send me". It does, too, if it has a keyword in
    capitals, or a question. "NOCALL im bones idle" asks for no topic.
    """
    data = lexicon(thread.language)
    typed = [word for word in words.split() if word.isupper() and not says_nocall(thread, word)]
    keyword = any("".join(plain_words(word)) in data.keywords for word in typed)
    said = read(data, rest)
    named = "".join(said.bare) in data.whole or bool(keyword_beside(data, words))
    return named or (keyword and not words.isupper()) or asks(data, words, (" ".join(said.words),))


def _without_wish(thread: Thread, words: str) -> str:
    """The words of a text without those that say that no call is wanted."""
    commands = lexicon(thread.language).commands
    left = without(thread.language, words, OFF).split()
    return " ".join(word for word in left if commands.get(word) != "NOCALL")


def _withdraw(topics: tuple[str, ...] = (), *, texts_go_on: bool) -> Reply:
    options = tuple(f"topic.{topic}" for topic in topics if topic != HELPLINE)
    talk = Talk(options=options, asked=bool(options))
    return Reply("", talk, limits.NOCALL, wish=WithdrawCallback(texts_go_on=texts_go_on))
