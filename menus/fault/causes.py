"""Picks, among faults with the same cause, the fault to mend; the others disappear with it."""

import re
from collections.abc import Iterable

from menus.fault.fault import Fault

QUOTED = re.compile(r'"([^"]+)"')


def causes(found: Iterable[Fault]) -> dict[Fault, None]:
    """The faults in `found` that are to be mended, without faults that another fault causes.

    Of two faults at the same file and key, the earlier counts as the cause if both are about the same words,
    or one about a part of the other's words. So `found` must have faults of a word before faults of the
    whole sentence. A warning never hides an error. The faults are keys of a dict, grouped by file and key.
    """
    kept: dict[tuple[str, str], list[Fault]] = {}
    for fault in found:
        here = kept.setdefault((fault.file, fault.key), [])
        if not any(_is_cause(one, fault) for one in here):
            here.append(fault)
    return dict.fromkeys(fault for here in kept.values() for fault in here)


def _is_cause(one: Fault, other: Fault) -> bool:
    words, others = _about(one), _about(other)
    if one == other:
        return True
    if not words or not others or (one.level, other.level) == ("warning", "error"):
        return False
    return words in others or others in words


def _about(fault: Fault) -> str:
    """The words in a pack's file that a fault is about; "" if the fault quotes none."""
    met = QUOTED.search(fault.says)
    return (fault.about or (met[1] if met else "")).removesuffix("…").lower()
