"""The store for the length of one command: the running line's, or one started for the command."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

import click

from settings import Settings
from store.server.embedded import StoreError, start
from store.server.engine import STAMP
from store.server.files import is_marked
from store.server.folder import OWN

if TYPE_CHECKING:
    from store.store import Store


def has_store(data: Path) -> bool:
    """Whether an embedded store was ever started in the data folder `data`, even if its folder is gone."""
    own = data / OWN
    return (own / STAMP).exists() or is_marked(own)


@contextmanager
def join_store(settings: Settings, zone: tzinfo = UTC) -> Iterator["Store"]:
    """Open the store that `settings` name, for one command; start an embedded store if it does not run.

    A store that was started is ended after the command. `zone` is the time zone in which counts are kept by
    day. Raises ClickException if the embedded store cannot be started. A store at REDIS_URL connects at its
    first use.
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
