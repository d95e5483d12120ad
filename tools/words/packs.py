"""The pack that a command works on; if it cannot be loaded, the command prints why and ends."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from menus.loading.folders import SHIPPED
from menus.loading.pack import PackError, load
from menus.model import Pack


def folder_of(given: str, environ: Mapping[str, str]) -> Path:
    """The folder of a pack: `given`, else that of the setting PACK, else that of the shipped pack."""
    return Path(given or environ.get("PACK", "") or SHIPPED)


def pack_of(given: str, environ: Mapping[str, str]) -> Pack:
    """The pack in the folder `given`, else in that of the setting PACK, else the shipped one.

    If it cannot be loaded, this prints every fault and ends the command with exit code 1.
    """
    try:
        return load(folder_of(given, environ))
    except PackError as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        sys.exit(1)
