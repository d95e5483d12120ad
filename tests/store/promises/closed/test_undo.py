"""A closing is taken back within ten minutes by who closed it; what people themselves end stays so (R54)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from menus.due import shares
from store.condition import Condition
from store.desk.desk import desk_store
from store.promises.claimed import number_for
from store.promises.closed.ending import ending
from store.promises.closed.undo import Undo
from store.promises.promise import Already, Kept, Refused
from store.promises.queue import UNDO_SECONDS
from store.promises.standing import Claimed, Gone, TakenBack
from store.rotation import rotate
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY, RECORDING, everything

LAST, OVER = (OPEN + timedelta(seconds=UNDO_SECONDS + n) for n in (-1, 0))
AGAIN = OPEN + timedelta(hours=3), OPEN + timedelta(hours=10)


def ask(store: Store, number: str, by: str = "", a_day: int = PLENTY, how: str = "call") -> Any:
    """Somebody (`by`, "" for the number itself) asks for a call-back to a number."""
    asker = store.budgets.asker(by) if by else None
    call, share = f"CA of {by or number} {new_number()}", shares(DAYS, a_day, False)
    return store.callbacks.keep(call, number, "any", how, DAYS, a_day, OPEN, asker, share)  # type: ignore[arg-type]


def closed(store: Store, number: str, outcome: str = "done", who: str = "ann", **how: Any) -> str:
    """The id of a call-back that a member of staff has claimed and closed."""
    callback_id: str = ask(store, number, **how).id
    close(store, callback_id, outcome, who)
    return callback_id


def close(store: Store, callback_id: str, outcome: str = "done", who: str = "ann") -> None:
    for _ in range(2 if outcome == "no_reply" else 1):
        assert isinstance(store.callbacks.claim(callback_id, who, OPEN), Claimed)
        said = store.callbacks.close(callback_id, outcome, who, OPEN)  # type: ignore[arg-type]
    assert said == outcome.replace("wrong_number", "withdrawn")


def undo(store: Store, callback_id: str, who: str = "ann", now: datetime = LAST) -> str:
    does: Undo = desk_store(store).undo
    undone = does.undo(store.callbacks.queue, callback_id, who, now)
    return f"{undone.said} {undone.joined}".strip()


def fields(store: Store, callback_id: str) -> dict[bytes, bytes]:
    client: Any = store.link.client
    found: dict[bytes, bytes] = client.hgetall(store.callbacks.queue.record(callback_id))
    return found


@pytest.mark.parametrize("outcome", ["done", "no_reply", "withdrawn"])
def test_an_undone_close_stands_as_if_it_had_not_been(store: Store, outcome: str) -> None:
    number, asker = new_number(), new_number()
    callback_id = ask(store, number).id
    ask(store, number, asker)
    store.callbacks.claim(callback_id, "ann", OPEN)
    if outcome == "no_reply":
        store.callbacks.close(callback_id, "no_reply", "ann", OPEN)
        store.callbacks.claim(callback_id, "ann", OPEN)
    client: Any = store.link.client
    before = {
        name: client.dump(name)
        for name in client.keys("*")
        if not name.endswith((b"bell", b":closed", b":changed:callback"))
    }
    # of a first try before the closing nothing is undone any more: a second press must not undo two things
    waits = tuple(replace(row, undo=None) for row in store.callbacks.waiting(LAST))
    assert store.callbacks.close(callback_id, outcome, "ann", OPEN) == outcome  # type: ignore[arg-type]
    assert store.callbacks.waiting(LAST) == () and store.callbacks.open_of(number) is None
    assert number_for(store.callbacks, callback_id, "ann", LAST) == "", "nobody sees it meanwhile"
    assert undo(store, callback_id) == outcome
    assert store.callbacks.waiting(LAST) == waits
    assert number_for(store.callbacks, callback_id, "ann", LAST) == number
    after = {
        name: client.dump(name)
        for name in client.keys("*")
        if not name.endswith((b"bell", b":closed", b":changed:callback"))
    }
    assert {name for name in before | after if before.get(name) != after.get(name)} <= {
        store.callbacks.queue.record(callback_id).encode()
    }
    assert client.ttl(store.callbacks.queue.record(callback_id)) == -1


def test_it_comes_back_open_where_the_two_hours_are_over(store: Store) -> None:
    number = new_number()
    callback_id = ask(store, number).id
    store.callbacks.claim(callback_id, "ann", OPEN)
    late = OPEN + timedelta(minutes=115)
    store.callbacks.close(callback_id, "done", "ann", late)
    assert undo(store, callback_id, now=late + timedelta(minutes=6)) == "done"
    found = store.callbacks.one(callback_id, late)
    assert found and (found.state, found.claimed_by) == ("open", "")


def test_what_was_closed_before_a_clock_was_set_far_back_ends_at_once(store: Store) -> None:
    callback_id = closed(store, new_number())
    back = timedelta(seconds=UNDO_SECONDS)
    assert ending(store).end_due(OPEN - back) == 0
    assert ending(store).end_due(OPEN - back - timedelta(seconds=1)) == 1
    assert b"sealed" not in fields(store, callback_id)


def test_after_ten_minutes_nobody_takes_it_back_though_the_worker_was_away(store: Store) -> None:
    callback_id = closed(store, new_number())
    assert undo(store, callback_id, now=OVER) == "late"
    assert undo(store, callback_id, now=OPEN - timedelta(hours=1)) == "late", "a clock set back gives no time"
    assert ending(store).end_due(OVER) == 1
    assert b"sealed" not in fields(store, callback_id) and undo(store, callback_id) == "cancelled"
    assert undo(store, callback_id, now=OVER) == "late"


def test_what_the_worker_has_begun_to_end_is_not_taken_back(store: Store) -> None:
    """Its clock may be ahead of the desk's, and the caller may have had a text of it."""
    callback_id = closed(store, new_number())
    ending(store)._take(store.callbacks.queue, OVER)
    assert undo(store, callback_id) == "late"
    assert ending(store).end_due(OPEN) == 1, "begun again, if it was stopped between"


