"""Rows of one hash in the store, each sealed as a whole, as it names a person (R40)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.link import Link, Script
from store.sealed import Sealed

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SealedRows:
    """The rows below one `name`; `purpose` is that of their seal. Every method raises `Unreachable`.

    Those that read raise BrokenSeal, too: where no key opens a row.
    """

    link: Link
    seals: Sealed
    name: str
    purpose: str
    pass_script: Script

    def tokens(self) -> dict[str, str]:
        """Each row as it is stored, sealed, by its field."""
        found: Any = self.link.ask(lambda store: store.hgetall(self.name))
        return {field.decode(): token.decode() for field, token in found.items()}

    def all(self) -> dict[str, Row]:
        """Every row, by its field."""
        return {field: self.open(token) for field, token in self.tokens().items()}

    def open(self, token: str) -> Row:
        """A row that was sealed."""
        row: Row = json.loads(self.seals.unseal(self.purpose, token))
        return row

    def close(self, row: Row) -> str:
        """A row, sealed. Raises BrokenSeal where there is no key."""
        return self.seals.seal(self.purpose, json.dumps(row))

    def put(self, field: str, row: Row) -> None:
        """Store a row in place of any that was there."""
        token = self.close(row)
        self.link.ask(lambda store: store.hset(self.name, field, token))

    def drop(self, field: str) -> bool:
        """Remove a row; false where there is none."""
        return bool(self.link.ask(lambda store: store.hdel(self.name, field)))

    def move(self, field: str, before: str, to: "SealedRows", row: Row) -> bool:
        """Remove the row that is stored as `before`, and store another in `to`, at one moment.

        False, and nothing is changed, where it is no longer stored as it was read.
        """
        return bool(
            self.pass_script(
                source=self.name, target=to.name, field=field, before=before, after=to.close(row)
            )
        )


def sealed_rows(link: Link, seals: Sealed, name: str, purpose: str) -> SealedRows:
    """The rows of the hash `name`, on the connection `link`."""
    return SealedRows(link, seals, name, purpose, link.script("pass_row"))
