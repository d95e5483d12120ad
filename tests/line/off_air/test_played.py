"""The phones of the terminal say of a stopped topic, and first of all, what the line says (R57)."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from menus.air.changes import Air, Notice, Wording
from menus.air.laying import lay_over
from menus.model import Pack
from sms.flow import step
from sms.model import Talk, Texted
from store.desk import air
from store.desk.air_copy import write_copy
from store.desk.desk import DeskStore
from tests.conftest import OPEN
from tools.call import call
from tools.text import text
from tools.words.check import what_is_off

CHECKED = "e are checking this topic"


@pytest.fixture
def off(kept: DeskStore, tmp_path: Path) -> Path:
    """The data folder of a line on which a topic is stopped and a notice runs, by the real clock."""
    now = datetime.now(UTC)
    kept.airing.stop("topic", "bones", "ann", now)
    kept.airing.announce(air.Notice({"en": ("We are busy.", "Busy.")}, now + timedelta(days=1), "bob", now))
    write_copy(tmp_path, kept.airing.raw())
    return tmp_path


def test_the_terminal_says_what_callers_hear_and_texters_read(off: Path) -> None:
    runner = CliRunner(env={"DATA_DIR": str(off), "PACK": ""})
    heard = runner.invoke(call, [], input="1\n4\n/quit\n").output
    assert "We are busy." in heard and CHECKED in heard
    read = runner.invoke(text, ["BONES", "--then", "MENU"]).output
    assert CHECKED in read and "Busy. Reply 1" in read
    plain = CliRunner(env={"DATA_DIR": str(off / "none"), "PACK": ""}).invoke(text, ["BONES"]).output
    assert CHECKED not in plain


def test_flask_check_tells_what_is_off_the_air(off: Path) -> None:
    first, second = what_is_off({**os.environ, "DATA_DIR": str(off)})
    assert first.startswith("off the air: topic bones, by ann, since ") and second.startswith(
        "a notice runs, set by bob"
    )


def test_a_topic_that_is_stopped_between_two_texts_is_told_no_further(pack: Pack) -> None:
    told = next(topic for topic in pack.languages["en"].topics.values() if topic.more)
    stopped = lay_over(pack, Air(frozenset({told.name})))
    first = step(pack, Talk(), Texted(told.keyword), OPEN)
    more = step(stopped, first.talk, Texted("MORE"), OPEN)
    assert more.kind == f"withdrawn.{told.name}" and "checking" in more.text
    assert step(stopped, more.talk, Texted("MORE"), OPEN).kind == "topic.helpline.1", "who can help"
    back = step(stopped, first.talk, Texted("BACK"), OPEN)
    listed = back.talk.options.index(f"topic.{told.name}") + 1
    assert step(stopped, back.talk, Texted(str(listed)), OPEN).kind == f"withdrawn.{told.name}"


def test_who_quotes_a_notice_of_ours_raises_no_alarm(pack: Pack) -> None:
    words = "Somebody with chest pain should ring 999 and not wait for us on this line."
    notice = Notice({"en": Wording(words, words)}, OPEN + timedelta(hours=1))
    noticed = lay_over(pack, Air(notice=notice))
    menu = step(noticed, Talk(), Texted("MENU"), OPEN)
    quoted = f"Liked \u201c{menu.text}\u201d"
    assert not step(noticed, menu.talk, Texted(quoted), OPEN).text
