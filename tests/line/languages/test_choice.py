"""The choice of a language: in whatever words, counted under its own name, and no word that nobody knew."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from menus.model import Pack
from menus.multilingual.lending import lend
from menus.phrasing.tables import strings, table
from sms.flow import step
from sms.model import Reply, Talk, Texted
from store.counts.history import Past
from store.store import Store
from tests.caller import Caller
from tests.conftest import OPEN, new_number
from tests.packs.bilingual import bilingual
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process
from web.figures.tables import basis, tables

REFUSE = ("no", "i dont want", "I can't read", "please no", "I do not understand", "not", "don't send me")


@pytest.fixture(scope="module")
def three(both: Pack) -> Pack:
    """The pack with a third language that says nothing of its own but how it is chosen."""
    welsh = both.languages["cy"]
    third = replace(welsh, code="pl", name="", chosen_by=("polski", "po polsku"), beside=("prosze mow",))
    return lend(replace(both, languages={**both.languages, "pl": third}))


def answered(pack: Pack, words: str, chosen: str = "") -> Reply:
    return step(pack, Talk(), Texted(words, texted_today=True, language=chosen), OPEN)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("cy", "CYMRAEG"),
        ("cy", "“cymraeg”"),
        ("cy", "cymraeg plis"),
        ("cy", "Cymraeg os gwelwch yn dda"),
        ("cy", "os gwelwch yn dda, Cymraeg"),
        ("cy", "ga i Gymraeg os gwelwch chi'n dda?"),
        ("cy", "Mae'n well gen i Gymraeg"),
        ("cy", "Cymraeg yn unig"),
        ("cy", "welsh please x"),
        ("cy", "can I have it in Welsh please?"),
        ("cy", "do you speak Welsh"),
        ("cy", "menu in welsh"),
        ("cy", "hello cymraeg"),
        ("cy", "cymraeg\nSent from my iPhone"),
        ("cy", "cymraeg\n\nGwen"),
        ("en", "ENGLISH"),
        ("en", "English plis"),
        ("en", "Saesneg os gwelwch yn dda"),
        ("pl", "POLSKI"),
        ("pl", "po polsku please"),
        ("pl", "proszę mów po polsku"),
        ("pl", "polski plis\nSent from my Galaxy"),
    ],
)
@pytest.mark.parametrize("own", ["", "cy"])
def test_a_language_is_chosen_in_whatever_words_and_counted_by_its_name(
    three: Pack, code: str, words: str, own: str
) -> None:
    reply = answered(three, words, own)
    assert (reply.chosen, reply.language, reply.unknown) == (code, code, ())
    assert reply.counts == (f"language:{code}:text", "text:language")


def test_of_two_names_of_which_one_holds_the_other_the_longer_one_is_meant(three: Pack) -> None:
    third = replace(three.languages["pl"], chosen_by=("welsh signs",))
    made = lend(replace(three, languages={**three.languages, "pl": third}))
    assert [answered(made, words).chosen for words in ("welsh signs", "welsh")] == ["pl", "cy"]
    first = replace(three.languages["en"], refused=("more", "any more"))
    made = lend(replace(three, languages={**three.languages, "en": first}))
    assert answered(made, "any more welsh").chosen == "en"


@pytest.mark.parametrize(
    "words",
    [
        *("I don't speak English", "English not Welsh", "dont stop the welsh"),
        *("CYMRAEG ENGLISH", "polski or english?", "my welsh zeppelin", "nie polski"),
    ],
)
def test_what_may_say_something_else_chooses_none_and_teaches_nobody_the_word_of_a_choice(
    three: Pack, words: str
) -> None:
    reply = answered(three, words)
    assert not reply.chosen and not [name for name in reply.counts if name.startswith("language:")]
    assert not {"welsh", "english", "cymraeg", "saesneg", "polski"} & set(reply.unknown)
    assert "999" in reply.text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        *(("en", f"{says} {name}") for says in REFUSE for name in ("welsh", "Polski", "cymraeg pls")),
        *(
            ("en", words)
            for words in ("dwi ddim isio Cymraeg", "dim Cymraeg", "I can\u2019t read welsh, sorry")
        ),
        ("cy", "dim Saesneg"),
    ],
)
@pytest.mark.parametrize("own", ["", "en", "cy"])
def test_who_wants_none_of_a_language_gets_the_first_and_is_opted_out_of_nothing(
    three: Pack, code: str, words: str, own: str
) -> None:
    reply = answered(three, words, own)
    assert (reply.chosen, reply.language, reply.opt, reply.kind) == (code, code, "", "language")


@pytest.mark.parametrize("own", ["", "en", "cy"])
def test_stop_beside_the_name_of_any_language_is_told_the_word_that_ends_our_texts(
    three: Pack, own: str
) -> None:
    ends = {
        word
        for one in three.languages.values()
        for word in strings(table(one.matching, "matching", "commands"), "STOP")
        if " " not in word
    }
    assert {"stop", "stopiwch", "cancel"} <= ends
    for end in ends:
        for choice in ("cymraeg", "english", "polski", "in welsh please"):
            for words in (f"{end} {choice}", f"{choice} {end}", f"{end.upper()}. {choice}"):
                reply = answered(three, words, own)
                left_with = "" if choice == "english" else "en"
                assert (reply.kind, reply.opt, reply.chosen) == ("stop_slip", "", left_with), words
                assert "STOP" in reply.text and "999" in reply.text


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("STOPIWCH", "stop"),
        ("stopiwch plis", "stop"),
        ("stopiwch os gwelwch yn dda", "stop"),
        ("stop nawr", "stop"),
        ("stopiwch y negeseuon", "stop"),
        ("stop texting me i dont speak english", "stop"),
        ("stop texting me in english", "stop_slip"),
        ("STOPIWCH BWYDLEN", "stop_slip"),
        ("stopiwch cerdyn", "stop_slip"),
        ("rhaid i chi stopiwch", "stop_slip"),
        ("stopwich", "stop_slip"),
        ("stopiwch y steroidau", "careful"),
    ],
)
def test_stopiwch_with_other_words_is_told_the_word_and_opts_nobody_out(
    both: Pack, words: str, kind: str
) -> None:
    reply = answered(both, words)
    assert (reply.kind, reply.opt) == (kind, "out" if kind == "stop" else "")


def test_a_choice_by_key_and_by_text_is_counted_and_shown_on_the_desk(
    tmp_path: Path, line_with: Callable[..., Flask], store: Store
) -> None:
    made = bilingual(tmp_path)
    wire = Wire(in_process(line_with(pack=made.folder)))
    before = counted(store)
    Caller(wire).call().press_unheard("7", "7", "7")
    Texter(wire, new_number()).text("cymraeg plis", "BONES")
    gone = Texter(wire, new_number())
    gone.text("STOP", "cymraeg")  # is not kept, and so was not chosen
    after = counted(store)
    chosen = {
        name: after.get(name, 0) - before.get(name, 0) for name in (*after, *before) if "language" in name
    }
    assert chosen == {"language:cy:call": 2, "language:en:call": 1, "language:cy:text": 1, "text:language": 1}
    pack = made.load()
    past = Past({OPEN.date(): {"language:cy:call": 9, "language:cy:text": 6, "language:xy:text": 7}}, {})
    shown = {table.name: table for table in tables(basis(pack, past))}["languages"]
    assert set(shown.rows) == {("Welsh", (9, 6)), ("English", (0, 0)), ("“xy”", (0, 7))}


def counted(store: Store) -> dict[str, int]:
    store.counts.flush()
    return store.counts.day(OPEN.date())


def test_a_pack_of_one_language_shows_no_languages(pack: Pack) -> None:
    assert "languages" not in {table.name for table in tables(basis(pack, Past({OPEN.date(): {}}, {})))}
    assert not answered(pack, "english").chosen and not answered(pack, "STOP ENGLISH").opt
