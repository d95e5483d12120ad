"""The topic ear: it asks back where no rule is sure, never answers with one, never beside an alarm (R48)."""

import base64
import tomllib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from menus.air.changes import Air
from menus.air.laying import lay_over
from menus.loading.folders import BLANK, SHIPPED, Folders
from menus.loading.pack import PackError, load
from menus.loading.weights import read_topic_ear
from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Unsure, Urgent, Worried
from menus.matcher.ear import marks
from menus.matcher.learnt.offering import BESIDE, CARE, Bounds, TopicEar
from menus.matcher.learnt.sorted_runs import ZERO, sorted_runs
from menus.matcher.matching import explain, match
from menus.model import Language, Pack
from menus.phrasing.normalise import plain_words
from menus.rules.faults import faults
from settings import HERE
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN
from tests.packs.broken import copy
from tests.texter import Texter
from tools.document.topics.edits import Edits
from tools.document.topics.everywhere import rename_in_lists, take_from_lists
from tools.hearing.packing import write_topics
from tools.words.rows import rows_of

FILE = "en/topic_ear.toml"
UNKNOWN = "we drove up to the coast in the new car"
"""Words that no rule knows."""

BOUNDS = Bounds(offers=10, alone=50, doubts=100, drops=100, care=10, stop=10)


def ear_for(bounds: Bounds = BOUNDS, **scores: int) -> TopicEar:
    """A topic ear for which each message sounds alike: it has these scores."""
    given: Mapping[str, int] = {**dict.fromkeys(BESIDE, 0), **scores}
    return TopicEar(tuple(given), sorted_runs([], b"", len(given)), tuple(given.values()), bounds)


def hearing(language: Language, **scores: int) -> Language:
    return replace(language, topic_ear=ear_for(**scores))


@pytest.fixture(scope="module")
def ruled(english: Language) -> Language:
    """The language with rules and the second ear, without the topic ear."""
    return replace(english, topic_ear=None)


@pytest.fixture(scope="module")
def offered(english: Language, ruled: Language) -> list[str]:
    """Messages that no rule knows, about which the shipped topic ear asks back."""
    rows = [row.text for row in rows_of(HERE / "tests" / "topic_rows.tsv")][::5]  # all cost many seconds
    unknown = [text for text in rows if isinstance(match(ruled, text), Nothing)]
    return [text for text in unknown if isinstance(match(english, text), Unsure)]


def test_where_the_rules_find_nothing_it_asks_about_the_likeliest_topics(english: Language) -> None:
    assert match(hearing(english, bones=90, flare=80, steroids=70), UNKNOWN) == Unsure(("bones", "flare"))
    assert match(hearing(english, bones=90, flare=20), UNKNOWN) == Unsure(("bones",)), "one is far likelier"


@pytest.mark.parametrize("label", [label for label in BESIDE if label != CARE])
def test_it_asks_nothing_where_a_topic_does_not_stand_clearly_above_all_else(
    label: str, english: Language
) -> None:
    for louder in (85, 300):
        answer = match(hearing(english, bones=90, **{label: louder}), UNKNOWN)
        assert not isinstance(answer, Unsure | Found), (label, louder)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("STOP", Command("STOP")),
        ("please stop texting me", Command("STOP")),
        ("menu", Command("MENU")),
        ("he cant breathe", Urgent("body")),
        ("EXERCISE", Found("exercise")),
    ],
)
def test_keywords_commands_alarms_and_opt_outs_stand(words: str, answer: Match, english: Language) -> None:
    for scores in ({"bones": 900}, {"other": 900}, {"care": 900}, {"stop": 900}):
        assert match(hearing(english, **{"bones": 1, **scores}), words) == answer, scores


