"""The file of a topic still to be written, with the facts of its heading above its fields."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import click

from menus.facts.fact import Fact
from menus.tracing.marks import MARK
from tools.document.drafts import shown
from tools.document.kept import is_begun
from tools.document.sheets import quoted

# It says what is true of it: it proposes nothing, and nobody takes it for a summary.
UNWRITTEN = "This topic is still to be written. [-]"
HELP = "Emergency? Call 999. [A9] Urgent? Call 111. [A9] A person? Text HELPLINE, or MENU for topics. [-]"
HELP_RESTS_ON = ("A9",)
ALWAYS = "A1"  # the addition that each topic on medicines owes


@dataclass(frozen=True, slots=True)
class Begun:
    """The details of a new topic: its name, keyword, other words for it (`also`), title and author.

    `short` is its name in a list. `heading` is its heading in the document. `medicine` says whether the topic
    is about a medicine.
    """

    name: str
    keyword: str
    also: tuple[str, ...]
    title: str
    short: str
    heading: str
    medicine: bool
    author: str


def blank_file(begun: Begun, facts: Mapping[str, Fact], *, marked: bool) -> str:
    """The text of a new topic's file; if `marked`, its sentences have marks that name their facts ("[A9]").

    `facts` are the pack's, by their ids.
    """
    text = "\n".join(_lines(begun, facts, marked)) + "\n"
    return text if marked else MARK.sub("", text)


def its_facts(heading: str, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts under a heading, by their ids."""
    return {name: fact for name, fact in facts.items() if fact.heading == heading}


def _lines(begun: Begun, facts: Mapping[str, Fact], marked: bool) -> Iterator[str]:
    yield f'# What the document says under "{begun.heading}". Say it in plain words of your own.'
    for name, fact in its_facts(begun.heading, facts).items():
        yield shown(
            name, fact.words or f"sentence {fact.sentence} there; its words are in the document alone"
        )
    if begun.medicine and ALWAYS in facts:
        yield shown(ALWAYS, facts[ALWAYS].words or "an addition, which each topic on medicines owes")
    yield ""
    yield "# The word that people text for it, and at least three others that they use."
    yield f"keyword = {quoted(begun.keyword)}"
    yield f"also = {_list(begun.also)}"
    yield "# `title` confirms the choice, `option` stands before the key, `short` in a text's list."
    yield f"title = {quoted(f'{begun.title} [-]')}"
    yield f"option = {quoted(f'For {begun.short}')}"
    yield f"short = {quoted(begun.short)}"
    if begun.medicine:
        yield "# `safety`, which a topic on medicines has, is said after the first part."
        yield "medicine = true"
        yield 'safety = ""'
    else:
        yield "medicine = false"
    yield "# What is read out, in 1 to 4 parts of at most 75 words; the first text, and what MORE gets."
    yield f"spoken = [\n  {quoted(UNWRITTEN)},\n]"
    yield f"text = {quoted(f'{{service}}. {begun.keyword}. {UNWRITTEN} {HELP}')}"
    yield 'more = ""'
    yield "# The facts that its words rest on, and the heading of one of them."
    yield f"source = {_list(HELP_RESTS_ON if marked else ())}"
    yield f"heading = {quoted(begun.heading)}"
    yield f"author = {quoted(begun.author)}"


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, words))}]"


def heading_for(name: str, given: str, facts: Mapping[str, Fact], ask: bool) -> str:
    """The heading of the document whose facts a new topic is to tell; `given` if no fact has a heading.

    (a) If `given` is a whole heading, it is that heading.

    (b) If only one heading contains `given`, or the topic's `name` if `given` is "", it is that heading.

    (c) Otherwise, if `ask` is true and `given` is "", a person is asked.

    Raises ClickException, with a list of all headings, if none of these gives a heading.
    """
    told = (fact for name, fact in facts.items() if not is_begun(name, fact))
    headings = list(dict.fromkeys(fact.heading for fact in told if not fact.is_addition))
    if not headings:
        return given
    listed = "".join(f"\n  {one}" for one in headings)
    fitting = [one for one in headings if (given or name).lower() in one.lower()]
    exact = [one for one in fitting if one.lower() == given.lower()]
    if exact or len(fitting) == 1:
        return (exact or fitting)[0]
    if ask and not given:
        click.echo(f"The headings of the document:{listed}")
        return heading_for(name, click.prompt("Of which heading is it?"), facts, ask=False)
    raise click.ClickException(f"nothing was done: give one of these headings, as --heading:{listed}")
