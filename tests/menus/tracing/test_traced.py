"""Each sentence of a pack rests on facts that say the same, or `flask check` tells where not (R23)."""

from dataclasses import replace
from functools import lru_cache

import pytest

from bench.falsified import measure
from menus.facts.found import by_hash, hash_of
from menus.loading.folders import SHIPPED, Folders
from menus.loading.pack import load, load_from
from menus.model import Fault, Pack
from menus.rules.sources import ids
from menus.said import Look, look
from menus.tracing.comparing import compare
from menus.tracing.rule import traced
from menus.tracing.trace import has_begun, judge, names_of, trace
from menus.tracing.units import Statement
from tests.conftest import OPEN
from tests.packs.broken import BONES, copy

TODAY = OPEN.date()


@lru_cache(maxsize=1)
def shipped() -> Look:
    pack = load(SHIPPED)
    return look(pack, pack.languages["en"], TODAY)


def judged(words: str, *ids: str) -> set[str]:
    """The kinds of what is wrong with a sentence of a topic that names these facts."""
    one = Statement("en/topics/steroids.toml", "text", "steroids", words, ids or None)
    found = judge(shipped(), one, names_of(shipped().language), has_begun(shipped()))
    return {finding.kind for finding in found.findings}


def test_the_shipped_pack_says_what_its_facts_say_and_tells_them_all() -> None:
    found = trace(shipped())
    assert found.begun
    assert not [row for row in found.rows if row.findings]
    assert found.untold == ()


@pytest.mark.parametrize(
    ("words", "ids", "kind"),
    [
        ("They cure it in nine out of ten people.", ("T1",), "claim"),
        ("They cure it in nine out of ten people.", ("T1",), "number"),
        ("They cure it in nine out of ten people.", (), "nothing"),
        ("Steroids come first.", (), "nothing"),
        ("Steroids come first.", ("T99",), "no fact"),
        ("Steroids come first.", ("E8",), "apart"),
        ("Steroids do not come first.", ("T1",), "negation"),
        ("Stop steroid tablets suddenly.", ("A1",), "negation"),
        ("Methotrexate comes first.", ("T1",), "name"),
        ("Aspirin is the first choice.", ("T1",), "name"),
        ("Doses are always high at first.", ("T2",), "hedge"),
        ("Doses of steroids are high at first.", ("T2",), "hedge"),
        ("Call 998 in an emergency.", ("A9",), "number"),
    ],
)
def test_what_a_machine_can_see_is_seen(words: str, ids: tuple[str, ...], kind: str) -> None:
    assert kind in judged(words, *ids)


def test_what_the_facts_say_is_let_through() -> None:
    assert judged("Doses of steroids are usually high at first.", "T2") == set()
    assert judged("Text MORE.") == set()


@pytest.mark.parametrize(
    ("words", "fact", "kinds"),
    [
        ("Ask one of our nurses about the grant.", "Our nurses know about the grant.", set()),
        ("One of ten people gets the grant.", "Some people get the grant.", {"number", "hedge"}),
        ("If you have any pain, ring the nurse.", "Ring the nurse about pain.", set()),
        ("Any pain is a reason to ring the nurse.", "Ring the nurse about pain.", {"hedge"}),
        ("The grant is 300 pounds.", "The most that the grant pays is 300 pounds.", set()),
        ("The grant is 300 pounds.", "Most people get a grant of 300 pounds.", {"hedge"}),
        ("The grant ends in spring.", "The grant ends in May, in spring.", set()),
        ("The grant ends in spring.", "The grant may end in spring.", {"hedge"}),
        ("Bring the book to each test.", "Bring the book to every test.", set()),
        ("Bring the book to tests.", "Bring the book to every test.", {"hedge"}),
        ("Change it after each meal.", "Change it after meals.", set()),
        ("Taken too many? Ring the nurse.", "Taken more of them? Ring the nurse.", set()),
        ("Many nurses know of the grant.", "Nurses know of the grant.", {"hedge"}),
        ("Sit so that you see the grant.", "Sit so you can see the grant.", set()),
        ("The grant can end in spring.", "The grant ends in spring.", {"hedge"}),
        ("Lost some? Ring the nurse.", "If you lose any, ring the nurse.", set()),
        ("Some nurses know of the grant.", "Nurses know of the grant.", {"hedge"}),
        ("You need no I N R tests.", "You need no INR tests.", set()),
        ("Leg bag: change by day.", "Bag: Leg bag; Change: by day; Who: usually a nurse.", set()),
        ("Leg bag: a nurse.", "Bag: Leg bag; Who: usually a nurse.", {"hedge"}),
    ],
)
def test_a_word_is_a_strength_or_a_number_only_where_it_says_so(
    words: str, fact: str, kinds: set[str]
) -> None:
    lists = shipped().language.traced.lists
    found = compare(words, {"F1": fact}, lists, names_of(shipped().language), name=False)
    assert {finding.kind for finding in found} == kinds


def test_the_words_that_are_too_strong_are_named_as_they_stand() -> None:
    lists = shipped().language.traced.lists
    told = {"F1": "Our nurses know about the grant."}
    found = compare("Our nurses always know of the grant.", told, lists, names_of(shipped().language), False)
    assert [one.says for one in found] == [
        'says "always", which is as strong as "all", and its facts are not'
    ]


