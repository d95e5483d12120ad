"""`flask move-store`: copies everything the line keeps into another Redis, while no line runs."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from environment.line_id import running_line
from environment.moved import note_moved
from settings import BadSetting, Settings, store_url
from tools.people.store_now import settings_now

if TYPE_CHECKING:
    from store.client import Client

MISUSED = 2
SECONDS = 60.0
RUNS = "end the line first; then nothing is lost that it promises meanwhile"
NEXT = (
    "Now give the line this REDIS_URL, and HASH_KEY, NUMBER_KEY and SECRET_KEY as they are (one that is not "
    "set stands in the file of its name in DATA_DIR), and start it."
)
OLD = "The old store knows no STOP from now on: without REDIS_URL no line and no command uses it any more."


@click.command()
@click.argument("redis_url")
@click.option("--replace", is_flag=True, help="Write over what this line has kept in the other store.")
def move_store(redis_url: str, replace: bool) -> None:
    """Copy all that the line keeps into the store at REDIS_URL.

    What the old store holds stays. The one that the line itself started is shut by a note in DATA_DIR: no
    line and no command uses it any more. Any other stays open, so end it, or change its password.

    Afterwards the keys in both stores are counted. The line must not run meanwhile. If the new store already
    holds anything of this line, nothing is copied without --replace. A move that was broken off can be run
    again in the same way.
    """
    from redis.exceptions import ResponseError

    from store.client import LOST, make_client
    from store.fitness.reason import reason

    settings = settings_now(moved=True)
    try:
        target_url = store_url({"REDIS_URL": redis_url})
    except BadSetting as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(MISUSED)
    try:
        with _source(settings) as source, closing(make_client(target_url, SECONDS, SECONDS)) as target:
            _move(settings, source, target, target_url, replace)
    except (*LOST, ResponseError) as error:
        raise click.ClickException(f"a store does not answer ({reason(error)}): run it again") from error


@contextmanager
def _source(settings: Settings) -> Iterator["Client"]:
    """A client of the line's present store; an embedded store is started for the length of the block.

    Raises ClickException if a line or anybody else uses that store, or if it cannot be started.
    """
    from store.client import make_client
    from store.server.embedded import StoreError, start

    if pid := running_line(settings.data_dir):
        raise click.ClickException(f"the line runs (process {pid}): {RUNS}")
    try:
        own = None if settings.redis_url else start(settings.data_dir)
    except StoreError as error:
        raise click.ClickException(str(error)) from error
    try:
        if own is not None and own.process is None:
            raise click.ClickException(f"somebody else uses the store in {settings.data_dir}: {RUNS}")
        with closing(make_client(own.url if own else settings.redis_url, SECONDS, SECONDS)) as client:
            if own is None:
                _demand_rest(client, "this store")
            yield client
    finally:
        if own is not None:
            own.stop()


def _move(settings: Settings, source: "Client", target: "Client", url: str, replace: bool) -> None:
    from store.acknowledged import confirm
    from store.address import read_address
    from store.condition import Unreachable
    from store.copies.moving import copy, differing, digests, end_copy
    from store.keys import Keys
    from store.proof import SEALED_CHECK, check_value

    replicas = read_address(url).replicas
    half = _demand_fit(settings, source, target, replicas)
    here, there = digests(source), digests(target)
    if half or differing(here, there):
        if there and not (half or replace):
            told = "it holds other things of this line: a line may have run on it. --replace writes over them"
            raise click.ClickException(told)
        copy(source, target)
        here, there = digests(source), digests(target)
    _tell(here, there)
    _tell_signed(source, target)
    if differing(here, there):
        raise click.ClickException("they differ: something wrote into one of them meanwhile: run it again")
    sealed: Any = source.hgetall(SEALED_CHECK)
    end_copy(target, check_value(Keys(settings.hash_key)), sealed)
    try:
        if replicas:
            confirm(target, replicas)
    except Unreachable as error:
        raise click.ClickException(f"{error}: run it again") from error
    click.echo(NEXT)
    if not settings.redis_url:
        _retire(settings)


def _retire(settings: Settings) -> None:
    """Note beside the embedded store that it was moved, so that no line starts on it; print that.

    Raises ClickException if the note cannot be written.
    """
    try:
        note_moved(settings.data_dir, datetime.now(UTC))
    except OSError as error:
        mend = "rename that folder, or a line without REDIS_URL would go on with it"
        told = f"all is moved; but {error.filename}: {error.strerror}: {mend}"
        raise click.ClickException(told) from error
    click.echo(OLD)


def _demand_fit(settings: Settings, source: "Client", target: "Client", replicas: int) -> bool:
    """Raise ClickException unless the line's data may be written into `target`, another store than `source`.

    `target` must be able to keep promises, with `replicas` replicas behind it, and hold nothing of another
    line. Gives True if a copy that was broken off has left a part of this line's data in `target`.
    """
    from store.fitness.facts import look
    from store.fitness.judging import condition_of, judge
    from store.keys import Keys
    from store.proof import HALF_MOVED, proof
    from store.sealed import open_seals

    facts = look(target)
    if facts.get("run_id", "") == look(source).get("run_id", None):
        raise click.ClickException("that is the store in use already")
    found = condition_of(judge(facts, replicas))
    if not found.promises:
        raise click.ClickException(found.line)
    proven = proof(Keys(settings.hash_key), open_seals(settings.number_keys), False)
    if not (ours := proven(source)).reads:
        raise click.ClickException(f"the store in use: {ours.line}")
    theirs = proven(target)
    if not theirs.reads and theirs != HALF_MOVED:
        raise click.ClickException(f"the other store holds another line's data: {theirs.line}")
    _demand_rest(target, "the other store")
    return theirs == HALF_MOVED


def _demand_rest(client: "Client", which: str) -> None:
    """Raise ClickException if a worker has recently given a sign of life in the store of `client`.

    `which` names that store in the error.
    """
    from store.desk.pulse import ALIVE_SECONDS, PULSE

    last = client.get(PULSE)
    if isinstance(last, bytes) and abs(time.time() - float(last)) <= ALIVE_SECONDS:
        told = f"a worker was at work on {which} within the last {ALIVE_SECONDS} s"
        raise click.ClickException(f"{told}: {RUNS}")


def _tell(here: Iterable[bytes], there: Iterable[bytes]) -> None:
    """Print how many keys of each kind the old store (`here`) and the new one (`there`) have."""
    ours, theirs = _kinds(here), _kinds(there)
    for kind in sorted(ours | theirs):
        click.echo(f"{kind:<20}{ours[kind]:>10}{theirs[kind]:>10}")
    click.echo(f"{'all':<20}{ours.total():>10}{theirs.total():>10}")


def _tell_signed(source: "Client", target: "Client") -> None:
    """Print how many signatures, answers and links of clinicians both stores have."""
    from store.signing.reviews import ANSWERS, LINKS, SIGNATURES

    named = {"signatures": SIGNATURES, "clinicians' answers": ANSWERS, "clinicians' links": LINKS}
    for what, name in named.items():
        if ours := source.hlen(name):
            click.echo(f"{what:<20}{ours:>10}{target.hlen(name):>10}")


def _kinds(keys: Iterable[bytes]) -> Counter[str]:
    return Counter(key.decode().split(":")[2] for key in keys)
