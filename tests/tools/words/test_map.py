"""The map of the line: each menu and topic is a stop, and its link leads there."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from ivr.flow import step
from ivr.model import Arrived, Pressed
from ivr.spot import Spot
from menus.model import MAIN, Action, Menu, MenuWords, Pack
from tests.conftest import OPEN
from tools.words.map import print_map
from web.figures.map import draw, signs_passed
from web.figures.tracks import tracks

SVG = "{http://www.w3.org/2000/svg}"


def links(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}a"))


def lit(how: str, svg: str) -> list[ET.Element]:
    return [link for link in links(svg) if how in link.attrib["class"].split()]


def keys_of(link: ET.Element) -> str:
    return parse_qs(urlsplit(link.attrib["href"]).query, keep_blank_values=True)["keys"][0]


def spot_after(pack: Pack, keys: str) -> str:
    turn = step(pack, None, Arrived(), OPEN)
    for key in keys:
        turn = step(pack, turn.place, Pressed(key), OPEN)
    return str(turn.place.spot)


@pytest.fixture
def deep(pack: Pack) -> Pack:
    """A pack with a topic on the main menu, a menu in a menu, a way back, and a menu nobody reaches."""
    language = next(iter(pack.languages.values()))
    menus = {
        MAIN: Menu(MAIN, (Action("1", "topic", "bones"), Action("2", "menu", "steroids"))),
        "steroids": Menu("steroids", (Action("1", "menu", "inner"), Action("#", "topic", "flare"))),
        "inner": Menu("inner", (Action("1", "topic", "physio"), Action("2", "menu", MAIN))),
        "lost": Menu("lost", (Action("1", "topic", "about"),)),
    }
    named = {**language.menus, "inner": MenuWords("Ins & <outs>.", "For more", "more")}
    return replace(pack, menus=menus, languages={"en": replace(language, menus=named)})


def test_every_link_leads_to_the_menu_or_topic_that_it_names(pack: Pack) -> None:
    found = [spot_after(pack, keys_of(link)) for link in links(draw(pack))]
    topics = next(iter(pack.languages.values())).topics
    for name, menu in pack.menus.items():
        assert found.count(f"{'overview' if menu.first else 'menu'}.{name}") == 1
    keyed = topics.keys() - {menu.first for menu in pack.menus.values()}
    for name in keyed:
        assert found.count(f"topic.{name}") == 1
    assert len(found) == len(pack.menus) + len(keyed) + 1


def test_a_link_tells_its_keys_to_those_who_hear_it(pack: Pack) -> None:
    told = [link.attrib["aria-label"] for link in links(draw(pack))]
    assert "The steroid card: press 1, 1" in told


def test_the_callers_stop_is_marked_and_no_other(pack: Pack) -> None:
    marked = lit("here", draw(pack, passed=("menu.main", "topic.flare")))
    assert [keys_of(link) for link in marked] == ["13"]
    assert "caller is here" in marked[0].attrib["aria-label"]


def test_the_way_of_a_call_is_lit_and_stays_lit_when_it_is_over(pack: Pack) -> None:
    passed = ("menu.main", "menu.steroids", "topic.flare")
    assert [keys_of(link) for link in lit("been", draw(pack, passed=passed))] == ["", "1", "13"]
    over = draw(pack, passed=passed, over=True)
    assert len(lit("been", over)) == 3
    assert lit("here", over) == []
    assert "caller has been here" in lit("been", over)[2].attrib["aria-label"]


@pytest.mark.parametrize(
    ("way", "sign"),
    [
        ("menu.main overview.steroids", "menu.steroids"),
        ("topic.flare numbercheck.text.flare", "topic.flare"),
        ("menu.main notice", "person"),
        ("menu.main closed besttime", "person"),
        ("withdrawn.flare", "topic.flare"),
    ],
)
def test_what_the_map_does_not_show_happens_at_the_sign_before_it(pack: Pack, way: str, sign: str) -> None:
    assert signs_passed(pack, map(Spot.read, way.split()))[-1] == sign


def test_the_whole_area_of_a_stop_is_its_link_and_none_lies_over_another(pack: Pack, deep: Pack) -> None:
    for drawn in (pack, deep):
        areas = []
        for link in links(draw(drawn)):
            (area,) = (one for one in link.iter(f"{SVG}rect") if one.attrib["class"] == "area")
            x, y, width, height = (int(area.attrib[name]) for name in ("x", "y", "width", "height"))
            assert width >= 100
            assert height >= 44
            for text in link.iter(f"{SVG}text"):
                assert x <= int(text.attrib["x"]) <= x + width, text.text
                assert y <= int(text.attrib["y"]) <= y + height, text.text
            areas.append((x, y, x + width, y + height))
        for one, other in combinations(areas, 2):
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


def test_a_menu_in_a_menu_is_a_line_of_its_own_and_a_way_back_is_none(deep: Pack) -> None:
    laid = tracks(deep)
    assert [(track.menu, track.keys, track.parent) for track in laid] == [
        (MAIN, "", None),
        ("steroids", "2", 0),
        ("inner", "21", 1),
    ]
    assert {keys_of(link) for link in links(draw(deep))} == {"", "0", "1", "2", "21", "2#", "211"}


def test_names_are_written_so_that_they_stay_words(deep: Pack) -> None:
    texts = [text.text for text in ET.fromstring(draw(deep)).iter(f"{SVG}text")]
    assert "Ins & <outs>" in texts


def test_nothing_is_drawn_outside_the_picture(pack: Pack, deep: Pack) -> None:
    for drawn in (pack, deep):
        svg = ET.fromstring(draw(drawn))
        width, height = int(svg.attrib["width"]), int(svg.attrib["height"])
        for text in svg.iter(f"{SVG}text"):
            letters = len(text.text or "") * int(text.attrib.get("font-size", "16")) * 0.6
            assert 0 <= int(text.attrib["x"]) <= width - letters, text.text
            assert 0 < int(text.attrib["y"]) < height
        for path in svg.iter(f"{SVG}path"):
            assert all(
                0 <= int(number) <= max(width, height) for number in re.findall(r"\d+", path.attrib["d"])
            )


def test_the_command_prints_a_picture_that_stands_alone() -> None:
    printed = CliRunner().invoke(print_map, ["--base", "https://line.example/try"])
    assert printed.exit_code == 0
    assert links(printed.output)[0].attrib["href"].startswith("https://line.example/try?keys=")
    assert "#f6f3ec" in printed.output


def test_the_command_names_what_is_wrong_with_a_pack() -> None:
    assert CliRunner().invoke(print_map, ["--pack", "/nonexistent"]).exit_code == 1
