"""A line that is lost and comes back: its folder, its backup, and another folder to restore it in."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

from store.server.embedded import address
from store.store import Store, open_store
from tests.conftest import HASH_KEY, LONDON, NUMBER_KEYS
from tests.wiring.stores import patient, running
from tools.operate.backup import backup
from tools.operate.restore import restore

BACKUP_KEY = b64encode(bytes(range(32))).decode()
KEYS = {"HASH_KEY": b64encode(HASH_KEY).decode(), "NUMBER_KEY": NUMBER_KEYS[0], "SECRET_KEY": "0" * 64}
NOT_GIVEN = dict.fromkeys((*KEYS, "REDIS_URL"), "")


@contextmanager
def opened(data: Path) -> Iterator[Store]:
    """The store of a data folder, running, opened as the line opens it."""
    with running(data):
        store = open_store(patient(address(data)), HASH_KEY, LONDON, NUMBER_KEYS, marks=True)
        yield store
        store.close()


def back_up(data: Path, *words: object, **given: str) -> Result:
    """Run `flask backup` for the line of a data folder; its keys are in the environment."""
    environ = {"DATA_DIR": str(data), "REDIS_URL": "", "BACKUP_KEY": BACKUP_KEY, **KEYS, **given}
    return CliRunner().invoke(backup, list(map(str, words)), env=environ)


def put_back(data: Path, *words: object, **given: str) -> Result:
    """Run `flask restore` for a new data folder, on a machine that has BACKUP_KEY alone."""
    environ = {"DATA_DIR": str(data), "BACKUP_KEY": BACKUP_KEY, **NOT_GIVEN, **given}
    return CliRunner().invoke(restore, list(map(str, words)), env=environ)
