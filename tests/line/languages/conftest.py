"""The pack in which a second language is offered, as every test of two languages has it."""

import pytest

from menus.model import Pack
from tests.packs.bilingual import in_both


@pytest.fixture(scope="session")
def both() -> Pack:
    """The shipped pack with its draft of Welsh offered."""
    return in_both()
