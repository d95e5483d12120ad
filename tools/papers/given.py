"""The meaning of each setting for people's data: who gets data through it, what a secret lets one read."""

from dataclasses import dataclass

# The settings that say nothing about a person and give nobody anything of one.
PLAIN = (
    "HELPLINE_NUMBER",
    "KEPT_PACK",
    "LIVE",
    "PACK",
    "PORT",
    "TRUSTED_PROXIES",
    "WEB_CONCURRENCY",
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """The meaning of a setting for people's data; `gets` names who gets data through it, "" for nobody."""

    name: str
    means: str
    gets: str = ""


MEANINGS = (
    Meaning(
        "TWILIO_ACCOUNT_SID",
        "with TWILIO_AUTH_TOKEN: texts are sent, staff rung, recordings fetched and deleted in this account",
        "the carrier, see 4",
    ),
    Meaning("TWILIO_AUTH_TOKEN", "who has it may read the account's texts, calls and recordings"),
    Meaning("TWILIO_AUTH_TOKEN_FILE", "the same, in a file"),
    Meaning("TWILIO_NUMBER", "the line's own number", "whoever is texted or rung sees it"),
    Meaning(
        "SELF_TEST_NUMBER",
        "a second number of ours, which a test rings and texts from: nobody else's number is in it",
        "the carrier, as of any call; it also writes down the line's own words then",
    ),
    Meaning("TWILIO_API_BASE", "another address than the carrier's, for tests", "whoever answers there"),
    Meaning("PUBLIC_URL", "where calls and texts come in; links to the desk are made with it"),
    Meaning("REDIS_URL", "the store lies there in place of DATA_DIR", "whoever hosts that server"),
    Meaning("DATA_DIR", "where the embedded store, the keys and the packs lie (3)"),
    Meaning("SECRET_KEY", "signs the desk's cookies: who has it may forge a browser's mark, no session"),
    Meaning(
        "NUMBER_KEY",
        "seals numbers, and the form in the desk's cookie: who has it and the store reads numbers that wait",
    ),
    Meaning("HASH_KEY", "hashes numbers: who has it and the store can try numbers one by one"),
    Meaning(
        "BACKUP_KEY",
        "encrypts backups: who has it and a backup has all of section 2 and the three keys above",
        "whoever keeps the files, encrypted (4)",
    ),
    Meaning(
        "BELL_TO",
        "numbers and addresses of staff, in the clear; the notice holds a count and a link, nobody's number",
        "these people; the carrier, or the mail's provider",
    ),
    Meaning(
        "SMTP_URL", "how staff are mailed: the same notice; and clinicians: a link", "the mail's provider"
    ),
    Meaning("METRICS_TOKEN", "who has it reads the sums of all processes; none is about a person"),
    Meaning("TRY", "the browser phone, for this machine alone: nothing of it is kept or sent"),
)
