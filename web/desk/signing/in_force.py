"""Finds the signature of one text that counts, or will count once it is brought into the pack."""

from dataclasses import asdict

from menus.signing.signature import Standing
from store.signing.reviewed import Signed


def in_force(of: str, standing: Standing, kept: Signed | None) -> Signed | None:
    """The signature of one text's present words; None if there is none.

    `of` is the text's id. `kept` is the newest signature that was countersigned at the desk, or None. If
    `kept` is for the present words, it is the result, or None if it was withdrawn. Otherwise the result is
    the pack's signature, if `standing` says that it counts.
    """
    if kept and kept.version == standing.version:
        return None if kept.withdrawn else kept
    if standing.signature is None or standing.why:
        return None
    told = asdict(standing.signature)
    del told["seal"]
    return Signed(of, **told)
