"""The contents of a backup, counted under the names that people use."""

from collections.abc import Mapping

from store.copies.picture import Contents
from store.desk.air import AIR
from store.desk.closures import CLOSURES
from store.desk.staff import STAFF
from store.desk.trail import TRAIL
from store.keys import PREFIX
from store.promises.jobs import DELETIONS, HELD, JOBS

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
    "deeds in the audit trail": (TRAIL,),
    "days of counts": (f"{PREFIX}days",),
}
OPT_OUT = f"{PREFIX}out:".encode()


def counted_by_kind(kept: Contents) -> Mapping[str, int]:
    """The number of records of each kind in a snapshot, under the names that staff use."""
    found = {
        what: sum(len(kept[name.encode()].held) for name in names if name.encode() in kept)
        for what, names in PARTS.items()
    }
    return {**found, "opt-outs (STOP)": len(opt_outs(kept)), "keys in all": len(kept)}


def opt_outs(kept: Contents) -> Contents:
    """The opt-outs among the contents of a snapshot."""
    return {name: one for name, one in kept.items() if name.startswith(OPT_OUT)}
