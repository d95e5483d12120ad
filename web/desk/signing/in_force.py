"""Finds the signature of one text that counts, or will count once it is brought into the pack."""

from dataclasses import asdict

from menus.signing.signature import Standing
from store.signing.reviewed import Signed


def in_force(of: str, standing: Standing, kept: Signed | None) -> Signed | None:
    """The signature of one text's present words: the desk's, or else the pack's; None if there is none.

    `of` is the text's id, `standing` what the pack says of its signature. `kept` is the text's newest
    signature countersigned at the desk, None if there is none. If `kept` is for the present words but was
    withdrawn, the result is None.
    """
    if kept and kept.version == standing.version:
        return None if kept.withdrawn else kept
    if standing.signature is None or standing.why:
        return None
    told = asdict(standing.signature)
    del told["seal"]
    return Signed(of, **told)
