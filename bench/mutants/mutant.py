"""One mutant: a place in a file of the core, and the broken code that is put there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """A place in a file, and what is put there `instead`. `start` and `end` are offsets in the file's bytes.

    `line` is the changed line, counted from 1. `first` and `last` are the lines of the statement around it:
    by them the tests that run it are found. `binds` holds the names that the statement gives to its module,
    if it runs only at the import.
    """

    file: str
    start: int
    end: int
    instead: str
    operator: str
    line: int
    first: int
    last: int
    binds: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The text by which this mutant is found again in a file of results."""
        return f"{self.file}:{self.start}-{self.end}:{self.operator}:{self.instead}"

    def applied(self, source: bytes) -> bytes:
        """The file's bytes with this mutant in them."""
        return source[: self.start] + self.instead.encode() + source[self.end :]

    def code(self, source: bytes) -> str:
        """The line of the original file that the mutant changes, without its indent."""
        return source.decode().splitlines()[self.line - 1].strip()

    def shown(self, source: bytes) -> str:
        """The mutant as a diff: file and line, the code before, the code after."""
        after = " ".join(_around(self.applied(source), self.start, self.start + len(self.instead.encode())))
        before = " ".join(_around(source, self.start, self.end))
        return f"{self.file}:{self.line} ({self.operator})\n    - {before}\n    + {after}"


def _around(source: bytes, start: int, end: int) -> list[str]:
    begins = source.rfind(b"\n", 0, start) + 1
    ends = source.find(b"\n", end)
    return [line.strip() for line in source[begins : ends if ends >= 0 else None].decode().splitlines()]
