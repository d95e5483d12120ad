"""The edges between what is well, what is told, and what is a fault."""

from datetime import UTC, date, datetime, timedelta

import pytest

from preflight.judging import before_us, behind, calendar, host, number, rounds, secret
from preflight.judging.before_us import FORGED_ADDRESS, Saw
from preflight.judging.host import Address, Came, Certificate
from preflight.judging.line import Line

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
URL, HTTPS = "https://line.example.org", ("https", "line.example.org")


@pytest.mark.parametrize(
    ("seen", "level"),
    [
        (Address(*HTTPS, ("93.184.216.34",)), "well"),
        (Address(*HTTPS, ("10.0.0.5", "93.184.216.34")), "well"),
        (Address(*HTTPS, ("127.0.1.1",)), "warning"),
        (Address(*HTTPS, ("fe80::1%eth0",)), "warning"),
        (Address("https", "192.168.1.5", ("192.168.1.5",)), "fault"),
        (Address("http", "line.example.org", ("93.184.216.34",)), "fault"),
    ],
)
def test_a_name_that_only_this_network_reaches_is_told(seen: Address, level: str) -> None:
    assert host.address(seen).level == level


@pytest.mark.parametrize(("days", "level"), [(22, "well"), (20, "warning"), (0, "warning")])
def test_a_certificate_is_told_three_weeks_before_it_ends(days: int, level: str) -> None:
    assert host.certificate(Certificate("", ends=NOW + timedelta(days, 60)), NOW).level == level


@pytest.mark.parametrize(
    ("off", "level"), [(0.9, "well"), (-4, "well"), (6, "warning"), (-29, "warning"), (31, "fault")]
)
def test_a_clock_may_be_some_seconds_off(off: float, level: str) -> None:
    assert calendar.clock(off, "the carrier's").level == level


@pytest.mark.parametrize(("left", "level"), [(90, "well"), (89, "warning"), (0, "warning"), (-1, "fault")])
def test_bank_holidays_are_known_for_90_days(left: int, level: str) -> None:
    assert calendar.holidays(date(2026, 11, 26) + timedelta(left), date(2026, 11, 26)).level == level


@pytest.mark.parametrize(("hours", "level"), [(25, "well"), (27, "warning"), (51, "fault"), (None, "fault")])
def test_a_backup_is_made_each_day(hours: int | None, level: str) -> None:
    last = None if hours is None else NOW - timedelta(hours=hours)
    assert secret.backup(secret.Backup(True, last), NOW).level == level


def test_a_backup_that_is_gone_is_told_with_its_file() -> None:
    line = secret.backup(secret.Backup(True, NOW, "/b/line.backup"), NOW)
    assert (line.level, "/b/line.backup" in line.saw) == ("warning", True) and line.mend


@pytest.mark.parametrize(
    ("value", "weak"),
    [
        ("7c1f0e5b92d84a36b05d7e91c2f3a864", False),
        ("short-7c1f0e5b", True),
        ("abababababababababababab", True),
        ("ChangeMe7c1f0e5b92d84a36", True),
        ("stranger-token-0123456789abcdef0123", True),
    ],
)
def test_a_secret_is_weak_if_short_of_few_signs_or_known(value: str, weak: bool) -> None:
    assert secret.is_weak(value) is weak


def test_the_carriers_token_is_made_at_the_carrier() -> None:
    token = secret.secrets(secret.Secrets(("TWILIO_AUTH_TOKEN",))).mend
    assert "carrier's console" in token and "openssl" not in token
    both = secret.secrets(secret.Secrets(("TWILIO_AUTH_TOKEN", "SECRET_KEY"))).mend
    assert "new TWILIO_AUTH_TOKEN in the carrier's console" in both and "new SECRET_KEY (`openssl" in both


