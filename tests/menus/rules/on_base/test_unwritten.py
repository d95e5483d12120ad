"""What a new pack still lacks: each step of writing it, in order, until it is done."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from menus.loading.folders import BLANK
from menus.loading.pack import load
from menus.model import Pack
from menus.rules.on_base.unwritten import unwritten
from menus.said import Look, look

TODAY = date(2026, 6, 1)
BASICS = "en/topics/basics.toml"
STEPS = [
    ("menu.toml", "service", "Tube Line"),
    ("en/phrases.toml", "named.charity", "the Tube Trust"),
    ("en/phrases.toml", "named.document", "our leaflet"),
    ("facts.toml", "document", "Tubes, of May 2026"),
    ("facts.toml", "facts.F1", "Washing"),
    (BASICS, "spoken", ["Tubes bend."]),
    (BASICS, "text", "{service}. BASICS. Tubes bend."),
    ("hours.toml", "numbers", [{"number": "+448081570123", "answered_by": "person"}]),
]
NEW = [(step, file, key) for step, (file, key, _) in enumerate(STEPS, 1)]


@pytest.fixture(scope="module")
def new() -> Look:
    """A pack as `flask new` begins it."""
    pack = load(BLANK)
    return look(pack, pack.languages["en"], TODAY)


def put(seen: Look, file: str, key: str, value: Any) -> Look:
    """The pack with another value at a dotted key of its own file."""

    def within(held: Any, way: list[str]) -> Any:
        return {**held, way[0]: within(held.get(way[0], {}), way[1:]) if way[1:] else value}

    base, own = seen.pack.files[file]
    files = {**seen.pack.files, file: (base, within(own, key.split(".")))}
    return replace(seen, pack=replace(seen.pack, files=files))


def steps(seen: Look) -> list[tuple[int, str, str]]:
    found = list(unwritten(seen))
    assert all(fault.says and fault.mend and fault.level == "error" for fault in found)
    return [(fault.step, fault.file, fault.key) for fault in found]


def test_a_new_pack_has_every_step_before_it(new: Look) -> None:
    assert steps(new) == NEW
    assert {fault.says for fault in unwritten(new)} == {"is still as a new pack has it"}


@pytest.mark.parametrize(("file", "key", "value"), STEPS)
def test_a_step_that_is_done_is_told_no_more(new: Look, file: str, key: str, value: Any) -> None:
    assert steps(put(new, file, key, value)) == [one for one in NEW if one[1:] != (file, key)]


def test_a_step_is_done_where_its_file_is_gone(new: Look) -> None:
    files = {file: held for file, held in new.pack.files.items() if file != BASICS}
    assert steps(replace(new, pack=replace(new.pack, files=files))) == [
        one for one in NEW if one[1] != BASICS
    ]


def test_the_number_of_a_new_pack_is_told_whatever_stands_beside_it(new: Look) -> None:
    begun, mine = {"number": "+441632960123", "answered_by": "person"}, {"number": "+448081570123"}
    told = (8, "hours.toml", "numbers")
    for numbers, is_told in (([begun, mine], True), ([begun], True), ([mine, begun], False), ([], False)):
        assert (told in steps(put(new, "hours.toml", "numbers", numbers))) is is_told


def pack_of(new: Look, **topics: Any) -> Look:
    """The pack with these topics beside those about the line; each is `basics`, changed."""
    of = new.language.topics
    kept = {name: topic for name, topic in of.items() if name != "basics"}
    made = {name: replace(of["basics"], name=name, **over) for name, over in topics.items()}
    return replace(new, language=replace(new.language, topics=kept | made))


def test_a_topic_that_was_begun_is_to_be_written(new: Look) -> None:
    begun = pack_of(new, basics={}, bags={}, tubes={"spoken": ("Tubes bend.",)})
    assert steps(begun) == [*NEW, (6, "en/topics/bags.toml", "spoken")]
    (fault,) = (one for one in unwritten(begun) if one.file == "en/topics/bags.toml")
    assert (fault.says, fault.mend) == ("is still to be written", "write the topic")


def test_a_pack_has_a_topic_of_its_own(new: Look) -> None:
    assert steps(pack_of(new, tubes={"spoken": ("Tubes bend.",)})) == NEW
    assert steps(pack_of(new)) == [*NEW, (9, "en/topics", "")]
    (fault,) = (one for one in unwritten(pack_of(new)) if one.file == "en/topics")
    assert str(fault) == (
        "en/topics: holds no topic but those about the line itself: write at least one of your own"
    )


@pytest.mark.parametrize(
    ("source", "mend"),
    [
        ({"basics": ("A9",)}, "take it out"),
        ({"basics": ("F1",)}, "rest en/topics/basics.toml on another, or take the topic out"),
        (
            {"bags": ("F1", "A9"), "basics": ("A9",), "tubes": ("F1",)},
            "rest en/topics/bags.toml and en/topics/tubes.toml on another, or take the topic out",
        ),
    ],
)
def test_the_example_of_a_fact_is_told_with_the_topics_that_rest_on_it(
    new: Look, source: dict[str, tuple[str, ...]], mend: str
) -> None:
    heading = "The first heading of your document"
    topics = {name: {"source": facts, "spoken": ("Tubes bend.",)} for name, facts in source.items()}
    made = put(pack_of(new, **topics), "facts.toml", "fact", {"F1": {"heading": heading}})
    (fault,) = (one for one in unwritten(made) if one.key == "fact.F1")
    assert (fault.step, fault.file, fault.says, fault.mend) == (
        5,
        "facts.toml",
        "is no fact of your document",
        mend,
    )
    # one that the pack has written itself, or that every line has, is none
    for fact in (
        {"F1": {"heading": "Washing"}},
        {"A1": {"heading": "addition"}},
        {"F2": {"heading": heading}},
    ):
        assert steps(put(pack_of(new, **topics), "facts.toml", "fact", fact)) == NEW


def test_a_pack_in_another_language_has_the_same_steps_at_its_own_files(new: Look, pack: Pack) -> None:
    assert steps(look(pack, pack.languages["en"], TODAY)) == []
    welsh = replace(new, language=replace(new.language, code="cy"))
    assert [one[1] for one in steps(welsh)] == ["menu.toml", "facts.toml", "facts.toml", "hours.toml"]
