"""The helpline's whole week, as texts or spoken parts, for use if no sentence can hold it (R34)."""

from collections.abc import Callable, Iterable, Iterator

from menus.clock import SPOKEN, TEXTED, put
from menus.filling.week import in_groups, is_told, together
from menus.model import HELPLINE, Hours, Language, Topic
from menus.parts import length
from menus.seconds import spoken_words

A_TEXT, A_PART, A_SENTENCE = 150, 65, 20  # letters, words, words


def week_texts(language: Language, hours: Hours) -> tuple[str, ...]:
    """The week as separate texts ("Mon 8.30-4. Tue …"); () if one sentence can hold the whole week."""
    return () if is_told(language, hours, TEXTED) else as_texts(language, hours)


def as_texts(language: Language, hours: Hours) -> tuple[str, ...]:
    """The whole week as texts, each as full as its limit of 150 characters allows."""
    groups = (
        f"{together(language, days, TEXTED)} {' & '.join(spans)}"
        for days, spans in in_groups(language, hours, TEXTED)
    )
    return tuple(_pages(groups, ". ", length, A_TEXT))


def week_parts(language: Language, hours: Hours) -> tuple[str, ...]:
    """The week as parts that are read out; () if one sentence can hold the whole week."""
    return () if is_told(language, hours, SPOKEN) else as_parts(language, hours)


def as_parts(language: Language, hours: Hours) -> tuple[str, ...]:
    """The whole week in sentences of at most 20 words, in parts as full as their limit of 65 words allows."""
    return tuple(_pages(_sentences(language, hours), ". ", spoken_words, A_PART))


def heard(language: Language, hours: Hours, topic: Topic) -> tuple[str, ...]:
    """A topic's parts as read out.

    In the topic about the helpline, further parts tell the opening hours if these are too long for one
    sentence. They come after the first part and the safety sentence.
    """
    begins = 2 if topic.safety else 1
    week = week_parts(language, hours) if topic.name == HELPLINE else ()
    told = (put(language.call["week"], week=part) for part in week)
    return (*topic.heard[:begins], *told, *topic.heard[begins:])


def _sentences(language: Language, hours: Hours) -> Iterator[str]:
    """A sentence for each group of days with the same hours.

    A group whose sentence is too long gets one for each of its openings. If that is too long, each of its
    days gets its own sentences.
    """
    times = language.times
    for days, spans in in_groups(language, hours, SPOKEN):
        at_once = [(days, times["spans_and"].join(spans))]
        by_span = [(days, span) for span in spans]
        by_day = [([day], span) for day in days for span in spans]
        tried = [
            [put(times["hours"], days=together(language, some, SPOKEN), spans=span) for some, span in way]
            for way in (at_once, by_span, by_day)
        ]
        yield from next((way for way in tried if all(map(_is_short, way))), tried[-1])


def _is_short(sentence: str) -> bool:
    return len(sentence.split()) <= A_SENTENCE


def _pages(pieces: Iterable[str], between: str, measure: Callable[[str], int], most: int) -> Iterator[str]:
    """The pieces joined by `between` into pages, each as full as the limit `most` allows.

    `measure` gives the length of a page. A piece that is longer than the limit has a page of its own.
    """
    page = ""
    for piece in pieces:
        longer = f"{page}{between}{piece}" if page else piece
        if page and measure(longer) > most:
            yield page
            page = piece
        else:
            page = longer
    if page:
        yield page
