"""Work that many tests ask for on equal data, done once in each test process."""

import pickle
import tomllib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from menus.model import Language, Pack

KEPT = 8


@lru_cache(maxsize=512)
def _parsed(text: str) -> bytes:
    return pickle.dumps(tomllib.loads(text))


def loads(text: str) -> dict[str, Any]:
    """As `tomllib.loads`, a new document each time; what it raises is raised anew."""
    document: dict[str, Any] = pickle.loads(_parsed(text))  # noqa: S301, we have just written it
    return document


def heard_by(language: Language) -> tuple[object, ...]:
    """All of a language that the matcher reads: packs that differ elsewhere are heard alike.

    A rule that came to read more would miss the packs that break it: their tests would fail.
    """
    names = {name: (its.name, its.keyword, its.also, its.title) for name, its in language.topics.items()}
    return language.code, language.matching, language.ordinary, language.ear, names


def languages_heard(pack: Pack) -> tuple[tuple[object, ...], ...]:
    """The same, of each language of a pack."""
    return tuple(map(heard_by, pack.languages.values()))


def once(work: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
    """`work`, not done again where `key` of what it is given is equal to that of one of the last times."""
    kept: list[tuple[object, Any]] = []

    def remembered(*given: Any) -> Any:
        wanted = key(*given)
        found = next((pair for pair in kept if pair[0] == wanted), None) or (wanted, work(*given))
        kept[:] = [found, *(pair for pair in kept if pair is not found)][:KEPT]
        return found[1]

    return remembered
