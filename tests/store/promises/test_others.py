"""Call-backs and texts that people ask for others: what each may ask for, and what stays whose (R49)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from menus.due import shares
from store.keys import DECLINED
from store.people.budgets import Asker, Budgets
from store.promises.callbacks import CALL_SECONDS
from store.promises.closed.undo import undo
from store.promises.promise import Already, Kept, Promise, Refused
from store.promises.standing import Claimed, TakenBack
from store.store import Store
from tests.conftest import OPEN, new_number
from tests.store.promises.promised import DAYS, PLENTY, everything

WORDS = "Muscle Line. EXERCISE."


def asker_of(store: Store, number: str, call: str = "") -> Asker:
    return store.budgets.asker(number, call)


def ask(
    store: Store,
    by: str,
    number: str,
    call: str = "",
    a_day: int = PLENTY,
    best: str = "any",
    now: datetime = OPEN,
) -> Promise:
    """One person (`by`, "" for a withheld caller of the call) asks for a call-back to a number."""
    call, asker = call or f"CA of {by}", None if by == number else asker_of(store, by, call)
    days = tuple(day for day in DAYS if day.date() > now.date())
    share = shares(days, a_day, not by)
    return store.callbacks.keep(call, number, best, "call", days, a_day, now, asker, share)  # type: ignore[arg-type]


def due(promise: Promise) -> datetime | None:
    assert isinstance(promise, Kept | Already), promise
    return promise.due


def test_a_number_has_one_record_whoever_asks_for_it(store: Store) -> None:
    number, other = new_number(), new_number()
    first, second = ask(store, number, number), ask(store, other, number)
    assert isinstance(first, Kept) and isinstance(second, Kept) and first.id == second.id
    (row,) = store.callbacks.waiting(OPEN)
    assert (row.own, row.others) == (True, 1)


def test_what_is_asked_twice_by_one_person_keeps_what_they_were_promised(store: Store) -> None:
    asker, number = new_number(), new_number()
    first = ask(store, asker, number, "CA1")
    assert ask(store, asker, number, "CA1") == first, "the same question, the same answer"
    assert ask(store, asker, number, "CA2") == Already(first.id, due(first), "any")  # type: ignore[union-attr]


def test_two_others_are_as_many_as_one_may_have_open_and_their_own_stands_beside(store: Store) -> None:
    asker = new_number()
    first, second, third = (new_number() for _ in range(3))
    assert isinstance(ask(store, asker, first), Kept) and isinstance(ask(store, asker, second), Kept)
    assert ask(store, asker, third) == Refused("others")
    assert isinstance(ask(store, asker, asker), Kept)
    assert store.callbacks.open_of(third) is None
    store.callbacks.withdraw(asker, OPEN)
    assert isinstance(ask(store, asker, third), Kept), "what they took back counts no more"


def put_right(store: Store, by: str, number: str, wrong: Promise, a_day: int = PLENTY) -> Promise:
    """Who showed the number `by` asks for `number` in the place of what they were promised before."""
    share, asker = shares(DAYS, a_day, withheld=False), None if by == number else asker_of(store, by)
    assert isinstance(wrong, Kept)
    call = f"SM {number}"
    return store.callbacks.keep(call, number, "any", "text", DAYS, a_day, OPEN, asker, share, wrong.id)


def close_to_others(store: Store) -> None:
    """Leave no place to others, though one more of theirs were free."""
    for day in DAYS:
        store.link.client.set(f"{store.callbacks.queue.days}others:{day.date()}", PLENTY)


@pytest.mark.parametrize("own", [True, False])
def test_a_number_that_is_put_right_where_no_day_is_free_leaves_the_first_promise(
    store: Store, own: bool
) -> None:
    asker, number = new_number(), new_number()
    wrong = ask(store, asker, asker if own else number)
    ask(store, asker, new_number())
    close_to_others(store)
    assert put_right(store, asker, new_number(), wrong) == Refused("full")
    assert store.callbacks.open_of(asker if own else number) is not None
    assert store.callbacks.for_others.count(asker) == 2 - own


def test_a_number_that_is_put_right_takes_the_very_place_of_the_wrong_one(store: Store) -> None:
    """And one more of the bound, where no further one is free."""
    asker, second = new_number(), new_number()
    wrong = ask(store, asker, number := new_number(), a_day=4)
    ask(store, asker, second, a_day=4)
    ask(store, new_number(), new_number(), a_day=4)
    right = put_right(store, asker, new_number(), wrong, a_day=4)
    assert due(right) == due(wrong) == DAYS[0]
    assert store.callbacks.open_of(number) is None and store.callbacks.open_of(second)
    assert ask(store, new_number(), new_number(), a_day=4) == Refused("full"), "three days are theirs"


def test_one_that_the_other_ended_is_put_right_like_one_that_is_open(store: Store) -> None:
    asker, number, second = new_number(), new_number(), new_number()
    wrong = ask(store, asker, number)
    ask(store, asker, second)
    store.callbacks.withdraw(number, OPEN)
    right = put_right(store, asker, new_number(), wrong)
    assert isinstance(right, Kept) and store.callbacks.for_others.count(asker) == 2
    assert put_right(store, asker, second, right) == Already(
        store.callbacks.open_of(second).id, DAYS[0], "any"
    )  # type: ignore[union-attr]
    assert store.callbacks.for_others.count(asker) == 1


def test_what_is_put_right_twice_is_kept_once(store: Store) -> None:
    asker, number = new_number(), new_number()
    wrong = ask(store, asker, new_number())
    assert put_right(store, asker, number, wrong) == put_right(store, asker, number, wrong)
    assert store.callbacks.for_others.count(asker) == 1 == store.callbacks.queue.count()


def end(store: Store, number: str, how: str) -> None:
    """The person themselves, or staff, end what was asked for a number."""
    if how == "nocall":
        assert store.callbacks.withdraw(number, OPEN).own
    if how == "forget":
        assert store.callbacks.forget(number, OPEN) == 1
    found = store.callbacks.open_of(number)
    for who in ("ann", "ben") if found else ():
        store.callbacks.claim(found.id, who, OPEN)  # type: ignore[union-attr]
        store.callbacks.close(found.id, how, who, OPEN)  # type: ignore[union-attr, arg-type]
    assert store.callbacks.open_of(number) is None


ENDS = pytest.mark.parametrize("how", ["nocall", "forget", "done", "withdrawn", "no_reply"])
AFTER = DAYS[0] + timedelta(minutes=1)
# After these a number is not rung as others ask.
DECLINES = ("nocall", "withdrawn")


@ENDS
def test_what_one_asked_counts_until_its_day_is_over_whoever_ends_it(store: Store, how: str) -> None:
    asker, number = new_number(), new_number()
    ask(store, asker, number, "CA1")
    ask(store, asker, new_number(), "CA1")
    end(store, number, how)
    assert ask(store, asker, new_number(), "CA1") == Refused("others")
    assert store.callbacks.for_others.count(asker) == 2
    assert isinstance(ask(store, asker, new_number(), "CA1", now=AFTER), Kept)


@ENDS
def test_who_asks_again_for_one_that_was_ended_is_told_the_same_and_it_is_kept(
    store: Store, how: str
) -> None:
    """Even where that day has filled meanwhile; and the place that it has is taken once."""
    asker, number = new_number(), new_number()
    first = ask(store, asker, number, a_day=4)
    end(store, number, how)
    assert due(ask(store, new_number(), new_number(), a_day=4)) == DAYS[1], "it keeps its place"
    assert due(ask(store, asker, number, "CA2", a_day=4)) == due(first) == DAYS[0]
    found = store.callbacks.open_of(number)
    if how in DECLINES:
        assert found is None, "they are not rung as another asks"
    else:
        assert found and (found.own, found.others, found.due) == (False, 1, DAYS[0])
    assert store.callbacks.withdraw(asker, OPEN) == TakenBack(own=False, others=1)
    assert due(ask(store, new_number(), new_number(), a_day=4)) == DAYS[0], "now it is free"


def test_who_asks_again_keeps_their_day_though_an_earlier_one_has_a_place_since(store: Store) -> None:
    before, asker, number = new_number(), new_number(), new_number()
    ask(store, before, new_number(), a_day=4)
    assert due(ask(store, asker, number, a_day=4)) == DAYS[1]
    end(store, number, "done")
    store.callbacks.withdraw(before, OPEN)
    assert due(ask(store, asker, number, "CA2", a_day=4)) == DAYS[1]
    assert due(ask(store, new_number(), new_number(), a_day=4)) == DAYS[0]


@pytest.mark.parametrize("shows", [True, False])
@pytest.mark.parametrize("how", ["nocall", "withdrawn", "wrong_number"])
def test_who_wants_no_call_back_is_not_rung_as_others_ask_until_they_ask_or_a_week_is_over(
    store: Store, how: str, shows: bool
) -> None:
    """Whoever asks is told what they would be of any number, and takes as many places (R49)."""
    number, unknown, client = new_number(), new_number(), store.link.client
    ask(store, new_number() if shows else "", number, "CA1", a_day=40)
    end(store, number, how)
    for call in ("CA2", "CA2", "CA3", "CA4"):
        asker = new_number() if shows else ""
        asked = [ask(store, asker, whom, call, a_day=40) for whom in (number, unknown)[: 1 + shows]]
        assert {(type(one), due(one)) for one in asked} == {(Kept, DAYS[0])}
        assert store.callbacks.open_of(number) is None
    keeps = ask(store, number, number, "CA5", a_day=40)
    assert store.callbacks.open_of(number).id == keeps.id  # type: ignore[union-attr]
    assert not client.exists(DECLINED + store.people.key(number)), "they asked for themselves"
    end(store, number, how)
    assert 0 < client.ttl(DECLINED + store.people.key(number)) <= 7 * 86_400
    client.delete(DECLINED + store.people.key(number))
    ask(store, new_number(), number, "CA6", a_day=40)
    assert store.callbacks.open_of(number)


def test_callers_without_a_number_have_one_place_for_who_wants_no_call_back(store: Store) -> None:
    """Else the days would tell which number said NOCALL."""
    number = new_number()
    ask(store, "", number, "CA1", a_day=40)
    end(store, number, "nocall")
    place = f"{store.callbacks.queue.days}withheld:{DAYS[0].date()}"
    for call in ("CA2", "CA2", "CA3"):
        assert due(ask(store, "", number, call, a_day=40)) == DAYS[0]
        assert store.link.client.get(place) == b"1"
    assert due(ask(store, "", new_number(), "CA4", a_day=40)) == DAYS[0]
    assert store.link.client.get(place) == b"2"


def test_a_closing_that_is_taken_back_lets_others_ask_again(store: Store) -> None:
    number = new_number()
    found = ask(store, number, number)
    store.callbacks.claim(found.id, "ann", OPEN)  # type: ignore[union-attr]
    store.callbacks.close(found.id, "wrong_number", "ann", OPEN)  # type: ignore[union-attr]
    assert store.link.client.exists(DECLINED + store.people.key(number))
    undo(store.link).undo(store.callbacks.queue, found.id, "ann", OPEN)  # type: ignore[union-attr]
    assert not store.link.client.exists(DECLINED + store.people.key(number))


@ENDS
def test_nocall_of_who_asked_ends_the_same_whether_the_other_ended_it_or_not(store: Store, how: str) -> None:
    asker, number = new_number(), new_number()
    ask(store, asker, number, a_day=4)
    end(store, number, how)
    assert store.callbacks.withdraw(asker, OPEN) == TakenBack(own=False, others=1)
    assert store.callbacks.withdraw(asker, OPEN) == TakenBack(own=False, others=0)
    assert due(ask(store, new_number(), new_number(), a_day=4)) == DAYS[0]


def test_when_the_day_is_over_what_was_ended_is_no_more_and_nothing_is_left_of_it(store: Store) -> None:
    asker, number, client = new_number(), new_number(), store.link.client
    ask(store, asker, number)
    store.callbacks.forget(number, OPEN)
    name = f"line:1:callback:asked:ended:{store.people.key(asker)}"
    assert client.ttl(name) == (DAYS[0] - OPEN).total_seconds()
    assert store.people.key(number).encode() not in everything(store), "it leads to nobody"
    assert store.callbacks.withdraw(asker, AFTER) == TakenBack(own=False, others=0)
    assert not client.exists(name)


def digits_kept(store: Store) -> dict[bytes, float]:
    """The last digits that are kept of what people asked for others, and for how many seconds each."""
    client = store.link.client
    return {client.get(name): client.ttl(name) for name in client.keys("*:tail:*")}


def test_the_last_digits_go_with_their_own_day_though_something_new_is_asked_for(store: Store) -> None:
    asker, number, later = new_number(), new_number(), new_number()
    ask(store, asker, number)
    store.callbacks.withdraw(number, OPEN)
    ask(store, asker, later, now=OPEN.replace(hour=23))
    assert digits_kept(store)[number[-3:].encode()] == (DAYS[0] - OPEN).total_seconds()


@pytest.mark.parametrize("ended", [OPEN, AFTER], ids=["in time", "late"])
def test_once_their_day_is_over_no_last_digits_are_left_whatever_the_stores_clock_says(
    store: Store, ended: datetime
) -> None:
    asker, number, later = new_number(), new_number(), new_number()
    ask(store, asker, number)
    assert [*digits_kept(store)] == [number[-3:].encode()]
    store.callbacks.withdraw(number, ended)
    ask(store, asker, later, now=AFTER)
    assert [*digits_kept(store)] == [later[-3:].encode()]


def test_of_a_withheld_caller_digits_are_kept_for_the_one_call_in_which_they_are_heard(store: Store) -> None:
    number = new_number()
    ask(store, "", number, "CA1")
    assert digits_kept(store) == {number[-3:].encode(): CALL_SECONDS}


def test_of_what_the_version_before_saw_ended_nobody_hears_since_its_digits_are_not_known(
    store: Store,
) -> None:
    asker, ended, waits = (new_number() for _ in range(3))
    for number in (ended, waits):
        ask(store, asker, number)
    store.callbacks.withdraw(ended, OPEN)
    store.link.client.delete(*store.link.client.keys("*:tail:*"))
    assert [one.tail for one in store.callbacks.for_others.of(asker_of(store, asker).key, OPEN)] == [
        waits[-3:]
    ]
    assert store.callbacks.withdraw(asker, OPEN) == TakenBack(own=False, others=2), (
        "it is taken back all the same"
    )


def test_one_that_is_late_counts_while_it_is_open(store: Store) -> None:
    asker, number = new_number(), new_number()
    for whom in (number, new_number()):
        ask(store, asker, whom)
    assert ask(store, asker, new_number(), now=AFTER) == Refused("others"), "two are open"
    store.callbacks.withdraw(number, AFTER)
    assert isinstance(ask(store, asker, new_number(), now=AFTER), Kept)


@pytest.mark.parametrize("which", ["all", "one", "own", "coded"])
def test_what_a_text_or_a_key_took_back_is_told_the_same_when_it_comes_again(
    store: Store, which: str
) -> None:
    """Its answer may be lost, or another text of theirs be settled between."""
    asker, number, calls = new_number(), new_number(), store.callbacks
    for whom in (asker, number):
        ask(store, asker, whom)
    (other,) = calls.for_others.of(asker_of(store, asker).key, OPEN)
    take, ended = {
        "all": (lambda by: calls.withdraw(asker, OPEN, by), TakenBack(own=True, others=1)),
        "one": (lambda by: calls.withdraw_one(asker, number, OPEN, by), TakenBack(own=False, others=1)),
        "own": (lambda by: calls.withdraw_one(asker, asker, OPEN, by), TakenBack(own=True, others=0)),
        "coded": (
            lambda by: calls.for_others.take_back(asker_of(store, asker).key, OPEN, by, code=other.code),
            1,
        ),
    }[which]
    assert take("SM1") == ended == take("SM1")
    assert take("SM2") in (TakenBack(own=False, others=0), 0), "that was another text"


def test_what_was_promised_again_meanwhile_is_ended_too_when_the_same_key_comes_again(store: Store) -> None:
    number = new_number()
    for call in ("CA1", "CA2"):
        ask(store, number, number, call)
        assert store.callbacks.withdraw_own(number, OPEN, "CA1")
        assert store.callbacks.open_of(number) is None


def test_what_one_person_took_back_says_nothing_to_another_with_the_same_id(store: Store) -> None:
    number = new_number()
    ask(store, number, number)
    assert store.callbacks.withdraw(number, OPEN, "SM1").own
    assert not store.callbacks.withdraw(new_number(), OPEN, "SM1").own


def test_of_many_at_once_two_are_kept(store: Store) -> None:
    asker = new_number()
    with ThreadPoolExecutor(8) as crowd:
        kept = list(crowd.map(lambda n: ask(store, asker, f"+4474009{n:05}", f"CA{n}"), range(16)))
    assert sum(isinstance(one, Kept) for one in kept) == 2 and kept.count(Refused("others")) == 14


def test_a_withheld_caller_asks_for_one_in_a_call_and_for_another_in_the_next(store: Store) -> None:
    assert isinstance(ask(store, "", new_number(), "CA1"), Kept)
    assert ask(store, "", new_number(), "CA1") == Refused("others")
    assert isinstance(ask(store, "", new_number(), "CA2"), Kept)


def test_others_take_a_quarter_of_a_day_and_withheld_callers_another(store: Store) -> None:
    others = [ask(store, new_number(), new_number(), a_day=8) for _ in range(3)]
    withheld = [ask(store, "", new_number(), f"CA{n}", a_day=8) for n in range(3)]
    assert [due(one) for one in others] == [due(one) for one in withheld] == [DAYS[0], DAYS[0], DAYS[1]]
    own = [ask(store, number, number, a_day=8) for number in (new_number() for _ in range(5))]
    assert [due(one) for one in own] == [*[DAYS[0]] * 4, DAYS[1]]


@pytest.mark.parametrize("by", ["others", "withheld"])
def test_others_are_promised_three_days_and_the_next_day_brings_new_places(store: Store, by: str) -> None:
    """Whoever takes all of them has to come back each day; who asks for their own number has all days."""

    def one(call: str, now: datetime = OPEN) -> Promise:
        return ask(store, "" if by == "withheld" else new_number(), new_number(), call, a_day=4, now=now)

    said = [one(f"CA{n}") for n in range(20)]
    assert [due(one) for one in said[:3]] == list(DAYS[:3]) and set(said[3:]) == {Refused("full")}
    number = new_number()
    assert due(ask(store, number, number, a_day=4)) == DAYS[0]
    next_day = [one(f"CB{n}", AFTER) for n in range(2)]
    assert due(next_day[0]) == DAYS[3] and next_day[1] == Refused("full")


def test_the_number_itself_ends_all_of_it(store: Store) -> None:
    number, asker = new_number(), new_number()
    ask(store, number, number)
    ask(store, asker, number)
    assert store.callbacks.withdraw(number, OPEN) == TakenBack(own=True, others=0)
    assert store.callbacks.open_of(number) is None
    assert store.callbacks.withdraw(number, OPEN) == TakenBack(own=False, others=0)


def test_who_asked_takes_back_their_part_alone(store: Store) -> None:
    number, asker, third = new_number(), new_number(), new_number()
    ask(store, asker, number, a_day=4)
    ask(store, third, number, a_day=4)
    late = ask(store, number, number, a_day=4)
    assert store.callbacks.withdraw(asker, OPEN) == TakenBack(own=False, others=1)
    found = store.callbacks.open_of(number)
    assert found and (found.own, found.others) == (True, 1)
    assert store.callbacks.withdraw(third, OPEN) == TakenBack(own=False, others=1)
    found = store.callbacks.open_of(number)
    assert found and found.due == due(late) and found.others == 0


def test_the_last_part_that_is_taken_back_closes_it_and_gives_its_places_back(store: Store) -> None:
    number, asker = new_number(), new_number()
    ask(store, asker, number, a_day=4)
    store.callbacks.withdraw(asker, OPEN)
    assert store.callbacks.open_of(number) is None
    assert [row.state for row in store.callbacks.closed()] == ["withdrawn"]
    assert due(ask(store, new_number(), new_number(), a_day=4)) == DAYS[0]


def test_nobodys_earlier_promise_moves(store: Store) -> None:
    number, asker = new_number(), new_number()
    filled = [ask(store, one, one, a_day=4) for one in (new_number() for _ in range(3))]
    own = ask(store, number, number, a_day=4)
    assert {due(one) for one in filled} == {due(own)} == {DAYS[0]}
    theirs = ask(store, asker, number, a_day=4)
    assert due(theirs) == DAYS[1], "as for a number that nobody asked for"
    assert store.callbacks.open_of(number).due == DAYS[0]  # type: ignore[union-attr]
    assert due(ask(store, number, number, a_day=4)) == DAYS[0]


def test_an_earlier_moment_that_was_promised_to_another_brings_it_forward(store: Store) -> None:
    number, asker = new_number(), new_number()
    theirs = ask(store, asker, number, a_day=4)
    for one in (new_number() for _ in range(3)):
        ask(store, one, one, a_day=4)
    own = ask(store, number, number, a_day=4)
    assert (due(theirs), due(own)) == (DAYS[0], DAYS[1])
    assert store.callbacks.open_of(number).due == DAYS[0]  # type: ignore[union-attr]
    store.callbacks.withdraw(asker, OPEN)
    assert store.callbacks.open_of(number).due == DAYS[1]  # type: ignore[union-attr]


def test_what_is_said_of_another_is_that_for_a_number_nobody_asked_for(store: Store) -> None:
    waiting, unknown = new_number(), new_number()
    ask(store, waiting, waiting, a_day=40)
    dues = [due(ask(store, new_number(), number, a_day=40)) for number in (waiting, unknown)]
    assert dues == [DAYS[0]] * 2
    days: object = store.link.client.get("line:1:callback:day:others:2026-05-20")
    assert days == b"2", "both took a place: the days tell nothing either"


def test_the_number_itself_chooses_the_time_of_day(store: Store) -> None:
    number, asker = new_number(), new_number()
    ask(store, asker, number, best="morning")
    ask(store, new_number(), number, best="afternoon")
    assert store.callbacks.open_of(number).best == "morning"  # type: ignore[union-attr]
    ask(store, number, number, best="evening")
    ask(store, new_number(), number, best="any")
    assert store.callbacks.open_of(number).best == "evening"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("another", "itself"),
        ("itself", "itself"),
        ("itself", "another"),
        ("itself", "withheld"),
        ("another", "another"),
    ],
)
def test_who_asks_after_a_first_try_in_vain_has_both_tries_by_the_day_they_are_told(
    store: Store, before: str, then: str
) -> None:
    number = new_number()
    askers = {"itself": number, "another": new_number(), "withheld": ""}
    first = ask(store, askers[before], number, "CA1", best="evening")
    assert isinstance(first, Kept) and isinstance(store.callbacks.claim(first.id, "ann", OPEN), Claimed)
    monday = DAYS[4].replace(hour=9), DAYS[4]
    assert store.callbacks.close(first.id, "no_reply", "ann", OPEN, monday) == "again"
    one = store.callbacks.open_of(number)
    assert one and (one.tries, one.again, one.due) == (1, *monday)
    told = due(ask(store, askers[then], number, "CA2", best="morning"))
    one = store.callbacks.open_of(number)
    assert one and (told, one.tries, one.again, one.due) == (DAYS[0], 0, None, DAYS[0])


def test_who_asks_when_their_day_is_over_hears_by_when_the_second_try_is(store: Store) -> None:
    number = new_number()
    first = ask(store, number, number, "CA1")
    assert isinstance(first, Kept) and isinstance(store.callbacks.claim(first.id, "ann", OPEN), Claimed)
    late = DAYS[0] + timedelta(minutes=1)
    store.callbacks.close(first.id, "no_reply", "ann", late, (DAYS[1].replace(hour=9), DAYS[1]))
    assert due(ask(store, number, number, "CA2", now=late)) == DAYS[1]


def test_a_record_of_the_version_before_counts_as_its_own_numbers(store: Store) -> None:
    number, asker, client = new_number(), new_number(), store.link.client
    own = ask(store, number, number, "CA1")
    name = f"line:1:callback:{own.id}"  # type: ignore[union-attr]
    client.hdel(name, f"part:{store.people.key(number)}")
    ask(store, asker, number)
    assert ask(store, number, number, "CA2") == Already(own.id, due(own), "any")  # type: ignore[union-attr]
    store.callbacks.withdraw(asker, OPEN)
    assert store.callbacks.open_of(number)
    assert store.callbacks.withdraw(number, OPEN).own


def test_three_texts_a_day_go_to_others_and_their_own_beside(store: Store) -> None:
    own, asker = new_number(), asker_of(store, new_number())
    said = [store.outbox.send(f"CA{n}", new_number(), WORDS, OPEN, asker) for n in range(5)]
    assert [isinstance(one, Kept) for one in said] == [True] * 3 + [False] * 2
    assert said[4] == Refused("others") and store.jobs.waiting() == 3
    assert isinstance(store.outbox.send("CA1", own, WORDS, OPEN), Kept)


def test_of_a_number_that_takes_no_texts_the_same_is_said_and_spent(store: Store) -> None:
    out, blocked, asker = new_number(), new_number(), asker_of(store, new_number())
    store.people.opt_out(out)
    store.blocks.block(blocked, "rude", datetime.now(OPEN.tzinfo) + timedelta(days=3))
    for n, number in enumerate((out, blocked, out)):
        for _ in range(2):  # asked again in the same call, it is spent once
            assert isinstance(store.outbox.send(f"CA{n}", number, WORDS, OPEN, asker), Kept)
    assert store.outbox.send("CA9", new_number(), WORDS, OPEN, asker) == Refused("others")
    assert store.jobs.waiting() == 0


def test_what_others_have_sent_spends_nothing_of_ones_own(store: Store) -> None:
    number = new_number()
    for n in range(4):
        asker = asker_of(store, new_number())
        assert isinstance(store.outbox.send(f"CA{n}", number, WORDS, OPEN, asker), Kept)
    assert len(store.jobs.of(store.people.key(number))) == 3, "a fourth goes to nobody, and nobody learns so"
    own = [store.outbox.send(f"CB{n}", number, WORDS, OPEN) for n in range(4)]
    assert own[3] == Refused("too_many") and all(isinstance(one, Kept) for one in own[:3])


def test_a_withheld_caller_has_one_text_sent_in_a_call(store: Store) -> None:
    asker, next_call = asker_of(store, "", "CA1"), asker_of(store, "", "CA2")
    assert isinstance(store.outbox.send("CA1:flare", new_number(), WORDS, OPEN, asker), Kept)
    assert store.outbox.send("CA1:flare", new_number(), WORDS, OPEN, asker) == Refused("others")
    assert isinstance(store.outbox.send("CA2:flare", new_number(), WORDS, OPEN, next_call), Kept)


def test_a_raised_bound_counts_for_both_and_can_be_ended(store: Store) -> None:
    number = new_number()
    raised = store.budgets.raise_to(number, 5, 30, OPEN)
    kept = [ask(store, number, new_number(), f"CA{n}") for n in range(6)]
    assert [isinstance(one, Kept) for one in kept] == [True] * 5 + [False]
    asker = asker_of(store, number)
    sent = [store.outbox.send(f"CA{n}", new_number(), WORDS, OPEN, asker) for n in range(6)]
    assert [isinstance(one, Kept) for one in sent] == [True] * 5 + [False]
    (row,) = store.budgets.raised(OPEN)
    assert (row.id, row.most, row.until) == (raised, 5, OPEN + timedelta(days=30))
    assert store.budgets.lower(raised) and not store.budgets.lower(raised) and not store.budgets.lower("")
    assert store.budgets.raised(OPEN) == ()
    assert ask(store, number, new_number()) == Refused("others")


def test_a_raised_bound_that_has_ended_is_gone(store: Store) -> None:
    store.budgets.raise_to(new_number(), 5, 30, OPEN)
    assert store.budgets.raised(OPEN + timedelta(days=30)) == ()


def test_no_number_is_kept_of_who_asked(store: Store) -> None:
    asker = new_number()
    ask(store, asker, new_number())
    store.outbox.send("CA1", new_number(), WORDS, OPEN, asker_of(store, asker))
    store.budgets.raise_to(asker, 5, 30, OPEN)
    assert asker.removeprefix("+44").encode() not in everything(store)


def test_an_asker_is_known_by_a_hash_alike_on_every_channel(store: Store) -> None:
    number, budgets = new_number(), Budgets(store.link, store.people.keys)
    assert budgets.asker(number, "CA1") == budgets.asker(number) == Asker(store.people.key(number), number)
    assert budgets.asker("", "CA1") != budgets.asker("", "CA2")
    assert budgets.asker("", "CA1").withheld


def test_a_place_of_a_withheld_caller_is_free_again_once_staff_close_it(store: Store) -> None:
    first = ask(store, "", new_number(), "CA1", a_day=4)
    assert due(ask(store, "", new_number(), "CA2", a_day=4)) == DAYS[1]
    store.callbacks.claim(first.id, "ann", OPEN)  # type: ignore[union-attr]  # Kept
    assert store.callbacks.close(first.id, "withdrawn", "ann", OPEN) == "withdrawn"  # type: ignore[union-attr]
    assert due(ask(store, "", new_number(), "CA3", a_day=4)) == DAYS[0]


def test_a_withheld_caller_who_asks_again_in_the_call_keeps_the_day_and_takes_a_place_of_it(
    store: Store,
) -> None:
    """They were told the day, though another took the place meanwhile; what waits takes one of some day."""
    number = new_number()
    first = ask(store, "", number, "CA1", a_day=4)
    store.callbacks.claim(first.id, "ann", OPEN)  # type: ignore[union-attr]  # Kept
    store.callbacks.close(first.id, "done", "ann", OPEN)  # type: ignore[union-attr]
    assert due(ask(store, "", new_number(), "CA2", a_day=4)) == DAYS[0]
    assert due(ask(store, "", number, "CA1", a_day=4)) == DAYS[0]
    place = f"{store.callbacks.queue.days}withheld:{DAYS[0].date()}"
    assert store.link.client.get(place) == b"2"
    assert store.callbacks.withdraw(number, OPEN).own
    assert store.link.client.get(place) == b"2", "what the person ends keeps its place"
