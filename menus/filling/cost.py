"""What a call to the helpline costs, as the pack or the number itself tells, and the words that say it."""

from typing import Literal, get_args

from menus.blanks import COST
from menus.clock import put
from menus.model import Hours, Language

Kind = Literal["free", "landline", "named", "unknown"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What `cost` of hours.toml may say beside words of the pack's own.
PLAIN: tuple[Kind, ...] = ("free", "landline")
# Numbers of 0800 and 0808; 01, 02 and 03, which bundles include. 0116 is Leicester's, not a free one.
BY_NUMBER: dict[str, Kind] = {
    **dict.fromkeys(("+44800", "+44808"), "free"),
    **dict.fromkeys(("+441", "+442", "+443"), "landline"),
}


def by_number(number: str) -> Kind:
    """What a call to a number (E.164) costs, by its first digits: "free", "landline" or "unknown"."""
    return next((kind for start, kind in BY_NUMBER.items() if number.startswith(start)), "unknown")


def cost_of(hours: Hours) -> Kind:
    """What a call to the helpline's first number costs: "free", "landline", "named" or "unknown".

    The pack says it, or else the first digits of the number tell it. "named" means that the pack has words of
    its own for the cost. "unknown" means that neither the pack nor the number tells it.
    """
    if not hours.cost:
        return by_number(hours.numbers[0].number)
    return next((kind for kind in PLAIN if kind == hours.cost), "named")


def with_cost(phrase: str, language: Language, hours: Hours) -> str:
    """A phrase with words in its blanks that tell what a call to the helpline costs; other blanks stay."""
    if not any(f"{{{name}}}" in phrase for name in COST):
        return phrase
    told = language.cost[cost_of(hours)]
    return put(phrase, **{name: put(words, price=hours.cost) for name, words in told.items()})
