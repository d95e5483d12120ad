"""What a pack says, as the rules look at it: by call or by text, a whole of its own or a part of another."""

from dataclasses import replace
from datetime import date

import pytest

from menus import longest
from menus.model import Pack
from menus.parts import length
from menus.said import MOST_ACTIONS, Look, look
from menus.seconds import seconds
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN

TODAY = date(2026, 6, 1)
PARTS = ("title", "option", "short")


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    return look(pack, pack.languages["en"], TODAY)


def test_each_piece_has_its_way_out(seen: Look) -> None:
    for said in seen.said:
        table, *_ = said.key.split(".")
        if said.topic:
            texted = said.key in ("text", "more", "short")
        else:
            texted = table == "text" or said.key.endswith(".short")
        assert said.channel == ("text" if texted else "call"), said.key
        # whatever is sent alone begins with the service's name
        sent_alone = said.written.startswith("{service}")
        inside = said.key in PARTS or table in ("menus", "keys") or (table == "text" and not sent_alone)
        assert said.whole == (not inside), said.key


def test_each_file_is_named_and_each_topic(seen: Look) -> None:
    topics = seen.language.topics
    for said in seen.said:
        known = f"en/topics/{said.topic}.toml" if said.topic else "phrases.toml"
        assert said.file.endswith(known), said.key
    assert {said.topic for said in seen.said} == {"", *topics}


def test_everything_of_a_topic_is_there_once(seen: Look) -> None:
    bones = seen.language.topics["bones"]
    found = [(said.key, said.written) for said in seen.said if said.topic == "bones"]
    assert found == [
        ("title", bones.title),
        ("option", bones.option),
        ("safety", bones.safety),
        *((f"spoken[{number}]", chunk) for number, chunk in enumerate(bones.spoken, 1)),
        ("text", bones.text),
        ("more", bones.more),
        ("short", bones.short),
    ]


def test_the_mark_of_a_draft_stands_before_what_is_texted_of_it(seen: Look, pack: Pack) -> None:
    mark = seen.language.text["draft"]
    before = {said.key: said.before for said in seen.said if said.topic == "bones"}
    assert {key for key, held in before.items() if held == mark} == {"text", "more"}
    assert {before[key] for key in before.keys() - {"text", "more"}} == {""}
    signed = {name: replace(topic, reviewed_by="Ann") for name, topic in seen.language.topics.items()}
    language = replace(seen.language, topics=signed)
    assert {said.before for said in look(pack, language, TODAY).said} == {""}


def test_a_phrase_that_names_topics_is_looked_at_with_each_of_them(seen: Look) -> None:
    asked = [said.full for said in seen.said if said.key == "call.did_you_say"]
    assert len(asked) == len(seen.language.topics)
    lists = [said.full for said in seen.said if said.key == "text.list"]
    assert len(lists) == len(seen.pack.menus) - 1


def test_a_phrase_with_a_title_is_measured_with_the_longest(seen: Look) -> None:
    text = {**seen.language.text, "withdrawn": "{service}. {title}: wait."}
    found = look(seen.pack, replace(seen.language, text=text), TODAY).said
    (full,) = (said.full for said in found if said.key == "text.withdrawn")
    title = full.partition(". ")[2].removesuffix(": wait.")
    titles = [topic.title.rstrip(".") for topic in seen.language.topics.values()]
    assert title in titles and len(title) == max(map(len, titles))


@pytest.mark.parametrize("more", [0, 1])
def test_a_menu_of_more_actions_than_keys_is_told_of_itself_and_not_measured(pack: Pack, more: int) -> None:
    main = pack.menus["main"]
    actions = (main.actions * MOST_ACTIONS)[: MOST_ACTIONS + more]
    name = next(name for name in pack.menus if name != "main")
    menus = {**pack.menus, name: replace(pack.menus[name], actions=actions)}
    found = look(replace(pack, menus=menus), pack.languages["en"], TODAY)
    assert (name in {said.menu for said in found.said}) is (not more)


def test_who_has_checked_a_topic_is_measured_at_its_longest(seen: Look) -> None:
    """A draft that is signed tomorrow must fit, too, with the longest role and day."""
    bones = replace(
        seen.language.topics["bones"], spoken=("{checked} {reviewed}",), text="{checked} {reviewed}"
    )
    signed = replace(bones, reviewed_by="Ann", reviewer="a nurse")
    for topic in (bones, signed):
        language = replace(seen.language, topics={**seen.language.topics, "bones": topic})
        checked = tuple(longest.checked_by(language, beside_draft=topic.draft))
        full = {
            said.key: said.full for said in look(seen.pack, language, TODAY).said if said.topic == "bones"
        }
        spoken, written = (put(seen.pack, language)["reviewed"] for put in (longest.spoken, longest.written))
        assert full["spoken[1]"] == f"{max(checked, key=seconds)} {spoken}"
        assert full["text"] == f"{max(checked, key=length)} {written}"


def test_a_menu_is_measured_as_it_is_texted(seen: Look) -> None:
    measured = {said.menu: said.full for said in seen.said if said.menu}
    assert measured.keys() == seen.pack.menus.keys()
    for name, full in measured.items():
        chosen = Talk(options=(f"menu.{name}",), menu="main")
        assert step(seen.pack, chosen, Texted("1"), OPEN).text == full
