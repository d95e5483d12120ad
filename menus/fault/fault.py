"""The frozen type of a fault of a pack: what is wrong, where, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a pack or the base: what is wrong, where, and how to mend it.

    `file` and `key` tell where; `key` is "" if the whole file is at fault. `says` is what is wrong, and
    `mend` what to do. `line` is the number of the line in the file, from 1, and `shown` is that line. They
    are 0 and "" if no line is to blame, for example because something is missing. `about` holds the wrong
    words if `says` does not quote them. `step` is for a new pack that is not finished: the number of the step
    still to do, from 1. For any other fault it is 0.
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
        """The fault as a sentence for staff: the file, the key, what is wrong, and how to mend it."""
        return self.told(self.file)

    def told(self, place: str) -> str:
        """The fault as a sentence, as `str` gives it, with `place` for the file, such as "bones.toml:12"."""
        return f"{f'{place}: {self.key}' if self.key else place}: {self.says}: {self.mend}"
