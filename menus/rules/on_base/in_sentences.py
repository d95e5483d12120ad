"""The rule that a pack's entries never hide a command or alarm in a message (R27, R28, R30)."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from menus.filling.names import OF_THE_LINE
from menus.matcher.answers import Command, Match, Urgent
from menus.matcher.care import names_medicine
from menus.matcher.commands import COMMANDS
from menus.matcher.matching import match
from menus.matcher.utterance import Utterance
from menus.messages.written import written
from menus.model import Fault, Language, Pack, Table
from menus.phrasing.examples import example
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words
from menus.phrasing.phrase_lists import alarm_phrases
from menus.phrasing.reading import read
from menus.phrasing.tables import strings, table

FILES = ("matching", "safety")
# What only tells topics apart: commands and alarms are looked for before them.
OF_TOPICS = ("topics", "veto", "clinical", "subjects")
SMALL = ("SLIP", "THANKS", "MISSED")  # commands that nobody sends on purpose
# Single words, and whole messages, which have a rule of their own: they are tried in no sentence.
OF_WORDS = ("spelling", "heard", "sets", "commands", "when_open")
# What the field says every day is meant to; `menus.rules.on_base.field_phrases` holds it to the alarms.
EVERYDAY = "everyday"
WORD = re.compile(r"@\w+|[^\W_]+")
# The base alone, by what it holds: one is in use at a time.
BASES: dict[str, Language] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A text in a list of a pack's own file, such as a phrase, with its file and key.

    `words` are the words that it has. If it names a set (`@name`), they include the words of the set.
    """

    file: str
    key: str
    text: str
    words: frozenset[str]


def taken_out(pack: Pack, language: Language) -> Iterator[Fault]:
    """Find each entry of a pack that hides a command or alarm which the base hears in a sentence.

    Three kinds of sentences are tried:

    (a) each entry itself after "please";
    (b) examples of the base's commands and alarms, if they share a meaningful word with an entry;
    (c) the pack's own messages that ask for no more texts.

    For (b) and (c) the fault names the entry that has the largest share of its words in the sentence. A
    command that is heard as an alarm is not hidden.
    """
    own, base = tuple(_entries(pack, language)), _base_alone(pack, language)
    grammar = lexicon(language).grammar
    named = set[Entry]()
    listed = [entry for entry in own if entry.key.partition(".")[0] not in (*OF_WORDS, EVERYDAY)]
    told = ((example(entry.text, grammar), entry) for entry in listed)
    tried = ((f"please {said}", None, entry) for said, entry in told if said)
    for said, usual, itself in (*tried, *_of_base_near(pack, language, own)):
        what = _lost(language, base, said, usual)
        if what and (entry := itself or _nearest(own, said)) not in named:
            named.add(entry)
            says = f'"{entry.text}" takes {what} out of "{said}"'
            yield Fault(entry.file, entry.key, says, f"make it narrower: {what} is to be heard (R27, R30)")


def _lost(language: Language, base: Language, said: str, usual: Match | None) -> str:
    """The command ("STOP") or "an emergency" that the base hears in a sentence, and the pack does not.

    Gives "" if the pack loses nothing. It loses nothing if it answers with an emergency or with `usual`, or
    if the sentence names a medicine. `usual` is the right answer, None if that is not known.
    """
    answer, data = match(language, said), lexicon(language)
    if isinstance(answer, Urgent) or answer == usual:
        return ""
    if names_medicine(Utterance(data, said, read(data, said), talk_open=False)):
        return ""  # to stop a medicine ends no texts (R29)
    match match(base, said):
        case Command(name) as meant if answer != meant and name not in SMALL:
            return name
        case Urgent():
            return "an emergency"
    return ""


