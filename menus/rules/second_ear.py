"""The rule that a language has a second ear: learnt weights that show trouble in words that no rule knows."""

from collections.abc import Iterator

from menus.model import Fault
from menus.said import Look


def ear_present(at: Look) -> Iterator[Fault]:
    """Warn if a language has no second ear, since trouble in unknown words would be missed (R48)."""
    if at.language.ear is None:
        says = "is not there, so trouble is only heard in words that the rules know"
        mend = "take it from where the pack came from, or make it: flask ear train (R48)"
        yield Fault(f"{at.language.code}/ear.toml", "", says, mend, "warning")
