"""`flask rotate-keys`: encrypts all numbers again with the newest NUMBER_KEY, to retire the old key."""

import sys
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import click

from settings import Settings
from tools.people.store_now import FOUND_NOTHING, settings_now, store_now

if TYPE_CHECKING:
    from store.store import Store

SECONDS = 2.0
LOSES = (
    "Whoever waits to be rung back under the lost key cannot be rung any more: their call-backs are ended. "
    "Is the key in no backup (`flask restore` brings it back), and among no secrets?"
)


@click.command("rotate-keys")
@click.option("--lost", is_flag=True, help="Go on without the numbers of a NUMBER_KEY that is lost for good.")
@click.option("--yes", is_flag=True, help="With --lost: do not ask.")
def rotate_keys(lost: bool, yes: bool) -> None:
    """Encrypt anew, with the newest key, what an older key of NUMBER_KEY encrypted.

    Set NUMBER_KEY to "new,old", start the line anew, run this, then take the old key away. Exit code 1 if
    something was encrypted with a key that is not there.
    """
    from store import rotation
    from store.desk.desk import desk_store

    if lost:
        _accept(settings_now(), yes)
    with store_now() as (store, now):
        ended = _end_unopened(store, now) if lost else 0
        done = rotation.rotate(store)
        staff_anew, staff_unopened = desk_store(store).staff.rotate()
    click.echo(f"{done.sealed_anew + staff_anew} sealed with the first key of NUMBER_KEY.")
    if lost:
        click.echo(f"{ended} call-backs ended, as nobody can ring them.")
    if unopened := done.unopened + staff_unopened:
        click.echo(f"{unopened} cannot be opened: their key is missing from NUMBER_KEY.", err=True)
        sys.exit(FOUND_NOTHING)


def _accept(settings: Settings, yes: bool) -> None:
    """Let the store count as encrypted with the present NUMBER_KEY, although its own key is lost.

    A person is asked first, unless `yes` is true. Raises ClickException if the present key opens the store.
    """
    from redis.exceptions import ResponseError

    from store.client import LOST, make_client
    from store.condition import ANOTHER_NUMBER_KEY, HALF_ROTATED
    from store.fitness.reason import reason
    from store.keys import Keys
    from store.proof import accept_number_key, proof
    from store.sealed import open_seals
    from store.server.embedded import address
    from tools.people.join import join_store

    seals = open_seals(settings.number_keys)
    with (
        join_store(settings),  # for as long as this takes
        closing(make_client(settings.redis_url or address(settings.data_dir), SECONDS, SECONDS)) as client,
    ):
        try:
            found = proof(Keys(settings.hash_key), seals, writes=False)(client)
            if found not in (ANOTHER_NUMBER_KEY, HALF_ROTATED):
                raise click.ClickException("the NUMBER_KEY that is set opens this store: nothing was done")
            if not yes:
                click.confirm(f"{LOSES} Go on without them?", abort=True, err=True)
            accept_number_key(client, seals)
        except (*LOST, ResponseError) as error:
            raise click.ClickException(
                f"the store does not answer ({reason(error)}): run it again"
            ) from error


def _end_unopened(store: "Store", now: datetime) -> int:
    """End each waiting call-back whose number no key opens, so that its person may ask anew.

    Gives how many were ended.
    """
    from store.promises.for_others import KIND
    from store.sealed import BrokenSeal

    ended, queue = 0, store.callbacks.queue
    for callback_id, row in queue.records(queue.ids()).items():
        try:
            store.seals.unseal(KIND, row.get("sealed", ""))
        except BrokenSeal:
            ended += queue.close(callback_id, "withdrawn", "", now) == "withdrawn"
    return ended
