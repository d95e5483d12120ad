"""How much two sentences must share, how far a denial reaches, and what makes a name: both sides."""

from dataclasses import replace

import pytest

from menus.facts.document import Document
from menus.facts.fact import Fact
from menus.facts.found import hash_of
from menus.facts.named import named_in_text
from menus.model import Fault, Pack
from menus.said import Look, Said
from menus.tracing.comparing import compare
from menus.tracing.copied import copied
from menus.tracing.known_names import Names
from menus.tracing.marks import Mark
from menus.tracing.rule import traced
from menus.tracing.sentence import read
from menus.tracing.shown import BY_HAND
from menus.tracing.tokens import stem, tokens
from menus.tracing.traced import Lists
from tests.conftest import OPEN
from tests.packs.broken import BONES
from tests.packs.once import shipped

LISTS = Lists(
    negations=("not", "never"),
    ends=("but",),
    hedges={"most": ("mostly",)},
    small=("had", "it", "and"),
    joins=("and",),
    claims=("best", "up"),
    numbers={"one": "1", "two": "2"},
    counted=("week", "in", "of"),
    shares=("of",),
)
NAMES = Names(frozenset(), frozenset({"samar"}), ("mab",), frozenset({"plain", "cream"}))


def kinds(words: str, fact: str, heading: str = "", name: bool = True) -> set[str]:
    """The kinds of what is wrong with some words that name one fact, where no word is a name."""
    none = replace(NAMES, listed=frozenset(), ordinary=frozenset(tokens(f"{words} {fact} {heading}")))
    return {one.kind for one in compare(words, {"F1": Fact(heading, fact)}, LISTS, none, name)}


@pytest.mark.parametrize(
    ("word", "stands"),
    [
        ("stopped", "stop"),
        ("stopping", "stop"),
        ("eating", "eat"),
        ("doing", "doing"),
        ("bus", "bus"),
        ("buses", "bus"),
        ("aunt’s", "aunt"),
        ("fell", "fel"),
        ("all", "all"),
        ("baby", "bab"),
        ("dry", "dry"),
        ("taxi", "tax"),
        ("abcdefg", "abcde"),
        ("abcde", "abcd"),
    ],
)
def test_a_stem_has_three_to_five_letters_of_a_word(word: str, stands: str) -> None:
    assert stem(word) == stands


def test_a_denial_concerns_the_next_two_telling_words() -> None:
    found = read("Not rub the salt cream soon.", replace(LISTS, small=("the",)))
    assert found.negated == (("not", "rub"),) and found.near == {"salt"} and found.plain == {"cream", "soon"}
    assert found.unbound == 0 and read("Rub cream.", LISTS).unbound == 0
    assert read("If not.", LISTS).unbound == read("not, not", LISTS).unbound - 1 == 1


def test_a_strong_claim_of_two_letters_is_that_word_and_a_longer_one_begins_it() -> None:
    assert read("Upright, bestow.", LISTS).claims == {"best"}
    assert read("Up.", LISTS).claims == {"up"}


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("one week", {"1"}),
        ("one of two", {"1", "2"}),
        ("one of them", set()),
        ("one cream", set()),
        ("two", {"2"}),
    ],
)
def test_one_is_a_number_where_it_counts(words: str, numbers: set[str]) -> None:
    assert read(words, LISTS).numbers == numbers


@pytest.mark.parametrize(
    ("words", "is_apart"),
    [("Soap cream salt water.", False), ("Soap cream salt water towel.", True)],
)
def test_a_sentence_has_a_quarter_of_its_telling_words_from_its_facts(words: str, is_apart: bool) -> None:
    assert ("apart" in kinds(words, "Soap foam.", name=False)) == is_apart
    assert "apart" not in kinds(words, "Soap foam.", name=True)


@pytest.mark.parametrize(
    ("words", "fact", "is_told"),
    [
        ("Rub cream.", "Never rub cream. Rub salt and cream slowly.", True),
        ("Rub.", "Never rub cream. Rub salt and cream slowly.", False),
        ("Boys girls men.", "Boys girls men, never had it.", True),
        ("Boys girls.", "Boys girls men, never had it.", False),
    ],
)
def test_two_shared_words_are_the_same_denied_and_three_a_denial_left_out(
    words: str, fact: str, is_told: bool
) -> None:
    assert (kinds(words, fact) == {"negation"}) == is_told


