"""A pytest plugin that runs only the tests of a given list, in its order."""

import json
import os
from pathlib import Path

import pytest

LIST = "MUTANTS_TESTS"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep only the tests that a list names, in the list's order, and drop all others.

    The list is in JSON, in the file that the environment variable MUTANTS_TESTS names.
    """
    places = {test: at for at, test in enumerate(json.loads(Path(os.environ[LIST]).read_text()))}
    others = [item for item in items if item.nodeid not in places]
    config.hook.pytest_deselected(items=others)
    items[:] = sorted((item for item in items if item.nodeid in places), key=lambda item: places[item.nodeid])