@pytest.mark.parametrize(
    ("trusted", "address", "given", "mend"),
    [
        (0, "127.0.0.1", (FORGED_ADDRESS,), ""),
        (1, "198.51.100.7", ("198.51.100.7",), ""),
        (1, "198.51.100.7", (FORGED_ADDRESS, "198.51.100.7"), ""),
        (2, "198.51.100.7", (FORGED_ADDRESS, "198.51.100.7", "10.0.0.2"), ""),
        (0, "10.0.0.2", ("198.51.100.7",), "TRUSTED_PROXIES=1"),
        (1, FORGED_ADDRESS, (FORGED_ADDRESS,), "write X-Forwarded-For itself"),
        (2, FORGED_ADDRESS, (FORGED_ADDRESS, "198.51.100.7"), "TRUSTED_PROXIES=1"),
        (1, "10.0.0.2", (FORGED_ADDRESS, "198.51.100.7", "10.0.0.2"), "TRUSTED_PROXIES=2"),
        (3, "127.0.0.1", ("198.51.100.7",), "TRUSTED_PROXIES=1"),
        (1, "10.0.0.2", (), "let each of them add to X-Forwarded-For"),
        (1, FORGED_ADDRESS, ("198.51.100.7", FORGED_ADDRESS), "write X-Forwarded-For itself"),
    ],
)
def test_trusted_proxies_is_as_many_as_wrote_down_a_sender(
    trusted: int, address: str, given: tuple[str, ...], mend: str
) -> None:
    line = before_us.proxies(Saw(address, "127.0.0.1", given, "line.example.org"), trusted)
    assert (line.level == "well") is (not mend) and mend in line.mend
    assert ("a stranger may write" in line.saw) is (address == FORGED_ADDRESS)


def row(**changes: object) -> number.AtCarrier:
    set_to = {
        "voice_url": f"{URL}/voice#rc=2",
        "sms_url": f"{URL}/sms/",
        "status_callback": f"{URL}/voice/status",
    }
    return number.AtCarrier(200, row={**set_to, **changes})


@pytest.mark.parametrize(
    ("seen", "level"),
    [
        (row(), "well"),
        (row(sms_url=""), "fault"),
        (row(sms_url=f"{URL}/voice"), "fault"),
        (row(status_callback=""), "fault"),
        (row(trunk_sid="TK1"), "fault"),
    ],
)
def test_a_number_leads_to_us_with_all_that_it_takes(seen: number.AtCarrier, level: str) -> None:
    assert number.webhooks(seen, seen, URL).level == level


def test_where_nobody_says_what_its_messaging_service_does_with_texts_that_is_told() -> None:
    unknown = number.AtCarrier(503)
    assert number.webhooks(row(), unknown, URL).level == "warning"
    assert number.webhooks(row(sms_url=""), unknown, URL).level == "fault"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (rounds.signature((rounds.Round("/voice", Came(200)),)), "not from this line"),
        (rounds.signature((rounds.Round("/voice", Came(0, "no answer in time")),)), "no answer in time"),
        (rounds.signature(()), "TWILIO_AUTH_TOKEN is not set"),
        (rounds.unsigned((rounds.Round("/sms/works", Came(0, "reset")),)), "not answered (reset)"),
        (rounds.places((rounds.Round("menu", Came(500, own=True)),)), "menu gets 500"),
        (rounds.status((rounds.Round("/sms/status", Came(302, to="/")),)), "sent on"),
        (behind.store(behind.Store(True, "The store is over 90 % full.")), "not all is well"),
        (behind.worker(behind.Worker(None)), "no sign of life"),
        (behind.staff(behind.Staff(0, 0)), "nobody can sign in"),
        (calendar.zone(calendar.Zone("Europe/Lyme", known=False)), "not known here"),
        (host.answers(Came(0, "Connection refused")), "Connection refused"),
        (host.certificate(Certificate("no TLS", "wrong version number"), NOW), "no TLS"),
    ],
)
def test_a_line_says_what_was_seen(line: Line, says: str) -> None:
    assert line.finds and says in line.saw and line.mend