def _of_base_near(
    pack: Pack, language: Language, own: tuple[Entry, ...]
) -> Iterator[tuple[str, Match, None]]:
    """Sentences that entries of a pack (`own`) might hide, as (sentence, right answer, None).

    First come examples of the base's commands and alarms that share a meaningful word with an entry. Then
    come the pack's own messages that ask for no more texts (R28), with the answer STOP. None says that the
    sentence was not made from an entry.
    """
    data = lexicon(language)
    telling = frozenset[str]().union(*(entry.words for entry in own)) - data.stop_words - data.skipped
    for said, usual in _of_base(pack, language):
        if not telling.isdisjoint(plain_words(said)):
            yield said, usual, None
    for row in written(language.messages):
        if row.right == {"STOP"}:
            yield row.text, Command("STOP"), None


def _nearest(own: tuple[Entry, ...], said: str) -> Entry:
    """The entry with the largest share of its words in a sentence; of several, the longest."""
    words = frozenset(plain_words(said))
    return max(own, key=lambda entry: (len(entry.words & words) / max(1, len(entry.words)), len(entry.words)))


def _of_base(pack: Pack, language: Language) -> Iterator[tuple[str, Match]]:
    matching, safety = _base(pack, language)
    grammar, requests, whole = (
        lexicon(language).grammar,
        table(matching, "requests"),
        table(matching, "commands"),
    )
    for name in requests:
        for source in strings(table(requests, name), "phrases"):
            yield f"please {example(source, grammar)}", Command(name)
    plain = strings(table(matching, "stop_plain"), "phrases")
    yield from ((f"please {example(source, grammar)}", Command("STOP")) for source in plain)
    yield from ((f"please {words}", Command(name)) for name in whole for words in strings(whole, name))
    yield from ((example(source, grammar), Urgent("body")) for source, _ in alarm_phrases(safety))


def _base(pack: Pack, language: Language) -> tuple[Table, Table]:
    matching, safety = (pack.files.get(f"{language.code}/{name}.toml", ({}, {}))[0] for name in FILES)
    return matching, safety


def _entries(pack: Pack, language: Language) -> Iterator[Entry]:
    """Each text of the pack's own files that may change how a message is understood."""
    for name in FILES:
        file = f"{language.code}/{name}.toml"
        _, own = pack.files.get(file, ({}, {}))
        for key, text in _texts({key: value for key, value in own.items() if key not in OF_TOPICS}):
            table_of, _, name = key.partition(".")
            if table_of == "commands" and name not in COMMANDS:
                continue  # a command that is none is told by itself
            yield Entry(file, key, text, _words(language, text))


def _texts(holder: Table, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text in the lists of a table and its inner tables, as (its dotted key, the text).

    `path` begins each key. Where a key has a single text and no list (`colr = "colour"`), the last part of
    the key ("colr") is given in place of that text.
    """
    for key, value in holder.items():
        match value:
            case Mapping():
                yield from _texts(value, f"{path}{key}.")
            case str():
                yield f"{path}{key}", key
            case _:
                yield from ((f"{path}{key}", text) for text in strings(holder, key))


def _words(language: Language, text: str) -> frozenset[str]:
    """The words by which an entry can be found; `@name` stands for the words of a set."""
    sets = lexicon(language).grammar.sets
    named = (
        sets.get(word[1:], ()) if word.startswith("@") else (word,) for word in WORD.findall(text.lower())
    )
    return frozenset(plain_words(" ".join(word for words in named for word in words)))


def _base_alone(pack: Pack, language: Language) -> Language:
    """The language with only the words and topics of the base, cached so that its lexicon is built once.

    It keeps the learnt ears of `language`, so that the two differ in words and topics alone. A figure of
    speech that the second ear doubts is then an alarm in neither.
    """
    matching, safety = _base(pack, language)
    written = json.dumps((matching, safety), default=str)
    if written not in BASES or _ears(BASES[written]) != _ears(language):
        BASES.clear()
        topics = {name: topic for name, topic in language.topics.items() if name in OF_THE_LINE}
        BASES[written] = replace(language, matching={"matching": matching, "safety": safety}, topics=topics)
    return BASES[written]


def _ears(language: Language) -> tuple[object, ...]:
    return language.ear, language.topic_ear, language.word_ear
