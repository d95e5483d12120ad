"""The place of a topic in the menus: gives a free key, renames the topic, removes its keys."""

from collections.abc import Iterable, Mapping
from typing import Any

import click

from menus.loading.topics import NAME
from menus.model import ABOUT, HELPLINE, MAIN, SUPPORT
from menus.said import MOST_ACTIONS
from tools.document.needs import library
from tools.document.topics.edits import Edits, put

FILE = "menu.toml"
KEYS = "123467"
# Topics that each line has, and the menu of their own in which they make room in the main menu.
OF_EACH_LINE = frozenset((HELPLINE, ABOUT, "howto"))
OF_THE_LINE = "us"
EXAMPLE, TO_WRITE = "basics", "still to be written"  # of `flask new`
ITS_WORDS = {"title": "This line.", "option": "For this line and its people", "short": "this line"}

NO_KEY = "nothing was done: the main menu has no key to spare: name one of its menus"
TAKE_OUT = (
    f' (its menu "{OF_THE_LINE}" holds the topics of every line, which are reached by their words, too: '
    f"to have its key, take it out of menu.toml, with [menus.{OF_THE_LINE}] of phrases.toml)"
)


def give_key(edits: Edits, topic: str, menu: str) -> str:
    """Give a topic a free key of the menu `menu`; return that key in words.

    If `menu` is "", the first menu with a free key is taken. A menu that does not exist is begun. Two topics
    stay last in their menu: the one on supporting the charity (R33), and the example of a new pack. If one of
    them has the last key, it moves to the free key, and the new topic gets the key that it had. Raises
    ClickException if no key is free.
    """
    menus = edits.sheet(FILE).get("menu", [])
    names = [str(one.get("name")) for one in menus]
    moved = _begin_menu(edits, menu) if menu and menu not in names else ""
    for one in menus:
        if (not menu or one["name"] == menu) and len(one.get("actions", ())) < MOST_ACTIONS:
            return f"key {_add(edits, one, topic)} of the menu {one['name']}{moved}"
    full = f"the menu {menu} has" if menu else "all menus have"
    raise click.ClickException(
        f"nothing was done: {full} {MOST_ACTIONS} keys already: "
        "begin another menu, as --menu care, or give the topic --no-key"
    )


def _add(edits: Edits, menu: Any, topic: str) -> str:
    actions = menu.setdefault("actions", [])
    key = _free_key(actions)
    at = len(actions)
    if actions and (_is_support(edits, actions[-1]) or _is_example(edits, actions[-1])):
        at, its = at - 1, str(actions[-1]["key"])
        actions[-1]["key"], key = key, its
    put(actions, at, _action(key, "topic", topic))
    return key


def _begin_menu(edits: Edits, name: str) -> str:
    """Begin a menu called `name` on a key of the main menu; say in words which topics moved for it.

    The new menu gets words that the editor should improve. If the main menu has no free key, one is made
    free:

    (a) The first topic on the main menu that is the pack's own moves into the new menu, and gives it its key.

    (b) If there is no such topic, the topics that every line has move into a menu of their own.

    Gives "" if nothing moves. Raises ClickException for an invalid name, or if no key can be made free.
    """
    if not NAME.fullmatch(name):
        raise click.ClickException(f'"{name}" is no name for a menu: small letters only, like care')
    main = next((one for one in edits.sheet(FILE).get("menu", []) if one.get("name") == MAIN), None)
    if main is None:
        raise click.ClickException(f"{edits.pack / FILE} has no menu {MAIN}: mend it first")
    actions = main["actions"]
    own = next((at for at, one in enumerate(actions) if _may_move(edits, one)), None)
    words = {"title": f"{name.capitalize()}.", "option": f"For {name}", "short": name}
    if len(actions) < MOST_ACTIONS:
        _put_menu(edits, name, (), words)
    elif own is not None:
        topic, key = str(actions[own]["topic"]), str(actions[own]["key"])
        _put_menu(edits, name, (topic,), words)
        actions[own] = _action(key, "menu", name)
        return f", into which {topic} has moved"
    else:
        moved = _gather(edits, actions)
        _put_menu(edits, name, (), words)
        _lead_to(actions, name)
        told = f'"{OF_THE_LINE}" (callers hear "{ITS_WORDS["title"]}")'
        return f", for which {moved} have moved into a menu of their own, {told}"
    _lead_to(actions, name)
    return ""


