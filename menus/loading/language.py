"""Reads one language's files except topics: phrases, pronunciation, word lists and matcher data."""

import functools
import importlib.util
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

from menus.blanks import IN_TOPICS, blanks, in_phrase, in_template
from menus.clock import put
from menus.loading.files import is_named, read_sheet, read_table
from menus.loading.fit import Key, blank, fit, optional
from menus.loading.folders import Folders
from menus.loading.sets import misplaced, missing_sets
from menus.loading.shape import CHECKS, MATCHING, PRONUNCIATION, SAFETY, phrases
from menus.loading.source.tracing import unmark
from menus.model import Addition, Fault, MenuWords
from menus.phrasing.sentence_names import PhraseNames

COMMON = 500_000  # times a word was met where the list was counted: below it stand names and rarities
MET, RARE = 541_808_760_578, 1e-6  # all words of that list's source; a share below which each is rare
# What every language has to say of itself: nobody can lend it.
OWN = {"voice": Key("text"), "rate": Key("number", needed=False, default=90)}
ROLES = {"all": frozenset({"roles"}), "on": frozenset({"date", "month", "year", "role"})}
PRICE = frozenset({"price"})
NAMES = {"days": 7, "short_days": 7, "months": 12, "short_months": 12}


def look_for_blanks(file: str, key: str, words: str, known: frozenset[str], faults: list[Fault]) -> None:
    """Add a fault if `words` hold a blank that is not `known`, or a curly bracket that is no blank.

    Only `known` blanks are filled in these words. `file` and `key` tell in the fault where the words stand.
    """
    try:
        unknown = sorted(blanks(words) - known)
    except ValueError:
        says, unknown = "has a curly bracket that is no blank", [""]
    else:
        says = f"holds the unknown blank {', '.join(f'{{{name}}}' for name in unknown)}"
    if unknown:
        kept = ", ".join(f"{{{name}}}" for name in sorted(known))
        faults.append(Fault(file, key, says, f"only {kept} are filled here"))


def read_phrases(
    folders: Folders, code: str, named: PhraseNames, faults: list[Fault], *, further: bool
) -> dict[str, Any]:
    """Read phrases.toml of a language; give the fields of `menus.model.Language` that come from it.

    `named` has the names of the fixed sentences that must be there; a `further` language may lack any. What
    is unusable is added to `faults`, and the result then only serves to find more faults.
    """
    file = f"{code}/phrases.toml"
    keys = optional(phrases(named)) | OWN if further else phrases(named)
    data = read_sheet(folders, file, keys, faults)
    _put_reviewer(data)
    for part in ("call", "text", "keys", "checked"):
        data[part] = unmark(folders, file, f"{part}.", data[part], faults)
    for part in ("call", "text"):
        for name, words in data[part].items():
            key = f"{part}.{name}"
            look_for_blanks(file, key, words, in_phrase(key), faults)
    for name, words in data["times"].items():
        if name not in NAMES:
            look_for_blanks(file, f"times.{name}", words, in_template(name), faults)
    for name, words in _names(data):
        look_for_blanks(file, name, words, IN_TOPICS, faults)
    for name, words, known in _filling(data):
        look_for_blanks(file, name, words, known, faults)
    for key, length in NAMES.items():
        data[key] = data["times"].pop(key)
        lent = further and not any(data[key])
        if len(data[key]) != length and not lent and not is_named(faults, file, f"times.{key}"):
            faults.append(
                Fault(file, f"times.{key}", f"has {len(data[key])} names", f"write all {length}, in order")
            )
    for name, words in data["menus"].items():
        data["menus"][name] = unmark(folders, file, f"menus.{name}.", words, faults)
    data["menus"] = {name: MenuWords(**words) for name, words in data["menus"].items()}
    offered = data.pop("offered")
    data |= {"offered": offered["call"], "chosen_by": offered["words"], "name": offered["name"]}
    data |= {name: offered[name] for name in ("beside", "refused", "shorter")} | {"way": offered["text"]}
    data["additions"] = tuple(Addition(id=name, **row) for name, row in data["additions"].items())
    return data


def _put_reviewer(data: dict[str, Any]) -> None:
    """Put the pack's word for a reviewer ("clinician") into the sentences on who checked the topics."""
    reviewer = data["named"]["reviewer"]
    for part, names in (("call", ("draft",)), ("checked", tuple(data["checked"]))):
        told = data[part]
        data[part] = told | {name: put(told[name], reviewer=reviewer) for name in names if name in told}


