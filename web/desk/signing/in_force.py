"""The signature that counts of one text, or will once it is brought in."""

from dataclasses import asdict

from menus.signing.signature import Standing
from store.signing.reviewed import Signed


def in_force(of: str, standing: Standing, kept: Signed | None) -> Signed | None:
    """The signature, countersigned or in the pack, of the words as they are now; None if there is none."""
    if kept and kept.version == standing.version:
        return None if kept.withdrawn else kept
    if standing.signature is None or standing.why:
        return None
    told = asdict(standing.signature)
    del told["seal"]
    return Signed(of, **told)
