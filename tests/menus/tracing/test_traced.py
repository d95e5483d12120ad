"""Each sentence of a pack rests on facts that say the same, or `flask check` tells where not (R23)."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bench.falsified import measure
from menus.facts.fact import Fact
from menus.facts.found import by_hash, hash_of
from menus.loading.folders import SHIPPED, Folders
from menus.loading.pack import load, load_from
from menus.model import Fault, Pack
from menus.rules.sources import ids
from menus.said import Look, look
from menus.signing import as_text
from menus.signing.sheet import sheet
from menus.signing.things import things
from menus.tracing.comparing import compare
from menus.tracing.rule import traced
from menus.tracing.shown import BY_HAND, lines_of, parts_of
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
    assert kinds_of(words, fact) == kinds


@pytest.mark.parametrize(
    ("words", "fact", "kinds"),
    [
        (
            "It runs in families only a little.",
            "It runs in families only a little, and boys need no test.",
            set(),
        ),
        ("Boys need no test.", "It runs in families only a little, and boys need no test.", set()),
        (
            "It runs in families a little.",
            "It runs in families only a little, and boys need no test.",
            {"hedge"},
        ),
        ("See a dentist first.", "See a dentist first, as rarely (1 in 9) a jaw heals badly.", set()),
        ("A jaw heals badly.", "See a dentist first, as rarely (1 in 9) a jaw heals badly.", {"hedge"}),
        ("Deep pain is part of it.", "Deep pain is part of it and often lasts longest.", set()),
        ("Deep pain lasts longest.", "Deep pain is part of it and often lasts longest.", {"hedge"}),
        (
            "Clinic nurses know the grant.",
            "Most hospital nurses and clinic nurses know the grant.",
            {"hedge"},
        ),
        ("It makes you sleepy.", "It may hurt the stomach lining, and make you sleepy.", {"hedge"}),
        (
            "The bank pays it at night.",
            "A shop can often help with it, and the bank can pay it at night.",
            {"hedge"},
        ),
        (
            "The bank can pay at night.",
            "A shop can often help with it, and the bank can pay it at night.",
            set(),
        ),
        ("Pain fades by noon.", "Usually, stiff joints ease, and pain fades by noon.", {"hedge"}),
        ("You can feel it by noon.", "Usually, stiff joints ease, and you can feel it by noon.", {"hedge"}),
        ("Think of sleep.", "It may help with: sleep.", {"hedge"}),
        ("Try it for a deep sleep.", "The lamp may help with: deep sleep and a calm mind.", set()),
        ("The lamp brings deep sleep.", "The lamp may help with: deep sleep and a calm mind.", {"hedge"}),
        ("Tests are needed.", "Tests are needed every two weeks, then every 12.", set()),
        ("Pay from 73.90 a week.", "The grant, if you need help for months: 73.90 a week.", set()),
    ],
)
def test_a_strength_is_held_against_a_sentence_that_says_its_clause(
    words: str, fact: str, kinds: set[str]
) -> None:
    assert kinds_of(words, fact) == kinds


@pytest.mark.parametrize(
    ("words", "fact", "kinds"),
    [
        ("Do not go without for a day.", "Do not go a day without.", set()),
        ("Go a day without.", "Do not go a day without.", {"negation"}),
        ("Never double up.", "Never take a double dose to catch up.", set()),
        ("Double up.", "Never take a double dose to catch up.", {"negation"}),
        ("Never take, never double up.", "Never take a double dose to catch up.", {"negation"}),
        (
            "None of these depends on your savings.",
            "None of the first pays by your savings.",
            {"negation"},
        ),
        ("None of these depends on your savings.", "None of the first three depends on your savings.", set()),
        (
            "All these depend on your savings.",
            "None of the first three depends on your savings.",
            {"hedge", "negation"},
        ),
        ("Close to it, and never had it? Ring.", "If you never had it and were close to it, ring.", set()),
        (
            "Close to the boys and had it? Ring.",
            "If you never had it and were close to the boys, ring.",
            {"negation"},
        ),
        ("If not, ask the nurse to look.", "If you do not, the nurse should look.", set()),
        ("Carry the card.", "You should carry the card.", set()),
        ("It is best to carry the card.", "You should carry the card.", set()),
        ("You ought to carry the card.", "You should carry the card.", set()),
        ("You carry the card.", "You should carry the card.", {"hedge"}),
        ("You must carry the card.", "You should carry the card.", {"hedge"}),
        ("You may carry the card.", "You should carry the card.", {"hedge"}),
        ("Carry the best card.", "You carry the card.", {"claim"}),
    ],
)
def test_a_denial_and_advice_are_known_in_other_words(words: str, fact: str, kinds: set[str]) -> None:
    assert kinds_of(words, fact) == kinds


@pytest.mark.parametrize(
    ("words", "heading", "kinds"),
    [
        ("Call 999 for chest pain.", "Other reasons to call 999", set()),
        ("Call 998 for chest pain.", "Other reasons to call 999", {"number"}),
        ("Chest pain lasts for 999 days.", "Other reasons to call 999", {"number"}),
        ("Two tablets help chest pain.", "Take 2 tablets for chest pain", {"number"}),
        ("Call 999 for chest pain.", "When not to call 999 for chest pain", {"number"}),
        ("Rituximab brings chest pain.", "Rituximab and you", set()),
        ("Warfarin brings chest pain.", "Rituximab and you", {"name"}),
    ],
)
def test_a_heading_leads_in_what_stands_under_it(words: str, heading: str, kinds: set[str]) -> None:
    assert kinds_of(words, "Sudden chest pain.", heading) == kinds


def kinds_of(words: str, fact: str, heading: str = "") -> set[str]:
    """The kinds of what is wrong with a sentence that names one fact."""
    lists, names = shipped().language.traced.lists, names_of(shipped().language)
    found = compare(words, {"F1": Fact(heading, fact)}, lists, names, name=False)
    return {finding.kind for finding in found}


def test_the_words_that_are_too_strong_are_named_as_they_stand() -> None:
    lists = shipped().language.traced.lists
    told = {"F1": Fact("", "Our nurses know about the grant.")}
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
    found = compare(words, {"F1": Fact("", fact)}, lists, names_of(shipped().language), name=False)
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


def test_a_fact_that_a_sentence_names_and_the_list_of_its_topic_lacks_is_an_error(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = copy(tmp_path_factory.mktemp("pack"))
    made.swap(BONES, 'source = ["T6", ', "source = [")
    (found,) = faults_of(made.load())
    assert (found.file, found.key, found.level) == (BONES, "source", "error")
    assert found.says == "lacks T6, which a sentence names"


def test_a_fault_shows_what_an_addition_says(tmp_path_factory: pytest.TempPathFactory) -> None:
    made = copy(tmp_path_factory.mktemp("pack"))
    made.swap(BONES, "a medicine without talking to your doctor", "a medicine without asking your doctor")
    found = faults_of(made.load())
    assert found and all('A1 says "Do not stop or change a medicine' in fault.mend for fault in found)


def test_a_fact_that_an_editor_wrote_is_told_as_such_wherever_a_sentence_rests_on_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = copy(tmp_path_factory.mktemp("pack"))
    made.add("facts.toml", '\n[fact.Z1]\nheading = "Osteoporosis"\nwords = "It is called osteoporosis."\n')
    made.swap(BONES, "It is called osteoporosis. [T6]", "It is called osteoporosis. [Z1]")
    made.swap(BONES, 'source = ["T6"', 'source = ["Z1", "T6"')
    pack = made.load()
    (told,) = [fault for fault in faults_of(pack) if BY_HAND in fault.says]
    assert (told.file, told.key, told.level) == ("facts.toml", "fact.Z1", "warning")
    assert told.mend.startswith("name the document's own fact, or a part of it (`flask facts split`)")
    assert not [fault for fault in faults_of(shipped().pack) if BY_HAND in fault.says]
    language = pack.languages["en"]
    shown = lines_of(parts_of(pack, language, trace(look(pack, language, TODAY)), {}))
    thing = next(thing for thing in things(pack) if thing.name == "bones")
    for lines in (shown, as_text.lines_of(sheet(pack, thing, OPEN))):
        assert {line.split()[0] for line in lines if BY_HAND in line} == {"Z1"}


def test_the_sentences_of_topics_are_told_by_name_and_before_the_fixed_ones() -> None:
    seen = shipped()
    names = [part.name for part in parts_of(seen.pack, seen.language, trace(seen), {})]
    topics = [name for name in names if name]
    fixed = names[len(topics) :]
    assert topics == sorted(topics) and len(topics) > 1 and fixed and not any(fixed)


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


def test_a_fault_shows_whole_words_and_says_how_a_title_that_states_nothing_is_marked() -> None:
    title = {fault.key: str(fault) for fault in _titled("Stopping steroid tablets suddenly [A1]")}["title"]
    assert '"Stopping" without the "not" or "never" of its facts' in title
    assert "a title that states nothing ends with [-], and that holds for `option` and `short`, too" in title
    assert "title" not in {fault.key for fault in _titled("Stopping steroid tablets suddenly [-]")}


def _titled(title: str) -> list[Fault]:
    """What is told of the shipped pack when the topic on steroids has this title, mark and all."""
    with TemporaryDirectory() as folder:
        made = copy(Path(folder))
        made.put("en/topics/steroids.toml", "title", f'"{title}"')
        pack = made.load()
        return list(traced(look(pack, pack.languages["en"], TODAY)))
