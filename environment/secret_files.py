"""Secrets that are given as files: NAME_FILE names a file that holds the value of NAME."""

from collections.abc import Mapping
from pathlib import Path

from environment.faults import BadSetting

SECRETS = (
    "TWILIO_AUTH_TOKEN",
    "REDIS_URL",
    "SMTP_URL",
    "SECRET_KEY",
    "NUMBER_KEY",
    "HASH_KEY",
    "BACKUP_KEY",
    "METRICS_TOKEN",
)


def with_secrets(environ: Mapping[str, str]) -> dict[str, str]:
    """A copy of `environ` with the secrets that are given as files: HASH_KEY_FILE names the file of HASH_KEY.

    The line break at the end of a file is no part of the value. Raises BadSetting if a file cannot be read,
    or if a secret is given both as a value and as a file. The messages quote no value.
    """
    whole = dict(environ)
    for name in SECRETS:
        if path := environ.get(f"{name}_FILE", "").strip():
            if environ.get(name, "").strip():
                raise BadSetting(f"{name}: set, and {name}_FILE is set too: take one of them away")
            whole[name] = _read(f"{name}_FILE", Path(path))
    return whole


def _read(name: str, file: Path) -> str:
    try:
        found = file.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise BadSetting(
            f"{name}: cannot read {file} ({why}): let the line's user read it, or name another file"
        ) from None
    except UnicodeDecodeError:
        raise BadSetting(f"{name}: {file} holds no text: write the value alone into it") from None
    if not found.strip():
        raise BadSetting(f"{name}: {file} is empty: write the value into it")
    return found
