"""Reads the topics of one language, one file each."""

import re

from menus.blanks import IN_TOPICS
from menus.loading.files import is_named, read_names, read_sheet
from menus.loading.fit import optional
from menus.loading.folders import Folders
from menus.loading.language import look_for_blanks
from menus.loading.shape import TOPIC
from menus.loading.source.tracing import unmark
from menus.model import Fault, Topic

NAME = re.compile(r"[a-z]{1,40}")
ONCE = ("title", "option", "short", "safety", "text", "more", "reviewer")


def read_topics(folders: Folders, code: str, faults: list[Fault], *, further: bool) -> dict[str, Topic]:
    """Read the topics of a language, by name: the pack's own, and those of the base that the pack lacks.

    A `further` language (any but the pack's first) may have no topics, and its topics may lack parts. What is
    wrong is added to `faults`:

    (a) An unusable value becomes empty. If a topic's file cannot be read, all its values are empty.
    (b) A file is left out if its name cannot be a topic's.
    (c) A first language must have topics of its own. If it has none, the result is empty.
    """
    found: dict[str, Topic] = {}
    there = not further or (folders.own / code / "topics").exists()
    own = read_names(folders, f"{code}/topics", faults) if there else []
    every = sorted({*own, *names_of_base(folders, code)})
    for file in every if own or further else ():
        name, path = file.removesuffix(".toml"), f"{code}/topics/{file}"
        if NAME.fullmatch(name):
            found[name] = _topic(folders, path, name, faults, further=further)
        else:
            faults.append(
                Fault(path, "", "is no name for a topic", "name it with small letters only: bones.toml")
            )
    if not found and not further and not any(fault.file.startswith(f"{code}/topics") for fault in faults):
        faults.append(Fault(f"{code}/topics", "", "holds no topic", "add at least one"))
    return found


def names_of_base(folders: Folders, code: str) -> list[str]:
    """The file names of the base's topics, which are about the line itself; empty if it has none."""
    return [path.name for path in (folders.base / code / "topics").glob("*.toml")]


def _topic(folders: Folders, path: str, name: str, faults: list[Fault], *, further: bool) -> Topic:
    data = read_sheet(folders, path, optional(TOPIC) if further else TOPIC, faults)
    said = {key: data[key] for key in ONCE}
    said |= {f"spoken[{n}]": chunk for n, chunk in enumerate(data["spoken"], 1)}
    said = unmark(folders, path, "", said, faults)
    data |= {key: said[key] for key in ONCE} | {"spoken": tuple(said[key] for key in said if key not in ONCE)}
    for key, words in said.items():
        look_for_blanks(path, key, words, IN_TOPICS if key != "reviewer" else frozenset(), faults)
    data["source"] = data["source"] or _sources(folders, path)
    for n, chunk in enumerate(data["spoken"], 1):
        if not chunk.strip() and not further:
            faults.append(Fault(path, f"spoken[{n}]", "is an empty chunk", "take it out, or write it"))
    if not data["spoken"] and not further and not is_named(faults, path, "spoken"):
        faults.append(Fault(path, "spoken", "is empty", "write what is read out"))
    return Topic(name=name, **data)


def _sources(folders: Folders, path: str) -> tuple[str, ...]:
    """The facts that a topic's sentences rest on ("[T1]" behind them), for a file without a list `source`."""
    marks = (mark for (file, _), found in folders.marks.items() if file == path for mark in found)
    return tuple(dict.fromkeys(fact for mark in marks for fact in mark.ids))
