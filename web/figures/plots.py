"""Draws a table as SVG without scripts; all counts from 1 to 4 look alike (R42)."""

import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from web.figures.one_table import MOST_PLOTTED, Table
from web.figures.rough import FEW

INK = {"light": ("#1c2b33", "#4c5c65", "#d5cfc1"), "dark": ("#eef0ea", "#b3bfc3", "#42525a")}
COLOURS = {"light": ("#0b6266", "#c06a12"), "dark": ("#7fd3d0", "#f0b06a")}


@lru_cache(maxsize=64)
def plot(table: Table, look: str) -> bytes:
    """Draw a table as an SVG plot, for the theme "light" or "dark". The latest plots are cached."""
    pygal = _library()
    rows = table.rows[:MOST_PLOTTED] if table.sideways else table.rows
    kind = pygal.HorizontalBar if table.sideways else pygal.Bar
    series = table.plotted
    chart = kind(**_shape(table), style=_style(look))
    labels = table.labels[: len(rows)]
    # pygal draws sideways from the bottom up
    order = range(len(rows) - 1, -1, -1) if table.sideways else range(len(rows))
    chart.x_labels = [labels[at] for at in order]
    if not table.sideways:
        chart.x_labels_major = labels[:: max(1, len(labels) // 12)]
    for n, name in enumerate(series):
        chart.add(name, [bar_height(rows[at][1][n]) for at in order])
    chart.add_xml_filter(_without_scripts)
    drawing: bytes = chart.render()
    return drawing


def _library() -> Any:
    """Import the plotting library pygal only when needed, so that no call has to wait for it."""
    import pygal

    # It leaves a finder of an old kind behind, over which every later import would stumble with a warning.
    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__name__ != "PluginImportFixer"]
    return pygal


def _without_scripts(drawing: Any) -> Any:
    """Remove the scripts and hidden values that pygal puts into a drawing."""
    for parent in list(drawing.iter()):
        for child in list(parent):
            if str(child.tag).rpartition("}")[2] in ("script", "desc"):
                parent.remove(child)
    return drawing


def bar_height(count: int) -> int:
    """The value that the bar of a count is drawn for: the count itself, but 2 for all counts from 1 to 4.

    Those are shown as "<5" (R42).
    """
    return FEW // 2 if 0 < count < FEW else count


def _shape(table: Table) -> Mapping[str, Any]:
    """The options for pygal: the size of the plot, and the parts to leave out, such as tooltips."""
    return {
        "js": [],
        "width": 960,
        "height": table.height,
        "show_legend": len(table.plotted) > 1,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 2,
        "truncate_label": -1,
        "truncate_legend": -1,
        "x_label_rotation": 0 if table.sideways else 35,
        "show_minor_x_labels": table.sideways,
        "disable_xml_declaration": True,
        "include_x_axis": True,
        "margin": 12,
        "spacing": 8,
        "no_data_text": "Nothing was counted",
        "value_formatter": lambda value: f"{value:,.0f}",
        "min_scale": 3,
        "max_scale": 6,
        "zero": 0,
        "range": None,
        "print_values": False,
    }


def _style(look: str) -> Any:
    """The style of a plot, with the page's colours and fonts."""
    from pygal.style import Style

    ink, soft, edge = INK[look]
    return Style(
        background="transparent",
        plot_background="transparent",
        foreground=ink,
        foreground_strong=ink,
        foreground_subtle=soft,
        guide_stroke_color=edge,
        major_guide_stroke_color=edge,
        guide_stroke_dasharray="0",
        major_guide_stroke_dasharray="0",
        opacity="1",
        opacity_hover="1",
        transition="0s",
        colors=COLOURS[look],
        font_family="system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif",
        label_font_size=15,
        major_label_font_size=15,
        legend_font_size=16,
        no_data_font_size=20,
    )
