"""`flask self-test`: the line rings and texts itself through the carrier, and tells what it heard."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import click

from settings import Settings, current_pack
from tools.people.store_now import settings_now, store_now

if TYPE_CHECKING:
    from carrier.own_call import OwnPhone, Part
    from menus.model import Pack
    from store.store import Store

MISUSED = 2
NEEDED = {
    "TWILIO_ACCOUNT_SID": "account_sid",
    "TWILIO_AUTH_TOKEN": "auth_tokens",
    "TWILIO_NUMBER": "number",
    "PUBLIC_URL": "public_url",
}
WORD, HOLDS = "MENU", "999"
NO_TEXT = "text: not tried, since the carrier texts no number from itself: set SELF_TEST_NUMBER"


@click.command("self-test")
@click.option("--json", "as_json", is_flag=True, help="An object, for a program.")
@click.option("--wait", default=60.0, show_default=True, help="Seconds to wait for the reply to the text.")
def self_test(as_json: bool, wait: float) -> None:
    """Ring the line through the carrier as a caller would, listen to it, and press keys; text it, too.

    It is rung at a moment when the helpline is open and at one when it is closed, which these calls alone
    pretend. Nothing is kept of them, and nobody is rung. SELF_TEST_NUMBER, a second number of the account,
    rings and texts; without it TWILIO_NUMBER rings itself, and no text is sent.

    Exit code: 0 if all was heard as it ought to be, 1 if not, 2 for a wrong setting.
    """
    settings = settings_now()
    if missing := [name for name, field in NEEDED.items() if not getattr(settings, field)]:
        click.echo(f"Error: {', '.join(missing)}: not set", err=True)
        sys.exit(MISUSED)
    with store_now() as (store, _):
        parts = []
        for part in _parts(settings, store, wait):
            parts.append(part)
            if not as_json:
                click.echo("\n".join(f"{part.name}: {told}" for told in part.faults or ("all is well",)))
    if as_json:
        click.echo(json.dumps({part.name: list(part.faults) for part in parts}, indent=2))
    elif not settings.self_test_number:
        click.echo(NO_TEXT)
    sys.exit(1 if any(part.faults for part in parts) else 0)


def _parts(settings: Settings, store: "Store", wait: float) -> "Iterator[Part]":
    """Do the test, part by part."""
    from carrier.own_call import ring_ourselves, text_ourselves  # here: loading the carrier takes long
    from ivr.pretended import KEYS, expected, judge, moments
    from store.desk.rehearsals import Rehearsals

    pack, phone = _pack(settings, store), _phone(settings, wait)
    told = partial(expected, pack, line=settings.number)
    yield from ring_ourselves(
        phone,
        Rehearsals(store.link),
        moments(pack.hours, datetime.now(UTC)),
        lambda moment, places, words: judge(told(moment), places, words),
        f"{settings.public_url}/voice/rehearsal",
        KEYS,
    )
    if settings.self_test_number:
        yield text_ourselves(phone, WORD, (pack.service, HOLDS))


def _phone(settings: Settings, wait: float) -> "OwnPhone":
    from carrier.account import Account, client
    from carrier.own_call import OwnPhone

    account = Account(settings.account_sid, settings.auth_tokens[0], settings.number, settings.api_base)
    return OwnPhone(client(account), settings.self_test_number or settings.number, settings.number, wait)


def _pack(settings: Settings, store: "Store") -> "Pack":
    """The pack that the line serves, with the closures that staff have set."""
    from app import as_served
    from menus.loading.pack import PackError, load_kept
    from store.desk.desk import desk_store
    from web.hours_now import HoursNow

    try:
        found = load_kept(current_pack(settings.data_dir), settings.pack)
        pack = as_served(replace(settings, live=False), found, datetime.now(UTC).date())
    except PackError as error:
        raise click.ClickException(str(error)) from None
    hours = HoursNow(pack, desk_store(store).closures)
    hours.refresh()
    return hours.pack()
