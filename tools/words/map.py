"""`flask map`: prints a map of all menus and topics as SVG, or a diagram of the code's folders."""

import os
from pathlib import Path

import click

from tools.house import draw_house
from tools.words.packs import pack_of
from web.figures.map import draw

ROOT = Path(__file__).resolve().parents[2]


@click.command(name="map")
@click.option("--pack", "folder", default="", metavar="FOLDER", help="Another pack than the line's own.")
@click.option("--base", default="/try", metavar="URL", help="What each stop links to (default: /try).")
@click.option("--house", is_flag=True, help="Instead: which folder of the code imports which (Mermaid).")
def print_map(folder: str, base: str, house: bool) -> None:
    """Print a picture (SVG) of every menu and topic: flask map > line.svg

    With --house, print a diagram (Mermaid) of the code's folders and their imports instead.
    """
    click.echo(draw_house(ROOT) if house else draw(pack_of(folder, os.environ), base, standing=True))
