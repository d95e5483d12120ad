"""`flask provision` with a carrier that obeys, refuses, delays, forgets: shown first, told truly, undone."""

import json
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from click.testing import CliRunner, Result

from carrier.number.before import FILE
from settings import HERE
from tests.stand_in.account import SID, Resource
from tests.stand_in.carrier import FakeCarrier
from tests.wiring.wire import HOST, LINE, TOKEN
from tools.operate.provision import provision

OLD = {"voice_url": "https://old.example/v", "sms_url": "https://old.example/s", "voice_method": "GET"}
BIN = "https://handler.twilio.com/twiml/EH1"
RUN = "from tools.operate.provision import provision; provision()"


@dataclass(frozen=True)
class Operator:
    """Somebody who runs the command, and what the carrier then has."""

    carrier: FakeCarrier
    data: Path

    def run(self, *arguments: str, typed: str | None = None, **environ: str) -> Result:
        return CliRunner(env=self.environ | environ).invoke(provision, arguments, input=typed)

    @property
    def environ(self) -> dict[str, str]:
        return {
            "DATA_DIR": str(self.data),
            "TWILIO_ACCOUNT_SID": SID,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_NUMBER": LINE,
            "TWILIO_API_BASE": self.carrier.url,
            "PUBLIC_URL": f"https://{HOST}",
        }

    @property
    def number(self) -> Resource:
        found = self.carrier.account.number(LINE)
        assert found
        return found

    @property
    def writes(self) -> list[str]:
        return [one.path for one in self.carrier.asked if one.method != "GET"]


@pytest.fixture
def operator(carrier: FakeCarrier, tmp_path: Path) -> Operator:
    carrier.with_token(TOKEN).account.buy(LINE, **OLD)
    return Operator(carrier, tmp_path / "data")


def test_a_dry_run_shows_old_and_new_a_line_each_and_changes_nothing(operator: Operator) -> None:
    told = operator.run()
    assert told.exit_code == 1
    assert (
        f"voice_url: https://old.example/v -> https://{HOST}/voice#ct=2000&rt=4500&rc=2&rp=all"
        in told.output.splitlines()
    )
    assert "voice_method: GET -> POST" in told.output.splitlines()
    assert "--yes" in told.output
    assert operator.writes == []
    assert not operator.data.exists()


def test_yes_sets_everything_and_a_second_run_has_nothing_to_change(operator: Operator) -> None:
    told = operator.run(
        "--yes", "--fallback-url", BIN, "--text-fallback-url", "https://static.example/sms.xml"
    )
    assert told.exit_code == 0, told.output
    has = operator.number
    assert has["voice_url"] == f"https://{HOST}/voice#ct=2000&rt=4500&rc=2&rp=all"
    assert has["sms_url"] == f"https://{HOST}/sms#ct=2000&rt=4500&rc=2&rp=all"
    assert has["status_callback"] == f"https://{HOST}/voice/status"
    assert (has["voice_fallback_url"], has["voice_fallback_method"]) == (BIN, "POST")
    assert has["sms_fallback_method"] == "GET"
    (service,) = operator.carrier.account.services.values()
    assert service["use_inbound_webhook_on_number"] is True
    assert operator.carrier.account.senders[service["sid"]] == [has["sid"]]
    before = len(operator.writes)
    again = operator.run("--yes", "--fallback-url", BIN)
    assert again.exit_code == 0
    assert "Nothing to change." in again.output
    assert len(operator.writes) == before


def test_what_no_request_can_set_is_printed_to_be_pasted(operator: Operator) -> None:
    told = operator.run().output
    for word in ("STOP: Muscle Line", "START: Muscle Line", "HELP: Muscle Line", "Advanced Opt-Out", "YES"):
        assert word in told
    assert "--fallback-url" in told
    with_one = operator.run("--fallback-url", BIN, "--text-fallback-url", BIN).output
    assert "TwiML Bin" not in with_one


def test_undo_puts_back_what_was_there_before_the_first_of_several_runs(operator: Operator) -> None:
    first = dict(operator.number)
    operator.run("--yes", "--fallback-url", BIN)
    operator.run("--yes", "--fallback-url", "https://static.example/voice.xml", "--overrides", "")
    assert operator.number["voice_url"] == f"https://{HOST}/voice"
    assert stat.S_IMODE((operator.data / FILE).stat().st_mode) == 0o600
    told = operator.run("--undo", "--yes")
    assert told.exit_code == 0, told.output
    assert operator.number == first
    assert operator.carrier.account.services == {}
    assert "Nothing to put back." in operator.run("--undo").output


