"""The notes of a test in which the line rings itself: the last of them, and of one test alone."""

from typing import Any

from store.desk.desk import DeskStore
from tests.conftest import OPEN


def test_the_last_two_hundred_notes_of_a_test_are_kept_and_a_new_test_begins_with_none(
    kept: DeskStore,
) -> None:
    client: Any = kept.line.link.client
    client.rpush("line:1:rehearsal:heard", *(f"words {n}" for n in range(199)))
    kept.rehearsals.note("place", "menu")
    assert len(kept.rehearsals.noted("words")) == 199 and kept.rehearsals.noted("place") == ("menu",)
    kept.rehearsals.note("words", "last one")
    assert kept.rehearsals.noted("words") == (*(str(n) for n in range(1, 199)), "last one")
    assert kept.rehearsals.begin(OPEN) and kept.rehearsals.noted("words") == ()
    kept.rehearsals.note("words", "hello")
    assert not kept.rehearsals.begin(OPEN) and kept.rehearsals.noted("words") == ("hello",)
    assert kept.rehearsals.pretended() == OPEN


def test_a_test_is_wanted_from_when_it_is_asked_for_until_it_is_taken(kept: DeskStore) -> None:
    rehearsals = kept.rehearsals
    assert rehearsals.is_wanted() is False and not rehearsals.take_wish()
    rehearsals.want(OPEN, "ann")
    assert rehearsals.is_wanted() is True
    assert rehearsals.take_wish() and rehearsals.is_wanted() is False
    assert rehearsals.begin(OPEN) and rehearsals.is_wanted() is True, "while it runs"
