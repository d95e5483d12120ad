"""The definition of a family of the store's keys, and the test whether a key belongs to one."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from store.keys import PREFIX

Of = Literal["callers and texters", "staff", "nobody"]

# What stands for the part of a name that differs from key to key.
BLANKS = {
    "person": "[0-9a-f]{64}",
    "asker": "[0-9a-f]{64}|withheld",
    "hash": "[0-9a-f]{64}",
    "people": "[0-9a-f]{40}",
    "id": "[0-9A-Za-z-]{1,64}",
    "day": r"\d{4}-\d\d-\d\d",
    "month": r"\d{4}-\d\d",
    "minute": r"\d+",
    "name": r"[a-z][a-z0-9.\-]{1,39}",
    "job": "(text|resend|recording|erase):[0-9A-Za-z-]{1,64}|ring:[0-9A-Za-z-]{1,64}:.{1,40}"
    "|flag:[0-9A-Za-z-]{1,64}:(mail|[0-9]{1,3})|letter:[0-9a-f]{16}",
}


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of key in the store, and what is kept under such keys.

    `name` is the key without its first part; {person} and other `BLANKS` stand for parts that vary. `holds`
    says what is kept, `of` whom it is about. `form` says which of it is hashed or sealed, and by which key.
    `lasts` says in words how long it is kept.
    """

    name: str
    of: Of
    holds: str
    form: str
    lasts: str

    def has(self, key: str) -> bool:
        """Whether a whole key of the store, including its first part, belongs to this family."""
        return bool(_pattern(self.name).fullmatch(key))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", name)
    known = [f"(?:{BLANKS[part]})" if at % 2 else re.escape(part) for at, part in enumerate(parts)]
    return re.compile(re.escape(PREFIX) + "".join(known))
