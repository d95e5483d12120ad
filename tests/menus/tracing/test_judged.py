"""Each way in which a sentence differs from its facts is told as a clinician reads it, no other (R23)."""

from dataclasses import replace

import pytest

from menus.facts.fact import Fact
from menus.model import Language, Pack
from menus.said import Look, look
from menus.tracing.comparing import compare
from menus.tracing.trace import has_begun, judge, names_of, taken_from_additions, trace
from menus.tracing.units import Statement
from tests.conftest import OPEN
from tests.packs.once import shipped

PACK = shipped()
ENGLISH = PACK.languages["en"]


def told(words: str, fact: str, heading: str = "") -> list[tuple[str, str]]:
    """What is told of a sentence that names one fact."""
    lists = ENGLISH.traced.lists
    names = names_of(replace(ENGLISH, checks={"medicines": ("alphamab", "betamab")}))
    return [
        (one.kind, one.says) for one in compare(words, {"F1": Fact(heading, fact)}, lists, names, name=False)
    ]


ULCER = "They are often not suitable if you have had a stomach ulcer, or if you take a blood thinner."
SIGNS = "Go to eye casualty, or call 999 if you cannot get there, if you have a red eye with misty sight."
WEAK = "The evidence is weak and they should not replace your treatment."


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("If you have had a stomach ulcer, they are often not suitable.", ULCER),
        ("It is not known whether it is safe in pregnancy.", "It is not known if it is safe in pregnancy."),
        ("Do not stop it, even if you feel well.", "Do not, even if you feel well, stop it."),
        ("You should carry it.", "No, even if you feel well, you should carry it."),
        ("If not, ring us.", "If not, when you are ill, ring us."),
        ("They ought not to replace your treatment.", WEAK),
        ("Do not replace your treatment.", WEAK),
        ("Reached your target? Have one once a year.", "At your target, you should have a test once a year."),
        ("Reached your target? A test is due once a year.", "At target, you should have a test once a year."),
        ("Go to hospital if you take too much.", "Go to hospital if you take more than you should."),
        (
            "Go to hospital if you take more than you ought to.",
            "Go to hospital if you take more than you should.",
        ),
        ("Hot joint, and you feel unwell? Ring.", "Ring if you have a hot joint and feel generally unwell."),
        ("Call us at any hour.", "Call us at any time of day or night."),
        ("The next day, leave the missed one out.", "The next day, leave out the missed dose."),
        ("Aim for a level under three hundred and sixty.", "The level is to be below 360."),
        ("Take twenty five a day.", "Take 25 a day."),
        ("Two thousand five hundred people have it.", "2,500 people have it."),
        ("A sign is a red eye with misty sight.", SIGNS),
        ("Go to eye casualty with a red eye.", SIGNS),
        ("Wear no make-up on the eyes for a month.", "Do not wear eye make-up for a month."),
        ("A sip does the eye no harm.", "Rub it with care, but a sip does not harm the eye."),
    ],
)
def test_what_says_the_same_in_other_words_is_told_of_nothing(words: str, fact: str) -> None:
    assert told(words, fact) == []


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("If you have had a stomach ulcer, they are often suitable.", ULCER),
        ("They are often suitable if you have had a stomach ulcer.", ULCER),
        ("Let them replace your treatment.", WEAK),
        ("Have it if you have a fever.", "Do not have it if you have a fever."),
        ("With a red eye and misty sight call 999 if you get there.", SIGNS),
        ("Do not take the drops.", "Do not stop taking the drops without talking to your clinic."),
        ("Never take it.", "Never forget to take it."),
        ("Wear no glasses.", "Do not stop wearing glasses."),
        ("Do not rest and walk.", "Do not walk, and rest."),
        ("Do not rest if you have a fever.", "Do not walk if you have a fever, rest."),
        ("Aim for a level under three hundred and fifty.", "The level is to be below 360."),
        ("Aim for a level under three hundred.", "The level is to be below 360."),
        ("Take one tablet.", "Take two tablets."),
        ("Take one in ten.", "Take two in ten."),
        ("Take twenty five a day.", "Take 20 a day, for 5 days."),
        ("It is safe in pregnancy.", "It is not known if it is safe in pregnancy."),
        ("It is safe in pregnancy.", "It is not yet clear whether it is safe in pregnancy."),
        ("It is safe in pregnancy.", "Nobody is sure if, in the long run, it is safe in pregnancy."),
        ("The vaccine is safe.", "We do not know if the vaccine is safe."),
        ("It helps.", "It is not certain when it helps."),
        ("It works.", "Nobody can say if it works."),
        ("Stop it if you are ill.", "Do not suddenly if ill stop it."),
        ("Stop the course when you feel well.", "Do not, even if you feel well, stop the course."),
    ],
)
def test_what_says_more_or_less_is_told_however_it_is_worded(words: str, fact: str) -> None:
    assert told(words, fact)


