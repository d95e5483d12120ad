"""Each webhook's line in the log says what became of what was asked for, under an id of letters alone."""

import json
from collections.abc import Callable
from typing import Any, get_args

import pytest
from flask import Flask

from counted import names as of
from counted.became import became_of
from counted.table import FAILED, REFUSED
from store.store import Store
from tests.caller import Caller
from tests.conftest import CLOSED, At, new_number
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process
from web.logs import mask


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def last_asked(found: list[dict[str, Any]]) -> tuple[str, ...]:
    assert [line for line in found if "became" in line], found
    line = [line for line in found if "became" in line][-1]
    return tuple(line.get(name, "") for name in ("wish", "became", "why", "level"))


def test_what_was_promised_is_told(
    line_with: Callable[..., Flask], at: At, capsys: pytest.CaptureFixture[str]
) -> None:
    at(CLOSED)
    wire = Wire(in_process(line_with()))
    Caller(wire, number=new_number()).call().press("0", "0", "1", "1")
    assert last_asked(said(capsys)) == ("callback", "kept", "", "info")
    texter = Texter(wire, number=new_number())
    texter.text("CALLME", "1", "4")
    assert last_asked(said(capsys)) == ("callback", "kept", "", "info")
    texter.text("STOP")
    assert last_asked(said(capsys)) == ("stop", "kept", "", "info")


def test_what_was_refused_is_a_warning_with_the_reason(
    line_with: Callable[..., Flask], away: Store, at: At, capsys: pytest.CaptureFixture[str]
) -> None:
    at(CLOSED)
    wire = Wire(in_process(line_with(store=away)))
    Caller(wire, number=new_number()).call().press("0", "0", "1", "1")
    found = said(capsys)
    assert last_asked(found) == ("callback", "refused", "away", "warning")
    assert found[0]["became"] == "without_store" and found[0]["level"] == "info"
    for words, wish in (("STOP", "stop"), ("BONES", "")):
        Texter(wire, number=new_number()).text(words)
        became = ("refused", "away", "warning") if wish else ("without_store", "", "info")
        assert last_asked(said(capsys)) == (wish, *became)


def test_who_is_not_signed_is_a_warning(
    line_with: Callable[..., Flask], capsys: pytest.CaptureFixture[str]
) -> None:
    line = line_with()
    for headers in ({}, {"X-Twilio-Signature": "A" * 27 + "="}):
        line.test_client().post("/voice", headers=headers)
        assert [(line["status"], line["level"]) for line in said(capsys)] == [(403, "warning")]


def test_no_id_is_ever_taken_for_a_number(
    line_with: Callable[..., Flask], capsys: pytest.CaptureFixture[str]
) -> None:
    wire = Wire(in_process(line_with()))
    for _ in range(40):
        Caller(wire, number=new_number()).call()
    ids = {line["id"] for line in said(capsys)}
    assert len(ids) == 40 and all(found.isalpha() and mask(found) == found for found in ids)


def test_every_way_a_promise_can_end_is_told_and_a_failure_is_on_the_desk() -> None:
    for became in (*map(of.callback, get_args(of.Promised)), *map(of.message, get_args(of.Spoken))):
        assert became_of((became,)), became
    ordinary = {
        "callback:kept",
        "callback:kept_by_text",
        "callback:already",
        "callback:no_number",
        "message:kept",
        "message:dropped",
    }
    bounded = {kind for kinds in REFUSED.values() for kind in kinds}
    for became in (*map(of.callback, get_args(of.Promised)), *map(of.message, get_args(of.Spoken))):
        assert (became in ordinary) + (became in bounded) + (became in FAILED) == 1, became
    for job in get_args(of.Job):
        assert {of.job_again(job), of.job_given_up(job, of.ANY)} <= FAILED.keys()
    assert became_of((of.refused_text("others"),)) == {"wish": "text", "became": "refused", "why": "others"}
    assert became_of((of.topic("bones", "call"), of.GREETED)) == {}
