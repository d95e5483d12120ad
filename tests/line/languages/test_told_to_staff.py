"""The language in which somebody asked to be rung is kept, and shown wherever staff decide how to ring."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from carrier.bell import notice
from carrier.connecting import ask
from ivr.aloud import Numbers, words_of
from ivr.flow import step
from ivr.model import Place, Silence
from ivr.spot import Spot
from menus.multilingual.in_english import names
from menus.multilingual.lending import lend
from menus.words import rung_twice
from serve.worker import _ending_with
from store.desk.desk import DeskStore
from tests.caller import Caller
from tests.conftest import OPEN, At, new_number
from tests.ivr.test_screening import is_bridged, its_pack, screened
from tests.line.languages.test_called import voices
from tests.packs.bilingual import bilingual, in_both
from tests.packs.broken import Copy
from tests.people.desk import Person, new_name
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process
from tools.people.callbacks import callbacks


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bilingual(tmp_path).folder


@pytest.fixture
def line(folder: Path, line_with: Callable[..., Flask], at: At) -> Flask:
    at("2026-05-19T22:00")
    return line_with(pack=folder)


def ask_by_text(line: Flask, *texts: str) -> str:
    number = new_number()
    Texter(Wire(in_process(line)), number).text(*texts)
    return number


def ask_by_call(line: Flask, *keys: str) -> str:
    number = new_number()
    Caller(Wire(in_process(line)), number=number).call().press_unheard(*keys, "0", "0", "1", "4")
    return number


def test_a_call_back_asked_in_welsh_is_shown_so_to_staff(
    line: Flask, kept: DeskStore, environ: dict[str, str], folder: Path
) -> None:
    numbers = ask_by_text(line, "CYMRAEG", "CALLME", "1", "4"), ask_by_call(line, "7")
    english = ask_by_text(line, "CALLME", "1", "4"), ask_by_call(line)
    for code, those in (("cy", numbers), ("", english)):
        for number in those:
            found = kept.line.callbacks.open_of(number)
            assert found and found.language == code, (code, number)
    staff = Person(line, new_name(kept)).sign_in()
    page = staff.open("/desk/callbacks").words
    assert page.count("in Welsh") == 2 and "in English" not in page
    assert staff.open("/desk/callbacks?language=cy").words.count("in Welsh") == 2
    assert (
        "2 call-backs waiting, of 4" in staff.words
        and "in Welsh" not in staff.open("/desk/callbacks?language=first").words
    )
    assert "2 in Welsh" in staff.open("/desk").words
    rows = list(csv.reader(io.StringIO(staff.open("/desk/callbacks.csv").page)))
    assert (
        rows[0][-1] == "language" and sorted(row[-1] for row in rows[1:]) == ["English"] * 2 + ["Welsh"] * 2
    )
    found = kept.line.callbacks.open_of(numbers[0])
    assert found
    assert "Language Welsh" in " ".join(staff.open(f"/desk/callbacks/{found.id}").words.split())
    staff.send(f"/desk/callbacks/{found.id}/claim")
    assert "any time, in Welsh" in staff.words
    run = CliRunner().invoke(callbacks, [], env={**environ, "PACK": str(folder)})
    assert run.output.count("in Welsh") == 2, run.output
    new = kept.line.bell.ring()
    assert new == {"callbacks": 4, "callbacks cy": 2}
    assert "4 new call-backs (2 in Welsh)." in notice("Muscle Line", new, names(in_both()))
    assert "Your call-back, in Welsh. To" in ask("Muscle Line", "https://x", "Welsh")


def test_the_language_in_which_somebody_texts_last_counts(line: Flask, kept: DeskStore) -> None:
    number = new_number()
    texter = Texter(Wire(in_process(line)), number)
    for texts, code in (
        (("CALLME", "1", "1"), ""),
        (("CYMRAEG", "CALLME", "1", "1"), "cy"),
        (("ENGLISH", "CALLME", "1", "3"), ""),
        (("CYMRAEG", "CALLME", "1", "1"), "cy"),
        (("call me back", "1", "1"), ""),
    ):
        texter.text(*texts)
        found = kept.line.callbacks.open_of(number)
        assert found and found.language == code, texts


def test_a_call_begins_in_the_first_language_and_so_takes_back_no_other(line: Flask, kept: DeskStore) -> None:
    number = ask_by_text(line, "CYMRAEG", "CALLME", "1", "4")
    Caller(Wire(in_process(line)), number=number).call().press_unheard("0", "0", "1", "4")
    found = kept.line.callbacks.open_of(number)
    assert found and found.language == "cy"


def test_the_text_after_two_rings_in_vain_is_in_their_language(line: Flask, kept: DeskStore) -> None:
    numbers = ask_by_text(line, "CYMRAEG", "CALLME", "1", "4"), ask_by_text(line, "CALLME", "1", "4")
    calls, both, now = kept.line.callbacks, in_both(), OPEN.replace(hour=22, minute=1)
    for number in numbers:
        found = calls.open_of(number)
        for _ in range(2):
            assert found
            calls.claim(found.id, "ann", now)
            calls.close(found.id, "no_reply", "ann", now)
    ends = _ending_with(kept.line, lambda: both)
    assert ends.end_due(now + timedelta(minutes=11)) == 2
    jobs = [job for job in kept.line.jobs.take(now + timedelta(minutes=11), 9) if job.kind == "text"]
    told = {text.to: text.words for text in map(kept.line.outbox.text, jobs)}
    assert told[numbers[0]] != told[numbers[1]] == rung_twice(both, now + timedelta(minutes=11))
    assert "mae'n ddrwg gennym ein bod wedi eich colli. Ffoniom ddwywaith." in told[numbers[0]]


def test_a_message_keeps_the_language_too(kept: DeskStore, line: Flask) -> None:
    recording = f"RE{'a' * 32}"
    kept.line.messages.keep(recording, new_number(), 5, OPEN, language="cy")
    staff = Person(line, new_name(kept)).sign_in()
    assert "5 s, in Welsh" in staff.open("/desk/messages").words


def test_a_pack_of_one_language_shows_none(app: Flask, kept: DeskStore) -> None:
    ask_by_text(app, "CALLME", "1", "4")
    staff = Person(app, new_name(kept)).sign_in()
    for path in ("/desk/callbacks", "/desk/callbacks.csv", "/desk"):
        page = staff.open(path).page
        assert "anguage</label>" not in page and "in English" not in page and ",language" not in page, path


def test_content_says_in_which_languages_a_topic_is(line: Flask, kept: DeskStore) -> None:
    staff = Person(line, new_name(kept)).sign_in()
    page = staff.open("/desk/content").page
    assert page.count(">In English</small>") == 15
    assert '>In English; in Welsh: <span lang="cy" dir="auto">Diogelu eich esgyrn</span>' in page
    assert "The topic “bones” in Welsh" in page and "flask review cy/bones" in page
    both = staff.open("/desk/content/bones").words
    assert both.lower().count("reading age") == 2, "of English alone: as heard, and as read"
    assert "Diogelu eich esgyrn (Welsh)" in both and "Protecting your bones (English)" in both


def test_who_picks_up_the_helpline_hears_the_first_language_and_which_one_the_caller_chose(
    tmp_path: Path, line_with: Callable[..., Flask], at: At
) -> None:
    at("2026-05-19T10:00")
    pack = Copy(its_pack(tmp_path, ["person"]))
    pack.swap("menu.toml", 'languages = ["en"]', 'languages = ["en", "cy"]')
    wire = Wire(in_process(line_with(pack=pack.folder)))
    for keys, told in (((), False), (("7",), True)):
        caller = Caller(wire, number=new_number()).call().press_unheard(*keys, "0").wait()
        staff = screened(caller)
        assert {voice for voice, _ in voices(staff.document)} == {"Polly.Amy-Neural"}
        assert staff.heard.startswith("A call in Welsh. A caller from") is told, staff.heard
        assert staff.heard.endswith("To take the call, press 1.") and ("Welsh" in staff.heard) is told
        assert is_bridged(staff.press("1")) and staff.heard == "Connecting you."
        heard = caller.dial_ended("completed", bridged=True).heard
        assert ("Diolch am ffonio" in heard) is told, "the caller's own call goes on in their language"


def test_a_language_without_a_name_for_staff_is_not_told_and_the_call_is_taken_all_the_same() -> None:
    both = in_both()
    unnamed = replace(both.languages["cy"], name="")
    pack = lend(replace(both, languages={**both.languages, "cy": unnamed}))
    turn = step(pack, Place("cy", Spot("screen")), Silence(), OPEN)
    assert turn.place == Place("en", Spot("screening"))
    assert "call in" not in words_of(turn, Numbers("", "", ""))