@pytest.mark.parametrize(
    ("words", "fact", "says"),
    [
        (
            "The grant is 300 pounds.",
            "The grant is 500 pounds.",
            [("number", 'says "300", and its facts do not say it of this')],
        ),
        (
            "Never carry the card.",
            "Carry the card.",
            [("negation", 'says "never" of "carr…", and its facts do not')],
        ),
        (
            "Carry the card, if not.",
            "Carry the card.",
            [("negation", "denies something, and its facts do not")],
        ),
        (
            "Boys girls men rest.",
            "Boys girls men rest, never had it.",
            [("negation", "leaves out what its fact denies")],
        ),
        (
            "Boys carry it.",
            "Never carry it.",
            [("negation", 'says "carr…" without the "not" or "never" of its facts')],
        ),
        (
            "Never double up, and never.",
            "Never take a double dose to catch up.",
            [
                ("negation", 'says "never" of "doubl…", and its facts do not'),
                ("negation", "denies something, and its facts do not"),
            ],
        ),
        ("You must carry it.", "Carry it.", [("hedge", 'says "must", and its facts are not')]),
        (
            "You need to carry it.",
            "Carry it.",
            [("hedge", 'says "need", which is as strong as "must", and its facts are not')],
        ),
        ("Boys carry it.", "Boys may carry it.", [("hedge", 'leaves out that its fact says "may"')]),
        (
            "Ask the surgeon for the card.",
            "Ask for the card.",
            [("name", 'names "surgeon", and its facts do not')],
        ),
        (
            "Alphamab is safe.",
            "Aspirin is safe. Alphamab is a drug.",
            [("name", 'says "safe" of "alphamab", and its facts say it of something else')],
        ),
        (
            "Alphamab may last six months.",
            "Aspirin may last six months. Alphamab lasts.",
            [
                ("name", 'says "six" of "alphamab", and its facts say it of something else'),
                ("name", 'says "may" of "alphamab", and its facts say it of something else'),
            ],
        ),
        ("The best card.", "The card.", [("claim", 'says "best", and its facts do not')]),
        (
            "Zebras sing.",
            "Carry the card.",
            [("apart", "shares no word with F1"), ("apart", "has next to nothing of its facts")],
        ),
    ],
)
def test_a_difference_is_told_by_what_stands_there_and_what_the_facts_lack(
    words: str, fact: str, says: list[tuple[str, str]]
) -> None:
    assert told(words, fact) == says


@pytest.mark.parametrize("number", ["999", "111", "112"])
def test_a_number_to_ring_may_stand_in_the_heading_and_a_medicine_if_no_other_is_named(number: str) -> None:
    assert not told(f"Call {number} for chest pain.", "Sudden chest pain.", f"When to call {number}")
    assert not told("Alphamab is safe.", "It is safe.", "Alphamab")
    assert [kind for kind, _ in told("Alphamab is safe.", "Betamab is safe.", "Alphamab")] == ["name"]


def seen(language: Language = ENGLISH, **over: object) -> Look:
    """What is looked at for a statement alone, of a pack with this language."""
    pack: Pack = replace(PACK, languages={"en": language}, **over)  # type: ignore[arg-type]
    return Look(pack, language, OPEN.date(), ())


def kinds(
    words: str, *ids: str, key: str = "text", topic: str = "bones", at: Look | None = None
) -> list[str]:
    """The kinds of what is told of one statement; without ids it has no mark."""
    whole = at or seen()
    one = Statement("en/topics/bones.toml", key, topic, words, ids or None)
    return [finding.kind for finding in judge(whole, one, names_of(whole.language), begun=True).findings]


def test_a_keyword_that_people_are_told_to_text_is_no_word_of_the_facts_and_any_other_is() -> None:
    assert kinds("Text BONES to us. Bones get thin.", "T6") == kinds("Text us. Bones get thin.", "T6")
    assert "name" in kinds("Text ASPIRIN to us.", "T6")


@pytest.mark.parametrize(
    "words", ["Text MORE.", "Text MORE,STOP.", "Text BONES or STOP, once more.", "1, 2."]
)
def test_a_sentence_of_commands_and_keywords_states_nothing(words: str) -> None:
    assert kinds(words) == []
    assert kinds(f"{words} Bones get thin.") == ["nothing"]


def test_a_title_needs_its_mark_and_the_name_of_a_menu_does_not() -> None:
    assert kinds("Thin bones.", key="title") == ["nothing"]
    assert kinds("Your medicine.", key="menus.care.title", topic="") == []
    assert kinds("Take your medicine.", key="text.closed", topic="") == ["nothing"]


def test_a_language_without_a_list_of_medicines_is_traced_too() -> None:
    bare = replace(ENGLISH, checks={})
    assert kinds("Zebras sing.", key="text.closed", topic="", at=seen(bare)) == []
    assert not names_of(bare).is_medicine("alphamab")
    plural = names_of(replace(ENGLISH, checks={"medicines": ("red statins",)}))
    assert plural.is_medicine("statin") and plural.is_medicine("statins") and not plural.is_medicine("bone")


def test_a_pack_that_was_made_without_files_has_taken_no_addition_and_has_not_begun() -> None:
    assert taken_from_additions(replace(PACK, files={})) == frozenset()
    assert has_begun(seen(files={})) is False
    own = {"facts.toml": ({"fact": {"A9": {}}}, {})}
    assert taken_from_additions(replace(PACK, files=own)) == frozenset()


def test_a_topic_without_a_title_lends_its_names_no_facts() -> None:
    topics = {**ENGLISH.topics, "bones": replace(ENGLISH.topics["bones"], title="")}
    language = replace(ENGLISH, topics=topics)
    pack = replace(PACK, languages={"en": language})
    rows = trace(look(pack, language, OPEN.date())).rows
    assert [row.findings for row in rows if row.statement.topic == "bones" and row.statement.is_name] == [
        (),
        (),
    ]
