"""The pack that a command works on, and the clear lines when there is none to work on."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from menus.loading.folders import SHIPPED
from menus.loading.pack import PackError, load
from menus.model import Pack


def folder_of(given: str, environ: Mapping[str, str]) -> Path:
    """The folder that was given, else that of PACK, else the shipped pack's."""
    return Path(given or environ.get("PACK", "") or SHIPPED)


def pack_of(given: str, environ: Mapping[str, str]) -> Pack:
    """The pack in that folder. Exits with 1 if it cannot be served."""
    try:
        return load(folder_of(given, environ))
    except PackError as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        sys.exit(1)
