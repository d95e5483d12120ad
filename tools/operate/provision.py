"""`flask provision`: sets our number up at the carrier, and restores its earlier settings."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from settings import BadSetting, Settings, read, served_pack

if TYPE_CHECKING:
    from carrier.number.doing import Number
    from carrier.number.there import There
    from carrier.number.wanted import Change
    from menus.model import Pack

MISUSED = 2
# Twice more, whatever the failure. All tries together have 15 s, which the carrier of itself gives to the
# first: where the line hangs there would be no second.
OVERRIDES = "ct=2000&rt=4500&rc=2&rp=all"
NEEDED = {"TWILIO_ACCOUNT_SID": "account_sid", "TWILIO_AUTH_TOKEN": "auth_tokens", "PUBLIC_URL": "public_url"}
FALLBACKS = ("voice_fallback_url", "sms_fallback_url")
NO_FALLBACK = """\
- Fallback. Make a TwiML Bin of what `flask fallback --calls` prints, and one of `flask fallback --texts`.
  Then run this again with their addresses: --fallback-url and --text-fallback-url."""
OPT_OUT = """\
- Opt-out. At the messaging service, turn on Advanced Opt-Out. Take YES off the words that opt in. Paste:"""
PRIVACY = """\
- Privacy. In the settings of messaging, set the shortest time for which texts are kept. Message Redaction of
  bodies, if the account has it, keeps words out of the carrier's log. The line then cannot look there whether
  a text whose answer was lost went out, and sends it once more. Never redact numbers: Advanced Opt-Out
  needs them."""


@click.command()
@click.option("--number", default="", metavar="+44…", help="The number (default: TWILIO_NUMBER).")
@click.option("--fallback-url", default="", metavar="URL", help="Where the carrier finds what callers hear "
              "while we are away (`flask fallback --calls`).")  # fmt: skip
@click.option("--text-fallback-url", default="", metavar="URL", help="The same for texters "
              "(`flask fallback --texts`).")  # fmt: skip
@click.option("--overrides", default=OVERRIDES, help="What the carrier does where an answer fails, as "
              f"it writes it behind a #; empty for none. Default: {OVERRIDES}.")  # fmt: skip
@click.option("--service/--no-service", default=True, help="Put the number into a messaging service, which "
              "is what holds our words for STOP, START and HELP (default: yes).")  # fmt: skip
@click.option("--shared-service", is_flag=True, help="Change a messaging service though it holds other "
              "numbers, whose texts then go elsewhere too.")  # fmt: skip
@click.option("--undo", is_flag=True, help="Put back what was there before the first run.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def provision(  # noqa: PLR0913, PLR0917 (click gives an argument for each option)
    number: str,
    fallback_url: str,
    text_fallback_url: str,
    overrides: str,
    service: bool,
    shared_service: bool,
    undo: bool,
    yes: bool,
) -> None:
    """Show our number's present and wanted settings at the carrier; set the wanted if you agree, or --yes.

    The original settings are kept in DATA_DIR before the first change. What the carrier's API cannot set is
    printed, to be pasted into the carrier's console.

    Exit code: 0 if all is as it ought to be, 1 if something is not, 2 for a wrong setting.
    """
    from carrier.number.there import look
    from carrier.number.wanted import Addresses, changes, wanted

    settings = _settings(number)
    _demand_elsewhere(settings, {"--fallback-url": fallback_url, "--text-fallback-url": text_fallback_url})
    at_carrier = _number(settings)
    addresses = Addresses(settings.public_url, fallback_url, text_fallback_url, overrides)
    with _told_in_a_line(at_carrier.before.path):
        if undo:
            _demand_record(at_carrier)
        has = look(at_carrier.rest, settings.number)
        if undo:
            _undo(at_carrier, has, shared_service, yes)
            return
        pack, settled = _pack_of(settings), wanted(addresses, has, service=service)
        try:
            todo = changes(has, settled)
            if _may_change(has, todo, shared_service, yes):
                at_carrier.provision(has, todo, pack.service)
        finally:
            _tell_rest(pack, lacks_fallback=not all({**has.settings, **settled}[name] for name in FALLBACKS))


@contextmanager
def _told_in_a_line(record: Path) -> Iterator[None]:
    """Turn errors of the carrier, or of `record`, our file of earlier settings, into a ClickException."""
    from carrier.number.asked import RefusedError

    try:
        yield
    except RefusedError as error:
        raise click.ClickException(str(error)) from None
    except BrokenPipeError:
        raise  # nobody reads what we print any more, as with `| head`: click ends it without a word
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{record}: {error}: nothing more was done") from None


def _settings(number: str) -> Settings:
    """The settings, with the `number` named on the command line, or TWILIO_NUMBER if it is "".

    Exits with code 2 if a needed setting is missing or bad. The line's own keys are not needed.
    """
    try:
        named = {"TWILIO_NUMBER": number} if number else {}
        settings = read({**os.environ, **named}, keys=False)
        needed = {**NEEDED, "TWILIO_NUMBER": "number"}
        if missing := [name for name, field in needed.items() if not getattr(settings, field)]:
            raise BadSetting(f"{', '.join(missing)}: not set")
        if not settings.api_base and urlsplit(settings.public_url).scheme != "https":
            raise BadSetting("PUBLIC_URL: the carrier is to call us over https")
    except BadSetting as error:
        wrong = str(error).replace("TWILIO_NUMBER", "--number") if number else error
        click.echo(f"Error: {wrong}", err=True)
        sys.exit(MISUSED)
    return settings


def _demand_elsewhere(settings: Settings, fallbacks: Mapping[str, str]) -> None:
    """Exit with 2 if a fallback address is not https, or is on the line's own host.

    `fallbacks` has the addresses by the names of their options; "" for one that is not given.
    """
    for option, address in fallbacks.items():
        try:
            parts = urlsplit(address)
            host = parts.hostname
        except ValueError:
            parts, host = urlsplit(""), None
        wrong = ""
        if address and (parts.scheme != "https" or not host):
            wrong = "must be an address that begins with https://"
        elif host and host == urlsplit(settings.public_url).hostname:
            wrong = "is on PUBLIC_URL's own host, which is away when a fallback is wanted: keep it elsewhere"
        if wrong:
            click.echo(f"Error: {option}: {wrong}", err=True)
            sys.exit(MISUSED)


def _demand_record(number: "Number") -> None:
    """Raise ClickException if this machine has no file of the number's earlier settings."""
    if not number.before.path.exists():
        told = "this machine has no record of what was there before (a lost machine took it along?)"
        mend = "put the file back if you kept it, or set the number in the carrier's console"
        raise click.ClickException(f"{number.before.path}: {told}: {mend}")