def test_only_who_closed_it_takes_it_back_and_once(store: Store) -> None:
    callback_id = closed(store, new_number())
    assert undo(store, callback_id, "ben") == "not_yours"
    assert undo(store, callback_id) == "done" and undo(store, callback_id) == "stands"
    assert undo(store, "00" * 8) == "gone" and undo(store, "no id") == "gone"


def forgets(store: Store, number: str) -> None:
    store.callbacks.forget(number, OPEN)


def withdraws(store: Store, number: str) -> None:
    assert store.callbacks.withdraw(number, OPEN) == TakenBack(own=False, others=0)


def withdraws_own(store: Store, number: str) -> None:
    assert not store.callbacks.withdraw_own(number, OPEN)


ENDS = pytest.mark.parametrize("end", [forgets, withdraws, withdraws_own])


@ENDS
def test_what_the_person_ends_is_erased_at_once_and_never_undone(
    store: Store, end: Callable[[Store, str], None]
) -> None:
    number = new_number()
    callback_id = closed(store, number)
    end(store, number)
    assert not {name for name in fields(store, callback_id) if name == b"sealed" or name.startswith(b"was:")}
    assert undo(store, callback_id) in ("cancelled", "gone")
    assert store.callbacks.queue.ending_ids() == ()


@ENDS
def test_what_the_person_ends_while_it_is_open_is_erased_at_once(
    store: Store, end: Callable[[Store, str], None]
) -> None:
    number = new_number()
    callback_id = ask(store, number).id
    store.callbacks.claim(callback_id, "ann", OPEN)
    store.callbacks.forget(number, OPEN) if end is forgets else store.callbacks.withdraw(number, OPEN)
    assert b"sealed" not in fields(store, callback_id) and store.callbacks.queue.ending_ids() == ()
    assert undo(store, callback_id) in ("cancelled", "gone")


def test_who_asks_again_is_promised_anew_and_the_closed_one_is_gone(store: Store) -> None:
    number = new_number()
    callback_id = closed(store, number)
    again = ask(store, number)
    assert isinstance(again, Kept) and again.id != callback_id
    assert b"sealed" not in fields(store, callback_id)
    assert undo(store, callback_id) == "asked_again"
    assert [row.id for row in store.callbacks.waiting(LAST)] == [again.id]


