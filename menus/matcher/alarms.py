"""Finds the gravest alarm in a message (an emergency, despair, danger), if it is no mere saying.

Each alarm is a phrase of safety.toml (R30, R48). A pack may list everyday sayings of its subject that only
sound like an alarm ("my aid has gone dead"). Such a saying takes its alarm away only if the message also asks
for a topic or for care with a medicine.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, cast

from menus.matcher.answers import Careful, Found, Seen, Unsure, Urgent, Worried
from menus.matcher.ear import Ear, level
from menus.matcher.utterance import Utterance, brief
from menus.model import Language
from menus.phrasing.cut_out import cut_out
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.phrase_lists import KINDS
from menus.phrasing.phrases import NO_PHRASES, Hit, Index, hits
from menus.phrasing.reading import Reading, read
from menus.phrasing.tables import spaced

Kind = Literal["body", "despair", "danger", "harm", "at_once"]

Trace = tuple[Seen, ...]
# What may stand in the place of an alarm.
CALM = (Found, Unsure, Careful)
CUT = "#"  # stands in a text where a phrase was cut out

# Lists of alarms, the gravest first. A milder sign of the body is an emergency too, unless it is told as
# something that came slowly: then "at once" is the better answer.
GRAVEST = (*(f"{kind} {listed}" for kind in KINDS for listed in ("unguarded", "alarms")), "body milder")


def alarms(utterance: Utterance) -> tuple[str, Urgent | Worried | None]:
    """Layer 2 of the matcher, for emergencies (R30): the phrase met, and the answer; "" and None if none."""
    return alarm_in(utterance.lexicon, utterance.reading)


def alarm_in(data: Lexicon, reading: Reading) -> tuple[str, Urgent | Worried | None]:
    """The pack's phrase that raised the most serious alarm in the message (`reading`), and the answer to it.

    Gives "" and None without an alarm. A guard is a phrase that only sounds like an alarm ("had a stroke in
    1998"). If guards cancel every alarm of the message, the answer is `Worried`: the person is asked whether
    someone is ill (R48). An idiom is a whole saying, such as "breathe a word of it". If all alarms of the
    message are in idioms, the answer is `Worried`, too. This holds even for an alarm that no guard cancels.
    """
    full, short = (*reading.texts, *reading.uncut), (spaced(reading.bare),)
    idioms = data.lists.get("idioms phrases", NO_PHRASES)
    plain, least = cut_out(idioms, full), cut_out(idioms, short)
    phrase, answer = _loudest(data, plain, least)
    if answer or (plain, least) == (full, short):
        return phrase, answer
    phrase, answer = _loudest(data, full, short)
    return phrase, Worried("guard") if answer else None


def _loudest(
    data: Lexicon, full: tuple[str, ...], short: tuple[str, ...]
) -> tuple[str, Urgent | Worried | None]:
    """The phrase that raised the most serious alarm in a message, and the answer to it.

    `full` are forms of the whole message, with and without greetings. `short` are forms without a beginning
    such as "what causes". Gives "" and None without an alarm.
    """
    whole = _with_brief(data, full)
    bare = tuple(one for one in _with_brief(data, short) if one not in whole)
    met = [one for one in hits(data.alarms, (*whole, *bare)) if not one.phrase.exact or _in_any(one, full)]
    if not met:
        return "", None
    left = cut_out(data.guards, (*whole, *bare))
    standing = met if left == (*whole, *bare) else [one for one in met if _survives(one, whole, left)]
    if not standing:
        return met[0].phrase.source, Worried("guard")
    gravest = min(standing, key=lambda one: GRAVEST.index(one.phrase.owner))
    saying = all(is_saying(one) for one in standing)
    kind = cast(Kind, gravest.phrase.owner.split()[0])
    by_other = kind == "body" and any(one.phrase.owner.startswith("danger") for one in standing)
    return gravest.phrase.source, Urgent(kind, saying, by_other=by_other)


def quieted(data: Lexicon, ear: Ear | None, words: Sequence[str], trace: Trace) -> Trace:
    """The results of the layers (`trace`), with a doubtful emergency turned into a question.

    An emergency is doubtful if only the second ear heard it, and no longer hears it when guards (phrases that
    only sound like alarms) are cut out. The person is then asked whether someone is ill (`Worried`). `words`
    are the message in plain words. The last result of `trace` has the answer.
    """
    last = trace[-1]
    if ear is None or last.layer != "ear" or not isinstance(last.answer, Urgent):
        return trace
    (left,) = cut_out(data.guards, (text := spaced(words),))
    if left == text or level(ear, left.replace(CUT, " ").split()) >= ear.names:
        return trace
    return (*trace[:-1], replace(last, answer=Worried("guard")))


def _with_brief(data: Lexicon, texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts, and then the same texts without small words, which people leave out of brief messages."""
    return tuple(dict.fromkeys((*texts, *(brief(data, text) for text in texts))))


def _survives(met: Hit, whole: tuple[str, ...], left: tuple[str, ...]) -> bool:
    """Whether the alarm `met` remains in a message that has guards (phrases that only sound like alarms).

    `left` is the message without the guards: first its `whole` forms, then forms without a beginning such as
    "what causes". The alarm remains in three cases:

    (a) No guard may cancel it.
    (b) It is found in one of the first forms of `left`, beside the guards.
    (c) It is found in one of the other forms of `left`, and the `whole` forms held no guard or not this
        alarm. Else these do not count, because a guard may need the beginning that they lack.
    """
    if not is_saying(met) or _in_any(met, left[: len(whole)]):
        return True
    alone = left[: len(whole)] == whole or not _in_any(met, whole)
    return alone and _in_any(met, left[len(whole) :])


def is_saying(met: Hit) -> bool:
    """Whether `met`, an alarm found in a message, is also a figure of speech.

    If so, a guard (a phrase that only sounds like an alarm) may cancel it.
    """
    return met.phrase.owner.endswith(" alarms")


def _in_any(met: Hit, texts: tuple[str, ...]) -> bool:
    return any(map(met.phrase.pattern.search, texts))


def calmed(
    language: Language,
    words: str,
    trace: Trace,
    hear: Callable[[Language, str], Trace],
    calm: Callable[[], Trace],
) -> Trace:
    """The results of the layers for a message, without the alarm if only everyday sayings raised it.

    `words` is the message. `trace` holds the results of the matcher's layers for it, the last with the
    answer. `hear` gives the results for other words. `calm` gives the results for this message without the
    layer for alarms. These take the place of `trace` only if their answer is a topic, a question about
    topics, or care with a medicine.
    """
    if not is_everyday(language, words, trace, hear):
        return trace
    found = calm()
    return found if isinstance(found[-1].answer, CALM) else trace


def is_everyday(
    language: Language,
    words: str,
    trace: Trace,
    hear: Callable[[Language, str], Trace],
    sayings: Index | None = None,
) -> bool:
    """Whether a message raised an alarm only because it holds sayings of the pack's list `everyday`.

    `words` is the message. `trace` holds the results of the matcher's layers for it, the last with the
    answer. `hear` gives the results for other words: the message without the sayings must raise no alarm.
    `sayings` may give other sayings than the pack's list. False also if the message holds an alarm that no
    guard may cancel, such as one about breathing. (A guard is a phrase that only sounds like an alarm.)
    """
    data = lexicon(language)
    sayings = sayings or data.everyday
    if not sayings.phrases or not isinstance(trace[-1].answer, Urgent | Worried):
        return False
    reading = read(data, words)
    texts = (*reading.texts, *reading.uncut)
    left = cut_out(sayings, texts)
    if left == texts or not all(map(is_saying, hits(data.alarms, texts))):
        return False
    rest = dict.fromkeys(" ".join(text.replace(CUT, " ").split()) for text in left)
    return not any(isinstance(hear(language, text)[-1].answer, Urgent | Worried) for text in rest if text)
