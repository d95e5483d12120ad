"""Finds settings that are probably mistakes: the line starts all the same, and reports them."""

from collections.abc import Iterator, Mapping

from environment.secret_files import SECRETS

# Of which `settings.read` reads each, besides the files of secrets.
NAMES = (
    *("BACKUP_KEY", "BELL_TO", "DATA_DIR", "HASH_KEY", "HELPLINE_NUMBER", "KEPT_PACK", "LIVE"),
    *("METRICS_TOKEN", "NUMBER_KEY", "PACK", "PORT", "PUBLIC_URL", "REDIS_URL", "SECRET_KEY"),
    *("SELF_TEST_NUMBER", "SMTP_URL", "TRUSTED_PROXIES", "TRY", "TWILIO_ACCOUNT_SID", "TWILIO_API_BASE"),
    *("TWILIO_AUTH_TOKEN", "TWILIO_NUMBER", "WEB_CONCURRENCY"),
)
KNOWN = frozenset((*NAMES, *(f"{name}_FILE" for name in SECRETS)))
# Of so short a name another letter, or one too few, makes any name: TTY, SORT.
SHORT = 4
PAIR = 2


def doubts(environ: Mapping[str, str]) -> Iterator[str]:
    """A line for each setting in `environ` that is probably a mistake, though the line can start with it.

    Three kinds of mistakes are found: (a) a name that is one slip from the name of a setting; (b) KEPT_PACK,
    which nobody should set; (c) a mail address in BELL_TO whose host has no dot. No line holds a setting's
    value.
    """
    for name in sorted(environ.keys() - KNOWN):
        if meant := next((known for known in sorted(KNOWN) if _is_slip(name, known)), ""):
            yield f"{name}: there is no such setting, and it is not heeded: is it {meant}?"
    if environ.get("KEPT_PACK", "").strip():
        yield "KEPT_PACK: the line sets it for its own processes, and does not heed yours: take it away"
    hosts = [each.rpartition("@")[2].strip() for each in environ.get("BELL_TO", "").split(",") if "@" in each]
    if any("." not in host.strip(".") and host != "localhost" for host in hosts):
        yield "BELL_TO: what follows an @ has no dot: is the address whole? If it is, nothing need be done"


def _is_slip(name: str, known: str) -> bool:
    """Whether `name` is one slip from `known`: a letter more, fewer or another, or two exchanged.

    If `known` has at most four letters, only a letter more or two letters exchanged count.
    """
    if len(name) == len(known):
        wrong = [at for at, (one, other) in enumerate(zip(name, known, strict=True)) if one != other]
        if len(wrong) == 1:
            return len(known) > SHORT
        crossed = len(wrong) == PAIR and wrong[1] == wrong[0] + 1
        return crossed and name[wrong[0]] == known[wrong[1]] and name[wrong[1]] == known[wrong[0]]
    shorter, longer = sorted((name, known), key=len)
    if len(longer) != len(shorter) + 1 or (longer == known and len(known) <= SHORT):
        return False
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
