"""The optional libraries that the commands on documents need, and the line does not."""

import importlib
from types import ModuleType

import click

INSTALL = "`make document` installs what the commands on documents need"


def library(name: str, called: str) -> ModuleType:
    """Import the optional library `name`; the error calls it `called`.

    Raises ClickException, in one line, if it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError:
        raise click.ClickException(f"{called} is not installed: {INSTALL}") from None
