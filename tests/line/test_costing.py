"""What one person may cost the charity (R32): 80 texts of each kind, and every range of numbers on earth."""

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta

import phonenumbers
import pytest
from flask import Flask
from phonenumbers import PhoneNumberType as Type
from phonenumbers import shortnumberinfo

from counted.allowed import (
    ALIKE_A_DAY,
    ANY_A_DAY,
    CALLBACKS_TO_OTHERS,
    CALLS,
    EVERY,
    TEXTS,
    TEXTS_TO_OTHERS,
)
from counted.table import REFUSED
from menus.matcher.commands import COMMANDS
from settings import HERE
from sms.senders import reach
from store.store import Store
from tests.caller import Caller
from tests.conftest import OPEN, At, new_number
from tests.texter import Texter
from tests.wiring.wire import LINE, Wire, in_process

MANY, ALARMS = 80, 50
APART = timedelta(minutes=15)
ALARMED = ("HELPME", "i can't breathe", "i want to die", "he is being sick and confused")
KINDS = (
    *COMMANDS,
    *(
        "STEROIDS",
        "EXERCISE",
        "qwrtzp",
        "flaer",
        "you missed your methotrexate",
        "stopp",
        "Hi",
        "thanks",
        "2",
    ),
    *("07400 123456", "CALLME 07400 123456", "call me on 01632", "Liked “Muscle Line”", "is it ok to swim"),
)
COSTLY = (Type.PREMIUM_RATE, Type.SHARED_COST, Type.PERSONAL_NUMBER, Type.PAGER)
SOMEWHERE = [
    *phonenumbers.SUPPORTED_REGIONS,
    *(str(code) for code in phonenumbers.COUNTRY_CODES_FOR_NON_GEO_REGIONS),
]
_ends = itertools.count(1)


def eighty(texter: Texter, at: At, *bodies: str) -> list[str]:
    """The replies to 80 texts within 20 hours, without the silent ones."""
    start = OPEN
    for n in range(MANY):
        at(start + n * APART)
        texter.text(bodies[n % len(bodies)])
    return [reply for reply in texter.replies if reply]


@pytest.mark.parametrize("body", sorted({*KINDS} - {*ALARMED}))
def test_of_80_texts_of_one_kind_ten_replies_that_are_alike_go_and_the_last_says_that_we_pause(
    texter: Texter, at: At, body: str
) -> None:
    replies = eighty(texter, at, body)
    often = {reply: replies.count(reply) for reply in replies if "pause" not in reply}
    assert len(replies) <= ALIKE_A_DAY.most + 1
    if any(count == ALIKE_A_DAY.most - 1 for count in often.values()):
        assert "pause" in replies[-1]
        assert all(number in replies[-1] for number in ("999", "111", "116 123", "0800 5200 520"))


def test_of_80_alarms_of_either_kind_fifty_are_answered_and_the_last_says_that_we_pause(
    texter: Texter, at: At
) -> None:
    replies = eighty(texter, at, *ALARMED)
    assert len(replies) == ALARMS
    assert all("999" in reply and "116 123" in reply for reply in replies)
    assert ["pause" in reply for reply in replies] == [False] * (ALARMS - 1) + [True]


def test_stop_and_start_in_turns_are_told_ten_times_a_day_each_and_always_heeded(
    texter: Texter, at: At
) -> None:
    replies = []
    for n in range(20):
        at(OPEN + n * timedelta(minutes=61))
        replies.append(texter.text("STOP"))
        replies.append(texter.text("START"))
    assert sum("no more texts" in reply for reply in replies) == ALIKE_A_DAY.most
    assert sum(bool(reply) for reply in replies) == 2 * ALIKE_A_DAY.most
    assert texter.text("BONES"), "the last word was START"


def test_call_backs_asked_for_and_withdrawn_again_and_again_are_in_the_sixty(texter: Texter, at: At) -> None:
    replies = eighty(texter, at, "CALLME", "1", "4", "NOCALL")
    assert len(replies) <= ANY_A_DAY.most
    assert sum("saved. We will ring" in reply for reply in replies) <= ALIKE_A_DAY.most


def test_a_carer_with_three_relatives_is_never_paused(texter: Texter) -> None:
    for n, relative in enumerate(("07400 123451", "07400 123452", "07400 123453")):
        said = texter.text("CALLME", "2", *((relative, "1", "4") if n < 2 else ()))
        assert "saved" in said if n < 2 else "other numbers already" in said and "0800 5200 520" in said
    assert "saved" in texter.text("CALLME", "1", "4")
    assert not any("pause" in reply or not reply for reply in texter.replies)


def examples() -> Iterator[tuple[str, str, int, bool]]:
    """Each range that the library knows: its region, an example (E.164), its type, and if it costs more."""
    for region, kind in itertools.product(SOMEWHERE, Type.values()):
        found = (
            phonenumbers.example_number_for_non_geo_entity(int(region))
            if region.isdigit()
            else phonenumbers.example_number_for_type(region, kind)
        )
        if found is None:
            continue
        number = phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
        yield region, number, kind, region.isdigit() or phonenumbers.number_type(found) in COSTLY


def test_every_range_on_earth_is_sent_what_it_may_cost() -> None:
    seen = {(number, costly) for _, number, _, costly in examples()}
    assert len(seen) > 1000
    for number, costly in seen:
        here = number.startswith("+44")
        assert reach(number) == ("costly" if costly else "uk" if here else "abroad"), number


