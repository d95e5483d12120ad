"""Commands make no keys and no store: they find the running line's settings, or say what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.cli import FlaskGroup

from environment.given import note_given
from settings import HERE, read
from tests.wiring.stores import redis_server, running, short_folder

NUMBER = "07400123456"
COMMANDS = [
    ("block", NUMBER, "--for", "1d"),
    ("unblock", NUMBER),
    ("blocked",),
    ("callbacks",),
    ("hold", NUMBER),
    ("forget", NUMBER),
    ("report",),
    ("rotate-keys",),
    ("staff", "list"),
    ("staff", "link"),
    ("unknown",),
]
# A command of a line that stands in another folder.
ELSEWHERE = """
import sys
from pathlib import Path
import settings
settings.HERE = Path(sys.argv.pop(1))
from flask.cli import FlaskGroup
FlaskGroup()()
"""
UNSET = dict.fromkeys(("REDIS_URL", "HASH_KEY", "NUMBER_KEY", "SECRET_KEY", "PUBLIC_URL"))


def flask(*words: str, **environ: str) -> Result:
    """Run `flask WORDS…` in a shell that has these settings and no other."""
    return CliRunner().invoke(FlaskGroup(), words, env={**UNSET, **environ})


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_in_a_shell_without_the_services_settings_nothing_is_made(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    said = flask(*words, DATA_DIR=str(tmp_path / "var"))
    assert said.exit_code == 2 and "--env-file" in said.output and "DATA_DIR" in said.output
    assert not list(tmp_path.iterdir())


def test_the_commands_are_listed_in_a_shell_without_the_services_settings(tmp_path: Path) -> None:
    said = flask("--help", DATA_DIR=str(tmp_path / "var"))
    assert said.exit_code == 0 and "forget" in said.output
    assert "cannot start" not in said.output and "Error" not in said.output
    assert not list(tmp_path.iterdir())


def test_keys_without_a_store_are_no_line(tmp_path: Path) -> None:
    read({"DATA_DIR": str(tmp_path)}, make=True)
    said = flask("blocked", DATA_DIR=str(tmp_path))
    assert said.exit_code == 2 and "no line has kept anything" in said.output
    assert not (tmp_path / "store").exists()


def test_what_the_line_was_given_and_the_shell_lacks_is_named(tmp_path: Path) -> None:
    read({"DATA_DIR": str(tmp_path)}, make=True)  # of an earlier line, with a store of its own
    note_given({"REDIS_URL": "redis://:hush@127.0.0.1", "HASH_KEY": "hush"}, tmp_path)
    said = flask("blocked", DATA_DIR=str(tmp_path))
    assert said.exit_code == 2 and "REDIS_URL, HASH_KEY: not set" in said.output
    assert "hush" not in (tmp_path / "given").read_text()


def test_a_note_of_what_was_given_that_is_no_text_is_named_and_written_anew_at_the_next_start(
    tmp_path: Path,
) -> None:
    (tmp_path / "given").write_bytes(b"HASH_KEY\n\xe9")
    said = flask("blocked", DATA_DIR=str(tmp_path))
    assert said.exit_code == 2 and f"{tmp_path}/given is no text (byte 10)" in said.output
    note_given({"HASH_KEY": "hush"}, tmp_path)
    assert (tmp_path / "given").read_text() == "HASH_KEY"


def test_the_settings_are_found_in_an_env_file(environ: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "line.env"
    file.write_text("".join(f"{name}={value}\n" for name, value in environ.items()))
    said = flask("--env-file", str(file), "blocked", DATA_DIR=str(tmp_path))
    assert (said.exit_code, said.output) == (0, "0 blocked\n")


def test_a_command_that_was_given_no_folder_names_the_one_that_it_works_on() -> None:
    with short_folder() as folder, running(folder / "var"):
        data = folder / "var"
        read({"DATA_DIR": str(data)}, make=True)
        environ = {name: value for name, value in os.environ.items() if name not in (*UNSET, "DATA_DIR")}
        for more, said in (({}, f"this is of the line in {data}"), ({"DATA_DIR": str(data)}, "")):
            command = [sys.executable, "-c", ELSEWHERE, str(folder), "blocked"]
            done = subprocess.run(command, env={**environ, **more}, cwd=HERE, capture_output=True, text=True)
            assert (done.returncode, done.stdout) == (0, "0 blocked\n")
            assert said in done.stderr and bool(said) == bool(done.stderr)


def test_a_command_tells_what_is_wrong_with_the_store(environ: dict[str, str], tmp_path: Path) -> None:
    with redis_server("--appendonly", "no") as url:
        said = flask("blocked", **{**environ, "DATA_DIR": str(tmp_path), "REDIS_URL": url})
    assert said.exit_code == 0 and "appendonly yes" in said.stderr and said.stdout == "0 blocked\n"


def test_the_guide_names_the_env_file() -> None:
    assert "flask --env-file" in (HERE / "docs" / "deploy.md").read_text(encoding="utf-8")