@pytest.mark.parametrize("outcome", ["done", "no_reply", "withdrawn"])
@pytest.mark.parametrize("takes_back", ["not", "before", "after"])
def test_what_another_asks_and_takes_back_leaves_the_persons_own_to_be_undone(
    store: Store, outcome: str, takes_back: str
) -> None:
    """A stranger asks anew for what staff closed by mistake, and takes that back: it is rung all the same."""
    number, stranger = new_number(), new_number()
    callback_id = closed(store, number, outcome, how="text")
    anew = ask(store, number, stranger)
    assert isinstance(anew, Kept) and anew.id != callback_id
    if takes_back == "before":
        store.callbacks.withdraw_one(stranger, number, OPEN)
    # who told staff that they want no call-back is not rung as a stranger asks, until that is undone
    alone = takes_back == "before" or outcome == "withdrawn"
    assert undo(store, callback_id) == (outcome if alone else f"{outcome} {anew.id}")
    if takes_back == "after":
        store.callbacks.withdraw_one(stranger, number, OPEN)
    (row,) = store.callbacks.waiting(LAST)
    stands = callback_id if alone else anew.id
    assert (row.id, row.own, row.others) == (stands, True, takes_back == "not")
    assert store.callbacks.queue.ending_ids() == () and b"may_text" in fields(store, stands)
    assert store.callbacks.withdraw(number, OPEN).own and store.callbacks.waiting(LAST) == ()


@pytest.mark.parametrize("outcome", ["withdrawn", "wrong_number"])
def test_who_asked_while_a_number_was_closed_by_mistake_is_rung_once_that_is_undone(
    store: Store, outcome: str
) -> None:
    """They were told as ever by when they are rung; what the first asker takes back is theirs alone."""
    number, first, second = new_number(), new_number(), new_number()
    callback_id = closed(store, number, outcome, by=first)
    keep, who, free = store.callbacks.keep, store.budgets.asker(second), shares(DAYS, PLENTY, False)
    for call, best in (("CA8", "evening"), ("CA9", "morning")):
        told: Any = keep(call, number, best, "text", DAYS, PLENTY, OPEN, who, free)  # type: ignore[arg-type]
        assert store.callbacks.open_of(number) is None and told.due == DAYS[0]
    heard = store.callbacks.for_others.of(second, OPEN), store.callbacks.for_others.count(second)
    assert undo(store, callback_id) == outcome.replace("wrong_number", "withdrawn")
    assert (store.callbacks.for_others.of(second, OPEN), store.callbacks.for_others.count(second)) == heard
    (row,) = store.callbacks.waiting(LAST)
    assert (row.id, row.others) == (callback_id, 2)
    store.callbacks.withdraw(first, OPEN)
    (row,) = store.callbacks.waiting(LAST)
    assert (row.id, row.others, row.best, row.due) == (callback_id, 1, "morning", DAYS[0])
    assert store.callbacks.withdraw(second, OPEN) == TakenBack(own=False, others=1)
    assert store.callbacks.waiting(LAST) == ()


def test_who_asks_while_it_is_closed_has_both_tries_once_that_is_undone(store: Store) -> None:
    number = new_number()
    callback_id = ask(store, number).id
    for outcome in ("no_reply", "wrong_number"):
        store.callbacks.claim(callback_id, "ann", OPEN)
        store.callbacks.close(callback_id, outcome, "ann", OPEN, AGAIN if outcome == "no_reply" else None)  # type: ignore[arg-type]
    ask(store, number, new_number())
    assert undo(store, callback_id) == "withdrawn"
    (row,) = store.callbacks.waiting(LAST)
    assert (row.tries, row.again) == (0, None)


