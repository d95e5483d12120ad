"""What is left to mend in a pack with many errors: a line for each kind of file, in the order of the work."""

import re
from collections import Counter
from collections.abc import Iterator

from menus.model import Fault

# Each kind of file by a part of its path, in the order in which an editor mends it: what a topic says
# rests on facts, and its messages on its words.
ORDER = (
    "menu.toml", "hours.toml", "facts.toml", "phrases.toml", "/topics", "pronunciation.toml", "checks.toml",
    "matching.toml", "safety.toml", "messages.tsv",
)  # fmt: skip
FEW = 5  # errors that are seen at once, and need no list
OFTEN = 2  # rules that a line names
RULES = re.compile(r"\((R\d+)[^)]*\)$")


def remaining(found: tuple[Fault, ...]) -> Iterator[str]:
    """A line for each kind of file with errors: how many it has, and the rules that are broken most.

    Five errors or fewer give no lines.
    """
    errors = [fault for fault in found if fault.level == "error"]
    if len(errors) <= FEW:
        return
    kinds: dict[int, list[Fault]] = {}
    for fault in errors:
        kinds.setdefault(_place(fault), []).append(fault)
    yield "still to mend, in this order:"
    for number, (_, faults) in enumerate(sorted(kinds.items()), 1):
        yield f"{number}. {_line(faults)}"


def _place(fault: Fault) -> int:
    return next((at for at, part in enumerate(ORDER) if part in fault.file), len(ORDER))


def _line(faults: list[Fault]) -> str:
    files = list(dict.fromkeys(fault.file for fault in faults))
    met = Counter(rule[1] for fault in faults if (rule := RULES.search(fault.mend)))
    many = f" and {len(files) - 1} more" if files[1:] else ""
    often = ", ".join(
        f"{rule} {count} times" if count > 1 else rule for rule, count in met.most_common(OFTEN)
    )
    told = f"{len(faults)} {'error' if len(faults) == 1 else 'errors'}"
    return f"{files[0]}{many}: {told}" + (f" ({often})" if often else "")
