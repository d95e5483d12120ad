"""The words of a notice are held to the rules of a phrase, and to how long a caller may wait for a choice."""

from datetime import date

import pytest

from menus.air.changes import Wording
from menus.air.checking import wrong_with
from menus.model import Pack
from menus.seconds import seconds

TODAY = date(2026, 6, 1)


def spoken(words: int) -> str:
    """So many plain words, as sentences of at most ten."""
    said = ["we"] * words
    return " ".join(f"{' '.join(said[at : at + 10])}." for at in range(0, words, 10))


@pytest.mark.parametrize(("words", "fits"), [(37, True), (38, False)])
def test_a_notice_lasts_at_most_fifteen_seconds(pack: Pack, words: int, fits: bool) -> None:
    said = wrong_with(pack, pack.languages["en"], Wording(spoken(words), "We are closed."), TODAY)
    lasts = [one for one in said if "seconds" in one]
    assert (seconds(spoken(words)) <= 15.0) == fits == (lasts == [])
    assert fits or lasts == ["Callers hear: lasts 15 seconds, 0.2 over. Cut."]


def test_a_notice_ends_as_a_sentence_in_both_forms(pack: Pack) -> None:
    said = wrong_with(pack, pack.languages["en"], Wording("We are closed", "We are closed"), TODAY)
    assert [one for one in said if "full stop" in one] == [
        "Callers hear: does not end with a full stop. Add one.",
        "Texters read: does not end with a full stop. Add one.",
    ]
