"""Checks of this machine: the pack, the time-zone data, the files of secrets and the last backup."""

import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from pathlib import Path

from environment.secret_files import SECRETS
from menus.loading import snapshots
from menus.loading.own_number import own_number
from menus.model import Pack
from menus.reviews import withdrawn
from menus.signing.things import drafts
from preflight.judging import words_said
from preflight.judging.calendar import Zone
from preflight.judging.secret import Backup, Secrets, weak
from preflight.judging.words_said import Switches
from preflight.means import Means
from settings import current_pack, last_backup

IN_CONTAINERS = "/run/secrets"
LONDON = "Europe/London"
STALE = timedelta(90)
BEFORE = timedelta(seconds=1)


def look_here(means: Means, pack: Pack | None, why: str) -> Iterator[tuple[str, object]]:
    """Check this machine and the pack; give each finding as (subject, fact).

    The subjects are fields of `Facts`: settings, secrets, last backup, the pack, its time zone and bank
    holidays. If the pack cannot be read, `pack` is None and `why` says why; the facts taken from the pack are
    then missing.
    """
    now, settings = means.now(), means.settings
    refused = snapshots.noted(current_pack(settings.data_dir), snapshots.REFUSED).partition("\n")[0]
    yield "switches", Switches(settings.live, settings.try_on)
    yield "secrets", Secrets(weak(_secrets(means)), _open(_files(means)))
    yield "backup", Backup(bool(settings.backup_key), *_last_backup(settings.data_dir))
    if pack is None:
        yield "pack", words_said.Pack(refused=why)
        return
    yield "zone", _zone(means, pack.hours.zone, now)
    yield "holidays", pack.hours.holidays_until
    named = {"HELPLINE_NUMBER": settings.helpline_number, "BELL_TO": ",".join(settings.bell_to)}
    ours = own_number(pack.hours, {"TWILIO_NUMBER": settings.number, **named})
    yield "helpline", tuple(f"{fault.key or fault.file}: {fault.says}" for fault in ours)
    yield "pack", _judged(pack, refused, now)


@lru_cache(maxsize=2)
def _errors(pack: Pack, today: date) -> int:
    """The number of errors in a pack on a day."""
    from menus.rules.faults import faults  # here: checking a pack loads more than serving it

    return sum(fault.level == "error" for fault in faults(pack, today))


def _judged(pack: Pack, refused: str, now: datetime) -> words_said.Pack:
    today, hours = now.date(), pack.hours
    topics = [topic for language in pack.languages.values() for topic in language.topics.values()]
    return words_said.Pack(
        refused,
        errors=_errors(pack, today),
        drafts=len(drafts(pack)),
        withdrawn=sum(withdrawn(topic, hours, now) for topic in topics),
        confirmed=bool(hours.confirmed_by.strip()),
        stale=hours.confirmed_on is not None and today - hours.confirmed_on > STALE,
    )


def _secrets(means: Means) -> dict[str, str]:
    """The values of the secrets that are not URLs, by name, to be judged by `weak`; "" if not set.

    Some names have several secrets, such as two keys. Then the first weak one is given, or "" if none is.
    """
    given = {name: means.environ.get(name, "") for name in SECRETS if not name.endswith("_URL")}
    settings = means.settings
    given |= {"SECRET_KEY": settings.secret_key, "BACKUP_KEY": settings.backup_key.decode("latin-1")}
    given |= {"TWILIO_AUTH_TOKEN": "", "NUMBER_KEY": "", "HASH_KEY": settings.hash_key.decode("latin-1")}
    many = {"TWILIO_AUTH_TOKEN": means.tokens, "NUMBER_KEY": settings.number_keys}
    for name, parts in many.items():
        given[name] = next((part for part in parts if weak({name: part})), "")
    return given


def _files(means: Means) -> Iterator[Path]:
    """The files that hold secrets: those the environment names, the generated keys, and `means.files`."""
    yield from (Path(named) for name in SECRETS if (named := means.environ.get(f"{name}_FILE", "").strip()))
    yield from (means.settings.data_dir / name for name in SECRETS)
    yield from means.files


def _open(files: Iterable[Path]) -> tuple[str, ...]:
    """The names of the files of secrets that other users of this machine can read.

    Files in a container are left out, because a container has no other users.
    """
    found = []
    for file in files:
        with suppress(OSError):
            if not file.is_relative_to(IN_CONTAINERS) and file.stat().st_mode & stat.S_IROTH:
                found.append(file.name)
    return tuple(found)


def _last_backup(data: Path) -> tuple[datetime | None, str]:
    """The time of the last backup (None: unknown), and the backup's file if it is gone, else ""."""
    with suppress(OSError, ValueError):
        told, _, file = last_backup(data).read_text(encoding="utf-8").strip().partition("\n")
        last = datetime.fromisoformat(told)
        return last if last.tzinfo else last.replace(tzinfo=UTC), file if _is_gone(file) else ""
    return None, ""


def _is_gone(file: str) -> bool:
    """Whether a backup's file is gone. False if we may not look, or if `file` is "", as in old notes."""
    with suppress(PermissionError):
        return bool(file) and not Path(file).exists()
    return False


def _zone(means: Means, name: str, now: datetime) -> Zone:
    """Whether the time zone is known; for London, also whether the next clock change is right."""
    try:
        zone = means.zone_of(name)
    except (KeyError, ValueError, OSError):
        return Zone(name, known=False)
    if name != LONDON:
        return Zone(name)
    change, hours = _next_change(now)
    return Zone(name, change=change.date(), right=_goes(zone, change, hours))


def _next_change(now: datetime) -> tuple[datetime, timedelta]:
    """The next change of London's clocks, and the offset from UTC after it.

    The clocks change at 1:00 UTC on the last Sunday of a month.
    """
    for year in (now.year, now.year + 1):
        for month, hours in ((3, 1), (10, 0)):
            last = date(year, month, 31)
            sunday = last - timedelta((last.weekday() + 1) % 7)
            change = datetime(year, month, sunday.day, 1, tzinfo=UTC)
            if change > now:
                return change, timedelta(hours=hours)
    raise AssertionError("a year has two changes")


def _goes(zone: tzinfo, change: datetime, after: timedelta) -> bool:
    before = timedelta(hours=1) - after
    then = (change - BEFORE).astimezone(zone).utcoffset(), change.astimezone(zone).utcoffset()
    return then == (before, after)
