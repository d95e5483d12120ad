"""Rules of the matcher's data: words and phrases that would lead to a wrong answer, or to none."""

from collections import Counter
from collections.abc import Iterable, Iterator

from menus.matcher.commands import COMMANDS, Tells, same
from menus.matcher.matching import Careful, Command, Found, Urgent, Worried, match
from menus.model import Fault, Language, Pack, Topic
from menus.phrasing.cut_out import cut_out
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrases import NO_PHRASES, PhraseError, hits, read_phrase
from menus.phrasing.tables import Table, plain, spaced, strings, table
from menus.phrasing.vocabulary import ALL, DESCRIBED, names_of
from menus.rules.on_base.in_sentences import taken_out
from menus.rules.on_base.ordinary_names import ordinary_names
from menus.rules.on_base.own_medicines import careful_names

BOTH = 2  # topics with one word
NAMING = ("names", "words")
# The tables of matching.toml in which words stand for a command.
SPOKEN_AS = ("commands", "when_open", "requests")


def faults_matching(pack: Pack) -> tuple[Fault, ...]:
    """The faults of the matcher's data. A language with an unreadable phrase has only the fault of that."""
    found: list[Fault] = []
    for language in pack.languages.values():
        unread = tuple(unreadable(language))
        found.extend(unread)
        if not unread:
            for rule in (
                claimed_twice,
                ordinary_names,
                silenced,
                safety_words,
                _dead_alarms,
                _short_opt_outs,
                _no_default,
                careful_names,
                _no_commands,
                _no_words,
            ):
                found.extend(rule(language))
            found.extend(taken_out(pack, language))
    return tuple(found)


def _matching(language: Language) -> Table:
    return table(language.matching, "matching")


def _file(language: Language, name: str = "matching") -> str:
    return f"{language.code}/{name}.toml"


def unreadable(language: Language) -> Iterator[Fault]:
    """Find the first phrase of a language that cannot be read, if there is one.

    A phrase cannot be read if it names an unknown set, or holds no word to look for.
    """
    try:
        lexicon(language)
    except PhraseError as error:
        says, mend = str(error), "write the phrase as the head of safety.toml explains"
        where = (
            (_file(language, name), key)
            for name in ("safety", "matching")
            for key, phrase in _written(table(language.matching, name))
            if says.startswith(f'"{phrase}" ')
        )
        file, key = next(where, (_file(language), ""))
        yield Fault(file, key, says, mend)


