"""The pack that a command works on, and the clear lines when there is none to work on."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from menus.loading.pack import PackError, load
from menus.model import Pack

HERE = Path(__file__).resolve().parents[2]


def pack_of(folder: str, environ: Mapping[str, str]) -> Pack:
    """The pack in `folder`, else that of PACK, else the shipped one. Exits with 1 if it cannot be served."""
    try:
        return load(Path(folder or environ.get("PACK", "") or HERE / "menus"))
    except PackError as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        sys.exit(1)
