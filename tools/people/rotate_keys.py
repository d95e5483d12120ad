"""`flask rotate-keys`: encrypts all numbers again with the newest NUMBER_KEY, to retire the old key."""

import sys

import click

from tools.people.store_now import FOUND_NOTHING, store_now


@click.command("rotate-keys")
def rotate_keys() -> None:
    """Encrypt anew, with the newest key, what an older key of NUMBER_KEY encrypted.

    Set NUMBER_KEY to "new,old", start the line anew, run this, then take the old key away. Exit code 1 if
    something was encrypted with a key that is not there.
    """
    from store import rotation
    from store.desk.desk import desk_store

    with store_now() as (store, _):
        done = rotation.rotate(store)
        staff_anew, staff_unopened = desk_store(store).staff.rotate()
    click.echo(f"{done.sealed_anew + staff_anew} sealed with the first key of NUMBER_KEY.")
    if unopened := done.unopened + staff_unopened:
        click.echo(f"{unopened} cannot be opened: their key is missing from NUMBER_KEY.", err=True)
        sys.exit(FOUND_NOTHING)