@pytest.mark.parametrize("others", [0, 1])
def test_both_tries_are_owed_only_while_who_asked_since_has_not_taken_it_back(
    store: Store, others: int
) -> None:
    number, asker = new_number(), new_number()
    callback_id = ask(store, number).id
    for outcome in ("no_reply", "wrong_number"):
        store.callbacks.claim(callback_id, "ann", OPEN)
        store.callbacks.close(callback_id, outcome, "ann", OPEN, AGAIN if outcome == "no_reply" else None)  # type: ignore[arg-type]
    for whom in (asker, *(new_number() for _ in range(others))):
        ask(store, number, whom)
    store.callbacks.withdraw(asker, OPEN)
    assert undo(store, callback_id) == "withdrawn"
    (row,) = store.callbacks.waiting(LAST)
    assert (row.tries, row.others) == (0 if others else 1, others)


def test_what_was_asked_meanwhile_goes_with_the_ten_minutes_and_by_the_numbers_own_wish(store: Store) -> None:
    client: Any = store.link.client
    for ends in (
        lambda number, _: store.callbacks.withdraw_own(number, OPEN),
        lambda number, _: ask(store, number),
        lambda *_: ending(store).end_due(OVER),
        lambda _, asker: store.callbacks.withdraw(asker, OPEN),
    ):
        number, asker = new_number(), new_number()
        callback_id = closed(store, number, "wrong_number", by=asker)
        ask(store, number, asker)
        assert [one for one in fields(store, callback_id) if one.startswith(b"was:")]
        ends(number, asker)
        left = client.hkeys(store.callbacks.queue.record(callback_id))
        assert not [one for one in left if one.startswith((b"was:", b"anew", b"sealed"))]
        assert undo(store, callback_id) in ("late", "asked_again", "cancelled")


def test_callers_without_a_number_who_asked_meanwhile_have_one_place_when_it_is_undone(store: Store) -> None:
    number, client = new_number(), store.link.client
    place = f"{store.callbacks.queue.days}withheld:{DAYS[0].date()}"
    share = shares(DAYS, PLENTY, True)

    def call(name: str) -> Any:
        who = store.budgets.asker("", name)
        return store.callbacks.keep(name, number, "any", "call", DAYS, PLENTY, OPEN, who, share)

    callback_id = call("CA0").id
    close(store, callback_id, "wrong_number")
    for n in range(1, 9):
        call(f"CA{n}")
    assert client.get(place) == b"1"
    undo(store, callback_id)
    assert client.get(place) == b"1"
    (row,) = store.callbacks.waiting(LAST)
    assert row.hidden == row.others <= 6
    store.callbacks.withdraw(number, OPEN)


def test_what_joins_another_call_back_brings_its_note_and_what_it_was_about(store: Store) -> None:
    number, queue = new_number(), store.callbacks.queue
    callback_id = ask(store, number).id
    store.callbacks.claim(callback_id, "ann", OPEN)
    assert store.written.notes.write(queue, callback_id, "ann", "hard of hearing", "dose")
    store.callbacks.close(callback_id, "done", "ann", OPEN)
    anew = ask(store, number, new_number()).id
    assert undo(store, callback_id) == f"done {anew}" and fields(store, callback_id) == {}
    store.callbacks.claim(anew, "ben", OPEN)
    assert store.written.notes.read(queue, anew, "ben", OPEN) == "hard of hearing"


def test_who_asks_again_and_is_refused_loses_nothing_by_it(store: Store) -> None:
    number, asker = new_number(), new_number()
    callback_id = closed(store, number)
    for _ in range(2):
        ask(store, new_number(), asker)
    assert ask(store, number, asker) == Refused("others")
    assert undo(store, callback_id) == "done"


def test_what_an_asker_took_back_meanwhile_does_not_come_back(store: Store) -> None:
    number, asker = new_number(), new_number()
    callback_id = ask(store, number).id
    ask(store, number, asker)
    close(store, callback_id)
    assert store.callbacks.withdraw(asker, OPEN) == TakenBack(own=False, others=1)
    assert undo(store, callback_id) == "done"
    found = store.callbacks.one(callback_id, LAST)
    assert found and (found.own, found.others) == (True, 0)


