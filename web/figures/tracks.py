"""Which lines a map has: every menu once, where the fewest keys lead to it, in reading order."""

from dataclasses import dataclass

from menus.model import MAIN, Action, Pack


@dataclass(frozen=True, slots=True)
class Track:
    """A menu as a line of the map: its row, the keys that lead there, the row it branches from, its stops."""

    menu: str
    row: int
    keys: str
    parent: int | None
    stops: tuple[Action, ...]


def _shortest(pack: Pack) -> dict[str, str]:
    """The fewest keys that lead to each menu from the greeting."""
    keys = {MAIN: ""}
    reached = [MAIN]
    for name in reached:
        for action in pack.menus[name].actions:
            if action.kind == "menu" and action.target not in keys:
                keys[action.target] = keys[name] + action.key
                reached.append(action.target)
    return keys


def tracks(pack: Pack) -> tuple[Track, ...]:
    """The lines from top to bottom, each below the one it branches from; without menus nobody reaches."""
    keys = _shortest(pack)
    found: list[Track] = []

    def lay(name: str, parent: int | None) -> None:
        actions = pack.menus[name].actions
        row = len(found)
        stops = tuple(action for action in actions if action.kind == "topic")
        found.append(Track(name, row, keys[name], parent, stops))
        for action in actions:
            # the main menu is reached by no key, so a way back to it is no branch
            if action.kind == "menu" and keys[action.target] == keys[name] + action.key:
                lay(action.target, row)

    lay(MAIN, None)
    return tuple(found)
