"""`flask call`: a phone in the terminal, on the real flow, without a running line."""

import os
import re
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import click

from ivr.model import Dial, HangUp, KeyNumber, Listen, Record, Turn
from play.phone import Phone
from tools.words.packs import pack_of

KEYS = re.compile(r"[0-9*#]+")
ENDED = {
    "/busy": ("busy", False),
    "/noanswer": ("no-answer", False),
    "/failed": ("failed", False),
    "/answer": ("completed", False),
    "/bridged": ("completed", True),
}
HELP = """Type keys (0-9 * #), Enter to wait, "words" to speak. While it rings: /busy /noanswer /failed,
/answer (picked up, but nobody took the call), /bridged (two people spoke).
/at 2026-12-25T10:00 sets the clock, /call rings again, /test prints this call as a test, /quit ends."""


@click.command()
@click.option(
    "--at", default="", metavar="TIME", help="The moment of the call, as 2026-12-25T10:00 (default: now)."
)
@click.option("--pack", "folder", default="", metavar="FOLDER", help="Another pack than the line's own.")
@click.option("--from", "number", default=Phone.number, help="The number to call from, or a word: withheld.")
def call(at: str, folder: str, number: str) -> None:
    """Ring the line from this terminal."""
    pack = pack_of(folder, os.environ)
    zone = ZoneInfo(pack.hours.zone)
    phone = Phone(pack, moment(at, zone) if at else datetime.now(UTC).astimezone(zone), number)
    click.echo(HELP)
    show(phone, phone.call())
    for line in sys.stdin:
        if line.strip() == "/quit":
            return
        obey(phone, line.strip(), zone)


def obey(phone: Phone, line: str, zone: ZoneInfo) -> None:
    """Do what one typed line asks, and show what is heard."""
    word, _, rest = line.partition(" ")
    match word:
        case "/help":
            click.echo(HELP)
        case "/test":
            click.echo(phone.scene())
        case "/call":
            show(phone, phone.call())
        case "/at":
            set_clock(phone, rest, zone)
        case _ if phone.over:
            click.echo("The call is over: /call rings again, /quit ends.")
        case _:
            play(phone, line)


def set_clock(phone: Phone, text: str, zone: ZoneInfo) -> None:
    """Set the phone's clock; a call that is on goes on at the new time."""
    try:
        phone.clock = moment(text, zone)
    except click.BadParameter as error:
        click.echo(error.message)
        return
    phone.done.append(f'at("{phone.clock:%Y-%m-%dT%H:%M}")')
    click.echo(f"It is {phone.clock:%A %d %B %Y, %H:%M}.")


def play(phone: Phone, line: str) -> None:
    """One event of the call, or one for each key."""
    ringing = phone.turn is not None and isinstance(phone.turn.then, Dial)
    if asked(phone, Record):
        show(phone, phone.spoke_message(20 if line else 0))
    elif not line and asked(phone, KeyNumber):
        show(phone, phone.key_number(""))
    elif not line:
        show(phone, phone.wait())
    elif line in ENDED and ringing:
        status, bridged = ENDED[line]
        show(phone, phone.dial_ended(status, bridged=bridged))
    elif ringing or line in ENDED:
        click.echo("It is ringing: Enter waits, or /help." if ringing else "Nothing rings now.")
    elif line.startswith(('"', "'")):
        if not listens(phone):
            click.echo("  [the line takes keys alone here; where it listened, this would follow]")
        show(phone, phone.speak(line.strip("\"'")))
    elif asked(phone, KeyNumber):
        show(phone, phone.key_number(line.rstrip("#").rpartition("*")[2]))
    elif KEYS.fullmatch(line):
        for key in line:
            if not phone.over:
                show(phone, phone.press(key))
    else:
        click.echo("Keys are 0-9 * and #. /help tells the rest.")


def asked(phone: Phone, kind: type) -> bool:
    """Whether the line now waits for this."""
    return phone.turn is not None and isinstance(phone.turn.then, kind)


def listens(phone: Phone) -> bool:
    """Whether the line now takes words beside keys: a pack turns that on."""
    then = phone.turn.then if phone.turn else None
    return isinstance(then, Listen) and then.speech


def show(phone: Phone, turn: Turn) -> None:
    """What is heard, and what the line does next, with the seconds."""
    click.secho(phone.words_of(turn), bold=True)
    lasts = f"{phone.seconds_of(turn):.1f} s"
    match turn.then:
        case Dial(number, ring, _):
            click.echo(f"  [{lasts}, then {number} rings for up to {ring} s]")
        case HangUp():
            click.echo(f"  [{lasts}, then the line hangs up]")
        case Record(longest):
            click.echo(f"  [{lasts}, then a tone: type words for a message of up to {longest} s]")
        case KeyNumber():
            click.echo(f"  [{lasts}, then a phone number: type it and Enter]")
        case Listen() as listen:
            click.echo(f"  [{lasts}, then {listen.wait} s for a key; {turn.place.spot}]")


def moment(text: str, zone: ZoneInfo) -> datetime:
    """A local time of the pack's zone, unless it carries an offset."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no time: write it like 2026-12-25T10:00") from None
    return read if read.tzinfo else read.replace(tzinfo=zone)
