"""What the commands that teach an ear are given alike: a file of ordinary texts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


def ordinary_option(says: str) -> Callable[[Any], Any]:
    """The option `--ordinary FILE`, of which the help `says` what the texts are."""
    rows = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.option("--ordinary", required=True, metavar="FILE", help=says, type=rows)
