"""Shared parts of the commands about people: opening the store, and reading a phone number."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from environment.given import check_given
from environment.keys import UNKNOWN
from environment.moved import demand_unmoved
from settings import BadSetting, Settings, data_dir_of, read
from tools.people.join import has_store, join_store
from tools.words.packs import pack_of

if TYPE_CHECKING:
    from store.store import Store

FOUND_NOTHING = 1
MISUSED = 2
# A number of ten digits may be of a new range, which the library does not know yet, or of those for plays.
UK, UK_DIGITS = 44, 10
NO_NUMBER = (
    "that is no phone number, or a digit is missing or a letter in it: write it as 07400123456 or "
    "+447400123456"
)
SEALED = (
    "NUMBER_KEY does not open what is kept there: it was sealed with another key. Add that one behind the "
    "present one, with a comma between, and start the line anew"
)


def number(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """The phone number that was typed (07400 123456, +44 …), in E.164. Raises BadParameter if it is none.

    The error message does not repeat what was typed, because terminals often keep their output.
    """
    found = e164(value)
    if not found:
        raise click.BadParameter(NO_NUMBER)
    return found


def e164(value: str) -> str:
    """A phone number in any usual spelling, as E.164; "" if it is no phone number.

    A number with a letter in it counts as mistyped. So does a UK number without ten digits behind its 0,
    unless such shorter numbers are in use. If it were accepted, a command would say that nothing is held
    about it, although a digit is missing. A number of another country need only have a possible length.
    """
    import phonenumbers  # here: it takes longer to load than the rest of a command

    if any(sign.isalpha() for sign in value):
        return ""
    try:
        parsed = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException:
        return ""
    here = parsed.country_code == UK
    whole = len(str(parsed.national_number)) == UK_DIGITS or phonenumbers.is_valid_number(parsed)
    if parsed.extension or not phonenumbers.is_possible_number(parsed) or (here and not whole):
        return ""
    written: str = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return written


def settings_now(moved: bool = False) -> Settings:
    """The settings of the line whose store a command is to use; neither a key nor a store is made.

    If a setting is bad or missing, the command says so and ends with exit code 2. It does the same if there
    is no store, because a new one would hold no data of the line; and if all data were moved to another
    store, unless `moved` allows that.
    """
    try:
        check_given(os.environ, data_dir_of(os.environ))
        settings = read(os.environ)
        if not (settings.redis_url or has_store(settings.data_dir)):
            raise BadSetting(f"DATA_DIR: no line has kept anything in {settings.data_dir}: {UNKNOWN}")
        if not moved:
            demand_unmoved(settings.data_dir, settings.redis_url)
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    if not (settings.redis_url or os.environ.get("DATA_DIR")):
        click.echo(f"DATA_DIR is not set: this is of the line in {settings.data_dir}", err=True)
    return settings


@contextmanager
def store_now() -> Iterator[tuple["Store", datetime]]:
    """Open the store for one command; give the store and the present time in the helpline's zone.

    If the store cannot be reached, or holds something that no NUMBER_KEY opens, the command ends with exit
    code 1; on a bad or missing setting, with 2.
    """
    from store.link import Unreachable
    from store.sealed import BrokenSeal

    settings = settings_now()
    zone = ZoneInfo(pack_of("", os.environ).hours.zone)
    try:
        with join_store(settings, zone) as store:
            store.link.look()
            if store.link.condition.reads and store.link.condition.line:
                click.echo(store.link.condition.line, err=True)
            yield store, datetime.now(UTC).astimezone(zone)
    except Unreachable as error:
        raise click.ClickException(f"{str(error).rstrip('.')}: nothing was changed, try again") from error
    except BrokenSeal as error:
        raise click.ClickException(SEALED) from error
