"""What we remember, as a bundle of small promises."""

from dataclasses import dataclass
from datetime import UTC, tzinfo

from store.counts import Counts
from store.keys import Keys
from store.link import Link, Unreachable
from store.people import People
from store.texts import Texts, texts


@dataclass(frozen=True, slots=True)
class Store:
    """Each promise by its name; `link` says whether the store is there. Connects at the first use."""

    link: Link
    counts: Counts
    people: People
    texts: Texts

    def is_ready(self) -> bool:
        """Whether the store answers now; false at once while the breaker is open."""
        try:
            return bool(self.link.ask(lambda store: store.ping()))
        except Unreachable:
            return False

    def close(self) -> None:
        """Writes the counts that are left and drops every connection."""
        self.counts.close()
        self.link.close()


def open_store(url: str, hash_key: bytes, zone: tzinfo = UTC) -> Store:
    """The store at `url` (redis://, rediss://, unix://).

    `hash_key` names people and never changes; `zone` decides which day and month a count belongs to.
    """
    link, keys = Link(url), Keys(hash_key)
    return Store(link, Counts(link, zone), People(link, keys), texts(link, keys))
