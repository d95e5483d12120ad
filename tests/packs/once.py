"""Work that many tests would repeat on equal data, done once in each test process."""

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
    """The document of a TOML text, as `tomllib.loads` gives it, but parsed once for each text.

    Each call gives a new copy; what `tomllib.loads` raises is raised.
    """
    document: dict[str, Any] = pickle.loads(_parsed(text))  # noqa: S301, we have just written it
    return document


def heard_by(language: Language) -> tuple[object, ...]:
    """All of a language that the matcher reads, to tell whether two languages are heard alike.

    If a rule about hearing comes to read more, add it here: else the tests of packs that break it fail.
    """
    names = {name: (its.name, its.keyword, its.also, its.title) for name, its in language.topics.items()}
    return language.code, language.matching, language.ordinary, language.ear, names


def languages_heard(pack: Pack) -> tuple[tuple[object, ...], ...]:
    """All that the matcher reads, for each language of a pack."""
    return tuple(map(heard_by, pack.languages.values()))


def once(work: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
    """A function as `work` that remembers its last results, by what `key` gives for its arguments."""
    kept: list[tuple[object, Any]] = []

    def remembered(*given: Any) -> Any:
        wanted = key(*given)
        found = next((pair for pair in kept if pair[0] == wanted), None) or (wanted, work(*given))
        kept[:] = [found, *(pair for pair in kept if pair is not found)][:KEPT]
        return found[1]

    return remembered
