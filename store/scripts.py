"""The scripts that run inside the store, each as one step: a file each in store/lua/, read once a process.

A file begins with the names of its keys and of its arguments, in the order in which they are sent:

    -- keys: record waiting
    -- arguments: id now words...
    -- with: put

Python passes them by name, in any order; the last name of a line may be a list of any length (`words...`).
Each line of the header is replaced by the Lua that it stands for (`local id, now = unpack(ARGV)`), so that
the order is written down only once. A line stays one line, so that line numbers in the store's errors are
those of the file. The exception is `with`: it pastes in other files of the folder, each a function that is
handed all it uses and has no header.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

FOLDER = Path(__file__).resolve().parent / "lua"
HEADER = re.compile(r"-- keys:(.*)\n-- arguments:(.*)\n(?:-- with:(.*)\n)?")
NAME = re.compile(r"[a-z][a-z_]*")
REST = "..."

Value = str | bytes | int
Named = Value | Sequence[Value]


class Script(Protocol):
    """A Lua script that runs in the store as one step; keys and arguments are passed by name."""

    def __call__(self, **named: Named) -> Any: ...


@dataclass(frozen=True, slots=True)
class Source:
    """One script: the Lua that is sent to the store, and the names of its keys and arguments, in order."""

    name: str
    keys: tuple[str, ...]
    arguments: tuple[str, ...]
    lua: str

    def in_order(self, named: Mapping[str, Named]) -> tuple[list[Value], list[Value]]:
        """Put the values `named` into the order of the script's header; give the keys, then the arguments.

        Raises TypeError if a name is missing, or is not in the header. Raises TypeError, too, if a value is a
        list where the header has one value, or the other way round.
        """
        declared = [name.removesuffix(REST) for name in (*self.keys, *self.arguments)]
        for name in declared:
            if name not in named:
                raise TypeError(f"{self.name}.lua: {name} is missing")
        for name in named:
            if name not in declared:
                raise TypeError(f"{self.name}.lua: {name} is unknown")
        return list(self._values(self.keys, named)), list(self._values(self.arguments, named))

    def _values(self, names: Sequence[str], named: Mapping[str, Named]) -> Iterator[Value]:
        for name in names:
            value, is_list = named[name.removesuffix(REST)], name.endswith(REST)
            if isinstance(value, Value):
                if is_list:  # a str would travel letter by letter
                    raise TypeError(f"{self.name}.lua: {name} takes a list")
                yield value
            elif is_list:
                yield from value
            else:
                raise TypeError(f"{self.name}.lua: {name} takes one value")


@cache
def read(name: str) -> Source:
    """Read the Lua script with this name from store/lua/, once in a process.

    Raises TypeError if its header is malformed, and OSError if there is no such file.
    """
    return parse(name, _text(name))


def script(name: str, client: Any) -> Script:
    """The script store/lua/NAME.lua as a function that runs it on the given Redis `client`.

    The function raises what the client raises. With a `Link`, use `Link.script`.
    """
    source = read(name)

    def run(**named: Named) -> Any:
        keys, arguments = source.in_order(named)
        return client.eval(source.lua, len(keys), *keys, *arguments)

    return run


def parse(name: str, text: str) -> Source:
    """Read the Lua script `name` from its `text`, and add the files of store/lua/ that it includes.

    Raises TypeError if its header or a name in it is wrong, and OSError if an included file is missing.
    """
    header = HEADER.match(text)
    if header is None:
        raise TypeError(f"{name}.lua does not begin with `-- keys:` and `-- arguments:`")
    keys, arguments, included = (tuple((names or "").split()) for names in header.groups())
    last = [one.removesuffix(REST) for one in (*keys[-1:], *arguments[-1:])]
    declared = (*keys[:-1], *arguments[:-1], *last, *included)
    for one in declared:
        if not NAME.fullmatch(one):
            raise TypeError(f"{name}.lua: {one} is no name here")
        if declared.count(one) > 1:
            raise TypeError(f"{name}.lua: {one} stands twice")
    lines = _locals(keys, "KEYS"), _locals(arguments, "ARGV"), *map(_text, included)
    return Source(name, keys, arguments, "\n".join((*lines, text[header.end() :])))


def _locals(names: Sequence[str], table: str) -> str:
    rest = [name.removesuffix(REST) for name in names if name.endswith(REST)]
    single = names[: len(names) - len(rest)]
    lines = [f"local {', '.join(single)} = unpack({table})"] if single else []
    lines += [f"local {name} = {{unpack({table}, {len(single) + 1})}}" for name in rest]
    return "; ".join(lines)


def _text(name: str) -> str:
    return (FOLDER / f"{name}.lua").read_text(encoding="utf-8")
