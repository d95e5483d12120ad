"""`flask map`: the map of a pack as SVG, for a file, a leaflet or a wall."""

import os

import click

from tools.packs import pack_of
from web.map import draw


@click.command(name="map")
@click.option("--pack", "folder", default="", metavar="FOLDER", help="Another pack than the line's own.")
@click.option("--base", default="/try", metavar="URL", help="What each stop links to (default: /try).")
def map(folder: str, base: str) -> None:
    """Print a picture (SVG) of every menu and topic: flask map > line.svg"""
    click.echo(draw(pack_of(folder, os.environ), base, standing=True))