def test_undone_it_is_due_and_rung_as_whoever_is_left_was_promised(store: Store) -> None:
    """Who asked first, and so stood for it, took theirs back while it was closed."""
    number, first, second = new_number(), new_number(), new_number()
    keep, shares_of = store.callbacks.keep, shares(DAYS, PLENTY, False)
    one: Any = keep(
        "1", number, "morning", "call", DAYS, PLENTY, OPEN, store.budgets.asker(first), shares_of, relay=True
    )
    later = OPEN + timedelta(minutes=1)
    keep("2", number, "evening", "call", DAYS[1:], PLENTY, later, store.budgets.asker(second), shares_of)
    close(store, one.id)
    store.callbacks.withdraw(first, OPEN)
    assert undo(store, one.id) == "done"
    found = store.callbacks.one(one.id, LAST)
    assert found and (found.best, found.relay, found.due) == ("evening", False, DAYS[1])


def test_who_puts_their_own_number_right_is_not_texted_of_the_wrong_one(store: Store) -> None:
    wrong, right, carer = new_number(), new_number(), new_number()
    callback_id = ask(store, wrong, how="text").id
    ask(store, wrong, carer)
    asker, share = store.budgets.asker(wrong), shares(DAYS, PLENTY, False)
    store.callbacks.keep("SM9", right, "any", "text", DAYS, PLENTY, OPEN, asker, share, callback_id)
    close(store, callback_id, "no_reply")
    ending(store, lambda *_: "We rang twice.").end_due(OVER)
    assert texts(store) == []


def test_the_last_asker_who_takes_it_back_ends_it_for_good(store: Store) -> None:
    number, asker = new_number(), new_number()
    callback_id = closed(store, number, by=asker)
    assert store.callbacks.withdraw(asker, OPEN) == TakenBack(own=False, others=1)
    assert undo(store, callback_id) == "cancelled" and b"sealed" not in fields(store, callback_id)


def test_another_that_takes_back_what_they_asked_leaves_the_rest_as_it_is(store: Store) -> None:
    callback_id, asker = closed(store, new_number()), new_number()
    ask(store, new_number(), asker)
    store.callbacks.withdraw(asker, OPEN)
    assert undo(store, callback_id) == "done"


@pytest.mark.parametrize("outcome", ["done", "withdrawn"])
def test_its_place_of_the_day_is_its_own_again(store: Store, outcome: str) -> None:
    callback_id = closed(store, new_number(), outcome, a_day=1)
    undo(store, callback_id)
    assert ask(store, new_number(), a_day=1).due == DAYS[1]


def test_for_the_asker_it_counts_the_same_before_during_and_after(store: Store) -> None:
    number, asker = new_number(), new_number()
    callback_id = ask(store, number, asker).id
    heard = []
    for act in (lambda: None, lambda: close(store, callback_id), lambda: undo(store, callback_id)):
        act()
        heard.append((store.callbacks.for_others.of(asker, OPEN), store.callbacks.for_others.count(asker)))
    assert heard[0] == heard[1] == heard[2] and heard[0][1] == 1
    assert isinstance(ask(store, number, asker), Already)


def test_a_record_of_the_version_before_is_closed_and_undone(store: Store) -> None:
    """It has no part: it counts as asked for by its own number."""
    number = new_number()
    callback_id = ask(store, number).id
    record, client = store.callbacks.queue.record(callback_id), store.link.client
    client.hdel(record, *(name for name in fields(store, callback_id) if name.startswith(b"part:")))
    before = fields(store, callback_id)
    store.callbacks.claim(callback_id, "ann", OPEN)
    store.callbacks.close(callback_id, "done", "ann", OPEN)
    assert undo(store, callback_id) == "done"
    assert before.items() <= (fields(store, callback_id) | {b"state": b"open"}).items()
    assert store.callbacks.withdraw(number, OPEN).own


@pytest.mark.parametrize(("sealed", "ending"), [(False, False), (True, False), (False, True)])
def test_one_that_the_version_before_closed_is_erased_already(
    store: Store, sealed: bool, ending: bool
) -> None:
    callback_id = closed(store, new_number())
    client: Any = store.link.client
    if not sealed:
        client.hdel(store.callbacks.queue.record(callback_id), "sealed")
    if not ending:
        client.delete(store.callbacks.queue.ending)
    found = store.callbacks.one(callback_id, LAST)
    assert found and (sealed or found.undo is None) and undo(store, callback_id) == "cancelled"


