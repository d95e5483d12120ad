"""Hears what a pack's field says every day, though it sounds like an alarm: "my aid has gone dead" (R48).

Such a phrase never silences: a message of which nothing else is trouble gets the topic or the care that it
asks for, and the alarm stays where it asks for none.
"""

from collections.abc import Callable

from menus.matcher.answers import Careful, Found, Seen, Unsure, Urgent, Worried
from menus.model import Language
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.phrases import cut_out, hits
from menus.phrasing.reading import Reading, read

Trace = tuple[Seen, ...]

CUT = "#"  # stands in a text where a phrase was cut out
TROUBLE = (Urgent, Worried)
# What may stand in the place of an alarm.
CALM = (Found, Unsure, Careful)


def is_everyday(language: Language, words: str, trace: Trace, hear: Callable[[Language, str], Trace]) -> bool:
    """Whether all that sounds like trouble in a message is a phrase of the pack's `everyday`.

    `trace` is what was found as if there were none, `hear` finds the same in what is left of the message. An
    alarm that no guard touches (breathing, collapse, dying …) stands wherever it is found.
    """
    data = lexicon(language)
    if not data.everyday.phrases or not isinstance(trace[-1].answer, TROUBLE):
        return False
    reading = read(data, words)
    left = cut_out(data.everyday, _texts(reading))
    if left == _texts(reading) or _stands(data, reading):
        return False
    rest = (" ".join(text.replace(CUT, " ").split()) for text in left)
    return not any(
        isinstance(hear(language, text)[-1].answer, TROUBLE) for text in dict.fromkeys(rest) if text
    )


def _texts(reading: Reading) -> tuple[str, ...]:
    return (*reading.texts, *reading.uncut)


def _stands(data: Lexicon, reading: Reading) -> bool:
    """Whether a message has an alarm that is never a saying."""
    return any(not met.phrase.owner.endswith(" alarms") for met in hits(data.alarms, _texts(reading)))
