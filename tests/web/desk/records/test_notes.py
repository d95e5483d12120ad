"""A note on the desk: only who has the record sees it, whichever button is pressed it is kept."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from settings import HERE
from store.desk.desk import DeskStore
from store.desk.leads import name_lead
from store.promises.closed.ending import ending
from tests.conftest import OPEN
from tests.people.desk import Person
from tests.store.promises.records.laid import WORDS
from tests.web.desk.callbacks.test_waiting import deeds

People = Callable[..., Person]


def test_a_note_is_seen_by_who_has_the_record_and_stands_in_the_trail_without_its_words(
    person: People, asked: str, kept: DeskStore
) -> None:
    ann, bea, ada = person(), person(), person("admin")
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/note", note=WORDS, about="steroids")
    assert "Saved." in ann.words and WORDS in ann.words
    for page in ("/desk/callbacks", f"/desk/callbacks/{asked}", "/desk/trail", "/desk"):
        assert WORDS not in bea.open(page).words, page
    assert deeds(kept) == ["callback:note", "callback:claim"]
    assert kept.trail.latest(1)[0][0].about == asked
    assert "wrote a note on a call-back" in ada.open("/desk/trail").words and WORDS not in ada.words


def test_every_outcome_keeps_the_note_that_was_typed(person: People, asked: str, kept: DeskStore) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/close", outcome="passed_on", note=WORDS, about="other")
    (row,) = kept.line.callbacks.closed()
    assert (row.state, row.beside.reason, row.beside.about) == ("done", "passed_on", "other")
    assert WORDS in ann.open(f"/desk/callbacks/{asked}").words
    assert "helped elsewhere" in ann.words and "Something else" in ann.words
    assert WORDS not in person().open(f"/desk/callbacks/{asked}").words


def test_a_wrong_number_and_does_not_want_it_close_at_once(
    person: People, asked: str, left: str, kept: DeskStore
) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/close", outcome="wrong_number", note=WORDS)
    (row,) = kept.line.callbacks.closed()
    assert (row.state, row.beside.reason) == ("withdrawn", "wrong_number")
    ending(kept.line).end_due(OPEN + timedelta(minutes=10))
    assert not kept.line.callbacks.closed()[0].beside.noted
    ann.open(f"/desk/messages/{left}").send(f"/desk/messages/{left}/claim")
    ann.send(f"/desk/messages/{left}/close", outcome="withdrawn")
    assert kept.line.messages.closed()[0].beside.reason == "not_wanted"
    assert "not for us" in ann.open("/desk/messages?show=closed").words


def test_who_has_lost_the_record_writes_nothing_and_is_told(
    person: People, asked: str, kept: DeskStore
) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/note", note=WORDS)
    assert "You do not have it" in ann.words and deeds(kept) == []


def test_a_lead_reads_the_note_of_any_record_and_it_is_noted_that_they_looked(
    person: People, asked: str, left: str, kept: DeskStore
) -> None:
    ann, bea, lea = person(), person(), person()
    name_lead(kept.staff, lea.name, True)
    for kinds, item_id in (("callbacks", asked), ("messages", left)):
        ann.open(f"/desk/{kinds}/{item_id}").send(f"/desk/{kinds}/{item_id}/claim")
        assert f"you, and who takes it after you, and {lea.name} for safeguarding" in ann.words
        ann.send(f"/desk/{kinds}/{item_id}/note", note=WORDS)
        for state in ("claimed", "closed"):
            if state == "closed":
                ann.send(f"/desk/{kinds}/{item_id}/close", outcome="done")
                assert f"Only you and {lea.name} can read the note, until Thu 18 Jun" in ann.words
                assert f"Only you and {lea.name} can read" in ann.open(f"/desk/{kinds}/{item_id}").words
            assert WORDS in lea.open(f"/desk/{kinds}/{item_id}").words, state
            assert deeds(kept)[0] == f"{kinds[:-1]}:note:look"
            told = {"X-Desk-Update": "1"}
            assert WORDS not in lea.open(f"/desk/{kinds}/{item_id}", headers=told).words
            assert WORDS not in bea.open(f"/desk/{kinds}/{item_id}").words, state
        assert f"Only {ann.name} and you can read" in lea.open(f"/desk/{kinds}/{item_id}").words
    ada = person("admin")
    assert WORDS not in ada.open(f"/desk/callbacks/{asked}").words
    assert "read the note of a message as a safeguarding lead" in ada.open("/desk/trail").words


def test_what_is_said_of_who_reads_a_note_is_so_where_it_goes_with_the_number(
    person: People, asked: str, kept: DeskStore
) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/close", outcome="wrong_number", note=WORDS)
    assert "can read the note, until 10:10 am today" in ann.words
    ending(kept.line).end_due(OPEN + timedelta(minutes=10))
    assert WORDS not in ann.open(f"/desk/callbacks/{asked}").words and "can read the note" not in ann.words


@pytest.mark.parametrize(
    ("button", "field", "most"), [("note", "note", 500), ("close", "note", 500), ("flag", "why", 200)]
)
def test_what_is_too_long_comes_back_whole_and_nothing_is_done(
    person: People, asked: str, kept: DeskStore, button: str, field: str, most: int
) -> None:
    ann, words = person(), {"note": WORDS, "why": "", "outcome": "done"}
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    assert f"t most {most} letters" in ann.words and "maxlength" not in ann.page
    ann.send(f"/desk/callbacks/{asked}/{button}", **{**words, field: f"begin {'x' * most} end"})
    assert ann.status == 422 and f"has {most + 10} letters, and at most {most} fit" in ann.words
    assert f"begin {'x' * most} end" in ann.page and f'href="#{field}"' in ann.page
    assert field == "note" or WORDS in ann.page
    row = kept.line.callbacks.one(asked, OPEN)
    assert row and row.state == "claimed" and not row.beside.noted and not row.beside.flagged
    ann.send(f"/desk/callbacks/{asked}/{button}", **{**words, field: "x" * most})
    assert ann.status == 200


def test_a_label_that_is_none_is_refused(person: People, asked: str) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    token = ann.token
    assert ann.send(f"/desk/callbacks/{asked}/note", note="x", about="nothing").status == 400
    ann.token = token
    assert WORDS in ann.send(f"/desk/callbacks/{asked}/note", note=f"{WORDS}\r\n" + "x" * 400).words


def test_a_message_has_a_note_too(person: People, left: str) -> None:
    ann = person()
    ann.open(f"/desk/messages/{left}").send(f"/desk/messages/{left}/claim")
    assert WORDS in ann.send(f"/desk/messages/{left}/note", note=WORDS, about="carer").words
    assert "Caring for somebody" in ann.words


def test_who_asked_before_is_told_on_the_page_and_the_list(
    person: People, kept: DeskStore, asked: str, number: str
) -> None:
    assert asked
    kept.line.callbacks.withdraw(number, OPEN)
    due = kept.line.callbacks.closed()[0].due
    kept.line.callbacks.keep("CA2", number, "any", "call", [due], 40, OPEN)
    (row,) = kept.line.callbacks.waiting(OPEN)
    ann = person()
    assert row.beside.before == 1
    assert "asked once before this month" in ann.open("/desk/callbacks").words
    assert "asked once before this month" in ann.open(f"/desk/callbacks/{row.id}").words
    assert number not in ann.page


def test_what_is_typed_is_kept_without_signs_that_nobody_sees(
    person: People, asked: str, kept: DeskStore
) -> None:
    ann = person()
    ann.open(f"/desk/callbacks/{asked}").send(f"/desk/callbacks/{asked}/claim")
    typed = "Ring\u202e her\u2066 \u200bback\x00\x1b\r\nafter \u0175yth\u2028\u00e9\t\U0001f600\ufeff"
    ann.send(f"/desk/callbacks/{asked}/note", note=typed, about="steroids")
    found = kept.line.written.notes.read(kept.line.callbacks.queue, asked, ann.name, OPEN)
    assert found == "Ring her back\nafter \u0175yth\n\u00e9\t\U0001f600"
    ann.send(f"/desk/callbacks/{asked}/note", note="\u202e\u200b", about="steroids")
    assert not kept.line.written.notes.read(kept.line.callbacks.queue, asked, ann.name, OPEN)


# What is read as it came, by the file of the desk: passwords, codes and names, which are compared,
# numbers and dates, which are judged, and what was chosen from a list.
JUDGED = {
    "account.py": {"current", "password", "phone"},
    "air/notice.py": {"end"},
    "air/off_air.py": {"topic", "word"},
    "asking_phone.py": {"number"},
    "bounds.py": {"had", "most"},
    "callbacks/outcomes.py": {"outcome"},
    "frame/sorry.py": {"csrf_token"},
    "hours/first_asked.py": {"name"},
    "hours/openings.py": {"name", "until", "end", "kind", "reason"},
    "links.py": {"name", "password"},
    "records/written.py": {"about", "to"},
    "restored/held_back.py": {"hours", "sure"},
    "sign_in.py": {"name", "password", "code"},
    "signing/behind_link.py": {"what", "registration", "review_by", "right"},
    "signing/countersigning.py": {"read", "answer"},
    "signing/entering.py": {"checked"},
    "signing/signatures.py": {"whom"},
    "staff.py": {"name", "role", "state", "lead"},
    "two_factor.py": {"code", "sealed"},
    "unsent/forms.py": {"HELD"},
}
READ = re.compile(r"request\.form(?:\.get(?:list)?\(|\[)\s*f?\"?([^\",)\]]+)")


def test_all_that_is_typed_at_the_desk_is_read_in_one_place() -> None:
    """Words that others read go through `typed`; what is of a list, a name or a number is judged."""
    desk = HERE / "web" / "desk"
    files = {str(file.relative_to(desk)): file.read_text() for file in desk.rglob("*.py")}
    found = {name: set(READ.findall(text)) for name, text in files.items() if name != "needs.py"}
    assert {name: fields for name, fields in found.items() if fields} == JUDGED


def test_a_field_is_seen_however_it_is_read() -> None:
    ways = ('get("a")', 'get(f"a-{code}", "")', 'getlist("a")', 'get(\n    "a", ""\n)', "get(a)")
    for way in ways:
        assert READ.findall(f"x = request.form.{way}") in (["a"], ["a-{code}"]), way
    assert READ.findall('request.form["a"]') == ["a"]
