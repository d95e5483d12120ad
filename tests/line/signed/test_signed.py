"""A signed topic is no draft to anybody; one letter changed, and it is one to callers, texters and staff."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from menus.reviews import MOST_OF_ROLES
from menus.rules.faults import faults
from store.desk.desk import DeskStore
from tests.caller import Caller
from tests.conftest import At, new_number
from tests.packs.broken import BONES, Copy, copy
from tests.packs.signed import sign
from tests.people.desk import Person, new_name
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

DRAFT = "This is a draft"


@pytest.fixture
def made(tmp_path: Path) -> Copy:
    made = copy(tmp_path)
    sign(made.folder)
    return made


def test_who_signed_is_told_and_one_letter_takes_it_back_everywhere(
    made: Copy, line_with: Callable[..., Flask], kept: DeskStore
) -> None:
    told = everywhere(line_with(pack=made.folder), kept)
    assert DRAFT not in told["call"] and not told["text"].startswith("DRAFT")
    assert "It was checked on 26 May 2026 by a specialist nurse." in told["why"]
    assert "Dr Bo Jones" in told["desk"] and "a draft" not in told["desk"]
    made.swap(BONES, "a bone condition, osteoporosis", "a bone conditon, osteoporosis")
    told = everywhere(line_with(pack=made.folder), kept)
    assert DRAFT in told["call"] and told["text"].startswith("DRAFT: ") and told["why"].startswith("DRAFT: ")
    assert "No clinician has checked it." in told["why"]
    assert "This is a draft: no clinician has checked it." in told["desk"]
    assert "Dr Bo Jones signed what it was before" in told["signatures"]


def everywhere(app: Flask, kept: DeskStore) -> dict[str, str]:
    """What is said of the topic on bones, by call, by text, to WHY, and at the desk."""
    wire, admin = Wire(in_process(app)), Person(app, new_name(kept, "admin")).sign_in()
    texter = Texter(wire, new_number())
    return {
        "call": Caller(wire, number=new_number()).call().press("1", "4").heard,
        "text": texter.text("BONES"),
        "why": texter.text("WHY"),
        "desk": admin.open("/desk/content/bones").page,
        "signatures": admin.open("/desk/signatures").page,
    }


def test_a_signed_topic_is_told_to_the_second_in_which_its_review_lapses(
    made: Copy, line_with: Callable[..., Flask], at: At
) -> None:
    sign(made.folder, signed_on=date(2026, 1, 31), review_by=date(2026, 5, 18))
    wire = Wire(in_process(line_with(pack=made.folder)))
    for moment, lapsed in (("2026-05-19T08:59:59", False), ("2026-05-19T09:00:00", True)):
        at(moment)
        caller = Caller(wire, number=new_number()).call().press("1", "4")
        assert ("We are checking this topic" in caller.heard) is lapsed
        assert ("we are checking this topic" in Texter(wire, new_number()).text("BONES")) is lapsed


@pytest.mark.parametrize("role", ["a nurse", ("a good nurse " * 3)[:MOST_OF_ROLES]])
def test_no_role_that_can_be_entered_makes_a_text_too_long(made: Copy, role: str) -> None:
    sign(made.folder, role=role)
    assert [str(fault) for fault in faults(made.load(), date(2026, 6, 1)) if fault.level == "error"] == []
