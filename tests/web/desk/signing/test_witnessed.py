"""A signature that somebody wrote into the pack's file by hand is told to staff: its seal has no secret."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from flask import Flask

from menus.signing.signature import sealed
from menus.signing.signed_pack import lay_signatures
from store.desk.desk import DeskStore
from store.signing.reviewed import Signed
from tests.packs.broken import Copy
from tests.packs.once import shipped
from tests.packs.signed import BY, sign, signatures
from tests.people.desk import Person
from tests.web.desk.signing.conftest import BONES, Reader
from tools.signing.review import review
from web.desk.signing.witnessed import unknown

ID = "en/topics/bones"
PACK = shipped()
HERE = Signed(ID, PACK.standing[ID].version, **BY)


def strange(here: Signed | None, **over: object) -> bool:
    """Whether the signature of bones in a pack is told, by a line that has `here` in its store."""
    by = sealed(ID, replace(signatures(PACK)[ID], **over))  # type: ignore[arg-type]
    found = unknown(lay_signatures(PACK, {ID: by}), {ID: here} if here else {})
    return [one.id for one in found] == [ID]


@pytest.mark.parametrize(
    "over",
    [
        {"name": "Dr Una Able"},
        {"role": "a doctor"},
        {"countersigned_by": "zoe"},
        {"registration": "GMC 7012345"},
    ],
)
def test_what_was_written_by_hand_over_a_signature_is_told(over: dict[str, str]) -> None:
    assert strange(HERE, **over) and strange(None)
    assert not strange(HERE)


def test_an_older_one_than_the_store_has_is_not_judged_and_what_counts_no_more_is_not_told() -> None:
    assert not strange(replace(HERE, signed_on=date(2026, 6, 1)))
    assert strange(replace(HERE, signed_on=date(2026, 5, 1)))
    assert not strange(None, role="nobody")


def test_staff_see_it_on_today_and_at_the_signature_and_the_terminal_says_it(
    person: Callable[..., Person],
    line_with: Callable[..., Flask],
    made: Copy,
    kept: DeskStore,
    environ: dict[str, str],
    ask: Callable[[], Reader],
) -> None:
    title, words = "Signatures that this desk does not know", "This desk does not know that signature"
    ask().answer()
    kept.reviews.countersign(*kept.reviews.answered()[ID].values(), "maria")
    environ |= {"PACK": str(made.folder)}
    assert "counts: " in CliRunner().invoke(review, ["--collect"], env=environ).output
    editor = Person(line_with(pack=made.folder), person("edit").name).sign_in()
    assert title not in editor.open("/desk").page and words not in editor.open(BONES).page
    assert "by hand" not in CliRunner().invoke(review, [], env=environ).output
    sign(made.folder)
    editor = Person(line_with(pack=made.folder), person("edit").name).sign_in()
    assert title in editor.open("/desk").page and BONES in editor.page
    assert words in editor.open(BONES).page
    assert "written by hand" in CliRunner().invoke(review, [], env=environ).output
    helper = Person(line_with(pack=made.folder), person("answer").name).sign_in()
    assert title not in helper.open("/desk").page
