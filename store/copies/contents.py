"""The contents of a backup, counted under the names that people use."""

import json
from collections.abc import Mapping

from store.copies.picture import Contents
from store.desk.air import AIR
from store.desk.closures import CLOSURES
from store.desk.staff import STAFF
from store.desk.trail import TRAIL
from store.keys import PREFIX
from store.promises.jobs import DELETIONS, HELD, JOBS
from store.sealed import BrokenSeal, Sealed
from store.signing.clinicians import CLINICIANS
from store.signing.reviews import ANSWER, ANSWERS, LINKS, SIGNATURES

# What is counted by the parts of one key.
PARTS = {
    "call-backs that wait": (f"{PREFIX}callbacks",),
    "spoken messages that wait": (f"{PREFIX}messages",),
    "texts to be sent": (JOBS, HELD),
    "deletions at the carrier": (DELETIONS,),
    "blocks": (f"{PREFIX}blocks",),
    "accounts of staff": (STAFF,),
    "closures and extra openings": (CLOSURES,),
    "topics and words off the air, and notices": (AIR,),
    "signatures of clinicians": (SIGNATURES,),
    "clinicians who may sign": (CLINICIANS,),
    "links for clinicians": (LINKS,),
    "deeds in the audit trail": (TRAIL,),
    "days of counts": (f"{PREFIX}days",),
}
OPT_OUT = f"{PREFIX}out:".encode()


def counted_by_kind(kept: Contents, seals: Sealed) -> Mapping[str, int]:
    """The number of records of each kind in a snapshot, under the names that staff use.

    `seals` decrypt the clinicians' answers, to tell signatures from objections. If no key decrypts them, all
    answers are counted as one kind.
    """
    found = {
        what: sum(len(kept[name.encode()].held) for name in names if name.encode() in kept)
        for what, names in PARTS.items()
    }
    answers = _answers(kept, seals)
    return {**found, **answers, "opt-outs (STOP)": len(opt_outs(kept)), "keys in all": len(kept)}


def _answers(kept: Contents, seals: Sealed) -> Mapping[str, int]:
    """How many answers of clinicians wait for staff: signatures and objections, by the name for staff.

    If no key decrypts the answers, all answers are counted, under one name.
    """
    rows = [*kept[ANSWERS.encode()].held.values()] if ANSWERS.encode() in kept else []
    try:
        found = [json.loads(seals.unseal(ANSWER, row)) for row in rows]
        rows = [row for row in found if not row.get("closed")]
        signed = sum(bool(row["review_by"]) for row in rows)
    except BrokenSeal:
        return {"answers of clinicians": len(rows)}
    return {"signatures to countersign": signed, "objections of clinicians": len(rows) - signed}


def opt_outs(kept: Contents) -> Contents:
    """The opt-outs among the contents of a snapshot."""
    return {name: one for name, one in kept.items() if name.startswith(OPT_OUT)}
