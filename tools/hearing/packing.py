"""Writes topic_ear.toml, the file in which a pack keeps the weights of its topic ear."""

import base64
import textwrap
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from menus.loading.weights import START
from menus.matcher.learnt.offering import TopicEar
from menus.matcher.learnt.sorted_runs import MARK

HEAD = """\
# What the second ear has learnt of this pack's topics (R48). It asks back where no rule is sure, and never
# answers with a topic. Nobody edits the weights by hand: `flask ear topics` writes this file. A topic that
# has another name now gets it in `labels`, too; one that is gone becomes "other".
"""
SAID = {
    "offers": "by so much a topic stands above all else, to be offered where the rules found nothing",
    "alone": "by so much above the next topic it is offered alone",
    "doubts": "something else is louder by more than this: a topic found by evidence is asked about",
    "drops": "something else is louder by more than this: a question of the rules is not asked",
    "care": "care with a medicine is loudest, and so much louder than something else",
    "stop": "a wish for no more texts is loudest, and so much louder than something else",
    "contests": "another topic is louder by more than this than one found by evidence: both are asked about",
}


def write_topics(file: Path, ear: TopicEar, inputs: Mapping[str, str], versions: Mapping[str, str]) -> None:
    """Write the topic ear to a file, with `inputs` and the libraries' versions.

    `inputs` has the SHA-256 of each file that the ear was learnt from, by the file's name. Raises OSError if
    the file cannot be written.
    """
    shown = textwrap.fill(base64.b64encode(pack(ear)).decode("ascii"), 108)
    lines = [
        HEAD,
        "labels = [",
        *textwrap.wrap(
            " ".join(f'"{label}",' for label in ear.labels), 108, initial_indent="  ", subsequent_indent="  "
        ),
        "]",
        f'weights = """\n{shown}"""',
        "",
        "[bounds]",
        *(f"{name} = {bound} # {SAID[name]}" for name, bound in asdict(ear.bounds).items()),
        "",
        "[inputs]",
        *(f'"{name}" = "{told}"' for name, told in sorted(inputs.items())),
        "",
        "[versions]",
        *(f'"{name}" = "{told}"' for name, told in sorted(versions.items())),
        "",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")


def pack(ear: TopicEar) -> bytes:
    """A topic ear's numbers as compressed bytes: starting scores, then hashes, then weights.

    A label's starting score takes two bytes, the hash of a run of letters three; the highest byte comes
    first. A weight takes one byte, with 128 added; the weights are in order of label.
    """
    wide = ear.runs.wide
    return zlib.compress(
        b"".join(
            (
                *(start.to_bytes(START, signed=True) for start in ear.starts),
                *(mark.to_bytes(MARK) for mark in ear.runs.marks),
                *(ear.runs.weights[at::wide] for at in range(wide)),
            )
        ),
        9,
    )