@pytest.mark.parametrize(
    ("words", "is_told"), [("Nurse tests bags.", True), ("Nurse.", True), ("Bags tests towel.", False)]
)
def test_a_cell_of_a_row_is_told_by_half_of_its_words(words: str, is_told: bool) -> None:
    fact = "Bag: bags tests towel soap; Who: mostly nurse"
    assert ("hedge" in kinds(words, fact, name=False)) == is_told
    assert "hedge" not in kinds("Nurse bags.", "Bag: bags; Who: mostly nurse clinic", name=False)
    assert "hedge" in kinds("Nurse.", "Mostly nurse tests bags towel.", name=False), "a fact of one cell"


@pytest.mark.parametrize(
    ("fact", "kind"),
    [("Soap cream. Soap mostly.", set()), ("Soap cream salt. Soap mostly.", {"hedge"})],
)
def test_a_strength_is_of_a_sentence_that_shares_half_as_much_as_the_nearest(
    fact: str, kind: set[str]
) -> None:
    assert kinds(f"{fact.partition('.')[0]} mostly.", fact) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Soap cream salt for 5.", set()),
        ("Soap cream salt for 7.", set()),
        ("Soap cream salt for 9.", {"number"}),
    ],
)
def test_a_number_is_known_from_sentences_that_share_one_word_less_at_most(
    words: str, kind: set[str]
) -> None:
    assert kinds(words, "Soap cream salt for 5. Soap cream for 7. Soap foam for 9.") == kind


@pytest.mark.parametrize(
    ("word", "is_name"),
    [
        ("zzzzz", True),
        ("zzzz", False),
        ("plains", False),
        ("Cream".lower(), False),
        ("xmab", True),
        ("xmabs", True),
        ("samaritan", True),
        ("zz'zzz", False),
    ],
)
def test_an_unknown_word_of_five_letters_is_a_name(word: str, is_name: bool) -> None:
    assert bool(NAMES.in_words((word,))) == is_name


def seen_in(pack: Pack, *spoken: str) -> Look:
    """What the rules see of a topic that is read out so, and of no other text."""
    said = (Said(BONES, f"spoken[{n}]", words, words, "call", "bones") for n, words in enumerate(spoken, 1))
    return Look(pack, pack.languages["en"], OPEN.date(), tuple(said))


def copied_in(says: str, theirs: str) -> list[Fault]:
    """What is told of a topic that says this, in a pack whose document says that."""
    made = replace(shipped(), document=Document("It", text=f"# It\n\n{theirs}\n"), facts={})
    return list(copied(seen_in(made, says)))


@pytest.mark.parametrize(
    ("says", "is_told"),
    [
        ("Rinse filters kitchen taps before sleeping every evening.", True),
        ("Rinse filters kitchen taps before sleeping every.", False),
        ("Rinse filters kitchen taps before sleeping every morning.", False),
        ("Rinse filters kitchen taps 3 before sleeping T every evening.", True),
    ],
)
def test_eight_words_in_a_row_are_the_documents_own(says: str, is_told: bool) -> None:
    theirs = "Rinse filters kitchen taps before sleeping every evening."
    assert bool(copied_in(says, theirs)) == is_told


OURS = "Rinse filters kitchen taps before sleeping every evening."


@pytest.mark.parametrize(
    ("key", "topic", "ids", "is_told"),
    [
        ("spoken[1]", "bones", ("A1", "F1"), True),
        ("spoken[1]", "bones", ("A1",), False),
        ("spoken[1]", "bones", ("A99",), True),
        ("title", "bones", (), False),
        ("call.closed", "", (), False),
    ],
)
def test_only_sentences_of_topics_that_rest_on_the_document_are_held_against_it(
    key: str, topic: str, ids: tuple[str, ...], is_told: bool
) -> None:
    pack = shipped()
    marks = {(BONES, key): (Mark(len(OURS), ids),)} if ids else {}
    english = replace(pack.languages["en"], traced=replace(pack.languages["en"].traced, marks=marks))
    facts = {"A1": pack.facts["A1"], "F1": Fact("It", "Soap.")}
    made = replace(pack, document=Document("It", text=f"# It\n\n{OURS}\n"), facts=facts)
    said = Said(BONES, key, OURS, OURS, "call", topic)
    assert bool(list(copied(Look(made, english, OPEN.date(), (said,))))) == is_told


