"""Signs all that a pack says, as the line does once a clinician and an admin have."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from menus.loading.pack import load
from menus.model import Pack
from menus.signing.file import written
from menus.signing.signature import Signature, sealed
from menus.signing.things import things

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
