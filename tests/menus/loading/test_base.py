"""The base that every pack stands on: how the two are put together, and which of them a fault names."""

import re
import shutil
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from menus.loading.folders import BASE, BLANK, SHIPPED, join
from menus.loading.pack import PackError, load
from menus.loading.places import locate
from menus.matcher.matching import Command, Urgent, match
from menus.model import Fault, Pack
from menus.phrasing.lexicon import lexicon
from menus.phrasing.tables import strings, table
from menus.rules.faults import faults
from tests.packs.broken import FIXED, PHRASES, Copy, copy

TODAY = date(2026, 6, 1)
SHARED = ("phrases", "pronunciation", "checks", "safety", "matching", "ear")


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    return copy(tmp_path)


def test_a_table_is_put_together_key_by_key_and_the_packs_key_goes_over_the_bases() -> None:
    base = {"rate": 90, "call": {"end": "Over.", "again": "Again"}}
    own = {"rate": 95, "call": {"end": "The end."}}
    assert join(base, own) == {"rate": 95, "call": {"end": "The end.", "again": "Again"}}


def test_a_list_of_the_pack_stands_before_the_bases_and_takes_nothing_from_it() -> None:
    assert join({"short": ["a", "b"]}, {"short": ["c", "b"]}) == {"short": ["c", "b", "a"]}
    assert join({"short": ["a"]}, {"short": []}) == {"short": ["a"]}


def test_the_names_of_days_and_months_are_the_packs_alone_where_it_gives_them() -> None:
    own = {"times": {"days": ["Mo", "Tu"]}, "sets": {"days": ["Mo"]}}
    both = join({"times": {"days": ["Mon"]}, "sets": {"days": ["Mon"]}}, own)
    assert both == {"times": {"days": ["Mo", "Tu"]}, "sets": {"days": ["Mo", "Mon"]}}


def test_a_sentence_of_the_pack_is_said_in_place_of_the_bases(made: Copy) -> None:
    made.put(PHRASES, "goodbye", '"Cheerio."', "call")
    call = made.load().languages["en"].call
    assert call["goodbye"] == "Cheerio." and call["end"]


def test_a_word_of_the_pack_is_heard_beside_the_bases(made: Copy) -> None:
    made.put("en/matching.toml", "STOP", '["basta"]', "commands")
    english = made.load().languages["en"]
    assert match(english, "basta") == match(english, "unsubscribe") == Command("STOP")


def test_a_pack_without_what_the_base_has_still_hears_stop_and_alarms(made: Copy) -> None:
    made.path("en/checks.toml").write_text("medicines = []\n", encoding="utf-8")
    made.path("en/pronunciation.toml").write_text("[words]\n", encoding="utf-8")
    made.path("en/matching.toml").unlink()
    made.path("en/safety.toml").write_text('[careful]\ndefault = ["steroids"]\n', encoding="utf-8")
    english = made.load().languages["en"]
    assert match(english, "stop") == Command("STOP")
    assert match(english, "i cant breathe") == Urgent("body")


def test_a_language_that_only_the_base_has_is_none_of_the_line(made: Copy) -> None:
    shutil.copytree(made.base / "en", made.base / "gd")
    assert list(made.load().languages) == ["en"]
    made.put("menu.toml", "languages", '["en", "gd"]')
    with pytest.raises(PackError) as raised:
        made.load()
    (fault,) = raised.value.faults
    assert (fault.file, fault.key) == ("menu.toml", "languages") and '"gd" has no folder' in fault.says


FILES = {"en/x.toml": ({"call": {"end": ""}, "set": ["of base", "of both"]}, {"set": ["of pack", "of both"]})}


@pytest.mark.parametrize(
    ("key", "says", "file"),
    [
        ("call.end", "is empty", "base/en/x.toml"),
        ("call.greeting", "is missing", "en/x.toml"),
        ("set", '"of base" is unreadable', "base/en/x.toml"),
        ("set", '"of pack" is unreadable', "en/x.toml"),
        ("set", '"of both" is unreadable', "en/x.toml"),
        ("set", "is empty", "en/x.toml"),
    ],
)
def test_a_fault_names_the_file_that_is_to_be_mended(key: str, says: str, file: str) -> None:
    assert locate(FILES, Fault("en/x.toml", key, says, "mend it")).file == file


def test_a_file_of_one_of_the_two_is_named_as_it_is() -> None:
    assert locate(FILES, Fault("hours.toml", "zone", "is empty", "write it")).file == "hours.toml"


def test_a_fault_of_a_sentence_names_the_base_until_the_pack_has_its_own(made: Copy) -> None:
    made.put(FIXED, "late", '""', "call")
    assert "base/en/phrases.toml" in {fault.file for fault in faults(made.load(), TODAY)}
    made.put(PHRASES, "late", '""', "call")
    named = [fault.file for fault in faults(made.load(), TODAY) if fault.key == "call.late"]
    assert set(named) == {"en/phrases.toml"}


@pytest.mark.parametrize("file", [f"{folder}en/{name}.toml" for folder in ("base/", "") for name in SHARED])
def test_a_file_that_cannot_be_read_is_named_in_its_folder(file: str, made: Copy) -> None:
    made.path(file).write_bytes(b"\xff")
    with pytest.raises(PackError) as raised:
        made.load()
    assert [(fault.file, fault.key) for fault in raised.value.faults] == [(file, "")]


def test_the_base_names_no_medicine_and_no_illness_of_the_shipped_pack(pack: Pack) -> None:
    english = pack.languages["en"]
    sets = [table(english.matching, name, "sets") for name in ("matching", "safety")]
    named = (strings(one, key) for key in ("steroid", "dmard", "biologic", "illness") for one in sets)
    field = set(chain.from_iterable(named))
    field = {word for word in field if word.isalpha() and word not in english.ordinary}
    field |= set(english.checks["medicines"]) | {"myositis", "rheumatology"}
    for file in sorted((BASE / "en").glob("*.toml")):
        words = set(re.findall(r"[a-z]+", file.read_text(encoding="utf-8").lower()))
        assert file.name == "ear.toml" or words & field == set(), file.name
    assert {"methotrexate", "myositis", "prednisolone"} <= field and SHIPPED.name == "muscle"


@pytest.mark.parametrize(("one", "two"), [("eardrops", "ear drops"), ("eyedrops", "eye drops")])
def test_a_word_that_is_written_as_one_or_two_is_heard_alike(one: str, two: str) -> None:
    english = load(BLANK).languages["en"]
    for text in ("i forgot my {}", "my son drank all the {}", "can i have {}"):
        assert match(english, text.format(one)) == match(english, text.format(two))
    assert lexicon(english).grammar.correct(one) == two