def _written(holder: Table, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the lists of a table, and of the tables in it, as (its key, the text).

    A key has a dot for each table in a table ("despair.alarms"). Every key begins with `path`.
    """
    for name in holder:
        here = f"{path}{name}"
        yield from ((here, text) for text in strings(holder, name))
        yield from _written(table(holder, name), f"{here}.")


def _no_commands(language: Language) -> Iterator[Fault]:
    """Find words for a command that does not exist: a person who texts them would get no answer."""
    known = ", ".join(sorted(COMMANDS))
    for where in SPOKEN_AS:
        for name in table(_matching(language), where):
            if name not in COMMANDS:
                says = "is no command of the line"
                yield Fault(_file(language), f"{where}.{name}", says, f"use one of {known}, or drop it")


def _no_words(language: Language) -> Iterator[Fault]:
    """Find commands without words in the pack's first language, and those that lack their answering topic."""
    spoken = {name for where in SPOKEN_AS for name in table(_matching(language), where)}
    for name, does in COMMANDS.items():
        if name not in spoken and not language.first:  # what a further language lacks is heard in the first
            mend = f'say what people text for it: {name} = ["{name.lower()}"]'
            yield Fault(_file(language), f"commands.{name}", "has no words", mend)
        if isinstance(does, Tells) and does.topic not in language.topics:
            says = f"is missing, and {name} is answered by it"
            yield Fault(
                f"{language.code}/topics/{does.topic}.toml", "", says, "add it: docs/pack.md says how"
            )


def _no_default(language: Language) -> Iterator[Fault]:
    """Find that safety.toml names no default topic for the reply on medicines, or one that does not exist.

    That reply (`careful`) offers the default topic if a message names no medicine, or an unknown one.
    """
    topics = strings(table(language.matching, "safety", "careful"), "default")
    if not topics or not set(topics) <= set(language.topics):
        yield Fault(
            _file(language, "safety"),
            "careful.default",
            f"{topics} are not the names of topics" if topics else "names no topic",
            "name the topic that is texted where no medicine is named",
        )


def _names(language: Language) -> Iterator[tuple[str, str, str, str]]:
    """Each name of each topic, as (its file, its key, the topic, the name in plain words)."""
    for topic in language.topics:
        for name in names_of(language, topic):
            yield f"{language.code}/topics/{topic}.toml", "also", topic, name
        for key in NAMING:
            for name in strings(table(_matching(language), "topics", topic), key):
                yield _file(language), f"topics.{topic}.{key}", topic, plain(name)


def claimed_twice(language: Language) -> Iterator[Fault]:
    """Find a name in matching.toml that two topics have, so that a message with it is ambiguous.

    A word in the files of both topics is reported by `menus.rules.keyword`.
    """
    owners: dict[str, str] = {}
    of_files = Counter(
        name for name, _ in {(name, topic) for _, key, topic, name in _names(language) if key == "also"}
    )
    for file, key, topic, name in _names(language):
        owner = owners.setdefault(name.replace(" ", ""), topic)
        if owner != topic and of_files[name] < BOTH:
            says = f'"{name}" is claimed by {owner} and by {topic}'
            yield Fault(file, key, says, "leave it to one of them")


def silenced(language: Language) -> Iterator[Fault]:
    """Find each name of a topic that can never find its topic, because a veto is part of the name.

    A veto is a phrase that keeps topics from answering.
    """
    data = lexicon(language)
    for file, key, topic, name in _names(language):
        for met in hits(data.vetoes, (spaced(name.split()),)):
            if met.phrase.owner in (ALL, DESCRIBED, topic):
                says = f'"{name}" is silenced by the veto "{met.phrase.source}"'
                yield Fault(file, key, says, "make the veto narrower, or drop the name")


def safety_words(language: Language) -> Iterator[Fault]:
    """Find a topic's name to which the matcher answers with an alarm, a command or another topic."""
    claimed = Counter(name for name, _ in {(name, topic) for _, _, topic, name in _names(language)})
    for file, key, topic, name in _names(language):
        answer = None if claimed[name] >= BOTH else match(language, name)
        if isinstance(answer, Urgent | Worried | Careful) or (
            isinstance(answer, Command) and answer.name.lower() != topic
        ):
            at = _key_of(language.topics[topic], key, name)
            says = f'"{name}" gets {got_instead(answer)}, so {topic} is never reached by it'
            yield Fault(file, at, says, _mend_of(answer, topic, at, language.code))
        elif isinstance(answer, Found) and answer.topic != topic and key == "also":
            says = f'"{name}" leads to {answer.topic}'
            yield Fault(file, key, says, "leave it to one of them")


def _key_of(topic: Topic, key: str, name: str) -> str:
    """The key of a topic's file under which the name `name` stands.

    `key` is right, unless it is "also": then the name may really be the topic's keyword or title.
    """
    if key == "also" and same(topic.keyword) == same(name):
        return "keyword"
    return "title" if key == "also" and name not in map(plain, topic.also) else key


def got_instead(answer: Urgent | Worried | Careful | Command) -> str:
    """The matcher's answer to a word that should lead to a topic, in words for an editor."""
    if isinstance(answer, Command):
        return f"the answer to {answer.name}"
    return "the reply of care with a medicine" if isinstance(answer, Careful) else "the reply to an alarm"


def _mend_of(answer: Urgent | Worried | Careful | Command, topic: str, at: str, code: str) -> str:
    """What an editor can do about a word of `topic` that gets `answer` instead.

    `at` is the word's key in its file ("keyword" for the topic's keyword), `code` the language's code.
    """
    if at == "keyword":
        command = f"`flask topic rename {topic} {topic} --keyword WORD` (the file keeps its name)"
        mend = f"that reply stands: give it another keyword ({command})"
    else:
        done = "word the title otherwise" if at == "title" else "drop the word"
        mend = f"that answer stands: {done}, unless a phrase of your own {code}/safety.toml is too wide"
    if isinstance(answer, Careful):
        mend += f'; `careful.default = ["{topic}"]` in {code}/safety.toml lets the reply name the topic'
    return mend


def _dead_alarms(language: Language) -> Iterator[Fault]:
    """Find each phrase of the list "careful alarms" that is never found, because a guard removes it.

    A guard is a phrase that only sounds like an alarm; its words are cut out of a message first.
    """
    guards = lexicon(language).lists.get("careful guards", NO_PHRASES)
    for source in strings(table(language.matching, "safety", "careful"), "alarms"):
        left = cut_out(guards, (spaced(example(language, source).split()),))
        if not hits(lexicon(language).lists["careful alarms"], left):
            says = f'"{source}" is cut out by a guard'
            yield Fault(_file(language, "safety"), "careful.alarms", says, "make the guard narrower")


def example(language: Language, source: str) -> str:
    """A message in which the phrase `source` is found, as a person would write it.

    Raises PhraseError if `source` cannot be read.
    """
    return read_phrase(source, "", lexicon(language).grammar).example


def _short_opt_outs(language: Language) -> Iterator[Fault]:
    """Find each opt-out phrase of a single word: found in any sentence, it would end our texts (R28).

    A single word may end our texts only if it is the whole message; such words are listed separately.
    """
    for source in strings(table(_matching(language), "requests", "STOP"), "phrases"):
        needed = [word for word in source.split() if word not in ("^", "$") and not word.endswith("?")]
        words = [word for word in needed if not set(word) <= {"."}]
        if not words[1:] and _one_word(needed):
            says = f'"{source}" opts out by a single word'
            yield Fault(
                _file(language), "requests.STOP.phrases", says, "add what is to stop, or drop it (R28)"
            )


def _one_word(needed: Iterable[str]) -> bool:
    return any("_" not in choice for word in needed for choice in word.split("/"))
