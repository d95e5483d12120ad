"""A pack's own words for a command never stand for another one of the base, nor for an emergency."""

from dataclasses import replace
from datetime import date

import pytest

from menus.model import Pack
from menus.rules.on_base.lifelines import lifelines
from menus.rules.on_base.own_medicines import careful_names
from menus.said import Look, look

TODAY = date(2026, 6, 1)
BASE = {
    "commands": {"STOP": ["stop", "stop it"], "THANKS": ["ok"]},
    "when_open": {"YES": ["ok", "yes please"]},
}
BREATHE = "i cant breathe"


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    return look(pack, pack.languages["en"], TODAY)


def with_own(seen: Look, where: str, name: str, *words: str) -> Look:
    """The pack whose own matching.toml has these words for one command."""
    files = {"en/matching.toml": (BASE, {where: {name: words}})}
    return replace(seen, pack=replace(seen.pack, files=files))


def is_other(words: str, other: str) -> str:
    return f'"{words}" is {other} on every line: take it out: {other} needs it (R27)'


@pytest.mark.parametrize(
    ("where", "name", "words", "says"),
    [
        ("commands", "MENU", ("list it",), []),
        ("commands", "STOP", ("stop",), []),
        ("commands", "MENU", ("stop",), [is_other("stop", "STOP")]),
        (
            "commands",
            "MENU",
            ("Stop  it!", "st op"),
            [is_other("Stop  it!", "STOP"), is_other("st op", "STOP")],
        ),
        # words for when we wait for an answer are free at other times, and not the other way round
        ("commands", "MENU", ("yes please",), []),
        ("when_open", "NO", ("yes please",), [is_other("yes please", "YES")]),
        ("when_open", "NO", ("stop",), [is_other("stop", "STOP")]),
        # "ok" is thanks, and YES where we wait
        ("commands", "THANKS", ("ok",), []),
        ("commands", "YES", ("ok",), [is_other("ok", "THANKS")]),
        ("when_open", "YES", ("ok",), []),
        ("when_open", "THANKS", ("ok",), [is_other("ok", "YES")]),
        # an alarm stays one, whatever its command
        *(
            (
                where,
                name,
                (BREATHE,),
                [f'"{BREATHE}" is an emergency: take it out: it is to be heard as one (R30)'],
            )
            for where, name in (("commands", "MENU"), ("when_open", "YES"))
        ),
        # a command that there is not has a fault of its own, and a request is no whole message
        ("commands", "RAIN", ("stop", BREATHE), []),
        ("requests", "MENU", ("stop",), []),
    ],
)
def test_the_words_of_a_packs_command_are_no_other_command_and_no_emergency(
    seen: Look, where: str, name: str, words: tuple[str, ...], says: list[str]
) -> None:
    found = [str(fault) for fault in lifelines(with_own(seen, where, name, *words))]
    assert found == [f"en/matching.toml: {where}.{name}: {one}" for one in says]


def test_where_the_phrases_cannot_be_read_no_emergency_is_looked_for(seen: Look) -> None:
    unread = replace(seen.language, matching={"safety": {"body": {"alarms": ["@nonesuch pain"]}}})
    own = replace(with_own(seen, "commands", "MENU", "stop", BREATHE), language=unread)
    assert [fault.says for fault in lifelines(own)] == ['"stop" is STOP on every line']


def test_a_pack_without_words_for_commands_takes_none(seen: Look) -> None:
    assert list(lifelines(replace(seen, pack=replace(seen.pack, files={})))) == []


@pytest.mark.parametrize(
    ("careful", "says"),
    [
        (
            {"topics": ["bones", "rain"]},
            ['careful.topics: names the topic "rain", which is not there: take it out'],
        ),
        (
            {"no_medicine": ["rain"]},
            ['careful.no_medicine: names the topic "rain", which is not there: take it out'],
        ),
        # a topic on medicines is looked for by its own names, unless it is kept from that
        ({"topics": ["bones"]}, []),
        (
            {"topics": ["bones"], "no_medicine": ["bones"]},
            [
                'careful.medicines: "bones" is on medicines, and its names are in no careful rule: '
                "add them, or take the topic out of `no_medicine` (R29)"
            ],
        ),
        ({"topics": ["bones"], "no_medicine": ["bones"], "medicines": ["bones"]}, []),
        ({"topics": ["exercise"], "no_medicine": ["exercise"]}, []),  # on no medicine
    ],
)
def test_what_the_reply_of_care_names_is_there_and_has_names(
    seen: Look, careful: dict[str, list[str]], says: list[str]
) -> None:
    topics = {name: seen.language.topics[name] for name in ("bones", "exercise")}
    bare = replace(seen.language, matching={"safety": {"careful": careful}}, topics=topics)
    found = [str(fault) for fault in careful_names(bare)]
    assert found == [f"en/safety.toml: {one}" for one in says]
