"""One-time links to the desk. Of an account's links only the newest works.

A link works until it is used, it is too old, or its account is shut out.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any, Literal

from store.client import Client
from store.desk.staff import ACCOUNT, STAFF
from store.keys import PREFIX
from store.link import Link, Script
from store.moments import DAY, HOUR

INVITATION = f"{PREFIX}staff:link:"
# Where the newest link for the first account is noted, as for any other in its account.
FIRST_ACCOUNT = f"{PREFIX}staff:first"
NEWEST = "invited"
FIRST_SECONDS, INVITED_SECONDS = HOUR, 3 * DAY
FIRST = "first"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a one-time link allows. A link of the `kind` "first" lets its holder make the first account.

    A link of the `kind` "set" lets its holder set the password of the account `name`.
    """

    kind: Literal["first", "set"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Invitations:
    """The links to the desk that work once (R55). All methods raise `Unreachable`."""

    link: Link
    use_script: Script

    def invite(self, invitation: Invitation) -> str:
        """Make a one-time link and return its token; earlier links for the same account stop working.

        The link is valid for an hour if it makes the first account, otherwise for three days. The account
        that the link names must exist, which is not checked. Raises `Unreachable`.
        """
        token = secrets.token_urlsafe(24)
        row = json.dumps([invitation.kind, invitation.name])
        lasts = FIRST_SECONDS if invitation.kind == FIRST else INVITED_SECONDS

        def write(store: Client) -> None:
            pipeline = store.pipeline()
            pipeline.set(INVITATION + _digest(token), row, ex=lasts)
            pipeline.hset(_holder(invitation), NEWEST, _digest(token))
            pipeline.execute()

        self.link.ask(write)
        return token

    def read(self, token: str) -> Invitation | None:
        """The `Invitation` of this token's link, without using the link up; None if no such link works.

        Raises `Unreachable`.
        """
        return self._open(token, use=False)

    def take(self, token: str) -> Invitation | None:
        """Use up the link with this token, and return what the link allowed.

        None if the link was used already, is too old or unknown, or was replaced by a newer one. If two
        people use it at the same moment, only one of them gets an answer. Raises `Unreachable`.
        """
        return self._open(token, use=True)

    def _open(self, token: str, use: bool) -> Invitation | None:
        name = _digest(token)
        row: Any = self.link.ask(lambda store: store.get(INVITATION + name))
        found = Invitation(*json.loads(row)) if row else None
        if found is None or (found.kind == FIRST and self.link.ask(lambda store: store.scard(STAFF))):
            return None
        good = self.use_script(
            invitation=INVITATION + name, holder=_holder(found), newest=NEWEST, name=name, use=int(use)
        )
        return found if good else None


def invitations(link: Link) -> Invitations:
    """The part of the store that keeps links that work once, on the connection `link`."""
    return Invitations(link, link.script("use_invitation"))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _holder(invitation: Invitation) -> str:
    return FIRST_ACCOUNT if invitation.kind == FIRST else ACCOUNT + invitation.name
