"""The worst that 1,600 characters can be: no text holds the line up, however it is made."""

import time

import pytest

from menus.model import Pack
from sms.flow import step
from sms.model import Talk, Texted
from tests.conftest import OPEN

MOST, BOUND = 1600, 0.15
"""Characters that a carrier delivers at most, and the seconds of our own that one may take."""

RUNS = [" ", "\n", " \n", "-", "|", "_", ".", "!", "'", "“", "x", "X", "a", "1", "👍", "❤️", "…", ">", "\t\n "]
ROUND = [
    ("", ""),
    ("hi\n", "?"),
    ("hi,", "z"),
    (".", "z"),
    ("👍", "z"),
    ("Liked “", "z"),
    ("1", "z"),
    ("On", ""),
]
REPEATED = [
    "love from ",
    "sent from ",
    "ta. ",
    "- A",
    "On a\n",
    "Liked “",
    "A b ",
    "thanks ",
    "999 ",
    "not ",
    ". from ",
]


@pytest.mark.parametrize("run", [*RUNS, *REPEATED])
def test_no_text_takes_long(pack: Pack, run: str) -> None:
    step(pack, Talk(), Texted("hello"), OPEN)
    for before, behind in ROUND:
        body = f"{before}{run * MOST}"[: MOST - len(behind)] + behind
        assert min(took(pack, body) for _ in range(3)) < BOUND, body[:40]


def took(pack: Pack, body: str) -> float:
    """Seconds of this process for one text."""
    began = time.process_time()
    step(pack, Talk(), Texted(body), OPEN)
    return time.process_time() - began
