"""Finds the signature of one text that counts, or will count once it is brought into the pack."""

from dataclasses import asdict

from menus.signing.signature import Standing
from store.signing.reviewed import Signed


def in_force(of: str, standing: Standing, kept: Signed | None) -> Signed | None:
    """The signature, countersigned on the desk or in the pack, of the words of the text `of` as they are now.

    `kept` is what the desk has countersigned of this text, None if nothing. The result is None if neither has
    a signature of these words that counts, or the desk's was withdrawn.
    """
    if kept and kept.version == standing.version:
        return None if kept.withdrawn else kept
    if standing.signature is None or standing.why:
        return None
    told = asdict(standing.signature)
    del told["seal"]
    return Signed(of, **told)
