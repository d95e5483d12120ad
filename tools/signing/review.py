"""`flask review`: prints the sheet to sign and who has signed what, and collects signatures."""

import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from menus.model import Pack
from menus.signing.as_text import lines_of
from menus.signing.lapsing import ended
from menus.signing.sheet import sheet
from menus.signing.things import Thing, drafts, things
from menus.signing.unsigned import why_draft
from tools.people.store_now import store_now
from tools.signing.collecting import collect
from tools.signing.on_its_way import UNKNOWN, on_its_way
from tools.signing.sending import send_link
from tools.words.packs import folder_of, pack_of

FOUND = 1
NO_PAPER = "a PDF needs `make document` once: without it this prints the sheet as text"


@click.command()
@click.argument("thing", required=False, metavar="[TOPIC]")
@click.option("--pack", "folder", default="", metavar="FOLDER", help="Another pack than the line's own.")
@click.option("--language", "code", default="", metavar="CODE", help="Of this language alone.")
@click.option("--pdf", type=click.Path(dir_okay=False), metavar="FILE", help="Write the sheet to print.")
@click.option("--json", "as_json", is_flag=True, help="An object or a list, for a program.")
@click.option("--collect", "collects", is_flag=True, help="Write the signatures into the pack's folder.")
@click.option("--ask", "whom", default="", metavar="NAME", help="Send this clinician a link, by mail.")
@click.option("--as", "who", default="", metavar="ACCOUNT", help="With --ask: whose link it is.")
def review(thing: str | None, folder: str, as_json: bool, collects: bool, **how: str | None) -> None:
    """Print the sheet that a clinician signs for TOPIC; without TOPIC, print who has signed what.

    TOPIC may also be fixed-replies, alarm-rules or second-ear. For a further language write cy/bones or
    cy/alarm-rules, or give --language. --collect writes the desk's signatures into the pack
    (signatures.toml); they count from the next `flask publish`. --ask sends a link to a clinician whom an
    admin has entered at the desk. --as names the account in whose name it is sent: one that may edit.

    Exit code: 0 if all went well. 1 if there are drafts (without TOPIC), or if no link was sent. 2 if
    misused.
    """
    pdf, whom, who, code = how["pdf"], how["whom"], how["who"], how["code"] or ""
    if collects and (thing or pdf or as_json or whom or code):
        raise click.UsageError("--collect takes every signature: nothing else beside it")
    if (pdf or whom) and not thing:
        raise click.UsageError("name a TOPIC: --pdf and --ask are for one")
    if bool(whom) != bool(who):
        raise click.UsageError("--ask and --as go together")
    pack = pack_of(folder, os.environ)
    if code and code not in pack.languages:
        raise click.UsageError(f"the pack has no {code!r}: it has {', '.join(pack.languages)}")
    if collects:
        _collect(folder_of(folder, os.environ), pack)
    elif thing and whom and who:
        send_link(pack, _named(pack, thing, code), whom, who)
    elif thing:
        _show(pack, _named(pack, thing, code), pdf, as_json)
    else:
        _list(pack, as_json, code)


def _named(pack: Pack, asked: str, code: str) -> Thing:
    """The thing to sign that is called `asked`: by its id, its name, or a topic's keyword. Raises UsageError.

    `code` is a language; with "" it is the first language's, unless `asked` names another.
    """
    every = _in(pack, code)
    for thing in every:
        if asked.lower() in _names_of(pack, thing):
            return thing
    raise click.UsageError(f'"{asked}" is nothing to sign: {", ".join(one.asked_as for one in every)}')


def _in(pack: Pack, code: str) -> tuple[Thing, ...]:
    """All things to be signed in a language; "" stands for every language."""
    return tuple(thing for thing in things(pack) if code in ("", thing.language))


def _names_of(pack: Pack, thing: Thing) -> set[str]:
    names = {thing.id, thing.name, f"{thing.language}/{thing.name}"}
    if thing.kind == "topic":
        names.add(pack.languages[thing.language].topics[thing.name].keyword.lower())
    return names


def _show(pack: Pack, thing: Thing, pdf: str | None, as_json: bool) -> None:
    found = sheet(pack, thing, datetime.now(UTC))
    if pdf:
        try:
            from tools.signing.on_paper import draw_sheet  # here: only this needs a package of its own
        except ModuleNotFoundError:
            raise click.ClickException(NO_PAPER) from None
        Path(pdf).write_bytes(draw_sheet(found, pack.service))
    elif as_json:
        click.echo(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    else:
        for line in lines_of(found):
            click.echo(line)


def _list(pack: Pack, as_json: bool, code: str) -> None:
    """Print who signed what, which reviews are over, and which links are on their way; then exit.

    The exit code is 1 if there are drafts, otherwise 0. `code` names the only language to list; "" stands for
    all languages.
    """
    listed = _in(pack, code)
    waiting = [thing for thing in drafts(pack) if thing in listed]
    if as_json:
        found = ((thing.id, pack.standing[thing.id]) for thing in listed)
        rows = [{"id": of, **asdict(one), "counts": one.counts} for of, one in found]
        click.echo(json.dumps(rows, indent=2, default=str, ensure_ascii=False))
    else:
        way, over = on_its_way(pack), dict(ended(pack, datetime.now(ZoneInfo(pack.hours.zone)).date()))
        for thing in listed:
            told = _state(pack, thing, way.get(thing.id, ""), over.get(thing), thing in waiting)
            click.echo(f"{thing.asked_as}{f' ({thing.tongue})' if thing.tongue else ''}: {told}")
        click.echo(f"{len(waiting)} of {len(listed)} are drafts")
    sys.exit(FOUND if waiting else 0)


def _state(pack: Pack, thing: Thing, way: str, over: date | None, is_draft: bool) -> str:
    """The state of one review in words.

    `way` says how far a newer review is, "" if there is none; `over` is the day on which this one ended, None
    if it has not ended.
    """
    standing = pack.standing[thing.id]
    if is_draft:
        return f"a draft: {way or why_draft(standing)}"
    if over:
        told = " and it is no longer told" * (thing.kind == "topic")
        next_step = (way or UNKNOWN).replace(UNKNOWN, "ask a clinician")
        return f"its review ended on {over}{told}; {next_step}"
    if by := standing.signature:
        return f"{by.name}, {by.role}, on {by.signed_on}, until {by.review_by}{f'; {way}' if way else ''}"
    topic = pack.languages[thing.language].topics[thing.name]
    return f"{topic.reviewed_by}, by a line of text, until {topic.review_by}"


def _collect(folder: Path, pack: Pack) -> None:
    from store.desk.desk import desk_store  # here: printing a sheet needs no store
    from store.sealed import BrokenSeal

    with store_now() as (store, _):
        try:
            told = collect(folder, pack, desk_store(store).reviews.signed())
        except OSError as error:
            raise click.ClickException(f"{folder}: {error.strerror}: nothing was written") from None
        except BrokenSeal:
            raise click.ClickException("NUMBER_KEY is not the one they were sealed with") from None
    for line in told:
        click.echo(line)
    drafted = sum(line.startswith("a draft:") for line in told)
    but = f" ({drafted} of them a draft still, as is said above)" if drafted else ""
    click.echo(f"{len(told)} new in {folder / 'signatures.toml'}{but}: they count from `flask publish` on")
