"""Answers to our question when it is best to ring: a time of day, or the time on a clock."""

import re

from menus.due import TIMES, Best
from menus.matcher.answers import Careful, Match, Nothing, Urgent, Worried
from menus.matcher.care import names_medicine
from menus.matcher.matching import match
from menus.matcher.utterance import Utterance, says, without
from menus.model import Language
from menus.phrasing.lexicon import lexicon
from menus.phrasing.reading import read

LISTS = {time: f"{time}_time" for time in TIMES}
# Beside the pack's "or" and "and": what stands between two times of day.
BETWEEN = re.compile(r"[,/&+;\n]")


def time_in(language: Language, words: str) -> Best | None:
    """The time of day that the words name, by itself or by the clock; None if they name none.

    Of several named beside each other ("mornings or evenings") none is better than another: that is any
    time. A span ("10am to 2pm") is the time of day in which it begins.
    """
    named = [time for time in TIMES if says(language, words, LISTS[time])]
    data = lexicon(language)
    beside = BETWEEN.search(words) or not data.joiners.isdisjoint(read(data, words).as_sent)
    several = beside and len([time for time in named if time != "any"]) > 1
    return "any" if several else next(iter(named), None)


def as_time(language: Language, words: str, found: Match) -> Match:
    """Correct the match `found` of an answer to when it is best to ring, if that only seems to be of a dose.

    "Half 3" sounds like half of a dose. If nothing but a time sounds so, and nothing beside it is about a
    medicine or trouble, the match given back is `Nothing`: the words only name a time.
    """
    if not isinstance(found, Careful) or time_in(language, words) is None:
        return found
    rest = without(language, words, LISTS.values())
    beside, heard = match(language, rest), Utterance(data := lexicon(language), rest, read(data, rest), True)
    stays = isinstance(beside, Careful | Urgent | Worried) or names_medicine(heard)
    return found if stays else Nothing("unknown")
