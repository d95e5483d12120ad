"""The settings, read once from the environment, from files of secrets, and from keys in DATA_DIR."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from environment.faults import BadSetting
from environment.keys import backup_key, hash_key, number_keys, read_key, secret_key
from environment.rings_itself import demand_others
from environment.secret_files import with_secrets

__all__ = [
    "E164",
    "HERE",
    "SHIPPED",
    "BadSetting",
    "Settings",
    "current_pack",
    "data_dir_of",
    "last_backup",
    "read",
    "store_url",
]

HERE = Path(__file__).resolve().parent
SHIPPED = HERE / "menus" / "muscle"
E164 = r"\+[1-9][0-9]{6,14}"
# what a value must look like, and the mend
NUMBER = (E164, "write it like +442079460123: plus, country, number, no spaces")
ACCOUNT = (r"AC[0-9a-fA-F]{32}", "write AC and 32 of 0-9 and a-f, as the carrier shows it")
METRICS = (r"[!-~]{16,}", "write at least 16 plain characters, no spaces")
TOKENS = (r"[!-+\--~]+(\s*,\s*[!-+\--~]+)?", "write one token, or two with a comma between")
SENTINELS = (
    r"rediss?\+sentinel://([^@/?#\s]+@)?(HOST,)*HOST/[^/?#\s]+(/[0-9]+)?(\?[!-~]*)?".replace(
        "HOST",
        r"(\[[0-9a-fA-F:.]+\]|[\w.-]+)(:(6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3}))?",
    ),
    "write redis+sentinel://host:port,host:port,host:port/name/0, with the name the sentinels know",
)
BELL = (
    rf"({E164}|[^@,\s]+@[^@,\s]+)(\s*,\s*({E164}|[^@,\s]+@[^@,\s]+))*",
    "write numbers or e-mail addresses, commas between",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings from the environment; `repr` leaves out secrets, URLs with secrets, and phone numbers.

    An empty value means "not set". `auth_tokens` has the carrier's token, or two while it is replaced; the
    file `auth_token_file` has later ones (web/tokens.py). `public_url` has no slash at its end. The first of
    `number_keys` encrypts, and all decrypt (Fernet). If `redis_url` is "", the embedded store in `data_dir`
    is used. `kept_pack` is for the line's own processes: a link to the pack that they serve.
    """

    data_dir: Path = HERE / "var"
    pack: Path = SHIPPED
    kept_pack: Path | None = None  # for the processes of the line: what is served whatever `pack` holds
    account_sid: str = ""
    auth_tokens: tuple[str, ...] = field(default=(), repr=False)
    auth_token_file: Path | None = field(default=None, compare=False)  # it only says where they came from
    number: str = field(default="", repr=False)
    self_test_number: str = field(default="", repr=False)
    api_base: str = ""
    public_url: str = field(default="", repr=False)
    trusted_proxies: int = 0
    redis_url: str = field(default="", repr=False)
    secret_key: str = field(default="", repr=False)
    number_keys: tuple[str, ...] = field(default=(), repr=False)
    hash_key: bytes = field(default=b"", repr=False)
    backup_key: bytes = field(default=b"", repr=False)
    helpline_number: str = field(default="", repr=False)
    bell_to: tuple[str, ...] = field(default=(), repr=False)
    smtp_url: str = field(default="", repr=False)
    metrics_token: str = field(default="", repr=False)
    port: int = 8000
    web_concurrency: int = 2
    try_on: bool = False
    live: bool = False


def read(environ: Mapping[str, str], *, make: bool = False, keys: bool = True) -> Settings:
    """Read the settings from `environ`, and from the files of secrets that `environ` names (NAME_FILE).

    A key that is not set is read from its file in DATA_DIR. With `make`, which is only for the start of the
    line, a missing key file is made. Without `keys` no key is read, for a command that needs none. Raises
    BadSetting for the first setting that is wrong, or whose file cannot be read.
    """
    environ = with_secrets(environ)
    demand_others(environ)
    data_dir = data_dir_of(environ)
    found = Settings(
        data_dir=data_dir,
        pack=_pack(environ, data_dir),
        kept_pack=Path(kept) if (kept := _value(environ, "KEPT_PACK")) else None,
        account_sid=_plain(environ, "TWILIO_ACCOUNT_SID", *ACCOUNT),
        auth_tokens=_list(_plain(environ, "TWILIO_AUTH_TOKEN", *TOKENS)),
        auth_token_file=Path(file) if (file := _value(environ, "TWILIO_AUTH_TOKEN_FILE")) else None,
        number=_plain(environ, "TWILIO_NUMBER", *NUMBER),
        self_test_number=_plain(environ, "SELF_TEST_NUMBER", *NUMBER),
        api_base=_url(environ, "TWILIO_API_BASE", "http", "https"),
        public_url=_public_url(environ),
        trusted_proxies=_count(environ, "TRUSTED_PROXIES", 0, 0, 10),
        redis_url=store_url(environ),
        helpline_number=_plain(environ, "HELPLINE_NUMBER", *NUMBER),
        bell_to=_list(_plain(environ, "BELL_TO", *BELL)),
        smtp_url=_url(environ, "SMTP_URL", "smtp", "smtps"),
        metrics_token=_plain(environ, "METRICS_TOKEN", *METRICS),
        port=_count(environ, "PORT", 8000, 1, 65535),
        web_concurrency=_count(environ, "WEB_CONCURRENCY", 2, 1, 64),
        try_on=_switch(environ, "TRY"),
        live=_switch(environ, "LIVE"),
        backup_key=backup_key(text) if (text := _value(environ, "BACKUP_KEY")) else b"",
    )
    # last, so that nothing is written for a start that another value stops
    return _with_keys(found, environ, make) if keys else found


