"""The matcher, layer by layer, and its figures on the files of messages."""

import pytest

from menus.matcher.matching import (
    UNKNOWN_WORDS,
    Careful,
    Command,
    Found,
    Nothing,
    Unsure,
    Urgent,
    Worried,
    explain,
    label,
    match,
)
from menus.model import Language
from settings import HERE
from tools.words.rows import judge, rows_of
from tools.words.table import table


@pytest.mark.parametrize("file", ["dev.tsv", "messages.tsv"])
def test_the_figures_on_messages_are_kept(english: Language, file: str) -> None:
    found = judge(rows_of(HERE / "tests" / file), lambda text: label(match(english, text)))
    figures = table(found)
    missed = [(one.row.text, one.label) for one in found if not one.right and not one.is_question]
    assert figures.with_a_question >= 97, missed
    assert figures.inscope_acc is not None and figures.inscope_acc >= 90
    assert figures.oos_false is not None and figures.oos_false <= 2, missed
    assert figures.false_stop == 0
    assert figures.safety_recall == 100, missed


@pytest.mark.parametrize(
    "words",
    [
        "STOP",
        "stop.",
        "Stop!!",
        "STOPALL",
        "Stop all",
        "unsubscribe",
        "CANCEL",
        "end",
        "Quit",
        "revoke",
        "OPT-OUT",
    ],
)
def test_the_eight_words_opt_out(english: Language, words: str) -> None:
    assert match(english, words) == Command("STOP")


@pytest.mark.parametrize(
    "words", ["CANCER", "stpo", "stopp", "sto", "cancell", "send", "ends", "quite", "STOPS"]
)
def test_a_slip_of_an_opt_out_word_is_none(english: Language, words: str) -> None:
    assert match(english, words) != Command("STOP")


@pytest.mark.parametrize(
    "words",
    [
        "stop the weight gain",
        "when do I stop methotrexate",
        "bus stop",
        "dont stop the texts",
        "the doctor stopped my tablets",
        "end of treatment",
        "cancel my appointment",
    ],
)
def test_a_sentence_with_stop_in_it_is_no_opt_out(english: Language, words: str) -> None:
    assert match(english, words) != Command("STOP")


@pytest.mark.parametrize(
    "words", ["stop texting me", "leave my phone alone please", "no more texts from you thanks"]
)
def test_a_plain_request_to_be_left_alone_opts_out(english: Language, words: str) -> None:
    assert match(english, words) == Command("STOP")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("i cant breathe", "body"),
        ("cant brethe", "body"),
        ("chest pain", "body"),
        ("been taking methotrexate every day by mistake", "body"),
        ("i want to die", "despair"),
        ("cant see the point any more", "despair"),
        ("suisidal", "despair"),
    ],
)
def test_emergencies_and_distress_come_first(english: Language, words: str, kind: str) -> None:
    answer = match(english, words)
    assert isinstance(answer, Urgent) and answer.kind == kind


@pytest.mark.parametrize("words", ["trust", "choosing", "secure", "my phone died", "stroke the cat"])
def test_plain_words_and_idioms_are_no_alarms(english: Language, words: str) -> None:
    assert not isinstance(match(english, words), Urgent)


def test_an_emergency_beats_an_opt_out_in_the_same_message(english: Language) -> None:
    assert match(english, "stop texting me i want to die") == Urgent("despair")


def test_changing_a_medicine_names_the_topics_to_text(english: Language) -> None:
    assert match(english, "can i stop methotrexate") == Careful(("dmards",))
    assert match(english, "threw up my tablets twice today") == Careful(("treatments", "helpline"))


def test_a_doctor_who_lowers_the_dose_is_no_change_by_oneself(english: Language) -> None:
    assert match(english, "my legs went weak after the doctor cut my steroids") == Found("flare")


def test_a_long_keyword_with_a_slip_is_answered_and_a_short_one_is_asked(english: Language) -> None:
    assert match(english, "EXCERCSE") == Found("exercise")
    assert match(english, "flaer") == Unsure(("flare",))


def test_two_keywords_are_asked_about(english: Language) -> None:
    assert match(english, "steroids and bones") == Unsure(("steroids", "bones"))


