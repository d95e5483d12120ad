"""`flask call`: rings the line from the terminal; the real code answers, but no server has to run."""

import os
import re
import shutil
import sys
import textwrap
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from ivr.aloud import Numbers, aloud, by_language, lasts, prompt, words_of
from ivr.model import Dial, HangUp, KeyNumber, Listen, Record, Say, Turn
from menus.multilingual.in_english import by_code
from play.act import Act, Phone
from play.as_test import code
from play.calls import numbers_of, waits
from play.player import Play, do
from settings import E164
from sms.senders import identity
from tools.words.packs import pack_as_said

NUMBER = "+447700900123"
WITHHELD = "withheld"
KEYS = re.compile(r"[0-9*#]+")
ENDED = {
    "/busy": "busy",
    "/noanswer": "no-answer",
    "/failed": "failed",
    "/answer": "completed",
    "/bridged": "bridged",
}
HELP = """Type keys (0-9 * #), Enter to wait, "words" to speak. While it rings: /busy /noanswer /failed,
/answer (picked up, but nobody took the call), /bridged (two people spoke).
/at 2026-12-25T10:00 sets the clock, /call rings again, /test prints this call as a test, /quit ends."""


@dataclass
class Handset:
    """The phone in the terminal: all that was done at it so far (`play`), and its clock.

    The clock has the helpline's time zone, and moves on by the seconds that the line speaks and waits.
    `speaks` is the code of the language that was spoken last, "" at the beginning of a call.
    """

    play: Play
    clock: datetime
    speaks: str = ""


def _caller(_context: click.Context, _option: click.Parameter, typed: str) -> str:
    """The number to call from, in E.164, or the word "withheld". Raises BadParameter for anything else."""
    caller = identity(typed)
    if caller != WITHHELD and not re.fullmatch(E164, caller):
        raise click.BadParameter(
            f'"{typed}" is no number: write it as {NUMBER} or 07700900123, or {WITHHELD}'
        )
    return caller


@click.command()
@click.option(
    "--at", default="", metavar="TIME", help="The moment of the call, as 2026-12-25T10:00 (default: now)."
)
@click.option("--pack", "folder", default="", metavar="FOLDER", help="Another pack than the line's own.")
@click.option("--from", "number", default=NUMBER, callback=_caller, help="A number, or a word: withheld.")
def call(at: str, folder: str, number: str) -> None:
    """Ring the line from this terminal."""
    pack = pack_as_said(folder, os.environ)
    zone = ZoneInfo(pack.hours.zone)
    clock = moment(at, zone) if at else datetime.now(UTC).astimezone(zone)
    handset = Handset(Play(Phone(pack, number)), clock)
    tell(HELP)
    _act(handset, "call")
    for line in sys.stdin:
        if line.strip() == "/quit":
            return
        _obey(handset, line.strip(), zone)


def _obey(handset: Handset, line: str, zone: ZoneInfo) -> None:
    """Carry out one typed line, a command such as /at, keys or words; print what the caller hears.

    `zone` is for a typed time that has no offset.
    """
    word, _, rest = line.partition(" ")
    match word:
        case "/help":
            tell(HELP)
        case "/test":
            click.echo(code(handset.play))
        case "/call":
            _act(handset, "call")
        case "/at":
            _set_clock(handset, rest, zone)
        case _ if _state(handset) == "over":
            tell("The call is over: /call rings again, /quit ends.")
        case _:
            _use(handset, line)


def _set_clock(handset: Handset, text: str, zone: ZoneInfo) -> None:
    """Set the phone's clock to the time in `text`, which is in `zone` unless it has an offset.

    A call that is on goes on at this time. If the time cannot be read, print why, and leave the clock.
    """
    try:
        handset.clock = moment(text, zone)
    except click.BadParameter as error:
        tell(error.message)
        return
    tell(f"It is {handset.clock:%A %d %B %Y, %H:%M}.")


