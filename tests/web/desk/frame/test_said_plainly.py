"""What pages of the desk say after a deed: true at once, refusals apart from success, codes that lead."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from store.desk.desk import DeskStore
from tests.conftest import OPEN
from tests.people.desk import Person, new_name
from tests.stand_in.carrier import SID


def test_a_closing_by_another_process_is_told_at_once(person: Callable[..., Person], kept: DeskStore) -> None:
    ann = person()
    kept.closures.add("closed", OPEN, OPEN + timedelta(hours=2), "", ann.name, OPEN)
    words = ann.open("/desk/openings").words
    assert "The helpline is closed" in words and "Open again now" in words


def test_a_refusal_looks_unlike_a_success(person: Callable[..., Person], asked: str) -> None:
    ann = person()
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/flag", note="", about="", why="")
    assert ann.status == 422 and 'class="told"' not in ann.page and "Not flagged yet" in ann.words
    ann.send(f"/desk/callbacks/{asked}/note", note="rings at noon", about="")
    assert 'class="told"' in ann.page and "told refused" not in ann.page


def test_what_somebody_did_leads_to_the_record(person: Callable[..., Person], asked: str) -> None:
    ann, bea = person("admin"), person()
    ann.open("/desk/callbacks").send(f"/desk/callbacks/{asked}/claim")
    ann.send(f"/desk/callbacks/{asked}/pass", note="", about="", to=bea.name)
    ann.open("/desk/trail")
    assert f'href="/desk/callbacks/{asked}"' in ann.page and asked not in ann.words
    assert f"to {bea.name}" in ann.words


def test_nothing_goes_off_the_air_by_one_press(person: Callable[..., Person], kept: DeskStore) -> None:
    bea = person("edit")
    assert "Choose one" in bea.open("/desk/off-air").words
    assert "Choose the topic" in bea.send("/desk/off-air/topics", topic="").words
    assert not kept.airing.look().stops


def test_the_page_of_staff_says_who_is_told_of_a_flag_and_how(
    person: Callable[..., Person], kept: DeskStore, line_with: Callable[..., Flask]
) -> None:
    ann, bea = Person(line_with(account_sid=SID), new_name(kept, "admin")).sign_in(), person()
    ann.open("/desk/staff").send(f"/desk/staff/{bea.name}/lead", lead="1")
    assert f"{bea.name}: only at the desk" in ann.words
    kept.staff.set_phone(bea.name, "+447700900302")
    assert f"{bea.name}: on the phone that ends with" in ann.open("/desk/staff").words
    words = person("admin").open("/desk/staff").words
    assert f"{bea.name}: only at the desk . The line cannot text yet" in words, (
        "without an account at the carrier"
    )