def test_until_when_it_may_be_undone_is_told_of_what_is_closed_alone(store: Store) -> None:
    callback_id = closed(store, new_number())
    assert [row.undo and row.undo.until for row in store.callbacks.closed()] == [OVER]
    undo(store, callback_id)
    assert [row.undo for row in store.callbacks.waiting(LAST)] == [None]


def test_a_key_that_is_rotated_meanwhile_seals_it_anew(store: Store) -> None:
    callback_id = closed(store, new_number())
    sealed = fields(store, callback_id)[b"sealed"]
    assert rotate(store).sealed_anew == 1 and fields(store, callback_id)[b"sealed"] != sealed


def test_what_is_given_back_is_open_for_all_again(store: Store) -> None:
    number = new_number()
    callback_id, queue = ask(store, number).id, store.callbacks.queue
    assert queue.give_back(callback_id, "ann") == "not_yours"
    store.callbacks.claim(callback_id, "ann", OPEN)
    assert queue.give_back(callback_id, "ben") == "not_yours"
    assert queue.give_back(callback_id, "ann") == "given_back"
    assert number_for(store.callbacks, callback_id, "ann", OPEN) == ""
    assert store.callbacks.claim(callback_id, "ben", OPEN) == Claimed(number)
    store.callbacks.close(callback_id, "done", "ben", OPEN)
    assert queue.give_back(callback_id, "ben") == "gone" and queue.give_back("no id", "ben") == "gone"
    assert store.callbacks.claim(callback_id, "ann", OPEN) == Gone()


def test_a_second_try_counts_from_its_time_on_and_moves_down(store: Store) -> None:
    callback_id, other = ask(store, new_number()).id, ask(store, new_number()).id
    tries = []
    for now in (OPEN, OPEN, AGAIN[0] - timedelta(seconds=1), AGAIN[0]):
        store.callbacks.claim(callback_id, "ann", now)
        tries.append(store.callbacks.close(callback_id, "no_reply", "ann", now, AGAIN))
        waits = [row.id for row in store.callbacks.waiting(now)]
        assert waits == ([other, callback_id] if len(tries) < 4 else [other])
    assert tries == ["again", "early", "early", "no_reply"]
    found = store.callbacks.one(callback_id, now)
    assert found and (found.tries, found.state) == (2, "no_reply")


def test_a_second_try_that_comes_later_than_it_was_due_is_not_late_before(store: Store) -> None:
    callback_id, again = ask(store, new_number()).id, (DAYS[1] - timedelta(hours=5), DAYS[1])
    store.callbacks.claim(callback_id, "ann", OPEN)
    store.callbacks.close(callback_id, "no_reply", "ann", OPEN, again)
    (row,) = store.callbacks.waiting(OPEN)
    assert (row.due, row.again) == (DAYS[1], again[0])
    waiting, _ = desk_store(store).overview.look(DAYS[0] + timedelta(minutes=5))
    assert waiting.late == 0


def test_who_asks_for_their_own_number_anew_has_both_tries_at_once(store: Store) -> None:
    number = new_number()
    callback_id = ask(store, number, new_number()).id
    store.callbacks.claim(callback_id, "ann", OPEN)
    store.callbacks.close(callback_id, "no_reply", "ann", OPEN, AGAIN)
    ask(store, number)
    (row,) = store.callbacks.waiting(OPEN)
    assert (row.tries, row.again, row.due) == (0, None, DAYS[0])


def test_a_first_try_in_vain_is_taken_back_with_its_place_and_its_time(store: Store) -> None:
    callback_id, other = ask(store, new_number()).id, ask(store, new_number()).id
    before, waits = fields(store, callback_id), store.callbacks.waiting(OPEN)
    tries(store, callback_id)
    assert [row.id for row in store.callbacks.waiting(OPEN)] == [other, callback_id]
    (row,) = (row for row in store.callbacks.waiting(OPEN) if row.id == callback_id)
    assert row.undo and (row.undo.by, row.undo.until, row.undo.closing) == ("ann", OVER, False)
    assert undo(store, callback_id) == "again" and undo(store, callback_id) == "stands"
    after = fields(store, callback_id)
    assert number_for(store.callbacks, callback_id, "ann", LAST) and store.callbacks.queue.give_back(
        callback_id, "ann"
    )
    assert store.callbacks.waiting(OPEN) == waits
    claimed = {b"state": b"claimed", b"who": b"ann", b"claimed": after[b"claimed"]}
    assert after == before | claimed
    tries(store, callback_id)


