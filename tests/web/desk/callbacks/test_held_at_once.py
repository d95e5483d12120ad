"""Nobody at the desk has more than five call-backs or messages at once, in whatever way they come (R55)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask

from menus.due import due_days
from menus.model import Pack
from store.desk.desk import DeskStore
from store.promises.queue import Closing
from tests.conftest import OPEN, new_number
from tests.people.desk import Person
from web.desk.records.yours import MOST_HELD

SAID = "You have 5 call-backs, as many as one person may have at once."


@pytest.fixture
def many(kept: DeskStore, pack: Pack) -> list[str]:
    """The ids of seven call-backs that wait."""
    days = due_days(pack.hours, OPEN)
    asked = [
        kept.line.callbacks.keep(f"CA{n}", new_number(), "any", "call", days, 99, OPEN) for n in range(7)
    ]
    return [one.id for one in asked]  # type: ignore[union-attr]


def held(kept: DeskStore, name: str) -> int:
    return sum(one.claimed_by == name for one in kept.line.callbacks.waiting(OPEN))


def test_the_sixth_is_not_taken_and_it_is_said_why(
    person: Callable[..., Person], kept: DeskStore, many: list[str]
) -> None:
    ann = person().open("/desk/callbacks")
    for one in many:
        ann.send(f"/desk/callbacks/{one}/claim")
    assert SAID in ann.words and held(kept, ann.name) == MOST_HELD
    assert not [deed for deed in kept.trail.latest(9)[0] if deed.about == many[-1]]
    ann.send(f"/desk/callbacks/next?after={many[0]}")
    assert SAID in ann.words and held(kept, ann.name) == MOST_HELD
    ann.send(f"/desk/callbacks/{many[0]}/claim")
    assert SAID not in ann.words, "what is theirs they may take again"
    ann.send(f"/desk/callbacks/{many[0]}/close", outcome="done")
    ann.send(f"/desk/callbacks/{many[-1]}/claim")
    assert SAID not in ann.words and held(kept, ann.name) == MOST_HELD
    bea = person().open("/desk/callbacks").send(f"/desk/callbacks/{many[-2]}/claim")
    assert SAID not in bea.words and held(kept, bea.name) == 1


def test_of_many_at_one_moment_no_more_than_five_are_theirs(
    app: Flask, person: Callable[..., Person], kept: DeskStore, many: list[str]
) -> None:
    ann = person().open("/desk/callbacks")
    cookie = ann.client.get_cookie("desk", domain="line.example", path="/desk")
    assert cookie is not None

    def claim(one: str) -> None:
        tab = Person(app, ann.name)
        tab.client.set_cookie("desk", cookie.value, domain="line.example", path="/desk", secure=True)
        tab.token = ann.token
        tab.send(f"/desk/callbacks/{one}/claim")

    with ThreadPoolExecutor(len(many)) as pool:
        list(pool.map(claim, many))
    assert held(kept, ann.name) == MOST_HELD


def test_of_two_at_one_moment_beside_four_one_is_theirs(kept: DeskStore, many: list[str]) -> None:
    queue = kept.line.callbacks.queue
    four, (one, other) = many[:4], many[4:6]
    for _ in range(20):
        for item in four:
            queue.claim(item, "ann", OPEN, MOST_HELD)
        with ThreadPoolExecutor(2) as pool:
            said = list(pool.map(lambda item: queue.claim(item, "ann", OPEN, MOST_HELD)[0], (one, other)))
        assert sorted(said) == ["claimed", "full"]
        assert queue.claim(four[0], "ann", OPEN, MOST_HELD)[0] == "claimed", "their own may be had again"
        for item in many:
            queue.give_back(item, "ann")


def test_what_has_lapsed_counts_no_more_among_the_five(kept: DeskStore, many: list[str]) -> None:
    queue, later = kept.line.callbacks.queue, OPEN + timedelta(hours=2)
    said = [queue.claim(item, "ann", OPEN, MOST_HELD)[0] for item in many]
    assert said == ["claimed"] * MOST_HELD + ["full"] * 2
    assert queue.claim(many[-1], "ann", later, MOST_HELD)[0] == "claimed"


def test_a_list_that_hides_the_five_says_that_they_are_held_and_not_that_colleagues_were_quicker(
    person: Callable[..., Person], kept: DeskStore, many: list[str], pack: Pack
) -> None:
    days = due_days(pack.hours, OPEN)
    kept.line.callbacks.keep("CA of the evening", new_number(), "evening", "call", days, 99, OPEN)
    ann = person().open("/desk/callbacks")
    for one in many[:MOST_HELD]:
        ann.send(f"/desk/callbacks/{one}/claim")
    ann.open("/desk/callbacks?best=evening").send("/desk/callbacks/next?best=evening")
    assert SAID in ann.words and "Colleagues were quicker" not in ann.words


@pytest.fixture
def full(person: Callable[..., Person], kept: DeskStore, many: list[str]) -> tuple[Person, str, str]:
    """Somebody with five call-backs, and two ids: of one that they closed, and one tried in vain, before."""
    ann = person().open("/desk/callbacks")
    for one, outcome in zip(many, ("done", "no_reply"), strict=False):
        ann.send(f"/desk/callbacks/{one}/claim").send(f"/desk/callbacks/{one}/close", outcome=outcome)
    for one in many[2:]:
        ann.send(f"/desk/callbacks/{one}/claim")
    assert held(kept, ann.name) == MOST_HELD
    return ann, many[0], many[1]


@pytest.mark.parametrize("which", [1, 2], ids=["closed", "tried in vain"])
def test_what_they_undo_beside_five_is_open_for_all_and_it_is_said(
    full: tuple[Person, str, str], kept: DeskStore, which: int
) -> None:
    ann, undone = full[0], str(full[which])
    ann.send(f"/desk/callbacks/{undone}/undo")
    assert "Undone:" in ann.words and f"It is open for all. {SAID}" in ann.words
    assert held(kept, ann.name) == MOST_HELD
    (row,) = (one for one in kept.line.callbacks.waiting(OPEN) if one.id == undone)
    assert (row.state, row.claimed_by) == ("open", "")


@pytest.mark.parametrize("which", [1, 2], ids=["closed", "tried in vain"])
def test_what_they_undo_beside_four_is_theirs_again(
    full: tuple[Person, str, str], kept: DeskStore, many: list[str], which: int
) -> None:
    ann, undone = full[0], str(full[which])
    ann.send(f"/desk/callbacks/{many[-1]}/give-back").send(f"/desk/callbacks/{undone}/undo")
    assert "Undone:" in ann.words and "open for all. You" not in ann.words
    assert held(kept, ann.name) == MOST_HELD
    (row,) = (one for one in kept.line.callbacks.waiting(OPEN) if one.id == undone)
    assert row.claimed_by == ann.name


def test_what_was_passed_on_to_them_or_by_them_is_not_theirs_beside_five(
    person: Callable[..., Person], kept: DeskStore, many: list[str]
) -> None:
    passing, queue = kept.line.written.passing, kept.line.callbacks.queue
    ann = person().open("/desk/callbacks")
    ann.send(f"/desk/callbacks/{many[0]}/claim")
    assert passing.on(queue, many[0], ann.name, "bea", OPEN)
    queue.claim(many[1], "bea", OPEN)
    assert passing.on(queue, many[1], "bea", ann.name, OPEN)
    for one in many[2:]:
        ann.send(f"/desk/callbacks/{one}/claim")
    for path in (f"{many[0]}/take-back", f"{many[0]}/claim", f"{many[1]}/claim", "next"):
        ann.send(f"/desk/callbacks/{path}")
        assert held(kept, ann.name) == MOST_HELD, path


@pytest.mark.parametrize("outcome", ["done", "no_reply"])
def test_of_messages_an_undoing_gives_nobody_a_sixth(kept: DeskStore, outcome: Closing) -> None:
    messages, queue = kept.line.messages, kept.line.messages.queue
    first, *others = ids = [f"RE{n:032x}" for n in range(MOST_HELD + 1)]
    for one in ids:
        messages.keep(one, new_number(), 20, OPEN)
    queue.claim(first, "ann", OPEN, MOST_HELD)
    queue.close(first, outcome, "ann", OPEN)
    assert {queue.claim(one, "ann", OPEN, MOST_HELD)[0] for one in others} == {"claimed"}
    assert kept.undo.undo(queue, first, "ann", OPEN, MOST_HELD).said in ("done", "again")
    assert sum(one.claimed_by == "ann" for one in messages.waiting(OPEN)) == MOST_HELD