def _number(settings: Settings) -> "Number":
    from carrier.account import Account, client
    from carrier.number.before import FILE, Before
    from carrier.number.doing import Number

    account = Account(settings.account_sid, settings.auth_tokens[0], settings.number, settings.api_base)
    return Number(client(account), settings.number, Before(settings.data_dir / FILE), click.echo)


def _may_change(has: "There", todo: "tuple[Change, ...]", shared_service: bool, yes: bool) -> bool:
    """Whether there are changes to make (`todo`); exits with 1 if there are, and a person does not agree."""
    if missing := {"voice", "sms"} - has.can:
        click.echo(f"This number cannot take {' or '.join(sorted(missing))}: the line needs both.", err=True)
    if not todo:
        click.echo("Nothing to change.")
        return False
    _agree(has, todo, shared_service, yes)
    return True


def _undo(number: "Number", has: "There", shared_service: bool, yes: bool) -> None:
    """Restore all stored settings of the number, if there are any, after a person has agreed.

    An undo that was broken off is continued.
    """
    from carrier.number.wanted import NEW_SERVICE, Change

    if not (was := number.before.of(has.sid)):
        click.echo("Nothing to put back.")
        return
    back = [(name, value) for name, value in was.items() if name in has.settings]
    todo = tuple(
        Change(name, has.settings[name], value) for name, value in back if has.settings[name] != value
    )
    if made := was.get(NEW_SERVICE):
        click.echo(f"messaging service {made}, which was made here: to be deleted once no number is in it")
    _agree(has, todo, shared_service, yes)
    number.put_back(has)


def _agree(has: "There", todo: "tuple[Change, ...]", shared_service: bool, yes: bool) -> None:
    """Show the changes `todo`, and return only if a person agrees: by --yes, or by a typed yes.

    Otherwise exit with 1. If texts to other numbers would be sent elsewhere because of a change, the person
    has to agree to that by --shared-service.
    """
    from carrier.number.there import SERVICE
    from carrier.number.wanted import turned

    for change in todo:
        click.echo(str(change))
    if not shared_service and (others := turned(has, todo)):
        many = "another number" if others == 1 else f"{others} other numbers"
        click.echo(
            f"Nothing was done: messaging service {has.settings[SERVICE]} holds {many}, whose texts would"
        )
        click.echo("go elsewhere too. Where that is right, run this again with --shared-service.")
        sys.exit(1)
    if not yes and not sys.stdin.isatty():
        click.echo("Nothing was done: run it again with --yes.")
        sys.exit(1)
    if not yes:
        click.confirm("Do this at the carrier?", abort=True)


def _pack_of(settings: Settings) -> "Pack":
    from app import as_served  # here: it loads the whole line
    from menus.loading.pack import PackError, load_kept

    try:
        pack = load_kept(served_pack(settings), settings.pack)
        return as_served(replace(settings, live=False), pack, datetime.now(UTC).date())
    except PackError as error:
        raise click.ClickException(f"{settings.pack}: {error}") from None


def _tell_rest(pack: "Pack", lacks_fallback: bool) -> None:
    """Print the settings that the carrier's API cannot set, word for word for its console.

    With `lacks_fallback`, also print how to set up the fallback documents.
    """
    from web.fallback import carriers_replies

    click.echo("\nFor the carrier's console, since its API cannot:")
    if lacks_fallback:
        click.echo(NO_FALLBACK)
    click.echo(OPT_OUT)
    for word, reply in carriers_replies(pack).items():
        click.echo(f"  {word}: {reply}")
    click.echo(PRIVACY)
