"""The second ear: what it may speak against, and that it is the same everywhere."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from menus.loading.folders import BASE
from menus.loading.pack import PackError
from menus.matcher.ear import Ear, Voice, above, level, loudest, marks, runs_of
from menus.matcher.matching import Careful, Command, Found, Nothing, Unsure, Urgent, Worried, explain, match
from menus.model import Language, Pack
from menus.phrasing.normalise import plain_words
from menus.rules.faults import faults
from settings import HERE
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN
from tests.packs.broken import Copy, copy
from tests.texter import Texter
from tools.hearing.learn import KEPT
from tools.words.rows import rows_of

ANEW = "take the file back from where it came, or delete it and make it anew: flask ear train"
AS_HIGH = "give it a number at least as high"
EAR = "base/en/ear.toml"


class Alike(dict[int, int]):
    """Weights that are the same for every run."""

    def get(self, _mark: int, _otherwise: object = None) -> int:  # type: ignore[override]
        return 100


EVERYWHERE = Ear(Alike(), 0, 0, 10_000, -10_000)
"""It hears trouble in everything, and insists."""

LETTER = """
We drove up to the coast on Tuesday in the new car, and the children sang nearly all of the way,
which was nice. The cottage has a blue door and roses round its windows. On Wednesday we walked
along the cliffs to the lighthouse, bought ice creams from a van and watched some seals. Peter found
a crab under a stone, Susan painted the harbour. Thursday was wet, so we played cards and finished
the big jigsaw that auntie Joan had left us. For supper there was fish with new potatoes and peas.
The neighbours over there keep hens and gave us a dozen eggs, lovely brown ones.
"""
"""A letter of over a hundred different words with nothing amiss."""


@pytest.fixture(scope="module")
def worried(english: Language) -> Language:
    """The same language with an ear that hears trouble everywhere."""
    return replace(english, ear=EVERYWHERE)


@pytest.fixture(scope="module")
def deaf(english: Language) -> Language:
    return replace(english, ear=None)


@pytest.fixture(scope="module")
def troubles(english: Language, deaf: Language) -> list[str]:
    """Words that no rule knows, those that the ear hears best first."""
    rows = [row.text for row in rows_of(HERE / "tests" / "ear_rows.tsv") if row.right == {"EMERGENCY"}][:400]
    unknown = [text for text in rows if isinstance(match(deaf, f"{LETTER} {text}"), Nothing)]
    ear = english.ear
    assert ear
    return sorted(unknown, key=lambda text: -level(ear, plain_words(text)))


@pytest.fixture(scope="module")
def trouble(english: Language, troubles: list[str]) -> str:
    """Words that no rule knows and that the ear worries about most, without naming an emergency."""
    ear = english.ear
    assert ear
    return next(text for text in troubles if level(ear, plain_words(text)) < ear.names)


KNOWN = [800953, 6421664, 8303093, 10464976, 14370342, 14755862, 15911485]


def test_a_run_of_letters_has_the_same_mark_for_ever() -> None:
    assert sorted(marks(("he",))) == KNOWN


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_another_process_hears_the_same(seed: str, english: Language, trouble: str) -> None:
    code = (
        "from menus.loading.folders import SHIPPED, Folders; from menus.loading.weights import read_ear;"
        "from menus.matcher.ear import level;"
        f"print(level(read_ear(Folders(SHIPPED), 'en', []), {plain_words(trouble)!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=HERE,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert english.ear and int(done.stdout) == level(english.ear, plain_words(trouble))


def test_it_speaks_where_the_rules_find_nothing(english: Language, deaf: Language, trouble: str) -> None:
    assert isinstance(match(deaf, trouble), Nothing)
    assert match(english, trouble) == Worried("ear")


def test_it_is_silent_on_what_is_nobodys_trouble(english: Language) -> None:
    for words in ("where do i buy a lawnmower", "see you at the pub at eight", "what is the capital of peru"):
        assert isinstance(match(english, words), Nothing)


def test_it_never_speaks_against_an_exact_keyword(worried: Language) -> None:
    for topic in worried.topics.values():
        for word in (topic.keyword, *topic.also):
            assert match(worried, word) != Worried("ear"), word


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("STOP", Command("STOP")),
        ("menu", Command("MENU")),
        ("please stop texting me", Command("STOP")),
        ("he cant breathe", Urgent("body")),
    ],
)
def test_commands_requests_and_alarms_stand(words: str, answer: object, worried: Language) -> None:
    assert match(worried, words) == answer


def test_care_with_a_medicine_stands(worried: Language, deaf: Language) -> None:
    words = "can i stop taking my methotrexate"
    assert match(worried, words) == match(deaf, words)


def test_it_speaks_where_the_rules_only_ask(worried: Language, deaf: Language) -> None:
    assert isinstance(match(deaf, "flaer"), Unsure)
    assert match(worried, "flaer") == Worried("ear")


def test_against_evidence_it_must_insist(worried: Language, deaf: Language) -> None:
    words = "do i need blood tests on methotrexate"
    assert match(deaf, words) == Found("bloodtests")
    assert match(worried, words) == Worried("ear")
    doubting = replace(worried, ear=replace(EVERYWHERE, insists=10_000))
    assert match(doubting, words) == Found("bloodtests")


@pytest.mark.parametrize("words", ["i hate getting these, stop", "her dosette box had two fridays in it"])
def test_it_insists_against_an_opt_out_by_a_clause_and_a_medicine_of_ones_own(
    words: str, worried: Language, deaf: Language
) -> None:
    assert isinstance(match(deaf, words), Command | Careful)
    assert match(worried, words) == Worried("ear")
    assert match(replace(worried, ear=replace(EVERYWHERE, insists=10_000)), words) == match(deaf, words)


def test_against_evidence_beside_a_machines_phrase_it_must_insist_as_well(
    worried: Language, deaf: Language
) -> None:
    words = "im driving right now, do i need blood tests on methotrexate"
    assert match(deaf, words) == Found("bloodtests")
    assert match(worried, words) == Worried("ear")
    assert match(worried, "im driving right now. BLOODTESTS") == Found("bloodtests"), "a keyword stands"


LOUD = "we drove up to the coast in the new car"
"""Six words and more that no rule knows."""


def test_what_sounds_like_nothing_else_is_named_an_emergency(worried: Language, deaf: Language) -> None:
    loud = replace(worried, ear=replace(EVERYWHERE, names=300))
    assert isinstance(match(deaf, LOUD), Nothing)
    assert match(worried, LOUD) == Worried("ear")
    assert match(loud, LOUD) == Urgent("body")
    assert match(loud, " ".join(LOUD.split()[:5])) == Worried("ear"), "few words are too few to be sure"
    assert match(loud, "EXERCISE") == Found("exercise")


def test_a_saying_alone_is_doubted_where_all_else_is_ordinary(worried: Language) -> None:
    doubting = replace(worried, ear=replace(EVERYWHERE, doubts=10_000))
    saying, sign = "caring for mum is killing me", "he cant breathe"
    assert match(worried, saying) == Urgent("despair")
    assert match(doubting, saying) == Worried("ear")
    assert match(doubting, sign) == Urgent("body"), "no guard touches breathing"
    assert isinstance(match(doubting, f"{saying} and {sign}"), Urgent)


QUIET = replace(EVERYWHERE, speaks=10_000, insists=20_000, names=20_000)
"""It hears no trouble anywhere."""


def test_care_is_heard_where_no_rule_knows_the_words(english: Language, deaf: Language) -> None:
    caring = replace(english, ear=replace(QUIET, care=Voice(Alike(), 0)))
    assert isinstance(match(deaf, LOUD), Nothing)
    assert isinstance(match(caring, LOUD), Careful)
    assert match(caring, "EXERCISE") == Found("exercise")
    assert match(caring, "he cant breathe") == Urgent("body")
    louder = replace(english, ear=replace(EVERYWHERE, care=Voice(Alike(), 500)))
    assert match(louder, LOUD) == Worried("ear"), "trouble comes first, unless care is louder"


def test_who_may_want_no_more_texts_is_told_the_word_and_never_silenced(english: Language) -> None:
    stopping = replace(english, ear=replace(QUIET, stop=Voice(Alike(), 0)))
    assert match(stopping, LOUD) == Command("SLIP")
    assert isinstance(match(stopping, f"{LOUD}?"), Nothing), "a question is about something else"


def test_each_voice_speaks_from_its_own_level_on(english: Language) -> None:
    loud = above(Voice(Alike(), 0), plain_words(LOUD))
    for bound, speaks in ((loud, True), (loud + 1, False)):
        caring = replace(english, ear=replace(QUIET, care=Voice(Alike(), bound)))
        stopping = replace(english, ear=replace(QUIET, stop=Voice(Alike(), bound)))
        assert isinstance(match(caring, LOUD), Careful) is speaks
        assert (match(stopping, LOUD) == Command("SLIP")) is speaks


def test_a_sentence_of_trouble_is_heard_in_a_long_letter(english: Language, troubles: list[str]) -> None:
    letter = LETTER
    assert isinstance(match(english, letter), Nothing)
    assert isinstance(match(english, f"{letter} {troubles[0]} {letter}"), Worried | Urgent)


def test_a_message_without_a_word_is_nothing(worried: Language) -> None:
    for words in ("", " ", "?!", "38", "07700 900123"):
        assert isinstance(match(worried, words), Nothing)
    assert match(worried, "\N{THUMBS UP SIGN}") != Worried("ear")


def test_the_trace_ends_with_the_answer_and_names_the_level(
    english: Language, deaf: Language, trouble: str
) -> None:
    assert [seen.layer for seen in explain(english, trouble)][-2:] == ["nothing", "ear"]
    assert "level" in explain(english, trouble)[-1].saw
    quiet = explain(english, "where do i buy a lawnmower")
    assert [seen.layer for seen in quiet][-2:] == ["ear", "nothing"] and quiet[-1].answer is not None
    assert "ear" not in [seen.layer for seen in explain(deaf, trouble)]


def test_what_spoke_is_told_with_its_weight(english: Language, trouble: str) -> None:
    assert english.ear
    told = loudest(english.ear, plain_words(trouble))
    assert told and all(weight > 0 for _, weight in told)
    assert {run.encode() for run, _ in told} <= runs_of(plain_words(trouble))


def test_an_open_question_stays_open(pack: Pack, trouble: str) -> None:
    asked = step(pack, Talk(), Texted("flaer"), OPEN)
    assert asked.kind == "ask" and asked.talk.asked
    worried = step(pack, asked.talk, Texted(trouble), OPEN)
    assert "999" in worried.text and replace(worried.talk, last=asked.talk.last) == asked.talk
    assert step(pack, worried.talk, Texted("1"), OPEN).kind.startswith("topic.flare")


def test_its_words_are_kept_nowhere(pack: Pack, trouble: str) -> None:
    reply = step(pack, Talk(), Texted(trouble), OPEN)
    assert reply.unknown == ()


def test_who_is_not_understood_is_told_who_can_help(texter: Texter, trouble: str) -> None:
    reply = texter.text(trouble)
    assert "ill, hurt or in danger" in reply and "SHOUT to 85258" in reply and "116 123" in reply


def test_the_weights_are_small(english: Language) -> None:
    file = BASE / "en" / "ear.toml"
    assert file.stat().st_size <= 100_000
    assert english.ear and len(english.ear.weights) <= KEPT


def test_a_pack_without_an_ear_is_served_and_told(tmp_path: Path) -> None:
    made = copy(tmp_path)
    made.path(EAR).unlink()
    pack = made.load()
    assert pack.languages["en"].ear is None
    (told,) = [fault for fault in faults(pack, OPEN.date()) if fault.file == "en/ear.toml"]
    assert told.level == "warning" and "flask ear train" in told.mend


def test_the_shipped_pack_has_an_ear(pack: Pack) -> None:
    assert not [fault for fault in faults(pack, OPEN.date()) if "ear.toml" in fault.file]


@pytest.mark.parametrize(
    ("edit", "key", "told"),
    [
        (
            lambda made: made.put(EAR, "weights", '"no weights at all"'),
            "weights",
            f"are no whole set of weights: {ANEW}",
        ),
        (lambda made: made.put(EAR, "weights", '"AAAA"'), "weights", f"are no whole set of weights: {ANEW}"),
        (lambda made: made.put(EAR, "insists", "-1000"), "insists", f"is below speaks: {AS_HIGH}"),
        (lambda made: made.put(EAR, "names", "-1000"), "names", f"is below insists: {AS_HIGH}"),
        (
            lambda made: made.put(EAR, "doubts", "1000"),
            "doubts",
            "is above speaks: give it a number no higher",
        ),
        (
            lambda made: made.drop(EAR, "speaks"),
            "speaks",
            "is missing: add it: a whole number, without quotes",
        ),
        (
            lambda made: made.put(EAR, "weights", '"' + "A" * 4 * 65_536 + '"'),
            "weights",
            f"are over 100000 characters: {ANEW}",
        ),
    ],
)
def test_weights_that_are_none_are_named(
    edit: Callable[[Copy], None], key: str, told: str, tmp_path: Path
) -> None:
    made = copy(tmp_path)
    edit(made)
    with pytest.raises(PackError) as raised:
        made.load()
    # what is in neither file is named in the pack's
    named = [(fault.file.removeprefix("base/"), fault.key) for fault in raised.value.faults]
    assert named == [("en/ear.toml", key)]
    (fault,) = raised.value.faults
    assert f"{fault.says}: {fault.mend}" == told
