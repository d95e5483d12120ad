"""Draws the map of a pack: menus as railway lines, topics as stops, each a link that starts a call there."""

import textwrap
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from urllib.parse import quote

from menus.model import Action, Language, Pack
from web.figures.tracks import Track, tracks

# Pixels: the margins, from line to line and stop to stop, the room for a menu's name, between parallel lines.
LEFT, TOP, ROW, STOP, NAME, LANE, INDENT = 34, 64, 150, 212, 250, 14, 26
RADIUS, THICK, BEND, BELOW = 17, 9, 26, 104
LETTERS = 21  # of a stop's title in one row
# The line's colours in a file of its own; on a page the style sheet has better ones for the dark.
COLOURS = ("#1c2b33", "#0b6266", "#8a4b08", "#5a3d9a", "#a62a5c", "#1f5aa6")
GROUND, FONT = "#f6f3ec", "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
PERSON = "0"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map while it is being drawn: the SVG so far, the pack, and its menus as drawn lines (`laid`).

    `base` is the address of the page that links lead to; `here` is where the caller is now, "" for nowhere.
    """

    svg: ET.Element
    pack: Pack
    laid: tuple[Track, ...]
    base: str
    here: str

    @property
    def language(self) -> Language:
        """The language in which the map is written: the pack's first."""
        return next(iter(self.pack.languages.values()))

    def start(self, track: Track) -> int:
        """Where the drawn line of a menu begins, in pixels from the left.

        Lines that branch from the same menu begin side by side, so that none crosses another.
        """
        if track.parent is None:
            return LEFT
        sisters = [other for other in self.laid if other.parent == track.parent]
        lane = len(sisters) - 1 - sisters.index(track)
        return self.start(self.laid[track.parent]) + lane * LANE + (INDENT if track.parent else 0)

    @property
    def first(self) -> int:
        """The distance from the map's left edge to the first stop of every drawn railway line, in pixels."""
        return max(self.start(track) for track in self.laid) + NAME


def draw(pack: Pack, base: str = "/try", here: str = "", standing: bool = False) -> str:
    """Draw the map of a pack as SVG; each menu and topic is a link to `base` with the keys that lead there.

    `here` is where the caller is now, which is marked. `standing` gives it a background and colours, for a
    file of its own; in a page the style sheet does that.
    """
    sheet = Sheet(ET.Element("svg"), pack, tracks(pack), base, here)
    most = max(len(track.stops) + (track.parent is None) for track in sheet.laid)
    width, height = sheet.first + most * STOP - 20, TOP + (len(sheet.laid) - 1) * ROW + BELOW
    sheet.svg.attrib.update(
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}", "class": "map"}
        | {"width": str(width), "height": str(height), "font-family": FONT, "font-size": "16"}
        | {"role": "group", "aria-label": f"Map of {pack.service}", "fill": COLOURS[0]}
    )
    if standing:
        _put(sheet.svg, "rect", width=width, height=height, fill=GROUND)
    for track in sheet.laid:
        _rail(sheet, track)
    for track in sheet.laid:
        _menu_sign(sheet, track)
        for number, action in enumerate(track.stops):
            _topic_sign(sheet, track, number, action)
    _person_sign(sheet)
    return ET.tostring(sheet.svg, encoding="unicode")


def _rail(sheet: Sheet, track: Track) -> None:
    """Draw the line of a menu: down from the menu that leads to it, round a bend, and along its stops."""
    x, y = sheet.start(track), _height_of(track)
    last = (
        max(0, len(track.stops) - (track.parent is not None)) if track.stops or track.parent is None else -1
    )
    end = sheet.first + last * STOP if last >= 0 else x + NAME - STOP // 4
    path = f"M{x} {y}H{end}"
    if track.parent is not None:
        above = _height_of(sheet.laid[track.parent])
        path = f"M{x} {above}V{y - BEND}Q{x} {y} {x + BEND} {y}H{end}"
    colour = COLOURS[track.row % len(COLOURS)]
    _put(
        sheet.svg, "path", d=path, fill="none", stroke=colour, stroke_width=THICK,
        stroke_linecap="round", class_=f"rail {_line_class(track)}",
    )  # fmt: skip


