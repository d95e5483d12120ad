"""Texts in two languages: that of the word, that of the choice, alarms and STOP of each in both."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from menus.matcher.answers import Nothing, Unsure
from menus.matcher.matching import match
from menus.model import Pack
from menus.multilingual.understood import hear
from menus.phrasing.tables import strings, table
from sms.flow import step
from sms.limits import apply_limits
from sms.model import Reply, Talk, Texted
from store.moments import DAY
from store.promises.texts import Beside
from store.store import Store
from tests.conftest import OPEN, At, new_number
from tests.packs.bilingual import bilingual, without
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process


def answered(pack: Pack, *texts: str, chosen: str = "") -> Reply:
    """The reply to the last of some texts of one person."""
    talk = Talk()
    for text in texts:
        reply = step(pack, talk, Texted(text, language=chosen), OPEN)
        talk = reply.talk
    return reply


@pytest.mark.parametrize("hour", ["2026-05-19T10:00", "2026-05-19T22:00"])
def test_the_choice_of_a_language_is_kept(
    tmp_path: Path, line_with: Callable[..., Flask], at: At, hour: str
) -> None:
    at(hour)
    texter = Texter(Wire(in_process(line_with(pack=bilingual(tmp_path).folder))), new_number())
    assert texter.text("STEROIDCARD").startswith("DRAFT: Muscle Line. STEROIDCARD. Do not stop")
    assert texter.text("Cymraeg").startswith("Muscle Line. Atebwch 1 steroidau")
    assert texter.text("xyzzy").startswith("Muscle Line: mae'n ddrwg gennym, ni ddeallasom.")
    assert texter.text("HELPLINE").startswith("Muscle Line. LLINELL. A") and "Anfonwch RHAGOR" in texter.last
    assert ("Ar gau tan" in texter.last) is hour.endswith("22:00")
    assert texter.text("STEROIDCARD").startswith("DRAFT: Muscle Line. STEROIDCARD. Do not stop")
    assert "ni ddeallasom" in texter.text("xyzzy"), "the choice outlives a word of another language"
    assert texter.text("ENGLISH").startswith("Muscle Line. Reply 1 steroids")
    assert texter.text("xyzzy").startswith("Muscle Line: sorry, we did not understand.")


@pytest.mark.parametrize(
    ("texts", "chosen", "language", "kind"),
    [
        (("ESGYRN",), "", "cy", "topic.bones.1"),
        (("BONES",), "", "en", "topic.bones.1"),
        (("BONES",), "cy", "en", "topic.bones.1"),
        (("ESGYRN", "xyzzy"), "", "cy", "unknown"),  # of our last text
        (("ESGYRN", "xyzzy"), "en", "en", "unknown"),
        (("CERDYN", "MORE"), "", "cy", "topic.steroidcard.2"),
        (("fitamin d",), "", "cy", "topic.bones.1"),  # to the letter, though the other would mend it
        (("STEROIDCARD",), "cy", "en", "topic.steroidcard.1"),
        (("CERDYN", "rhagor"), "en", "cy", "topic.steroidcard.2"),
        (("MENU",), "cy", "cy", "menu"),
        (("bwydlen",), "", "cy", "menu"),
        (("2",), "cy", "cy", "older_number"),
        (("FLARE",), "cy", "cy", "topic.flare.1"),  # a word of both, since the topic is lent
    ],
)
def test_a_text_is_answered_in_the_language_of_its_word_or_of_the_choice(
    both: Pack, texts: tuple[str, ...], chosen: str, language: str, kind: str
) -> None:
    reply = answered(both, *texts, chosen=chosen)
    assert (reply.language, reply.kind) == (language, kind)


@pytest.mark.parametrize("chosen", ["", "en", "cy"])
def test_alarms_and_stop_of_each_language_are_heard_in_all(both: Pack, chosen: str) -> None:
    for words, language in (
        ("mae poen yn y frest", "cy"),
        ("i have chest pain", "en"),
        ("dwi eisiau marw", "cy"),
    ):
        reply = answered(both, words, chosen=chosen)
        assert (reply.kind, reply.language) == ("urgent", language), words
        assert "999" in reply.text and ("samariaid" in reply.text.lower()) is (language == "cy")
    assert answered(both, "methu anadlu", "ie", chosen=chosen).kind == "urgent"
    for words in ("STOP", "STOPIWCH", "please stop texting me", "dim mwy o negeseuon"):
        reply = answered(both, words, chosen=chosen)
        assert (reply.kind, reply.opt) == ("stop", "out"), words
    assert answered(both, "STOP", chosen=chosen).language == (chosen or "en")
    assert answered(both, "dwi am stopio cymryd fy nhabledi", chosen=chosen).kind == "careful"


def test_a_text_that_a_language_lacks_is_sent_in_the_first_one(both: Pack) -> None:
    assert answered(both, "CALLME", chosen="cy").text.startswith("Muscle Line: gallwn eich ffonio'n ol.")
    reply = answered(without(both, "text.callback_whose"), "CALLME", chosen="cy")
    assert reply.text.startswith("Muscle Line: we can ring you back.") and reply.language == "cy"
    draft = answered(both, "FLARE", chosen="cy").text
    assert draft.startswith("DRAFT: Muscle Line. FLARE.")


def test_the_choice_is_kept_for_thirty_days_by_the_hash_of_the_number(store: Store) -> None:
    number = new_number()
    store.texts.settle("SM1", number, "", "a talk", b"reply", beside=Beside(OPEN, language="cy"))
    assert store.texts.seen("SM2", number, OPEN).language == "cy"
    client: Any = store.link.client
    (key,) = client.keys("*:language:*")
    assert number not in key.decode() and 29 * DAY < client.ttl(key) <= 30 * DAY
    store.texts.settle("SM2", number, "a talk", "another", b"reply")
    assert store.texts.seen("SM3", number, OPEN).language == "cy"
    assert store.texts.seen("SM3", new_number(), OPEN).language == ""


def test_the_pause_is_in_the_language_of_the_reply_that_it_stands_for(both: Pack) -> None:
    reply, history, told = answered(both, "xyzzy", chosen="cy"), (), []
    for _ in range(6):
        limited, history = apply_limits(both, Talk(), reply, history, OPEN)
        told.append(limited.text)
    assert any(words.startswith("Muscle Line: dyna lawer o negeseuon") for words in told)


def test_what_is_quoted_of_ours_is_known_in_each_language(both: Pack) -> None:
    ours = answered(both, "methu anadlu").text
    assert answered(both, f"Liked “{ours}”").kind == "urgent"  # a reaction to an alarm is answered (R47)
    assert answered(both, f"ESGYRN\n\n> {ours}").kind == "topic.bones.1"


def test_every_word_of_every_command_is_answered_whole(both: Pack) -> None:
    commands = table(both.languages["cy"].matching, "matching", "commands")
    for name in commands:
        for words in strings(commands, name)[:3]:
            reply = answered(both, "CERDYN", words, chosen="cy")
            said = reply.text.replace("{line}", "")
            assert not set("{}") & set(said), (name, words)
            assert reply.wish or reply.kind == "automatic" or "Muscle Line" in said, (name, words)


def test_one_language_alone_hears_as_before(pack: Pack) -> None:
    english = pack.languages["en"]
    assert hear(pack, english, "ESGYRN") is english
    assert answered(pack, "CYMRAEG").kind != "menu" and not answered(pack, "ENGLISH").chosen


@pytest.mark.parametrize("said", ["sun mybones", "holiday hearingloss", "holiday mygranddaughter"])
def test_what_welsh_does_not_know_and_english_asks_back_of_is_heard_in_english(both: Pack, said: str) -> None:
    welsh, english = both.languages["cy"], both.languages["en"]
    assert isinstance(match(welsh, said), Nothing) and isinstance(match(english, said), Unsure)
    assert hear(both, welsh, said) is english and hear(both, english, said) is english
