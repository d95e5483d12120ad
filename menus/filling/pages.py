"""The whole week of the helpline, in texts and parts of its own, where no sentence has room for it (R34)."""

from collections.abc import Callable, Iterable, Iterator

from menus.clock import SPOKEN, TEXTED, put
from menus.filling.week import in_groups, is_told
from menus.model import HELPLINE, Hours, Language, Topic
from menus.parts import length
from menus.seconds import spoken_words

A_TEXT, A_PART, A_SENTENCE = 150, 65, 20  # letters, words, words


def week_texts(language: Language, hours: Hours) -> tuple[str, ...]:
    """The week for texts of its own ("Mon 8.30-4. Tue 9-5.30 …"); nothing where {hours} tells all of it."""
    if is_told(language, hours, TEXTED):
        return ()
    groups = (f"{days} {' & '.join(spans)}" for days, spans in in_groups(language, hours, TEXTED))
    return tuple(_pages(groups, ". ", length, A_TEXT))


def week_parts(language: Language, hours: Hours) -> tuple[str, ...]:
    """The week in parts that are read out: sentences for each group of days; nothing where {hours} tells all.

    A sentence has at most 20 words, if need be one for each span.
    """
    if is_told(language, hours, SPOKEN):
        return ()
    return tuple(_pages(_sentences(language, hours), " ", spoken_words, A_PART))


def heard(language: Language, hours: Hours, topic: Topic) -> tuple[str, ...]:
    """A topic's parts as they are read out; that on the helpline tells a long week after its beginning."""
    begins = 2 if topic.safety else 1
    week = week_parts(language, hours) if topic.name == HELPLINE else ()
    told = (put(language.call["week"], week=part) for part in week)
    return (*topic.heard[:begins], *told, *topic.heard[begins:])


def _sentences(language: Language, hours: Hours) -> Iterator[str]:
    times = language.times
    for days, spans in in_groups(language, hours, SPOKEN):
        together = put(times["hours"], days=days, spans=times["spans_and"].join(spans))
        fits = spoken_words(together) <= A_SENTENCE
        for told in (together,) if fits else (put(times["hours"], days=days, spans=span) for span in spans):
            yield f"{told}."


def _pages(pieces: Iterable[str], between: str, measure: Callable[[str], int], most: int) -> Iterator[str]:
    """The pieces, as many of them joined as one page has room for."""
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
