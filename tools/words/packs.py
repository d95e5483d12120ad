"""The pack that a command works on; if it cannot be loaded, the command prints why and ends."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import click

from menus.air.laying import lay_over
from menus.loading.folders import SHIPPED
from menus.loading.pack import PackError, load
from menus.loading.places import locate
from menus.model import Fault, Pack
from settings import data_dir_of
from store.desk.air import aired
from store.desk.air_copy import read_copy
from web.pack_now import on_air


def folder_of(given: str, environ: Mapping[str, str]) -> Path:
    """The folder of a pack: `given`; with "", the setting PACK; without that, the shipped pack's folder."""
    return Path(given or environ.get("PACK", "") or SHIPPED)


def pack_of(given: str, environ: Mapping[str, str]) -> Pack:
    """The pack in the folder `given`; with "", that of the setting PACK, or else the shipped pack.

    If the pack cannot be loaded, every fault is printed and the command ends with exit code 1.
    """
    try:
        return load(folder_of(given, environ))
    except PackError as error:
        _give_up(error.faults)


def pack_to_match(given: str, environ: Mapping[str, str]) -> Pack:
    """The pack in the folder `given`, to match messages with.

    With "" it is that of the setting PACK, or else the shipped one. If it cannot be loaded, every fault is
    printed and the command ends with exit code 1. If a phrase cannot be read, the command names it and ends
    with exit code 1.
    """
    from menus.rules.lists import unreadable  # here: other commands need no matcher

    pack = pack_of(given, environ)
    if found := tuple(fault for language in pack.languages.values() for fault in unreadable(language)):
        _give_up(tuple(locate(pack.files, fault) for fault in found))
    return pack


def pack_as_said(given: str, environ: Mapping[str, str]) -> Pack:
    """The pack in the folder `given`; if `given` is "", the line's own pack with the changes of staff.

    The line's own pack is the one that the setting PACK names, or the shipped one. The changes of staff are
    read from the copy in the data folder; without a copy there are none. If the pack cannot be loaded, or one
    of its phrases cannot be read, the command says so and ends with exit code 1.
    """
    pack = pack_to_match(given, environ)
    return pack if given else lay_over(pack, on_air(aired(read_copy(data_dir_of(environ)))))


def _give_up(faults: tuple[Fault, ...]) -> NoReturn:
    for fault in faults:
        click.echo(str(fault), err=True)
    sys.exit(1)
