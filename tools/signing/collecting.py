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
    """Write newer signatures from the store (`found`, by the id of each text) into a pack's signatures.toml.

    `folder` is the pack's. A signature of a text that the pack no longer has is left out. The result
    has a line for each signature new in the file. The line begins with "counts:", or with "a draft:" if the
    signature does not count. Raises OSError if the file cannot be written.
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
    """Whether the store's signature `ours` replaces the file's signature `theirs` (None if it has none).

    A signature of an earlier day never does, one of a later day always. One of the same day does, with one
    exception: both are the same signature, and the file has it as withdrawn. The store may then come from a
    backup that is older than the withdrawal. So the file's stays, unless the person signed again after it was
    withdrawn: then `after`, the withdrawal that `ours` replaces, is the one in the file.
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