@pytest.mark.parametrize(
    ("words", "fact", "stands"),
    [
        ("Wait three weeks.", "Wait two weeks.", "three"),
        ("Ring 9 9 8 about the grant.", "Ring 999 about the grant.", "9 9 8"),
        ("Ring 998 about the grant.", "Ring 999 about the grant.", "998"),
        ("Bring the book to tests.", "Bring the book to every test.", "every"),
        ("The grant ends in spring.", "The grant might end in spring.", "might"),
        ("Some know of the grant.", "Nurses know of the grant.", "some"),
    ],
)
def test_a_fault_quotes_what_stands_there(words: str, fact: str, stands: str) -> None:
    lists = shipped().language.traced.lists
    found = compare(words, {"F1": fact}, lists, names_of(shipped().language), name=False)
    assert [one.says.split('"')[1] for one in found] == [stands]


def test_a_fact_with_the_id_of_a_safety_line_is_told_once_at_the_fact(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = copy(tmp_path_factory.mktemp("pack"))
    made.add("facts.toml", '\n[fact.A9]\nheading = "Who to ask"\nwords = "Ask at the desk."\n')
    pack = made.load()
    assert not faults_of(pack)
    assert [fault.key for fault in ids(look(pack, pack.languages["en"], TODAY))] == ["fact.A9"]


def test_a_sentence_that_speaks_of_a_medicine_is_not_marked_as_stating_nothing() -> None:
    one = Statement("en/topics/steroids.toml", "text", "steroids", "Rituximab is for all.", ())
    found = judge(shipped(), one, names_of(shipped().language), begun=True)
    assert [finding.kind for finding in found.findings] == ["nothing"]


def faults_of(pack: Pack) -> list[Fault]:
    return list(traced(look(pack, pack.languages["en"], TODAY)))


def test_a_pack_without_marks_loads_and_is_told_once_what_to_do() -> None:
    folders = Folders(SHIPPED)
    pack = load_from(folders)
    language = pack.languages["en"]
    own = {
        (file, key)
        for file, key in language.traced.marks
        if "/topics/" in file or key.partition(".")[2] in str(pack.files[file][1])
    }
    marks = {at: marks for at, marks in language.traced.marks.items() if at not in own}
    bare = replace(language, traced=replace(language.traced, marks=marks))
    old = replace(pack, languages={"en": bare})
    found = [fault for fault in traced(look(old, bare, TODAY)) if fault.file == "facts.toml"]
    assert [(fault.level, fault.key) for fault in found] == [("warning", "")]


def test_a_sentence_without_its_mark_is_an_error_and_so_is_a_source_that_no_sentence_names(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = copy(tmp_path_factory.mktemp("pack"))
    made.swap(BONES, "It is called osteoporosis. [T6]", "It is called osteoporosis.")
    made.swap(BONES, 'source = ["T6"', 'source = ["T6", "T7"')
    found = faults_of(made.load())
    assert [(fault.file, fault.key, fault.level) for fault in found] == [
        (BONES, "spoken[1]", "error"),
        (BONES, "source", "error"),
    ]


def test_a_fault_shows_what_an_addition_says(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = copy(tmp_path_factory.mktemp("pack"))
    made.swap(BONES, "a medicine without talking to your doctor", "a medicine without asking your doctor")
    found = faults_of(made.load())
    assert found and all('A1 says "Do not stop or change a medicine' in fault.mend for fault in found)


def test_a_topic_without_a_list_of_sources_has_those_of_its_marks(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = copy(tmp_path_factory.mktemp("pack"))
    made.drop(BONES, "source")
    assert made.load().languages["en"].topics["bones"].source == ("T6", "A1", "A8", "A9")


def test_three_hundred_falsified_sentences_are_seen() -> None:
    seen, _ = measure(shipped().pack, TODAY, seed=1)
    assert sum(whole for _, whole in seen.values()) == 300
    sure = ('a "not" dropped', 'a "not" added', "a number changed", "a medicine swapped")
    assert {kind: seen[kind] for kind in sure} == {kind: (seen[kind][1],) * 2 for kind in sure}
    assert all(part >= 0.9 * whole for part, whole in seen.values())


def test_whoever_has_the_document_finds_its_sentences_again() -> None:
    text = "A heading\n\nRest is\nbest. Then  exercise!\n"
    assert by_hash(text)[hash_of("Rest is best.")] == "Rest is best."
    assert len(hash_of("Then exercise!")) == 12


def test_the_shipped_facts_have_words_and_a_place_each() -> None:
    for name, fact in shipped().pack.facts.items():
        assert fact.words, name
        assert fact.is_addition or (fact.sentence and len(fact.hash) == 12), name


def test_what_else_a_topic_is_called_rests_on_the_facts_of_its_title() -> None:
    rows, marks = trace(shipped()).rows, shipped().language.traced.marks
    titles = {row.statement.topic: row.ids for row in rows if row.statement.key == "title"}
    called = [row for row in rows if row.statement.topic and row.statement.key in ("option", "short")]
    lent = [row for row in called if (row.statement.file, row.statement.key) not in marks]
    assert {row.statement.key for row in lent} == {"option", "short"}
    assert any(row.ids for row in lent)
    assert all(row.ids == titles[row.statement.topic] for row in lent)
