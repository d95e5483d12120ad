"""Alarms: the gravest that a message raises, and whether a saying alone raised it (R30, R48)."""

from typing import Literal, cast

from menus.matcher.answers import Urgent, Worried
from menus.matcher.asked import brief
from menus.phrasing.lexicon import KINDS, Lexicon
from menus.phrasing.phrases import Met, heard_in, without
from menus.phrasing.reading import Heard
from menus.phrasing.tables import spaced

Kind = Literal["body", "despair", "danger", "harm", "at_once"]

GRAVEST = (*(f"{kind} {listed}" for kind in KINDS for listed in ("unguarded", "alarms")), "body milder")
"""Lists of alarms, the gravest first. A milder sign of the body is an emergency too, unless it is told as
something that came slowly: then "at once" is the better answer.
"""


def alarm_in(data: Lexicon, heard: Heard) -> tuple[str, Urgent | Worried | None]:
    """The gravest alarm that a message holds; where a saying alone raised it, that is a worry (R48)."""
    full = (*heard.texts, *heard.uncut, spaced(heard.bare))
    texts = tuple(dict.fromkeys((*full, *(brief(data, text) for text in full))))
    met = [one for one in heard_in(data.alarms, texts) if not one.phrase.exact or _in_any(one, full)]
    if not met:
        return "", None
    left = without(data.guards, texts)
    standing = met if left == texts else [one for one in met if _stands(one, left)]
    if not standing:
        return met[0].phrase.source, Worried("guard")
    gravest = min(standing, key=lambda one: GRAVEST.index(one.phrase.owner))
    saying = all(_guarded(one) for one in standing)
    return gravest.phrase.source, Urgent(cast(Kind, gravest.phrase.owner.split()[0]), saying)


def _stands(met: Met, left: tuple[str, ...]) -> bool:
    """Whether an alarm is one that no guard touches, or is still there in what the guards have left."""
    return not _guarded(met) or _in_any(met, left)


def _guarded(met: Met) -> bool:
    """Whether an alarm is a saying, that a guard may touch."""
    return met.phrase.owner.endswith(" alarms")


def _in_any(met: Met, texts: tuple[str, ...]) -> bool:
    return any(map(met.phrase.pattern.search, texts))
