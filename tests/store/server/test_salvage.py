"""What is saved of a broken store: whole commands on the wanted keys alone, behind its newest snapshot."""

from pathlib import Path

import pytest

from store.server.files import FILES, MANIFEST, NOTE, SINGLE
from store.server.salvage import READ, salvage

WANTED = (b"line:1:out:", b"line:1:key")


def command(*words: str) -> bytes:
    """A command as it stands in an append-only file."""
    parts = (f"${len(word)}\r\n{word}\r\n" for word in words)
    return (f"*{len(words)}\r\n" + "".join(parts)).encode()


OUT, OTHER = command("SET", "line:1:out:ann", "1"), command("SET", "line:1:talk:ann", "1")
CHECK, NO_KEY = command("SET", "line:1:key", "x"), command("MULTI")


def broken(own: Path, manifest: bool = True, **pieces: bytes) -> Path:
    """A store's folder that holds these files of data, by their kind ("base" is a snapshot)."""
    (own / FILES).mkdir(parents=True)
    names = {
        kind: f"appendonly.aof.{kind[-1]}.{'base.rdb' if kind.startswith('base') else 'incr.aof'}"
        for kind in pieces
    }
    for kind, held in pieces.items():
        (own / FILES / names[kind]).write_bytes(held)
    if manifest:
        lines = (f"file {name} seq 1 type {kind[0]}\n" for kind, name in names.items())
        (own / FILES / MANIFEST).write_text("".join(lines))
    return own


def saved(own: Path, base: bool = True) -> tuple[bytes, list[str]]:
    """What is left to read once a folder was salvaged, and the files that its manifest names."""
    salvage(own, WANTED, base)
    lines = (own / FILES / MANIFEST).read_text().splitlines()
    return (own / FILES / READ).read_bytes(), [" ".join(line.split()[1::4]) for line in lines]


@pytest.mark.parametrize(
    ("held", "left"),
    [
        (OUT + OTHER + CHECK, OUT + CHECK),
        (NO_KEY + OUT, OUT),
        (OTHER, b""),
        (command("DEL", "x-line:1:out:ann"), b""),
        (OUT + b"*3\r\n$3\r\nSET\r\n$99\r\nbro" + CHECK, OUT + CHECK),
        (b"\0\0" + OUT + OUT[:-3], OUT),
        (b"\0" + OUT, OUT),
        (b"nothing at all", b""),
        (b"", b""),
    ],
    ids=[
        "wanted alone",
        "no key",
        "none wanted",
        "not at its start",
        "a hole",
        "cut",
        "one byte",
        "nothing",
        "empty",
    ],
)
def test_whole_commands_on_wanted_keys_are_saved_and_no_others(
    tmp_path: Path, held: bytes, left: bytes
) -> None:
    assert saved(broken(tmp_path, incr1=held)) == (left, [f"{READ} i"])


def test_a_snapshot_stays_before_the_commands_unless_it_is_what_is_broken(tmp_path: Path) -> None:
    base = "appendonly.aof.1.base.rdb"
    assert saved(broken(tmp_path / "a", base1=b"REDIS", incr2=OUT)) == (OUT, [f"{base} b", f"{READ} i"])
    assert saved(broken(tmp_path / "b", base1=b"REDIS", incr2=OUT), base=False) == (OUT, [f"{READ} i"])
    assert saved(broken(tmp_path / "c", base1=b"", incr2=OUT)) == (OUT, [f"{READ} i"])


def test_without_a_manifest_the_files_are_read_by_their_numbers(tmp_path: Path) -> None:
    own = broken(tmp_path, manifest=False, incr2=CHECK, incr1=OUT, base1=b"old", base2=b"REDIS")
    (own / FILES / "appendonly.aof.x.incr.aof").write_bytes(OUT)
    assert saved(own) == (OUT + CHECK, ["appendonly.aof.2.base.rdb b", f"{READ} i"])


def test_an_old_servers_single_file_and_the_note_of_what_was_seen_go(tmp_path: Path) -> None:
    (tmp_path / SINGLE).write_bytes(OTHER + OUT)
    (tmp_path / NOTE).write_text("{}")
    assert saved(tmp_path) == (OUT, [f"{READ} i"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILES]
