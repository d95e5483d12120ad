"""Looks through the files from which `flask` reads settings: a line that it skips stops the start."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from environment.faults import BadSetting

ENV_FILE = ("-e", "--env-file")
# The variable by which `flask` takes a file as it takes that of --env-file, where none is given there.
NAMED = "FLASK_ENV_FILE"
# What `flask` reads by itself: the first of each name, from the folder where it is started upwards.
FOUND = (".flaskenv", ".env")


def env_files(words: Sequence[str]) -> tuple[Path, ...]:
    """The files from which `flask` has read the environment: those it finds, and the one that is named.

    `words` is the command line of `flask`. It names a file by --env-file; if it does not, the variable
    FLASK_ENV_FILE may. Unless FLASK_SKIP_DOTENV is set, `flask` finds .flaskenv and .env, each in the folder
    where it was started or the nearest folder above. The files are looked for anew here, because `flask` does
    not tell its commands which it has read.
    """
    from dotenv import find_dotenv  # here, as the next: every `flask` command imports this file
    from flask.helpers import get_load_dotenv

    found = (find_dotenv(name, usecwd=True) for name in FOUND if get_load_dotenv())
    given = (after for before, after in pairwise(words) if before in ENV_FILE)
    joined = (word.partition("=")[2] for word in words if word.startswith(f"{ENV_FILE[1]}="))
    run_together = (word[2:] for word in words if re.match(r"-e[^-]", word))
    named = (*given, *joined, *run_together) or filter(None, (os.environ.get(NAMED),))
    return tuple(map(Path, (*filter(None, found), *named)))


def check_env_files(files: Iterable[Path]) -> None:
    """Raise BadSetting for a line that sets nothing, such as "LIVE: 1", and for a name that stands twice.

    `flask` would skip such a line, and of a name that stands twice take only the last value. The phone line
    could then start with an empty store, or without LIVE. A file that is not there or cannot be read is left
    out. No message quotes a line of a file, because it may hold a secret.
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