def test_an_application_or_a_trunk_that_would_take_the_calls_away_is_taken_off(operator: Operator) -> None:
    operator.number.update(voice_application_sid="AP" + "1" * 32, trunk_sid="TK" + "1" * 32)
    assert operator.run("--yes").exit_code == 0
    assert operator.number["voice_application_sid"] == operator.number["trunk_sid"] == ""


def test_a_service_that_is_there_is_kept_and_told_to_leave_texts_to_the_number(operator: Operator) -> None:
    account, sid = operator.carrier.account, operator.number["sid"]
    _, service = account.answer("POST", "/v1/Services", {"FriendlyName": "theirs"}) or (0, None)
    assert service
    account.senders[service["sid"]] = [sid]
    assert operator.run("--yes", "--no-service").exit_code == 0
    assert service["use_inbound_webhook_on_number"] is True
    assert len(account.services) == 1
    operator.run("--undo", "--yes")
    assert service["use_inbound_webhook_on_number"] is False
    assert account.senders[service["sid"]] == [sid]


@pytest.mark.parametrize(("more", "many"), [(1, "another number"), (3, "3 other numbers")])
def test_a_service_that_holds_others_numbers_too_is_left_alone_without_an_option_of_its_own(
    operator: Operator, more: int, many: str
) -> None:
    account, sid = operator.carrier.account, operator.number["sid"]
    _, service = account.answer("POST", "/v1/Services", {"FriendlyName": "theirs"}) or (0, None)
    assert service
    theirs = [account.buy(f"+4420794601{each:02}")["sid"] for each in range(more)]
    account.senders[service["sid"]] = [*theirs, sid]
    before = len(operator.writes)
    told = operator.run("--yes")
    assert told.exit_code == 1
    assert many in told.output and service["sid"] in told.output and "--shared-service" in told.output
    assert len(operator.writes) == before
    assert operator.run("--yes", "--shared-service").exit_code == 0
    assert service["use_inbound_webhook_on_number"] is True
    assert operator.run("--undo", "--yes").exit_code == 1, "others' texts would go elsewhere again"
    assert operator.run("--undo", "--yes", "--shared-service").exit_code == 0
    assert service["use_inbound_webhook_on_number"] is False


def test_a_service_that_takes_a_change_and_keeps_it_not_is_told(operator: Operator) -> None:
    account, sid = operator.carrier.account, operator.number["sid"]
    _, service = account.answer("POST", "/v1/Services", {"FriendlyName": "theirs"}) or (0, None)
    assert service
    account.senders[service["sid"]] = [sid]
    forgets_the_service(operator.carrier)
    told = operator.run("--yes", "--no-service")
    assert told.exit_code == 1 and "still has the old messages_to_number" in told.output
    account.forgets.clear()
    assert "changed: messages_to_number" in operator.run("--yes", "--no-service").output.splitlines()


@pytest.mark.parametrize("answers", range(5, 11))
def test_an_undo_that_was_broken_off_is_ended_by_the_next(operator: Operator, answers: int) -> None:
    first = dict(operator.number)
    operator.run("--yes")
    operator.carrier.says.extend([None] * answers + [503])
    operator.run("--undo", "--yes")
    operator.carrier.says.clear()
    told = operator.run("--undo", "--yes")
    assert told.exit_code == 0, told.output
    assert operator.number == first
    assert operator.carrier.account.services == {}
    assert "Nothing to put back." in operator.run("--undo").output


def test_a_line_that_hangs_has_all_its_tries(operator: Operator) -> None:
    operator.run("--yes")
    overrides = dict(parse_qsl(operator.number["voice_url"].partition("#")[2]))
    assert overrides["rp"] == "all"
    assert int(overrides["rt"]) * (1 + int(overrides["rc"])) < 15_000


def test_without_a_service_none_is_made(operator: Operator) -> None:
    assert operator.run("--yes", "--no-service").exit_code == 0
    assert operator.carrier.account.services == {}


def forgets(carrier: FakeCarrier) -> None:
    carrier.account.forgets.add("SmsUrl")


def forgets_the_service(carrier: FakeCarrier) -> None:
    carrier.account.forgets.add("UseInboundWebhookOnNumber")


