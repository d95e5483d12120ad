"""Words in texts that matched nothing: hashed, and readable once five people have used one within 30 days."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.client import Client
from store.keys import PREFIX, Keys
from store.link import Link, Script, Unreachable
from store.moments import DAY, moment, seconds

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
    """The words in texts that the matcher did not know, for editors to learn what people ask for."""

    link: Link
    keys: Keys
    note_script: Script

    def add(self, words: Iterable[str], number: str, now: datetime) -> int:
        """Store the words of a text that the matcher did not understand, and that `number` (E.164) used them.

        Only words of 3 to 24 letters are stored, at most eight from one text. If the store cannot be reached,
        nothing is stored, and no error raised. Gives how many words are readable now that were not before.
        """
        plain = sorted({word for word in map(str.lower, words) if WORD.fullmatch(word)})[:WORDS_A_MESSAGE]
        if not plain or not number:
            return 0
        with suppress(Unreachable):
            fresh: int = self.note_script(
                known=WORDS,
                users=[USERS + self.keys.digest("word", word) for word in plain],
                person=self.keys.person(number),
                now=seconds(now),
                kept=KEPT_SECONDS,
                enough=PEOPLE,
                words=plain,
            )
            return fresh
        return 0

    def recent(self, now: datetime) -> tuple[Word, ...]:
        """The words that at least five people used within 30 days, the latest first. Raises `Unreachable`."""

        def read(store: Client) -> Any:
            store.zremrangebyscore(WORDS, "-inf", seconds(now) - KEPT_SECONDS)
            return store.zrange(WORDS, 0, -1, desc=True, withscores=True)

        return tuple(Word(word.decode(), moment(int(last)) or now) for word, last in self.link.ask(read))

    def of(self, number: str) -> tuple[str, ...]:
        """The store's keys under which this number is noted to have used an unknown word, a key for each.

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


def unknown(link: Link, keys: Keys) -> Unknown:
    """The part of the store that keeps words which matched nothing, on the connection `link`."""
    return Unknown(link, keys, link.script("note_words"))
