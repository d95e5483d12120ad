"""What the commands about people share: the open store, and reading a phone number."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from settings import BadSetting, read
from tools.people.join import join_store
from tools.words.packs import pack_of

if TYPE_CHECKING:
    from store.store import Store

FOUND_NOTHING = 1
MISUSED = 2


def number(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """The phone number that was typed (07400 123456, +44 …), in E.164. Raises BadParameter.

    The error message does not repeat the number, because terminals often keep what they show.
    """
    found = e164(value)
    if not found:
        raise click.BadParameter("that is no phone number: write it as 07400123456 or +447400123456")
    return found


def e164(value: str) -> str:
    """A phone number in any usual spelling, as E.164; "" if it is none."""
    import phonenumbers  # here: it takes longer to load than the rest of a command

    try:
        parsed = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return ""
    written: str = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return written if phonenumbers.is_possible_number(parsed) else ""


@contextmanager
def store_now() -> Iterator[tuple["Store", datetime]]:
    """Open the store for one command, and give it with the present moment in the helpline's zone.

    If the store cannot be reached, the command ends with exit code 1; on a bad setting, with 2.
    """
    from store.link import Unreachable

    try:
        settings = read(os.environ)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    zone = ZoneInfo(pack_of("", os.environ).hours.zone)
    try:
        with join_store(settings, zone) as store:
            yield store, datetime.now(UTC).astimezone(zone)
    except Unreachable as error:
        raise click.ClickException(f"{error}: nothing was changed, try again") from error
