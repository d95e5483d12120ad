"""Words of the matcher's data that lead astray: at their edges, one list at a time."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from menus.matcher.commands import COMMANDS
from menus.model import Pack
from menus.phrasing.lexicon import lexicon
from menus.phrasing.tables import table
from menus.rules.lists import faults_matching
from menus.rules.on_base.in_sentences import BASES, _entries, _words, taken_out
from tests.packs.broken import copy


def with_data(pack: Pack, where: tuple[str, ...], value: object) -> Pack:
    """The pack with one value of its matcher's data changed."""
    language = pack.languages["en"]

    def put(held: Any, way: tuple[str, ...]) -> Any:
        return {**held, way[0]: put(held.get(way[0], {}), way[1:]) if way[1:] else value}

    changed = replace(language, matching=put(language.matching, where))
    return replace(pack, languages={"en": changed})


def test_an_entry_is_looked_for_by_its_words_and_by_those_of_the_sets_that_it_names(pack: Pack) -> None:
    english = pack.languages["en"]
    assert _words(english, "Strike @hour") == frozenset(
        [
            "strike",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )


SINGLE = ("enough", "^ enough", "enough $", "enough now?", "enough ..", "enough/plenty", "no_more/plenty")
MORE = ("enough texts", "enough ... texts", "no_more")


def test_an_opt_out_inside_a_sentence_is_more_than_one_word(pack: Pack) -> None:
    changed = with_data(pack, ("matching", "requests", "STOP", "phrases"), [*SINGLE, *MORE])
    found = [fault for fault in faults_matching(changed) if fault.key == "requests.STOP.phrases"]
    assert [fault.says for fault in found] == [f'"{phrase}" opts out by a single word' for phrase in SINGLE]
    assert {fault.mend for fault in found} == {"add what is to stop, or drop it (R28)"}


def test_a_name_that_an_alarm_or_a_command_answers_is_named_with_what_can_be_done(pack: Pack) -> None:
    drop = "that answer stands: drop the word, unless a phrase of your own en/safety.toml is too wide"
    names = '`careful.default = ["bones"]` in en/safety.toml lets the reply name the topic'
    so = "so bones is never reached by it"
    told = {
        "main menu": f"the answer to MENU, {so}: {drop}",
        "chest pain": f"the reply to an alarm, {so}: {drop}",
        "stop my steroids": f"the reply of care with a medicine, {so}: {drop}; {names}",
    }
    bones = pack.languages["en"].topics["bones"]
    for keyword in (bones.keyword, "WEANED"):
        its = replace(bones, keyword=keyword, also=(*bones.also, *told))
        topics = {**pack.languages["en"].topics, "bones": its}
        changed = replace(pack, languages={"en": replace(pack.languages["en"], topics=topics)})
        found = list(map(str, faults_matching(changed)))
        for name, says in told.items():
            assert f'en/topics/bones.toml: also: "{name}" gets {says}' in found
    titled = replace(bones, title="Chest pain")
    topics = {**pack.languages["en"].topics, "bones": titled}
    changed = replace(pack, languages={"en": replace(pack.languages["en"], topics=topics)})
    of_title = (
        f'title: "chest pain" gets the reply to an alarm, {so}: that answer stands: word the title otherwise'
    )
    assert any(of_title in str(fault) for fault in faults_matching(changed))
    (of_keyword,) = [one for one in found if ": keyword: " in one]
    assert "`flask topic rename bones bones --keyword WORD`" in of_keyword and names in of_keyword


def test_words_for_a_command_that_there_is_not_are_told_which_there_are(pack: Pack) -> None:
    for where in ("commands", "when_open", "requests"):
        changed = with_data(pack, ("matching", where, "RAIN"), ["rain"] if where != "requests" else {})
        (found,) = [fault for fault in faults_matching(changed) if fault.key == f"{where}.RAIN"]
        assert (found.file, found.says) == ("en/matching.toml", "is no command of the line")
        assert found.mend == f"use one of {', '.join(sorted(COMMANDS))}, or drop it"


def test_a_command_that_nobody_can_say_and_care_without_a_topic_are_told_how_to_mend(pack: Pack) -> None:
    spoken = dict(table(pack.languages["en"].matching, "matching", "commands"))
    del spoken["HELP"]
    quiet = with_data(pack, ("matching", "commands"), spoken)
    told = 'has no words: say what people text for it: HELP = ["help"]'
    assert f"en/matching.toml: commands.HELP: {told}" in list(map(str, faults_matching(quiet)))
    for topics, says in (([], "names no topic"), (["rain"], "('rain',) are not the names of topics")):
        found = list(map(str, faults_matching(with_data(pack, ("safety", "careful", "default"), topics))))
        mend = "name the topic that is texted where no medicine is named"
        assert f"en/safety.toml: careful.default: {says}: {mend}" in found


def test_the_base_is_heard_with_the_ears_of_the_language_that_is_checked_now(pack: Pack) -> None:
    """Checked after a language without a second ear, figures of speech were alarms of the base alone."""
    english = pack.languages["en"]
    BASES.clear()
    list(taken_out(pack, replace(english, ear=None)))
    assert list(taken_out(pack, english)) == []


@pytest.mark.parametrize(
    ("file", "of", "key"),
    [
        ("en/safety.toml", "careful", "topics"),
        ("en/safety.toml", "careful", "default"),
        ("en/safety.toml", "careful", "no_medicine"),
        ("en/matching.toml", "", "short"),
        ("en/matching.toml", "", "edges"),
    ],
)
def test_an_emptied_entry_is_checked_like_any_other(file: str, of: str, key: str, tmp_path: Path) -> None:
    """Entries that are no phrases, such as names of topics, are looked for in sentences, too."""
    made = copy(tmp_path)
    for entries in ('[""]', '["..."]'):
        made.put(file, key, entries, of)
        changed = made.load()
        assert list(taken_out(changed, changed.languages["en"])) == []


def test_what_only_tells_topics_apart_takes_no_command_out_of_a_sentence(pack: Pack) -> None:
    tables = {entry.key.partition(".")[0] for entry in _entries(pack, pack.languages["en"])}
    own = {key for name in ("matching", "safety") for key in pack.files[f"en/{name}.toml"][1]}
    assert own - tables >= {"topics", "veto", "clinical", "subjects"}
    assert tables <= own


def test_the_words_of_a_set_are_found_by_its_whole_name(pack: Pack) -> None:
    english = pack.languages["en"]
    sets = lexicon(english).grammar.sets
    assert "owed_call" in sets
    words = {word for one in sets["owed_call"] for word in one.split()}
    assert words <= _words(english, "x @owed_call/y")