@pytest.mark.parametrize(
    ("spoil", "says", "changed"),
    [
        (forgets, "still has the old sms_url", ["voice_url"]),
        (forgets_the_service, "still has the old messages_to_number", ["voice_url", "sms_url"]),
        (lambda carrier: carrier.says.extend([None] * 2 + [(429, 20429)]), "too many requests", []),
        (lambda carrier: carrier.says.extend([None] * 2 + [503]), "failed (503)", []),
        (lambda carrier: carrier.says.extend([None] * 2 + ["reset"]), "did not answer", []),
        (lambda carrier: carrier.says.extend([None] * 5 + [403]), "error 403", ["voice_url", "sms_url"]),
        (lambda carrier: carrier.says.extend([None] * 6 + [403]), "error 403", ["voice_url", "sms_url"]),
    ],
)
def test_what_goes_wrong_is_a_line_and_what_was_done_is_told(
    operator: Operator, spoil: Callable[[FakeCarrier], None], says: str, changed: list[str]
) -> None:
    spoil(operator.carrier)
    told = operator.run("--yes")
    assert told.exit_code == 1
    (error,) = [line for line in told.output.splitlines() if line.startswith("Error")]
    assert says in error
    for name in ("voice_url", "sms_url"):
        assert (f"changed: {name}" in told.output.splitlines()) == (name in changed)
    operator.carrier.account.forgets.clear()
    operator.carrier.says.clear()
    assert operator.run("--yes").exit_code == 0, "the next run ends what was begun"
    assert len(operator.carrier.account.services) == 1
    operator.run("--undo", "--yes")
    assert operator.number["voice_url"] == OLD["voice_url"]


def test_a_carrier_that_asks_for_quiet_is_told_with_its_seconds(operator: Operator) -> None:
    operator.carrier.retry_after = "7"
    operator.carrier.says.extend([None] * 2 + [(429, 20429)])
    assert "left alone for 7 s" in operator.run("--yes").output


def test_an_answer_that_was_lost_is_no_failure_where_the_carrier_has_done_it(operator: Operator) -> None:
    operator.carrier.says.extend([None] * 2 + ["lost"])
    told = operator.run("--yes", "--no-service")
    assert told.exit_code == 0, told.output
    assert "changed: voice_url" in told.output


@pytest.mark.parametrize(
    ("environ", "code", "says"),
    [
        ({"TWILIO_AUTH_TOKEN": "another"}, 1, "not accepted"),
        ({"TWILIO_NUMBER": "+442079460123"}, 1, "not one of the account's"),
        ({"TWILIO_API_BASE": "http://127.0.0.1:9"}, 1, "did not answer"),
        ({"PUBLIC_URL": ""}, 2, "PUBLIC_URL"),
        ({"PUBLIC_URL": "http://line.example", "TWILIO_API_BASE": ""}, 2, "https"),
        ({"TWILIO_NUMBER": "020"}, 2, "TWILIO_NUMBER"),
    ],
)
def test_what_cannot_be_begun_is_one_line(
    operator: Operator, environ: dict[str, str], code: int, says: str
) -> None:
    told = operator.run("--yes", **environ)
    assert told.exit_code == code
    assert [says in line for line in told.output.splitlines()] == [True]
    assert TOKEN not in told.output
    assert operator.writes == []


@pytest.mark.parametrize("option", ["--fallback-url", "--text-fallback-url"])
@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://static.example/v.xml", "https://"),
        ("ftp://static.example/v.xml", "https://"),
        ("https:///v.xml", "https://"),
        ("https://[", "https://"),
        (f"https://{HOST.upper()}/fallback", "own host"),
        (f"https://{HOST}:8443/", "own host"),
    ],
)
def test_a_fallback_that_could_not_stand_in_for_the_line_is_refused_by_its_option(
    operator: Operator, option: str, address: str, says: str
) -> None:
    told = operator.run("--yes", option, address)
    assert told.exit_code == 2
    (error,) = told.output.splitlines()
    assert f"{option}:" in error and says in error
    assert operator.writes == []


def test_a_wrong_number_is_told_by_its_option(operator: Operator) -> None:
    told = operator.run("--number", "01144960000")
    assert told.exit_code == 2
    assert "--number" in told.output and "TWILIO_NUMBER" not in told.output


def test_an_undo_on_a_machine_without_a_record_says_so(operator: Operator) -> None:
    told = operator.run("--undo", "--yes")
    assert told.exit_code == 1
    assert "no record" in told.output and FILE in told.output
    assert operator.writes == []


def test_whoever_stops_reading_is_told_of_no_file(operator: Operator) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environ = {**operator.environ, "PATH": os.environ["PATH"], "PYTHONPATH": str(HERE)}
    told = subprocess.run([sys.executable, "-c", RUN], env=environ, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert told.returncode == 1
    assert told.stderr == b""


def test_a_file_of_what_was_there_that_is_broken_stops_before_anything_is_changed(operator: Operator) -> None:
    operator.data.mkdir()
    (operator.data / FILE).write_text("{")
    assert operator.run("--yes").exit_code == 1
    assert operator.writes == []


def test_a_password_in_an_address_is_set_and_not_shown(operator: Operator) -> None:
    told = operator.run("--yes", PUBLIC_URL=f"https://user:secret@{HOST}")
    assert operator.number["voice_url"].startswith("https://user:secret@")
    assert "secret" not in told.output
    assert json.loads((operator.data / FILE).read_text())[operator.number["sid"]]["voice_url"]
