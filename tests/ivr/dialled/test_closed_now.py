"""The spoken topic on the helpline says so while it is closed, and until when (R34)."""

import pytest

from tests.caller import Caller
from tests.conftest import At

MOMENTS = {
    "2026-12-25T10:00": "It is closed now, until Tuesday at 9 in the morning.",
    "2026-12-24T21:00": "It is closed now, until Tuesday at 9 in the morning.",
    "2026-05-19T03:00": "It is closed now, until 9 in the morning today.",
    "2026-05-19T10:00": "",
}


@pytest.mark.parametrize(("moment", "said"), MOMENTS.items(), ids=MOMENTS)
def test_the_topic_on_the_helpline_tells_until_when_it_is_closed(
    caller: Caller, at: At, moment: str, said: str
) -> None:
    at(moment)
    heard = caller.call().press("4", "1").wait().heard
    assert heard.startswith(f"{said} You can ask it for help".strip())
    assert ("closed now" in heard) == bool(said)
