"""A pack's records of its document: document.toml, facts.toml, the text, and the ids in use."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from menus.document.cutting import Sentence
from menus.document.facts import before_mending, sentences_noted
from menus.document.ids import Given, given_in
from menus.document.kept_text import sentences_of
from menus.facts.fact import Fact, facts_of
from menus.loading.folders import as_begun
from tools.document.drafts import named_in_topics

ABOUT, TEXT, IDS, FACTS = "document.toml", "document/text.md", "document/ids.toml", "facts.toml"
LEFT_OUT, DAMAGE = "document/left_out.txt", "document/damage.txt"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a pack has of its document before a command changes it.

    `about` is document.toml, empty for none. `facts_text` is facts.toml as written ("" for none), and `facts`
    its facts by id. `text` is document/text.md, "" if the pack may not keep the document's words. `sentences`
    are the document's sentences. `given` says which ids facts have or had, so that none is given twice.
    """

    about: Mapping[str, Any]
    facts_text: str
    facts: Mapping[str, Fact]
    sentences: tuple[Sentence, ...]
    given: Given
    text: str

    @property
    def has_text(self) -> bool:
        """Whether the pack's folder has the words of the document, in document/text.md."""
        return bool(self.text)


def pack_folder(given: str) -> Path:
    """The folder at the path `given`, for a command that writes into a pack.

    Raises UsageError if it is no pack, because it has no menu.toml.
    """
    folder = Path(given)
    if not (folder / "menu.toml").is_file():
        raise click.UsageError(f"{folder} is no pack: it has no menu.toml (`flask new {folder}` begins one)")
    return folder


def read_kept(pack: Path) -> Kept:
    """Read a pack's records of its document, empty where there are none yet.

    Raises ClickException for a file that is no TOML, or that cannot be read.
    """
    about, sheet, ids = (_table_of(pack, name) for name in (ABOUT, FACTS, IDS))
    facts = facts_of({"facts": sheet.get("facts", {}), "fact": sheet.get("fact", {})})
    text = text_of(pack, TEXT)
    sentences = before_mending(sentences_of(text), facts) if text else sentences_noted(facts)
    noted = Given(ids.get("letters", {}), ids.get("highest", {}))
    given = given_in(facts, named_in_topics(pack), noted)
    return Kept(about, text_of(pack, FACTS), facts, sentences, given, text)


def is_begun(name: str, fact: Fact) -> bool:
    """Whether `fact`, with the id `name`, is an example from `flask new`, and so not from a document."""
    begun = facts_of({"facts": as_begun(FACTS)["facts"], "fact": {}})
    return name in begun and begun[name].heading == fact.heading and not fact.is_addition


def without_begun(pack: Path, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts, by id, without the examples from `flask new`; an example on which a topic rests stays."""
    named = named_in_topics(pack)
    return {name: fact for name, fact in facts.items() if name in named or not is_begun(name, fact)}


def text_of(pack: Path, name: str) -> str:
    """The text of a file of the pack, "" if it is missing. Raises ClickException if it cannot be read."""
    try:
        return (pack / name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{pack / name} cannot be read: {error}") from None


def _table_of(pack: Path, name: str) -> dict[str, Any]:
    """A file of the pack as a table, empty if it is missing. Raises ClickException if it is no TOML."""
    try:
        return tomllib.loads(text_of(pack, name))
    except tomllib.TOMLDecodeError as error:
        raise click.ClickException(f"{pack / name} is not TOML: {error}: mend it first") from None