@pytest.mark.parametrize(
    ("says", "is_told"),
    [(OURS, True), ("Rinse filters kitchen taps before sleeping every.", False)],
)
def test_a_whole_sentence_of_eight_words_is_known_by_its_hash_alone(says: str, is_told: bool) -> None:
    made = replace(shipped(), facts={"F1": Fact("It", "", 1, hash_of(says))})
    assert bool(list(copied(seen_in(made, says)))) == is_told


def test_of_two_runs_of_one_length_the_first_is_quoted() -> None:
    second = "Empty leg bags gently under running water nightly."
    (fault,) = copied_in(f"{OURS[:-1]} {second}", f"{OURS}\n{second}")
    assert '"Rinse filters' in fault.says and "Empty" not in fault.says


@pytest.mark.parametrize(("telling", "is_told"), [("a b c d e", True), ("a b c d d", False)])
def test_five_of_the_words_have_to_tell(telling: str, is_told: bool) -> None:
    words = {"a": "rinse", "b": "filters", "c": "kitchen", "d": "taps", "e": "sleeping"}
    says = " ".join(("it", "is", "to", *(words[one] for one in telling.split())))
    assert bool(copied_in(f"{says}.", f"{says}.")) == is_told


@pytest.mark.parametrize("more", [0, 1])
def test_sixty_letters_of_what_is_copied_are_quoted(more: int) -> None:
    says = "rinse filters kitchen taps before sleeping every e"
    says += "v" * (60 + more - len(says))
    (fault,) = copied_in(f"{says}.", f"{says}.")
    assert f'"{says[:60]}{"…" * more}"' in fault.says


@pytest.mark.parametrize("more", [0, 1])
def test_a_fault_names_twelve_facts_and_fifty_letters_and_how_to_mend_it(more: int) -> None:
    pack = shipped()
    english = pack.languages["en"]
    facts = {f"Z{n}": Fact("It", "Rinse filters.") for n in range(12 + more)}
    says = "Dry towels " + "x" * (38 + more) + "."
    marks = {
        (BONES, "spoken[1]"): (Mark(len("Rinse filters."), tuple(facts)),),
        (BONES, "spoken[2]"): (Mark(len(says), ("Z1",)),),
        (BONES, "spoken[3]"): (Mark(len(says), ("Z99",)),),
    }
    topics = {"bones": replace(english.topics["bones"], source=())}
    english = replace(english, topics=topics, traced=replace(english.traced, marks=marks))
    made = replace(pack, languages={"en": english}, facts=facts)
    found = list(traced(seen_in(made, "Rinse filters.", says, says, says)))
    (by_hand,) = (fault for fault in found if BY_HAND in fault.says)
    shown = ", ".join([*facts][:12])
    assert by_hand.says.endswith(f": {shown}{', …' * more}")
    quoted = [fault for fault in found if fault.key == "spoken[2]"]
    assert quoted and all(f'"{says[:50]}{"…" * more}"' in fault.says for fault in quoted)
    told = {fault.key: fault.says for fault in found if fault.key.startswith("spoken")}
    assert "shares no word" in quoted[0].says and "no fact" in told["spoken[3]"]
    assert "rests on no fact" in told["spoken[4]"]
    assert all("(R23)" in fault.mend for fault in found)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("w " * 11 + "w", "w " * 11 + "w"),
        ("w " * 12 + "w", "w " * 11 + "w..."),
        ("a" * 29 + " " + "b" * 30, "a" * 29 + " " + "b" * 30),
        ("a" * 30 + " " + "b" * 30, "a" * 30 + "..."),
        ("a" * 30 + ", " + "b" * 30, "a" * 30 + "..."),
        ("a" * 61, "a" * 60),
        ("a" * 61 + " b", "a" * 60 + "..."),
        ("The {cy} “Café–Guide” [2]", "The (cy) Cafe-Guide (2)"),
        ("Nurse’s ‘Guide’—part 2", "Nurse's 'Guide'-part 2"),
    ],
)
def test_the_name_of_a_document_is_cut_at_sixty_letters_and_twelve_words(name: str, short: str) -> None:
    assert named_in_text(name) == short
