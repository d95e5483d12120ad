"""Shows the link for the desk's first account to the person who starts the line."""

import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from serve.children import say
from settings import Settings
from store.link import KeepsNothing, Unreachable
from tools.people.staff import first_link_of

# In DATA_DIR, where the line is started without a terminal.
FILE = "first-link"
AGAIN_SECONDS = 2.0
TOLD = "The desk has no account yet. For an hour, once, this makes the first:"


def tell(settings: Settings, out: TextIO | None = None, again: float = AGAIN_SECONDS) -> str:
    """Return the link for the desk's first account, to show at the terminal; "" if there is nothing to show.

    `out` is where the link would be shown; None stands for standard output. If `out` is no terminal, the link
    goes into a file that only its owner can read, and the result is "". The log then names this file, because
    many may read the log. If there is an account already, no link is made. If the store is away, the result
    is "" too: a thread tries again every `again` seconds, and then shows the link or writes the file. A file
    of an earlier start is removed.
    """
    out = out or sys.stdout
    try:
        return _tell(settings, out)
    except Unreachable as error:
        threading.Thread(target=_tell_later, args=(settings, out, again, error), daemon=True).start()
        return ""


def _tell_later(settings: Settings, out: TextIO, again: float, error: Unreachable) -> None:
    """Try every `again` seconds, until it succeeds, to print the first account's link or write its file.

    If `error` says that the store is not fit to keep promises, report that first.
    """
    if isinstance(error, KeepsNothing):
        say(str(error))
    while True:
        time.sleep(again)
        with suppress(Unreachable):
            if link := _tell(settings, out):
                click.echo(f"{TOLD}\n  {link}", file=out)
            return


def _tell(settings: Settings, out: TextIO) -> str:
    """Return the link for the desk's first account if `out` is a terminal; "" if there is nothing to show.

    If `out` is no terminal, the link goes into a file of the data folder. A line on standard error names the
    file, or says why it cannot be written. A file of an earlier start is removed. If there is an account
    already, there is no link. Raises `Unreachable` while the store is away.
    """
    link, file = first_link_of(settings), settings.data_dir / FILE
    try:
        file.unlink(missing_ok=True)
        if not link or out.isatty():
            return link
        _keep(link, file)
    except OSError as error:
        say(f"{file}: {error.strerror}: `flask staff link` prints the link for the desk's first account")
        return ""
    say(f"{TOLD} the link in {file}", "info")
    return ""


def _keep(link: str, file: Path) -> None:
    """Write the link to a new file of mode 600. Raises OSError, also if the file exists already."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as kept:
        kept.write(f"{link}\n")