@pytest.mark.parametrize("words", ["steroid nasal spray", "exercise yard", "library card", "solar flare"])
def test_a_clinical_word_in_another_sense_finds_nothing(english: Language, words: str) -> None:
    assert isinstance(match(english, words), Nothing)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("dee mards", "dmards"),
        ("fizzy o therapist", "physio"),
        ("immuno globe you lin", "immunoglobulin"),
        ("mike oh fennel late", "dmards"),
        ("rit ux i mab", "biologics"),
        ("steroids cards", "steroidcard"),
    ],
)
def test_names_that_speech_recognition_split_are_put_together(
    english: Language, words: str, topic: str
) -> None:
    assert match(english, words) == Found(topic)


def test_an_automatic_reply_is_told_from_an_unknown_message(english: Language) -> None:
    assert match(english, "I am driving and will reply later") == Nothing("automatic")
    assert match(english, "i have gout in my toe") == Nothing("unknown", ("gout", "toe"))


def test_at_most_five_unknown_words_are_handed_on(english: Language) -> None:
    words = match(english, "zog mup fleb grund snarf plitz quom")
    assert isinstance(words, Nothing) and len(words.words) == UNKNOWN_WORDS


def test_ok_means_yes_only_while_a_question_is_open(english: Language) -> None:
    assert match(english, "ok then", talk_open=True) == Command("YES")
    assert match(english, "ok then") != Command("YES")


@pytest.mark.parametrize("words", ["", " ", "?", "😀😀", "\x00"])
def test_a_message_without_words_finds_nothing(english: Language, words: str) -> None:
    assert match(english, words) == Nothing("unknown")


def test_words_of_another_script_are_unknown_words(english: Language) -> None:
    assert match(english, "Привет, שלום") == Nothing("unknown", ("привет", "שלום"))


def test_the_trace_ends_with_the_answer_and_names_each_layer(english: Language) -> None:
    trace = explain(english, "do i need blood tests on methotrexate")
    assert trace[-1].layer == "evidence" and trace[-1].answer == Found("bloodtests")
    assert [seen.layer for seen in trace][:3] == ["command", "alarm", "careful"]
    assert "methotrexate" in trace[-1].saw


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (Found("bones"), "BONES"),
        (Unsure(("bones", "flare")), "?BONES|FLARE"),
        (Command("MENU"), "MENU"),
        (Urgent("body"), "EMERGENCY"),
        (Urgent("despair"), "EMERGENCY"),
        (Careful(("steroids",)), "SAFETY"),
        (Nothing("automatic"), "NONE"),
        (Nothing("unknown"), "NONE"),
        (Urgent("at_once"), "ATONCE"),
        (Worried("ear"), "WORRIED"),
        (Command("SLIP"), "?STOP"),
        (Command("THANKS"), "NONE"),
    ],
)
def test_each_answer_has_its_label(answer: object, shown: str) -> None:
    assert label(answer) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("the optician says prednisolone gave me cataracts", "steroids"),
        ("who plays bingo and takes metho like me", "dmards"),
        ("got an essay to write on osteoporosis", "bones"),
    ],
)
def test_a_topic_that_is_named_answers_beside_words_of_another_subject(
    english: Language, words: str, topic: str
) -> None:
    assert match(english, words) == Found(topic)


@pytest.mark.parametrize("words", ["the optician is open today", "always so tired after bingo"])
def test_a_topic_that_is_only_described_gives_way_to_another_subject(english: Language, words: str) -> None:
    assert isinstance(match(english, words), Nothing)


def test_what_says_more_of_a_topic_bears_no_fewer_words_of_another(english: Language) -> None:
    assert match(english, "dentist wants to know am i on a bisphosphonate before he pulls a tooth") == Found(
        "bones"
    )


def test_costs_are_told_at_once_or_by_two_topics_and_both_are_offered(english: Language) -> None:
    for words in ("how much does it cost to text you", "is this free"):
        assert match(english, words) == Command("COST"), words
    for words in ("do your texts use up my credit",):
        answer = match(english, words)
        assert isinstance(answer, Unsure) and set(answer.topics) == {"howto", "about"}, words
