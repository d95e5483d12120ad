"""A backup's file: whole with its key, and refused whole where anything is cut, altered or another's."""

from io import BytesIO

import pytest

from store.copies.chunks import CHUNK_BYTES, TAG_BYTES, BadBackup, read, write

KEY = bytes(range(32))
HEAD = 38
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]


def sealed(whole: bytes) -> bytes:
    file = BytesIO()
    write(file, KEY, (whole[at : at + 1000] for at in range(0, len(whole), 1000)))
    return file.getvalue()


def opened(file: bytes, key: bytes = KEY) -> bytes:
    return b"".join(read(BytesIO(file), key))


@pytest.mark.parametrize("size", SIZES)
def test_what_was_written_is_read_whatever_its_size(size: int) -> None:
    whole = bytes(n % 251 for n in range(size))
    file = sealed(whole)
    assert opened(file) == whole
    assert len(whole) < 64 or whole[:64] not in file


def test_twice_the_same_is_another_file() -> None:
    assert sealed(b"same") != sealed(b"same")


@pytest.mark.parametrize("size", SIZES)
def test_a_file_that_was_cut_is_refused(size: int) -> None:
    file = sealed(bytes(size))
    chunk = CHUNK_BYTES + TAG_BYTES
    for length in {HEAD, HEAD + 1, len(file) - 1, *range(HEAD + chunk, len(file), chunk)}:
        with pytest.raises(BadBackup, match="cut or altered"):
            opened(file[:length])


@pytest.mark.parametrize("at", [HEAD, HEAD + 1, HEAD + CHUNK_BYTES, -1])
def test_a_file_in_which_one_bit_differs_is_refused(at: int) -> None:
    file = bytearray(sealed(bytes(2 * CHUNK_BYTES)))
    file[at] ^= 1
    with pytest.raises(BadBackup, match="cut or altered"):
        opened(bytes(file))


def test_chunks_in_another_order_and_of_another_file_are_refused() -> None:
    file, chunk = sealed(bytes(3 * CHUNK_BYTES)), CHUNK_BYTES + TAG_BYTES
    first, second = file[HEAD : HEAD + chunk], file[HEAD + chunk : HEAD + 2 * chunk]
    for wrong in (
        second + first,
        first + first,
        sealed(bytes(3 * CHUNK_BYTES))[HEAD : HEAD + chunk] + second,
    ):
        with pytest.raises(BadBackup, match="cut or altered"):
            opened(file[:HEAD] + wrong + file[HEAD + 2 * chunk :])
    with pytest.raises(BadBackup, match="cut or altered"):
        opened(file + b"more")


def test_another_key_and_another_file_are_told_apart() -> None:
    with pytest.raises(BadBackup, match="another BACKUP_KEY"):
        opened(sealed(b"whole"), bytes(32))
    with pytest.raises(BadBackup, match="no backup"):
        opened(b"PK\3\4 something else that is long enough to have a head")
    with pytest.raises(BadBackup, match="later version"):
        opened(b"line backup 2\n" + bytes(90))
