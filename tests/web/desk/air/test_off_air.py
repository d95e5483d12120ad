"""Staff stop a topic or a word, and put it back: what callers and texters get, and what the desk tells."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from store.desk.desk import DeskStore
from tests.caller import Caller
from tests.conftest import new_number
from tests.people.desk import Person, new_name
from tests.people.visitor import Visitor
from tests.texter import Texter
from tests.wiring.wire import Wire, in_process

STOP, PAGE = "/desk/off-air/topics", "/desk/off-air"
CHECKED, TEXT_CHECKED = "We are checking this topic", "we are checking this topic"


@pytest.fixture
def wire(app: Flask) -> Wire:
    return Wire(in_process(app))


def deeds(kept: DeskStore) -> list[tuple[str, str, str]]:
    return [(deed.who, deed.did, deed.about) for deed in kept.trail.latest(20)[0] if "air" in deed.did]


def test_a_topic_is_stopped_from_the_list_of_topics_and_put_back_by_one_button(
    person: Callable[..., Person], kept: DeskStore, wire: Wire
) -> None:
    edit = person("edit").open("/desk/content")
    assert "Stop it (Protecting your bones)" in edit.words
    edit.send(STOP, topic="bones")
    assert (
        "Protecting your bones is off the air" in edit.words
        and f"stopped by {edit.name}, since 10 am today" in edit.words
    )
    assert (
        "off the air" in edit.open("/desk/content").words
        and "off the air" in edit.open("/desk/content/bones").words
    )
    assert CHECKED in Caller(wire, number=new_number()).call().press("1", "4").heard
    assert TEXT_CHECKED in Texter(wire, new_number()).text("BONES")
    edit.open(PAGE).send(f"{PAGE}/topic/bones/put-back")
    assert (
        "Protecting your bones is back on the air" in edit.words
        and "all topics and words are on the air" in edit.words
    )
    assert CHECKED not in Caller(wire, number=new_number()).call().press("1", "4").heard
    assert TEXT_CHECKED not in Texter(wire, new_number()).text("BONES")
    assert deeds(kept) == [(edit.name, "air:back:topic", "bones"), (edit.name, "air:stop:topic", "bones")]


def test_who_answers_sees_what_is_off_the_air_and_may_not_change_it(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    person("admin").open(PAGE).send(STOP, topic="bones")
    ann = person().open(PAGE)
    assert "Protecting your bones stopped by" in ann.words and "Put back" not in ann.words
    assert "Stop it" not in ann.open("/desk/content").words
    for path, fields in (
        (STOP, {"topic": "flare"}),
        (f"{PAGE}/topic/bones/put-back", {}),
        (f"{PAGE}/notice", {}),
    ):
        assert ann.send(path, **fields).status == 403
    assert [stop.name for stop in kept.airing.look().stops] == ["bones"]


def test_the_way_to_people_cannot_be_stopped_nor_what_is_no_topic(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    edit = person("edit").open(PAGE)
    for name, status in {"helpline": 404, "nothing": 404, "": 422}.items():
        assert edit.send(STOP, topic=name).status == status
    assert not kept.airing.look().stops and not deeds(kept)


def test_stopping_and_putting_back_twice_says_so_and_stands_in_the_trail_once(
    person: Callable[..., Person], kept: DeskStore
) -> None:
    edit = person("edit").open(PAGE)
    edit.send(STOP, topic="bones")
    assert "off the air already" in edit.send(STOP, topic="bones").words
    edit.send(f"{PAGE}/topic/bones/put-back")
    assert "on the air already" in edit.send(f"{PAGE}/topic/bones/put-back").words
    assert len(deeds(kept)) == 2


def test_a_word_alone_is_stopped_and_its_topic_is_still_told(
    person: Callable[..., Person], kept: DeskStore, wire: Wire
) -> None:
    edit = person("edit").open(PAGE)
    edit.send(f"{PAGE}/words", word="Bone ")
    assert "The word “bone” is off the air" in edit.words
    assert "did not understand" in Texter(wire, new_number()).text("bone")
    assert "calcium" in Texter(wire, new_number()).text("BONES")
    edit.open(PAGE).send(f"{PAGE}/word/bone/put-back")
    assert "back on the air" in edit.words
    assert deeds(kept)[-1] == (edit.name, "air:stop:word", "bone")


@pytest.mark.parametrize(
    "word", ["stop", "callme", "HELPLINE", "menu", "supportus", "zebra", "", "Person", "nurse", "deaf"]
)
def test_a_word_for_help_or_of_no_topic_is_not_stopped_and_what_was_typed_is_kept(
    person: Callable[..., Person], kept: DeskStore, word: str
) -> None:
    edit = person("edit").open(PAGE)
    assert edit.send(f"{PAGE}/words", word=word).status == 422
    assert f'value="{word}"' in edit.page and not kept.airing.look().stops


@pytest.mark.parametrize(("what", "name"), [("topics", "topic"), ("words", "word")])
def test_the_menu_by_text_names_another_word_as_its_example(
    person: Callable[..., Person], wire: Wire, what: str, name: str
) -> None:
    texter = Texter(wire, new_number())
    assert "like STEROIDCARD." in texter.text("MENU")
    person("edit").open(PAGE).send(f"{PAGE}/{what}", **{name: "steroidcard"})
    menu = Texter(wire, new_number()).text("MENU")
    (word,) = re.findall(r"like ([A-Z]+)\.", menu)
    assert word != "STEROIDCARD" and menu.startswith("Muscle Line. Reply 1 ")
    assert "did not understand" not in texter.text(word) and "checking" not in texter.text(word)


def test_what_still_tells_people_to_text_a_stopped_word_is_counted(person: Callable[..., Person]) -> None:
    edit = person("edit").open(PAGE)
    edit.send(f"{PAGE}/words", word="bone")
    assert "of ours still" not in edit.words
    edit.send(f"{PAGE}/words", word="SteroidCard")
    assert "The word “steroidcard” is off the air" in edit.words and "of ours still tell" in edit.words
    shown = edit.page.partition("Which words, in which texts")[2].partition("</details>")[0]
    assert shown.count("<strong>STEROIDCARD</strong>:") == shown.count("<li>") > 0


def test_the_browser_phone_says_it_too(kept: DeskStore, line_with: Callable[..., Flask]) -> None:
    line = line_with(try_on=True)
    Person(line, new_name(kept, "edit")).sign_in().open(PAGE).send(STOP, topic="bones")
    visitor = Visitor(line)
    assert CHECKED in visitor.do("call", "press:1", "press:4").heard
    assert TEXT_CHECKED in visitor.text("BONES").page


def test_today_tells_what_is_off_the_air(person: Callable[..., Person]) -> None:
    edit = person("edit")
    assert "Off the air Protecting" not in edit.open("/desk").words
    edit.open(PAGE).send(STOP, topic="bones")
    assert f"Protecting your bones stopped by {edit.name}, since 10 am today" in person().open("/desk").words
