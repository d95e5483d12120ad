"""Too much of a medicine that the facts call weekly: where it is no alarm, that is told (R30)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from menus.facts.fact import Fact
from menus.loading.pack import load
from menus.matcher.answers import Urgent
from menus.matcher.matching import match
from menus.model import Fault, Pack
from menus.phrasing.tables import strings, table
from menus.rules.on_base.weekly_medicines import weekly_medicines
from menus.said import Look
from tests.packs.fields import catheters

WEEKLY = "Trimethoprim is a tablet taken once a week."


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """A pack on catheters, with one topic on medicines."""
    return load(catheters(tmp_path_factory.mktemp("packs") / "tubes"))


def having(pack: Pack, fact: str, matching: Mapping[str, Any], sets: Mapping[str, Any]) -> Pack:
    language = pack.languages["en"]
    safety = table(language.matching, "safety")
    lists = {
        "matching": {**table(language.matching, "matching"), **matching},
        "safety": {**safety, "sets": {**table(safety, "sets"), **sets}},
    }
    facts = {**pack.facts, "W1": Fact("Medicines", fact)}
    return replace(pack, facts=facts, languages={"en": replace(language, matching=lists)})


def told(pack: Pack) -> list[Fault]:
    return list(weekly_medicines(Look(pack, pack.languages["en"], date(2026, 6, 1), ())))


def test_a_weekly_medicine_of_which_too_much_is_not_heard_is_told_with_the_mend(plain: Pack) -> None:
    (fault,) = told(having(plain, WEEKLY, {}, {}))
    assert fault.file == "en/safety.toml" and fault.level == "warning"
    assert "trimethoprim is taken once a week [W1]" in fault.says and "every day" in fault.says
    assert 'weekly = ["trimethoprim"]' in fault.mend


def test_a_phrase_that_gets_them_the_topic_is_named_where_it_stands(plain: Pack) -> None:
    asks = {"topics": {"antibiotics": {"asks": ["trimethoprim & day"]}}}
    (fault,) = told(having(plain, WEEKLY, asks, {}))
    assert (fault.file, fault.key) == ("en/matching.toml", "topics.antibiotics.asks")
    assert fault.says.startswith('"trimethoprim & day" gets them the topic')


@pytest.mark.parametrize(
    "fact",
    [
        "Trimethoprim is a tablet.",
        "Change the bag once a week.",
        "Take trimethoprim. Change the bag once a week.",
    ],
)
def test_what_no_fact_calls_weekly_is_left_alone(plain: Pack, fact: str) -> None:
    assert told(having(plain, fact, {}, {})) == []


def test_with_the_mend_each_of_them_is_an_alarm(plain: Pack) -> None:
    weekly = (*strings(table(plain.languages["en"].matching, "safety", "sets"), "weekly"), "trimethoprim")
    mended = having(
        plain, WEEKLY, {"topics": {"antibiotics": {"asks": ["trimethoprim & day"]}}}, {"weekly": weekly}
    )
    assert told(mended) == []
    said = "two trimethoprim tablets every day since friday"
    assert isinstance(match(mended.languages["en"], said), Urgent)
