"""The frozen type of a fault of a pack: what is wrong, where, and how to mend it."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at a `key` of a file of the pack or the base; the key is "" for a fault of the whole file.

    `level` is "error" or "warning". `says` is what is wrong, `mend` what to do about it. `step` is the step
    in the making of a new pack that is not done yet, from 1; 0 for any other fault. `line` is the line number
    in the file, from 1, and `shown` that line; 0 and "" if no line is the cause, for example if something is
    missing. `about` holds the wrong words if `says` does not quote them.
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
