"""Draws the map of a pack: menus as railway lines, topics as stops, each a link that starts a call there."""

import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from ivr.rooms import person
from ivr.spot import Spot
from menus.model import Action, Language, Pack
from web.figures.tracks import Track, tracks

# Pixels: the margins, from line to line and stop to stop, the room for a menu's name, between parallel lines.
LEFT, TOP, ROW, STOP, NAME, LANE, INDENT = 34, 64, 150, 212, 250, 14, 26
RADIUS, THICK, BEND, BELOW = 17, 9, 26, 104
HALO, LIGHT = 27, "0.25"  # the light round a stop where the caller is or has been
LETTERS = 21  # of a stop's title in one row
# The line's colours in a file of its own; on a page the style sheet has better ones for the dark.
COLOURS = ("#1c2b33", "#0b6266", "#8a4b08", "#5a3d9a", "#a62a5c", "#1f5aa6")
GROUND, FONT = "#f6f3ec", "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
KEY_OF_PERSON, PERSON = "0", "person"
# An overview is heard on the way into its menu; one that is being checked is withdrawn in the topic's place.
SHOWN_AS = {"overview": "menu", "withdrawn": "topic"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map being drawn: the SVG so far, the pack, and the pack's menus as drawn lines (`laid`).

    `base` is the URL of the page that links open. A sign is what the map shows for one menu, one topic, or a
    person to talk to (key 0). `been` names the signs where the caller has been ("topic.bones"). `here` is the
    sign where the caller is now; "" if there is none.
    """

    svg: ET.Element
    pack: Pack
    laid: tuple[Track, ...]
    base: str
    been: frozenset[str]
    here: str

    @property
    def language(self) -> Language:
        """The language of the map: the pack's first."""
        return next(iter(self.pack.languages.values()))

    def start(self, track: Track) -> int:
        """The start of a menu's drawn line, in pixels from the left.

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


def signs_passed(pack: Pack, way: Iterable[Spot]) -> tuple[str, ...]:
    """The signs of the map that a caller has passed on the way through these spots, the newest last.

    A spot is a place in a call. A spot that the map does not show is left out. A spot where people ask for a
    call-back counts as the sign of the person to talk to.
    """
    drawn = {PERSON}
    for track in tracks(pack):
        drawn |= {f"menu.{track.menu}", *(f"topic.{stop.target}" for stop in track.stops)}
    return tuple(sign for spot in way if (sign := _sign_of(spot)) in drawn)


def _sign_of(spot: Spot) -> str:
    """The name of a spot's sign: "menu.walking", "person"; if the map has none, a name that no sign has."""
    room = SHOWN_AS.get(spot.room, spot.room)
    return PERSON if room in person.ROOMS else ".".join((room, *spot.about[:1]))


def draw(
    pack: Pack, base: str = "/try", passed: tuple[str, ...] = (), over: bool = False, standing: bool = False
) -> str:
    """Draw a pack's map as SVG; each menu and topic links to `base` with the keys that reach it.

    `passed` names the signs where the caller has been (`signs_passed`), which are highlighted. The last is
    where the caller is now; it is marked most strongly, unless the call is `over`. `standing` adds a
    background and colours, for a file of its own. In a page they come from the style sheet.
    """
    here = "" if over else next(iter(passed[-1:]), "")
    sheet = Sheet(ET.Element("svg"), pack, tracks(pack), base, frozenset(passed), here)
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
    """Draw a menu's line: down from the parent menu's line, round a bend, and along its stops."""
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
    """Draw a menu's name and key at the start of the menu's line."""
    x, y = sheet.start(track) + BEND + RADIUS, _height_of(track)
    main = track.parent is None
    words = sheet.language
    name = words.call["main_title"] if main else words.menus[track.menu].title
    sign = _link(sheet, name.rstrip("."), track.keys, f"menu.{track.menu}", track)
    left = LEFT - RADIUS if main else x - RADIUS
    _area(sign, left, y - 52, NAME - STOP // 4 if main else sheet.first - x - RADIUS, 52 + HALO)
    if main:
        lanes = [sheet.start(other) for other in sheet.laid if other.parent == track.row]
        wide = max(lanes, default=LEFT) - LEFT
        if _is_lit(sign):
            _put(
                sign, "rect", x=LEFT - HALO, y=y - HALO, rx=HALO, height=2 * HALO, width=wide + 2 * HALO,
                fill=COLOURS[0], fill_opacity=LIGHT, class_="halo",
            )  # fmt: skip
        _put(
            sign, "rect", x=LEFT - RADIUS, y=y - RADIUS, rx=RADIUS, height=2 * RADIUS, class_="disc",
            fill="#fff", stroke=COLOURS[0], stroke_width=4, width=wide + 2 * RADIUS,
        )  # fmt: skip
    else:
        _disc(sign, x, y, track.keys[-1], track)
    _label(sign, left, y - 30, name.rstrip("."), font_size=19, font_weight=700)


def _topic_sign(sheet: Sheet, track: Track, number: int, action: Action) -> None:
    """Draw a topic on its menu's line: its phone key, and below the key its title and keyword.

    The keyword is what people text for the topic. `number` is the topic's place on the line, from 0.
    """
    topic = sheet.language.topics[action.target]
    x = sheet.first + (number + (track.parent is None)) * STOP
    title = topic.title.rstrip(".")
    sign = _link(sheet, title, track.keys + action.key, f"topic.{topic.name}", track)
    rows = textwrap.wrap(title, LETTERS)
    _area(sign, x - HALO, _height_of(track) - HALO, STOP - 8, HALO + 54 + 20 * len(rows))
    _disc(sign, x, _height_of(track), action.key, track)
    for row, words in enumerate(rows):
        _label(sign, x - RADIUS, _height_of(track) + 42 + 20 * row, words)
    below = _height_of(track) + 43 + 20 * len(rows)
    _label(sign, x - RADIUS, below, topic.keyword, font_size=13, letter_spacing="0.04em", class_="keyword")


def _person_sign(sheet: Sheet) -> None:
    """Draw the stop for a person: the first stop on the main menu's line.

    No other line has such a stop, although key 0 reaches a person from everywhere.
    """
    main = sheet.laid[0]
    title = sheet.language.call["person"]
    sign = _link(sheet, title, KEY_OF_PERSON, PERSON, main)
    _area(sign, sheet.first - HALO, TOP - HALO, STOP - 8, HALO + 54)
    _disc(sign, sheet.first, TOP, KEY_OF_PERSON, main)
    _label(sign, sheet.first - RADIUS, TOP + 42, title)


def _link(sheet: Sheet, name: str, keys: str, place: str, track: Track) -> ET.Element:
    """Add to the map a link that starts a call and presses `keys`; return its SVG element.

    `name` says in words where the keys lead. `place` is the name of the sign ("topic.NAME"). `track` is the
    line that the sign stands on. If the caller has been there, the sign is highlighted; if they are there
    now, it is marked.
    """
    here, been = sheet.here == place, place in sheet.been
    told = f"{name}: press {', '.join(keys)}" if keys else f"{name}: call"
    told += ", the caller is here" if here else ", the caller has been here" * been
    made = _put(
        sheet.svg, "a", href=f"{sheet.base}?keys={quote(keys, safe='')}",
        class_=f"sign {_line_class(track)}{' been' * been}{' here' * here}", aria_label=told,
    )  # fmt: skip
    made.set("data-jump", keys)
    return made


def _area(sign: ET.Element, x: int, y: int, width: int, height: int) -> None:
    """Make the whole area of a sign a link: the disc, the words and the space between them.

    `x` and `y` are the area's upper left corner, in pixels.
    """
    _put(sign, "rect", x=x, y=y, width=width, height=height, rx=12, class_="area", fill="transparent")


def _disc(sign: ET.Element, x: int, y: int, key: str, track: Track) -> None:
    """Draw a sign's disc, centred at `x`, `y`, with its phone `key` in it and in the colour of `track`."""
    colour = COLOURS[track.row % len(COLOURS)]
    if _is_lit(sign):
        _put(sign, "circle", cx=x, cy=y, r=HALO, fill=colour, fill_opacity=LIGHT, class_="halo")
    _put(sign, "circle", cx=x, cy=y, r=RADIUS, fill="#fff", stroke=colour, stroke_width=4, class_="disc")
    _label(sign, x, y + 6, key, font_size=18, font_weight=700, text_anchor="middle", class_="key")


def _is_lit(sign: ET.Element) -> bool:
    """Whether the caller is or has been at a sign, so that it is highlighted."""
    return "been" in sign.attrib["class"].split()


def _label(sign: ET.Element, x: int, y: int, words: str, **how: str | int) -> None:
    """Write words on the map at `x` and `y`, in pixels; `how` are further attributes, as in `_put`."""
    _put(sign, "text", x=x, y=y, **how).text = words


def _put(parent: ET.Element, tag: str, **how: str | int) -> ET.Element:
    """Add an SVG element to its parent; `how` are its attributes.

    In an attribute's name `_` becomes a hyphen; a `_` at the end of the name is dropped.
    """
    named = {name.rstrip("_").replace("_", "-"): str(value) for name, value in how.items()}
    return ET.SubElement(parent, tag, named)


def _height_of(track: Track) -> int:
    """The distance of a menu's drawn line from the top of the map, in pixels."""
    return TOP + track.row * ROW


def _line_class(track: Track) -> str:
    """The CSS class of a menu's drawn line and stops; a page's style sheet gives it a colour."""
    return f"line-{track.row % len(COLOURS)}"
