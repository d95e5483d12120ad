"""Walks through all calls fill the same few hundred sentences again and again: each is filled once."""

from collections.abc import Iterator

import pytest

from menus import words
from menus.hours import is_open
from menus.matcher import matching
from tests.packs.walked import Same, of_a_message, of_a_sentence, of_an_hour


@pytest.fixture(scope="package", autouse=True)
def _reckoned_once() -> Iterator[None]:
    """Reckon once what a walk asks again and again of the same pack at the same moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_filled", Same(words._filled, of_a_sentence))
        patch.setattr("ivr.call.is_open", Same(is_open, of_an_hour))
        patch.setattr(matching, "_explain", Same(matching._explain, of_a_message))
        yield
