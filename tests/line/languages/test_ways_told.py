"""How texts tell the words that choose another language: in help, in each choice, and to who is lost."""

import pytest

from menus.model import Pack
from menus.parts import length
from sms.flow import step
from sms.model import Reply, Talk, Texted
from tests.conftest import OPEN
from tests.packs.bilingual import without

TO_WELSH, TO_ENGLISH = "Cymraeg? CYMRAEG.", "English? Text ENGLISH."


def answered(pack: Pack, words: str, chosen: str = "", talk: Talk | None = None) -> Reply:
    return step(pack, talk or Talk(), Texted(words, texted_today=True, language=chosen), OPEN)


@pytest.mark.parametrize(
    ("chosen", "words", "way"),
    [
        *(("", words, TO_WELSH) for words in ("HELP", "ENGLISH")),
        *(("cy", words, TO_ENGLISH) for words in ("CYMORTH", "CYMRAEG", "BWYDLEN", "asdfgh")),
    ],
)
def test_each_language_tells_the_words_of_the_other(both: Pack, chosen: str, words: str, way: str) -> None:
    reply = answered(both, words, chosen)
    assert reply.text.endswith(f" {way}") and reply.text.count(way) == 1
    assert length(reply.text) <= (160 if reply.kind == "menu" else 306)
    chose = answered(both, way.split()[-1], chosen)
    assert chose.chosen == ("en" if way == TO_ENGLISH else "cy") and chose.kind == "language"


def test_a_sentence_that_english_lends_still_tells_the_way_out(both: Pack) -> None:
    assert answered(without(both, "text.help"), "HELP", "cy").text.endswith(TO_ENGLISH)


def test_every_text_that_tells_a_way_keeps_its_length_and_a_pack_of_one_language_tells_none(
    both: Pack, pack: Pack
) -> None:
    for words in ("HELP", "MENU", "HOWTO", "asdfgh", "hello"):
        for chosen in ("en", "cy"):
            reply = answered(both, words, chosen)
            assert length(reply.text) <= (160 if reply.kind == "menu" else 306), words
        assert "ENGLISH" not in answered(pack, words).text
    assert answered(pack, "HELP").text.endswith("Text MENU for topics. To end our texts, send STOP.")


@pytest.mark.parametrize("words", ["HELP", "ENGLISH"])
def test_what_quotes_the_way_out_chooses_nothing(both: Pack, words: str) -> None:
    ours = answered(both, words).text
    assert not answered(both, f"Liked “{ours}”").chosen
    assert answered(both, f"BONES\n\n> {ours}").kind == "topic.bones.1"
