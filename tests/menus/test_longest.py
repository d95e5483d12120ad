"""Whatever may fill a blank, its longest words are known: no sentence is measured with shorter ones."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from menus import longest, words
from menus.blanks import ALSO
from menus.due import TIMES
from menus.model import Language, Pack
from tests.conftest import LONDON

# Sixty spoken words, and the first of all wordings by the alphabet.
LONG = " ".join("0" * 60)
# As long as the roles of reviewers may be together.
ROLE = "0 nurse of 27 letters in all"[:27]

Told = Callable[[Pack, Language], dict[str, str]]
CALL, TEXT = longest.spoken, longest.written
REVIEWED = ("nobody", "some", "all", "somebody")


@pytest.fixture
def one_day() -> Iterator[None]:
    """One day to measure instead of a year, for what hangs on no day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(longest, "YEAR", 1)
        yield


def saying(pack: Pack, place: str, wording: str) -> Pack:
    """The pack with other words at a place of its language, such as "text.or"; its other languages stay."""
    kind, name = place.split(".")
    english = pack.languages["en"]
    changed: Any = {kind: {**getattr(english, kind), name: wording}}
    return replace(pack, languages={**pack.languages, "en": replace(english, **changed)})


def of_topic(pack: Pack, **changed: Any) -> Pack:
    """The pack with one topic, neither the first nor the last, changed."""
    english = pack.languages["en"]
    topics = {**english.topics, "bones": replace(english.topics["bones"], **changed)}
    return replace(pack, languages={**pack.languages, "en": replace(english, topics=topics)})


@pytest.mark.parametrize(
    ("place", "told", "blank"),
    [
        *((f"call.asked_{best}", CALL, "best") for best in TIMES),
        *((f"text.best_{best}", TEXT, "best") for best in TIMES),
        *((f"text.comes_{way}", TEXT, "comes") for way in ("line", "relay")),
        *((f"text.why_{dated}", TEXT, "dated") for dated in ("dated", "undated")),
        *((f"checked.{name}", told, "checked") for name in REVIEWED for told in (CALL, TEXT)),
        *((f"checked.{name}", TEXT, "signed") for name in ("nobody", "again", "on", "somebody")),
        *(("named.unreviewed", told, "reviewed") for told in (CALL, TEXT)),
        ("times.reviewed", CALL, "reviewed"),
        ("times.text_reviewed", TEXT, "reviewed"),
        ("text.asked_other", TEXT, "others"),
        ("text.or", TEXT, "topics"),
        ("text.or", TEXT, "choices"),
    ],
)
def test_each_wording_that_may_fill_a_blank_is_measured(
    pack: Pack, place: str, told: Told, blank: str
) -> None:
    long = saying(pack, place, LONG)
    assert LONG in told(long, long.languages["en"])[blank]


@pytest.mark.parametrize("names", [("tomorrow", "due"), ("later", "due_later")])
def test_each_wording_of_a_day_of_opening_is_measured(pack: Pack, names: tuple[str, ...]) -> None:
    for name in names:
        pack = saying(saying(pack, f"times.{name}", LONG), f"times.text_{name}", LONG)
    spoken, written = (told(pack, pack.languages["en"]) for told in (CALL, TEXT))
    assert spoken["opening"] == spoken["due"] == written["opening"] == written["due"] == LONG
    assert LONG in written["others"]


def test_the_longest_of_all_topics_is_measured(pack: Pack) -> None:
    heading = " ".join(["AAAAA"] * 10)
    pack = of_topic(pack, keyword="0" * 60, also=(), heading=heading, reviewer=ROLE)
    spoken, written = (told(pack, pack.languages["en"]) for told in (CALL, TEXT))
    elsewhere = saying(pack, "checked.somebody", LONG)
    assert LONG in CALL(elsewhere, elsewhere.languages["en"])["checked"]
    assert written["topic"] == written["about"] == "0" * 60
    assert written["heading"] == heading
    assert written["topics"].startswith(f"{'0' * 60} or ")
    assert ROLE in spoken["checked"] and ROLE in written["checked"] and ROLE in written["signed"]


def test_a_long_month_and_the_long_name_of_a_language_are_measured(pack: Pack) -> None:
    names = (*pack.languages["en"].months[:4], LONG, *pack.languages["en"].months[5:])
    english = replace(pack.languages["en"], months=names, short_months=names)
    both = {"xx": replace(english, name=LONG), "en": pack.languages["en"]}
    spoken, written = (told(replace(pack, languages=both), english) for told in (CALL, TEXT))
    assert all(LONG in spoken[blank] for blank in ("opening", "due", "reviewed"))
    assert all(LONG in written[blank] for blank in ("due", "reviewed", "month", "dated", "signed"))
    assert spoken["chosen"] == LONG


