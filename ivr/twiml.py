"""Makes the carrier's XML (TwiML) for a turn; no other file knows the carrier's verbs for calls."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from secrets import randbelow

from markupsafe import escape
from twilio.twiml import TwiML
from twilio.twiml.voice_response import Dial as DialVerb
from twilio.twiml.voice_response import Gather, VoiceResponse
from twilio.twiml.voice_response import Play as PlayVerb
from twilio.twiml.voice_response import Say as SayVerb

from ivr import place as places
from ivr.aloud import Numbers, aloud, by_language
from ivr.model import Dial, HangUp, Heard, KeyNumber, Listen, Pause, Place, Play, Record, Say, Turn
from ivr.rooms.every import CARRYING
from menus.blanks import Unfilled
from menus.model import Language

# Stand-ins in kept bytes for what differs from call to call, so that rendering is a few replacements. Digits
# that nobody can know: no sentence of a pack is ever taken for one.
ANY_MINUTE, ANY_HELD, ANY_TAIL, ANY_KEYED, ANY_LINE, ANY_RECORDING, ANY_SHOWN = (
    f"{randbelow(10**20):020d}" for _ in range(7)
)
MINUTE, HELD = ANY_MINUTE.encode(), ANY_HELD.encode()
OF_CALL = tuple(each.encode() for each in (ANY_TAIL, ANY_KEYED, ANY_LINE, ANY_RECORDING))
SHOWN = ' callerId="{}"'  # of a Dial; as the library writes it
ANY_SHOWN_AS = SHOWN.format(ANY_SHOWN).encode()
ANY_NUMBERS = Numbers(ANY_TAIL, ANY_KEYED, ANY_LINE)
WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
NO_NUMBERS = Numbers()
LONGEST_HINT, MOST_HINTS = 100, 500  # characters, hints: the carrier takes no more
SHOUTED = 4  # letters: a shorter word in capitals is spelt, like UK


@dataclass(frozen=True, slots=True)
class Filling:
    """The values in the TwiML of a turn that differ from call to call.

    `began` is the minute in which the call began, counted since 1970. `held` is the sealed token in the URL
    beside the place. `numbers` are the call's phone numbers in words. `recording` is the URL of the message
    that was just recorded. `line` is the line's own number (E.164), "" if it is not known.
    """

    began: int
    held: str = ""
    numbers: Numbers = NO_NUMBERS
    recording: str = ""
    line: str = ""


def render(turn: Turn, language: Language, filling: Filling) -> bytes:
    """The TwiML of a turn, with the values of this call filled in.

    Raises `Unfilled` if a blank is left, or if this call does not have a number or recording that is
    needed.
    """
    return fill(render_once(turn, language), turn.place, filling)


def fill(document: bytes, place: Place, filling: Filling) -> bytes:
    """The TwiML `document` of a turn at `place`, with the values of this call (`filling`) put in.

    Raises `Unfilled` if this call does not have a number or recording that is needed.
    """
    document = document.replace(MINUTE, b"%010d" % filling.began).replace(HELD, filling.held.encode())
    if ANY_SHOWN_AS in document:
        document = document.replace(
            ANY_SHOWN_AS, SHOWN.format(filling.line).encode() if filling.line else b""
        )
    numbers = filling.numbers
    for stand_in, value in zip(
        OF_CALL, (numbers.tail, numbers.keyed, numbers.line, filling.recording), strict=True
    ):
        if stand_in in document:
            if not value:
                raise Unfilled(f"nothing to say or play in {place.spot}")
            document = document.replace(stand_in, escape(value).encode())
    return document


@lru_cache(maxsize=4096)
def render_once(turn: Turn, language: Language) -> bytes:
    """The TwiML for a turn, without the values that differ from call to call.

    Stand-ins keep the places of phone numbers and the like, to be filled in later. So the result can be
    cached and used for other calls.
    """
    response = VoiceResponse()
    for verb in _speak(language, turn.before):
        response.append(verb)
    match turn.then:
        case Listen() | KeyNumber():
            response.append(_gather(language, turn, turn.then))
            # Only reached where silence makes no request of its own, as `actionOnEmptyResult` is not known.
            response.redirect(_url(turn), method="POST")
        case Dial():
            response.append(_dial(turn, turn.then))
        case Record(longest):
            # Hash alone ends it: a key pressed twice must not go on to choose what becomes of the message.
            response.record(
                action=_url(turn),
                method="POST",
                max_length=longest,
                play_beep=True,
                timeout=5,
                finish_on_key="#",
            )
            # An empty recording makes no request of its own: what follows it says so.
            response.redirect(_url(turn), method="POST")
        case HangUp():
            response.hangup()
    xml: str = response.to_xml()
    return xml.encode()


def render_for_good(
    language: Language, words: tuple[Heard, ...], ring: Dial | None, line: str, after: tuple[Heard, ...]
) -> bytes:
    """TwiML that asks us for nothing more, for the carrier to use while our servers are down.

    After the words a number is rung if there is one; who picks up sees the line's own number (`line`) or, if
    that is "", the caller's. Then come the words `after`, however the ringing ended.
    """
    response = VoiceResponse()
    response.append(_say(language, words))
    if ring:
        response.dial(ring.number, timeout=ring.ring, answer_on_bridge=True, caller_id=line or None)
    response.append(_say(language, after))
    xml: str = response.to_xml()
    return xml.encode()


def _dial(turn: Turn, then: Dial) -> DialVerb:
    """The TwiML verb that rings a helpline number, to put the caller through.

    With `then.screen`, the person who picks up must press 1 before the caller is put through (R37). With
    `then.ours` that person sees the line's number, else the caller's.
    """
    verb = DialVerb(
        action=_url(turn),
        method="POST",
        timeout=then.ring,
        answer_on_bridge=True,
        caller_id=ANY_SHOWN if then.ours else None,
    )
    screen = f"/voice/{turn.place.language}/screen/0/00?began={ANY_MINUTE}"
    verb.number(then.number, url=screen if then.screen else None, method="POST" if then.screen else None)
    return verb


def _gather(language: Language, turn: Turn, listen: Listen | KeyNumber) -> Gather:
    """The TwiML verb that waits for one key (0-9, * or #), or for a phone number and the hash key.

    The carrier sends the next request after silence too.
    """
    one, speech = isinstance(listen, Listen), isinstance(listen, Listen) and listen.speech
    verb = Gather(
        action=_url(turn),
        method="POST",
        input="dtmf speech" if speech else "dtmf",
        timeout=listen.wait,
        num_digits=1 if one else None,
        finish_on_key="" if one else "#",
        action_on_empty_result=True,
        language=language.locale if speech else None,
        speech_timeout="auto" if speech else None,
        hints=_hints(language) if speech else None,
    )
    for part in _speak(language, listen.prompt):
        verb.append(part)
    return verb


def _speak(language: Language, heard: tuple[Heard, ...]) -> Iterator[TwiML]:
    """The TwiML verbs for words and pauses, in the voice of `language` (R15), and for a played message."""
    for played, parts in groupby(heard, key=lambda part: isinstance(part, Play)):
        if played:
            yield PlayVerb(ANY_RECORDING)
        else:
            yield from (_say(by, run) for by, run in by_language(parts, language))


def _say(language: Language, heard: Iterable[Heard]) -> SayVerb:
    """One TwiML verb that speaks words and pauses, in the voice and at the speed of `language`.

    The sentences between two pauses become one string, because the library drops one of two strings in a row.
    """
    verb = SayVerb(voice=language.voice)
    paced = verb.prosody(rate=f"{language.rate}%")
    for quiet, parts in groupby(heard, key=lambda part: isinstance(part, Pause)):
        if quiet:
            paced.break_(time=f"{sum(part.ms for part in parts if isinstance(part, Pause))}ms")
        else:
            sentences = (aloud(part, ANY_NUMBERS) for part in parts if isinstance(part, Say))
            _pronounce(paced, language, "".join(f"{words} " for words in sentences))
    return verb


def _pronounce(verb: TwiML, language: Language, words: str) -> None:
    """Add spoken words to a TwiML verb, with the pack's pronunciations for some words (R17).

    Words in capitals that would be spelled out are marked to be spoken as words.
    """
    plain = 0
    for word in WORD.finditer(words):
        written = word.group()
        ipa = language.pronunciation.get(written.lower())
        if not ipa and not _is_shouted(language, written):
            continue
        verb.append(words[plain : word.start()])
        if ipa:
            verb.phoneme(written, alphabet="ipa", ph=ipa)
        else:
            verb.sub(written, alias=written.lower())
        plain = word.end()
    verb.append(words[plain:])


def _is_shouted(language: Language, word: str) -> bool:
    """Whether a word is ordinary but in capitals, like START: a voice might spell it out letter by letter."""
    return len(word) >= SHOUTED and word.isupper() and word.lower() in language.ordinary


@lru_cache(maxsize=16)
def _hints(language: Language) -> str:
    """The words that the carrier's speech recognition should expect: titles, keywords, synonyms.

    The words are joined by commas, at most as many and as long as the carrier takes.
    """
    said = [menu.title.rstrip(".") for menu in language.menus.values()]
    for topic in language.topics.values():
        said += [topic.title.rstrip("."), topic.keyword.lower(), *topic.also]
    plain = (hint for hint in said if len(hint) <= LONGEST_HINT and not set(",{}") & set(hint))
    return ",".join(list(dict.fromkeys(plain))[:MOST_HINTS])


def _url(turn: Turn) -> str:
    """The URL to which the carrier sends the next event of this turn."""
    held = f"&held={ANY_HELD}" if turn.place.spot.room in CARRYING else ""
    return f"/voice/{places.write(turn.place)}?began={ANY_MINUTE}{held}"
