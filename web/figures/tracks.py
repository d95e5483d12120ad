"""Works out the map's lines from top to bottom: one for each menu, with the fewest keys to it."""

from dataclasses import dataclass

from menus.model import MAIN, Action, Pack


@dataclass(frozen=True, slots=True)
class Track:
    """A menu as a line of the map.

    `row` is its row, counted from the top. `keys` lead from the greeting to the menu. `parent` is the row of
    the line from which this one branches; None for the main menu. `stops` are the menu's topics.
    """

    menu: str
    row: int
    keys: str
    parent: int | None
    stops: tuple[Action, ...]


def _shortest(pack: Pack) -> dict[str, str]:
    """The shortest sequence of keys from the greeting to each menu, such as "32", by the menu's name.

    Menus that no key reaches are left out.
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
    """The menus as drawn lines of the map, from top to bottom, each below its parent line.

    Menus that no key reaches are left out.
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
