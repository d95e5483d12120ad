"""What the carrier's reference allows in TwiML: verbs, their attributes, and what nests in what."""

import re
import xml.etree.ElementTree as ET

URL = re.compile(r"/[!-~]*|https?://[!-~]+")
COUNT = re.compile(r"[1-9]\d*")
ANY = re.compile(r".+")
FLAG = re.compile(r"true|false")
METHOD = re.compile(r"GET|POST")

SSML = ("break", "p", "s", "sub", "w", "lang", "phoneme", "prosody")  # neural voices have no more (R16)
INLINE = ("break", "sub", "w", "lang", "phoneme", "prosody")

# verb -> (attributes with what they may hold, verbs that may stand in it, whether it holds words)
VERBS: dict[str, tuple[dict[str, re.Pattern[str]], tuple[str, ...], bool]] = {
    "Response": (
        {},
        ("Say", "Play", "Pause", "Gather", "Dial", "Record", "Hangup", "Redirect", "Reject", "Message"),
        False,
    ),
    "Say": ({"voice": ANY, "language": re.compile(r"[a-z]{2}-[A-Z]{2}"), "loop": COUNT}, SSML, True),
    "Play": ({"loop": COUNT, "digits": re.compile(r"[0-9*#w]+")}, (), True),
    "Pause": ({"length": COUNT}, (), False),
    "Gather": (
        {
            "action": URL,
            "method": METHOD,
            "input": re.compile(r"dtmf|speech|dtmf speech"),
            "timeout": COUNT,
            "numDigits": COUNT,
            "finishOnKey": re.compile(r"[0-9*#]?"),
            "actionOnEmptyResult": FLAG,
            "language": re.compile(r"[a-z]{2}-[A-Z]{2}"),
            "hints": ANY,
            "speechTimeout": re.compile(r"auto|[1-9]\d*"),
            "speechModel": ANY,
            "profanityFilter": FLAG,
            "bargeIn": FLAG,
        },
        ("Say", "Play", "Pause"),
        False,
    ),
    "Dial": (
        {
            "action": URL,
            "method": METHOD,
            "timeout": COUNT,
            "timeLimit": COUNT,
            "callerId": re.compile(r"\+[1-9]\d{6,14}"),
            "answerOnBridge": FLAG,
            "hangupOnStar": FLAG,
            "record": ANY,
            "ringTone": re.compile(r"[a-z]{2}"),
        },
        ("Number",),
        False,
    ),
    "Number": (
        {
            "url": URL,
            "method": METHOD,
            "statusCallback": URL,
            "statusCallbackEvent": ANY,
            "statusCallbackMethod": METHOD,
        },
        (),
        True,
    ),
    "Record": (
        {
            "action": URL,
            "method": METHOD,
            "timeout": COUNT,
            "finishOnKey": re.compile(r"[0-9*#]*"),
            "maxLength": COUNT,
            "playBeep": FLAG,
            "trim": re.compile(r"trim-silence|do-not-trim"),
            "recordingStatusCallback": URL,
            "recordingStatusCallbackMethod": METHOD,
            "recordingStatusCallbackEvent": ANY,
        },
        (),
        False,
    ),
    "Hangup": ({}, (), False),
    "Redirect": ({"method": METHOD}, (), True),
    "Reject": ({"reason": re.compile(r"rejected|busy")}, (), False),
    "Message": (
        {"to": ANY, "from": ANY, "action": URL, "method": METHOD, "statusCallback": URL},
        ("Body",),
        True,
    ),
    "Body": ({}, (), True),
    "break": (
        {
            "time": re.compile(r"(?:\d{1,4}|10000)ms|\d(?:\.\d)?s|10s"),
            "strength": re.compile(r"none|x-weak|weak|medium|strong|x-strong"),
        },
        (),
        False,
    ),
    "p": ({}, ("s", *INLINE), True),
    "s": ({}, INLINE, True),
    "sub": ({"alias": ANY}, (), True),
    "w": ({"role": ANY}, INLINE, True),
    "lang": ({"{http://www.w3.org/XML/1998/namespace}lang": ANY}, SSML, True),
    "phoneme": ({"alphabet": re.compile(r"ipa|x-sampa"), "ph": ANY}, (), True),
    "prosody": (
        {
            "rate": re.compile(r"(?:8[5-9]|9\d|100)%"),
            "volume": re.compile(r"silent|x-soft|soft|medium|loud|x-loud|[+-]\d+dB"),
        },
        SSML,
        True,
    ),
}
# What is never reached, because the verb before it ends the document or waits for its own action.
LAST = ("Hangup", "Redirect", "Reject")
MOST_BYTES, MOST_SAID = 64 * 1024, 3000


def breaches(document: bytes) -> list[str]:
    """What a TwiML document holds that the reference does not allow, one text each; [] if all is allowed."""
    found = [] if len(document) <= MOST_BYTES else [f"{len(document)} bytes"]
    if not document.startswith(b"<?xml"):
        found.append("something stands before the declaration")
    root = ET.fromstring(document)
    if root.tag != "Response":
        found.append(f"the root is {root.tag}")
    return found + verb_breaches(root)


def verb_breaches(verb: ET.Element) -> list[str]:
    """What the reference does not allow in this verb, its attributes and all that it contains."""
    if verb.tag not in VERBS:
        return [f"no verb {verb.tag}"]
    attributes, children, words = VERBS[verb.tag]
    found = []
    for name, value in verb.attrib.items():
        if name not in attributes:
            found.append(f"{verb.tag} has no {name}")
        elif not attributes[name].fullmatch(value):
            found.append(f"{verb.tag} {name}={value!r}")
    held = [verb.text, *(child.tail for child in verb)]
    if not words and any(text and text.strip() for text in held):
        found.append(f"words in {verb.tag}")
    if verb.tag == "Say" and len("".join(verb.itertext())) > MOST_SAID:
        found.append("more words than a Say holds")
    for position, child in enumerate(verb):
        if child.tag not in children:
            found.append(f"{child.tag} in {verb.tag}")
        if position + 1 < len(verb) and (child.tag in LAST or waits(child, verb[position + 1])):
            found.append(f"nothing after {child.tag} is reached")
        found += verb_breaches(child)
    return found


def waits(verb: ET.Element, below: ET.Element) -> bool:
    """Whether the carrier always asks us what is next after this verb, so that `below` is not reached.

    After a Gather, a redirect to where its silence leads may stand: some do not know `actionOnEmptyResult`.
    """
    if verb.tag == "Gather" and verb.get("actionOnEmptyResult") == "true":
        return below.tag != "Redirect" or below.text != verb.get("action")
    return verb.tag == "Dial" and "action" in verb.attrib
