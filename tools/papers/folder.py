"""The files of DATA_DIR: who may read them, and how long they stay."""

from dataclasses import dataclass

from environment import given, line_id
from store.desk import air_copy
from store.server import aside, files, told
from tools.papers.spans import FOR_GOOD, span

KEYS_STAY = f"{FOR_GOOD}; whoever has this and the store reads numbers"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder of DATA_DIR: name, content, what in it is about people, and how long it stays."""

    name: str
    holds: str
    people: str
    lasts: str


ENTRIES = (
    Entry(
        "store",
        "the embedded store's file (append-only) and its log",
        "all of section 2; what was erased stays in the file until it is written anew, at night or by "
        "`flask forget`",
        FOR_GOOD,
    ),
    Entry(
        aside.ASIDE,
        "a store's file before its broken end was cut off, and what `flask empty-store` put away",
        "all that the store had then",
        span(aside.KEPT.total_seconds()),
    ),
    Entry("NUMBER_KEY", "the key that seals numbers, where no setting gives it", "none", KEYS_STAY),
    Entry("HASH_KEY", "the key that hashes numbers, where no setting gives it", "none", FOR_GOOD),
    Entry("SECRET_KEY", "the key that signs cookies, where no setting gives it", "none", FOR_GOOD),
    Entry("packs", "the packs that passed last, and which one is served", "none", "the newest five"),
    Entry(given.FILE, "the names of settings that the line was given, no values", "none", FOR_GOOD),
    Entry(line_id.FILE, "the line's process id", "none", "while it runs"),
    Entry("store-since", "since when the store is away or unfit, and how", "none", "until it is well"),
    Entry(
        "last-backup",
        "when the last good backup was taken, and into which file",
        "none",
        "until the next one",
    ),
    Entry(
        "provisioned.json",
        "what the number was set to at the carrier before `flask provision` changed it",
        "none; addresses, with a password where one stood in them",
        "until `flask provision --undo`",
    ),
    Entry("first-link", "the link that makes the first account", "none", "until the first account is there"),
    Entry(
        "stores-passed", "hashes of the stores of one's own that passed LIVE=1 at a start", "none", FOR_GOOD
    ),
    Entry(
        air_copy.FILE,
        "what is off the air, and the notice, for a start while the store is away",
        "the names of the accounts that set them",
        "until it changes",
    ),
    Entry(
        files.MARK, "nothing; that it is there says that a store has kept something here", "none", FOR_GOOD
    ),
    Entry(told.FILE, "how the embedded store is, for the other processes", "none", FOR_GOOD),
    Entry("store.sock", "the socket of the embedded store", "none", "while it runs"),
)
