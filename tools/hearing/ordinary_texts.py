"""The option that the commands for training an ear share: a file of ordinary texts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click


def ordinary_option(says: str) -> Callable[[Any], Any]:
    """The option `--ordinary FILE`, with `says` as its help."""
    rows = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.option("--ordinary", required=True, metavar="FILE", help=says, type=rows)
