"""Writes what the ear has learnt as a file of the pack."""

import base64
import textwrap
from collections.abc import Mapping
from pathlib import Path

from menus.matcher.ear import Ear, Voice

HEAD = """\
# What the second ear has learnt (R48). Nobody edits the weights by hand: `flask ear train` and `flask ear
# teach` write this file. What it was learnt from stands in NOTICE, how well it hears in the README.
"""


def write(file: Path, ear: Ear, inputs: Mapping[str, str], versions: Mapping[str, str]) -> None:
    """Write the bounds, the SHA-256 of each input, the versions, and each run's mark and weight."""
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
    text = "\n".join([*lines[:6], _shown(ear.weights), "", *voices, *lines[6:]])
    file.write_text(text, encoding="utf-8")


def _voice(name: str, voice: Voice) -> list[str]:
    """The table of one of the other voices."""
    return [f"[{name}]", f"speaks = {voice.speaks}", _shown(voice.weights), ""]


def _shown(weights: Mapping[int, int]) -> str:
    """Weights as the file holds them."""
    shown = textwrap.fill(base64.b64encode(coded(weights)).decode("ascii"), 108)
    return f'weights = """\n{shown}"""'


def coded(weights: Mapping[int, int]) -> bytes:
    """Four bytes a run: three of its mark, the highest first, and one of its weight and 128."""
    return b"".join(bytes((*at.to_bytes(3), weight + 128)) for at, weight in sorted(weights.items()))
