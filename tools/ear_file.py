"""Writes what the ear has learnt as a file of the pack."""

import base64
import textwrap
from collections.abc import Mapping
from pathlib import Path

from menus.ear import Ear

HEAD = """\
# What the second ear has learnt (R48). Nobody edits the weights by hand: `flask ear train` and `flask ear
# teach` write this file. What it was learnt from stands in NOTICE, how well it hears in the README.
"""


def write(file: Path, ear: Ear, inputs: Mapping[str, str], versions: Mapping[str, str]) -> None:
    """Writes the bounds, the SHA-256 of each input, the versions, and one byte a bucket in base64."""
    lines = [
        HEAD,
        f"speaks = {ear.speaks} # from this level on it speaks where the rules found nothing or only ask",
        f"insists = {ear.insists} # from this one also against a topic found by evidence",
        "",
        "[inputs]",
        *(f'"{name}" = "{told}"' for name, told in sorted(inputs.items())),
        "",
        "[versions]",
        *(f'"{name}" = "{told}"' for name, told in sorted(versions.items())),
        "",
    ]
    coded = textwrap.fill(base64.b64encode(ear.weights).decode("ascii"), 108)
    text = "\n".join([*lines[:4], f'weights = """\n{coded}"""', *lines[3:]])
    file.write_text(text, encoding="utf-8")