def _menu_sign(sheet: Sheet, track: Track) -> None:
    """Draw a menu's name above the beginning of its line, and the key that leads there."""
    x, y = sheet.start(track) + BEND + RADIUS, _height_of(track)
    main = track.parent is None
    words = sheet.language
    name = words.call["main_title"] if main else words.menus[track.menu].title
    sign = _link(sheet, name.rstrip("."), track.keys, f"menu.{track.menu}", track)
    if main:
        lanes = [sheet.start(other) for other in sheet.laid if other.parent == track.row]
        _put(
            sign, "rect", x=LEFT - RADIUS, y=y - RADIUS, rx=RADIUS, height=2 * RADIUS, class_="disc",
            fill="#fff", stroke=COLOURS[0], stroke_width=4,
            width=max(lanes, default=LEFT) - LEFT + 2 * RADIUS,
        )  # fmt: skip
        x = LEFT - RADIUS
    else:
        _disc(sign, x, y, track.keys[-1], track)
    _label(sign, x if main else x - RADIUS, y - 30, name.rstrip("."), font_size=19, font_weight=700)


def _topic_sign(sheet: Sheet, track: Track, number: int, action: Action) -> None:
    """Draw a topic on its menu's line of the map: its phone key, and below that its title and its keyword.

    The keyword is the word by which the topic is texted for. `number` is the topic's place on the line,
    from 0.
    """
    topic = sheet.language.topics[action.target]
    x = sheet.first + (number + (track.parent is None)) * STOP
    title = topic.title.rstrip(".")
    sign = _link(sheet, title, track.keys + action.key, f"topic.{topic.name}", track)
    _disc(sign, x, _height_of(track), action.key, track)
    rows = textwrap.wrap(title, LETTERS)
    for row, words in enumerate(rows):
        _label(sign, x - RADIUS, _height_of(track) + 42 + 20 * row, words)
    below = _height_of(track) + 43 + 20 * len(rows)
    _label(sign, x - RADIUS, below, topic.keyword, font_size=13, letter_spacing="0.04em", class_="keyword")


def _person_sign(sheet: Sheet) -> None:
    """Draw the stop that stands for a person: the first stop on the main menu's drawn railway line.

    No other line has one, although key 0 leads to a person from everywhere.
    """
    main = sheet.laid[0]
    title = sheet.language.call["person"]
    sign = _link(sheet, title, PERSON, "notice", main)
    _disc(sign, sheet.first, TOP, PERSON, main)
    _label(sign, sheet.first - RADIUS, TOP + 42, title)


def _link(sheet: Sheet, name: str, keys: str, spot: str, track: Track) -> ET.Element:
    """Add to the map a link that starts a call and presses `keys`; give its SVG element.

    `name` says in words where the keys lead. `spot` is that place as it is written in URLs of a call
    ("topic.NAME"). If the caller is there now, the link is marked.
    """
    # an overview is heard on the way into its menu
    here = sheet.here.replace("overview.", "menu.") == spot
    told = f"{name}: press {', '.join(keys)}" if keys else f"{name}: call"
    made = _put(
        sheet.svg, "a", href=f"{sheet.base}?keys={quote(keys, safe='')}",
        class_=f"sign {_line_class(track)}{' here' * here}", aria_label=told + ", the caller is here" * here,
    )  # fmt: skip
    made.set("data-jump", keys)
    return made


def _disc(sign: ET.Element, x: int, y: int, key: str, track: Track) -> None:
    """Draw the round sign of one topic or menu on the map, centred at `x`, `y`, with its phone key in it."""
    colour = COLOURS[track.row % len(COLOURS)]
    _put(sign, "circle", cx=x, cy=y, r=RADIUS, fill="#fff", stroke=colour, stroke_width=4, class_="disc")
    _label(sign, x, y + 6, key, font_size=18, font_weight=700, text_anchor="middle", class_="key")


def _label(sign: ET.Element, x: int, y: int, words: str, **how: str | int) -> None:
    """Write words at a point of the map; `x` and `y` are in pixels."""
    _put(sign, "text", x=x, y=y, **how).text = words


def _put(parent: ET.Element, tag: str, **how: str | int) -> ET.Element:
    """Add an SVG element to its parent; `how` are its attributes.

    In an attribute's name `_` becomes a hyphen; a `_` at its end is dropped.
    """
    named = {name.rstrip("_").replace("_", "-"): str(value) for name, value in how.items()}
    return ET.SubElement(parent, tag, named)


def _height_of(track: Track) -> int:
    """The distance of a menu's drawn line from the top of the map, in pixels."""
    return TOP + track.row * ROW


def _line_class(track: Track) -> str:
    """The CSS class of a menu's drawn line and its stops; on a page the style sheet gives them its colour."""
    return f"line-{track.row % len(COLOURS)}"
