"""Finds the gravest alarm that a message raises, and whether only a figure of speech raised it (R30, R48)."""

from typing import Literal, cast

from menus.matcher.answers import Urgent, Worried
from menus.matcher.utterance import brief
from menus.phrasing.lexicon import Lexicon
from menus.phrasing.phrase_lists import KINDS
from menus.phrasing.phrases import Hit, cut_out, hits
from menus.phrasing.reading import Reading
from menus.phrasing.tables import spaced

Kind = Literal["body", "despair", "danger", "harm", "at_once"]

# Lists of alarms, the gravest first. A milder sign of the body is an emergency too, unless it is told as
# something that came slowly: then "at once" is the better answer.
GRAVEST = (*(f"{kind} {listed}" for kind in KINDS for listed in ("unguarded", "alarms")), "body milder")


def alarm_in(data: Lexicon, reading: Reading) -> tuple[str, Urgent | Worried | None]:
    """The phrase that raised the gravest alarm of a message, and the answer; "" and None without an alarm.

    Guards are phrases that only sound like alarms ("had a stroke in 1998"). Where they take every alarm
    away, the answer is `Worried`: the person is asked (R48).
    """
    full = (*reading.texts, *reading.uncut, spaced(reading.bare))
    texts = tuple(dict.fromkeys((*full, *(brief(data, text) for text in full))))
    met = [one for one in hits(data.alarms, texts) if not one.phrase.exact or _in_any(one, full)]
    if not met:
        return "", None
    left = cut_out(data.guards, texts)
    standing = met if left == texts else [one for one in met if _survives(one, left)]
    if not standing:
        return met[0].phrase.source, Worried("guard")
    gravest = min(standing, key=lambda one: GRAVEST.index(one.phrase.owner))
    saying = all(_is_saying(one) for one in standing)
    return gravest.phrase.source, Urgent(cast(Kind, gravest.phrase.owner.split()[0]), saying)


def _survives(met: Hit, left: tuple[str, ...]) -> bool:
    """Whether an alarm still counts beside guards: none may touch it, or it stands in the text they left."""
    return not _is_saying(met) or _in_any(met, left)


def _is_saying(met: Hit) -> bool:
    """Whether people use this alarm as a figure of speech too, so that a guard may take it away."""
    return met.phrase.owner.endswith(" alarms")


def _in_any(met: Hit, texts: tuple[str, ...]) -> bool:
    return any(map(met.phrase.pattern.search, texts))