def _with_keys(found: Settings, environ: Mapping[str, str], make: bool) -> Settings:
    """The settings `found` with their keys, from `environ` or else from DATA_DIR. Raises BadSetting.

    With `make`, a key that DATA_DIR lacks is made there.
    """
    data_dir, shared = found.data_dir, bool(found.redis_url)
    return replace(
        found,
        secret_key=secret_key(read_key(environ, "SECRET_KEY", data_dir, shared, make)),
        number_keys=number_keys(read_key(environ, "NUMBER_KEY", data_dir, shared, make)),
        hash_key=hash_key(read_key(environ, "HASH_KEY", data_dir, shared, make)),
    )


def data_dir_of(environ: Mapping[str, str]) -> Path:
    """The absolute path of DATA_DIR, by default `var` beside the code, whether it exists or not."""
    return Path(_value(environ, "DATA_DIR") or HERE / "var").absolute()


def current_pack(data_dir: Path) -> Path:
    """The path of the link to the last good pack (menus/loading/snapshots.py), even if there is none yet."""
    return data_dir / "packs" / "current"


def last_backup(data_dir: Path) -> Path:
    """The file that tells the last good backup's time (ISO) and path, a line each; it may not exist yet."""
    return data_dir / "last-backup"


def served_pack(settings: Settings) -> Path:
    """The path of the link to the pack that is served: KEPT_PACK if it is set, else `current_pack`.

    Only the line's processes have KEPT_PACK; commands run without it.
    """
    return settings.kept_pack or current_pack(settings.data_dir)


def _value(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _plain(environ: Mapping[str, str], name: str, pattern: str, mend: str) -> str:
    """Read the setting `name`, which must fit `pattern`; "" if it is not set.

    Raises BadSetting with the advice `mend`. The message does not quote the value, which may be secret.
    """
    text = _value(environ, name)
    if text and not re.fullmatch(pattern, text):
        raise BadSetting(f"{name}: {mend}")
    return text


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _count(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = _value(environ, name)
    if not text:
        return default
    if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        raise BadSetting(f"{name}: {text!r}: write a whole number from {least} to {most}")
    return int(text)


def _switch(environ: Mapping[str, str], name: str) -> bool:
    text = _value(environ, name)
    if text not in ("", "0", "1"):
        raise BadSetting(f"{name}: {text!r}: write 1 for on, 0 for off")
    return text == "1"


def _url(environ: Mapping[str, str], name: str, *schemes: str) -> str:
    """Read the setting `name`, a URL with one of `schemes`; "" if it is not set.

    Raises BadSetting. The message does not quote the URL, which may contain a password.
    """
    text = _value(environ, name)
    if text and not _fits(text, schemes):
        wanted = " or ".join(f"{scheme}://{'/path' if scheme == 'unix' else 'host'}" for scheme in schemes)
        raise BadSetting(f"{name}: not a URL that fits here: write {wanted}, in plain characters, no spaces")
    return text


def store_url(environ: Mapping[str, str]) -> str:
    """REDIS_URL, an address of a server or of sentinels; "" if not set. Raises BadSetting if it is none."""
    if re.match(r"rediss?\+sentinel:", _value(environ, "REDIS_URL")):
        text = _plain(environ, "REDIS_URL", *SENTINELS)
    else:
        text = _url(environ, "REDIS_URL", "redis", "rediss", "unix")
    if re.search(r"[?&]replicas=(?![0-9](&|$))", text):
        raise BadSetting("REDIS_URL: replicas: write a digit: how many of them must confirm a promise")
    return text


def _fits(text: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    reaches = parts.path if parts.scheme == "unix" else parts.hostname
    return parts.scheme in schemes and port != 0 and bool(reaches) and bool(re.fullmatch(r"[!-~]+", text))


def _public_url(environ: Mapping[str, str]) -> str:
    text = _url(environ, "PUBLIC_URL", "https", "http").rstrip("/")
    # the links within a call begin at the host's root: behind a path the second webhook would be lost
    if urlsplit(text).path or "?" in text or "#" in text:
        raise BadSetting("PUBLIC_URL: holds more than a host: write only what stands before /voice and /sms")
    return text


def _pack(environ: Mapping[str, str], data_dir: Path) -> Path:
    """The pack's folder. Raises BadSetting if it is missing, unless the last good pack is kept (ADR 29)."""
    path = Path(_value(environ, "PACK") or SHIPPED).absolute()
    if not path.is_dir() and not current_pack(data_dir).exists():
        raise BadSetting(f"PACK: {path} is not a folder")
    return path


def not_set(settings: Settings) -> list[str]:
    """The carrier's settings that are missing, by the names of their environment variables."""
    needed = {
        "TWILIO_ACCOUNT_SID": settings.account_sid,
        "TWILIO_AUTH_TOKEN": settings.auth_tokens,
        "TWILIO_NUMBER": settings.number,
    }
    return [name for name, value in needed.items() if not value]
