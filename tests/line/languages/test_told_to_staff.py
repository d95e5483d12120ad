"""The language in which somebody asked to be rung is kept, and shown wherever staff decide how to ring."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from carrier.bell import notice
from carrier.connecting import ask
from menus.languages.in_english import names
from menus.words import rung_twice
from store.desk.desk import DeskStore
from store.promises.closed.ending import ending
from tests.caller import Caller
from tests.conftest import OPEN, At, new_number
from tests.packs.bilingual import bilingual, in_both
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
    Caller(Wire(in_process(line)), number=number).call().press_unheard(*keys, "0", "1", "1", "4")
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


def test_who_asks_again_in_the_first_language_is_still_rung_in_the_other(
    line: Flask, kept: DeskStore
) -> None:
    number = ask_by_text(line, "CYMRAEG", "CALLME", "1", "4")
    Caller(Wire(in_process(line)), number=number).call().press_unheard("0", "1", "1", "4")
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
    assert (
        ending(kept.line, lambda *asked: rung_twice(both, *asked)).end_due(now + timedelta(minutes=11)) == 2
    )
    jobs = [job for job in kept.line.jobs.take(now + timedelta(minutes=11), 9) if job.kind == "text"]
    told = {text.to: text.words for text in map(kept.line.outbox.text, jobs)}
    assert told[numbers[0]] != told[numbers[1]] == rung_twice(both, now + timedelta(minutes=11))
    assert told[numbers[0]] == rung_twice(both, now + timedelta(minutes=11), "cy")


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
