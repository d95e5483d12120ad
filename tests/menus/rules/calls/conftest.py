"""What the tests of what is said on a call share."""

from dataclasses import replace
from datetime import date

import pytest

from menus.model import Pack
from menus.said import Look, look


@pytest.fixture(scope="module")
def seen(pack: Pack) -> Look:
    """A pack with the topics bones and exercise."""
    seen = look(pack, pack.languages["en"], date(2026, 6, 1))
    topics = {name: seen.language.topics[name] for name in ("bones", "exercise")}
    return replace(seen, language=replace(seen.language, topics=topics), said=())
