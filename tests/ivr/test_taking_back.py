"""A caller hears that a call-back waits for their number, by when, and takes it back (R49, R54)."""

import pytest

from app import create_app
from ivr.flow import step
from ivr.model import Caller as Kind
from ivr.model import OwnCallback, Place, Spoke
from ivr.spot import MAIN_MENU, Spot
from menus.model import Pack
from settings import Settings
from store.promises.standing import Gone
from store.store import Store
from tests.caller import Caller
from tests.conftest import CLOSED, OPEN, At, Clock, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

ASKED, OWN = ("0", "0"), ("0", "0", "1", "2")


pytestmark = pytest.mark.usefixtures("places")


def waits(wire: Wire, number: str) -> Caller:
    """A new call from this number, which asks after its call-back."""
    return Caller(wire, number=number).call().press(*ASKED, "3")


def test_a_caller_hears_by_when_and_takes_it_back_and_it_is_erased_at_once(
    caller: Caller, at: At, line_store: Store, wire: Wire
) -> None:
    at(CLOSED)
    caller.call().press(*OWN)
    kept = line_store.callbacks.open_of(caller.number)
    assert kept is not None
    later = waits(wire, caller.number)
    assert "A call back is waiting" in later.heard and "by 8 in the evening on Wednesday" in later.heard
    assert "In the afternoon, if we can." in later.heard
    assert "nobody else can ask us to ring this number for 7 days" in later.press("1").heard
    assert line_store.callbacks.open_of(caller.number) == kept, "a 1 that repeats cancels nothing"
    assert later.offered == ["2", "*"] and "not in use" in later.press_unheard("1").heard
    heard = later.press("2").heard
    assert all(told in heard for told in ("will not ring", "1 1 1", "9 9 9"))
    assert line_store.callbacks.open_of(caller.number) is None
    assert isinstance(line_store.callbacks.claim(kept.id, "Ann", CLOSED), Gone)
    record = line_store.link.client.hgetall(line_store.callbacks.queue.record(kept.id))
    assert b"sealed" not in record and record[b"state"] == b"withdrawn"
    later = waits(wire, caller.number)
    assert "No call back is waiting" in later.heard and later.offered == ["1", "*"]
    assert "That is saved" in later.press("1", "1", "2").heard, "from there one can be asked for"


def test_right_after_the_promise_a_key_takes_it_back_and_it_can_be_asked_for_anew(
    caller: Caller, at: At, line_store: Store
) -> None:
    at(CLOSED)
    caller.call().press(*OWN)
    assert "A call back is waiting" in caller.press("3").heard
    assert "cancelled" in caller.press("1", "2").heard
    assert "That is saved" in caller.press("*", *OWN).heard
    assert line_store.callbacks.open_of(caller.number) is not None


def test_hearing_of_it_changes_nothing(caller: Caller, at: At, line_store: Store, wire: Wire) -> None:
    at(CLOSED)
    caller.call().press(*OWN)
    before = line_store.callbacks.open_of(caller.number)
    later = waits(wire, caller.number)
    assert later.offered == ["1", "*"]
    later.press_unheard("9").press("*")
    assert line_store.callbacks.open_of(caller.number) == before


def ask_for(caller: Caller, *others: str) -> Caller:
    """Ask for a call-back to each of these numbers, each in a call of its own."""
    for other in others:
        caller.call().press("0", "0", "2").key_number("0" + other[3:]).press("1", "4")
        assert "unless they asked us not to" in caller.heard
    return caller


def tail(number: str) -> str:
    """The end of a number as it is heard."""
    return " ".join(number[-3:]).replace("0", "zero")


def test_from_the_number_itself_a_key_ends_it_whoever_asked(
    caller: Caller, at: At, line_store: Store, wire: Wire
) -> None:
    at(CLOSED)
    other = new_number()
    ask_for(caller, other)
    own = Caller(wire, number=other).call().press(*ASKED, "3", "1", "2")
    assert "will not ring" in own.heard
    assert line_store.callbacks.open_of(other) is None


def test_of_two_that_were_asked_for_others_one_is_heard_of_by_its_end_and_taken_back(
    caller: Caller, at: At, line_store: Store, wire: Wire
) -> None:
    at(CLOSED)
    one, two = new_number(), new_number()
    ask_for(caller, one, two)
    assert "3" in caller.offered, "right after the promise, too"
    later = waits(wire, caller.number)
    assert "No call back is waiting" in later.heard and later.offered == ["2", "*"]
    heard = later.press("2").heard
    one, two = (one, two) if f"ends {tail(two)}" in heard else (two, one)
    assert f"ends {tail(two)}" in heard and "That is by 8 in the evening on" in heard
    assert two[1:] not in later.gather["action"] and two[-7:] not in later.gather["action"]
    assert f"ends {tail(one)}" in later.press("2").heard and later.offered == ["1", "2", "*"]
    assert f"ends {tail(two)}" in later.press("2").heard, "and again the first of them"
    assert f"ends {tail(two)}" in later.press_unheard("9").heard
    assert (
        "taken back your request to ring that number" in later.press("1", "2").heard
        and "9 9 9" in later.heard
    )
    assert line_store.callbacks.open_of(two) is None
    assert line_store.callbacks.open_of(one) is not None
    last = waits(wire, caller.number).press("2")
    assert f"ends {tail(one)}" in last.heard and last.offered == ["1", "*"]


