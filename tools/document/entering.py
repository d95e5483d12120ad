"""Enters a word in every file of a pack that needs it: sounds, checks, matching, safety, topic."""

from collections.abc import Iterator
from dataclasses import dataclass

from menus.document.medicines import is_medicine
from menus.model import Language, Topic
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrases import NO_PHRASES, hits
from menus.phrasing.tables import plain, spaced, strings, table
from menus.sentences import plain_words
from tools.document.needs import library
from tools.document.sounds import Proposal
from tools.document.topics.edits import Edits, put


@dataclass(frozen=True, slots=True)
class Clash:
    """A `word` of one topic that another topic has too.

    `key` is the field of the first topic with the word: "keyword" or "also". `topic` is the name of the other
    topic. `file` is the file in which the other topic has the word.
    """

    key: str
    word: str
    topic: str
    file: str


def enter_sounds(edits: Edits, code: str, word: str, proposal: Proposal) -> None:
    """Enter into `edits` how a word of the language `code` sounds, and the source of the pronunciation.

    Any earlier sound of the word is replaced.
    """
    words = edits.table(f"{code}/pronunciation.toml", "words")
    item = library("tomlkit", "tomlkit").string(proposal.sounds)
    item.comment(proposal.source)
    words[word] = item


def enter_ordinary(edits: Edits, code: str, word: str) -> None:
    """Enter a word among those of the language `code` that the voice says well by itself.

    It is not checked whether the word is there already.
    """
    ordinary = edits.listed(f"{code}/pronunciation.toml", "ordinary")
    put(ordinary, len(ordinary), word)


def enter_medicine(edits: Edits, language: Language, topic: Topic, word: str) -> None:
    """Enter the medicine `word` of `topic` in each list that needs it and does not have it.

    (a) The medicines of safety.toml always need it: the line answers them with care (R29).

    (b) The medicines of checks.toml need it if the topic speaks it: its pronunciation is checked (R17).

    (c) The clinical words of matching.toml need it if it is a word of ordinary English as well.

    (d) The topic's other words need it if the topic is about a medicine, and no topic has the word yet.
    """
    code = language.code
    places: list[tuple[str, ...]] = [(f"{code}/safety.toml", "careful", "medicines")]
    if word in plain_words(" ".join(topic.heard)):
        places.append((f"{code}/checks.toml", "medicines"))
    if word in language.ordinary:
        places.append((f"{code}/matching.toml", "clinical"))
    if topic.medicine and not any(_claimed(language, word)):
        places.append((f"{code}/topics/{topic.name}.toml", "also"))
    for place in places:
        words = edits.listed(*place)
        if word not in words:
            put(words, len(words), word)


def enter_synonym(edits: Edits, code: str, topic: str, word: str) -> None:
    """Enter another word by which people may ask for the topic named `topic`; `code` is the language's.

    It is not checked whether a topic has the word already (`is_free`).
    """
    also = edits.listed(f"{code}/topics/{topic}.toml", "also")
    put(also, len(also), word)


def medicines_in(language: Language, topic: Topic) -> Iterator[str]:
    """The words of a topic that look like medicines, and that a list of medicines lacks.

    The list in safety.toml should have every such word. The list in checks.toml should have those that the
    topic speaks.
    """
    named = {word for name in language.checks.get("medicines", ()) for word in plain_words(name)}
    heard = lexicon(language).lists.get("careful medicines", NO_PHRASES)
    spoken = set(plain_words(" ".join(topic.heard)))
    said = " ".join((*topic.heard, topic.text, topic.more, topic.keyword, *topic.also))
    for word in dict.fromkeys(plain_words(said)):
        is_known = bool(hits(heard, (spaced((word,)),))) and (word in named or word not in spoken)
        if is_medicine(word) and not is_known:
            yield word


def is_free(language: Language, word: str) -> bool:
    """Whether no topic has this word yet, as its keyword or as another word for it."""
    return not any(_claimed(language, word))


def clashes(language: Language, topic: Topic) -> Iterator[Clash]:
    """The words of a topic that other topics have too, so that a message could mean either topic."""
    for key, word in (("keyword", topic.keyword), *(("also", word) for word in topic.also)):
        for name, file in dict(reversed(list(_claimed(language, word)))).items():
            if name != topic.name:
                yield Clash(key, word, name, file)


def _claimed(language: Language, word: str) -> Iterator[tuple[str, str]]:
    """The name of each topic that has the word, and the file that has it for the topic.

    A topic comes twice if both its own file and matching.toml have the word for it.
    """
    same = plain(word).replace(" ", "")
    listed = table(language.matching, "matching", "topics")
    for name, topic in language.topics.items():
        if same in {plain(one).replace(" ", "") for one in (topic.keyword, *topic.also)}:
            yield name, f"{language.code}/topics/{name}.toml"
        its = table(listed, name)
        if same in {plain(one).replace(" ", "") for key in ("names", "words") for one in strings(its, key)}:
            yield name, f"{language.code}/matching.toml"
