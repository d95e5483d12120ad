"""The licences of the packages that the line and its tests use, from the installed packages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from tools.papers.held import table

Kind = Literal["permissive", "weak copyleft", "strong copyleft", "unknown"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", re.M)
# The words by which packages name licences that ask for their notice alone.
PERMISSIVE = re.compile(
    r"MIT|MIT-0|MIT License|BSD|BSD License|BSD-[23]-Clause|0BSD|Apache( Software License|-2\.0| 2\.0)?|ISC|"
    r"Zlib|MIT-CMU|PSF-2\.0|Python Software Foundation License|CC0-1\.0|Unlicense|CNRI-Python|"
    r"(SIL Open Font License 1\.1 \()?OFL-1\.1\)?"
)
# Changes to the package itself stay under its licence; what uses it does not fall under it.
WEAK = re.compile(r"MPL|Mozilla|LGPL|Lesser|EPL|Eclipse")
STRONG = re.compile(r"GPL|GNU|SSPL|EUPL")
# Packages that name no licence, from the text of the licence in them.
LOOKED_UP = {"axe-playwright-python": "MIT"}


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of one package, in the package's own words, and the kind of licence."""

    package: str
    words: str
    kind: Kind


def licences(locked: Path) -> tuple[Licence, ...]:
    """The licences of the packages in a lock file that are installed here, in the order of their names.

    Raises OSError if the file cannot be read.
    """
    names = sorted(set(PIN.findall(locked.read_text(encoding="utf-8"))))
    return tuple(_licence(name) for name in names if _is_here(name))


def not_here(locked: Path) -> tuple[str, ...]:
    """The packages of a lock file that are not installed here, because they are for other machines; sorted.

    Raises OSError if the file cannot be read.
    """
    return tuple(
        sorted({name for name in PIN.findall(locked.read_text(encoding="utf-8")) if not _is_here(name)})
    )


def listed(locked: Path) -> str:
    """The licences of a lock file's packages, as far as installed here, as a table in Markdown.

    Raises OSError if the lock file cannot be read.
    """
    return table(
        ("package", "licence, as it says itself", "kind"),
        ((one.package, one.words, one.kind) for one in licences(locked)),
    )


def copyleft(running: Path, testing: Path) -> str:
    """A Markdown table of the packages with a licence that is not permissive, and who needs them.

    `running` is the lock file of packages that the line needs. `testing` is the lock file of packages that
    its tests and tools need. A package in both has two rows.
    """
    named = [
        (one, needed)
        for locked, needed in ((running, "the line"), (testing, "tests and tools"))
        for one in licences(locked)
        if one.kind != "permissive"
    ]
    return table(
        ("package", "licence", "kind", "needed by"),
        ((one.package, one.words, one.kind, needed) for one, needed in named),
    )


def kind_of(words: str) -> Kind:
    """The kind of a package's licence, told by `words`: of "A AND B" the strictest, of "A OR B" the mildest.

    "unknown", for words that name no known licence, counts as stricter than any other kind.
    """
    if " OR " in words:
        return min((kind_of(part) for part in words.split(" OR ")), key=_strictness)
    if " AND " in words:
        return max((kind_of(part) for part in words.split(" AND ")), key=_strictness)
    if PERMISSIVE.fullmatch(words):
        return "permissive"
    if WEAK.search(words):
        return "weak copyleft"
    return "strong copyleft" if STRONG.search(words) else "unknown"


def _strictness(kind: Kind) -> int:
    return ("permissive", "weak copyleft", "strong copyleft", "unknown").index(kind)


def _licence(name: str) -> Licence:
    words = LOOKED_UP.get(name) or " OR ".join(_words(name)) or "none told"
    return Licence(name, words, kind_of(words))


def _words(name: str) -> Iterator[str]:
    """What a package says of its licence: its expression, or its classifiers, or its licence's first line.

    Nothing if it says nothing.
    """
    told: Any = metadata.metadata(name)
    classifiers = [
        one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if "License ::" in one
    ]
    if expression := told.get("License-Expression"):
        yield expression
    elif named := [one for one in classifiers if one != "DFSG approved"]:
        yield from named
    elif told.get("License"):
        yield told["License"].splitlines()[0]


def _is_here(name: str) -> bool:
    try:
        return bool(metadata.version(name))
    except metadata.PackageNotFoundError:
        return False