def tries(store: Store, callback_id: str, who: str = "ann", now: datetime = OPEN) -> None:
    """A first try in vain."""
    assert isinstance(store.callbacks.claim(callback_id, who, now), Claimed)
    assert store.callbacks.close(callback_id, "no_reply", who, now, AGAIN) == "again"


def test_a_first_try_is_taken_back_within_ten_minutes_by_who_said_it_alone(store: Store) -> None:
    callback_id = ask(store, new_number()).id
    tries(store, callback_id)
    assert undo(store, callback_id, "ben") == "not_yours"
    assert undo(store, callback_id, now=OVER) == "late_try"
    assert undo(store, callback_id, now=OPEN - timedelta(hours=1)) == "late_try"
    assert undo(store, callback_id) == "again"


@pytest.mark.parametrize("how", ["claimed", "passed on"])
def test_who_has_it_since_keeps_it_though_the_first_try_is_taken_back(store: Store, how: str) -> None:
    number, queue = new_number(), store.callbacks.queue
    callback_id = ask(store, number).id
    tries(store, callback_id)
    store.callbacks.claim(callback_id, "ben", OPEN)
    if how == "passed on":
        store.written.passing.on(queue, callback_id, "ben", "cat", OPEN)
    assert undo(store, callback_id) == "again"
    holder = {"claimed": "ben", "passed on": ""}[how]
    found = store.callbacks.one(callback_id, LAST)
    assert found and (found.claimed_by, found.tries, found.again) == (holder, 0, None)
    assert number_for(store.callbacks, callback_id, "ann", LAST) == ""


def test_who_asks_anew_for_themselves_leaves_no_first_try_to_take_back(store: Store) -> None:
    number = new_number()
    callback_id = ask(store, number, new_number()).id
    tries(store, callback_id)
    ask(store, number)
    assert undo(store, callback_id) == "stands"


def test_of_what_is_closed_since_no_first_try_is_kept(store: Store) -> None:
    """A second press of "Undo" undoes no second thing."""
    callback_id = ask(store, new_number()).id
    tries(store, callback_id)
    close(store, callback_id)
    assert undo(store, callback_id) == "done" and undo(store, callback_id) == "stands"
    found = store.callbacks.one(callback_id, LAST)
    assert found and found.tries == 1 and not {one for one in fields(store, callback_id) if b"noted" in one}


def test_an_undone_second_try_is_tried_again(store: Store) -> None:
    callback_id = closed(store, new_number(), "no_reply")
    undo(store, callback_id)
    (row,) = store.callbacks.waiting(LAST)
    assert (row.tries, row.state) == (1, "claimed")


def texts(store: Store) -> list[str]:
    return [store.outbox.text(job).words for job in store.jobs.take(OPEN, 9) if job.kind == "text"]


@pytest.mark.parametrize(
    ("outcome", "how", "another", "later", "sent"),
    [
        ("no_reply", "text", False, 0, 1),
        ("no_reply", "call", False, 0, 0),
        ("no_reply", "text", True, 0, 0),
        ("done", "text", False, 0, 0),
        ("withdrawn", "text", False, 0, 0),
        ("no_reply", "text", False, 3, 0),
    ],
)
def test_after_two_tries_one_text_goes_to_who_asked_by_text_from_their_own_number(
    store: Store, outcome: str, how: str, another: bool, later: int, sent: int
) -> None:
    closed(store, new_number(), outcome, how=how, by=new_number() if another else "")
    ends = ending(store, lambda *_: "We rang twice.")
    assert ends.end_due(LAST) == 0 and texts(store) == [], "it may be undone until then"
    assert ends.end_due(OVER + timedelta(hours=later)) == 1 and ends.end_due(OVER) == 0
    assert texts(store) == ["We rang twice."] * sent


