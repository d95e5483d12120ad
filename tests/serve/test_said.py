"""What the supervisor says is a line of JSON, as all of the log; at a terminal it is words."""

import io
import json
from contextlib import redirect_stderr

import pytest

from serve.children import say


def test_what_is_said_is_a_line_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    say("web 1 ended (-9): “starting” it again")
    say("renewed", "info", desk="http://127.0.0.1/desk")
    first, second = map(json.loads, capsys.readouterr().err.splitlines())
    assert (first["event"], first["level"], first["said"]) == (
        *("line", "warning"),
        "web 1 ended (-9): “starting” it again",
    )
    assert first["time"].endswith("Z") and (second["level"], second["desk"]) == (
        "info",
        "http://127.0.0.1/desk",
    )


def test_each_line_of_what_is_said_is_one_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    say("two faults:\n\n  one\n  two", "error")
    said = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(one["said"], one["level"]) for one in said] == [
        ("two faults:", "error"),
        ("  one", "error"),
        ("  two", "error"),
    ]


class Terminal(io.StringIO):
    """Where somebody sits and reads."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_it_is_words() -> None:
    with redirect_stderr(Terminal()) as shown:
        say("renewed")
    assert shown.getvalue() == "line: renewed\n"
