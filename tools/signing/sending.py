"""Emails a clinician, from the terminal, a link to review one thing, such as a topic, as it is on disk."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from menus.model import Pack
from menus.signing.person import is_same_person
from menus.signing.things import Thing
from tools.people.store_now import settings_now, store_now


def send_link(pack: Pack, thing: Thing, whom: str, who: str) -> None:
    """Email the clinician `whom` (name or id) a link to review and sign `thing`.

    The link is sent in the name of the account `who`, which must be allowed to edit. Then the names of the
    admins who may countersign are printed. Raises ClickException with the reason if no link is sent.
    """
    from store.desk.desk import desk_store  # here: printing a sheet needs no store
    from web.desk.signing.asking import Asking, countersigners, editors, why_not

    settings = settings_now()
    if not (settings.smtp_url and settings.public_url):
        raise click.ClickException("a link goes by mail: SMTP_URL and PUBLIC_URL are needed")
    with store_now() as (store, now), _with_key():
        kept = desk_store(store)
        account = kept.staff.one(who)
        if account is None or not account.may("edit"):
            raise click.ClickException(f"{who} is no account that may edit")
        named = [one for one in kept.clinicians.all() if whom == one.id or is_same_person(whom, one.name)]
        if len(named) != 1:
            told = ", ".join(f"{one.name} ({one.id})" for one in named or kept.clinicians.all())
            raise click.ClickException(f"{whom} is not one of those whom an admin has entered: {told}")
        if why := why_not(thing, named[0], (who, *editors(kept))):
            raise click.ClickException(why)
        kept.trail.note(now, who, "review:ask", thing.id)
        Asking(kept, pack, settings.public_url, now).ask(thing, named[0], who)
        second = " or ".join(countersigners(kept, thing, named[0], who)) or "nobody: add an admin"
    click.echo(f"A link goes to {named[0].name} by mail. It works once, for seven days.")
    click.echo(f"Who could countersign what they sign: {second}")


@contextmanager
def _with_key() -> Iterator[None]:
    from store.sealed import BrokenSeal

    try:
        yield
    except BrokenSeal:
        raise click.ClickException("NUMBER_KEY is not the one they were sealed with") from None