@pytest.mark.parametrize("number", ["+447700900123", "+447999999999", "+441632960123", "+443001234567"])
def test_a_number_here_that_no_list_knows_yet_is_a_persons(number: str) -> None:
    assert reach(number) == "uk"


def one_a_range() -> list[str]:
    """A costly number of each region that has one, and one abroad of each region."""
    first: dict[tuple[str, bool], str] = {}
    for region, number, _, costly in examples():
        if costly or not number.startswith("+44"):
            first.setdefault((region, costly), number)
    return sorted(set(first.values()))


def test_what_is_costly_or_abroad_is_sent_the_alarms_stop_and_abroad_one_notice_a_day(wire: Wire) -> None:
    said = ("MENU", "HELPLINE", "CALLME", "NOCALL", "START", "you missed your methotrexate")
    for number in one_a_range():
        texter, abroad = Texter(wire, number=number), reach(number) == "abroad"
        told = [texter.text(body) for body in said]
        assert sum(bool(reply) for reply in told) == abroad, (number, told)
        assert not abroad or "only text UK numbers" in told[0]
        assert "999" in texter.text("i can't breathe"), number
        assert "no more texts" in texter.text("STOP"), number


def test_a_short_code_of_any_country_or_a_name_is_sent_nothing(wire: Wire) -> None:
    codes = {
        code
        for region in phonenumbers.SUPPORTED_REGIONS
        if (metadata := shortnumberinfo.PhoneMetadata.short_metadata_for_region(region))
        for code in (metadata.short_code and metadata.short_code.example_number,)
        if code
    }
    codes |= {"61016", "610160", "6101600", "116123"}
    assert len(codes) > 20
    for sender in (*codes, *(f"+{code}" for code in codes), *(f"+44{code}" for code in codes), "Muscle", "0"):
        assert Texter(wire, number=sender).text("i can't breathe") == "", sender


def test_our_own_number_is_sent_nothing_whether_the_settings_or_the_carrier_name_it(
    wire: Wire, with_settings: Wire
) -> None:
    other = new_number()
    assert Texter(wire, number=LINE).text("i can't breathe") == ""
    assert Texter(wire, number=other).text("i can't breathe", To=other) == ""
    assert Texter(with_settings(number=""), number=LINE).text("i can't breathe") == ""


def test_a_call_from_our_own_number_hears_the_information_and_is_not_put_through(wire: Wire) -> None:
    caller = Caller(wire, number=LINE).call()
    assert "0" not in caller.offered
    assert "Putting you through" not in caller.press_unheard("0").heard
    assert "steroid" in caller.press("1").heard.lower()


def test_our_own_number_is_never_rung_back(with_settings: Wire, at: At) -> None:
    at("2026-05-19T22:00")
    ours = new_number()
    line, keyed = with_settings(number=ours), f"0{ours[3:]}"
    caller = Caller(line, number=new_number()).call().press_unheard("0", "0", "2")
    heard = caller.key_number(keyed).press_unheard("1", "4").heard.lower()
    assert "not saved" in heard and "we will ring" not in heard
    texter = Texter(line, number=new_number())
    assert "cannot" in texter.text("CALLME", "2", keyed)


@pytest.mark.parametrize("shows", ["", "anonymous"])
def test_a_call_that_the_carrier_reports_twice_is_counted_once_and_answered_alike(
    app: Flask, store: Store, shows: str
) -> None:
    wire, form = Wire(in_process(app)), {"CallSid": "CA1", "From": shows or new_number(), "To": LINE}
    first = wire.post("/voice", form)
    again = wire.post("/voice", form)
    store.counts.flush()
    later = wire.post("/voice", form)
    store.counts.flush()
    assert first.body == again.body == later.body
    wire.post("/voice", form | {"CallSid": "CA2"})
    store.counts.flush()
    day = store.counts.day(OPEN.date())
    assert (day["hour:10:call"], day["call"], day["at:menu.main"]) == (2, 2, 2)


def test_every_bound_that_refuses_is_told_on_the_first_page_by_the_count_that_it_names() -> None:
    listed = {name for names in REFUSED.values() for name in names}
    assert {bound.refused for bound in EVERY.values()} <= listed


def test_a_bound_says_what_a_withheld_caller_has_and_what_staffs_raise_does() -> None:
    assert [CALLBACKS_TO_OTHERS.of(raised=to) for to in (0, 1, 5)] == [2, 2, 5]
    assert [CALLS.of(raised=to) for to in (0, 1, 5)] == [60, 60, 300]
    assert [TEXTS.of(raised=to) for to in (0, 5)] == [3, 3]
    assert TEXTS_TO_OTHERS.of(withheld=True, raised=5) == 1


def test_no_number_of_the_table_stands_a_second_time_as_a_name_elsewhere() -> None:
    """Before, copies were kept in step by hand: names in capitals for how many a person may have."""
    copied = re.compile(
        r"^(\w*(?:A_DAY|AN_HOUR|TO_OTHERS|IN_SHORT|IN_DAY|WITHHELD)\w*)\b.* = .*\b\d+\b(?!\d)", re.M
    )
    rooms = [path for room in ("ivr", "sms", "play", "store") for path in (HERE / room).rglob("*.py")]
    found = {str(path): copied.findall(path.read_text(encoding="utf-8")) for path in rooms}
    assert {path: names for path, names in found.items() if names and "numbers.py" not in path} == {}
