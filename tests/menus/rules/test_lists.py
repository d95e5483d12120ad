"""Words of the matcher's data that lead astray: at their edges, one list at a time."""

from dataclasses import replace
from typing import Any

from menus.model import Pack
from menus.rules.lists import faults_matching


def with_data(pack: Pack, where: tuple[str, ...], value: object) -> Pack:
    """The pack with one value of its matcher's data changed."""
    language = pack.languages["en"]

    def put(held: Any, way: tuple[str, ...]) -> Any:
        return {**held, way[0]: put(held.get(way[0], {}), way[1:]) if way[1:] else value}

    changed = replace(language, matching=put(language.matching, where))
    return replace(pack, languages={"en": changed})


SINGLE = ("enough", "^ enough", "enough $", "enough now?", "enough ..", "enough/plenty", "no_more/plenty")
MORE = ("enough texts", "enough ... texts", "no_more")


def test_an_opt_out_inside_a_sentence_is_more_than_one_word(pack: Pack) -> None:
    changed = with_data(pack, ("matching", "requests", "STOP", "phrases"), [*SINGLE, *MORE])
    found = [fault for fault in faults_matching(changed) if fault.key == "requests.STOP.phrases"]
    assert [fault.says for fault in found] == [f'"{phrase}" opts out by a single word' for phrase in SINGLE]
    assert {fault.mend for fault in found} == {"add what is to stop, or drop it (R28)"}


def test_a_name_that_an_alarm_or_a_command_answers_is_named(pack: Pack) -> None:
    names = {"main menu": "MENU", "chest pain": "safety.toml", "stop my steroids": "safety.toml"}
    bones = pack.languages["en"].topics["bones"]
    topics = {**pack.languages["en"].topics, "bones": replace(bones, also=(*bones.also, *names))}
    changed = replace(pack, languages={"en": replace(pack.languages["en"], topics=topics)})
    mend = "drop it, or narrow the alarm in safety.toml"
    found = list(map(str, faults_matching(changed)))
    for name, word in names.items():
        says = f'"{name}" is a word of {word}, so bones is never reached by it'
        assert f"en/topics/bones.toml: also: {says}: {mend}" in found
