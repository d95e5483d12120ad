"""The files in deploy/ start what there is, and ask for what answers."""

import re
from configparser import ConfigParser
from importlib.util import find_spec
from pathlib import Path

import pytest
from flask import Flask

from serve.running import READY_SECONDS, TELL_SECONDS
from serve.signs import BEAT_SECONDS
from settings import HERE

DEPLOY = HERE / "deploy"


def unit(name: str) -> ConfigParser:
    found = ConfigParser(interpolation=None)
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read(DEPLOY / name)
    return found


@pytest.mark.parametrize(("name", "told"), [("line", TELL_SECONDS), ("line-worker", BEAT_SECONDS)])
def test_a_unit_is_told_often_enough_that_all_is_well(name: str, told: float) -> None:
    service = unit(f"{name}.service")["Service"]
    assert service["Type"] == "notify"
    assert float(service["WatchdogSec"]) >= 4 * told
    assert float(service["TimeoutStartSec"]) > READY_SECONDS


def test_a_unit_starts_what_there_is() -> None:
    assert unit("line.service")["Service"]["ExecStart"].endswith("/flask serve")
    module = unit("line-worker.service")["Service"]["ExecStart"].rpartition(" -m ")[2]
    assert find_spec(module)
    assert unit("line.socket")["Socket"]["ListenStream"]


def test_the_container_is_asked_for_a_page_that_there_is(line: Flask) -> None:
    asked = re.search(r"http://127.0.0.1:\d+(/[\w/]+)", (DEPLOY / "compose.yaml").read_text())
    assert asked
    assert line.test_client().get(asked[1]).status_code == 204


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", (HERE / "docs" / "deploy.md").read_text()))
def test_every_link_of_the_page_leads_somewhere(link: str) -> None:
    assert Path(HERE / "docs" / link).exists()
