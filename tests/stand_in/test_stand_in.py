"""The stand-in carrier does what the carrier does: signs, follows TwiML, refuses, delays, forgets."""

from collections.abc import Iterator

import pytest
from flask import Flask
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from carrier.account import Account, client
from tests.conftest import new_number
from tests.stand_in.account import SID
from tests.stand_in.carrier import FakeCarrier
from tests.wiring.wire import HOST, LINE, TOKEN, Served


@pytest.fixture
def whole(carrier: FakeCarrier, line: Flask) -> Iterator[FakeCarrier]:
    """A carrier whose account has the line's number, set to the line, and one more number."""
    url = f"https://{HOST}"
    carrier.with_token(TOKEN)
    voice, sms = f"{url}/voice#ct=2000&rt=4500&rc=2&rp=all", f"{url}/sms"
    carrier.account.buy(LINE, voice_url=voice, sms_url=sms, status_callback=f"{url}/voice/status")
    with Served(line) as port:
        carrier.network.leads[url] = f"http://127.0.0.1:{port}"
        yield carrier
        carrier.network.finish()


def rest(carrier: FakeCarrier, token: str = TOKEN) -> Client:
    return client(Account(SID, token, LINE, api_base=carrier.url))


def test_a_call_rings_the_lines_own_webhooks_and_presses_keys(whole: FakeCarrier) -> None:
    whole.account.buy(other := new_number())
    call = rest(whole).calls.create(to=LINE, from_=other, twiml="<Response/>", send_digits="ww1W*")
    whole.network.finish()
    (heard,) = whole.network.heard.values()
    assert len(heard) == 3
    assert "9 9 9" in heard[0]
    assert rest(whole).calls(call.sid).fetch().status == "completed"
    legs = rest(whole).calls.list(to=LINE, from_=other)
    assert {leg.direction for leg in legs} == {"outbound-api", "inbound"}


def test_where_the_line_answers_with_an_error_the_fallback_is_played(whole: FakeCarrier) -> None:
    number = whole.account.number(LINE) or {}
    number["voice_fallback_url"], number["voice_url"] = number["voice_url"], f"https://{HOST}/nowhere"
    whole.account.buy(other := new_number())
    rest(whole).calls.create(to=LINE, from_=other, twiml="<Response/>")
    whole.network.finish()
    assert "9 9 9" in next(iter(whole.network.heard.values()))[0]


def test_a_text_comes_to_the_line_and_its_answer_comes_back(whole: FakeCarrier) -> None:
    whole.account.buy(other := new_number())
    rest(whole).messages.create(to=LINE, from_=other, body="MENU")
    whole.network.finish()
    (reply,) = rest(whole).messages.list(to=other, from_=LINE)
    assert "STEROIDCARD" in (reply.body or "")


def test_it_refuses_another_token_and_numbers_that_are_not_the_accounts(whole: FakeCarrier) -> None:
    with pytest.raises(TwilioRestException) as refused:
        rest(whole, "another").messages.create(to=LINE, from_=LINE, body="MENU")
    assert refused.value.code == 20003
    with pytest.raises(TwilioRestException) as refused:
        rest(whole).calls.create(to=LINE, from_="+442079460123", twiml="<Response/>")
    assert refused.value.code == 21210


def test_it_forgets_what_it_is_told_to_and_says_all_is_well(whole: FakeCarrier) -> None:
    whole.account.forgets.add("SmsUrl")
    (one,) = rest(whole).incoming_phone_numbers.list(phone_number=LINE)
    told = one.update(sms_url="https://x.example/sms", voice_url="https://x.example/voice")
    kept = rest(whole).incoming_phone_numbers(one.sid).fetch()
    assert told.sms_url == "https://x.example/sms"
    assert kept.sms_url == f"https://{HOST}/sms"
    assert kept.voice_url == "https://x.example/voice"


def test_services_hold_each_number_once(whole: FakeCarrier) -> None:
    rest_now = rest(whole)
    (one,) = rest_now.incoming_phone_numbers.list(phone_number=LINE)
    service = rest_now.messaging.v1.services.create(friendly_name="x", use_inbound_webhook_on_number=True)
    service.phone_numbers.create(phone_number_sid=one.sid)
    assert [held.phone_number for held in service.phone_numbers.list()] == [LINE]
    with pytest.raises(TwilioRestException):
        service.phone_numbers.create(phone_number_sid=one.sid)
    assert rest_now.messaging.v1.services(service.sid).phone_numbers(one.sid).delete()
    assert service.phone_numbers.list() == []