def test_what_the_carrier_tells_twice_takes_back_one(
    caller: Caller, at: At, line_store: Store, wire: Wire
) -> None:
    at(CLOSED)
    one, two = new_number(), new_number()
    ask_for(caller, one, two)
    later = waits(wire, caller.number).press("2")
    one, two = (one, two) if f"ends {tail(two)}" in later.heard else (two, one)
    later.press("1")
    address, form = later.gather["action"], {"CallSid": later.call_id, "From": caller.number, "Digits": "2"}
    told = [wire.post(address, form).body for _ in range(4)]
    assert "taken back your request to ring that number" in told[0].decode() and set(told) == {told[0]}
    assert [bool(line_store.callbacks.open_of(number)) for number in (one, two)] == [True, False]


def test_one_that_the_other_ended_is_heard_of_and_taken_back_like_any(
    caller: Caller, at: At, wire: Wire
) -> None:
    at(CLOSED)
    one, two = new_number(), new_number()
    ask_for(caller, one, two)
    before = waits(wire, caller.number).press("2").heard
    one, two = (one, two) if f"ends {tail(two)}" in before else (two, one)
    Texter(wire, number=two).text("NOCALL")
    later = waits(wire, caller.number).press("2")
    assert later.heard == before
    assert "taken back your request to ring that number" in later.press("1", "2").heard
    assert f"ends {tail(one)}" in waits(wire, caller.number).press("2").heard


def test_own_and_others_are_offered_side_by_side(caller: Caller, at: At, wire: Wire) -> None:
    at(CLOSED)
    ask_for(caller, new_number())
    caller.call().press(*OWN)
    assert waits(wire, caller.number).offered == ["1", "2", "*"]


def test_nobody_hears_of_what_somebody_else_asked_for_others(caller: Caller, at: At, wire: Wire) -> None:
    at(CLOSED)
    ask_for(caller, new_number())
    stranger = waits(wire, new_number())
    assert stranger.offered == ["1", "*"], "a call-back can be asked for"
    told = wire.post("/voice/en/others/0/00", {"CallSid": "CA1", "From": new_number(), "Digits": "9"})
    assert b"for another number" in told.body


def test_the_bound_is_told_when_another_number_is_chosen_and_not_once_it_was_keyed(
    caller: Caller, at: At, wire: Wire
) -> None:
    at(CLOSED)
    ask_for(caller, new_number(), new_number())
    full = Caller(wire, number=caller.number).call().press("0", "0")
    assert full.offered[:2] == ["1", "2"]
    full.press("2")
    assert "as many as we can take" in full.heard and full.offered == ["3", "*", "9"]
    full.press("3", "2", "1", "2", "*", "0", "0", "2")
    assert full.gather["finishOnKey"] == "#", "one was taken back: a number may be keyed again"


@pytest.mark.parametrize("number", ["anonymous", "+33612345678"])
def test_whose_number_we_cannot_ring_is_offered_no_such_key(wire: Wire, at: At, number: str) -> None:
    at(CLOSED)
    caller = Caller(wire, number=number).call().press(*ASKED)
    assert "which number" not in caller.heard and "cancel your call back" not in caller.heard


def test_a_place_that_nobody_led_to_tells_a_withheld_caller_nothing(wire: Wire, at: At) -> None:
    at(CLOSED)
    told = {"CallSid": "CA1", "From": "anonymous", "Digits": "3"}
    for spot in ("waits", "taken_back", "others", "left"):
        answer = wire.post(f"/voice/en/{spot}/0/00", {**told, "Digits": "8"})
        assert b"No call back is waiting" in answer.body or b"You have no call back with us" in answer.body


def test_while_the_store_is_away_nothing_is_said_to_be_taken_back(
    settings: Settings, away: Store, clock: Clock
) -> None:
    clock.at(CLOSED)
    wire = Wire(in_process(create_app(settings, store=away, now=clock)))
    caller = waits(wire, new_number())
    assert "could not make sure" in caller.heard and caller.offered == ["1", "*"]
    assert "could not make sure" in caller.press("1", "1", "1").heard


def test_spoken_nocall_leads_to_the_call_back_that_waits(pack: Pack) -> None:
    spoken = Spoke("cancel my call back", 0.9)
    turn = step(pack, Place("en", MAIN_MENU), spoken, OPEN, Kind("mobile"))
    assert (turn.place.spot, turn.wish) == (Spot("waits"), OwnCallback())
    assert step(pack, Place("en", MAIN_MENU), spoken, OPEN, Kind("withheld")).place.spot == MAIN_MENU


