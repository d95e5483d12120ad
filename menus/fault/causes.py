"""Of several faults with one cause the one to mend; the others go with it."""

import re
from collections.abc import Iterable

from menus.fault.fault import Fault

QUOTED = re.compile(r'"([^"]+)"')


def causes(found: Iterable[Fault]) -> dict[Fault, None]:
    """The faults without those that another causes, in their order, each once.

    Of two at one key, about the same words or one about words of the other's, the first is the cause. So what
    a word breaks has to come before what is said of the whole sentence.
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
    """The words of the file that a fault is about; "" if it quotes none."""
    met = QUOTED.search(fault.says)
    return (fault.about or (met[1] if met else "")).removesuffix("…").lower()
