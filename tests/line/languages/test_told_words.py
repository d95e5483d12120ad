"""The words that a language's texts tell people to send: each works in it, and is its own if it has one."""

import re
from collections.abc import Iterator

import pytest

from menus.matcher.commands import COMMANDS
from menus.matcher.matching import explain
from menus.model import Language, Pack
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.tables import strings, table
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN

CAPITALS = re.compile(r"(?<![\w{])[A-Z]{3,}(?![\w}])")
# The carrier itself acts on these words alone: no other language's word ends or begins our texts there (R28).
CARRIERS = {"STOP", "START"}
NOT_OURS = {"SHOUT"}  # texted to another service
BEHIND = {"RELAY"}  # behind another word: "CALLME RELAY"


def told(language: Language) -> Iterator[tuple[str, str]]:
    """Each word in capitals in a sentence or topic of the language's own, with the place of the sentence."""
    said = {f"text.{name}": words for name, words in language.text.items()}
    said |= {f"call.{name}": words for name, words in language.call.items()}
    for topic in language.topics.values():
        said[f"topics.{topic.name}"] = " ".join((topic.text, topic.more, *topic.spoken))
    for place, words in said.items():
        if place not in language.lent:
            yield from ((place, word) for word in CAPITALS.findall(words.replace("\n", " ")))


def own_words(language: Language, command: str) -> set[str]:
    """The words, run together, that the language has for a command and did not have lent."""
    lent = table(language.first.matching, "matching", "commands") if language.first else {}
    every = strings(table(language.matching, "matching", "commands"), command)
    return {"".join(plain_words(one)) for one in every if one not in strings(lent, command)}


@pytest.mark.parametrize("code", ["en", "cy"])
def test_each_word_that_is_told_is_answered_and_is_the_languages_own(both: Pack, code: str) -> None:
    language = both.languages[code]
    known = lexicon(language)
    wrong, seen = [], set()
    for place, word in told(language):
        command = known.commands.get(word.lower()) if word not in BEHIND else None
        seen.add(command)
        if command is None:
            may = word in NOT_OURS | BEHIND or word.lower() in known.whole or not word.isalpha()
            wrong += [] if may or word == language.text["draft"].strip(": ") else [(place, word, "no word")]
        elif word not in CARRIERS and language.first and (own := own_words(language, command)):
            wrong += [] if word.lower() in own else [(place, word, f"it has {sorted(own)}")]
    assert not wrong
    assert {"MENU", "MORE", "HELPLINE", "CALLME", "NOCALL", "STOP", "START", "WHY", "PRIVACY"} <= seen


@pytest.mark.parametrize("code", ["en", "cy"])
def test_each_command_that_is_told_does_in_that_language_what_its_name_does(both: Pack, code: str) -> None:
    language = both.languages[code]
    words = {word for _, word in told(language) if word.lower() in lexicon(language).commands}
    for word in words:
        (name,) = {explain(language, word)[-1].answer.name}  # type: ignore[union-attr]
        assert name in COMMANDS
        talk = step(both, Talk(), Texted("CERDYN", language=code), OPEN).talk
        own, english = (
            step(both, talk, Texted(sent, language=code, ringable=True), OPEN).kind for sent in (word, name)
        )
        assert own == english, (word, name)


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("CERDYN", "pam hynny"), "why"),
        (("CERDYN", "pam hynny?"), "why"),
        (("FFONIWCHFI RELAY",), "callback"),
        (("LLINELL",), "helpline"),
        (("ble mae'r llinell gymorth?",), "helpline"),
        (("STEROIDAU",), "topic.steroids.1"),
    ],
)
def test_what_welsh_texters_write_is_heard(both: Pack, texts: tuple[str, ...], kind: str) -> None:
    talk = Talk()
    for text in texts:
        reply = step(both, talk, Texted(text, language="cy", ringable=True), OPEN)
        talk = reply.talk
    assert (reply.kind, reply.language) == (kind, "cy")
