"""The scripts in store/lua/, as the compiler of Lua 5.1 sees them; `make check` runs this file."""

import re
import shutil
import subprocess

import pytest

from store.scripts import FOLDER, HEADER, REST, Source, parse, read

LUAC = shutil.which("luac5.1")
needs_luac = pytest.mark.skipif(LUAC is None, reason="no luac5.1 on PATH: apt-get install lua5.1")
# A name that is local nowhere is a slip: the store would say so only on the branch that meets it.
GLOBALS = {"KEYS", "ARGV", "redis", "unpack", "ipairs", "tonumber", "table", "math"}
SCRIPTS = sorted(file.stem for file in FOLDER.glob("*.lua") if HEADER.match(file.read_text(encoding="utf-8")))


def compiled(source: Source) -> subprocess.CompletedProcess[str]:
    """What luac says of a script: its listing, or why it will not compile."""
    return subprocess.run([str(LUAC), "-l", "-p", "-"], input=source.lua, capture_output=True, text=True)


def used_globals(source: Source) -> set[str]:
    return set(re.findall(r"[GS]ETGLOBAL\b.*; (\w+)", compiled(source).stdout))


@needs_luac
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_compiles(name: str) -> None:
    assert compiled(read(name)).stderr == ""


@needs_luac
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_uses_no_name_that_is_defined_nowhere(name: str) -> None:
    assert used_globals(read(name)) <= GLOBALS


@needs_luac
def test_what_will_not_compile_and_what_is_misspelt_would_be_seen() -> None:
    header = "-- keys: record\n-- arguments: now\n"
    assert ":3: unexpected symbol" in compiled(parse("one", f"{header}return return")).stderr
    assert "recrod" in used_globals(parse("one", f'{header}redis.call("DEL", recrod)'))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_uses_every_name_of_its_header(name: str) -> None:
    source = read(name)
    body = re.sub(r"--.*", "", (FOLDER / f"{name}.lua").read_text(encoding="utf-8"))
    for one in (*source.keys, *source.arguments):
        assert re.search(rf"\b{one.removesuffix(REST)}\b", body), one
