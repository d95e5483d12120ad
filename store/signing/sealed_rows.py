"""Rows of one hash in the store, each encrypted as a whole, because it names a person (R40)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.link import Link, Script
from store.sealed import Sealed

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SealedRows:
    """The rows of the Redis hash `name`: each field of the hash holds one row, encrypted for `purpose`.

    Methods that use the store raise `Unreachable`; those that encrypt or decrypt raise BrokenSeal if no key
    fits.
    """

    link: Link
    seals: Sealed
    name: str
    purpose: str
    pass_script: Script

    def tokens(self) -> dict[str, str]:
        """Each row as it is stored, encrypted, by its field of the hash; {} for none.

        Raises `Unreachable`.
        """
        found: Any = self.link.ask(lambda store: store.hgetall(self.name))
        return {field.decode(): token.decode() for field, token in found.items()}

    def all(self) -> dict[str, Row]:
        """Every row, decrypted, by its field of the hash; {} for none.

        Raises `Unreachable`, and BrokenSeal if no key decrypts a row.
        """
        return {field: self.open(token) for field, token in self.tokens().items()}

    def open(self, token: str) -> Row:
        """Decrypt a row from its stored form, `token`. Raises BrokenSeal if no key decrypts it."""
        row: Row = json.loads(self.seals.unseal(self.purpose, token))
        return row

    def close(self, row: Row) -> str:
        """Encrypt a row into the form in which it is stored. Raises BrokenSeal if there is no key."""
        return self.seals.seal(self.purpose, json.dumps(row))

    def put(self, field: str, row: Row) -> None:
        """Store a row at a field, in place of any earlier row there.

        Raises `Unreachable`, and BrokenSeal if there is no key.
        """
        token = self.close(row)
        self.link.ask(lambda store: store.hset(self.name, field, token))

    def drop(self, field: str) -> bool:
        """Remove the row at a field; false if there is none. Raises `Unreachable`."""
        return bool(self.link.ask(lambda store: store.hdel(self.name, field)))

    def move(self, field: str, before: str, to: "SealedRows", row: Row, at: str) -> bool:
        """Remove the row that is stored as `before`, and store `row` in `to` at the field `at`, in one step.

        `field` is where the row is, `before` its encrypted form. False, and nothing is changed, if the stored
        row is no longer `before`. Raises `Unreachable`, and BrokenSeal if there is no key.
        """
        return bool(
            self.pass_script(
                source=self.name, target=to.name, field=field, before=before, at=at, after=to.close(row)
            )
        )


def sealed_rows(link: Link, seals: Sealed, name: str, purpose: str) -> SealedRows:
    """The rows of the Redis hash `name`, encrypted for `purpose`, on the connection `link`."""
    return SealedRows(link, seals, name, purpose, link.script("pass_row"))
