"""The store for one command: that of the running line, or one that runs only as long as the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

import click

from settings import Settings
from store.server.embedded import StoreError, start

if TYPE_CHECKING:
    from store.store import Store


@contextmanager
def join_store(settings: Settings, zone: tzinfo = UTC) -> Iterator["Store"]:
    """Open the store that `settings` name, for one command; where none runs, start one and end it afterwards.

    `zone` is the time zone in which the store's days begin. Raises ClickException if the store cannot be
    started.
    """
    from store.store import open_store  # here: the client takes as long to import as the rest of a command

    try:
        own = None if settings.redis_url else start(settings.data_dir)
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    store = open_store(own.url if own else settings.redis_url, settings.hash_key, zone, settings.number_keys)
    try:
        yield store
    finally:
        store.close()
        if own is not None:
            own.stop()
