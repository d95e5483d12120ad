"""`flask topic new`, `rename` and `remove`: a topic in all the files of its pack at once."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from menus.loading.topics import NAME
from menus.tracing.marks import MARK
from tools.document.drafts import touched
from tools.document.kept import FACTS, is_begun, pack_folder, read_kept
from tools.document.topics.asked import begin_messages, rename_in_messages, take_from_messages
from tools.document.topics.blank_file import Begun, blank_file, heading_for, its_facts
from tools.document.topics.edits import Edits
from tools.document.topics.everywhere import (
    owe_always,
    rename_in_lists,
    take_from_lists,
    take_menu_words,
)
from tools.document.topics.places import give_key, rename_in_menus, take_from_menus
from tools.document.topics.reached import NOTHING, must_be_a_keyword, must_be_reached

PACK = click.option("--pack", required=True, metavar="FOLDER", help="The folder of the pack.")
YES = click.option("--yes", is_flag=True, help="Ask nothing.")


@click.group()
def topic() -> None:
    """Begin a topic, rename one, or take one away: in all files of a pack at once, or not at all.

    Exit code: 0 if it is done, 1 if nothing was, 2 for a folder that is no pack.
    """


@topic.command()
@click.argument("name")
@PACK
@click.option("--heading", default="", help="The heading of the document whose facts it tells.")
@click.option("--keyword", default="", help="The word that people text (default: its name in capitals).")
@click.option("--also", multiple=True, metavar="WORDS", help="Another word for it; may be given again.")
@click.option("--title", default="", help="What confirms the choice, three words (default: its name).")
@click.option("--short", default="", help="Its name in a list (default: its name).")
@click.option("--menu", default="", help="The menu it gets a key in (default: the first with a free key).")
@click.option("--no-key", is_flag=True, help="No key: it is reached by its words alone.")
@click.option("--medicine", is_flag=True, help="It is about a medicine.")
@click.option("--author", default="The editors of this line", show_default=True, help="Who writes it.")
@YES
def new(name: str, pack: str, menu: str, no_key: bool, yes: bool, **given: object) -> None:
    """Begin the topic NAME (small letters), still to be written, with the facts of a heading in its file."""
    edits = Edits(pack_folder(pack))
    _must_be_free(edits, name)
    facts = read_kept(edits.pack).facts
    heading = heading_for(name, str(given.pop("heading")), facts, ask=not yes)
    begun = _begun(name, heading, given)
    must_be_a_keyword(begun.keyword)
    for code in edits.languages():
        _must_be_free_to_take(edits, code, replace(begun, also=()))
        begun = replace(begun, also=tuple(_fitting(edits, code, begun)))
        marked = _has_marks(edits, code)
        edits.texts[f"{code}/topics/{name}.toml"] = blank_file(begun, facts, marked=marked)
        if begun.medicine:
            owe_always(edits, code, name)
        begin_messages(edits, code, begun.keyword, begun.medicine)
    place = "no key" if no_key else give_key(edits, name, menu)
    _tell(
        edits.write(),
        f"{begun.keyword} is begun, with {len(its_facts(heading, facts))} facts to tell and {place}",
    )
    file = edits.pack / edits.languages()[0] / "topics" / f"{name}.toml"
    click.echo(f"Write it in {file}, then: flask words {name} --pack {pack}")


@topic.command()
@click.argument("name")
@click.argument("new_name", metavar="NEW")
@PACK
@click.option("--keyword", default="", help="Another word that people text for it.")
def rename(name: str, new_name: str, pack: str, keyword: str) -> None:
    """Give the topic NAME the name NEW, and another keyword if one is given."""
    edits = Edits(pack_folder(pack))
    _must_be_there(edits, name)
    if new_name != name:
        _must_be_free(edits, new_name)
    for code in edits.languages():
        file = f"{code}/topics/{name}.toml"
        sheet = edits.sheet(file)
        its = str(sheet["keyword"])
        rename_in_messages(edits, code, {name.upper(): new_name.upper(), its: keyword.upper() or its})
        if keyword:
            must_be_a_keyword(keyword.upper())
            must_be_reached(edits, code, name, keyword.upper(), bool(sheet.get("medicine")))
            for where in _mentions(edits, code, str(sheet["keyword"])):
                click.echo(f"says {sheet['keyword']}, mend it by hand: {where}")
            sheet["keyword"] = keyword.upper()
        rename_in_lists(edits, code, name, new_name)
        if new_name != name:
            edits.texts[f"{code}/topics/{new_name}.toml"] = edits.sheets.pop(file).as_string()
            edits.texts[file] = None
    rename_in_menus(edits, name, new_name)
    _tell(edits.write(), f"{name} is {new_name} now")


@topic.command()
@click.argument("name")
@PACK
@YES
def remove(name: str, pack: str, yes: bool) -> None:
    """Take the topic NAME away, with its key, its words and its messages. Facts stay."""
    edits = Edits(pack_folder(pack))
    _must_be_there(edits, name)
    if not yes:
        click.confirm(f"Take {name} out of {pack}?", abort=True)
    menus = take_from_menus(edits, name)
    for code in edits.languages():
        file = f"{code}/topics/{name}.toml"
        keyword = str(edits.sheet(file).get("keyword", ""))
        edits.sheets.pop(file)
        edits.texts[file] = None
        take_from_lists(edits, code, name)
        take_from_messages(edits, code, (keyword, name.upper()))
        for menu in menus:
            take_menu_words(edits, code, menu)
        for where in _mentions(edits, code, keyword, besides=name):
            click.echo(f"says {keyword}, mend it by hand: {where}")
    _drop_begun(edits, name)
    _tell(edits.write(), f"{name} is gone" + "".join(f", and so is the menu {menu}" for menu in menus))


def _drop_begun(edits: Edits, gone: str) -> None:
    """Remove the example facts of a new pack, if no topic but the removed one (`gone`) rests on them."""
    facts = read_kept(edits.pack).facts
    begun = frozenset(name for name, fact in facts.items() if is_begun(name, fact))
    if any(Path(one.file).stem != gone for one in touched(edits.pack, begun)):
        return
    for fact in begun:
        for table in ("facts", "fact"):
            edits.sheet(FACTS).get(table, {}).pop(fact, None)


def _begun(name: str, heading: str, given: dict[str, object]) -> Begun:
    also = given["also"]
    assert isinstance(also, tuple), "an option that may be given again"
    return Begun(
        name,
        (str(given["keyword"]) or name).upper(),
        tuple(str(one) for one in also),
        _ended(str(given["title"]) or name.capitalize()),
        str(given["short"]) or name,
        heading,
        bool(given["medicine"]),
        str(given["author"]),
    )


def _ended(title: str) -> str:
    """A title as a sentence, which the rules ask for (R12): with a full stop if it has no end of its own."""
    return title if title.endswith((".", "?", "!")) else f"{title}."


def _has_marks(edits: Edits, code: str) -> bool:
    """Whether a topic of the language has a mark that names the facts of a sentence."""
    return any(MARK.search(edits.sheet(file).as_string()) for _, file in edits.topics(code))


def _must_be_free(edits: Edits, name: str) -> None:
    if not NAME.fullmatch(name):
        raise click.ClickException(f'"{name}" is no name for a topic: small letters only, like bones')
    if any(name == there for code in edits.languages() for there, _ in edits.topics(code)):
        raise click.ClickException(f"nothing was done: {edits.pack} has a topic {name} already")


def _must_be_there(edits: Edits, name: str) -> None:
    names = sorted({there for code in edits.languages() for there, _ in edits.topics(code)})
    if name not in names:
        raise click.ClickException(f"{edits.pack} has no topic {name}: it has {', '.join(names)}")


def _fitting(edits: Edits, code: str, begun: Begun) -> Iterator[str]:
    """Those words of a new topic's `also` that can reach it; staff are told why any other word cannot."""
    for word in begun.also:
        try:
            _must_be_free_to_take(edits, code, replace(begun, also=(word,)))
        except click.ClickException as error:
            why = error.message.removeprefix(NOTHING)
            click.echo(f'left out of `also` of {code}: "{word}" ({why}); the rest is done')
        else:
            yield word


