"""The page of what fails says in the words of staff what went wrong and what to do, and leads on."""

from collections.abc import Callable

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from store.link import Unreachable
from store.sealed import BrokenSeal
from tests.people.desk import Person, new_name


def test_an_address_that_leads_nowhere_is_told_on_a_page_of_the_desk(person: Callable[..., Person]) -> None:
    ann = person()
    for path in ("/desk/nonsense", "/desk/callbacks/none/at/all", "/desk/callbacks/none"):
        ann.open(path)
        assert ann.status == 404 and "nothing at this address" in ann.words, path
        assert "Sign out" in ann.words, path


def test_the_address_of_a_button_is_none_to_open_and_leads_to_its_page(person: Callable[..., Person]) -> None:
    admin = person("admin").open("/desk/bounds/abc/raise")
    assert admin.status == 404 and 'href="/desk/bounds">' in admin.page


def test_a_slash_at_the_end_is_forgiven(person: Callable[..., Person]) -> None:
    assert person().open("/desk/").path == "/desk"


def test_a_fault_of_ours_is_said_to_be_ours_and_is_logged(
    capsys: pytest.CaptureFixture[str], line_with: Callable[..., Flask], kept: DeskStore
) -> None:
    app = line_with()  # here: a line logs to where its process then writes
    ann = Person(app, new_name(kept)).sign_in()
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def break_down() -> str:
        raise RuntimeError("by +447400123456")

    app.view_functions["desk.callbacks"] = break_down
    ann.open("/desk/callbacks")
    assert ann.status == 500 and "It was not you" in ann.words and "447400" not in ann.page
    assert "RuntimeError" in "".join(capsys.readouterr())


def test_a_number_whose_key_is_gone_says_whom_to_tell(person: Callable[..., Person], app: Flask) -> None:
    ann = person()

    def locked() -> str:
        raise BrokenSeal

    app.view_functions["desk.callbacks"] = locked
    ann.open("/desk/callbacks")
    assert ann.status == 503 and "cannot be shown" in ann.words and "whoever runs the line" in ann.words


def test_who_may_not_is_told_whom_to_ask_and_is_not_led_there_again(person: Callable[..., Person]) -> None:
    ann = person().open("/desk/staff")
    assert ann.status == 403 and "ask an admin" in ann.words
    assert 'class="btn call" href="/desk"' in ann.page


def test_a_button_that_our_records_do_not_answer_leads_to_its_record_and_what_was_typed_stays(
    person: Callable[..., Person], app: Flask
) -> None:
    ann, path = person().open("/desk/account"), "/desk/callbacks/0123456789abcdef"

    def no_answer(**_: str) -> str:
        raise Unreachable("away")

    for name in ("write_note", "change_phone"):
        app.view_functions[f"desk.{name}"] = no_answer
    ann.send(f"{path}/note?best=any", note="what she said")
    assert ann.status == 503 and "may have been done, or not" in ann.words and "save a note" in ann.words
    assert f'href="{path}?best=any"' in ann.page and "what she said" in ann.words
    assert f'action="{path}/note?best=any"' in ann.page and 'name="note" value="what she said"' in ann.page
    ann.send("/desk/account/phone", phone="07400 100999")
    assert ann.status == 503 and "100999" not in ann.page


def test_what_comes_without_our_token_is_not_shown_again(person: Callable[..., Person], app: Flask) -> None:
    ann = person()

    def no_answer() -> str:
        raise Unreachable("away")

    app.before_request_funcs.setdefault("desk", []).insert(0, no_answer)
    ann.token = "made-up"
    ann.send("/desk/callbacks/0123456789abcdef/note", note="what she said")
    assert ann.status == 503 and "what she said" not in ann.page


def test_what_is_too_long_for_a_page_is_told_so_and_nothing_is_done(person: Callable[..., Person]) -> None:
    ann = person()
    ann.send("/desk/account/phone", phone="0" * 70_000)
    assert ann.status == 413 and "Copy it, and save it in shorter parts" in ann.words