@pytest.mark.parametrize("key", ["1", "8", "9", "#"])
def test_no_key_after_taking_one_back_takes_back_another(
    caller: Caller, at: At, line_store: Store, wire: Wire, key: str
) -> None:
    at(CLOSED)
    one, two = new_number(), new_number()
    ask_for(caller, one, two)
    heard = waits(wire, caller.number).press("2", "1", "2").press_unheard(key).heard
    assert "is waiting for the number you are calling from" in heard
    assert sum(bool(line_store.callbacks.open_of(number)) for number in (one, two)) == 1


def test_quiet_after_taking_it_back_ends_the_call(caller: Caller, at: At) -> None:
    at(CLOSED)
    caller.call().press(*OWN, "3", "1", "2")
    assert caller.wait().over


def test_nocall_by_text_still_takes_all_at_once(caller: Caller, texter: Texter, at: At, wire: Wire) -> None:
    at(CLOSED)
    texter.number = caller.number
    caller.call().press(*OWN)
    texter.text("NOCALL")
    assert "No call back is waiting" in waits(wire, caller.number).heard


def test_a_key_takes_back_ones_own_and_leaves_what_one_asked_for_others(
    caller: Caller, at: At, line_store: Store
) -> None:
    at(CLOSED)
    other = new_number()
    caller.call().press("0", "0", "2").key_number("0" + other[3:]).press("1", "4")
    caller.call().press(*OWN, "3", "1", "2")
    assert line_store.callbacks.open_of(caller.number) is None
    assert line_store.callbacks.open_of(other) is not None


def test_what_the_carrier_tells_twice_of_ones_own_gets_the_same_answer(
    caller: Caller, at: At, wire: Wire
) -> None:
    at(CLOSED)
    caller.call().press(*OWN)
    later = waits(wire, caller.number).press("1")
    address, form = later.gather["action"], {"CallSid": later.call_id, "From": caller.number, "Digits": "2"}
    told = [wire.post(address, form).body for _ in range(2)]
    assert "will not ring" in told[0].decode() and told[0] == told[1]
    assert "No call back is waiting" in waits(wire, caller.number).heard, (
        "and another call hears what is true"
    )


def test_who_shows_no_number_hears_in_the_same_call_of_what_they_asked_and_takes_it_back(
    wire: Wire, at: At, line_store: Store
) -> None:
    at(CLOSED)
    other = new_number()
    caller = Caller(wire, number="anonymous").call().press("0", "0").key_number("0" + other[3:])
    assert "3" in caller.press("1", "4").offered and "unless they asked us not to" in caller.heard
    assert "you can cancel it only in this call. To check or cancel" in caller.heard
    heard = caller.press("3").heard
    assert (
        f"ends {tail(other)}" in heard
        and "unless they asked us not to" in heard
        and caller.offered == ["1", "*"]
    )
    assert "taken back your request to ring that number" in caller.press("1", "2").heard
    assert line_store.callbacks.open_of(other) is None
    caller.press("*", "0", "0").key_number("0" + new_number()[3:])
    assert "unless they asked us not to" in caller.press("1", "4").heard, "and may ask for another"


def test_who_shows_no_number_is_told_before_they_key_a_second_and_can_take_the_first_back(
    wire: Wire, at: At
) -> None:
    at(CLOSED)
    caller = Caller(wire, number="anonymous").call().press("0", "0").key_number("07400123321")
    heard = caller.press("1", "4", "*", "0", "0").heard
    assert "as many as we can take from one phone" in heard and "3" in caller.offered
    assert f"ends {tail('321')}" in caller.press("3").heard


def test_who_shows_no_number_hears_the_same_whatever_the_other_did_and_nothing_in_another_call(
    wire: Wire, at: At, line_store: Store
) -> None:
    at(CLOSED)
    said, other = [], Texter(wire, number=new_number())
    for cancels in (False, True):
        caller = Caller(wire, number="anonymous").call().press("0", "0").key_number("0" + other.number[3:])
        caller.press("1", "4")
        if cancels:
            assert "will not ring" in other.text("NOCALL")
        said.append([caller.press("3").heard, caller.press("1", "2").heard])
    assert said[0] == said[1] and "taken back your request to ring that number" in said[0][1]
    later = Caller(wire, number="anonymous").call().press("0", "0")
    assert "Please key" in later.heard and line_store.callbacks.open_of(other.number) is None


def test_who_calls_from_a_number_abroad_takes_back_what_they_asked_for_another(wire: Wire, at: At) -> None:
    at(CLOSED)
    caller = Caller(wire, number="+33612345678").call().press("0", "0").key_number("07400123321")
    assert f"ends {tail('321')}" in caller.press("1", "4", "3").heard
    assert "taken back your request to ring that number" in caller.press("1", "2").heard
