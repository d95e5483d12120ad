"""The language of phrases: either order, ends as a choice, what a guard cuts, words put right."""

import pytest

from menus.loading.folders import BASE, SHIPPED
from menus.matcher.matching import Careful, Found, Urgent, match
from menus.model import Language
from menus.phrasing.cut_out import cut_out
from menus.phrasing.examples import example, examples
from menus.phrasing.phrases import Grammar, Index, PhraseError, hits, index, read_phrase

LONGEST_LINE = 113


def listed(*sources: str, grammar: Grammar | None = None) -> Index:
    """The phrases, ready to be looked for."""
    return index(read_phrase(source, "", grammar or Grammar({})) for source in sources)


def found(sources: Index, text: str) -> bool:
    return bool(hits(sources, (f" {text} ",)))


@pytest.mark.parametrize("text", ["fever and so confused", "confused with a fever"])
def test_both_sides_of_an_and_stand_in_either_order(text: str) -> None:
    assert found(listed("fever & confused"), text)


@pytest.mark.parametrize("text", ["fever", "confused", "fever a b c d e f g h i confused"])
def test_one_side_of_an_and_or_one_far_away_is_not_enough(text: str) -> None:
    assert not found(listed("fever & confused"), text)


@pytest.mark.parametrize(
    ("text", "there"), [("cant go on", True), ("cant go on now", True), ("cant go on to", False)]
)
def test_the_end_of_a_message_may_be_one_choice_of_several(text: str, there: bool) -> None:
    assert found(listed("cant go on now/$"), text) is there


def test_the_beginning_of_a_message_may_be_one_choice_of_several() -> None:
    phrase = listed("ring/^ back")
    assert found(phrase, "back") and found(phrase, "please ring back") and not found(phrase, "my back")


@pytest.mark.parametrize(
    ("text", "there"), [("pain", True), ("pain is bad now", True), ("pain is bad", False), ("pain now", True)]
)
def test_a_gap_before_a_choice_of_ends_is_for_its_words_only(text: str, there: bool) -> None:
    assert found(listed("pain .. now/$"), text) is there


@pytest.mark.parametrize(
    ("text", "there"),
    [("dying", True), ("dying now", True), ("dying for tea", False), ("dying to go", False)],
)
def test_a_phrase_may_name_what_must_not_come_next(text: str, there: bool) -> None:
    assert found(listed("dying !for/to"), text) is there


@pytest.mark.parametrize("text", ["arm numb", "arms numb", "arms numbs"])
def test_with_endings_each_word_is_heard_with_an_s_behind_it_too(text: str) -> None:
    assert found(listed("arm numb", grammar=Grammar({}, endings=True)), text)
    assert found(listed("arm numb"), text) is (text == "arm numb")


def test_a_word_of_one_letter_takes_no_ending() -> None:
    assert not found(listed("i fell", grammar=Grammar({}, endings=True)), "is fell")


def test_readings_write_each_choice_once() -> None:
    grammar = Grammar({"limb": ("arm", "leg", "hand")})
    assert list(examples("^ my? @limb .. numb/dead !to/$", grammar)) == [
        "arm numb",
        "my leg dead",
        "hand numb",
    ]


@pytest.mark.parametrize("source", ["", " ", "...", "^ $", "!x", "..", "&"])
def test_what_has_no_word_to_find_has_no_example(source: str) -> None:
    assert (list(examples(source, Grammar({}))), example(source, Grammar({}))) == ([], "")


def test_a_phrase_of_ends_alone_is_no_phrase() -> None:
    with pytest.raises(PhraseError):
        read_phrase("^ $", "", Grammar({}))


@pytest.mark.parametrize("source", ["@empty chest", "@blank chest", "pain//ache", "a/ chest", "@nowhere"])
def test_a_phrase_that_stands_for_an_empty_word_is_named_and_not_a_trace(source: str) -> None:
    with pytest.raises(PhraseError):
        read_phrase(source, "", Grammar({"empty": (), "blank": ("",)}))


def test_nothing_is_read_across_what_a_guard_cut_out() -> None:
    left = cut_out(listed("a flight of"), (" fell up a flight of stairs ",))
    assert not hits(listed("fell .. stairs"), left)


def test_a_phrase_holds_its_words_as_messages_are_read() -> None:
    grammar = Grammar({}, correct=lambda words: words.replace("i am", "im"))
    assert found(listed("where_i_am", grammar=grammar), "where im")


@pytest.mark.parametrize(
    "words", ["pain in chest", "pain in the middle of my chest", "pain in chest all the time"]
)
def test_small_words_come_and_go_in_an_alarm(english: Language, words: str) -> None:
    assert match(english, words) == Urgent("body")


def test_a_guard_that_needs_the_frame_is_not_lost_with_it(english: Language) -> None:
    assert not isinstance(match(english, "do i take all the tablets at once"), Urgent)
    assert isinstance(match(english, "took all the tablets at once"), Urgent)


def test_why_a_medicine_is_taken_is_no_wish_to_stop_it(english: Language) -> None:
    assert match(english, "why do i have to take prednisolone") == Found("steroids")
    assert isinstance(match(english, "can i stop prednisolone"), Careful)


@pytest.mark.parametrize("file", ["safety.toml", "matching.toml"])
def test_staff_can_read_the_words_without_scrolling_sideways(file: str) -> None:
    lines = [
        line
        for folder in (BASE, SHIPPED)
        for line in (folder / "en" / file).read_text(encoding="utf-8").splitlines()
    ]
    assert max(map(len, lines)) <= LONGEST_LINE
