"""`flask language new`: begins a further language of a pack, with all that is to be translated."""

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from menus.loading.folders import BASE, Folders, join
from menus.loading.pack import PackError, load_from
from menus.model import Pack
from tools.making.codes import is_language
from tools.words.packs import folder_of

BARE = re.compile(r"[A-Za-z0-9_-]+")
LANGUAGES = re.compile(r"^languages\s*=\s*\[(.*?)\]", re.MULTILINE | re.DOTALL)
FEW = 8  # sayings that show what raises an alarm
# Of a topic, what is translated; the rest is the same in all languages.
TRANSLATED = ("keyword", "also", "title", "option", "short", "safety", "spoken", "text", "more")
HEAD = """\
# To be translated from {first}: what is still "" or [] is said in {first}, in its voice. The words of
# {first} stand above each key; a mark like [A9] stays behind the sentence that says the same. `flask check`
# lists what is left.
"""


@click.group()
def language() -> None:
    """Begin a further language of a pack."""


@language.command()
@click.argument("code")
@click.argument("pack", required=False, metavar="[PACK]")
@click.option("--name", default="", help="What staff call it, in English: Welsh.")
@click.option("--voice", default="", help="The carrier's voice that reads it, like Polly.Gwyneth.")
@click.option("--offered", default="", help='How a call offers it, in its own words: "I siarad Cymraeg".')
@click.option("--word", "words", multiple=True, help="A word by which texters choose it; may be repeated.")
def new(code: str, pack: str | None, name: str, voice: str, offered: str, words: tuple[str, ...]) -> None:
    """Write the files in which the language CODE is to be translated, beside the first language's texts.

    They go into the new folder CODE of the pack PACK (default: the line's own), and menu.toml then lists
    CODE. What is not translated yet is said in the first language. Calls and texts offer the new language
    once its phrases.toml has the words for the offer: give them by --offered and --word, or write them there
    later. CODE is a code of ISO 639, like cy.

    Exit code: 0 if the folder is made; 2 if it was there before, CODE is no language, or PACK has a fault.
    """
    folder = folder_of(pack or "", os.environ)
    if not is_language(code):
        raise click.UsageError(f'"{code}" is no language: write its code of ISO 639, like cy')
    if (folder / code).exists():
        raise click.UsageError(f"{folder / code} is there already: `flask check` lists what it lacks")
    folders = Folders(folder)
    try:
        loaded = load_from(folders)
    except PackError as error:
        raise click.UsageError(str(error)) from None
    said = {"voice": voice, "offered": offered, "words": list(words), "name": name}
    for file, text in _files(folders, loaded, code, said):
        path = folder / code / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    menu = folder / "menu.toml"
    menu.write_text(_with_language(menu.read_text(encoding="utf-8"), code), encoding="utf-8")
    made = load_from(folders)
    click.echo(
        f"{folder / code} is to be translated: what is still empty there is said in {_first_of(made)}."
    )
    listed = ", ".join(map(json.dumps, made.languages))
    click.echo(f"menu.toml has languages = [{listed}] now.")
    for line in (*_told(made, code), *_next(made, code, folder)):
        click.echo(line)


def _first_of(pack: Pack) -> str:
    """The code of a pack's first language."""
    return next(iter(pack.languages))


def _told(pack: Pack, code: str) -> Iterator[str]:
    """A line each on how callers choose the language `code`, how texters do, and what staff call it.

    A line is left out if the language's phrases.toml does not say this yet.
    """
    language, key = pack.languages[code], pack.language_keys.get(code, "")
    if language.offered:
        by_key = (
            f"Calls offer it by key {key}" if key else "Calls cannot offer it: the main menu has no key left"
        )
        yield f"{by_key} (`language_keys` in menu.toml names another)."
    if language.chosen_by:
        yield f"Texters choose it by {', '.join(map(str.upper, language.chosen_by))}."
    if language.name:
        yield f"Staff call it {language.name}."


def _next(pack: Pack, code: str, folder: Path) -> Iterator[str]:
    """The line "Next:", and then the numbered steps to take until a live line offers the language `code`.

    `folder` is the pack's folder.
    """
    language = pack.languages[code]
    given = {"call": language.offered, "words": language.chosen_by, "name": language.name}
    missing = [f"`{key}`" for key, value in given.items() if not value]
    unvoiced = "voice" in language.lent
    steps = [
        *([f"Write {', '.join(missing)} under [offered] in {code}/phrases.toml."] if missing else ()),
        *([f"Write `voice` there: until then the voice of {_first_of(pack)} reads it."] if unvoiced else ()),
        f"Translate {code}/, the alarms of safety.toml first: flask check {folder} lists what is left.",
        f"Hear and read it: flask call --pack {folder}, flask text --pack {folder}.",
        "Have its fixed replies and alarm rules signed (flask review): before that no live line offers it.",
        "Let the line take it: flask publish.",
    ]
    yield "Next:"
    yield from (f"{number}. {step}" for number, step in enumerate(steps, 1))


def _with_language(menu: str, code: str) -> str:
    return LANGUAGES.sub(lambda found: f'languages = [{found[1].rstrip(" ,")}, "{code}"]', menu, count=1)


