"""`flask match`: prints the matcher's label for a message, or for each line of the input."""

import os
import re
import sys

import click

from menus.matcher.answers import Nothing, Seen
from menus.matcher.ear import Ear, loudest
from menus.matcher.matching import explain, label
from menus.matcher.offered.way_on import may_name
from menus.matcher.utterance import sayings
from menus.model import Language, Pack
from menus.multilingual.choice import chosen
from menus.multilingual.in_english import kept, spoken
from menus.multilingual.understood import hear
from menus.phrasing.normalise import plain_words
from sms.replies.quoting import read_body
from tools.words.packs import pack_to_match

# A line break inside a message is written as these two characters, as in the files of messages.
NEWLINE = "\\n"


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--why", is_flag=True, help="Show what each layer saw, indented below the label.")
@click.option("--open", "talk_open", is_flag=True, help="As if a question of ours were open.")
@click.option("--pack", default="", metavar="PACK", help="A pack's folder (default: the line's own).")
@click.option("--language", "code", default="", metavar="CODE", help="Hear with this language alone.")
def match(words: tuple[str, ...], why: bool, talk_open: bool, pack: str, code: str) -> None:
    """Print the label of the message WORDS; without WORDS, read one message a line, write one label a line.

    A label is a topic's keyword, ?KEYWORD or ?ONE|TWO if the line asks back about topics, a command such as
    STOP, or one of these: EMERGENCY (ill or hurt, distress, danger from others or to them), ATONCE (needs
    advice at once), WORRIED (the line asks whether someone is ill), SAFETY (care with a medicine), LANGUAGE
    (the word chooses a language) and NONE.

    In a pack of several languages all of them hear a message, as on the line. The language that heard it is
    printed after the label. With --open, a message is read as the answer to a question of the line.
    """
    whole = pack_to_match(pack, os.environ)
    alone = _language_in(whole, code) if code or len(whole.languages) == 1 else None
    for line in (" ".join(words),) if words else sys.stdin:
        message = line.rstrip("\n").replace(NEWLINE, "\n")
        if alone is None and (asked_for := chosen(whole, read_body(whole, message).unwrapped)):
            click.echo(f"LANGUAGE{_told_by(whole, asked_for)}")
            continue
        language = alone or hear(whole, next(iter(whole.languages.values())), message, talk_open=talk_open)
        _tell(language, message, talk_open, why, "" if alone else _told_by(whole, language))


def _told_by(pack: Pack, language: Language) -> str:
    """The language that heard a message, to stand behind the label: " (Welsh)"."""
    return f" ({spoken(pack, kept(language))})"


def _tell(language: Language, message: str, talk_open: bool, why: bool, by: str) -> None:
    """Print the label of `message` and, with `why`, what each layer of the matcher saw in it.

    `talk_open` means that a question of the line awaits an answer. `by` is printed after the label: "", or
    the language that heard the message, as " (Welsh)".
    """
    trace = explain(language, message, talk_open)
    answer = trace[-1].answer or Nothing("unknown")
    told = label(answer, lambda topic: language.topics[topic].keyword)
    click.echo(told if isinstance(answer, Nothing) else f"{told}{by}")
    if why:
        _tell_why(language, message, trace)


def _tell_why(language: Language, message: str, trace: tuple[Seen, ...]) -> None:
    answer = trace[-1].answer
    if answer and may_name(answer) and (topics := getattr(answer, "topics", ())):
        click.echo(f"  way on: {', '.join(language.topics[one].told for one in topics)}")
    cut = sayings(language, message)
    for seen in trace:
        click.echo(f"  {seen.layer}: {seen.saw or 'nothing'}")
        for saying in cut.get(seen.layer, ()):
            click.echo(f'    the guard "{saying.phrase.source}" cut out "{saying.words}"')
        if seen.layer == "ear" and language.ear:
            click.echo(f"    {_loud_runs(language.ear, message)}")
    _tell_keywords(language, " ".join(seen.saw for seen in trace))


def _tell_keywords(language: Language, saw: str) -> None:
    """Print the keyword of each topic that `saw` mentions, if the keyword differs from the topic's name.

    `saw` is what the layers of the matcher saw. It mentions a topic by the name of its file.
    """
    for name, topic in language.topics.items():
        if topic.keyword.lower() != name and re.search(rf"\b{name}\b", saw):
            click.echo(f"  {name} is {topic.keyword} ({language.code}/topics/{name}.toml)")


def _loud_runs(ear: Ear, message: str) -> str:
    """The runs of letters and words with the highest weights of trouble in the second ear.

    In a run ^ and $ are the edges of a word, < and > those of the message.
    """
    return ", ".join(f"{run!r} {weight:+}" for run, weight in loudest(ear, plain_words(message)))


def language_of(pack: str, code: str) -> Language:
    """The language `code` of the pack in the folder `pack`.

    "" as `pack` stands for the line's own pack, and "" as `code` for the pack's first language. Raises
    UsageError if the pack has no such language. If the pack cannot be loaded, or one of its phrases cannot be
    read, the command says so and ends with exit code 1.
    """
    return _language_in(pack_to_match(pack, os.environ), code)


def _language_in(pack: Pack, code: str) -> Language:
    """The language `code` of a pack, the first for ""; raises UsageError if there is none."""
    if code and code not in pack.languages:
        raise click.UsageError(f"the pack has no {code!r}: it has {', '.join(pack.languages)}")
    return pack.languages[code] if code else next(iter(pack.languages.values()))