@pytest.mark.parametrize(("later", "sent"), [(2 * 3600 - 1, 1), (2 * 3600, 0)])
def test_that_text_goes_within_two_hours_of_the_second_try(store: Store, later: int, sent: int) -> None:
    closed(store, new_number(), "no_reply", how="text")
    ending(store, lambda *_: "We rang twice.").end_due(OPEN + timedelta(seconds=later))
    assert texts(store) == ["We rang twice."] * sent


def test_a_hundred_are_ended_in_one_round_and_the_rest_in_the_next(store: Store) -> None:
    for queue in (store.callbacks.queue, store.messages.queue):
        store.link.client.zadd(queue.ending, {f"one{n}": 0 for n in range(101)})
    assert [ending(store).end_due(OPEN) for _ in range(3)] == [200, 2, 0]


def test_a_worker_that_was_stopped_between_sends_one_text(store: Store) -> None:
    callback_id = closed(store, new_number(), "no_reply", how="text")
    ends = ending(store, lambda *_: "We rang twice.")
    row = store.callbacks.queue.records([callback_id])[callback_id]
    ends._text(callback_id, row, OVER)
    assert ends.end_due(OVER) == 1 and texts(store) == ["We rang twice."]


def test_while_the_store_promises_nothing_only_the_one_with_a_text_waits(
    store: Store,
) -> None:
    texted, others = closed(store, new_number(), "no_reply", how="text"), [closed(store, new_number())]
    store.messages.keep(RECORDING, new_number(), 9, OPEN)
    store.messages.claim(RECORDING, "ann", OPEN)
    store.messages.close(RECORDING, "done", "ann", OPEN)
    others.append(closed(store, new_number()))
    ends = ending(store, lambda *_: "We rang twice.")
    before, store.link.condition = store.link.condition, Condition("no replica", "no replica", reads=True)
    try:
        assert ends.end_due(OVER) == 3 and ends.end_due(OVER) == 0
    finally:
        store.link.condition = before
    assert [b"sealed" in fields(store, one) for one in (texted, *others)] == [True, False, False]
    assert ends.end_due(OVER) == 1 and texts(store) == ["We rang twice."]


def test_who_texted_stop_is_sent_no_such_text(store: Store) -> None:
    number = new_number()
    closed(store, number, "no_reply", how="text")
    store.people.opt_out(number)
    ending(store, lambda *_: "We rang twice.").end_due(OVER)
    assert texts(store) == []


def test_a_message_is_undone_before_its_recording_is_deleted(store: Store) -> None:
    messages, takes = store.messages, desk_store(store).undo
    messages.keep(RECORDING, new_number(), 9, OPEN)
    messages.claim(RECORDING, "ann", OPEN)
    assert messages.close(RECORDING, "done", "ann", OPEN) == "done"
    assert takes.undo(messages.queue, RECORDING, "ann", LAST).said == "done"
    (row,) = messages.waiting(LAST)
    assert (row.state, row.claimed_by) == ("claimed", "ann")
    assert ending(store).end_due(OVER) == 0 and store.jobs.waiting() == 0
    messages.close(RECORDING, "done", "ann", LAST)
    assert ending(store).end_due(OVER) == 0, "the ten minutes count anew"
    assert ending(store).end_due(LAST + timedelta(minutes=10)) == 1 and store.jobs.waiting() == 1


def test_a_closed_message_that_its_caller_discards_is_deleted_at_once(store: Store) -> None:
    store.messages.keep(RECORDING, new_number(), 9, OPEN)
    store.messages.claim(RECORDING, "ann", OPEN)
    store.messages.close(RECORDING, "done", "ann", OPEN)
    store.messages.discard(RECORDING, OPEN)
    assert store.jobs.waiting() == 1
    assert desk_store(store).undo.undo(store.messages.queue, RECORDING, "ann", LAST).said == "cancelled"


def test_of_a_closed_one_no_number_is_readable(store: Store) -> None:
    number = new_number()
    closed(store, number)
    assert number.encode() not in everything(store)
