"""What a pack may hold changes only where somebody means it: packs of charities are written by it."""

from tests.menus.loading.shape_now import HOW, SHAPE, rows_now


def test_each_key_holds_what_it_held_and_is_needed_or_not_as_before() -> None:
    assert rows_now() == SHAPE.read_text(encoding="utf-8").splitlines(), HOW