def _files(folders: Folders, pack: Pack, code: str, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each file to be written for the new language `code`: its name in the language's folder, and its text.

    `said` has what the options gave: "name", "voice", "offered" and "words".
    """
    first = next(iter(pack.languages))
    head = HEAD.format(first=first)
    yield "phrases.toml", head + "".join(_phrases(folders, first, code, said))
    yield "checks.toml", head + "".join(_lists(_both(folders, f"{first}/checks.toml")))
    yield "matching.toml", head + "".join(_commands(_both(folders, f"{first}/matching.toml")))
    yield "safety.toml", head + "".join(_alarms(_both(folders, f"{first}/safety.toml")))
    for topic in pack.languages[first].topics.values():
        held = _both(folders, f"{first}/topics/{topic.name}.toml")
        there = (BASE / code / "topics" / f"{topic.name}.toml").is_file()
        if not there:
            yield f"topics/{topic.name}.toml", head + "".join(_topic(held))


def _both(folders: Folders, file: str) -> dict[str, Any]:
    """The table of a file of the first language: the base's, joined with the pack's own.

    If the pack has its own file of a topic, the base's file of that topic is ignored. The marks of sentences
    ("[A9]") stay in.
    """
    base, own = folders.held.get(file, ({}, {}))
    return join({} if "/topics/" in file and own else base, own)


def _phrases(folders: Folders, first: str, code: str, said: Mapping[str, Any]) -> Iterator[str]:
    """The TOML of phrases.toml for the new language `code`: the sentences to translate from `first`.

    `said` has what the options gave. Sentences that the base has in the new language are left out, except
    those for which the pack has its own words in `first`.
    """
    _, own = folders.held[f"{first}/phrases.toml"]
    file = BASE / code / "phrases.toml"
    there = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    tables = _both(folders, f"{first}/phrases.toml")
    if "voice" not in there:
        yield from _entry("voice", said["voice"], tables["voice"])
        yield from _entry("rate", tables["rate"])
        yield from _entry("locale", code)
        yield from _entry("banned", [], tables["banned"])
    if "offered" not in there:
        yield "\n[offered]\n"
        yield from _entry("name", said["name"], tables["offered"].get("name"))
        yield from _entry("call", said["offered"], tables["offered"]["call"])
        yield from _entry("words", said["words"], tables["offered"]["words"])
        yield from _entry("beside", [], tables["offered"].get("beside"))
    for name, table in tables.items():
        if isinstance(table, Mapping) and name != "offered":
            yield from _table(name, table, there.get(name, {}), own.get(name, {}))


def _table(path: str, held: Mapping[str, Any], there: Any, own: Any) -> Iterator[str]:
    """The TOML for the table `path` and the tables inside it: empty texts, to be translated.

    Each text stands below the first language's text, which is a comment. `held` is the first language's
    table. `own` is the part of it that comes from the pack, not from the base. `there` is what the base
    already has in the new language. A text that is in `there` is left out, unless it is also in `own`.
    """
    texts = {key: value for key, value in held.items() if not isinstance(value, Mapping)}
    left = {key: value for key, value in texts.items() if key not in there or key in own}
    if left:
        yield f"\n[{path}]\n"
    for key, value in left.items():
        yield from _entry(key, value if key == "topics" else type(value)(), value)
    for key, value in held.items():
        if isinstance(value, Mapping):
            yield from _table(f"{path}.{_key(key)}", value, there.get(key, {}), own.get(key, {}))


def _entry(key: str, value: object, first: object = None) -> Iterator[str]:
    """The TOML for a key and its value, below a comment with the first language's value (`first`), if any."""
    if first not in (None, "", []):
        yield f"# {_written(first)}\n"
    yield f"{_key(key)} = {_written(value)}\n"


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else _written(key)


def _written(value: object) -> str:
    """A value as TOML writes it, on one line."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _lists(held: Mapping[str, Any]) -> Iterator[str]:
    for key, value in held.items():
        yield from _entry(key, [], value)


def _commands(held: Mapping[str, Any]) -> Iterator[str]:
    """The TOML for the words of each command: an empty list, below some of the first language's words.

    `held` is the first language's matching.toml. Its words are heard in the new language too.
    """
    yield "stop_words = []\n\n[commands]\n"
    for name, words in held.get("commands", {}).items():
        yield from _entry(name, [], words[:FEW])


def _alarms(held: Mapping[str, Any]) -> Iterator[str]:
    """The TOML for each kind of alarm: an empty list, below some of the first language's sayings.

    `held` is the first language's safety.toml. Its sayings are heard in the new language too.
    """
    for name, table in held.items():
        if isinstance(table, Mapping) and "alarms" in table:
            yield f"\n[{_key(name)}]\n"
            some = [one for one in table["alarms"] if "\n" not in one][:FEW]
            yield from _entry("alarms", [], some)
            if name == "careful":
                yield from _entry("default", table.get("default", []))


def _topic(held: Mapping[str, Any]) -> Iterator[str]:
    for key in TRANSLATED:
        if held.get(key) not in (None, "", []):
            yield from _entry(key, type(held[key])(), held[key])
    for key in ("medicine", "source", "heading", "author"):
        if key in held:
            yield from _entry(key, held[key])
