"""Engine, base and their tests name no medicine, illness or charity, but where it is said why."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from menus.loading.folders import SHIPPED
from menus.phrasing.tables import strings, table
from settings import HERE
from tests.packs.once import shipped
from tools.house import ROOMS

KINDS = {".py", ".toml", ".html", ".js", ".css", ".lua", ".sh"}
# What names them all the same, and why.
ENGINE = {
    "menus/document/medicines.py": "the names by which it knows a medicine in a document, and their sounds",
    "menus/signing/person.py": "words that stand for a name that is still to be written",
    "bench/falsified.py": "makes sentences of the shipped pack false, one medicine for another",
}
# Whole packs of other fields, and of the version before.
PACKS = frozenset({"before", "from_documents"})
TESTS = {
    "they hear the shipped pack's own words, its medicines and topics": """
        ivr/test_heard.py ivr/test_rooms.py ivr/test_speech.py line/crowd/anybody.py
        line/languages/test_heard_in_welsh.py
        line/off_air/test_every_place.py line/test_costing.py line/test_counted.py line/test_layers.py
        menus/air/test_stopped_words.py menus/air/test_words_of_a_notice.py
        menus/matcher/test_alarms.py menus/matcher/test_careful.py
        menus/matcher/test_data.py menus/matcher/test_decided.py menus/matcher/test_ear.py
        menus/matcher/edges/test_asked_of_the_line.py
        menus/matcher/edges/test_other_englishes.py menus/matcher/edges/test_weekly_medicine.py
        menus/matcher/test_matcher_edges.py menus/matcher/test_matching.py
        menus/matcher/test_never_opted_out.py menus/phrasing/test_lexicon.py menus/phrasing/test_nearness.py
        menus/phrasing/test_phrases.py menus/phrasing/test_unwrap.py
        menus/matcher/test_topic_ear.py menus/matcher/test_way_on.py play/test_player.py
        sms/replies/test_alarm_between.py sms/replies/test_choices_in_words.py
        sms/after/test_after_a_false_alarm.py sms/after/test_told_truly.py
        sms/replies/test_way_on.py sms/test_odd_texts.py sms/test_reactions.py sms/test_text.py
        store/failover/test_failover.py tools/words/test_matching_commands.py tools/words/test_score_card.py
        web/desk/air/test_notice.py web/desk/test_every_page.py web/figures/test_sentences.py
        people/busy.py""",
    "they break or change the shipped pack, or load it": """
        house/test_bounds.py house/test_menu_limits.py line/test_before.py menus/loading/test_load.py
        menus/rules/test_faults.py menus/signing/test_version.py menus/tracing/test_traced.py packs/broken.py
        tools/document/test_topics.py sms/replies/test_why.py menus/tracing/test_marks.py
        menus/tracing/test_copied.py""",
    "they tell medicines apart in documents and in packs of another field": """
        menus/document/test_comparing_editions.py tools/document/test_topic_words.py
        tools/making/test_new.py""",
    "they are this rule, and the base's": "house/test_names.py menus/loading/test_base.py",
}


@pytest.fixture(scope="module")
def names() -> re.Pattern[str]:
    """The names of the shipped pack's field, but for common words, and of its charity and illness."""
    english = shipped().languages["en"]
    sets = [table(english.matching, name, "sets") for name in ("matching", "safety")]
    kinds = (strings(one, key) for key in ("steroid", "dmard", "biologic", "illness") for one in sets)
    field = {word for word in chain.from_iterable(kinds) if word.isalpha() and word not in english.ordinary}
    field |= set(english.checks["medicines"])
    field |= {"myositis", "dermatomyositis", "polymyositis", "myopathy", "arthritis", "rheumatology"}
    assert {"methotrexate", "prednisolone", "ivig"} <= field
    return re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, sorted(field)))})(?![a-z])", re.IGNORECASE)


def naming(names: re.Pattern[str], files: Iterator[Path], root: Path) -> set[str]:
    """The files, by their path below a folder, that hold one of these names."""
    return {
        str(file.relative_to(root))
        for file in files
        if file.suffix in KINDS and names.search(file.read_text(encoding="utf-8"))
    }


def engine() -> Iterator[Path]:
    rooms = (HERE / f"{room}.py" if (HERE / f"{room}.py").exists() else HERE / room for room in ROOMS)
    files = (file for room in rooms for file in ([room] if room.is_file() else room.rglob("*")))
    yield from (file for file in files if SHIPPED not in file.parents)


def test_engine_and_base_name_nothing_of_a_field(names: re.Pattern[str]) -> None:
    assert naming(names, engine(), HERE) == ENGINE.keys()
    assert naming(re.compile(r"\bsteroid", re.IGNORECASE), engine(), HERE) <= ENGINE.keys()


def test_tests_name_something_of_a_field_only_where_it_is_said_why(names: re.Pattern[str]) -> None:
    folder = HERE / "tests"
    own = (file for file in folder.rglob("*") if PACKS.isdisjoint(file.relative_to(folder).parts))
    assert naming(names, own, folder) == set(chain.from_iterable(map(str.split, TESTS.values())))
