"""`flask failed`: staff get a letter that names the unit and where to look, and no letter is a line."""

import pytest
from click.testing import CliRunner, Result

from tests.carrier.test_bell import letter_box
from tools.operate.failed import failed


def run(unit: str, **environ: str) -> Result:
    return CliRunner(env={"BELL_TO": "ann@example.org,+447400999999", "SMTP_URL": ""} | environ).invoke(
        failed, [unit]
    )


def test_the_addresses_alone_are_mailed_what_failed_and_where_to_look() -> None:
    with letter_box() as (url, told):
        assert run("line-backup.service", SMTP_URL=url).exit_code == 0
    assert [line for line in told if line.startswith("rcpt")] == ["rcpt TO:<ann@example.org>"]
    letter = " ".join(told)
    assert "the backup of the line failed" in letter and "journalctl -u line-backup.service" in letter
    assert "7400999999" not in letter


@pytest.mark.parametrize(
    ("environ", "code", "why"),
    [
        ({}, 0, "SMTP_URL"),
        ({"BELL_TO": "+447400999999", "SMTP_URL": "smtp://127.0.0.1:9"}, 0, "BELL_TO"),
        ({"SMTP_URL": "smtp://127.0.0.1:9"}, 1, "mail server"),
        ({"PORT": "none"}, 2, "PORT"),
    ],
)
def test_what_nobody_can_be_mailed_is_one_line(environ: dict[str, str], code: int, why: str) -> None:
    told = run("line-look@self-test.service", **environ)
    assert told.exit_code == code
    (line,) = told.output.splitlines()
    assert "self-test failed: see journalctl -u line-look@self-test.service" in line and why in line
