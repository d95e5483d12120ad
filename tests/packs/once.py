"""Work that many tests would repeat on equal data, done once in each test process."""

import pickle
import tomllib
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

from menus.facts.fact import Fact
from menus.loading.folders import SHIPPED, Folders
from menus.loading.pack import load, load_kept
from menus.model import Language, Pack
from menus.phrasing.field import field_topics
from menus.phrasing.tables import table
from menus.said import Look
from menus.tracing.comparing import Finding
from menus.tracing.known_names import Names
from menus.tracing.traced import Lists

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
    names = {
        name: (its.name, its.keyword, its.also, its.title, its.medicine)
        for name, its in language.topics.items()
    }
    told = field_topics(language, table(language.matching, "matching"))
    return language.code, language.matching, language.ordinary, language.ear, names, told


def languages_heard(pack: Pack) -> tuple[tuple[object, ...], ...]:
    """All that the matcher reads, for each language of a pack."""
    return tuple(map(heard_by, pack.languages.values()))


def look_heard(look: Look, without: Container[str] = ()) -> tuple[object, ...]:
    """All that the rule reads which looks how the messages of a pack are answered."""
    language = look.language
    heard = language.whole or language
    return heard_by(language), heard_by(heard), language.messages, without


def told_times(pack: Pack, language: Language, style: str) -> tuple[object, ...]:
    """All that is read to tell when the helpline opens on each day of a year, and a call-back is due."""
    names = language.days, language.months, language.short_days, language.short_months
    return pack.hours, style, language.times, names


def listed(work: Callable[..., Iterable[Any]]) -> Callable[..., tuple[Any, ...]]:
    """A function as `work`, which gives all at once what that gives one by one."""
    return lambda *given: tuple(work(*given))


def once(work: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
    """A function as `work` that remembers its last results, by what `key` gives for its arguments."""
    kept: list[tuple[object, Any]] = []

    def remembered(*given: Any) -> Any:
        wanted = key(*given)
        found = next((pair for pair in kept if pair[0] == wanted), None) or (wanted, work(*given))
        kept[:] = [found, *(pair for pair in kept if pair is not found)][:KEPT]
        return found[1]

    return remembered


def of_the_same(work: Callable[..., Any], kind: type) -> Callable[..., Any]:
    """A function as `work` of one thing that remembers what it gave for the very things of this kind."""
    kept: list[tuple[object, Any]] = []

    def remembered(thing: object) -> Any:
        if not isinstance(thing, kind):
            return work(thing)
        found = next((pair for pair in kept if pair[0] is thing), None) or (thing, work(thing))
        kept[:] = [found, *(pair for pair in kept if pair is not found)][:KEPT]
        return found[1]

    return remembered


def words_once(work: Callable[..., tuple[str, ...]]) -> Callable[..., tuple[str, ...]]:
    """A function as `words_listed`, which looks once for the words of one list in one text."""
    remembered = lru_cache(maxsize=40_000)(work)
    return lambda text, listed, numbers=(): remembered(text, tuple(listed), numbers)


def all_listed(lists: Lists, names: Names) -> tuple[object, ...]:
    """All the words with which a sentence of a language is compared with its facts."""
    fields = [getattr(lists, name) for name in Lists.__slots__]
    return *fields, names.medicines, names.listed, names.endings, names.ordinary


class Compared:
    """What is found in comparing a sentence with its facts, kept for every pack that says it alike."""

    def __init__(self, compare: Callable[..., tuple[Finding, ...]]) -> None:
        self.compare = compare
        self.of = once(lambda *_: {}, all_listed)
        self.last: tuple[object, object, dict[tuple[object, ...], tuple[Finding, ...]]] = None, None, {}

    def __call__(
        self, words: str, facts: Mapping[str, Fact], lists: Lists, names: Names, name: bool
    ) -> tuple[Finding, ...]:
        """The differences, as `menus.tracing.comparing` finds them."""
        if self.last[0] is not lists or self.last[1] is not names:
            self.last = lists, names, self.of(lists, names)
        kept, key = self.last[2], (words, *facts.items(), name)
        if key not in kept:
            kept[key] = self.compare(words, facts, lists, names, name)
        return kept[key]


@cache
def shipped() -> Pack:
    """The shipped pack."""
    return load(SHIPPED)


def served(link: Path | None, folder: Path) -> Pack:
    """The pack that `load_kept` gives; the shipped one is the same each time, and so its matcher's index."""
    return shipped() if link is None and folder == SHIPPED else load_kept(link, folder)


def named_once(name_of: Callable[[Folders], str]) -> Callable[[Folders], str]:
    """A function as `name_of` that reads the files of the shipped pack once: no test writes there."""
    of_shipped = cache(lambda: name_of(Folders(SHIPPED)))
    return lambda folders: of_shipped() if folders == Folders(SHIPPED) else name_of(folders)


class Compiled(BytecodeCache):
    """What Jinja has compiled, for all lines of this process; a template that changes is compiled anew."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept of a template; Jinja itself looks whether it is of the same source."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


def route_once(compiled: Callable[[Rule], None]) -> Callable[[Rule], None]:
    """Give werkzeug's compiler of a route a memory, by all that a route is made of."""
    kept: dict[tuple[object, ...], tuple[Any, ...]] = {}

    def remembered(rule: Rule) -> None:
        assert rule.map is not None and not rule.map.host_matching
        made_of = rule.rule, rule.subdomain, rule.merge_slashes, repr(rule.defaults)
        if made_of not in kept:
            compiled(rule)
            builders = rule._build.__func__, rule._build_unknown.__func__  # type: ignore[attr-defined]
            kept[made_of] = rule._parts, rule._trace, rule._converters, rule.arguments, *builders
        rule._parts, rule._trace, rule._converters, rule.arguments, build, unknown = kept[made_of]
        rule._build, rule._build_unknown = build.__get__(rule), unknown.__get__(rule)

    return remembered
