"""No key, wait, sentence or count of a call changes unseen: each place, and each turn that follows there."""

import pytest

from ivr import place as places
from tests.ivr.turns_now import AND, HOW, SEVERAL, TURNS, turn_now

ROWS = [row.split("\t") for row in TURNS.read_text(encoding="utf-8").splitlines()]
SAID = {row[0]: row[1] for row in ROWS if len(row) == 2}
TURNS_AT: dict[str, list[list[str]]] = {}
for row in ROWS:
    if len(row) == 4:
        at = places.read(row[1])
        TURNS_AT.setdefault(at.spot.room if at else "", []).append(row)


@pytest.mark.parametrize("room", TURNS_AT)
def test_a_call_leads_where_it_led_says_what_it_said_and_counts_what_it_counted(room: str) -> None:
    prompts: dict[str, str] = {}
    for callers, place, events, told in TURNS_AT[room]:
        for caller in callers.split(AND):
            for event in events.split(SEVERAL):
                assert turn_now(caller, place, event, prompts) == told, (caller, place, event, HOW)
    assert {name: said for said, name in prompts.items()}.items() <= SAID.items(), HOW
