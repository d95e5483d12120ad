"""A turn as TwiML: the only file that knows the carrier's voice verbs."""

import re
from functools import lru_cache
from itertools import groupby

from twilio.twiml import TwiML
from twilio.twiml.voice_response import Dial as DialVerb
from twilio.twiml.voice_response import Gather, VoiceResponse
from twilio.twiml.voice_response import Say as SayVerb

from ivr import place
from ivr.model import Dial, HangUp, Heard, Listen, Pause, Say, Turn
from menus.model import Language

# Ten digits that stand where the minute goes, so that kept bytes need one replacement.
ANY_MINUTE = "0000000000"
WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")


def render(turn: Turn, language: Language, began: int) -> bytes:
    """The TwiML of a turn. `began` is the minute since 1970 in which the call began."""
    return kept(turn, language).replace(ANY_MINUTE.encode(), b"%010d" % began)


@lru_cache(maxsize=4096)
def kept(turn: Turn, language: Language) -> bytes:
    """The TwiML of a turn in any minute: rendered once, since turns repeat from call to call."""
    response = VoiceResponse()
    if turn.before:
        response.append(spoken(language, turn.before))
    match turn.then:
        case Listen():
            response.append(gather(language, turn, turn.then))
        case Dial(number, ring, _):
            dial = DialVerb(action=url(turn), method="POST", timeout=ring, answer_on_bridge=True)
            dial.number(number)
            response.append(dial)
        case HangUp():
            response.hangup()
    xml: str = response.to_xml()
    return xml.encode()


def gather(language: Language, turn: Turn, listen: Listen) -> Gather:
    """Listen for one key, hash and star too; silence comes back to us as well."""
    verb = Gather(
        action=url(turn),
        method="POST",
        input="dtmf speech" if listen.speech else "dtmf",
        timeout=listen.wait,
        num_digits=1,
        finish_on_key="",
        action_on_empty_result=True,
        language=language.locale if listen.speech else None,
        speech_timeout="auto" if listen.speech else None,
        hints=hints(language) if listen.speech else None,
    )
    if listen.prompt:
        verb.append(spoken(language, listen.prompt))
    return verb


def spoken(language: Language, heard: tuple[Heard, ...]) -> SayVerb:
    """Words and quiet in one voice, a little slower than the voice speaks by itself (R15)."""
    say = SayVerb(voice=language.voice)
    paced = say.prosody(rate=f"{language.rate}%")
    # The library keeps one run of words between two verbs: sentences with no quiet between are joined.
    for quiet, parts in groupby(heard, key=lambda part: isinstance(part, Pause)):
        if quiet:
            paced.break_(time=f"{sum(part.ms for part in parts if isinstance(part, Pause))}ms")
        else:
            pronounce(paced, language, "".join(f"{part.words} " for part in parts if isinstance(part, Say)))
    return say


def pronounce(verb: TwiML, language: Language, words: str) -> None:
    """Put words into a verb; those of the pack's lexicon with their pronunciation (R17)."""
    plain = 0
    for word in WORD.finditer(words):
        ipa = language.pronunciation.get(word.group().lower())
        if ipa:
            verb.append(words[plain : word.start()])
            verb.phoneme(word.group(), alphabet="ipa", ph=ipa)
            plain = word.end()
    verb.append(words[plain:])


@lru_cache(maxsize=16)
def hints(language: Language) -> str:
    """What callers may say, for the carrier's ear: titles, keywords, synonyms; 500 of 100 characters."""
    said = [menu.title.rstrip(".") for menu in language.menus.values()]
    for topic in language.topics.values():
        said += [topic.title.rstrip("."), topic.keyword.lower(), *topic.also]
    return ",".join(list(dict.fromkeys(hint for hint in said if len(hint) <= 100 and "," not in hint))[:500])


def url(turn: Turn) -> str:
    """Where the carrier brings the next event of this turn."""
    return f"/voice/{place.write(turn.place)}?began={ANY_MINUTE}"
