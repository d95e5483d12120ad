"""Draws the page of a trace: each sentence in one column, the facts it rests on in the other, to print."""

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from menus.model import Pack
from menus.tracing.shown import Part, Rested

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def draw_traced(pack: Pack, told: Sequence[Part], untold: Sequence[Rested]) -> str:
    """A page of HTML that stands alone, for `flask trace --page`; the desk shows the same columns."""
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return templates.get_template("traced.html").render(pack=pack, told=told, untold=untold)
