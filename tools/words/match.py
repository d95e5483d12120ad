"""`flask match`: prints the matcher's labels for messages; each line of the input is a message."""

import os
import re
import sys

import click

from menus.matcher.ear import Ear, loudest
from menus.matcher.matching import explain, label
from menus.matcher.matching import match as answer_to
from menus.matcher.offered.way_on import may_name
from menus.matcher.utterance import sayings
from menus.model import Language
from menus.phrasing.normalise import plain_words
from tools.words.packs import pack_to_match

# A line break inside a message is written as these two characters, as in the files of messages.
NEWLINE = "\\n"


@click.command()
@click.option("--why", is_flag=True, help="Show what each layer saw, indented below the label.")
@click.option("--open", "talk_open", is_flag=True, help="As if a question of ours were open.")
@click.option("--pack", default="", metavar="PACK", help="A pack's folder (default: the line's own).")
@click.option("--language", "code", default="", metavar="CODE", help="Default: the pack's first language.")
def match(why: bool, talk_open: bool, pack: str, code: str) -> None:
    """Read one message a line, write one label a line.

    A label is a topic's keyword, ?KEYWORD or ?ONE|TWO for a question, a command, EMERGENCY (ill or hurt,
    distress, danger from others or to them), ATONCE, WORRIED, SAFETY or NONE.
    """
    language = language_of(pack, code)

    def keyword(topic: str) -> str:
        return language.topics[topic].keyword

    for line in sys.stdin:
        message = line.rstrip("\n").replace(NEWLINE, "\n")
        if not why:
            click.echo(label(answer_to(language, message, talk_open), keyword))
            continue
        trace = explain(language, message, talk_open)
        answer = trace[-1].answer
        click.echo(label(answer, keyword) if answer else "NONE")
        if may_name(answer) and (topics := getattr(answer, "topics", ())):
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
    """Print the keyword of each topic that the layers name by its file, where the two differ."""
    for name, topic in language.topics.items():
        if topic.keyword.lower() != name and re.search(rf"\b{name}\b", saw):
            click.echo(f"  {name} is {topic.keyword} ({language.code}/topics/{name}.toml)")


def _loud_runs(ear: Ear, message: str) -> str:
    """The runs of letters and words with the highest weights of trouble in the second ear.

    In a run ^ and $ are the edges of a word, < and > those of the message.
    """
    return ", ".join(f"{run!r} {weight:+}" for run, weight in loudest(ear, plain_words(message)))


def language_of(pack: str, code: str) -> Language:
    """The language `code` of the pack in the folder `pack`. Raises UsageError if there is none.

    With "" as `pack` it is the line's own pack; with "" as `code` it is the first language.
    """
    languages = pack_to_match(pack, os.environ).languages
    if code and code not in languages:
        raise click.UsageError(f"the pack has no {code!r}: it has {', '.join(languages)}")
    return languages[code] if code else next(iter(languages.values()))
