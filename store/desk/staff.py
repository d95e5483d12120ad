"""Who may sign in to the desk: accounts with role, password, second factor and its backup codes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from store.client import Client, in_one_trip
from store.desk.codes import hash_code
from store.keys import PREFIX
from store.link import Link, Script
from store.sealed import BrokenSeal, Sealed

Role = Literal["answer", "edit", "admin"]
ROLES: tuple[Role, ...] = ("answer", "edit", "admin")
# What a person types to sign in; no run of digits that could be a phone number.
NAME = re.compile(r"(?!.*\d{6})[a-z][a-z0-9.\-]{1,39}")
STAFF = f"{PREFIX}staff"
ACCOUNT = f"{PREFIX}staff:of:"
CODES = f"{PREFIX}staff:codes:"
# What change_account.lua is given in place of new backup codes, if the old ones stay.
AS_BEFORE = "as before"


@dataclass(frozen=True, slots=True)
class Account:
    """The account of somebody who may sign in to the desk; `role` says what they may do there.

    `hash` is the password's hash; if it is "", nobody can sign in. Sessions end once `version` changes. A
    `disabled` account is shut out. `two_factor` (the second factor's secret) and `phone` are encrypted, ""
    for none. A `lead` sees flags for safeguarding.
    """

    name: str
    role: Role
    hash: str = field(default="", repr=False)
    version: int = 1
    disabled: bool = False
    two_factor: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    lead: bool = False

    def may(self, role: Role) -> bool:
        """Whether the account may do what needs `role`: it has that role or a higher, and is not disabled."""
        return not self.disabled and ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Staff:
    """The accounts of the desk; only `add` makes new ones. Methods that use the store raise `Unreachable`."""

    link: Link
    seals: Sealed
    add_script: Script
    change_script: Script
    use_code_script: Script
    swap_script: Script

    def add(self, name: str, role: Role, password_hash: str = "", only_first: bool = False) -> bool:
        """Make an account. Without a password its owner must first set one, through a link that works once.

        False if the name is taken or, with `only_first`, if there is any account already. Raises ValueError
        if the name has the wrong form, and `Unreachable`.
        """
        if not NAME.fullmatch(name):
            raise ValueError("a name has 2 to 40 of a-z, 0-9, dot and hyphen, a letter first")
        added = self.add_script(
            staff=STAFF,
            account=ACCOUNT + name,
            name=name,
            only_first=int(only_first),
            fields=["role", role, "hash", password_hash, "version", 1],
        )
        return bool(added)

    def one(self, name: str) -> Account | None:
        """The account with this name; None if there is none. Raises `Unreachable`."""
        row: Any = self.link.ask(lambda store: store.hgetall(ACCOUNT + name))
        return _account(name, row) if b"role" in row else None

    def all(self) -> tuple[Account, ...]:
        """All accounts, sorted by name. Raises `Unreachable`."""

        def read(store: Client) -> tuple[list[str], list[Any]]:
            members: Any = store.smembers(STAFF)
            names = sorted(name.decode() for name in members)
            pipeline = in_one_trip(store)
            for name in names:
                pipeline.hgetall(ACCOUNT + name)
            return names, pipeline.execute()

        names, rows = self.link.ask(read)
        return tuple(_account(name, row) for name, row in zip(names, rows, strict=True) if b"role" in row)

    def is_empty(self) -> bool:
        """Whether there is no account yet. Raises `Unreachable`."""
        return not self.link.ask(lambda store: store.scard(STAFF))

    def set_role(self, name: str, role: Role) -> bool:
        """Give an account another role at once, and end its sessions.

        False if there is no such account, or if it is the last admin who can sign in. Raises `Unreachable`.
        """
        return self.change(name, "role", role, spare_last=role != "admin")

    def set_password(self, name: str, password_hash: str) -> bool:
        """Set an account's password; its sessions and earlier links end. False if there is no such account.

        Raises `Unreachable`.
        """
        return self.change(name, "hash", password_hash, "invited", "")

    def disable(self, name: str, disabled: bool = True, even_last: bool = False) -> bool:
        """Shut an account out at once, and end its one-time link; with `disabled` false, let it in again.

        False if there is no such account, or for the last admin who can sign in. With `even_last` this admin
        is shut out, too. Raises `Unreachable`.
        """
        fields = ("disabled", str(int(disabled)), "invited", "")
        return self.change(name, *fields, spare_last=disabled and not even_last)

    def reset(self, name: str, even_last: bool = False) -> bool:
        """Erase an account's password, and end its sessions and links. A new password needs a new link.

        False if there is no such account, or if it is the last admin and `even_last` is false.
        """
        return self.change(name, "hash", "", "invited", "", spare_last=not even_last)

    def sign_out_everywhere(self, name: str) -> bool:
        """End every session of an account; false if there is no such account. Raises `Unreachable`."""
        return self.change(name)

    def set_two_factor(self, name: str, secret: str, codes: Iterable[str] = ()) -> bool:
        """Store the `secret` of an account's second factor ("" for none), encrypted; end its sessions.

        `codes` replace its backup codes. False without such an account. Raises `Unreachable`, BrokenSeal.
        """
        sealed = self.seals.seal("two_factor", secret) if secret else ""
        return self.change(name, "two_factor", sealed, codes=codes)

    def set_backup_codes(self, name: str, codes: Iterable[str]) -> bool:
        """Store new backup codes of an account, as hashes, in place of the old ones.

        Gives false if there is no such account. Raises `Unreachable`.
        """
        return self.change(name, ends=False, codes=codes)

    def use_backup_code(self, name: str, code: str) -> bool:
        """Use up a backup code; false if the account has no such `code` (any more). Raises `Unreachable`."""
        return bool(self.link.ask(lambda store: store.srem(CODES + name, hash_code(name, code))))

    def backup_codes_left(self, name: str) -> int:
        """The number of backup codes that an account has not used. Raises `Unreachable`."""
        found: Any = self.link.ask(lambda store: store.scard(CODES + name))
        return int(found)

    def two_factor(self, account: Account) -> str:
        """The secret of an account's second factor, "" for none. Raises BrokenSeal if no key decrypts it."""
        return self.seals.unseal("two_factor", account.two_factor) if account.two_factor else ""

    def first_use(self, name: str, step: int) -> bool:
        """Whether an account uses its authenticator code of a 30-second step for the first time.

        `step` counts from 1970. After a use, this and all earlier steps give false. Raises `Unreachable`.
        """
        return bool(self.use_code_script(account=ACCOUNT + name, step=step))

    def set_phone(self, name: str, number: str) -> bool:
        """Store an account's phone (E.164 or ""), encrypted; false if there is no such account."""
        sealed = self.seals.seal("staff", number) if number else ""
        return self.change(name, "phone", sealed, ends=False)

    def phone(self, account: Account) -> str:
        """The phone (E.164) of a member of staff, "" for none. Raises BrokenSeal if no key decrypts it."""
        return self.seals.unseal("staff", account.phone) if account.phone else ""

    def rotate(self) -> tuple[int, int]:
        """Encrypt the phone numbers and secrets of all accounts anew with the newest key.

        Gives how many were encrypted anew, and how many no key could decrypt. Raises `Unreachable`.
        """
        done = unopened = 0
        for account in self.all():
            for name, token in (("two_factor", account.two_factor), ("phone", account.phone)):
                if not token:
                    continue
                try:
                    new = self.seals.rotate(token)
                except BrokenSeal:
                    unopened += 1
                else:
                    done += int(
                        self.swap_script(record=ACCOUNT + account.name, field=name, before=token, after=new)
                    )
        return done, unopened

    def change(
        self,
        name: str,
        *fields: str,
        spare_last: bool = False,
        ends: bool = True,
        codes: Iterable[str] | None = None,
    ) -> bool:
        """Set `fields` (names and values in turn) of an account; false if there is no such account.

        `ends` ends its sessions. `codes` replace its backup codes in the same step; None leaves them. With
        `spare_last` the last admin who can sign in is not changed: it gives false. Raises `Unreachable`.
        """
        hashes = AS_BEFORE if codes is None else " ".join(hash_code(name, code) for code in codes)
        return bool(
            self.change_script(
                staff=STAFF,
                account=ACCOUNT + name,
                codes=CODES + name,
                name=name,
                accounts=ACCOUNT,
                spare_last=int(spare_last),
                ends=int(ends),
                new_codes=hashes,
                fields=fields,
            )
        )


def staff(link: Link, seals: Sealed) -> Staff:
    """The part of the store that keeps the accounts of the desk, on the connection `link`."""
    return Staff(
        link,
        seals,
        link.script("add_account"),
        link.script("change_account"),
        link.script("use_code"),
        link.script("swap"),
    )


def _account(name: str, row: Mapping[bytes, bytes]) -> Account:
    found = {key.decode(): value.decode() for key, value in row.items()}
    role: Any = found["role"]
    return Account(
        name=name,
        role=role,
        hash=found.get("hash", ""),
        version=int(found.get("version", 1)),
        disabled=found.get("disabled") == "1",
        two_factor=found.get("two_factor", ""),
        phone=found.get("phone", ""),
        lead=found.get("lead") == "1",
    )
