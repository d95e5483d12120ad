"""A file encrypted and authenticated in chunks: a file that was cut or altered is refused whole.

The head is followed by chunks of AES-256-GCM, each of 64 KB but for the last. The number of a chunk, and
whether it is the last, make its nonce: chunks that are missing, doubled or in another order cannot be
decrypted.
"""

import os
from collections.abc import Iterable, Iterator
from hmac import compare_digest
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# The number is the version of the file's form.
BEGINS, VERSION = b"line backup ", b"1\n"
SALT_BYTES, CHECK_BYTES, KEY_BYTES, TAG_BYTES = 16, 8, 32, 16
CHUNK_BYTES = 64 * 1024
NUMBER_BYTES = 11


class BadBackup(Exception):
    """The error raised when a backup or data folder cannot be believed; the message, one line, says why."""


def write(file: BinaryIO, key: bytes, parts: Iterable[bytes]) -> None:
    """Write `parts` in order, encrypted with `key` (32 bytes). Raises OSError if `file` does."""
    salt = os.urandom(SALT_BYTES)
    own, check = _keys(key, salt)
    head = BEGINS + VERSION + salt + check
    file.write(head)
    cipher, number, waiting = AESGCM(own), 0, bytearray()
    for part in parts:
        waiting += part
        while len(waiting) > CHUNK_BYTES:  # not at its size: the last one is marked as such
            file.write(cipher.encrypt(_nonce(number, False), bytes(waiting[:CHUNK_BYTES]), head))
            del waiting[:CHUNK_BYTES]
            number += 1
    file.write(cipher.encrypt(_nonce(number, True), bytes(waiting), head))


def read(file: BinaryIO, key: bytes) -> Iterator[bytes]:
    """Decrypt a file that `write` wrote with `key`, and give its contents part by part.

    Believe no part before all have come: only the end shows that nothing is missing. Raises BadBackup if the
    file is no backup, was cut or altered, or was made with another key or by a later version of the line.
    Raises OSError if the file cannot be read.
    """
    head = _head(file)
    salt, check = head[-SALT_BYTES - CHECK_BYTES : -CHECK_BYTES], head[-CHECK_BYTES:]
    own, known = _keys(key, salt)
    if not compare_digest(check, known):
        raise BadBackup("it was made with another BACKUP_KEY (or its first line is damaged)")
    cipher, number = AESGCM(own), 0
    chunk = file.read(CHUNK_BYTES + TAG_BYTES)
    while True:
        after = file.read(CHUNK_BYTES + TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(number, not after), chunk, head)
        except InvalidTag:
            raise BadBackup("it was cut or altered: nothing in it is believed") from None
        if not after:
            return
        chunk, number = after, number + 1


def _head(file: BinaryIO) -> bytes:
    """Read the head of a file. Raises BadBackup if the file is no backup, or of a later version."""
    head = file.read(len(BEGINS) + len(VERSION) + SALT_BYTES + CHECK_BYTES)
    if not head.startswith(BEGINS):
        raise BadBackup("it is no backup of a line")
    if not head.startswith(BEGINS + VERSION):
        raise BadBackup("it was made by a later version of the line: restore it with that")
    return head


def _keys(key: bytes, salt: bytes) -> tuple[bytes, bytes]:
    """The key of this file alone, and the check value that shows that the key is the right one."""
    both = HKDF(SHA256(), KEY_BYTES + CHECK_BYTES, salt, BEGINS + VERSION).derive(key)
    return both[:KEY_BYTES], both[KEY_BYTES:]


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(NUMBER_BYTES, "big") + bytes([last])