def _use(handset: Handset, line: str) -> None:
    """Do in the call what one typed line says: speak, press keys or, for an empty line, wait.

    If this is not possible at this moment of the call, print a hint instead.
    """
    now = _state(handset)
    if now == "recording":
        _act(handset, "spoke", "20" if line else "0")
    elif not line:
        _act(handset, "wait")
    elif line in ENDED and now == "ringing":
        _act(handset, "dial", ENDED[line])
    elif line in ENDED or now == "ringing":
        tell("It is ringing: Enter waits, or /help." if now == "ringing" else "Nothing rings now.")
    elif line.startswith(('"', "'")):
        _speak(handset, line.strip("\"'"))
    elif now == "keying":
        _act(handset, "key", line.rstrip("#"))
    elif KEYS.fullmatch(line):
        for key in line:
            _act(handset, "press", key)
    else:
        tell("Keys are 0-9 * and #. /help tells the rest.")


def _speak(handset: Handset, words: str) -> None:
    """Say `words` in the call, and print the line's answer.

    If the call takes only keys at this point, print first that it does. What is printed next is what the line
    would answer if it listened for words here.
    """
    then = _turn(handset).then
    if not (isinstance(then, Listen) and then.speech):
        tell("  [the line takes keys alone here; where it listened, this would follow]")
    _act(handset, "say", words)


def _act(handset: Handset, what: str, detail: str = "") -> None:
    """Do one act at the phone in the terminal, and print the line's answer.

    `what` is the kind of act ("press", "wait" …), and `detail` what goes with it, such as the key. If the act
    is not possible at this moment of the call, that is printed instead.
    """
    if what == "call":
        handset.speaks = ""
    if what == "wait":
        handset.clock += timedelta(seconds=waits(_turn(handset)))
    play = do(handset.play, Act(what, detail, handset.clock.timestamp()))
    if play is handset.play:
        tell("  [nothing awaits that now]")
        return
    handset.play = play
    _show(handset)


def _state(handset: Handset) -> str:
    """The state of the call: "listening", "ringing" …; "over" if there is no call."""
    return handset.play.call.state if handset.play.call else "over"


def _turn(handset: Handset) -> Turn:
    """The last turn of the call: the line's words and its next step. There must be a call."""
    assert handset.play.call, "it rang before anything else"
    return handset.play.call.newest.turn


def _show(handset: Handset) -> None:
    """Print the words that the caller hears, the line's next step, and the seconds for which it speaks.

    The phone's clock moves on by these seconds. There must be a call.
    """
    assert handset.play.call
    newest = handset.play.call.newest
    numbers = numbers_of(handset.play.phone, newest)
    seconds = lasts(newest.turn, numbers)
    handset.clock += timedelta(seconds=seconds)
    _say(handset, newest.turn, numbers)
    match newest.turn.then:
        case Dial(number, ring, _):
            then = f"{number} rings for up to {ring} s"
        case HangUp():
            then = "the line hangs up"
        case Record(longest):
            then = f"a tone: type words for a message of up to {longest} s"
        case KeyNumber():
            then = "a phone number: type it and Enter"
        case Listen() as listen:
            then = f"{listen.wait} s for a key; {newest.turn.place.spot}"
        case _:
            then = "two people speak"
    tell(f"  [{seconds:.1f} s, then {then}]")


def _say(handset: Handset, turn: Turn, numbers: Numbers) -> None:
    """Print the words of a turn; `numbers` are the phone numbers that the words may name.

    In a pack of several languages, print the language and the voice above the words whenever they change.
    """
    pack = handset.play.phone.pack
    if len(pack.languages) == 1:
        tell(words_of(turn, numbers), bold=True)
        return
    for language, run in by_language((*turn.before, *prompt(turn)), pack.languages[turn.place.language]):
        words = " ".join(aloud(part, numbers) for part in run if isinstance(part, Say))
        if words and handset.speaks != language.code:
            tell(f"  [{by_code(pack)[language.code]}, by {language.voice}]")
            handset.speaks = language.code
        tell(words, bold=True)


def tell(words: str, bold: bool = False) -> None:
    """Print words, each line wrapped at spaces to the width of the terminal."""
    width = shutil.get_terminal_size().columns
    for line in words.splitlines():
        wrapped = textwrap.wrap(
            line, width, break_on_hyphens=False, subsequent_indent="  " * line.startswith("  ")
        )
        click.secho("\n".join(wrapped), bold=bold)


def moment(text: str, zone: ZoneInfo) -> datetime:
    """The date and time in `text` (2026-12-25T10:00), in `zone` unless it has an offset of its own.

    Raises BadParameter if it is no date and time.
    """
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no time: write it like 2026-12-25T10:00") from None
    return read if read.tzinfo else read.replace(tzinfo=zone)
