"""What a clinician read is held against what is written: what stands, was reworded, is gone, or is new."""

import re
from dataclasses import replace

import pytest

from menus.model import Fault
from menus.signing.compared import Objection, changes, laid_out_before, marks, objections
from menus.signing.pieces import Channel, Line, Piece, some_at_a_time
from menus.signing.sheet import Sheet
from menus.signing.things import Thing
from menus.signing.unsigned import NOBODY, together
from menus.tracing.shown import Rested

THING = Thing("en/topics/x", "en", "topic", "x", "X", "Ann", 12)


def sheet(*lines: Line, channel: Channel = "spoken") -> Sheet:
    return Sheet(THING, "v", (Piece(channel, "Part", "1 second", lines),), (), "Muscle Line")


def written(**words: str) -> Sheet:
    return sheet(
        *(
            Line(key, *said.split("\n")[:1], examples=tuple(said.split("\n")[1:]))
            for key, said in words.items()
        )
    )


READ = "abcdefghij"
SIX, FIVE = "abcdef1234", "abcde12345"  # letters in common with it, of ten


@pytest.mark.parametrize(
    ("now", "fate", "new"),
    [
        ({"a": READ}, "stands", ""),
        ({"z": READ}, "stands", ""),
        ({"a": SIX}, "reworded", SIX),
        ({"z": SIX}, "reworded", SIX),
        ({"a": FIVE}, "gone", ""),
        ({}, "gone", ""),
        ({"z": "1abcdefghij", "a": "abcdefghij1"}, "reworded", "abcdefghij1"),
        ({"a": "abcdefgh12", "z": "abcdefghi1"}, "reworded", "abcdefghi1"),
        ({"a": f"{READ}\nan example"}, "reworded", f"{READ} (the examples are others)"),
    ],
)
def test_a_comment_is_told_what_became_of_its_sentence(now: dict[str, str], fate: str, new: str) -> None:
    (told,) = objections({"a": "Why?"}, {"a": READ}, written(**now))
    assert told == Objection("a", READ, "Why?", fate, new)  # type: ignore[arg-type]


def test_a_long_sentence_in_which_a_word_changed_is_reworded() -> None:
    read = " ".join(f"Take it for {n} days with food." for n in range(20, 32))
    new = read.replace("25", "26", 1)
    assert objections({"a": "Why?"}, {"a": read}, written(b=new))[0].now == new


def test_a_comment_on_the_whole_and_one_on_what_was_not_kept_are_told_so() -> None:
    told = objections({"sounds": "Odd", "missing": "Heat", "b": "Hm"}, {}, written(b="One"))
    assert [(one.said, one.fate) for one in told] == [
        ("How words sound", "whole"),
        ("Something is missing", "whole"),
        ("", "gone"),
    ]


def test_a_sentence_that_was_read_already_is_nobodys_new_wording() -> None:
    read = {"a": READ, "b": SIX}
    assert objections({"a": "Why?"}, read, written(b=SIX))[0].fate == "gone"
    assert changes(read, written(b=SIX)) == ((READ, ""),)


def test_examples_in_one_line_of_the_version_before_are_counted() -> None:
    joined, now = "“one”; “two”; “six”", written(a="Rules\n“one”\n“six”")
    assert objections({"a": "Hm"}, {"a": joined}, now)[0] == Objection("a", joined, "Hm", "parted", "2 of 3")
    assert laid_out_before({"a": joined, "b": "One"}, now) == (2, 3) and changes({"a": joined}, now) == ()
    assert laid_out_before({"b": "“one”"}, now) is None


def test_what_changed_is_told_in_pairs_and_each_example_by_itself() -> None:
    read = {"a": READ, "b": "Rules\n“one”\n“two”", "c": "stays"}
    assert changes(read, written(a=SIX, b="Rules\n“one”\n“zebra”", c="stays", d="new")) == (
        (READ, SIX),
        ("“two”", ""),
        ("", "“zebra”"),
        ("", "new"),
    )


def test_a_mark_is_of_the_words_their_channel_and_their_facts_and_not_of_their_place() -> None:
    fact = Rested("A1", "Ask.", "the document", "a fact")
    line = Line("a", READ, (fact,))
    (mark,) = marks(sheet(line)).values()
    assert re.fullmatch(r"[0-9a-f]{16}", mark)
    assert marks(sheet(replace(line, key="z"))) == {"z": mark}
    others = [
        sheet(replace(line, words=SIX)),
        sheet(replace(line, examples=("x",))),
        sheet(replace(line, facts=())),
        sheet(replace(line, facts=(replace(fact, words="Tell."),))),
        sheet(line, channel="texted"),
    ]
    assert len({mark, *(marks(one)["a"] for one in others)}) == 6


@pytest.mark.parametrize(("count", "lines"), [(0, []), (25, [25]), (26, [25, 1]), (51, [25, 25, 1])])
def test_a_line_of_a_list_has_25_phrases(count: int, lines: list[int]) -> None:
    told = [*some_at_a_time("k", "name", tuple(f"p{n}" for n in range(count)))]
    assert [one.words.count(";") + 1 for one in told] == lines
    assert [one.key for one in told] == [f"k.{25 * n}" for n in range(len(lines))]
    assert all(one.words.startswith("name: p") for one in told)
    assert [one.words for one in some_at_a_time("k", "", ("p",))] == ["p"]


def test_six_examples_are_shown_at_once() -> None:
    line = Line("k", "w", examples=tuple("abcdefgh"))
    assert (line.first, line.others) == (tuple("abcdef"), ("g", "h"))


def test_what_nobody_signed_is_told_in_one_where_it_is_more_than_one() -> None:
    other = Fault("f", "k", "something else", "mend it", "warning")
    waiting = [Fault("f", name, NOBODY, f"read it: `flask review {name}` (R22)", "warning") for name in "ab"]
    assert together((waiting[0], other)) == (waiting[0], other)
    first, last = together((waiting[0], other, waiting[1]))
    assert first == other
    assert last.says == "nobody has signed a, b: these are drafts, and say so"
    assert last.mend == "have a clinician read and sign each: `flask review NAME` (R22)"
    assert (last.key, last.level) == ("", "warning")
