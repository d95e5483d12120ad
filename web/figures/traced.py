"""Draws the page of a trace, to print: sentences in one column, their facts in the other."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from menus.model import Pack
from menus.tracing.shown import Part, Rested

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def draw_traced(pack: Pack, told: Sequence[Part], untold: Sequence[Rested]) -> str:
    """An HTML page that needs no other file, for `flask trace --page`; the desk shows the same columns.

    `told` has the sentences of each topic with their facts, `untold` the facts that no sentence tells.
    """
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return templates.get_template("traced.html").render(pack=pack, told=told, untold=untold)