def _must_be_free_to_take(edits: Edits, code: str, begun: Begun) -> None:
    _must_be_unclaimed(edits, code, begun)
    must_be_reached(edits, code, begun.name, begun.keyword, begun.medicine, begun.also)


def _must_be_unclaimed(edits: Edits, code: str, begun: Begun) -> None:
    for word in (begun.keyword.lower(), *(one.lower() for one in begun.also)):
        for _, file in edits.topics(code):
            sheet = edits.sheet(file)
            if word in {str(one).lower() for one in (sheet.get("keyword", ""), *sheet.get("also", []))}:
                raise click.ClickException(
                    f'nothing was done: "{word}" is a word of {file} already: give another'
                )


def _mentions(edits: Edits, code: str, keyword: str, besides: str = "") -> Iterator[str]:
    """Each place (file and line) of a language that tells people to text a keyword.

    The topic `besides` is not looked at; "" leaves none out.
    """
    said = re.compile(rf"\b{re.escape(keyword)}\b")
    files = [file for name, file in edits.topics(code) if name != besides] + [f"{code}/phrases.toml"]
    for file in files if keyword else ():
        path = edits.pack / file
        for number, line in enumerate(
            path.read_text(encoding="utf-8").splitlines() if path.is_file() else (), 1
        ):
            if said.search(line) and not line.startswith(("#", "keyword")):
                yield f"{file}:{number}"


def _tell(files: tuple[str, ...], said: str) -> None:
    click.echo(f"{said}. Changed: {', '.join(files)}")
