"""The line's own keys: from the environment, or from a file each in DATA_DIR, made at the first start."""

import base64
import binascii
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from environment.faults import BadSetting

KEY_BYTES = 32
SHORTEST_SECRET = 16
MAKE = "make one with `openssl rand -base64 32 | tr +/ -_`"
LOST = "bring it back from a backup, or remove it for a new one (what the old one kept is then lost)"


# Nothing is made for a command: with a new HASH_KEY it would work on people whom nobody else knows.
UNKNOWN = "give what the line's service is given (`flask --env-file FILE …`), or its DATA_DIR"


def secret_key(text: str) -> str:
    """The key that signs cookies: `text` as it is.

    Raises BadSetting for fewer than 16 characters. Raises it, too, for bytes that are no UTF-8: the
    environment gives these as surrogates, which cannot sign.
    """
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise BadSetting("SECRET_KEY: is no text (UTF-8): make one with `openssl rand -hex 32`")
    if len(text) < SHORTEST_SECRET:
        raise BadSetting(
            f"SECRET_KEY: shorter than {SHORTEST_SECRET} characters: make one with `openssl rand -hex 32`"
        )
    return text


def number_keys(text: str) -> tuple[str, ...]:
    """The keys that encrypt phone numbers, still in base64. In `text` they are separated by commas.

    Raises BadSetting if there is none, or one is not 32 bytes in base64.
    """
    keys = tuple(part.strip() for part in text.split(",") if part.strip())
    if not keys or any(len(_bytes("NUMBER_KEY", key)) != KEY_BYTES for key in keys):
        raise BadSetting(f"NUMBER_KEY: not {KEY_BYTES} bytes in base64 (several: commas between): {MAKE}")
    return keys


def backup_key(text: str) -> bytes:
    """The key that encrypts backups, decoded. Raises BadSetting if `text` is not 32 bytes in base64."""
    if len(key := _bytes("BACKUP_KEY", text)) != KEY_BYTES:
        raise BadSetting(f"BACKUP_KEY: not {KEY_BYTES} bytes in base64: {MAKE}")
    return key


def hash_key(text: str) -> bytes:
    """The key that hashes phone numbers, decoded. BadSetting if `text` is not 32 bytes or more in base64."""
    return _bytes("HASH_KEY", text)


def _bytes(name: str, text: str) -> bytes:
    """Decode a key from base64, standard or URL-safe. Raises BadSetting if it has fewer than 32 bytes."""
    try:
        key = base64.b64decode(text.translate(str.maketrans("-_", "+/")), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) < KEY_BYTES:
        raise BadSetting(f"{name}: not {KEY_BYTES} bytes in base64: {MAKE}")
    return key


def read_key(environ: Mapping[str, str], name: str, folder: Path, shared: bool, make: bool) -> str:
    """Read the key called `name` from the environment, or from its file in `folder`.

    With `make` a missing file is made. With `shared`, for a store that several machines may use, the key must
    be in the environment. Raises BadSetting if there is no key, or if its file is empty, cannot be read or
    cannot be made.
    """
    given = environ.get(name, "").strip()
    if given:
        return given
    if shared:
        # machines that share a store must share its keys, which a folder of one machine cannot promise
        raise BadSetting(f"{name}: not set: with REDIS_URL it must be: {MAKE}")
    path = folder / name
    try:
        if not path.exists() and make:
            put_key(path, base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode())
        kept = path.read_text(encoding="ascii").strip()
    except OSError as error:
        if isinstance(error, FileNotFoundError) and not (make or path.is_symlink()):
            raise BadSetting(f"{name}: not set, and no line has kept one in {folder}: {UNKNOWN}") from None
        if make and not folder.is_dir():
            raise BadSetting(
                f"DATA_DIR: {folder} is no folder, and cannot be made one ({error.strerror}): name another"
            ) from None
        raise BadSetting(
            f"{name}: cannot keep it in {path}: {error.strerror}: set {name} or DATA_DIR"
        ) from None
    except UnicodeDecodeError:
        raise BadSetting(f"{name}: {path} holds no key: {LOST}") from None
    if not kept:
        raise BadSetting(f"{name}: {path} is empty: {LOST}")
    return kept


def put_key(path: Path, key: str) -> None:
    """Write a key to a new file with mode 600. Raises OSError if the file cannot be written.

    If several processes write at once, the first one's key is kept, and no process reads half a key.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(draft, path)  # a rename would take the place of the key that another process made
    finally:
        draft.unlink(missing_ok=True)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Wait until the new file's name in `folder` is on disk.

    If a power cut lost a new HASH_KEY, every opt-out stored with it would be lost too.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
