"""Asks the learnt weights about other subjects than trouble: medicines (R29), no more texts (R28), topics."""

from collections.abc import Sequence

from menus.filling.names import OF_THE_LINE
from menus.matcher.alarms import CUT
from menus.matcher.answers import Command, Found, Match, Nothing, Seen, Unsure, Worried
from menus.matcher.by_words.word_ear import contest_by_words, liken, offer_by_words
from menus.matcher.care import names_medicine, safety_reply
from menus.matcher.ear import Ear, above, level
from menus.matcher.evidence import vetoed_topics
from menus.matcher.learnt.offering import CARE, STOP, TROUBLE, hear_topics, offer, other_voice
from menus.matcher.optouts import end_or_tell, is_of_texts, may_be_ours
from menus.matcher.utterance import Utterance, holds, without_stopped
from menus.model import Language
from menus.phrasing.cut_out import cut_out
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.phrases import NO_PHRASES
from menus.phrasing.reading import read
from menus.phrasing.tables import spaced
from menus.phrasing.vocabulary import ALL, DESCRIBED

# Words of the shortest message that learnt weights of topics may ask about. One word that the rules do not
# know is a slip or a name, and two tell nothing of an end to our texts: "this one" is an answer.
FEWEST = 2

# How much louder than trouble a wish for no more texts must sound to end them: a farewell sounds like both.
# With 135 one in 600 hard emergencies was taken for STOP (ADR 49).
CALM = 150
# How much louder than all else no more texts must be to end them where no word of ending stands ("that is all
# I needed from you"): of 2,540 messages of strangers it ended 11, all rightly (ADR 49).
SURE = 100


def hear_other_voices(
    ear: Ear, utterance: Utterance, words: Sequence[str], trace: tuple[Seen, ...]
) -> tuple[Seen, ...]:
    """Ask the second ear about two more subjects: care with a medicine, and a wish for no more texts.

    `words` is the message in plain words. `trace` holds the results of the matcher's layers so far; the last
    shows whether the second ear heard trouble. The result is `trace`, with an entry added if the second ear
    hears one of the two subjects. Call this only if `may_speak`, in this file, gives True.

    Each subject has a bound, which is the lowest score that counts. If the scores of both subjects reach
    their bounds, the subject counts whose bound is exceeded more. Three more rules apply:

    (a) If trouble was heard, a wish for no more texts does not count. Care with a medicine counts only if it
        exceeds its bound at least as much as trouble does.
    (b) If the rules would ask about a topic, care must exceed its bound by `insists` minus `speaks` of the
        ear.
    (c) The second ear alone never ends a person's texts (R48): it tells the person the word STOP. The texts
        end only if two more things are true. The message has a phrase such as "no more", and its score of
        trouble is below the ear's `doubts`.
    """
    worried = trace[-1].answer == Worried("ear")
    care, stop = above(ear.care, words), above(ear.stop, words)
    if care >= 0:  # heard in a mere saying, such as "what can I take for", it is none
        care = min(care, above(ear.care, _without_sayings(utterance, words)))
    bar = ear.insists - ear.speaks if isinstance(trace[-1].answer, Unsure) else 0
    if care >= max(bar, stop) and (not worried or care >= level(ear, words) - ear.speaks):
        saw = f"care with a medicine, {care} above its bound"
        return (*trace, Seen("ear", saw, safety_reply(utterance)))
    if stop >= 0 and not worried and _may_end(utterance):
        ends = level(ear, words) < ear.doubts
        saw = f"no more texts, {stop} above its bound"
        return (*trace, Seen("ear", saw, end_or_tell(utterance) if ends else Command("SLIP")))
    return trace


