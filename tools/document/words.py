"""`flask words`: the words of a topic that the line does not know yet, and where they have to stand."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import click

from menus.document.synonyms import synonyms
from menus.loading.pack import PackError, load
from menus.model import Language, Pack, Topic
from menus.rules.spoken import unsounded
from menus.said import look
from menus.sentences import plain_words
from tools.document.entering import (
    Clash,
    clashes,
    enter_medicine,
    enter_ordinary,
    enter_sounds,
    enter_synonym,
    is_free,
    medicines_in,
)
from tools.document.kept import pack_folder
from tools.document.sounds import NOT_THERE, Proposal, has_espeak, proposals, speak
from tools.document.topics.edits import Edits
from tools.document.unfound import MOST, alarms_named, everyday_words, facts_not_found

BY_HAND = "the editor"
SURE = "misaki, "
# Letters of another name that may be short for something beside the topic, such as a test in brackets.
SHORT = 5
HOW = "Enter takes what is proposed; or type its IPA; o: said well by itself; -: later"


@dataclass(frozen=True, slots=True)
class Unknown:
    """What the line does not know yet of a topic's words.

    `sounds` has each word whose sounds are unknown, with the sounds proposed for it, or None. `medicines`
    are words that look like medicines, and stand in none of the pack's lists of medicines. `other_names`
    are the document's own names for the topic's subject. `clashes` are words that another topic has too.
    `not_found` has facts whose words, sent as a text, do not get this topic: the words, and what they
    get. `everyday` has names of the topic, each with other words that people say for it. `alarms` has ids
    of facts that tell of an emergency.
    """

    sounds: dict[str, Proposal | None]
    medicines: tuple[str, ...]
    other_names: tuple[str, ...]
    clashes: tuple[Clash, ...]
    not_found: tuple[tuple[str, str], ...]
    everyday: tuple[tuple[str, tuple[str, ...]], ...]
    alarms: tuple[str, ...]


@click.command()
@click.argument("topic")
@click.option("--pack", required=True, metavar="FOLDER", help="The folder of the pack.")
@click.option("--hear", is_flag=True, help="Speak each word, where espeak-ng is installed.")
@click.option("--json", "as_json", is_flag=True, help="Only tell what is not known, for a program.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what lists propose.")
def words(topic: str, pack: str, hear: bool, as_json: bool, yes: bool) -> None:
    """Find words of TOPIC that the line does not know yet, and enter those that you agree to.

    These are medicines, other names, words without a pronunciation, and words that another topic has too.
    What you agree to is entered at once, in every file where it has to stand.

    Exit code: 0, 1 if the pack cannot be loaded or has no such topic, 2 for a folder that is no pack.
    """
    edits = Edits(pack_folder(pack))
    held = _loaded(edits)
    found = {
        code: _unknown(held, language, _topic(language, topic)) for code, language in held.languages.items()
    }
    if as_json:
        click.echo(
            json.dumps({code: asdict(its) for code, its in found.items()}, ensure_ascii=False, indent=2)
        )
        return
    if hear and not has_espeak():
        click.echo(NOT_THERE)
    for code, its in found.items():
        language = held.languages[code]
        _enter(edits, language, language.topics[topic], its, _Asking(yes, hear))
        for clash in its.clashes:
            place = f"{edits.pack}/{code}/topics/{topic}.toml: {clash.key}"
            click.echo(
                f'{place}: "{clash.word}" is a word of {clash.topic} too ({clash.file}): leave it to one'
            )
        _tell_unfound(its)
    files = edits.write()
    click.echo(f"Changed: {', '.join(files)}" if files else "Nothing to enter.")


def _loaded(edits: Edits) -> Pack:
    try:
        return load(edits.pack)
    except PackError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _topic(language: Language, name: str) -> Topic:
    if name not in language.topics:
        raise click.ClickException(f"there is no topic {name}: there are {', '.join(language.topics)}")
    return language.topics[name]


def _unknown(pack: Pack, language: Language, topic: Topic) -> Unknown:
    """Find the gaps in the line's knowledge of a topic's words."""
    medicines = tuple(medicines_in(language, topic))
    looked = look(pack, language, datetime.now(UTC).date())
    lacking = [word for said, word in unsounded(looked) if said.topic == topic.name]
    spoken = set(plain_words(" ".join(topic.heard)))
    lacking += [word for word in medicines if word in spoken and word not in language.pronunciation]
    facts = [one for name, one in pack.facts.items() if name in topic.source or one.heading == topic.heading]
    called = [name for name in synonyms(fact.words for fact in facts) if is_free(language, name)]
    return Unknown(
        {word: proposals(word) for word in dict.fromkeys(lacking)},
        medicines,
        tuple(called),
        tuple(clashes(language, topic)),
        tuple(facts_not_found(pack, language, topic)),
        tuple(everyday_words(language, topic)),
        alarms_named(pack, topic),
    )


@dataclass(frozen=True, slots=True)
class _Asking:
    """How staff are asked: not at all with `yes`; with `hear` each word is spoken aloud."""

    yes: bool
    hear: bool

    def whether(self, question: str, by_itself: bool) -> bool:
        """Ask staff whether to do something, and give the answer; `by_itself` is the answer of the Enter key.

        If `yes` is set (the option --yes), nobody is asked: the answer is `by_itself`.
        """
        return by_itself if self.yes else click.confirm(question, default=by_itself)

    def sounds(self, word: str, proposal: Proposal | None) -> str:
        """Ask staff how a word sounds; give their answer: its sounds in IPA, "o", or "-".

        "o" stands for an ordinary word that the voice says well by itself, "-" for a word left for later. The
        Enter key takes the proposal. With `yes` nobody is asked: a reliable proposal is taken, otherwise "-".
        """
        if self.hear:
            speak(word)
        if self.yes:
            return proposal.sounds if proposal and proposal.source.startswith(SURE) else "-"
        told = f"{word} ({proposal.source})" if proposal else word
        return str(click.prompt(told, default=proposal.sounds if proposal else "-")).strip()


def _enter(edits: Edits, language: Language, topic: Topic, its: Unknown, asking: _Asking) -> None:
    for word in its.medicines:
        if asking.whether(f"Is {word} a medicine?", by_itself=True):
            enter_medicine(edits, language, topic, word)
            click.echo(f"medicine: {word}")
            if not topic.medicine:
                click.echo(f"  if {topic.keyword} is about it, write medicine = true in its file")
    if its.sounds and not asking.yes:
        click.echo(HOW)
    for word, proposal in its.sounds.items():
        _enter_sounds(edits, language.code, word, proposal, asking.sounds)
    for name in its.other_names:
        ordinary = all(word in language.ordinary for word in plain_words(name))
        sure = not ordinary and len(name) > SHORT
        if asking.whether(f'Do people say "{name}" for {topic.keyword}?', by_itself=sure):
            enter_synonym(edits, language.code, topic.name, name)
            click.echo(f"also: {name}")
        elif asking.yes:
            click.echo(f'the document says "{name}": add it to `also` if people do')


def _tell_unfound(its: Unknown) -> None:
    """Print the facts and everyday words by which texts miss a topic, and the alarms that its facts name."""
    for fact, got in its.not_found[:MOST]:
        click.echo(f'a text in the words of "{fact}" gets {got}: write a message on it in messages.tsv')
    if len(its.not_found) > MOST:
        click.echo(f"{len(its.not_found) - MOST} more facts are not found by their words")
    for word, others in its.everyday[:MOST]:
        click.echo(f'for "{word}" people may say {", ".join(others)}: if so here, add what fits to `also`')
    if its.alarms:
        told = "alarms that your document names: write words for them in safety.toml, and messages"
        click.echo(f"{told}: {', '.join(its.alarms)}")


def _enter_sounds(
    edits: Edits,
    code: str,
    word: str,
    proposal: Proposal | None,
    ask: Callable[[str, Proposal | None], str],
) -> None:
    match ask(word, proposal):
        case "-":
            told = f"; {proposal.source}: {proposal.sounds}" if proposal else ""
            click.echo(f"no sounds yet: {word}{told}")
        case "o":
            enter_ordinary(edits, code, word)
        case sounds if proposal and sounds == proposal.sounds:
            enter_sounds(edits, code, word, proposal)
            click.echo(f"sounds: {word} {sounds} ({proposal.source})")
        case sounds:
            enter_sounds(edits, code, word, Proposal(sounds, BY_HAND))
