"""Hears what a pack's field says every day, though it sounds like an alarm: "my aid has gone dead" (R48).

Such a phrase never silences: a message of which nothing else is trouble gets the topic or the care that it
asks for, and the alarm stays where it asks for none.
"""

from collections.abc import Callable

from menus.matcher.answers import Careful, Found, Match, Unsure, Urgent, Worried
from menus.model import Language
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.phrases import cut_out, hits
from menus.phrasing.reading import Reading, read

CUT = "#"  # stands in a text where a phrase was cut out
TROUBLE = (Urgent, Worried)
# What may stand in the place of an alarm.
CALM = (Found, Unsure, Careful)


def is_everyday(
    language: Language, words: str, answer: Match | None, is_trouble: Callable[[Language, str], bool]
) -> bool:
    """Whether all that sounds like trouble in a message is a phrase of the pack's `everyday`.

    `answer` is what it gets as if there were none, `is_trouble` tells the same of what is left of it. An
    alarm that no guard touches (breathing, collapse, dying …) stands wherever it is found.
    """
    data = lexicon(language)
    if not data.everyday.phrases or not isinstance(answer, TROUBLE):
        return False
    reading = read(data, words)
    left = cut_out(data.everyday, _texts(reading))
    if left == _texts(reading) or _stands(data, reading):
        return False
    rest = (" ".join(text.replace(CUT, " ").split()) for text in left)
    return not any(is_trouble(language, text) for text in dict.fromkeys(rest) if text)


def _texts(reading: Reading) -> tuple[str, ...]:
    return (*reading.texts, *reading.uncut)


def _stands(data: Lexicon, reading: Reading) -> bool:
    """Whether a message has an alarm that is never a saying."""
    return any(not met.phrase.owner.endswith(" alarms") for met in hits(data.alarms, _texts(reading)))