def _gather(edits: Edits, actions: Any) -> str:
    """Move the topics that every line has from the main menu into a menu of their own; return their names.

    `actions` are the main menu's keys. Of the keys of these topics, only the last stays, and leads to the new
    menu. Raises ClickException if fewer than two such topics are there, or if the menu of their own exists.
    """
    its = [str(one["topic"]) for one in actions if one.get("topic") in OF_EACH_LINE]
    taken = any(one.get("name") == OF_THE_LINE for one in edits.sheet(FILE)["menu"])
    if not its[1:] or taken:
        raise click.ClickException(NO_KEY + (TAKE_OUT if taken else ""))
    last = next(at for at in reversed(range(len(actions))) if actions[at].get("topic") in its)
    actions[last] = _action(str(actions[last]["key"]), "menu", OF_THE_LINE)
    for at in reversed([at for at, one in enumerate(actions) if one.get("topic") in its]):
        del actions[at]
    _put_menu(edits, OF_THE_LINE, its, ITS_WORDS)
    return ", ".join(its)


def _lead_to(actions: Any, menu: str) -> None:
    """Give a menu the last key in the main menu, or the last but one; `actions` are the main menu's keys.

    It is the last but one if the last leads to the menu "us", which has the topics that every line has.
    """
    last = len(actions) - (bool(actions) and actions[-1].get("menu") == OF_THE_LINE)
    put(actions, last, _action(_free_key(actions), "menu", menu))
    keys = [str(one["key"]) for one in actions[last:]]
    for key, action in zip(sorted(keys), actions[last:], strict=True):
        action["key"] = key


def _put_menu(edits: Edits, name: str, topics: Iterable[str], words: Mapping[str, str]) -> None:
    """Add the menu `name`, with a key for each of `topics`, and with its `words` in each language.

    `words` are its title, option and short name.
    """
    begun = _parsed(f'[[menu]]\nname = "{name}"\nactions = [\n]\n')["menu"][0]
    for key, topic in zip(KEYS, topics, strict=False):
        put(begun["actions"], len(begun["actions"]), _action(key, "topic", topic))
    menus = edits.sheet(FILE)["menu"]
    menus[-1].add(library("tomlkit", "tomlkit").nl())
    menus.append(begun)
    for code in edits.languages():
        edits.table(f"{code}/phrases.toml", "menus", name).update(words)


def _action(key: str, kind: str, target: str) -> Any:
    """One key of a menu, in the format of packs: `kind` is "topic" or "menu", `target` the name of that."""
    return _parsed(f'a = {{ key = "{key}", {kind} = "{target}" }}')["a"]


def _parsed(text: str) -> Any:
    return library("tomlkit", "tomlkit").parse(text)


def _may_move(edits: Edits, action: Any) -> bool:
    """Whether a key of the main menu leads to a topic of the pack's own that may move to another menu.

    The topic for supporting the charity may not.
    """
    topic = str(action.get("topic", ""))
    return bool(topic) and topic not in OF_EACH_LINE and not _is_support(edits, action)


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


def _is_example(edits: Edits, action: Any) -> bool:
    """Whether a key leads to the example topic of `flask new`, and that topic is still to be written."""
    return action.get("topic") == EXAMPLE and all(
        TO_WRITE in str(edits.sheet(file).get("spoken", ""))
        for code in edits.languages()
        for name, file in edits.topics(code)
        if name == EXAMPLE
    )


def rename_in_menus(edits: Edits, old: str, new: str) -> None:
    """Use a topic's new name wherever menu.toml names it: at keys, and as the `first` of a menu."""
    for menu in edits.sheet(FILE).get("menu", []):
        if menu.get("first") == old:
            menu["first"] = new
        for action in menu.get("actions", []):
            if action.get("topic") == old:
                action["topic"] = new


def take_from_menus(edits: Edits, topic: str) -> tuple[str, ...]:
    """Remove a topic's keys, and each menu that is then empty; return the names of those menus.

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
