"""The two legs of ringing somebody back, as TwiML: staff press 1, then the caller is rung from the line."""

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

STAFF_WAIT_SECONDS = 10
CALLER_RINGS_SECONDS = 40
LONGEST_SECONDS = 60 * 60
VOICE = "Polly.Amy-Neural"


def ask(service: str, url: str) -> str:
    """Ask a member of staff to press 1, which leads to `url`: no voicemail of theirs ever rings a caller."""
    response = VoiceResponse()
    gather = Gather(action=url, method="POST", input="dtmf", num_digits=1, timeout=STAFF_WAIT_SECONDS)
    gather.say(f"{service}. Your call-back. To ring the caller now, press 1.", voice=VOICE)
    response.append(gather)
    response.hangup()
    xml: str = response.to_xml()
    return xml


def connect(number: str, line: str) -> bytes:
    """Ring the caller (E.164) with the line's number shown; hang up for "" (too late, or not pressed 1)."""
    response = VoiceResponse()
    if number:
        dial = Dial(caller_id=line, timeout=CALLER_RINGS_SECONDS, time_limit=LONGEST_SECONDS)
        dial.number(number)
        response.append(dial)
    else:
        response.say("That is too late, or was not the key 1. Please ring from the desk again.", voice=VOICE)
    response.hangup()
    xml: str = response.to_xml()
    return xml.encode()