def _filling(data: Mapping[str, Any]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each text that fills a blank: its key ("named.charity"), its words, and the blanks that it may hold."""
    for table in ("recorded", "named"):
        yield from ((f"{table}.{name}", words, frozenset()) for name, words in data[table].items())
    for name, words in data["holidays"].items():
        yield f"holidays.{name}", words, frozenset({"spans"} if name == "hours" else ())
    for kind, told in data["cost"].items():
        known = PRICE if kind == "named" else frozenset[str]()
        yield from ((f"cost.{kind}.{name}", words, known) for name, words in told.items())
    for name, words in data["checked"].items():
        yield f"checked.{name}", words, ROLES.get(name, frozenset())


def _names(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The names that phrases.toml gives to phone keys and menus: where each stands ("keys.1"), its words."""
    yield from ((f"keys.{key}", words) for key, words in data["keys"].items())
    for menu, names in data["menus"].items():
        yield from ((f"menus.{menu}.{key}", words) for key, words in names.items())


def read_pronunciation(folders: Folders, code: str, faults: list[Fault], *, further: bool) -> dict[str, Any]:
    """Read pronunciation.toml of a language; give the fields of `menus.model.Language` that it fills.

    A `further` language may lack the file or parts of it. Faulty values, or a file that cannot be read, are
    added to `faults` and become empty.
    """
    data = _sheet(folders, f"{code}/pronunciation.toml", PRONUNCIATION, faults, further=further)
    own = frozenset(word.lower() for word in data["ordinary"])
    return {
        "pronunciation": {word.lower(): sounds for word, sounds in data["words"].items()},
        "ordinary": ordinary_words() | own,
    }


def read_checks(
    folders: Folders, code: str, faults: list[Fault], *, further: bool
) -> Mapping[str, tuple[str, ...]]:
    """Read checks.toml of a language: the word lists, by name, that `menus.rules` looks for in texts.

    A `further` language may lack the file or some lists. A missing or faulty list is empty. If the file
    cannot be read, all lists are empty. What is wrong is added to `faults`.
    """
    return _sheet(folders, f"{code}/checks.toml", CHECKS, faults, further=further)


def _sheet(
    folders: Folders, file: str, keys: Mapping[str, Key], faults: list[Fault], *, further: bool
) -> dict[str, Any]:
    """The keys of a file, which must all be there; a `further` language may lack any, or the file.

    What is missing becomes an empty value.
    """
    if not further:
        return read_sheet(folders, file, keys, faults)
    data = read_table(folders, file, faults, needed=False)
    if data is None:
        return blank(keys)
    faults.extend(misplaced(file, data, keys))
    return fit(file, data, optional(keys), faults)


def read_matching(folders: Folders, code: str, faults: list[Fault], *, further: bool) -> dict[str, Any]:
    """Read safety.toml and matching.toml of a language; give their tables under "safety" and "matching".

    An absent file gives an empty table, and is no fault. An unreadable file gives an empty table
    and a fault. Faulty values, and phrases that name an undefined set of words, are faults too. In a
    `further` language the files may lack any key.
    """
    found: dict[str, Any] = {}
    for name, keys in (("safety", SAFETY), ("matching", MATCHING)):
        file = f"{code}/{name}.toml"
        data = read_table(folders, file, faults, needed=False)
        faults.extend(misplaced(file, data or {}, keys))
        found[name] = {} if data is None else fit(file, data, optional(keys) if further else keys, faults)
    if not any(fault.file.endswith((f"{code}/safety.toml", f"{code}/matching.toml")) for fault in faults):
        faults.extend(missing_sets(code, found))
    return found


@functools.cache
def ordinary_words() -> frozenset[str]:
    """The common words of English, from the list of word frequencies in the package symspellpy.

    Raises RuntimeError if the package is not installed.
    """
    return frozenset(word for word, _ in _counted(COMMON))


@functools.cache
def shares() -> Mapping[str, float]:
    """The share (0 to 1) of each common English word in all words that people write.

    Rare words are left out. Raises RuntimeError if the package symspellpy, which has the words, is not
    installed.
    """
    return {word: times / MET for word, times in _counted(int(MET * RARE))}


def _counted(least: int) -> list[tuple[str, int]]:
    """The English words with a frequency of at least `least`, and their frequencies, highest first.

    Raises RuntimeError if symspellpy, which has the list, is not installed.
    """
    found = importlib.util.find_spec("symspellpy")
    if not found or not found.origin:
        raise RuntimeError("symspellpy is not installed: run `make install`")
    listed = Path(found.origin).with_name("frequency_dictionary_en_82_765.txt")
    with listed.open(encoding="utf-8-sig") as file:  # the most frequent first: most of it is never read
        rows = ((word, int(times)) for word, times in map(str.split, file))
        return list(takewhile(lambda row: row[1] >= least, rows))
