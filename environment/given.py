"""The names of the settings that the line was started with, in a file in DATA_DIR, for commands.

A command in a shell without the service's settings would work on another store, and report success.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from environment.faults import BadSetting
from environment.keys import UNKNOWN
from environment.secret_files import with_secrets

FILE = "given"
# By these a command finds the line's store, and the people in it.
DECIDE = ("REDIS_URL", "HASH_KEY", "NUMBER_KEY")


def note_given(environ: Mapping[str, str], folder: Path) -> None:
    """Write into DATA_DIR, `folder`, by which settings this line finds its store and the people in it.

    Only the names are written, such as REDIS_URL, never a value. Does nothing if the folder cannot
    be written. Raises BadSetting for a secret's file that cannot be read.
    """
    file, names = folder / FILE, "\n".join(_names(environ))
    with suppress(OSError):  # a folder that cannot be written stops no line
        # on a full disk an old one would be emptied
        if not file.exists() or file.read_bytes() != names.encode():
            file.write_text(names)


def check_given(environ: Mapping[str, str], folder: Path) -> None:
    """Raise BadSetting if `environ` lacks a setting that the line of `folder` was started with.

    The line has noted the names of these settings in the folder. If the note cannot be read, nothing is
    checked. Raises BadSetting, too, for a note that is no text, and for a secret's file that cannot be read.
    """
    try:
        noted = (folder / FILE).read_text(encoding="utf-8").split()
    except OSError:
        return
    except UnicodeDecodeError as error:
        at = f"{folder / FILE} is no text (byte {error.start + 1})"
        raise BadSetting(f"DATA_DIR: {at}: delete it, the next start of the line writes it") from None
    missing = [name for name in noted if name not in _names(environ)]
    if missing:
        raise BadSetting(f"{', '.join(missing)}: not set, but the line of {folder} has it: {UNKNOWN}")


def _names(environ: Mapping[str, str]) -> list[str]:
    whole = with_secrets(environ)
    return [name for name in DECIDE if whole.get(name, "").strip()]
