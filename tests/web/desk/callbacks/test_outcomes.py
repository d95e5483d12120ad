"""What came of a call-back has one set of words: in the lists, its record, who did what, and the table."""

from collections.abc import Callable

import pytest

from store.desk.desk import DeskStore
from tests.conftest import OPEN
from tests.people.desk import Person


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("done", "reached"),
        ("withdrawn", "they do not want it"),
        ("wrong_number", "wrong number"),
        ("passed_on", "helped elsewhere"),
    ],
)
def test_one_outcome_has_the_same_words_everywhere(
    person: Callable[..., Person], asked: str, outcome: str, words: str
) -> None:
    ann = person("admin")
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/close", outcome=outcome)
    assert f"closed a call-back: {words}" in ann.open("/desk/trail").words
    for path in (f"/desk/callbacks/{asked}", "/desk/callbacks?show=closed"):
        assert words in ann.open(path).words and "withdrawn" not in ann.words, path
    assert words in ann.open("/desk/callbacks.csv").page


def test_a_first_try_without_a_reply_is_not_told_as_a_closing(
    person: Callable[..., Person], asked: str
) -> None:
    ann = person("admin")
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/close", outcome="no_reply")
    assert "rang about a call-back: no reply, to be tried once more" in ann.open("/desk/trail").words
    assert "closed a call-back" not in ann.words


def test_the_table_says_what_a_call_back_was_about_as_the_lists_do(
    person: Callable[..., Person], asked: str, kept: DeskStore
) -> None:
    ann = person()
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    name = ann.page.split('id="about"')[1].split('<option value="')[2]
    key, label = name.split('"')[0], name.split(">")[1].split("<")[0]
    kept.line.written.notes.write(kept.line.callbacks.queue, asked, ann.name, "", key)
    assert label in ann.open("/desk/callbacks.csv").page


def test_what_came_of_it_and_what_it_was_about_are_counted_and_taken_back_with_the_closing(
    person: Callable[..., Person], asked: str, kept: DeskStore
) -> None:
    ann, counts = person(), kept.line.counts
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/close", outcome="wrong_number", note="", about="other")
    counts.flush()
    found = counts.day(OPEN.date())
    assert (found["callback:wrong_number"], found["about:other"]) == (1, 1)
    assert "callback:withdrawn" not in found
    ann.send(f"/desk/callbacks/{asked}/undo")
    counts.flush()
    found = counts.day(OPEN.date())
    assert (found["callback:wrong_number"], found["about:other"]) == (0, 0)


def test_it_is_said_before_a_closing_that_nobody_elses_asking_is_rung_for_a_week(
    person: Callable[..., Person], asked: str, left: str, kept: DeskStore
) -> None:
    """Who misdialled would else close, unknown to them, what a neighbour asks for."""
    said = "for a week nobody is rung there because others ask for that number."
    ann = person()
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    assert ann.words.count(said) == 2, "of a wrong number, and of who wants none"
    assert "Did you dial the number as it stands on this page? If not, ring that first." in ann.words
    kept.line.messages.keep(f"{left[:-1]}c", "+447400100777", 12, OPEN, rung=True)
    ann.open("/desk/messages").send(f"/desk/messages/{left[:-1]}c/claim")
    assert ann.words.count(said) == 1
