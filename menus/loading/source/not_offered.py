"""Reads what the base knows of alarms and opt-outs in the languages that a line does not offer."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from menus.loading.folders import Folders
from menus.loading.language import read_matching
from menus.model import Fault, Language

# A folder of the base with this file is a language. What the pack has in a language that it does not offer
# is not read: nobody checks it.
ALARMS, NO_FOLDER = "safety.toml", "not offered"


def with_others(folders: Folders, language: Language, codes: Collection[str]) -> Language:
    """The pack's first `language`, with the languages of the base that the pack does not offer (ADR 56).

    `codes` are the languages that it offers. The others have only what their matcher needs, no topics and no
    sentences. A language with faulty tables is left out, because it must not stop a pack that lacks it.
    """
    held, others = replace(folders, own=folders.base / NO_FOLDER), list[Language]()
    found = sorted(path.parent.name for path in folders.base.glob(f"*/{ALARMS}"))
    for code in (one for one in found if one not in codes):
        faults: list[Fault] = []
        tables = read_matching(held, code, faults, further=True)
        others += [] if faults else [_of_tables(language, code, tables)]
    return replace(language, others=tuple(others))


def _of_tables(first: Language, code: str, tables: Mapping[str, object]) -> Language:
    """The language `code` without any words to say, with only the `tables` by which the matcher hears."""
    alone = replace(first, code=code, matching=tables, topics={}, ear=None, topic_ear=None, word_ear=None)
    return replace(
        alone, call={}, text={}, keys={}, times={}, checked={}, named={}, chosen_by=(), first=first
    )
