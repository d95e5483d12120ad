"""Reads menu.toml: the service's name, the pack's languages, and the action of each menu's keys."""

import re
from collections.abc import Mapping
from typing import Any

from menus.loading.files import is_named, read_sheet
from menus.loading.folders import Folders
from menus.loading.shape import MENU
from menus.model import MAIN, Action, Fault, Menu

FILE = "menu.toml"
CODE = re.compile(r"[a-z]{2,3}(-[a-z]{2,8})?")
NAME = re.compile(r"[a-z]{1,40}")
KEY = re.compile(r"[0-9*#]")
# Of the keys that mean nothing everywhere (R5) those that menus need least come first.
FOR_LANGUAGES = "764321"


def read_menu(folders: Folders, faults: list[Fault]) -> tuple[dict[str, Any], dict[str, Menu], list[str]]:
    """Read menu.toml; give its data, its menus by name, and the codes of its languages in order.

    What is wrong is added to `faults`: an unusable value, or a file that cannot be read. After a fault the
    result serves only to find more faults.
    """
    data = read_sheet(folders, FILE, MENU, faults)
    if set("{}") & set(data["service"]):
        _fault(
            faults, "service", "holds a curly bracket", "take it out: the name fills {service} as it stands"
        )
    return data, _menus(data["menu"], faults), _codes(data["languages"], faults)


def _fault(faults: list[Fault], key: str, says: str, mend: str) -> None:
    faults.append(Fault(FILE, key, says, mend))


def _codes(codes: tuple[str, ...], faults: list[Fault]) -> list[str]:
    for code in codes:
        if not CODE.fullmatch(code):
            _fault(faults, "languages", f'"{code}" is no language', 'write its code, like "en" or "cy"')
    if len(set(codes)) < len(codes):
        _fault(faults, "languages", "names a language twice", "name each once")
    if not codes and not is_named(faults, FILE, "languages"):
        _fault(faults, "languages", "is empty", 'name at least one, like "en"')
    return [code for code in dict.fromkeys(codes) if CODE.fullmatch(code)]


def read_language_keys(
    data: Mapping[str, Any], menus: Mapping[str, Menu], codes: list[str], faults: list[Fault]
) -> dict[str, str]:
    """The key of the main menu that chooses each further language, by the language's code.

    It is the key that the pack gives in `data`, the content of menu.toml. If the pack gives none, it is the
    first key that is free, or "" if no key is free. `menus` are the pack's menus by name. `codes` are the
    codes of all languages in order; the first language gets no key. A key in `data` that cannot be used is
    added to `faults`.
    """
    given, taken = (
        data["language_keys"],
        {does.key for does in menus[MAIN].actions} if MAIN in menus else set(),
    )
    for code in given:
        if code not in codes[1:]:
            _fault(
                faults,
                f"language_keys.{code}",
                "is no further language",
                "add it to `languages`, or take it out",
            )
        elif given[code] not in FOR_LANGUAGES or given[code] in taken:
            says = f'"{given[code]}" has another meaning in the main menu'
            _fault(
                faults,
                f"language_keys.{code}",
                says,
                "use one of 7, 6, 4, 3, 2, 1 that no choice of it has (R5)",
            )
    free = (key for key in FOR_LANGUAGES if key not in taken and key not in given.values())
    return {code: given.get(code) or next(free, "") for code in codes[1:]}


def _menus(rows: list[dict[str, Any]], faults: list[Fault]) -> dict[str, Menu]:
    menus: dict[str, Menu] = {}
    before = len(faults)
    for n, row in enumerate(rows, 1):
        name = row["name"]
        if name in menus:
            _fault(
                faults, f"menu[{n}].name", f'"{name}" is there twice', "put the two together, or rename one"
            )
        elif not NAME.fullmatch(name) and not is_named(faults, FILE, f"menu[{n}].name"):
            _fault(faults, f"menu[{n}].name", f'"{name}" is no name for a menu', "use small letters only")
        if not row["actions"] and not is_named(faults, FILE, f"menu[{n}].actions"):
            _fault(faults, f"menu.{name}.actions", "is empty", "give it an action, or take the menu out")
        actions = tuple(_action(name, action, faults) for action in row["actions"])
        menus[name] = Menu(name, actions, row["first"])
    if MAIN not in menus and not is_named(faults, FILE, "menu"):
        _fault(faults, "menu", f'has no menu named "{MAIN}"', "add it: it is where every call begins")
    if len(faults) == before:
        _targets(menus, faults)
    return menus


def _targets(menus: Mapping[str, Menu], faults: list[Fault]) -> None:
    """Add a fault for each key that leads to a menu which does not exist."""
    for menu in menus.values():
        for action in menu.actions:
            if action.kind == "menu" and action.target not in menus:
                says = f'key {action.key} leads to the menu "{action.target}", which is not there'
                _fault(faults, f"menu.{menu.name}.actions", says, "add that menu, or name another")


def _action(menu: str, row: Mapping[str, str], faults: list[Fault]) -> Action:
    where = f"menu.{menu}.actions"
    if not KEY.fullmatch(row["key"]):
        _fault(faults, where, f'"{row["key"]}" is no key of a phone', 'write one digit, like "3"')
    if bool(row["menu"]) == bool(row["topic"]):
        says = f"key {row['key']} leads to {'a menu and a topic' if row['menu'] else 'nothing'}"
        mend = 'write one of menu = "…" and topic = "…"'
        faults.append(Fault(FILE, where, says, mend, about=f'"{row["key"]}"'))
    return Action(row["key"], "menu" if row["menu"] else "topic", row["menu"] or row["topic"])
