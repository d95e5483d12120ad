"""The settings, store and network functions of a preflight; tests replace the network functions."""

import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from functools import partial
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from environment.secret_files import with_secrets
from menus.hours import rung_at
from menus.loading.pack import load_kept
from menus.model import Pack
from settings import BadSetting, Settings, served_pack
from store.desk.desk import DeskStore
from web.tokens import Tokens

MOST_TRIED = 3
# The carrier waits longer; who waits so long for a word has hung up.
ANSWER_SECONDS = 4.0


def _resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, those of IPv4 first. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ordered = sorted(found, key=lambda one: one[0] != socket.AF_INET)
    return tuple(dict.fromkeys(str(one[4][0]) for one in ordered))


def _dial(addresses: tuple[str, ...], port: int, seconds: float) -> socket.socket:
    """Connect to the first of some addresses that accepts a connection; each has `seconds` to do so.

    Only the first three are tried. Raises OSError if none of them accepts.
    """
    failed: OSError = OSError("no address")
    for address in addresses[:MOST_TRIED]:
        try:
            return socket.create_connection((address, port), seconds)
        except OSError as error:
            failed = error
    raise failed


@dataclass(frozen=True, slots=True)
class Means:
    """The settings, store and functions that a preflight works with.

    `environ` is the environment, with the values of secrets from files. `files` are more files with secrets,
    which no environment variable names. `tokens` are the account's tokens; the first is in use. `kept` is the
    store; if it cannot be opened, it is None, and `unopened` says why. `pack` gives the pack that is served,
    or raises PackError.

    `watch` gives the seconds of a monotonic clock. `resolve` finds the addresses of a host and port. `dial`
    connects to one of several addresses, `trust` makes a TLS context, `zone_of` finds a time zone by its
    name. `patience` is the number of seconds to wait for a connection or an answer.
    """

    settings: Settings
    environ: Mapping[str, str]
    tokens: tuple[str, ...] = field(repr=False)
    kept: DeskStore | None
    now: Callable[[], datetime]
    pack: Callable[[], Pack]
    unopened: str = ""
    files: tuple[Path, ...] = ()
    resolve: Callable[[str, int], tuple[str, ...]] = _resolve
    dial: Callable[[tuple[str, ...], int, float], socket.socket] = _dial
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    zone_of: Callable[[str], tzinfo] = ZoneInfo
    watch: Callable[[], float] = perf_counter
    patience: float = ANSWER_SECONDS


def means(
    settings: Settings,
    environ: Mapping[str, str],
    kept: DeskStore | None,
    pack: Callable[[], Pack] | None = None,
) -> Means:
    """The means of a preflight for a line with these settings: its current tokens and the real network.

    `kept` is the open store, or None if there is none. `pack` gives the pack, in a process that has loaded it
    already. If `pack` is None, the served pack is loaded, which costs memory and time.
    """
    tokens = Tokens(settings.auth_tokens, settings.auth_token_file, utc_now)
    pack = pack or partial(_served, settings)
    return Means(settings, _whole(environ), tokens.renew(), kept, utc_now, pack)


def _whole(environ: Mapping[str, str]) -> Mapping[str, str]:
    """The environment with the secrets from files; unchanged if such a file cannot be read any more."""
    try:
        return with_secrets(environ)
    except BadSetting:
        return environ


def _served(settings: Settings) -> Pack:
    """The pack that is served, with the helpline's number from the settings. Raises PackError."""
    pack = load_kept(served_pack(settings), settings.pack)
    return replace(pack, hours=rung_at(pack.hours, settings.helpline_number))


def utc_now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)
