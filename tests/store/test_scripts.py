"""Lua and Python agree by name: what travels with a script, who passes it, and what is an error."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from redis import Redis

from settings import HERE
from store.link import Link
from store.scripts import FOLDER, HEADER, REST, parse, read
from store.store import Store

TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.lua"))}
SCRIPTS = [name for name, text in TEXTS.items() if HEADER.match(text)]


def names(script: str) -> set[str]:
    source = read(script)
    return {name.removesuffix(REST) for name in (*source.keys, *source.arguments)}


@cache
def calls() -> tuple[tuple[Path, ast.Call], ...]:
    """Every call in the Python of the store and of the web pages, and in which file."""
    files = [file for folder in ("store", "web") for file in sorted((HERE / folder).rglob("*.py"))]
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    return tuple(
        (file, node) for file, tree in trees.items() for node in ast.walk(tree) if isinstance(node, ast.Call)
    )


def called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def loaded() -> Iterator[tuple[Path, str]]:
    """Which file takes which script from its link."""
    for file, call in calls():
        if called(call) == "script":
            yield file, ast.literal_eval(call.args[0])


def test_names_travel_in_the_order_of_the_header() -> None:
    source = parse("one", "-- keys: a b...\n-- arguments: c d...\nreturn c")
    given = {"d": [4, b"5"], "c": "3", "b": ("1", "2"), "a": "0"}
    assert source.in_order(given) == (["0", "1", "2"], ["3", 4, b"5"])
    assert source.in_order(given | {"b": [], "d": []}) == (["0"], ["3"])


def test_the_header_becomes_the_locals_of_the_script() -> None:
    one = parse("one", "-- keys: a b\n-- arguments: c d...\n\nreturn a")
    assert (
        one.lua
        == "local a, b = unpack(KEYS)\nlocal c = unpack(ARGV); local d = {unpack(ARGV, 2)}\n\nreturn a"
    )
    assert (
        parse("two", "-- keys:\n-- arguments: c...\nreturn c").lua
        == "\nlocal c = {unpack(ARGV, 1)}\nreturn c"
    )


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_line_that_the_store_names_is_the_line_of_the_file(name: str) -> None:
    if "-- with:" not in TEXTS[name]:
        assert read(name).lua.splitlines()[2:] == TEXTS[name].splitlines()[2:]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("return 1", "does not begin with"),
        ("-- arguments: a\n-- keys: b\n", "does not begin with"),
        ("-- keys: a b a\n-- arguments:\n", "a stands twice"),
        ("-- keys: a\n-- arguments: b a...\n", "a stands twice"),
        ("-- keys: a\n-- arguments: put\n-- with: put\n", "put stands twice"),
        ("-- keys: a... b\n-- arguments:\n", "a... is no name"),
        ("-- keys: a, b\n-- arguments:\n", "a, is no name"),
        ("-- keys: a\n-- arguments: 2nd\n", "2nd is no name"),
        ("-- keys: a\n-- arguments: 2nd b\n", "2nd is no name"),
        ("-- keys: a, b\n-- arguments: c\n", "a, is no name"),
    ],
)
def test_a_header_that_will_not_do_names_its_script_and_what_is_wrong(text: str, wrong: str) -> None:
    with pytest.raises(TypeError, match=rf"one\.lua\W.*{wrong}|one\.lua {wrong}"):
        parse("one", text)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"a": "1", "c": []}, "b is missing"),
        ({"a": "1", "b": "2"}, "c is missing"),
        ({"a": "1", "b": "2", "c": [], "d": 3}, "d is unknown"),
        ({"a": "1", "b": "2", "c": "word"}, "c... takes a list"),
        ({"a": "1", "b": ["2"], "c": []}, "b takes one value"),
    ],
)
def test_a_name_that_does_not_fit_is_an_error_and_nothing_shifts(given: dict[str, str], wrong: str) -> None:
    with pytest.raises(TypeError, match=f"one.lua: {wrong}"):
        parse("one", "-- keys: a\n-- arguments: b c...\n").in_order(given)


def test_a_name_too_few_never_reaches_the_store() -> None:
    link = Link("redis://127.0.0.1:1")  # nobody listens: asking would be Unreachable
    with pytest.raises(TypeError, match=r"claim.lua: waiting is missing"):
        link.script("claim")(record="r", who="ann", now=1)
    link.close()


def test_every_script_compiles_in_every_store(store: Store) -> None:
    client = Redis.from_url(store.link.url)
    for name in SCRIPTS:
        client.script_load(read(name).lua)
    client.close()


def test_every_file_of_the_folder_is_used() -> None:
    included = {
        name
        for text in TEXTS.values()
        if (header := HEADER.match(text))
        for name in (header[3] or "").split()
    }
    assert {name for _, name in loaded()} == set(SCRIPTS)
    assert included == TEXTS.keys() - set(SCRIPTS)


def test_every_name_of_a_header_is_passed_where_its_script_is_used() -> None:
    for file, script in loaded():
        passed = [{word.arg for word in call.keywords} for where, call in calls() if where == file]
        assert names(script) in passed, f"{script}.lua is not run in {file.name} with all its names"


def test_whoever_runs_a_script_passes_the_names_of_one_header() -> None:
    headers = {file: [names(script) for where, script in loaded() if where == file] for file, _ in loaded()}
    runs = [(file, call) for file, call in calls() if file in headers and called(call).endswith("_script")]
    assert len(runs) >= len(SCRIPTS)
    for file, call in runs:
        assert {word.arg for word in call.keywords} in headers[file], f"{file.name}:{call.lineno}"


def test_an_installed_line_has_every_script() -> None:
    """A wheel holds what the project names beside its modules."""
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["store"]
    packed = {file.stem for pattern in patterns for file in (HERE / "store").glob(pattern)}
    assert packed == TEXTS.keys()
