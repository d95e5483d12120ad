"""Webhooks of a call as no carrier sends them: places that are none, wishes without a call or a number."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ivr.model import Place, Spoke
from ivr.rooms.speech import SURE
from ivr.spot import MAIN_MENU
from ivr.webhook import Carried, error, minute, read, read_minute
from tests.caller import Caller, parsed, words_of
from tests.conftest import CLOSED, OPEN, changed_pack
from tests.wiring.wire import Wire

CALL = {"CallSid": "CA" + "0" * 32, "From": "+447400123456"}


@pytest.mark.parametrize("room", ["number", "check"])
@pytest.mark.parametrize("about", ["bones", "text.callback", "text.text.bones", "text"])
def test_a_number_is_keyed_for_a_call_back_or_for_a_topic_and_for_nothing_else(
    wire: Wire, room: str, about: str
) -> None:
    answer = wire.post(f"/voice/en/{room}.{about}/0/00", {**CALL, "Digits": "1"})
    assert "lost our place" in words_of(parsed(answer))


def test_nothing_is_promised_in_a_call_that_cannot_be_told_from_others(
    caller: Caller, at: Callable[[object], None]
) -> None:
    at(CLOSED)
    caller.call().call_id = ""
    assert "could not make sure" in caller.press("0", "0", "1", "4").heard
    caller.call().call_id = ""
    assert "could not make sure" in caller.press("1", "1").to_the_end().press("5", "1").heard


@pytest.mark.parametrize("spot", ["check.callback", "check.text.bones"])
def test_no_number_is_confirmed_that_does_not_ride_along(wire: Wire, spot: str) -> None:
    answer = wire.post(f"/voice/en/{spot}/0/00", {**CALL, "Digits": "1"})
    assert "lost our place" in words_of(parsed(answer))


def test_a_number_that_was_keyed_in_another_call_is_lost_wherever_it_rides_along(
    caller: Caller, at: Callable[[object], None]
) -> None:
    at(CLOSED)
    caller.call().press("0", "0", "2").key_number("02079460123").press("1")
    best_time = caller.gather["action"]
    assert "lost our place" not in words_of(
        parsed(caller.wire.post(best_time, {**CALL, "CallSid": caller.call_id}))
    )
    assert "lost our place" in words_of(parsed(caller.wire.post(best_time, {**CALL, "Digits": "4"})))


@pytest.mark.parametrize("spot", ["ask", "ask.nonesuch", "ask.bones.nonesuch", "careful.nonesuch"])
def test_nobody_is_asked_about_a_topic_that_is_none(wire: Wire, spot: str) -> None:
    answer = wire.post(f"/voice/en/{spot}/0/00", {**CALL, "Digits": "1"})
    assert "lost our place" in words_of(parsed(answer))


@pytest.mark.parametrize("spot", ["keep", "drop", "play", "chosen"])
@pytest.mark.parametrize("key", ["", "1", "4"])
def test_no_message_is_kept_or_deleted_that_does_not_ride_along(
    tmp_path: Path, with_settings: Callable[..., Wire], spot: str, key: str
) -> None:
    pack = changed_pack(tmp_path, "hours.toml", "messages = false", "messages = true")
    answer = with_settings(pack=pack).post(f"/voice/en/recorded.{spot}/0/00", {**CALL, "Digits": key})
    assert "lost our place" in words_of(parsed(answer))


NOW = minute(OPEN)


@pytest.mark.parametrize(
    ("text", "began"),
    [
        ("", NOW),
        ("0", 0),
        (str(NOW - 60), NOW - 60),
        (str(NOW), NOW),
        (str(NOW + 1), NOW),  # later than now
        ("9" * 10, NOW),
        ("9" * 5000, NOW),
        ("-5", NOW),
        ("x", NOW),
        ("\u0663", NOW),
        ("\u00b2", NOW),
    ],
)
def test_the_minute_of_a_url_is_its_own_or_now(text: str, began: int) -> None:
    assert read_minute(text, OPEN) == began


def test_a_url_says_the_minute_since_1970_in_which_the_call_began() -> None:
    first = OPEN.replace(second=0, microsecond=0)
    assert minute(datetime(1970, 1, 2, tzinfo=UTC)) == 24 * 60
    assert [minute(first + timedelta(seconds=late)) - minute(first) for late in (0, 59, 60, 3600)] == [
        0,
        0,
        1,
        60,
    ]


@pytest.mark.parametrize(
    ("code", "counts"),
    [("30003", ("error:30003",)), ("3000", ()), ("300031", ()), ("3000\u0663", ()), ("", ())],
)
def test_an_error_of_the_carrier_is_counted_by_its_five_digits(code: str, counts: tuple[str, ...]) -> None:
    assert error({"ErrorCode": code}) == counts
    assert error({}) == ()


@pytest.mark.parametrize(
    ("said", "sure"), [("0.49", False), ("0.5", True), ("", True), ("x", True), ("nan", False), ("-1", False)]
)
def test_words_count_as_heard_where_the_carrier_does_not_say_how_sure_it_is(said: str, sure: bool) -> None:
    spoke, _ = read({"SpeechResult": "bones", "Confidence": said}, Place("en", MAIN_MENU), Carried())
    assert isinstance(spoke, Spoke) and (spoke.confidence >= SURE) is sure
