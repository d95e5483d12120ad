"""Half-done work behind a link is kept, and who reads again is shown what they said and what has changed."""

from collections.abc import Callable

import pytest
from flask import Flask

from menus.signing.compared import changes
from menus.signing.sheet import sheet
from menus.signing.things import things
from store.desk.desk import DeskStore
from store.signing.reviewed import Answer
from tests.conftest import OPEN
from tests.packs.broken import BONES as FILE
from tests.packs.broken import Copy
from tests.people.desk import Person
from tests.web.desk.signing.conftest import BONES, Reader
from web.desk.signing.behind_link import WHO

Ask = Callable[[], Reader]
FIRST = "People on steroids may be given medicines to guard against a bone condition."
SECOND = "It is called osteoporosis."
NEW = "Your bones matter. [T6] "


def ticked(page: str) -> set[str]:
    """The keys of the sentences that are ticked on a page."""
    boxes = (part.partition(">")[0] for part in page.split('type="checkbox"')[1:])
    return {box.partition('value="')[2].partition('"')[0] for box in boxes if " checked" in box}


def objected(page: str) -> str:
    """The list of comments on the page of one thing, each with its sentence."""
    return page.partition('<dl class="pairs">')[2].partition("</dl>")[0]


@pytest.mark.parametrize(
    ("old", "new", "said", "now"),
    [
        (FIRST, NEW + FIRST, SECOND, "Still there as it was read."),
        (SECOND, "Its name is osteoporosis.", SECOND, "Now it says:</strong> “Its name is osteoporosis.”"),
        (f" {SECOND} [T6]", "", SECOND, "It is there no more."),
    ],
)
def test_an_objection_stays_with_the_sentence_that_was_read(
    ask: Ask, person: Callable[..., Person], made: Copy, old: str, new: str, said: str, now: str
) -> None:
    ask().answer("object", **{"say:spoken[1].2": "Say it plainly.", "say:missing": "Where to ask."})
    made.swap(FILE, old, new)
    shown = objected(person("edit").open(BONES).page)
    about, _, comment = shown.partition("<dd>")
    assert f"“{said}”" in about and now in about and comment.startswith("Say it plainly.")
    assert "Something is missing" in shown and "Where to ask." in shown


def test_what_was_ticked_and_written_is_there_again_also_elsewhere(
    ask: Ask, kept: DeskStore, app: Flask
) -> None:
    reader = ask()
    reader.answer("keep", right=["title.1", "spoken[1].2"], **{"say:text.1": "Hm.", "say:sounds": "Ba."})
    assert "Kept." in reader.page
    again = Reader(app, reader.path)
    assert ticked(again.page) == {"title.1", "spoken[1].2"}
    assert "Hm.</textarea>" in again.page and "Ba.</textarea>" in again.page
    assert not kept.reviews.answered() and "Hm." not in repr(kept.reviews.drafts.tokens())
    assert "We have your objection" in again.answer("object", **{"say:text.1": "Hm."}).page
    assert not kept.reviews.drafts.tokens()


def test_a_new_link_shows_the_objection_and_keeps_the_ticks_of_what_is_as_it_was(
    ask: Ask, person: Callable[..., Person], kept: DeskStore, made: Copy
) -> None:
    ask().answer("object", right=["title.1", "spoken[1].1", "spoken[1].2"], **{"say:text.1": "Too long."})
    person("admin").open(BONES).send(f"{BONES}/drop")
    made.swap(FILE, f"{FIRST} [T6] {SECOND}", f"{NEW}{FIRST} [T6] It is osteoporosis.")
    again = ask()
    assert "You have read this before" in again.page and "Too long." in again.page
    assert "Before: “It is called osteoporosis.” Now: “It is osteoporosis.”" in again.page
    assert "New: “Your bones matter.”" in again.page
    assert ticked(again.page) == {"title.1", "spoken[1].2"} and "ticked on" in again.page
    again.answer("keep", right=["title.1"])
    assert ticked(Reader(again.app, again.path).page) == {"title.1"}, "a tick may be taken away"
    kept.reviews.forget(kept.clinicians.all()[0].id)
    assert not kept.reviews.readings.tokens() and not kept.reviews.drafts.tokens()


def test_a_new_link_for_the_same_words_keeps_what_was_begun_behind_the_old_one(ask: Ask) -> None:
    ask().answer("keep", right=["title.1"], **{"say:text.1": "Hm."})
    again = ask()
    assert ticked(again.page) == {"title.1"} and "Hm.</textarea>" in again.page


def test_another_fact_under_a_sentence_takes_its_tick(ask: Ask, made: Copy) -> None:
    ask().answer("object", right=["title.1", "safety.1"], **{"say:text.1": "Too long."})
    made.put("facts.toml", "words", '"Another fact."', table="fact.T6")
    assert ticked(ask().page) == {"safety.1"}


def test_a_comment_without_its_words_from_the_version_before_is_told_as_such(
    ask: Ask, person: Callable[..., Person], kept: DeskStore
) -> None:
    ask().answer("object", **{"say:spoken[1].2": "Say it plainly."})
    ((place, held),) = kept.reviews.answers.all().items()
    row = dict(held)
    kept.reviews.answers.drop(place)
    for name in ("read", "ticked", "whom", "by", "entered_by"):
        del row[name]
    kept.reviews.answers.put("en/topics/bones", row)
    assert "which, was not kept" in objected(person("edit").open(BONES).page)


def test_alarms_that_were_read_in_another_layout_are_not_said_to_be_gone(
    app: Flask, kept: DeskStore, whom: str, made: Copy, person: Callable[..., Person]
) -> None:
    """The version before told 25 examples in a line, some worded otherwise, and ticked them as one."""
    of, pack = "en/alarm-rules", made.load()
    (thing,) = [one for one in things(pack) if one.id == of]
    line = next(one for one in sheet(pack, thing, OPEN).lines if len(one.examples) > 60)
    joined = {f"body.{n}": "; ".join(line.examples[n : n + 25]) for n in (0, 25)}
    joined["body.50"] = "; ".join(("“worded otherwise”", *line.examples[50:54]))
    assert changes(joined, sheet(pack, thing, OPEN)) == (), "thousands of examples would be likened to them"
    bo = kept.clinicians.one(whom)
    assert bo
    asked = kept.reviews.asked(kept.reviews.ask(of, pack.standing[of].version, bo, "ann", OPEN), OPEN)
    assert asked
    who = {key: getattr(asked, key) for key in WHO}
    comments = {"body.0": "Add stroke.", "body.50": "And this?"}
    kept.reviews.answer(
        asked, Answer(**who, signed_on=OPEN.date(), review_by=None, comments=comments, read=joined)
    )
    token = kept.reviews.ask(of, pack.standing[of].version, bo, "ann", OPEN)
    for page in (
        Person(app).open(f"/desk/review/{token}").page,
        person("edit").open("/desk/signatures/en/alarm-rules").page,
    ):
        told = objected(page)
        assert "there no more" not in page and "Now it says" not in page
        assert "25 of 25 examples stand as they were" in told and "4 of 5 examples stand" in told
    begin = Person(app).open(f"/desk/review/{token}").page
    assert "Of the 55 that you read, 54 stand here as they were" in begin
    assert "keeps the tick" not in begin and "New: “" not in begin and not ticked(begin)
