"""Words in texts that matched nothing: hashed, and readable once five people have used one within 30 days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from store.client import Client
from store.keys import PREFIX, Keys
from store.link import Link
from store.moments import DAY, seconds

PEOPLE = 5
KEPT_SECONDS = 30 * DAY
WORDS_A_MESSAGE = 8
WORD = re.compile(r"[a-z]{3,24}")
WORDS = f"{PREFIX}unknown"
USERS = f"{PREFIX}unknown:"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in texts that matched nothing, used by at least five people; `last` is its latest use (UTC)."""

    word: str
    last: datetime


@dataclass(frozen=True, slots=True)
class Unknown:
    """The words in texts that the matcher did not know, for editors to learn what people ask for.

    `Texts.settle` notes them in the same step in which it stores the reply to the text.
    """

    link: Link
    keys: Keys

    def recent(self, now: datetime) -> tuple[Word, ...]:
        """The words that at least five people used in the 30 days before `now`, the latest first.

        Raises `Unreachable`.
        """

        def read(store: Client) -> Any:
            store.zremrangebyscore(WORDS, "-inf", seconds(now) - KEPT_SECONDS)
            return store.zrange(WORDS, 0, -1, desc=True, withscores=True)

        return tuple(
            Word(word.decode(), datetime.fromtimestamp(last, UTC)) for word, last in self.link.ask(read)
        )

    def of(self, number: str) -> tuple[str, ...]:
        """The store's keys of the unknown words that this number has used, a key for each word.

        A key holds only a hash of the word. Raises `Unreachable`.
        """
        person = self.keys.person(number)

        def read(store: Client) -> tuple[str, ...]:
            names = [name.decode() for name in store.scan_iter(match=f"{USERS}*", count=1000)]
            return tuple(name for name in names if store.zscore(name, person) is not None)

        return self.link.ask(read)

    def forget(self, number: str) -> int:
        """Forget that `number` (E.164) used any of the stored words; give how many of them it had used.

        Raises `Unreachable`.
        """
        person, names = self.keys.person(number), self.of(number)

        def remove(store: Client) -> None:
            for name in names:
                store.zrem(name, person)

        self.link.ask(remove)
        return len(names)


def plain(words: Iterable[str]) -> list[str]:
    """Those of `words` that may be noted: each has 3 to 24 letters. At most eight, in lower case, sorted."""
    return sorted({word for word in map(str.lower, words) if WORD.fullmatch(word)})[:WORDS_A_MESSAGE]


def users(keys: Keys, words: Iterable[str]) -> list[str]:
    """The store's keys of the lists of users, one list for each of `words`, in the same order.

    A key holds only a hash of its word, and a list only hashes of numbers.
    """
    return [USERS + keys.digest("word", word) for word in words]