def test_care_and_worry_stand(english: Language) -> None:
    for words in ("can i stop taking my methotrexate", "i have run out of prednisolone"):
        assert isinstance(match(hearing(english, bones=900), words), Careful)
    troubles = (row.text for row in rows_of(HERE / "tests" / "ear_rows.tsv") if row.right == {"EMERGENCY"})
    worrying = next(text for text in troubles if match(english, text) == Worried("ear"))
    assert match(hearing(english, bones=900), worrying) == Worried("ear")


def test_it_never_answers_with_a_topic_and_takes_no_alarm(english: Language, ruled: Language) -> None:
    for loud in (english.topic_ear, ear_for(bones=900, flare=800), ear_for(bones=0, other=900)):
        louder = replace(english, topic_ear=loud)
        for row in rows_of(HERE / "tests" / "messages.tsv")[::12]:
            before, now = match(ruled, row.text), match(louder, row.text)
            if isinstance(before, Careful):
                assert isinstance(now, Careful), "care may name other topics, and stays"
            elif now != before:
                assert isinstance(now, Unsure | Careful) or now in (Command("SLIP"), Nothing("unknown"))
                assert isinstance(before, Found | Unsure | Nothing), row.text


def test_a_likelier_topic_comes_first_in_a_question_of_the_rules(english: Language, ruled: Language) -> None:
    words = "tell me about treatment for the muscle thing that keeps coming back"
    asked = next(
        text
        for text in (words, *(row.text for row in rows_of(HERE / "tests" / "topic_rows.tsv")))
        if isinstance(match(ruled, text), Unsure) and explain(ruled, text)[-1].layer == "evidence"
    )
    before = match(ruled, asked)
    assert isinstance(before, Unsure) and "bones" not in before.topics
    known = dict.fromkeys(before.topics, 10)
    assert match(hearing(english, bones=90, **known), asked) == Unsure(("bones", before.topics[0]))
    assert match(hearing(english, other=90, **known), asked) == before, "not by far enough to be dropped"
    assert match(hearing(english, other=190, **known), asked) == Nothing("unknown"), "its words are not kept"
    assert match(hearing(english, other=190), asked) == before, "of a topic it does not know it says nothing"


def test_against_evidence_it_asks_and_offers_what_was_found(english: Language, ruled: Language) -> None:
    words = "do i need blood tests on methotrexate"
    assert match(ruled, words) == Found("bloodtests")
    assert match(hearing(english, bloodtests=0, bones=900), words) == Found("bloodtests")
    assert match(hearing(english, bloodtests=0, other=100), words) == Found("bloodtests")
    assert match(hearing(english, bloodtests=0, other=101), words) == Unsure(("bloodtests",))
    assert match(hearing(english, bones=900), words) == Found("bloodtests"), "of this topic it knows nothing"
    contested = hearing(english, bloodtests=0, bones=71)
    assert match(contested, words) == Found("bloodtests"), "a file of the version before has no such bound"
    bounds = replace(BOUNDS, contests=70)
    for lead, answer in ((70, Found("bloodtests")), (71, Unsure(("bloodtests", "bones")))):
        ear = ear_for(bounds, bloodtests=0, bones=lead)
        assert match(replace(english, topic_ear=ear), words) == answer, "the one that was found comes first"


def test_care_and_the_wish_for_no_more_texts_have_a_voice_that_never_opts_out(english: Language) -> None:
    assert isinstance(match(hearing(english, bones=0, care=10), UNKNOWN), Careful)
    assert match(hearing(english, bones=0, stop=10), UNKNOWN) == Command("SLIP")
    assert match(hearing(english, bones=0, stop=10), f"{UNKNOWN}?") == Command("SLIP"), "asked politely"
    assert match(hearing(english, bones=90, care=85), UNKNOWN) == Unsure(("bones",)), "care, not louder"
    for label in ("care", "stop"):
        assert isinstance(match(hearing(english, bones=0, **{label: 9}), UNKNOWN), Nothing)


