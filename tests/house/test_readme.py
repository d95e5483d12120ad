"""What the README says is true: its paths exist, its commands and targets are there."""

import re

import pytest
from click.testing import CliRunner
from flask.cli import FlaskGroup

from settings import HERE

README = (HERE / "README.md").read_text()
FIRST_SCREEN = 45


def test_the_two_commands_stand_on_the_first_screen() -> None:
    first = "\n".join(README.splitlines()[:FIRST_SCREEN])
    assert "make run" in first
    assert "make test" in first
    assert "menus/muscle/hours.toml" in first


PATHS = sorted(
    set(re.findall(r"`((?:menus|ivr|sms|store|docs|web|tools|serve|bench|carrier)/[\w./-]*)`", README))
)


@pytest.mark.parametrize("path", PATHS)
def test_every_path_of_the_readme_exists(path: str) -> None:
    assert (HERE / path).exists()


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_link_of_the_readme_leads_somewhere(link: str) -> None:
    assert (HERE / link).exists()


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(?:\.venv/bin/)?flask ([a-z-]+)", README))))
def test_every_command_of_the_readme_has_help(name: str) -> None:
    told = CliRunner().invoke(FlaskGroup(), [name, "--help"])
    assert told.exit_code == 0, told.output
    assert "Usage" in told.output


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z]+)(?:`|  )", README))))
def test_every_make_target_of_the_readme_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (HERE / "Makefile").read_text(), re.M)
