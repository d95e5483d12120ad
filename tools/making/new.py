"""`flask new`: begins a pack, which answers calls and texts at once, but is still to be written."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import click

from menus.filling.cost import by_number
from menus.loading.folders import BASE, BLANK
from menus.loading.opening import NUMBER
from menus.loading.pack import load
from menus.model import AnsweredBy
from menus.rules.texted import NAME
from tools.making.room import NAMES, too_long

ANSWERED_BY = get_args(AnsweredBy)
ASKED = ("service", "number", "cost", "answered_by", "recorded")
# Asked only of whoever is asked something else, too: a script that gives the rest goes on without.
BESIDES = ("cost", "recorded")
BESIDES_IN_WORDS = {"cost": "what a call costs (cost)", "recorded": "whether it is recorded (recorded)"}
OF_OTHERS = (
    "# A topic that every line has. A pack that has a file of this name tells its own instead, as a whole.\n"
)
OF_OURS = (
    "# A topic that every line has, as the base tells it: reword it as you like, and have it reviewed.\n"
)


def _service(value: str) -> str:
    """The typed name of the phone line, without space at its ends.

    Raises BadParameter if it is too long, empty, or has a curly bracket.
    """
    if not 1 <= len(value.strip()) <= NAME or set("{}") & set(value):
        raise click.BadParameter(f"a name has 1 to {NAME} characters, and no curly bracket")
    return value.strip()


def _number(value: str) -> str:
    """The phone number that was typed, in E.164; one that begins with 0 is taken for a British one.

    Raises BadParameter if it cannot be rung.
    """
    plain = re.sub(r"[^\d+]", "", value)
    plain = f"+44{plain[1:]}" if re.fullmatch(r"0[1-9]\d+", plain) else plain
    if not NUMBER.fullmatch(plain):
        raise click.BadParameter(f'"{value}" cannot be rung: write it like +448005200520')
    return plain


def _checked(
    check: Callable[[str], str],
) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    return lambda _context, _option, value: check(value) if value else None


@click.command()
@click.argument("pack", metavar="PACK", type=click.Path(path_type=Path))
@click.option(
    "--service", callback=_checked(_service), help=f"The name of the line: {NAME} characters at most."
)
@click.option("--number", callback=_checked(_number), metavar="+44…", help="The number of your helpline.")
@click.option("--answered-by", type=click.Choice(ANSWERED_BY), help="Who picks up there.")
@click.option("--cost", help='What a call to it costs: "free", "landline", or a few words.')
@click.option("--recorded", type=click.Choice(("true", "false")), help="Whether it records its calls.")
@click.option("--charity", help='Whose line it is, as in "Our words come from …".')
@click.option("--document", help="What the topics are made from, in the same sentence.")
@click.option("--yes", is_flag=True, help="Ask nothing: what is not given is still to be written then.")
def new(pack: Path, yes: bool, **given: str | None) -> None:
    """Begin a pack in the new folder PACK, and ask for what is not given.

    The pack loads, and answers calls and texts: it knows STOP, emergencies, the way to a person, and when
    people answer. One topic is still to be written. `flask check PACK` lists what is still to do, in order.

    Exit code: 0 if the pack is made, 2 if the folder is not empty or a value is not allowed.
    """
    if pack.exists() and (not pack.is_dir() or any(pack.iterdir())):
        raise click.UsageError(f"{pack} is there already: name a new folder")
    talks = not yes and not all(given[name] for name in ASKED if name not in BESIDES)
    for name in ASKED if talks else ():
        given[name] = given[name] or _ask(name, given["number"])
    try:
        _measure(given)
        _write(pack, given)
    except OSError as error:
        raise click.UsageError(f"{pack} cannot be made: {error.strerror}") from None
    if left := [BESIDES_IN_WORDS[name] for name in BESIDES if not given[name]]:
        click.echo(f"Say in {pack / 'hours.toml'} {', and '.join(left)}.")
    click.echo(f"{pack} is a pack now. What is still to do in it: flask check {pack}")


def _measure(given: dict[str, str | None]) -> None:
    """Raise BadParameter if the charity's or the document's name makes a sentence of a new pack too long.

    The message says how many letters of the name fit. `given` has the options' values by name, None for an
    option that is not given.
    """
    names = {name: value for name in NAMES if (value := given[name])}
    if not names:
        return
    with TemporaryDirectory() as folder:
        _write(Path(folder) / "pack", {**given, **dict.fromkeys(NAMES)})
        made = load(Path(folder) / "pack")
    for name, most in too_long(made, names):
        says = f"{len(names[name])} letters, and {most} fit into the sentences that every line says"
        beside = "" if name == NAMES[0] or NAMES[0] not in names else f' beside "{names[NAMES[0]]}"'
        raise click.BadParameter(f"{says}{beside}: shorten it", param_hint=f"--{name}")


def _ask(name: str, number: str | None) -> str:
    """Ask for the value of the option `name` until it is valid. Aborts if nobody can answer.

    `number` is the helpline's phone number, None while it is not known. From it the price of a call is
    guessed, and proposed as the answer to the question for the cost.
    """
    match name:
        case "service":
            return str(click.prompt("What is the line called?", value_proc=_service))
        case "number":
            return str(click.prompt("What is the number of your helpline?", value_proc=_number))
        case "cost":
            told = by_number(str(number))
            asked = 'What does a call to it cost? "free", "landline", or a few words'
            return str(click.prompt(asked, default=None if told == "unknown" else told))
        case "recorded":
            return "true" if click.confirm("Does your helpline record its calls?") else "false"
    return str(click.prompt("Who picks up there?", type=click.Choice(ANSWERED_BY), default="switchboard"))


# In which file of the new pack each thing that was given stands.
PLACES = {
    "service": "menu.toml",
    "number": "hours.toml",
    "answered_by": "hours.toml",
    "cost": "hours.toml",
    "recorded": "hours.toml",
    "charity": "en/phrases.toml",
    "document": "en/phrases.toml",
}


def _write(pack: Path, given: dict[str, str | None]) -> None:
    """Write a new pack into a folder, with those of the given values that are not None.

    Raises OSError.
    """
    shutil.copytree(BLANK, pack, dirs_exist_ok=True)
    for topic in sorted((BASE / "en" / "topics").glob("*.toml")):
        text = topic.read_text(encoding="utf-8").replace(OF_OTHERS, OF_OURS)
        (pack / "en" / "topics" / topic.name).write_text(text, encoding="utf-8")
    for name, value in given.items():
        if value:
            _put(pack / PLACES[name], name, value)


def _put(file: Path, key: str, value: str) -> None:
    """Replace the value of a key in a TOML file, on the key's own line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    line = f"{key} = {value if key == 'recorded' else json.dumps(value, ensure_ascii=False)}"
    file.write_text(
        "".join(f"{line if one.startswith(f'{key} = ') else one}\n" for one in lines), encoding="utf-8"
    )