def test_a_topic_that_the_pack_gave_up_or_renamed_is_never_offered(english: Language) -> None:
    topics = {name: topic for name, topic in english.topics.items() if name != "bones"}
    without = replace(hearing(english, bones=90, flare=85), topics=topics)
    assert isinstance(match(without, UNKNOWN), Nothing), "what is gone is something else, and louder"
    assert match(replace(hearing(english, bones=90, flare=150), topics=topics), UNKNOWN) == Unsure(("flare",))
    assert isinstance(match(replace(hearing(english, bones=90), topics=topics), UNKNOWN), Nothing)


@pytest.mark.parametrize("words", ["exercise yard", "the optician is open today"])
def test_a_topic_that_another_sense_of_a_word_rules_out_is_not_offered(words: str, english: Language) -> None:
    assert isinstance(match(hearing(english, exercise=90, helpline=80), words), Nothing)


def test_words_that_staff_have_stopped_lead_to_no_question(pack: Pack) -> None:
    runs = marks(plain_words("coast"))
    rows = bytes((ZERO + 127, ZERO, ZERO, ZERO, ZERO)) * len(runs)
    ear = TopicEar(("bones", *BESIDE), sorted_runs(sorted(runs), rows, 5), (0,) * 5, BOUNDS)
    languages = {"en": replace(pack.languages["en"], topic_ear=ear)}
    heard = replace(pack, languages=languages)
    assert match(heard.languages["en"], UNKNOWN) == Unsure(("bones",))
    stopped = lay_over(heard, Air(words=frozenset({"coast"})))
    assert isinstance(match(stopped.languages["en"], UNKNOWN), Nothing)


def test_an_open_question_stays_open(pack: Pack, offered: list[str]) -> None:
    asked = step(pack, Talk(), Texted("flaer"), OPEN)
    assert asked.talk.asked
    other = next(text for text in offered if match(pack.languages["en"], text) == Unsure(("exercise",)))
    later = step(pack, asked.talk, Texted(other), OPEN)
    assert later.talk.options == asked.talk.options
    assert step(pack, later.talk, Texted("1"), OPEN).kind.startswith("topic.flare")


def test_every_question_holds_who_can_help_and_is_no_topic(pack: Pack, offered: list[str]) -> None:
    assert len(offered) > 10
    for text in offered:
        reply = step(pack, Talk(), Texted(text), OPEN)
        assert reply.kind == "ask" and reply.talk.asked and reply.unknown == ()
        assert all(who in reply.text for who in ("999", "111", "116 123", "HELPLINE"))
        assert all(topic.text not in reply.text for topic in pack.languages["en"].topics.values())


def test_the_number_leads_to_the_topic_that_was_offered(
    texter: Texter, pack: Pack, offered: list[str]
) -> None:
    answer = match(pack.languages["en"], offered[0])
    assert isinstance(answer, Unsure)
    assert "did you mean" in texter.text(offered[0])
    assert pack.languages["en"].topics[answer.topics[0]].keyword in texter.text("1")


def test_the_trace_says_what_it_heard(english: Language, offered: list[str]) -> None:
    last = explain(english, offered[0])[-1]
    assert last.layer == "topic ear" and "other" in last.saw


def test_a_message_without_a_word_is_nothing(english: Language) -> None:
    for words in ("", " ", "?!", "38", "07700 900123", "\N{SNOWMAN}"):
        assert isinstance(match(hearing(english, bones=900), words), Nothing)


def test_a_sorted_table_gives_what_a_dictionary_does() -> None:
    words = [plain_words(row.text) for row in rows_of(HERE / "tests" / "dev.tsv")]
    every = sorted({mark for one in words for mark in marks(one)})
    known = {mark: mark % 255 - 127 for mark in every[::3]}
    table = sorted_runs(known, bytes(weight + ZERO for weight in known.values()), 1)
    wide = sorted_runs(known, bytes(one for at in known.values() for one in (at + ZERO, ZERO - at)), 2)
    assert list(table) == list(known) and len(table) == len(known)
    assert [table.get(mark, 5) for mark in every] == [known.get(mark, 5) for mark in every]
    for found in map(marks, words):
        total = sum(known.get(mark, 0) for mark in found)
        assert table.total(found) == total and wide.sums(found) == (total, -total)


