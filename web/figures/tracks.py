"""Works out the lines of the map: one for each menu, reached by the fewest keys, from top to bottom."""

from dataclasses import dataclass

from menus.model import MAIN, Action, Pack


@dataclass(frozen=True, slots=True)
class Track:
    """A menu as a line of the map.

    `row` is its row, counted from the top; `keys` lead to it from the greeting; `parent` is the row of the
    line that it branches from (None for the main menu); `stops` are its topics.
    """

    menu: str
    row: int
    keys: str
    parent: int | None
    stops: tuple[Action, ...]


def _shortest(pack: Pack) -> dict[str, str]:
    """The shortest row of keys that leads from the greeting to each menu, such as "32", by the menu's name.

    Menus that no key leads to are left out.
    """
    keys = {MAIN: ""}
    reached = [MAIN]
    for name in reached:
        for action in pack.menus[name].actions:
            if action.kind == "menu" and action.target not in keys:
                keys[action.target] = keys[name] + action.key
                reached.append(action.target)
    return keys


def tracks(pack: Pack) -> tuple[Track, ...]:
    """The menus as drawn lines of the map, from top to bottom, each below the one that it branches from.

    Menus to which no key leads are left out.
    """
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