@pytest.mark.usefixtures("one_day")
@pytest.mark.parametrize("month", [0, 11])
def test_a_review_in_any_month_is_measured(pack: Pack, month: int) -> None:
    names = tuple(LONG if n == month else name for n, name in enumerate(pack.languages["en"].months))
    english = replace(pack.languages["en"], months=names, short_months=names)
    assert all(LONG in told(pack, english)["reviewed"] for told in (CALL, TEXT))


def test_the_longest_part_of_a_week_is_measured(pack: Pack) -> None:
    monday, tuesday = ((time(9), time(17)),), ((time(9), time(16)),)
    hours = replace(pack.hours, weekly=(monday, tuesday, *((),) * 5))
    days = (f"{LONG} {LONG}", *pack.languages["en"].days[1:])
    english = replace(pack.languages["en"], days=days, short_days=days)
    spoken, written = (told(replace(pack, hours=hours), english) for told in (CALL, TEXT))
    assert (spoken["week"], written["week"]) == (f"{LONG} {LONG}, 9 to 5", f"{LONG} {LONG} 9-5")


@pytest.mark.parametrize(("channel", "told"), [("call", CALL), ("text", TEXT)])
def test_each_blank_that_one_sentence_has_is_measured_but_what_is_said_topic_by_topic(
    pack: Pack, channel: str, told: Told
) -> None:
    one_by_one = {"call": {"topic"}, "text": {"options", "title"}}[channel]
    known = told(pack, pack.languages["en"]).keys() | words.FILLED.keys() | one_by_one
    filled = {place: blanks for place, blanks in ALSO.items() if place.startswith(channel)}
    assert {place: blanks - known for place, blanks in filled.items() if blanks - known} == {}


def test_no_blank_is_left_in_the_longest_words_and_a_number_is_known_by_its_last_three_digits(
    pack: Pack,
) -> None:
    for told in (CALL, TEXT):
        measured = told(pack, pack.languages["en"])
        assert [blank for blank, said in measured.items() if "{" in said or not said] == []
        assert [blank for blank, said in measured.items() if "  " in said] == []
    assert measured["line"].endswith(measured["tail"]) and measured["line"] in measured["comes"]
    assert [n for n in range(1, len(TIMES) + 1) if str(n) not in measured["choices"]] == []
    assert len(measured["tail"]) == len(CALL(pack, pack.languages["en"])["tail"].split()) == 3
    assert measured["others"].count(measured["tail"]) == measured["others"].count(measured["due"]) == 2


@pytest.mark.usefixtures("one_day")
def test_a_pack_that_lacks_what_it_may_lack_is_measured_too(pack: Pack) -> None:
    english = pack.languages["en"]
    may_lack = ("asked_other", "again", "unreviewed", *(f"asked_{best}" for best in TIMES))
    may_lack += (*(f"best_{best}" for best in TIMES), "comes_line", "comes_relay")
    kinds = ("call", "text", "checked", "named")
    held = {kind: {n: w for n, w in getattr(english, kind).items() if n not in may_lack} for kind in kinds}
    unsigned = {name: replace(topic, reviewer="") for name, topic in english.topics.items()}
    shut = replace(pack, hours=replace(pack.hours, weekly=((),) * 7))
    bare: Any = {**held, "topics": unsigned}
    bare = replace(english, **bare)
    assert {CALL(shut, bare)[blank] for blank in ("best", "week")} == {""}
    assert {TEXT(shut, bare)[blank] for blank in ("best", "comes", "week")} == {""}
    assert TEXT(shut, bare)["checked"] == "It was checked by a clinician."


def test_the_longest_words_are_looked_for_late_at_night_or_else_at_noon(pack: Pack) -> None:
    until = replace(pack.hours, holidays_until=date(2026, 12, 31))
    first, *_, last = longest._days(replace(pack, hours=until))
    assert first == datetime(2026, 12, 31, 23, 30, tzinfo=LONDON)
    assert last == datetime(2025, 12, 31, 23, 30, tzinfo=LONDON)
    late = replace(until, weekly=(((time(9), time(23, 45)),),) * 7)
    assert next(longest._days(replace(pack, hours=late))) == datetime(2026, 12, 31, 12, 0, tzinfo=LONDON)


def test_a_pack_whose_holidays_never_end_is_measured_in_2060(pack: Pack) -> None:
    """What comes after it is beyond what a calendar can reckon with."""
    endless = replace(pack, hours=replace(pack.hours, holidays_until=date.max))
    assert next(longest._days(endless)) == datetime(2060, 1, 1, 23, 30, tzinfo=LONDON)