def test_the_shipped_pack_knows_all_its_topics_and_a_new_pack_has_none(english: Language, pack: Pack) -> None:
    assert english.topic_ear and set(english.topic_ear.labels) == {*english.topics, *BESIDE}
    assert not [fault for fault in faults(pack, OPEN.date()) if "topic_ear" in fault.file]
    assert read_topic_ear(Folders(BLANK), "en", []) is None


def test_what_is_written_is_read_and_takes_little_room(tmp_path: Path, english: Language) -> None:
    ear = english.topic_ear
    assert ear
    (tmp_path / "en").mkdir()
    write_topics(tmp_path / FILE, ear, {"rows": "1"}, {"scikit-learn": "1"})
    assert read_topic_ear(Folders(tmp_path), "en", found := []) == ear and not found
    assert len(ear.runs.weights) + 4 * len(ear.runs) <= 500_000, "bytes that each process holds"
    text = (SHIPPED / FILE).read_text(encoding="utf-8")
    assert all(f'"{name}" = "' in text for name in ("messages.tsv", "ordinary texts", "scikit-learn"))


def test_a_pack_without_it_is_served(tmp_path: Path) -> None:
    made = copy(tmp_path)
    made.path(FILE).unlink()
    pack = made.load()
    assert pack.languages["en"].topic_ear is None
    assert not [fault for fault in faults(pack, OPEN.date()) if "topic_ear" in fault.file]


def test_check_tells_of_a_topic_that_the_ear_names_and_the_pack_has_not(tmp_path: Path) -> None:
    made = copy(tmp_path)
    made.swap(FILE, '"bones"', '"skeleton"')
    (told,) = [fault for fault in faults(made.load(), OPEN.date()) if fault.file == FILE]
    assert "skeleton" in told.says and told.level == "warning" and told.key == "labels"


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (lambda edits: rename_in_lists(edits, "en", "bones", "skeleton"), "skeleton"),
        (lambda edits: take_from_lists(edits, "en", "bones"), "other"),
    ],
)
def test_a_topic_that_is_renamed_or_taken_away_is_so_in_the_ear(
    change: Callable[[Edits], None], label: str, tmp_path: Path
) -> None:
    change(edits := Edits(copy(tmp_path).folder))
    written = edits.changes()[FILE]
    before, after = (tomllib.loads(text.decode()) for text in ((SHIPPED / FILE).read_bytes(), written or b""))
    assert after.pop("labels") == [label if one == "bones" else one for one in before.pop("labels")]
    assert after == before


@pytest.mark.parametrize(
    "weights", ["AAAA", "no weights", "", base64.b64encode(zlib.compress(bytes(9))).decode()]
)
def test_weights_that_are_none_are_named(weights: str, tmp_path: Path, english: Language) -> None:
    (tmp_path / "en").mkdir()
    assert english.topic_ear
    write_topics(tmp_path / FILE, english.topic_ear, {}, {})
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    begins, _, rest = text.partition('weights = """')
    ends = rest.partition('"""')[2]
    (tmp_path / FILE).write_text(f'{begins}weights = """{weights}"""{ends}', encoding="utf-8")
    assert read_topic_ear(Folders(tmp_path), "en", found := []) is None
    mend = "take the file back from where it came, or delete it and make it anew: flask ear topics"
    assert list(map(str, found)) == [f"{FILE}: weights: are no whole set of weights: {mend}"]


def test_weights_for_fewer_labels_than_are_named_are_named(tmp_path: Path) -> None:
    made = copy(tmp_path)
    made.swap(FILE, '"bones", ', "")
    with pytest.raises(PackError) as raised:
        load(made.folder, made.base)
    assert [(fault.file, fault.key) for fault in raised.value.faults] == [(FILE, "weights")]
