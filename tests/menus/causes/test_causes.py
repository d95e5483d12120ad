"""Each broken pack names its cause first and alone, at its own file, with its line shown."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import menus.rules.faults
import menus.tracing.trace
from menus import longest
from menus.facts.fact import Fact
from menus.fault.lines import placed
from menus.loading import weights
from menus.loading.folders import Folders
from menus.loading.pack import PackError, load_from
from menus.messages.answered import answered
from menus.model import Fault, Language, Pack
from menus.rules import lists
from menus.rules.faults import faults
from menus.tracing.comparing import Finding, compare
from menus.tracing.known_names import Names
from menus.tracing.traced import Lists
from tests.menus.causes.breaks import BREAKS, Break
from tests.packs.once import heard_by, listed, once
from tests.packs.small import small

TODAY = date(2026, 6, 1)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small(tmp_path_factory.mktemp("packs") / "small")


@pytest.fixture(scope="module", autouse=True)
def _once() -> Iterator[None]:
    """Do once what is alike in nearly all of these packs: sentences and their facts, blanks, messages."""
    with pytest.MonkeyPatch.context() as patch:
        heard = once(listed(answered), lambda look, without: (_heard(look.language), without))
        patch.setattr(menus.rules.faults, "answered", heard)
        judged = once(lists.faults_matching, lambda pack: _heard(pack.languages["en"]))
        patch.setattr(lists, "faults_matching", judged)
        patch.setattr(weights, "_weights", cache(weights._weights))
        compared: dict[tuple[object, ...], tuple[Finding, ...]] = {}

        def compare_once(
            words: str, facts: Mapping[str, Fact], lists: Lists, names: Names, name: bool
        ) -> tuple[Finding, ...]:
            made_of = words, tuple(facts.items()), names.medicines, name
            if made_of not in compared:
                compared[made_of] = compare(words, facts, lists, names, name)
            return compared[made_of]

        patch.setattr(menus.tracing.trace, "compare", compare_once)
        for name in ("spoken", "written"):
            patch.setattr(longest, name, once(getattr(longest, name), _blanks))
        yield


def _heard(language: Language) -> tuple[object, ...]:
    """All that messages are heard by, but for the words that topics have in their sentences."""
    return *heard_by(language)[:-1], language.messages


def _blanks(pack: Pack, language: Language) -> tuple[object, ...]:
    """All that the longest words of blanks are made of."""
    topics = [
        (each.keyword, each.also, each.reviewer, each.heading, each.draft)
        for each in language.topics.values()
    ]
    days = [each.reviewed_on for each in language.topics.values()]
    words = language.call, language.text, language.checked, language.named, language.times
    return pack.hours, topics, days, words, pack.document


def found_in(folder: Path) -> tuple[Fault, ...]:
    folders = Folders(folder)
    try:
        found = faults(load_from(folders), TODAY)
    except PackError as error:
        return error.faults
    return tuple(placed(folders.read, fault) for fault in found if not _unsigned(fault))


def _unsigned(fault: Fault) -> bool:
    """Whether it says that a clinician is still to sign: each break says so, as it changes what is signed."""
    bare = fault.key == "reviewed_by" and "is a line of text" in fault.says
    return bare or fault.file == "signatures.toml"


def told(found: tuple[Fault, ...]) -> str:
    return "\n".join(f"{fault.told(f'{fault.file}:{fault.line}')}\n    {fault.shown}" for fault in found)


def test_the_pack_that_is_broken_here_is_whole(good: Path) -> None:
    assert found_in(good) == ()


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.name)
def test_a_break_names_its_cause_first_and_alone(broken: Break, good: Path, tmp_path: Path) -> None:
    pack = shutil.copytree(good, tmp_path / "pack")
    broken.edit(pack)
    found = found_in(pack)
    assert found, "nobody hears of it"
    first, *more = found
    assert first.file == broken.file and not more, told(found)
    assert bool(first.line) == bool(first.shown) == bool(broken.shows), told(found)
    assert broken.shows in first.shown, told(found)
    assert first.mend
