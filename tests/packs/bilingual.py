"""The shipped pack as it is when its draft of Welsh is offered beside English."""

import tempfile
from functools import cache
from pathlib import Path

from menus.model import Pack
from tests.packs.broken import Copy, copy


def bilingual(folder: Path) -> Copy:
    """A copy of the shipped pack that offers Welsh, below `folder`."""
    made = copy(folder)
    made.swap("menu.toml", 'languages = ["en"]', 'languages = ["en", "cy"]')
    return made


@cache
def in_both() -> Pack:
    """The shipped pack with Welsh offered, made once in each test process."""
    with tempfile.TemporaryDirectory() as place:
        return bilingual(Path(place)).load()
