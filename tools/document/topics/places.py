"""The place of a topic in the menus: a free key, another name, no key any more."""

from typing import Any

import click

from menus.loading.topics import NAME
from menus.model import ABOUT, HELPLINE, MAIN, SUPPORT
from menus.said import MOST_ACTIONS
from tools.document.needs import library
from tools.document.topics.edits import Edits, put

FILE = "menu.toml"
KEYS = "123467"
# Topics that each line has: they stay in the main menu.
OF_EACH_LINE = frozenset((HELPLINE, ABOUT, "howto"))


def give_key(edits: Edits, topic: str, menu: str) -> str:
    """Give a topic a free key of a menu, the first menu with one if none is named; tell where it stands.

    A menu that is not there is begun. Supporting the charity stays last (R33). Raises ClickException if
    there is no room.
    """
    menus = edits.sheet(FILE).get("menu", [])
    names = [str(one.get("name")) for one in menus]
    if menu and menu not in names:
        _begin_menu(edits, menu)
    for one in menus:
        if (not menu or one["name"] == menu) and len(one.get("actions", ())) < MOST_ACTIONS:
            return f"key {_add(edits, one, topic)} of the menu {one['name']}"
    full = f"the menu {menu} has" if menu else "all menus have"
    raise click.ClickException(
        f"nothing was done: {full} {MOST_ACTIONS} keys already: "
        "begin another menu, as --menu care, or give the topic --no-key"
    )


def _add(edits: Edits, menu: Any, topic: str) -> str:
    actions = menu.setdefault("actions", [])
    key = _free_key(actions)
    at = len(actions)
    if actions and _is_support(edits, actions[-1]):
        at, its = at - 1, str(actions[-1]["key"])
        actions[-1]["key"], key = key, its
    put(actions, at, _action(key, "topic", topic))
    return key


def _begin_menu(edits: Edits, name: str) -> None:
    """Begin a menu, which the main menu leads to.

    Where that has no free key, the first topic that is the pack's own goes into the new menu, and its key
    leads there. Raises ClickException for a name that cannot be, or if the main menu has no such topic.
    """
    if not NAME.fullmatch(name):
        raise click.ClickException(f'"{name}" is no name for a menu: small letters only, like care')
    main = next((one for one in edits.sheet(FILE).get("menu", []) if one.get("name") == MAIN), None)
    if main is None:
        raise click.ClickException(f"{edits.pack / FILE} has no menu {MAIN}: mend it first")
    begun = _parsed(f'[[menu]]\nname = "{name}"\nactions = [\n]\n')["menu"][0]
    if len(main["actions"]) < MOST_ACTIONS:
        put(main["actions"], len(main["actions"]), _action(_free_key(main["actions"]), "menu", name))
    else:
        at = _of_the_pack(edits, main["actions"])
        moved = main["actions"][at]
        put(begun["actions"], 0, _action(KEYS[0], "topic", str(moved["topic"])))
        main["actions"][at] = _action(str(moved["key"]), "menu", name)
    menus = edits.sheet(FILE)["menu"]
    menus[-1].add(library("tomlkit", "tomlkit").nl())
    menus.append(begun)
    for code in edits.languages():
        words = edits.table(f"{code}/phrases.toml", "menus", name)
        words.update({"title": f"{name.capitalize()}.", "option": f"For {name}", "short": name})


def _action(key: str, kind: str, target: str) -> Any:
    """One key of a menu, written as packs write it."""
    return _parsed(f'a = {{ key = "{key}", {kind} = "{target}" }}')["a"]


def _parsed(text: str) -> Any:
    return library("tomlkit", "tomlkit").parse(text)


def _of_the_pack(edits: Edits, actions: Any) -> int:
    """Which of a menu's keys leads to a topic that is the pack's own and may move. Raises ClickException."""
    for at, action in enumerate(actions):
        topic = str(action.get("topic", ""))
        if topic and topic not in OF_EACH_LINE and not _is_support(edits, action):
            return at
    raise click.ClickException("nothing was done: the main menu has no key to spare: name one of its menus")


def _free_key(actions: Any) -> str:
    return next(one for one in KEYS if one not in {str(action["key"]) for action in actions})


def _is_support(edits: Edits, action: Any) -> bool:
    topic = action.get("topic", "")
    return bool(topic) and any(
        edits.sheet(file).get("keyword") == SUPPORT
        for code in edits.languages()
        for name, file in edits.topics(code)
        if name == topic
    )


def rename_in_menus(edits: Edits, old: str, new: str) -> None:
    """Lead each key to a topic under its new name."""
    for menu in edits.sheet(FILE).get("menu", []):
        if menu.get("first") == old:
            menu["first"] = new
        for action in menu.get("actions", []):
            if action.get("topic") == old:
                action["topic"] = new


def take_from_menus(edits: Edits, topic: str) -> tuple[str, ...]:
    """Take a topic's keys away, and each menu that then leads nowhere; give the names of those menus.

    Raises ClickException if the main menu would be empty.
    """
    menus = edits.sheet(FILE).get("menu", [])
    for menu in menus:
        if menu.get("first") == topic:
            del menu["first"]
        _drop(menu, "topic", topic)
    empty = []
    while gone := next((one for one in menus if not one.get("actions")), None):
        name = str(gone["name"])
        if name == MAIN:
            raise click.ClickException("nothing was done: the main menu would have no key left")
        empty.append(name)
        menus.remove(gone)
        for menu in menus:
            _drop(menu, "menu", name)
    return tuple(empty)


def _drop(menu: Any, kind: str, target: str) -> None:
    actions = menu.get("actions", [])
    for at in reversed(range(len(actions))):
        if actions[at].get(kind) == target:
            del actions[at]
