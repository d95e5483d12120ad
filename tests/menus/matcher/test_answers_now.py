"""No answer to a known message changes unseen: a point of a threshold moves dozens, every figure kept."""

import pytest

from menus.model import Pack
from tests.menus.matcher.answers_now import HOW, answered, every_row, known

PARTS = 20


@pytest.mark.parametrize("part", range(PARTS))
def test_every_known_message_is_answered_as_it_was(pack: Pack, part: int) -> None:
    rows = every_row()[part::PARTS]
    texts = {text for text, _ in rows}
    before = {text: said for text, said in known().items() if text in texts}
    now = answered(pack.languages["en"], rows)
    changed = [
        f"{text!r}: {before.get(text, 'right')} -> {now.get(text, 'right')}"
        for text in sorted(before.keys() | now.keys())
        if before.get(text) != now.get(text)
    ]
    assert not changed, "\n".join((HOW, *changed))


def test_what_is_written_down_is_enough_to_see_a_point_move() -> None:
    assert len(every_row()) > 4_500
