"""Signs all that a pack says, as the line does once a clinician and an admin have."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask

from menus.loading.pack import load
from menus.model import Pack
from menus.signing.file import written
from menus.signing.signature import Signature, sealed
from menus.signing.things import things
from tests.packs.broken import Copy
from tests.stand_in.account import SID

BY: Mapping[str, Any] = {
    "name": "Dr Bo Jones",
    "role": "a specialist nurse",
    "registration": "NMC 12A3456E",
    "signed_on": date(2026, 5, 26),
    "review_by": date(2027, 5, 26),
    "countersigned_by": "maria",
}


def signatures(pack: Pack, *but: str, **over: Any) -> dict[str, Signature]:
    """A signature for each thing of a pack as it is now, `but` for these."""
    every = [thing.id for thing in things(pack) if thing.id not in but]
    return {of: sealed(of, Signature(pack.standing[of].version, **{**BY, **over})) for of in every}


def sign(folder: Path, *but: str, **over: Any) -> None:
    """Write the signatures of all that the pack in a folder says, `but` for these, into its file."""
    (folder / "signatures.toml").write_text(written(signatures(load(folder), *but, **over)), encoding="utf-8")


def line_that_mails(line_with: Callable[..., Flask], made: Copy) -> Flask:
    """A line that serves this pack, and sends clinicians their links by mail."""
    mail = {"smtp_url": "smtp://127.0.0.1:9", "bell_to": ("staff@line.example",)}
    return line_with(account_sid=SID, pack=made.folder, **mail)
