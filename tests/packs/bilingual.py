"""The shipped pack as it is when its draft of Welsh is offered beside English."""

import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from menus.model import Pack
from menus.multilingual.lending import lend
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


def without(pack: Pack, *places: str) -> Pack:
    """The pack, whose Welsh lacks these sentences ("call.closed")."""
    welsh = pack.languages["cy"]
    call, text = (
        {name: "" if f"{table}.{name}" in places else words for name, words in held.items()}
        for table, held in (("call", welsh.call), ("text", welsh.text))
    )
    lacking = replace(welsh, call=call, text=text)
    return lend(replace(pack, languages={**pack.languages, "cy": lacking}))
