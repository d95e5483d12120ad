"""Folder -> Pack, or PackError naming everything in it that cannot be served. Only load* touch the disk."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from menus.load_files import sheet
from menus.load_hours import bank_holidays, hours
from menus.load_phrases import checks, matching, phrases, pronunciation
from menus.load_topics import topics
from menus.model import MAIN, Action, Fault, Hours, Language, Menu, Pack
from menus.shape import FACTS, MENU

__all__ = ["PackError", "bank_holidays", "load"]

FILE = "menu.toml"
CODE = re.compile(r"[a-z]{2,3}(-[a-z]{2,8})?")
NAME = re.compile(r"[a-z]{1,40}")
KEY = re.compile(r"[0-9*#]")


class PackError(Exception):
    """A pack that cannot be served. `faults` names every reason that could be found at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def load(folder: Path) -> Pack:
    """The pack in a folder. Raises PackError, and nothing else, whatever lies in the folder."""
    faults: list[Fault] = []
    menu = sheet(folder, FILE, MENU, faults)
    menus = _menus(menu["menu"], faults)
    facts = sheet(folder, "facts.toml", FACTS, faults)
    when = hours(folder, faults)
    languages = {code: _language(folder, code, menus, faults) for code in _codes(menu["languages"], faults)}
    pack = _pack(menu, menus, languages, when, facts["facts"])
    if faults:
        raise PackError(tuple(dict.fromkeys(faults)))
    return pack


def _pack(
    menu: Mapping[str, Any],
    menus: Mapping[str, Menu],
    languages: Mapping[str, Language],
    when: Hours,
    facts: Mapping[str, str],
) -> Pack:
    return Pack(menu["service"], menu["speech"], menus, languages, when, facts)


def _codes(codes: tuple[str, ...], faults: list[Fault]) -> list[str]:
    for code in codes:
        if not CODE.fullmatch(code):
            faults.append(
                Fault(FILE, "languages", f'"{code}" is no language', 'write its code, like "en" or "cy"')
            )
    if len(set(codes)) < len(codes):
        faults.append(Fault(FILE, "languages", "names a language twice", "name each once"))
    if not codes and not _told(faults, "languages"):
        faults.append(Fault(FILE, "languages", "is empty", 'name at least one, like "en"'))
    return [code for code in dict.fromkeys(codes) if CODE.fullmatch(code)]


def _told(faults: list[Fault], key: str) -> bool:
    return any(fault.file == FILE and fault.key in ("", key) for fault in faults)


def _menus(rows: list[dict[str, Any]], faults: list[Fault]) -> dict[str, Menu]:
    menus: dict[str, Menu] = {}
    for row in rows:
        name = row["name"]
        if name in menus:
            faults.append(
                Fault(FILE, f"menu.{name}", "is there twice", "put the two together, or rename one")
            )
        elif name and not NAME.fullmatch(name):
            faults.append(
                Fault(FILE, f"menu.{name}", "is no name for a menu", "name it with small letters only")
            )
        elif not row["actions"]:
            faults.append(
                Fault(FILE, f"menu.{name}.actions", "is empty", "give it an action, or take the menu out")
            )
        menus[name] = Menu(name, tuple(_action(name, action, faults) for action in row["actions"]))
    if MAIN not in menus and not _told(faults, "menu"):
        faults.append(
            Fault(FILE, "menu", f'has no menu named "{MAIN}"', "add it: it is where every call begins")
        )
    for menu in menus.values():
        for action in menu.actions:
            if action.kind == "menu" and action.target and action.target not in menus:
                says = f'key {action.key} leads to the menu "{action.target}", which is not there'
                faults.append(
                    Fault(FILE, f"menu.{menu.name}.actions", says, "add that menu, or name another")
                )
    return menus


def _action(menu: str, row: Mapping[str, str], faults: list[Fault]) -> Action:
    where = f"menu.{menu}.actions"
    if row["key"] and not KEY.fullmatch(row["key"]):
        faults.append(Fault(FILE, where, f'"{row["key"]}" is no key of a phone', 'write one digit, like "3"'))
    if bool(row["menu"]) == bool(row["topic"]):
        says = f"key {row['key']} leads to {'a menu and a topic' if row['menu'] else 'nothing'}"
        faults.append(Fault(FILE, where, says, 'write one of menu = "…" and topic = "…"'))
    return Action(row["key"], "menu" if row["menu"] else "topic", row["menu"] or row["topic"])


def _language(folder: Path, code: str, menus: Mapping[str, Menu], faults: list[Fault]) -> Language:
    language = Language(
        code=code,
        topics=topics(folder, code, faults),
        checks=checks(folder, code, faults),
        matching=matching(folder, code, faults),
        **phrases(folder, code, faults),
        **pronunciation(folder, code, faults),
    )
    _links(language, menus, faults)
    return language


def _links(language: Language, menus: Mapping[str, Menu], faults: list[Fault]) -> None:
    """Names every menu and topic that is spoken of and not there."""
    file = f"{language.code}/phrases.toml"
    for name in (name for name in menus if name != MAIN and name not in language.menus):
        faults.append(Fault(file, f"menus.{name}", "is missing", "add its title, option and short"))
    for name in (name for name in language.menus if name not in menus):
        mend = f"take it out, or add it to {FILE}"
        faults.append(Fault(file, f"menus.{name}", "is the name of no menu", mend))
    for where, key, name in (*_led_to(menus), *_named(language)):
        if name and name not in language.topics:
            says, mend = (
                f'names the topic "{name}", which is not there',
                f"add {language.code}/topics/{name}.toml",
            )
            faults.append(Fault(where, key, says, f"{mend}, or name another topic"))


def _led_to(menus: Mapping[str, Menu]) -> list[tuple[str, str, str]]:
    """Each topic that a key leads to, after the file and key that say so."""
    return [
        (FILE, f"menu.{menu.name}.actions", action.target)
        for menu in menus.values()
        for action in menu.actions
        if action.kind == "topic"
    ]


def _named(language: Language) -> list[tuple[str, str, str]]:
    """Each topic that an addition or the matcher's data names, after the file and key that say so."""
    phrases, data = f"{language.code}/phrases.toml", f"{language.code}/matching.toml"
    listed = cast(Mapping[str, Any], language.matching["matching"]).get("topics", ())
    owed = [
        (phrases, f"additions.{one.id}.topics", name) for one in language.additions for name in one.topics
    ]
    return [*owed, *((data, f"topics.{name}", name) for name in listed)]
