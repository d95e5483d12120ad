"""What is said of the helpline is true: what a call to it costs, and whether it is recorded (R36, R46)."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from menus.filling.cost import by_number, cost_of
from menus.hours import rung_at
from menus.loading.folders import BLANK
from menus.loading.pack import load
from menus.model import Fault, Number, Pack
from menus.reviews import checked
from menus.rules import texted, wording
from menus.rules.of_helpline import told_cost, told_recording
from menus.said import Look, look
from menus.words import fill
from tests.packs.broken import Copy, copy

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)
FREE, LEEDS, LEICESTER, NATIONAL = "+448081570123", "+441134960123", "+441164960123", "+443069990123"
MOBILE, DEARER = "+447700900123", "+448451570123"
SOMEBODY_ELSES = re.compile(r"[^.?]*(1 1 6, 1 2 3|116 123|85258|8 5 2|afraid|Call, free)[^.?]*")


@pytest.fixture(scope="module")
def new() -> Pack:
    """A pack as `flask new` begins it, with all the topics of the base."""
    return load(BLANK)


def with_number(pack: Pack, number: str, cost: str = "", *, recorded: bool = True) -> Look:
    hours = replace(pack.hours, numbers=(Number(number, "switchboard"),), cost=cost, recorded=recorded)
    made = replace(pack, hours=hours)
    return look(made, made.languages["en"], TODAY)


def reads(found: Iterator[Fault]) -> list[str]:
    return [f"{fault.level} {fault}" for fault in found]


def heard_free(seen: Look) -> list[str]:
    """Each thing said or texted with "free" in it, but of the Samaritans and Shout."""
    told = (SOMEBODY_ELSES.sub("", said.full) for said in seen.said)
    return [words for words in told if re.search(r"\bfree\b", words)]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (FREE, "free"),
        ("+448005200520", "free"),
        (LEEDS, "landline"),
        (LEICESTER, "landline"),  # 0116, which is not 116 123
        (NATIONAL, "landline"),
        (MOBILE, "unknown"),
        (DEARER, "unknown"),
        ("+33123456789", "unknown"),
    ],
)
def test_a_number_tells_what_it_costs(number: str, kind: str) -> None:
    assert by_number(number) == kind


@pytest.mark.parametrize(
    ("number", "cost", "said"),
    [
        (LEEDS, "", "usual rate for a landline number"),
        (NATIONAL, "landline", "usual rate for a landline number"),
        (MOBILE, "", "what your provider charges"),
        (DEARER, "7p a minute, or more", "costs 7p a minute, or more"),
    ],
)
def test_no_sentence_of_the_base_says_free_of_a_number_that_is_not(
    number: str, cost: str, said: str, new: Pack
) -> None:
    seen = with_number(new, number, cost)
    assert heard_free(seen) == []
    for topic in ("helpline", "about", "howto"):
        assert said in " ".join(one.full for one in seen.said if one.topic == topic)
    rules = (texted.lengths, wording.blanks, wording.long_sentences, told_cost.costs, told_cost.not_free)
    assert [fault for rule in rules for fault in reads(rule(seen))] == []


def test_a_free_number_is_said_to_be_free_wherever_it_was(new: Pack) -> None:
    seen = with_number(new, FREE)
    assert len(heard_free(seen)) >= 20
    assert reads(told_cost.costs(seen)) == reads(told_cost.cost(seen)) == []


def test_another_number_in_place_of_the_packs_is_not_called_free(pack: Pack) -> None:
    """HELPLINE_NUMBER replaces it: neither that it is free nor what the pack says of its own is said then."""
    hours = rung_at(replace(pack.hours, cost="free"), LEEDS)
    assert (cost_of(hours), cost_of(rung_at(hours, FREE))) == ("landline", "free")
    language = pack.languages["en"]
    told = fill(language.call["helpline_itself"], replace(pack, hours=hours), language, NOW)
    assert told.startswith("You can call the helpline on")


@pytest.mark.parametrize(
    ("number", "cost", "says"),
    [
        (LEEDS, "free", ['error hours.toml: cost: says "free", but +441134960123 is not free']),
        (FREE, "landline", ['error hours.toml: cost: says "landline", but +448081570123 is free']),
        (MOBILE, "landline", ["is no landline number"]),
        (MOBILE, "", ["warning hours.toml: cost: does not say what a call to +447700900123 costs"]),
        (DEARER, "13 pence a minute and more", ["characters, 4 over"]),
        (DEARER, "free of charge", ['says "free" in other words']),
        (DEARER, "7p {a} minute", ["a sign"]),
        (LEEDS, "", []),
        (LEEDS, "10p a call", []),
        (FREE, "free", []),
    ],
)
def test_a_cost_that_the_number_belies_is_an_error(
    number: str, cost: str, says: list[str], new: Pack
) -> None:
    found = reads(told_cost.cost(with_number(new, number, cost)))
    assert len(found) == len(says)
    assert all(part in one for part, one in zip(says, found, strict=True)), found


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("The helpline is free to ring.", True),
        ("Ring us on {number}, it is free.", True),
        ("A freephone helpline.", True),
        ("Ring Samaritans free on 116 123 if the helpline is closed.", False),
        ("The helpline tells you how to stop freezing pipes.", False),
        ("Prescriptions are free if you have a card.", False),
        ("Ring the helpline{free} on {number}.", False),
    ],
)
def test_free_is_an_error_only_of_the_helpline(words: str, wrong: bool, new: Pack) -> None:
    seen = with_number(new, LEEDS)
    one = replace(seen.said[0], written=words, full=words)
    assert bool(reads(told_cost.not_free(replace(seen, said=(one,))))) is wrong
    assert reads(told_cost.not_free(replace(with_number(new, FREE), said=(one,)))) == []


def test_whoever_is_afraid_is_named_a_free_number(pack: Pack) -> None:
    def of(refuge: str) -> Look:
        made = replace(pack, hours=replace(pack.hours, refuge=refuge))
        return look(made, made.languages["en"], TODAY)

    assert "is not free" in reads(told_cost.refuge(of(LEEDS)))[0]
    assert reads(told_cost.refuge(of(FREE))) == reads(told_cost.refuge(of(""))) == []


def recorded(seen: Look) -> list[str]:
    return [one.key for one in seen.said if "recorded" in one.full.lower() and "message" not in one.full]


def test_calls_are_said_to_be_recorded_where_they_are_and_nowhere_else(new: Pack) -> None:
    seen = with_number(new, FREE)
    where = ["call.transfer", "call.fallback_transfer", "text.open_helpline"]
    where += ["text.closed_days", "spoken[1]", "text"]
    assert recorded(seen) == where
    silent = with_number(new, FREE, recorded=False)
    assert recorded(silent) == []
    assert next(one.full for one in silent.said if one.key == "call.transfer") == (
        "Putting you through to our helpline now. To go back instead, press star."
    )
    assert "It is recorded" in next(one.full for one in silent.said if one.key == "call.consent"), (
        "by the line"
    )
    for rule in (told_recording.announced, told_recording.not_recorded, wording.spaces):
        assert reads(rule(seen)) == reads(rule(silent)) == []


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return copy(tmp_path_factory.mktemp("packs"))


def test_a_pack_that_says_otherwise_by_hand_is_told(copied: Copy) -> None:
    """The shipped pack says both by itself: with other keys in hours.toml its own sentences are untrue."""
    copied.put("hours.toml", "recorded", "false")
    copied.swap("hours.toml", "+448005200520", LEEDS)
    made = copied.load()
    seen = look(made, made.languages["en"], TODAY)
    by_hand = {
        fault.file for rule in (told_cost.not_free, told_recording.not_recorded) for fault in rule(seen)
    }
    assert by_hand == {f"en/topics/{name}.toml" for name in ("about", "helpline", "howto")}


def test_who_checks_and_who_answers_are_words_of_the_pack(tmp_path: Path) -> None:
    """A line that is not of medicine names its profession, and one of volunteers says so, but wins none."""
    made = shutil.copytree(BLANK, tmp_path / "pack")
    named = '[named]\nreviewer = "housing adviser"\nanswerer = "a trained volunteer"\n'
    phrases = made / "en/phrases.toml"
    phrases.write_text(phrases.read_text(encoding="utf-8").replace("[named]\n", named), encoding="utf-8")
    pack = load(made)
    language = pack.languages["en"]
    seen = look(pack, language, TODAY)
    assert language.call["draft"] == "This is a draft. No housing adviser has checked it."
    assert (checked(language), language.checked["somebody"]) == (
        "No housing adviser has checked it.",
        "a housing adviser",
    )
    assert any("talk to a trained volunteer" in said.full for said in seen.said)
    assert reads(wording.fundraising(seen)) == []
    asks = replace(seen.said[0], written="We need volunteers.", full="We need volunteers.")
    assert len(reads(wording.fundraising(replace(seen, said=(asks,))))) == 1
    plain = replace(seen.said[0], written="Volunteers answer it.", full="Volunteers answer it.")
    assert reads(wording.fundraising(replace(seen, said=(plain,)))) == []
    of_base = load(BLANK)
    assert (
        len(reads(wording.fundraising(replace(look(of_base, of_base.languages["en"], TODAY), said=(plain,)))))
        == 1
    )
