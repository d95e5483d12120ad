"""Checks the store at the line's start: with LIVE=1 a first start on an unfit Redis is refused.

A Redis is unfit if it has a fault that cannot pass by itself. A start is no first start if the store at this
REDIS_URL has passed once: so after a reboot at night the line answers, even if the store has faults (R53).
"""

import hmac
import os
from contextlib import suppress
from pathlib import Path

import click

from environment.doubts import doubts
from environment.given import note_given
from serve.children import say
from settings import Settings
from store.address import read_address
from store.client import LOST, make_client
from store.fitness.facts import look
from store.fitness.judging import FOUR_LINES, Finding, condition_of, judge
from store.fitness.reason import away
from store.server.embedded import address

PASSED = "stores-passed"
# At a start nobody waits on the phone.
SECONDS = 2.0


def begin(settings: Settings) -> None:
    """Note in DATA_DIR which settings the line has, and refuse a first start with LIVE=1 on an unfit Redis.

    Settings of the line that are probably mistakes are reported on standard error.

    Raises ClickException if the settings of the Redis at REDIS_URL make it lose promises. The message says
    what to write into redis.conf. A Redis that does not answer, or that has passed before, is not refused.
    """
    note_given(os.environ, settings.data_dir)
    for line in doubts(os.environ):
        say(line)
    if not (settings.live and settings.redis_url) or _has_passed(settings):
        return
    findings = _findings(settings)
    if findings is None:
        return  # it is away: the line starts without it, and the next start asks again
    lasting = [one for one in findings if one.lasts]
    if lasting:
        raise click.ClickException(_refusal(lasting))
    _note_passed(settings)


def tell_store(settings: Settings) -> None:
    """Report on standard error what is wrong with the store, if anything is."""
    findings = _findings(settings)
    if findings and (line := condition_of(findings).line):
        say(line)


def _findings(settings: Settings) -> tuple[Finding, ...] | None:
    """The faults of the store that the settings name: () for none, None if the store does not answer.

    Why it does not answer is reported on standard error, but only for a store that REDIS_URL names. The
    embedded store may just be starting, and the code that keeps it running reports its faults.
    """
    client = make_client(settings.redis_url or address(settings.data_dir), SECONDS, SECONDS)
    try:
        return judge(look(client), read_address(settings.redis_url).replicas)
    except LOST as error:
        if settings.redis_url:
            say(away(error).line)
        return None
    finally:
        client.close()


def _refusal(lasting: list[Finding]) -> str:
    said = "; ".join(one.line for one in lasting)
    if any(not one.reads for one in lasting):
        return f"LIVE=1: the store (REDIS_URL) {said}"
    lines = "\n".join(f"  {line}" for line in FOUR_LINES)
    advice = "(a server that holds data already: see docs/deploy.md first)"
    return f"LIVE=1: the store (REDIS_URL) {said}. Write into its redis.conf {advice}:\n{lines}"


def _mark(settings: Settings) -> str:
    """The entry for a store in the file of stores that have passed: a keyed hash of its REDIS_URL.

    The hash has a key because the URL may hold a password.
    """
    return hmac.digest(settings.hash_key, f"passed\0{settings.redis_url}".encode(), "sha256").hex()


def _has_passed(settings: Settings) -> bool:
    with suppress(OSError, UnicodeDecodeError):  # what cannot be read has passed nothing
        return _mark(settings) in _file(settings).read_text().split()
    return False


def _note_passed(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _file(settings).open("a") as file:
            file.write(f"{_mark(settings)}\n")
    except OSError as error:
        say(f"{_file(settings)}: {error.strerror}: the next start with LIVE=1 asks the store anew")


def _file(settings: Settings) -> Path:
    return settings.data_dir / PASSED
