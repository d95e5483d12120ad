"""The rule of the second ear: the learnt weights that show trouble in words that no rule knows."""

from collections.abc import Iterator

from menus.model import Fault
from menus.said import Look


def ear_present(at: Look) -> Iterator[Fault]:
    """Warn of a language that has no second ear, as trouble in unknown words would not be heard (R48)."""
    if at.language.ear is None:
        says = "is not there, so trouble is only heard in words that the rules know"
        mend = "take it from where the pack came from, or make it: flask ear train (R48)"
        yield Fault(f"{at.language.code}/ear.toml", "", says, mend, "warning")
