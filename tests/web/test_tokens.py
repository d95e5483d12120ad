"""A token of the carrier that is rotated in its file: the line takes the new one, and starts not again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from carrier.account import Account, client
from carrier.ended import Done, Later
from carrier.recordings import Recordings
from carrier.texts import send
from store.promises.outbox import Text
from tests.conftest import OPEN, Clock
from tests.stand_in.carrier import SID, SOUND, FakeCarrier
from tests.wiring.wire import LINE, TOKEN, Wire
from web.tokens import Tokens

NEW = "f" * 32
CALL = {"CallSid": "CA" + "7" * 32, "From": "+447400123456", "To": LINE}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of the token, as the line was started with it."""
    path = tmp_path / "token"
    path.write_text(f"{TOKEN}\n")
    return path


def rings(wire: Wire, token: str) -> int:
    """The status of a call's first webhook, signed with this token."""
    wire.token = token
    return wire.post("/voice", CALL).status


def test_a_token_that_is_rotated_in_its_file_is_believed_at_once_and_the_old_one_no_more(
    with_settings: Callable[..., Wire], file: Path, clock: Clock
) -> None:
    wire = with_settings(auth_token_file=file)
    clock.at(OPEN + timedelta(seconds=1))
    assert (rings(wire, TOKEN), rings(wire, NEW)) == (200, 403)
    file.write_text(f"{NEW}, {TOKEN}\n")
    clock.at(OPEN + timedelta(seconds=2))
    assert [rings(wire, NEW), rings(wire, TOKEN), rings(wire, "0" * 32)] == [200, 200, 403]
    for minute, held in enumerate(("", "not one", "é", NEW), 1):
        file.write_text(held)
        clock.at(OPEN + timedelta(minutes=2 * minute))
        assert (rings(wire, NEW), rings(wire, "0" * 32)) == (200, 403), "a file half written changes nothing"
    assert rings(wire, TOKEN) == 403
    file.unlink()
    clock.at(OPEN)
    assert rings(wire, NEW) == 200


def test_without_a_file_the_tokens_stay_those_of_the_start(with_settings: Callable[..., Wire]) -> None:
    wire = with_settings()
    assert (rings(wire, NEW), rings(wire, TOKEN)) == (403, 200)


def test_the_file_is_read_once_a_second_at_most_and_once_a_minute_at_least(file: Path, clock: Clock) -> None:
    known = Tokens((TOKEN,), file, clock)
    file.write_text(NEW)
    assert known.renew() == (TOKEN,), "it was read a moment ago"
    clock.at(OPEN + timedelta(seconds=1))
    assert known.renew() == (NEW,)
    file.write_text(TOKEN)
    clock.at(OPEN + timedelta(seconds=60))
    assert known() == (NEW,)
    clock.at(OPEN + timedelta(seconds=61))
    assert known() == (TOKEN,)


def test_texts_and_recordings_are_asked_for_with_the_new_token_where_the_old_is_refused(
    carrier: FakeCarrier,
) -> None:
    account = Account(SID, TOKEN, LINE, carrier.url, renew=lambda: NEW)
    rest, text = client(account), Text("+447400123456", "Hello")
    carrier.says = [401]
    assert [send(rest, account, text) for _ in range(2)] == [Done(), Done()]
    old, *new = [one.authorization for one in carrier.asked]
    assert len(new) == 2 and len(set(new)) == 1 and old not in new
    carrier.says = [(401, 20003)]
    assert send(rest, account, text) == Later("20003"), "no newer one is there"
    carrier.says = [401]
    assert Recordings(SID, lambda: (TOKEN,), lambda: (NEW,), carrier.url).sound("RE" + "0" * 32) == SOUND
