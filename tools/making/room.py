"""How long a charity's and a document's name may be, so that the sentences of every line stay short enough.

The bounds of these sentences are the rules R6, R19 and R24.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from menus.model import Pack
from menus.rules.faults import MEASURED
from menus.said import look

NAMES = ("charity", "document")  # of `named` in phrases.toml, in the order in which they are measured


def too_long(pack: Pack, given: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The first of the names `given` that is too long, and how many letters of it fit; nothing if all fit.

    `given` may have "charity" and "document". A name is too long if it makes a sentence of the pack too long.
    The charity's name is tried first. The document's name is tried with it, because a sentence may have both.
    """
    so_far = {name: str(next(iter(pack.languages.values())).named.get(name, "")) for name in NAMES}
    usual = _broken(pack, so_far)
    for name in (name for name in NAMES if given.get(name)):
        so_far[name] = given[name]
        if _broken(pack, so_far) - usual:
            yield name, _most(pack, so_far, name, usual)
            return


def _most(pack: Pack, named: Mapping[str, str], name: str, usual: frozenset[tuple[str, str]]) -> int:
    """How many letters of the name `name` fit, so that no sentence of the pack becomes too long.

    `named` has the names to measure with, `usual` the files and keys of sentences that are too long anyway.
    """
    fits, over = 0, len(named[name])
    while over - fits > 1:
        middle = (fits + over) // 2
        cut = {**named, name: named[name][:middle]}
        fits, over = (fits, middle) if _broken(pack, cut) - usual else (middle, over)
    return fits


def _broken(pack: Pack, named: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """The files and keys of the sentences that are too long with the names `named` (charity, document)."""
    today = datetime.now(UTC).date()
    languages = {
        code: replace(language, named={**language.named, **named})
        for code, language in pack.languages.items()
    }
    pack = replace(pack, languages=languages)
    looks = [look(pack, language, today) for language in languages.values()]
    return frozenset(
        (fault.file, fault.key)
        for one in looks
        for rule in MEASURED
        for fault in rule(one)
        if fault.level == "error"
    )
