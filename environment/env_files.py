"""Looks through the files from which `flask` reads settings: a line that it skips stops the start."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from environment.faults import BadSetting

DOTENV, ENV_FILE = Path(".env"), ("-e", "--env-file")


def env_files(words: Sequence[str]) -> tuple[Path, ...]:
    """The files from which `flask` may have read the environment: .env, and those its command line names.

    `words` is that command line. `flask` does not tell its commands which files it read.
    """
    given = (after for before, after in pairwise(words) if before in ENV_FILE)
    joined = (word.partition("=")[2] for word in words if word.startswith(f"{ENV_FILE[1]}="))
    return (DOTENV, *map(Path, given), *map(Path, joined))


def check_env_files(files: Iterable[Path]) -> None:
    """Raise BadSetting for a line that sets nothing, such as "LIVE: 1", and for a name that stands twice.

    `flask` skips the one, and takes only the last of the other: a line could start with an empty store, or
    without LIVE. A file that is not there or cannot be read is left out. No message quotes the line, which
    may hold a secret.
    """
    for file in files:
        if fault := next(_faults(file), ""):
            raise BadSetting(fault)


def _faults(file: Path) -> Iterator[str]:
    from dotenv.parser import parse_stream  # here: every `flask` command imports this file

    try:
        text = file.open(encoding="utf-8")
    except OSError:
        return
    seen: dict[str, int] = {}
    with text:
        for binding in parse_stream(text):
            # Blank lines before a setting belong to it.
            words = binding.original.string
            line = binding.original.line + len(words) - len(words.lstrip("\n"))
            if binding.error or (binding.key is not None and binding.value is None):
                yield f"{file}, line {line}: sets nothing: write NAME=value, or a # before it"
            elif binding.key in seen:
                yield f"{file}, line {line}: {binding.key} is in line {seen[binding.key]} too: take one out"
            elif binding.key is not None:
                seen[binding.key] = line
