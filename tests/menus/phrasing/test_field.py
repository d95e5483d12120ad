"""What the names of a pack's own topics are worth: which of them tell one topic from the others."""

from dataclasses import replace

import pytest

from menus.model import Language
from menus.phrasing.field import medicines, own_evidence


def with_titles(english: Language, *titles: str) -> Language:
    """The language with topics of these titles, and no other words but a keyword each."""
    bare = replace(english.topics["bones"], also=(), short="", spoken=(), text="", more="")
    names = [f"zq{letter}" for letter in "abcdef"[: len(titles)]]
    topics = {
        name: replace(bare, name=name, keyword=name, title=title)
        for name, title in zip(names, titles, strict=True)
    }
    return replace(english, topics=topics, ordinary=frozenset({"bucket", "spade"}))


@pytest.mark.parametrize(
    ("titles", "tells"),
    [
        (("bucket", "bucket"), True),  # two topics are too few to know what is common to all
        (("bucket", "bucket", "bucket"), False),
        (("bucket", "bucket", "spade", "spade"), False),  # half of them share it
        (("bucket", "spade", "spade"), True),
        (("bucket", "bucket", "spade", "spade", "spade"), True),
    ],
)
def test_a_word_that_half_of_the_topics_use_tells_none_from_three_topics_on(
    english: Language, titles: tuple[str, ...], tells: bool
) -> None:
    found = own_evidence(with_titles(english, *titles), {}, frozenset(), frozenset())
    owners = {owner for phrase, owner in found if phrase == "bucket/buckets"}
    assert ("zqa terms" in owners) is tells


@pytest.mark.parametrize(("short", "is_one"), [("fold", True), ("foldi", False), ("fo", False)])
def test_a_name_that_leaves_out_five_letters_of_a_medicine_is_one(
    english: Language, short: str, is_one: bool
) -> None:
    topic = replace(english.topics["steroids"], keyword="ZORB", also=(short, "foldinate"))
    language = replace(english, topics={"steroids": topic}, ordinary=frozenset({"fold", "foldi", "fo"}))
    assert (short in medicines(language, {}, frozenset())) is is_one
