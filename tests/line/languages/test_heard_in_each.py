"""What is heard in one language is heard when two are offered: alarms, keywords, our own texts come back."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from menus.model import Language, Pack
from menus.multilingual.written_in import own_words
from menus.phrasing.examples import examples
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrase_lists import alarm_phrases
from menus.phrasing.tables import strings, table
from menus.rules.hearing import beside
from menus.rules.lists import example
from menus.said import look
from sms.flow import step
from sms.model import Reply, Talk, Texted
from tests.conftest import OPEN

# Of what stands beside something else, one in so many is tried.
STEPS = 7
# Of the known messages in English, one in so many.
EACH = 11
MESSAGES = Path(__file__).parents[2] / "messages.tsv"
FULL = "you are my or over bye no yes feel any the"
SHORTER = "u r mi ar oer byw n y fel ani th"
TEXT_SPEAK = {
    **dict.fromkeys(("your", "year", "years"), "yr"),
    **dict(
        zip(
            ["you", "are", "my", "or", "over", "bye", "no", "yes", "feel", "any", "the"],
            SHORTER.split(),
            strict=True,
        )
    ),
}
SLIPS = (
    *(
        "i lost yr number",
        "yr number pls",
        "whats yr no",
        "n",
        "N",
        "y n",
        "10 yr",
        "wats yr adres",
        "Pam",
        "pam.",
    ),
    *("ar", "fel", "fi", "byw", "oer", "ie", "thanks, diolch", "Cheers, Pam", "y", "o", "yn", "a i o", "oes"),
)
FRAMES = ("Liked “{}”", "❤️ “{}”", "Removed a like from “{}”", "Reacted 😂 to “{}”")


@pytest.fixture(scope="module")
def welsh(both: Pack) -> Language:
    return both.languages["cy"]


def answered(pack: Pack, body: str, chosen: str = "") -> Reply:
    return step(pack, Talk(), Texted(body, texted_today=True, language=chosen), OPEN)


def alarmed(both: Pack, welsh: Language) -> Iterator[str]:
    """Each alarm of Welsh in its choices, alone and beside the guards of English."""
    data, english = lexicon(welsh), both.languages["en"]
    sources = strings(table(english.matching, "matching", "safety"), "guards")
    guards = [next(examples(source, lexicon(english).grammar)) for source in sources]
    for number, (source, _) in enumerate(alarm_phrases(table(welsh.matching, "safety"))):
        yield from examples(source, data.grammar)
        yield from islice(beside(source, data, guards), number % STEPS, None, STEPS)


def test_every_alarm_of_a_further_language_beside_every_guard_is_an_alarm_or_a_worry(
    both: Pack, welsh: Language
) -> None:
    tried = list(alarmed(both, welsh))
    assert len(tried) > 200
    kinds = {said: answered(both, said, "en").kind for said in tried}
    assert {said: kind for said, kind in kinds.items() if kind not in ("urgent", "worried")} == {}


def test_each_keyword_of_a_further_language_beside_each_machines_phrase_is_answered(
    both: Pack, welsh: Language
) -> None:
    english = both.languages["en"]
    lists = table(english.matching, "matching")
    sources = [
        source for name in ("automatic", "machines") for source in strings(table(lists, name), "phrases")
    ]
    for phrase in (example(english, source) for source in sources):
        for topic in welsh.topics.values():
            for body in (f"{topic.keyword}. {phrase}", f"{phrase}\n{topic.keyword}"):
                reply = answered(both, body)
                assert (reply.text or reply.wish) and reply.kind != "automatic", (body, reply.kind)


def known(welsh: Language, english: Language) -> list[str]:
    """One in so many of the known messages that are English."""
    rows = [row.partition("\t")[0] for row in MESSAGES.read_text().splitlines()[::EACH] if "\t" in row]
    return [said for said in rows if not own_words(said, welsh, english)]  # "Shwmae" is Welsh


def test_what_english_hears_it_hears_when_another_language_is_offered(both: Pack, pack: Pack) -> None:
    """Who writes English loses nothing, whoever else is served: no alarm, no topic, no question."""
    english, welsh = both.languages.values()
    rows = known(welsh, english)
    assert len(rows) > 300
    short = [shorter for said in rows if (shorter := in_text_speak(said)) != said.casefold()]
    assert len(short) > 100
    alone = {said: answered(pack, said) for said in (*rows, *short)}
    beside = {said: answered(both, said) for said in (*rows, *short)}
    alone = {said: reply for said, reply in alone.items() if reply.kind != "help"}  # tells more, shorter
    changed = {
        said: (reply.kind, beside[said].kind, beside[said].language)
        for said, reply in alone.items()
        if (reply.kind, "en") != (beside[said].kind, beside[said].language)
        or (
            reply.text != beside[said].text
            and reply.kind != "one_language"  # it tells in which other languages we text
            and not reply.kind.startswith("topic.howto")
        )
    }
    assert changed == {}


def in_text_speak(words: str) -> str:
    """A message as it is typed in haste, with words that look like another language's."""
    return re.sub(r"\b[a-z]+\b", lambda word: TEXT_SPEAK.get(word[0], word[0]), words.casefold())