def ask_topics(
    language: Language,
    utterance: Utterance,
    words: Sequence[str],
    trace: tuple[Seen, ...],
    but: frozenset[str] = frozenset(),
) -> tuple[Seen, ...]:
    """Ask the topic ear (learnt weights) what a message is about; in a pack without one, ask the word ear.

    `words` is the message in plain words. `trace`, the results of the layers so far, is given back with an
    entry added if the ear would change the answer. `but` are the topics of the medicines that are named. The
    word ear does not ask about these topics. If the other words fit one of these best, it does not ask.
    """
    if language.topic_ear:
        return _ask_back(language, utterance, words, trace)
    return _ask_by_words(language, utterance, trace, but)


def ask_beside(language: Language, words: str, trace: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Ask what the message `words` is about, if its alarm was only an everyday saying of the pack's subject.

    `trace` has the results of all layers but the layer for alarms. It is given back with an entry added if
    there is a topic to ask about.
    """
    if not (language.topic_ear or language.word_ear) or not may_ask(trace[-1]):
        return trace
    utterance = Utterance(data := lexicon(language), words, read(data, words), talk_open=False)
    return ask_topics(language, utterance, plain_words(words), trace)


def _ask_back(
    language: Language, utterance: Utterance, words: Sequence[str], trace: tuple[Seen, ...]
) -> tuple[Seen, ...]:
    """Ask the topic ear what a message is about, if the rules gave no sure answer.

    `words` is the message in plain words, and `trace` holds the results of the layers, the last with the
    answer so far. The result is `trace`, with an entry added if the topic ear would do one of these:

    (a) send the safety reply, for care with a medicine (R29). It replaces even a topic on a medicine that the
        message names, if care scores far more than all else;
    (b) tell the word STOP, or end our texts if the words allow it and STOP scores far above trouble;
    (c) ask about other topics than the rules would, or not ask at all.

    Words that staff have stopped do not count (R57). Topics that a veto silences are not asked about. Do not
    call this while a question of ours is open.
    """
    ear, heard = language.topic_ear, None
    left = _left(utterance, words)
    tells = not utterance.lexicon.stop_words.issuperset(left)
    if ear is not None and tells and sum(map(str.isalpha, left)) >= FEWEST:
        heard = hear_topics(ear, left, _may_be_offered(language, utterance))
    if ear is None or heard is None:
        return trace
    named = utterance.lexicon.careful_topics if names_medicine(utterance) else ()
    voice = other_voice(ear.bounds, heard, trace[-1].answer, named)
    if voice == CARE and (rest := _without_sayings(utterance, left)) and rest != left:
        again = hear_topics(ear, rest, frozenset(language.topics))
        voice = other_voice(ear.bounds, again, trace[-1].answer, named) if again else ""
    if voice == CARE:
        saw = f"care with a medicine, {heard.over_other(CARE)} above something else"
        return (*trace, Seen("topic ear", saw, safety_reply(utterance)))
    if voice == STOP and len(left) > FEWEST and is_of_texts(utterance):
        saw = f"no more texts, {heard.over_other(STOP)} above something else"
        sure = heard.above(STOP) >= SURE
        ends = sure or heard.rest[STOP] - heard.rest[TROUBLE] >= CALM
        return (*trace, Seen("topic ear", saw, end_or_tell(utterance, sure) if ends else Command("SLIP")))
    asks = offer(ear.bounds, heard, trace[-1])
    return (*trace, asks) if asks and not _is_of_the_line(trace[-1].answer, asks.answer) else trace


def _is_of_the_line(found: Match | None, asks: Match | None) -> bool:
    """Whether the question `asks` adds a topic about the line itself to the topic that the rules `found`.

    Such a question is not asked: "I cannot come to the phone, text me about that topic" is not about how to
    use the line.
    """
    return (
        isinstance(found, Found)
        and isinstance(asks, Unsure)
        and bool(OF_THE_LINE.intersection(asks.topics[1:]))
    )


def _ask_by_words(
    language: Language, utterance: Utterance, trace: tuple[Seen, ...], but: frozenset[str]
) -> tuple[Seen, ...]:
    """Ask the word ear what a message is about, in a pack without a topic ear.

    The word ear compares the message with the words that the pack has for each topic. `trace` holds the
    results of the layers so far. It is given back with an entry added if the word ear would change the
    answer.

    In a message that names a medicine, the other words are also compared by themselves ("I am on this
    medicine, can I fly"). A topic that fits these words far better than the topic found is asked about. If
    `but` has topics (those of the medicine, which are named already), only the other words count, and these
    topics are not asked about.
    """
    words = without_stopped(utterance).reading.words
    ear, known = language.word_ear, _may_be_offered(language, utterance)
    if ear is None or not known - but:
        return trace
    medicines = utterance.lexicon.grammar.sets.get("medicine", ())
    beside = tuple(word for word in words if word not in medicines)
    by_rest = liken(ear, beside, known)
    if but:
        other = liken(ear, beside, known - but) if by_rest and by_rest.topics[0][0] not in but else None
        asks = offer_by_words(other, trace[-1]) if other else None
        return (*trace, asks) if asks else trace
    by_all = liken(ear, words, known)
    asks = offer_by_words(by_all, trace[-1]) if by_all else None
    if asks is None and by_rest and len(beside) < len(words):
        asks = contest_by_words(by_rest, trace[-1])
    return (*trace, asks) if asks else trace


def _may_be_offered(language: Language, utterance: Utterance) -> frozenset[str]:
    """A pack's topics that no veto such as "exercise yard" rules out; none if all are ruled out."""
    silenced = vetoed_topics(utterance.lexicon, utterance.reading)
    return frozenset() if silenced.intersection((ALL, DESCRIBED)) else frozenset(language.topics) - silenced


def _without_sayings(utterance: Utterance, words: Sequence[str]) -> Sequence[str]:
    """The words of a message without the sayings that only sound like care with a medicine.

    They are the guards of `careful` in safety.toml, such as "what can I take for".
    """
    lists, text = utterance.lexicon.lists, spaced(words)
    guards, medicines = (lists.get(f"careful {name}", NO_PHRASES) for name in ("guards", "medicines"))
    (left,) = cut_out(guards, (text,), medicines)
    return words if left == text else tuple(left.replace(CUT, " ").split())


def _left(utterance: Utterance, words: Sequence[str]) -> Sequence[str]:
    """The words of a message without the words that staff have stopped, misspelt ones included."""
    stopped = utterance.lexicon.stopped
    if stopped is None:
        return words
    mended = spaced(utterance.reading.words)
    return stopped.sub("", mended if stopped.search(mended) else spaced(words)).split()


def may_speak(by_rules: Match | None, with_ear: Match | None) -> bool:
    """Whether the second ear may answer on subjects besides trouble; False if one of the answers is None.

    `by_rules` is the answer of the rules alone: it must be a question, or say that nothing was understood.
    `with_ear`, the answer after the second ear looked for trouble, must be the same or `Worried`.
    """
    unknown = isinstance(by_rules, Unsure) or (isinstance(by_rules, Nothing) and by_rules.kind == "unknown")
    return unknown and (with_ear == by_rules or with_ear == Worried("ear"))


def _may_end(utterance: Utterance) -> bool:
    """Whether a message that asks for no more texts may mean this line's texts.

    It does not if it ends as a question, tells a story, names a medicine, or holds a phrase listed under
    "STOP guards".
    """
    if utterance.words.rstrip().endswith("?") or names_medicine(utterance):
        return False
    return may_be_ours(utterance) and not holds(utterance.lexicon, "STOP guards", utterance.words)


def may_ask(by_rules: Seen) -> bool:
    """Whether the topic ear may answer, after the last result of the rules (`by_rules`).

    It may only if the rules understood nothing, or found topics by evidence and not by a keyword.
    """
    match by_rules.answer:
        case Nothing("unknown"):
            return True
        case Unsure() | Found():
            return by_rules.layer == "evidence"
    return False
