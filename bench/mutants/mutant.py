"""A mutant: a place in a file of the core, and the code that is put there to break it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """A change to a file: the bytes from `start` to `end` are replaced by the code `instead`.

    `operator` names the kind of change, such as "comparison". `line` is the changed line, counted from 1.
    `first` and `last` are the first and last line of the whole statement; the tests that run these lines are
    run on the mutant. `binds` has the names that the statement defines, if it runs only when its module is
    imported.
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
        """The text that identifies the mutant in a file of results."""
        return f"{self.file}:{self.start}-{self.end}:{self.operator}:{self.instead}"

    def applied(self, source: bytes) -> bytes:
        """The bytes of the file with the mutant in it."""
        return source[: self.start] + self.instead.encode() + source[self.end :]

    def code(self, source: bytes) -> str:
        """The original line of `source` that the mutant changes, without its indentation."""
        return source.decode().splitlines()[self.line - 1].strip()

    def shown(self, source: bytes) -> str:
        """The mutant as a short diff: file and line, the code before, the code after."""
        after = " ".join(_around(self.applied(source), self.start, self.start + len(self.instead.encode())))
        before = " ".join(_around(source, self.start, self.end))
        return f"{self.file}:{self.line} ({self.operator})\n    - {before}\n    + {after}"


def _around(source: bytes, start: int, end: int) -> list[str]:
    begins = source.rfind(b"\n", 0, start) + 1
    ends = source.find(b"\n", end)
    return [line.strip() for line in source[begins : ends if ends >= 0 else None].decode().splitlines()]
