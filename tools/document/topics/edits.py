"""Edits of a pack's files, collected first and written at once; comments and layout stay."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from tools.document.kept import text_of
from tools.document.needs import library
from tools.document.saving import Changes, save


@dataclass(slots=True)
class Edits:
    """The edits of one pack, by each file's path in it: TOML files as tomlkit documents, other files as text.

    A text is None for a file to be removed.
    """

    pack: Path
    sheets: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str | None] = field(default_factory=dict)

    def sheet(self, name: str) -> Any:
        """The TOML file `name` of the pack as a tomlkit document, to be changed in place; empty if missing.

        Raises ClickException for a file that is no TOML.
        """
        if name not in self.sheets:
            tomlkit = library("tomlkit", "tomlkit")
            try:
                self.sheets[name] = tomlkit.parse(text_of(self.pack, name))
            except tomlkit.exceptions.TOMLKitError as error:
                raise click.ClickException(
                    f"{self.pack / name} is not TOML: {error}: mend it first"
                ) from None
        return self.sheets[name]

    def table(self, name: str, *keys: str) -> Any:
        """The table in the file `name` to which `keys` lead, each key in the table of the key before.

        If it is missing, it is made. Raises ClickException for a file that is no TOML.
        """
        found = self.sheet(name)
        for key in keys:
            if key not in found:
                found[key] = library("tomlkit", "tomlkit").table(is_super_table=key != keys[-1])
            found = found[key]
        return found

    def listed(self, name: str, *keys: str) -> Any:
        """The list in the file `name` under the last of `keys`; the other keys lead to it through tables.

        If it is missing, it is made. Raises ClickException for a file that is no TOML.
        """
        *above, last = keys
        table = self.table(name, *above)
        if last not in table:
            table[last] = []
        return table[last]

    def changes(self) -> Changes:
        """The changed files, to be written: the new bytes by path in the pack, None for one to be removed."""
        found: dict[str, bytes | None] = {
            name: None if text is None else text.encode()
            for name, text in self.texts.items()
            if text is None or text != text_of(self.pack, name)
        }
        for name, sheet in self.sheets.items():
            text = sheet.as_string()
            if text != text_of(self.pack, name):
                found[name] = text.encode()
        return found

    def write(self) -> tuple[str, ...]:
        """Write all edits, or none; return the names of the files.

        Raises ClickException if a file cannot be written, or if the edits would stop the pack from loading.
        """
        todo = self.changes()
        save(self.pack, todo)
        return tuple(sorted(todo))

    def languages(self) -> tuple[str, ...]:
        """The codes of the pack's languages, from menu.toml; "en" alone if it names none.

        Raises ClickException if menu.toml is no TOML.
        """
        return tuple(map(str, self.sheet("menu.toml").get("languages", ["en"])))

    def topics(self, code: str) -> Iterator[tuple[str, str]]:
        """The names of the topics of the language `code`, each with its file's path in the pack."""
        for file in sorted((self.pack / code / "topics").glob("*.toml")):
            if not file.name.startswith("."):
                yield file.stem, f"{code}/topics/{file.name}"


def put(array: Any, at: int, value: object) -> None:
    """Insert a value into a list of tomlkit, before the position `at`, in the list's own layout.

    At the end of a list with line breaks it gets a line of its own.
    """
    if "\n" in array.as_string() and at >= len(array):
        array.add_line(value, indent="  ")
    else:
        array.insert(at, value)
