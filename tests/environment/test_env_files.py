"""A line that sets nothing, or a name that stands twice in a file of settings, stops the start."""

import os
import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from environment.env_files import check_env_files, env_files
from environment.faults import BadSetting
from settings import HERE

SECRET = "a-secret-that-nobody-may-read"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("PORT=8000\nLIVE: 1\n", "line 2: sets nothing"),
        ("# ours\n\nDATA_DIR /srv/line\n", "line 3: sets nothing"),
        (f'PORT=8000\nHASH_KEY="{SECRET}\n', "line 2: sets nothing"),
        ("LIVE\n", "line 1: sets nothing"),
        (f"HASH_KEY={SECRET}\nPORT=8000\nHASH_KEY=other\n", "line 3: HASH_KEY is in line 1 too"),
    ],
)
def test_a_line_that_flask_would_skip_is_told_by_file_and_line_and_quotes_no_value(
    tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "line.env"
    file.write_text(text)
    with pytest.raises(BadSetting, match=says) as told:
        check_env_files([file])
    assert str(file) in str(told.value) and SECRET not in str(told.value)


@pytest.mark.parametrize("text", ["", "# LIVE: 1\n\nexport PORT=8000\nBELL_TO=\nPACK='a b'  # ours\n"])
def test_a_file_that_is_right_or_not_there_is_let_be(tmp_path: Path, text: str) -> None:
    file = tmp_path / "line.env"
    file.write_text(text)
    check_env_files([file, tmp_path / "none.env"])


def test_the_files_are_those_that_the_command_line_names(tmp_path: Path) -> None:
    words = ["flask", "--env-file", "a.env", "-e", "b.env", "--env-file=c.env", "-ed.env", "serve"]
    with chdir(tmp_path):
        assert set(env_files(words)) == set(map(Path, ("a.env", "b.env", "c.env", "d.env")))


def test_the_file_is_that_too_that_a_variable_names_and_only_where_the_command_line_names_none(
    tmp_path: Path,
) -> None:
    file = tmp_path / "x.env"
    file.write_text("LIVE: 1\nLINE_OF_TEST=named\n")
    named = {"FLASK_ENV_FILE": str(file)}
    with chdir(tmp_path), CliRunner(env=named).isolation():
        assert env_files(["flask", "serve"]) == (file,)
        assert env_files(["flask", "--env-file", "a.env", "serve"]) == (Path("a.env"),)
    command, environ = (sys.executable, "-m", "flask", "serve"), {**os.environ, **named}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=100, check=False, cwd=HERE, env=environ
    )
    assert done.returncode == 2 and f"Error: {file}, line 1: sets nothing" in done.stderr


@pytest.mark.parametrize("name", [".env", ".flaskenv"])
@pytest.mark.parametrize("above", [False, True])
def test_the_files_are_those_too_that_flask_finds_from_its_folder_upwards(
    tmp_path: Path, name: str, above: bool
) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (tmp_path / name).write_text("LINE_OF_TEST=far\n")
    nearest = (folder.parent if above else folder) / name
    nearest.write_text("LIVE: 1\nLINE_OF_TEST=near\n")
    look = "import os; from flask.cli import load_dotenv; load_dotenv(); print(os.environ['LINE_OF_TEST'])"
    read = subprocess.run(
        [sys.executable, "-c", look], cwd=folder, capture_output=True, text=True, check=True
    )
    assert read.stdout == "near\n", "it is this file that flask reads"
    with chdir(folder), pytest.raises(BadSetting, match=f"{re.escape(str(nearest))}, line 1: sets nothing"):
        check_env_files(env_files(["flask", "serve"]))


def test_the_line_does_not_start_with_such_a_file(tmp_path: Path) -> None:
    file = tmp_path / "line.env"
    file.write_text("LIVE: 1\n")
    command = (sys.executable, "-m", "flask", "--env-file", str(file), "serve")
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False, cwd=HERE)
    assert done.returncode == 2
    assert f"Error: {file}, line 1: sets nothing" in done.stderr
