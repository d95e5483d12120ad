"""Brings the signatures in the store into a pack's folder (signatures.toml)."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from menus.loading.source.signatures import FILE
from menus.model import Pack
from menus.signing.file import written
from menus.signing.signature import Signature, sealed
from menus.signing.signed_pack import lay_signatures
from menus.signing.things import things
from store.signing.reviewed import Signed


def collect(folder: Path, pack: Pack, found: Mapping[str, Signed]) -> tuple[str, ...]:
    """Write the newer of each signature, the store's or the file's; give a line for each new one.

    A stored signature of a text that the pack no longer has is left out. Each line begins with "counts:" or
    "a draft:". Raises OSError.
    """
    before = {of: one.signature for of, one in pack.standing.items() if one.signature}
    ours = {of: _signature(one) for of, one in found.items() if of in {thing.id for thing in things(pack)}}
    newer = {of: one for of, one in ours.items() if _is_newer(one, before.get(of), found[of].after)}
    kept = {**before, **newer}
    if kept != before:
        draft = (folder / FILE).with_suffix(".new")
        draft.write_text(written(kept), encoding="utf-8")
        draft.replace(folder / FILE)
    changed = {of: one for of, one in newer.items() if before.get(of) != one}
    return tuple(_told(lay_signatures(pack, kept), changed))


def _is_newer(ours: Signature, theirs: Signature | None, after: str) -> bool:
    """Whether the store's signature goes into the file.

    What the file says is withdrawn stays so where the store, as one restored, knows nothing of it: unless it
    was signed again `after` that.
    """
    if theirs is None or ours.signed_on > theirs.signed_on:
        return True
    is_same = replace(theirs, withdrawn="", seal="") == replace(ours, withdrawn="", seal="")
    return ours.signed_on == theirs.signed_on and not (
        is_same and theirs.withdrawn and after != theirs.withdrawn
    )


def _signature(signed: Signed) -> Signature:
    held = asdict(signed)
    of = held.pop("of")
    del held["after"]
    return sealed(of, Signature(**held))


def _told(pack: Pack, changed: Mapping[str, Signature]) -> Iterator[str]:
    for of, by in sorted(changed.items()):
        why = pack.standing[of].why
        told = f"{of}: {by.name}, {by.role}, {by.registration}, {by.signed_on} to {by.review_by}"
        yield f"a draft: {told}; but {why}" if why else f"counts: {told}"
