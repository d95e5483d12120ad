"""docs/carriers.md names every file that knows the carrier, and every test that it leans on is there."""

import re
from pathlib import Path

import pytest

from settings import HERE
from tests.house.test_shape import LINE, named

PAGE = (HERE / "docs" / "carriers.md").read_text(encoding="utf-8")
# What the carrier calls things in its forms and headers; common words such as From and To are not among them.
ITS_WORDS = re.compile(
    r"X-Twilio|X_TWILIO|\b(?:CallSid|MessageSid|SmsSid|RecordingSid|RecordingUrl|OptOutType|NumMedia|Digits|SpeechResult|"
    r"DialCallStatus|DialBridged|DialCallDuration|CallStatus|MessageStatus|SmsStatus|ErrorCode)\b"
)
FIELD = re.compile(rf'"(?:HTTP_)?(?:{ITS_WORDS.pattern})')
PATHS = sorted(
    set(
        re.findall(
            r"`((?:ivr|sms|web|carrier|counted|store|preflight|tests|settings)[\w/]*(?:/|\.py))`", PAGE
        )
    )
)
TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))


def knows(path: Path) -> bool:
    return bool(FIELD.search(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", PATHS)
def test_every_file_of_the_page_is_there(path: str) -> None:
    assert (HERE / path).exists()


def test_every_file_that_reads_the_carriers_fields_is_on_the_page() -> None:
    # a mention in words is no knowledge; benchmarks play the carrier
    knowing = {named(path) for path in LINE if knows(path) and not named(path).startswith("bench/")}
    assert len(knowing) > 5
    told = "name it in docs/carriers.md (1), or read the field where the others are read"
    assert not [name for name in knowing if not any(name.startswith(path) for path in PATHS)], told


@pytest.mark.parametrize(("file", "test"), TESTS)
def test_every_test_that_the_page_names_is_there(file: str, test: str) -> None:
    assert re.search(rf"^def {test}\(", (HERE / file).read_text(encoding="utf-8"), re.M)


def test_no_engine_is_said_to_have_been_run_without_saying_what_was_not() -> None:
    rows = re.search(r"^## 2\. .*?(?=^## 3)", PAGE, re.M | re.S)
    assert rows
    cells = [line.split("|")[1:-1] for line in rows[0].splitlines() if line.startswith("| ")][1:]
    assert len(cells) >= 6 and all(len(row) == 3 and all(cell.strip() for cell in row) for row in cells)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", PAGE))
def test_every_link_of_the_page_leads_somewhere(link: str) -> None:
    assert (HERE / "docs" / link).exists()
