"""What a preflight asks with: the line's settings and store, and the ways out, which tests replace."""

import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from menus.model import Pack
from settings import Settings
from store.desk.desk import DeskStore

MOST_TRIED = 3


@dataclass(frozen=True, slots=True)
class Checksums:
    """The checksums of what a pack makes for the carrier to keep, and how one is made of a document."""

    calls: str
    texts: str
    of: Callable[[bytes], str]


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, those of IPv4 first. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ordered = sorted(found, key=lambda one: one[0] != socket.AF_INET)
    return tuple(dict.fromkeys(str(one[4][0]) for one in ordered))


def dial(addresses: tuple[str, ...], port: int, seconds: float) -> socket.socket:
    """A connection to the first of some addresses that takes one. Raises OSError."""
    failed: OSError = OSError("no address")
    for address in addresses[:MOST_TRIED]:
        try:
            return socket.create_connection((address, port), seconds)
        except OSError as error:
            failed = error
    raise failed


@dataclass(frozen=True, slots=True)
class Means:
    """All that a preflight asks with.

    `environ` is the environment with the values of secrets that stand in files, `tokens` the account's, the
    one that is used first. `kept` is None where the store cannot be opened, and `unopened` says why. `sign`
    makes the carrier's signature from a URL, a token and a form. `fallback` gives the checksums of what a
    pack makes for a line's number; None where they are not compared.
    """

    settings: Settings
    environ: Mapping[str, str]
    tokens: tuple[str, ...]
    kept: DeskStore | None
    now: Callable[[], datetime]
    sign: Callable[[str, str, Mapping[str, str]], str]
    unopened: str = ""
    files: tuple[Path, ...] = ()
    fallback: Callable[[Pack, str], Checksums] | None = None
    resolve: Callable[[str, int], tuple[str, ...]] = resolve
    dial: Callable[[tuple[str, ...], int, float], socket.socket] = dial
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    zone_of: Callable[[str], tzinfo] = ZoneInfo
