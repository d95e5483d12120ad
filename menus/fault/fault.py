"""The frozen type of a fault of a pack: what is wrong, where, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a `key` of a pack's file, or one of base/; what a new pack lacks has a `step`.

    `line` is the number of the file's line, from 1, and `shown` that line; 0 and "" where no line is the
    cause, as for what is missing. `about` are the words that are wrong, where `says` does not quote them.
    """

    file: str
    key: str
    says: str
    mend: str
    level: Level = "error"
    step: int = 0
    about: str = ""
    line: int = 0
    shown: str = ""

    def __str__(self) -> str:
        """The fault in words, as staff read it: the file, the key, what is wrong, and how to mend it."""
        return self.told(self.file)

    def told(self, place: str) -> str:
        """The fault in words, as `str` gives it, with its file named as `place`, such as "bones.toml:12"."""
        return f"{f'{place}: {self.key}' if self.key else place}: {self.says}: {self.mend}"