@pytest.mark.parametrize("chosen", ["", "en"])
@pytest.mark.parametrize("words", SLIPS)
def test_a_slip_a_name_or_text_speak_turns_nobody_to_another_language(
    both: Pack, words: str, chosen: str
) -> None:
    """Nor does what is written after it, nor a question of ours that was open."""
    for begun in ((), ("CALLME",), ("HELPLINE",), ("what is the helpline no",)):
        said = [
            reply.language for reply in dialogue(both, (*begun, words, "hello", "thanks", "STOP"), chosen)
        ]
        assert set(said) == {"en"}, (begun, said)


@pytest.mark.parametrize(
    ("words", "chosen", "language"),
    [
        ("diolch", "", "cy"),  # is answered in kind, and chooses nothing
        ("diolch", "en", "en"),
        ("oes", "en", "en"),
        ("mae fy nghoesau yn brifo", "", "cy"),
        ("mae fy nghoesau yn brifo", "en", "cy"),  # a whole sentence is no slip
        ("ESGYRN", "en", "cy"),
        ("call me back", "cy", "en"),
        ("where is the helpline", "cy", "en"),
        ("MENU", "cy", "cy"),
        ("pam", "cy", "cy"),
        ("ie", "cy", "cy"),
    ],
)
def test_a_choice_outweighs_a_word_and_a_sentence_outweighs_a_choice(
    both: Pack, words: str, chosen: str, language: str
) -> None:
    first, *after = dialogue(both, (words, "hello", "thanks", "STOP"), chosen)
    assert first.language == language
    if words == "diolch":
        assert {reply.language for reply in after} == {"en"}


def dialogue(pack: Pack, texts: tuple[str, ...], chosen: str) -> list[Reply]:
    """The replies to some texts of one person."""
    talk, replies = Talk(), list[Reply]()
    for text in texts:
        replies.append(step(pack, talk, Texted(text, texted_today=True, language=chosen), OPEN))
        talk = replies[-1].talk
    return replies


@pytest.mark.parametrize("frame", FRAMES)
def test_each_text_of_a_further_language_in_a_reaction_gets_nothing_and_an_alarm_the_body_reply(
    both: Pack, welsh: Language, frame: str
) -> None:
    every = [one for one in look(both, welsh, OPEN.date()).said if one.channel == "text" and one.whole]
    alarms = {one.full for one in every if one.key.removeprefix("text.").startswith(("urgent_", "worried"))}
    assert alarms
    for text in {one.full for one in every if one.full}:
        reply = answered(both, frame.replace("{}", text))
        if text in alarms and "emoved" not in frame:
            assert reply.kind == "urgent", text
        elif text not in alarms:
            assert reply.text == "" or "help_me" in text or reply.kind == "urgent", (text, reply.kind)
