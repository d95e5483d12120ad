"""Finds the topics that a message may be about although it sounded like trouble, for the reply to name.

They are added to the replies to an alarm told calmly (R30), to a worry (R48) and to care with a medicine
(R29), as a way on: a person who only asked a question can text the keyword that the reply names (ADR 54).
"""

from dataclasses import replace

from menus.filling.names import OF_THE_LINE
from menus.matcher.answers import Careful, Found, Match, Nothing, Seen, Unsure, Urgent, Worried
from menus.matcher.care import beside_change
from menus.matcher.evidence import choose, weigh
from menus.matcher.offered.voices import ask_topics
from menus.matcher.unwrap import unwrap
from menus.matcher.utterance import Utterance, without_stopped
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.reading import read
from menus.phrasing.tables import strings, table


def name_way_on(language: Language, words: str, trace: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Add the likely topics of the message `words` to the answer of `trace`, if its reply may name them.

    `trace` holds the results of the layers; the last has the answer, whose kind never changes.
    """
    last = trace[-1]
    if not may_name(last.answer):
        return trace
    own = unwrap(data := lexicon(language), words).text
    utterance = Utterance(data, own, read(data, own), talk_open=False)
    return (*trace[:-1], replace(last, answer=_naming(language, utterance, last.answer)))


def may_name(answer: Match | None) -> bool:
    """Whether the reply to `answer` may also name likely topics.

    Only three replies may:

    - the reply to a worry;
    - the reply on care with a medicine;
    - the reply to signs that are told calmly but need help at once ("at_once").

    The replies to an emergency, despair, danger or harm never do. False also if `answer` is None, which is no
    answer.
    """
    return isinstance(answer, Worried | Careful) or (isinstance(answer, Urgent) and answer.kind == "at_once")


def _naming(language: Language, utterance: Utterance, answer: Match | None) -> Match | None:
    """The answer with the message's likely topics, two at most; unchanged if there are none to add.

    In an answer on care with a medicine, the order depends on the message:

    (a) If it names a medicine, the topic of that medicine comes first (R29), and the likeliest other topic
        second: "how do I stop a nosebleed on this" is about nosebleeds. A pack may name a topic for the
        second place (`careful.beside`), such as one on missed doses. Then another topic stands there only if
        the message surely asks for it.
    (b) If it names no medicine, the likeliest topic comes first, and the first of the pack's default topics
        second.
    """
    named = isinstance(answer, Careful) and answer.topics != utterance.lexicon.careful_default[:2]
    but = frozenset(answer.topics) if named and isinstance(answer, Careful) else frozenset[str]()
    utterance = beside_change(utterance) if isinstance(answer, Careful) else utterance
    beside = _beside(language, but) if named else ()
    surely = isinstance(answer, Urgent) or bool(beside)
    likely = () if len(but) > 1 else _likely(language, utterance, surely, but) or beside
    if not likely:
        return answer
    match answer:
        case Worried() | Urgent():
            return replace(answer, topics=likely)
        case Careful(topics):
            both = (*topics, likely[0]) if named else (likely[0], *topics)
            return Careful(tuple(dict.fromkeys(both))[:2])
    return answer


def _beside(language: Language, but: frozenset[str]) -> tuple[str, ...]:
    """The topic that the pack names for the place after a medicine's topic; none if that is in `but`."""
    named = strings(table(language.matching, "safety", "careful"), "beside")
    return tuple(one for one in named if one not in but and one in language.topics)[:1]


def _likely(language: Language, utterance: Utterance, surely: bool, but: frozenset[str]) -> tuple[str, ...]:
    """The topics that a message would get, or be asked about, if it did not sound like trouble.

    Topics about the line itself are left out. So are the topics in `but`, which are those of a medicine that
    is named. In two cases the topic must be one of which the rules are sure: if `surely` is true, or if `but`
    has topics and the pack has a topic ear. That ear would hear only the medicine's name.
    """
    data, reading = utterance.lexicon, without_stopped(utterance).reading
    weighed = tuple(one for one in weigh(data, reading) if one.topic not in but)
    topics, found_surely = choose(data, reading, weighed)
    if surely or (but and language.topic_ear):
        return tuple(one for one in topics[:1] if found_surely and one not in OF_THE_LINE)
    found = Found(topics[0]) if found_surely else Unsure(topics) if topics else Nothing("unknown")
    trace = (Seen("evidence", "", found),)
    match ask_topics(language, utterance, plain_words(utterance.words), trace, but)[-1].answer:
        case Found(topic):
            topics = (topic,)
        case Unsure(asked):
            topics = asked
        case _:
            return ()
    return tuple(one for one in topics if one not in OF_THE_LINE)
