"""Every value of the shipped pack is looked at: none could be of another kind unseen."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from menus.loading.fit import Key, fit
from menus.model import Fault
from settings import Settings
from tests.packs.shapes import FILES

SHIPPED = sorted(Settings().pack.rglob("*.toml"))
MISFIT = 7.5


def keys_of(file: Path) -> Mapping[str, Key]:
    return FILES["topics" if file.parent.name == "topics" else file.name]


def leaves(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to each value, the first of a list alone."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, (*way, name))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from leaves(value[0], (*way, 0))
    else:
        yield way


def written(way: tuple[str | int, ...]) -> str:
    """A way as a fault names it."""
    text = ""
    for step in way:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def changed(data: Any, way: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """The part of a file that a way leads into, with another value at its end."""
    first, *rest = way
    if isinstance(data, list):
        return [changed(data[0], tuple(rest), value)]  # type: ignore[return-value]  # the first of a list
    if not rest:
        return {str(first): value}
    inner = changed(data[first], tuple(rest), value)
    whole = inner if isinstance(data[first], list) else {**data[first], **inner}
    return {str(first): whole}


def found(file: Path, data: Mapping[str, Any]) -> list[tuple[str, str]]:
    faults: list[Fault] = []
    fit(file.name, data, keys_of(file), faults)
    return [(fault.key, fault.says) for fault in faults]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_a_value_of_another_kind_is_named_wherever_it_stands(file: Path) -> None:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    before = found(file, data)
    for way in leaves(data):
        assert (written(way), "holds a number with a point") in found(file, changed(data, way, MISFIT)), way
    assert [says for _, says in before if says != "is missing"] == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_a_list_holds_one_kind_of_thing(file: Path) -> None:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    lists = [way for way in leaves(data) if isinstance(at(data, way), list) and at(data, way)]
    for way in lists[:40]:
        mixed = changed(data, way, [*at(data, way), MISFIT])
        assert (written(way), "holds a list with something else in it") in found(file, mixed), way


def at(data: Any, way: tuple[str | int, ...]) -> Any:
    for step in way:
        data = data[step]
    return data
