"""Texts of which no topic knows a word, for tests."""

import itertools
from collections.abc import Iterable
from datetime import datetime

from store.promises.texts import Beside
from store.store import Store

_ids = itertools.count(1)


def unheard(store: Store, words: Iterable[str], number: str, now: datetime) -> int:
    """Have a text answered that holds these words, which no topic knows; how many became readable by it."""
    fresh: list[int] = []
    message = f"SM of unheard words {next(_ids)}"
    talk = store.texts.seen(message, number, now).record
    store.texts.settle(message, number, talk, talk, b"", "", Beside(now, words, tell=fresh.append))
    return sum(fresh)
