"""Writes ear.toml, the file in which a pack keeps the second ear's weights."""

import base64
import textwrap
from collections.abc import Mapping
from pathlib import Path

from menus.matcher.ear import Ear, Voice, Weights

HEAD = """\
# What the second ear has learnt (R48). Nobody edits the weights by hand: `flask ear train` and `flask ear
# teach` write this file. What it was learnt from stands in NOTICE, how well it hears in the README.
"""


def write(file: Path, ear: Ear, inputs: Mapping[str, str], versions: Mapping[str, str]) -> None:
    """Write the second ear to a file: its weights, its bounds, and what it was learnt from.

    `inputs` has the SHA-256 of each file from which the ear was learnt, by the file's name. `versions` has
    the versions of the libraries used. Raises OSError if the file cannot be written.
    """
    lines = [
        HEAD,
        f"speaks = {ear.speaks} # from this level on it speaks where the rules found nothing or only ask",
        f"insists = {ear.insists} # from this one also against a topic found by evidence",
        f"names = {ear.names} # from this one on it names an emergency, and asks no more",
        f"doubts = {ear.doubts} # below this one a saying alone is no alarm: it asks",
        "",
        "[inputs]",
        *(f'"{name}" = "{told}"' for name, told in sorted(inputs.items())),
        "",
        "[versions]",
        *(f'"{name}" = "{told}"' for name, told in sorted(versions.items())),
        "",
    ]
    voices = (*_voice("care", ear.care), *_voice("stop", ear.stop))
    text = "\n".join([*lines[:6], _base64(ear.weights), "", *voices, *lines[6:]])
    file.write_text(text, encoding="utf-8")


def _voice(name: str, voice: Voice) -> list[str]:
    """The lines of the second ear's file for one subject besides trouble, such as a medicine.

    They hold the lowest score of a message about the subject, and the weights.
    """
    return [f"[{name}]", f"speaks = {voice.speaks}", _base64(voice.weights), ""]


def _base64(weights: Weights) -> str:
    """The text of the entry `weights` in the second ear's file: in base64, broken into lines."""
    shown = textwrap.fill(base64.b64encode(_encode(weights)).decode("ascii"), 108)
    return f'weights = """\n{shown}"""'


def _encode(weights: Weights) -> bytes:
    """The weights as bytes for ear.toml: four for each run of letters, in the order of the runs' numbers.

    The first three bytes are the number of the run, the highest byte first; the fourth is its weight plus
    128.
    """
    return b"".join(bytes((*at.to_bytes(3), weights.get(at, 0) + 128)) for at in sorted(weights))
