"""The TwiML of calls that we make: to staff, who press 1 to be put through, and to ourselves."""

from collections.abc import Mapping

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

STAFF_WAIT_SECONDS = 10
LISTEN_SECONDS = 12
CALLER_RINGS_SECONDS = 40
LONGEST_SECONDS = 60 * 60
VOICE = "Polly.Amy-Neural"
REFUSED = (
    "Nobody is rung. The call-back is closed or not yours any more, it is too late, "
    "or that was not the key 1. Please look at the desk."
)


ENDED: Mapping[str, str] = {
    "answered": "The call has ended.",
    "no_answer": "They did not answer.",
    "busy": "Their phone is busy.",
    "failed": "Their phone could not be rung.",
}
NOTE = "Please note at the desk what came of it."
AWAY = "Sorry, we could not look that up just now. Nobody is rung. Please press the button at the desk again."


def ask(service: str, url: str, language: str = "") -> str:
    """The TwiML for a member of staff who was rung: press 1, and the carrier calls the webhook `url`.

    The press makes sure that no caller is put through to a voicemail. `service` is the line's name,
    `language` the English name of the language in which the caller asked, "" for the pack's first.
    """
    spoken = f", in {language}" if language else ""
    response = VoiceResponse()
    gather = Gather(action=url, method="POST", input="dtmf", num_digits=1, timeout=STAFF_WAIT_SECONDS)
    gather.say(f"{service}. Your call-back{spoken}. To ring the caller now, press 1.", voice=VOICE)
    response.append(gather)
    response.hangup()
    xml: str = response.to_xml()
    return xml


def connect(number: str | None, ended: str, line: str) -> bytes:
    """The TwiML for our call to a member of staff: it puts them through to the caller `number` (E.164).

    The caller's phone shows the number `line`. The carrier reports to the URL `ended` how the call went. With
    "" as `number`, nobody is rung, and staff hear why that may be. With None as `number`, staff hear that it
    could not be looked up.
    """
    response = VoiceResponse()
    if number:
        dial = Dial(
            action=ended,
            method="POST",
            caller_id=line,
            timeout=CALLER_RINGS_SECONDS,
            time_limit=LONGEST_SECONDS,
        )
        dial.number(number)
        response.append(dial)
    else:
        response.say(AWAY if number is None else REFUSED, voice=VOICE)
        response.hangup()
    xml: str = response.to_xml()
    return xml.encode()


def after(talk: str) -> bytes:
    """The TwiML that tells staff how their call to a caller ended, and hangs up.

    `talk` is "answered", "busy", "no_answer" or "failed".
    """
    response = VoiceResponse()
    response.say(f"{ENDED[talk]} {NOTE}", voice=VOICE)
    response.hangup()
    xml: str = response.to_xml()
    return xml.encode()


def listen(url: str, key: str, locale: str = "en-GB") -> bytes:
    """The TwiML of our end of a call to ourselves: press `key`, listen, and report the words heard to `url`.

    With "" as `key` no key is pressed; with "" as `url` the call then ends. `locale` is the language in which
    the carrier's speech recognition listens.
    """
    response = VoiceResponse()
    if key:
        response.play(digits=f"w{key}")
    if url:
        heard = Gather(
            input="speech",
            action=url,
            method="POST",
            timeout=LISTEN_SECONDS,
            speech_timeout="auto",
            action_on_empty_result=True,
            language=locale,
        )
        response.append(heard)
    response.hangup()
    xml: str = response.to_xml()
    return xml.encode()
