"""A preflight finds each misconfiguration by its own line and no other's, and nothing on a good line."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from werkzeug.wrappers import Request, Response

from menus.loading import snapshots
from preflight.asking.at_carrier import as_carrier
from settings import current_pack, last_backup
from tests.preflight.certificates import DAY, Authority
from tests.preflight.rig import FIRST, HOST, SECOND, SENDER, STRONG, URL, Rig
from tests.stand_in.account import SID
from tests.wiring.wire import LINE
from web.auth import sign

Spoil = Callable[[Rig], object]


def trusting(hops: int) -> Spoil:
    """The line trusts so many proxies."""

    def spoil(rig: Rig) -> None:
        rig.settings = replace(rig.settings, trusted_proxies=hops)
        rig.proxy.hops = hops

    return spoil


def asked_with(**changes: Any) -> Spoil:
    """What asks about the line has other settings than the line."""
    return lambda rig: setattr(rig, "settings", replace(rig.settings, **changes))


def proxy_says(status: int, *paths: str, where: Callable[[Request], bool] = lambda _: True) -> Spoil:
    """The proxy gives an answer of its own at some paths, and below them."""

    def says(asked: Request) -> Response | None:
        return Response(status=status) if asked.path.startswith(paths) and where(asked) else None

    return lambda rig: setattr(rig.proxy, "says", says)


def proxy_writes(**headers: str) -> Spoil:
    """The proxy writes other headers than it should."""
    return lambda rig: setattr(rig.proxy, "writes", lambda _: headers)


def served_with(host: str = HOST, ends: timedelta = 90 * DAY) -> Spoil:
    """The proxy has another certificate."""
    return lambda rig: rig.serves.append(rig.authority.serves(host, ends))


def nobodys_certificate(rig: Rig) -> None:
    rig.serves.append(Authority(rig.authority.folder, "nobody").serves(HOST, 90 * DAY))


def at_carrier(**changes: Any) -> Spoil:
    """The number is set to something else at the carrier."""
    return lambda rig: rig.row.update(changes)


def slow(rig: Rig) -> None:
    def says(asked: Request) -> None:
        # by its length: what is read here does not come to the line
        rig.passed += 1.5 if asked.path.startswith("/voice/") and (asked.content_length or 0) > 15 else 0.0

    rig.proxy.says = says


def appends(asked: Request) -> dict[str, str]:
    """The headers of a proxy that adds to what came."""
    before = asked.headers.get("X-Forwarded-For", "")
    chain = f"{before}, {SENDER}" if before else SENDER
    return {"HTTP_X_FORWARDED_FOR": chain, "HTTP_X_FORWARDED_HOST": HOST, "HTTP_X_FORWARDED_PROTO": "https"}


def believes_strangers(rig: Rig) -> None:
    trusting(2)(rig)
    rig.proxy.writes = appends


def clock_ahead(rig: Rig) -> None:
    rig.now = lambda: datetime.now(UTC) + timedelta(minutes=3)
    rig.kept.pulse.beat(rig.now())


def with_draft(rig: Rig) -> None:
    language = next(iter(rig.pack.languages.values()))
    draft = replace(language.topics["bones"], reviewed_by="")
    language = replace(language, topics={**language.topics, "bones": draft})
    rig.pack = replace(rig.pack, languages={language.code: language})


def refused(rig: Rig) -> None:
    snapshots.note(current_pack(rig.data), snapshots.REFUSED, "en/topics/bones.toml: title: is missing")


def hours(**changes: Any) -> Spoil:
    """The pack has other hours."""
    return lambda rig: setattr(rig, "pack", replace(rig.pack, hours=replace(rig.pack.hours, **changes)))


def in_service(**changes: Any) -> Spoil:
    """A messaging service holds the number, and takes its texts to addresses of its own."""

    def spoil(rig: Rig) -> None:
        account = rig.carrier.account
        _, service = account.answer("POST", "/v1/Services", {"FriendlyName": "theirs"}) or (0, None)
        assert service
        service.update({"fallback_url": f"{rig.documents_at}/sms.xml"} | changes)
        account.senders[service["sid"]] = [rig.row["sid"]]

    return spoil


def another_fallback(rig: Rig) -> None:
    rig.documents["/voice.xml"] = b"<Response><Say>Ring 111.</Say></Response>"


def static_host(rig: Rig) -> None:
    rig.row["voice_fallback_url"] = f"{rig.documents_at}/static/voice.xml"


def silent(rig: Rig) -> None:
    rig.kept.pulse.beat(datetime.now(UTC) - timedelta(minutes=2))


def backed_up(ago: timedelta) -> Spoil:
    """The last backup was made so long ago."""
    return lambda rig: last_backup(rig.data).write_text(f"{datetime.now(UTC) - ago:%Y-%m-%dT%H:%M:%SZ}")


def backup_removed(rig: Rig) -> None:
    kept = rig.data.joinpath("last-backup")
    kept.write_text(f"{kept.read_text().strip()}\n{rig.data}/line.backup\n")


def another_token(rig: Rig) -> None:
    rig.tokens = (rig.tokens[0], "93b2d05e6f81c7a9e40b95d1a7c6428f")


def real(asked: Request) -> bool:
    """Whether it is a webhook of the carrier's, or passes for one."""
    return "works" not in asked.path


def unsigned(asked: Request) -> bool:
    """Whether nobody signed it."""
    return "X-Twilio-Signature" not in asked.headers


def evicting(rig: Rig) -> None:
    rig.kept.line.link.client.config_set("maxmemory-policy", "allkeys-lru")


ELSEWHERE = "https://old.example.org/sms"
SOON = datetime.now(UTC).date() + 60 * DAY
MISCONFIGURED: dict[str, tuple[str, Spoil]] = {
    "nobody knows the host's name": ("address", lambda rig: setattr(rig, "found", ())),
    "PUBLIC_URL is not set": ("address", asked_with(public_url="")),
    "the certificate has ended": ("certificate", served_with(ends=-1 * DAY)),
    "the certificate ends in ten days": ("certificate", served_with(ends=10 * DAY)),
    "the certificate is another host's": ("certificate", served_with("other.example.org")),
    "nobody vouches for the certificate": ("certificate", nobodys_certificate),
    "the line behind the proxy is down": ("answers", proxy_says(502, "/")),
    "TWILIO_AUTH_TOKEN is not set": ("signature", lambda rig: setattr(rig, "tokens", ())),
    "the line does not have the second token": ("signature", another_token),
    "the proxy leads texts elsewhere": ("signature", proxy_says(404, "/sms", where=real)),
    "the proxy sends calls on": ("signature", proxy_says(301, "/voice", where=real)),
    "the proxy drops the query": ("signature", proxy_writes(QUERY_STRING="")),
    "strangers are answered": ("unsigned", proxy_says(200, "/", where=unsigned)),
    "strangers are sent on": ("unsigned", proxy_says(302, "/voice", where=unsigned)),
    "strangers find no page": ("unsigned", proxy_says(404, "/sms", where=unsigned)),
    "strangers break what stands behind the proxy": ("unsigned", proxy_says(502, "/sms", where=unsigned)),
    "an emergency takes longer than a second": ("places", slow),
    "the ends of calls are not taken": ("status", proxy_says(405, "/voice/status")),
    "TRUSTED_PROXIES is not set": ("proxies", trusting(0)),
    "TRUSTED_PROXIES counts one too many": ("proxies", trusting(2)),
    "TRUSTED_PROXIES believes strangers": ("proxies", believes_strangers),
    "a stranger writes the host": ("proxies", proxy_writes(HTTP_X_FORWARDED_FOR=SENDER)),
    "the carrier refuses the token": ("carrier", lambda rig: rig.carrier.with_token(SECOND)),
    "TWILIO_ACCOUNT_SID is not set": ("carrier", asked_with(account_sid="")),
    "the carrier does not answer": ("carrier", lambda rig: rig.carrier.says.append("reset")),
    "the number is another account's": ("number", lambda rig: rig.carrier.account.numbers.clear()),
    "the number cannot text": ("number", at_carrier(capabilities={"voice": True, "sms": False})),
    "calls lead elsewhere": ("webhooks", at_carrier(voice_url="https://old.example.org/voice")),
    "texts lead nowhere": ("webhooks", at_carrier(sms_url="")),
    "a messaging service drops all texts": ("webhooks", in_service()),
    "a messaging service leads texts elsewhere": ("webhooks", in_service(inbound_request_url=ELSEWHERE)),
    "a messaging service has no fallback for texts": (
        "fallback",
        in_service(inbound_request_url=f"{URL}/sms", fallback_url=""),
    ),
    "an application counts instead": ("webhooks", at_carrier(voice_application_sid="AP" + "0" * 32)),
    "there is no fallback": ("fallback", at_carrier(voice_fallback_url="")),
    "the fallback leads to the line": ("fallback", at_carrier(sms_fallback_url=f"{URL}/sms")),
    "the fallback is of another pack": ("fallback", another_fallback),
    "the fallback is gone": ("fallback", lambda rig: rig.documents.pop("/sms.xml")),
    "the fallback's host takes no POST": ("fallback", static_host),
    "the clock is three minutes ahead": ("clock", clock_ahead),
    "the zone data know no summer time": ("zone", lambda rig: setattr(rig, "zone_of", lambda _: UTC)),
    "bank holidays are known for 60 days": ("holidays", hours(holidays_until=SOON)),
    "a topic is a draft": ("pack", with_draft),
    "the pack on disk does not pass": ("pack", refused),
    "nobody confirmed the hours": ("pack", hours(confirmed_by="")),
    "the helpline's number is the line's": ("helpline", asked_with(bell_to=(LINE,))),
    "TRY=1": ("switches", asked_with(try_on=True)),
    "the store throws away what it took": ("store", evicting),
    "the worker is not there": ("worker", silent),
    "nobody has a second factor": ("staff", lambda rig: rig.kept.staff.set_two_factor("ann", "")),
    "a secret is a known example": ("secrets", asked_with(secret_key="change-me-change-me-change")),
    "others can read a key": ("secrets", lambda rig: rig.data.joinpath("NUMBER_KEY").chmod(0o644)),
    "BACKUP_KEY is not set": ("backup", asked_with(backup_key=b"")),
    "the last backup is four days old": ("backup", backed_up(4 * DAY)),
    "somebody removed the last backup": ("backup", backup_removed),
}


def test_nothing_is_found_on_a_good_line(rig: Rig) -> None:
    lines = rig.ask()
    assert [line for line in lines.values() if line.level != "well"] == []
    assert len(lines) == 23


def test_a_fallback_is_asked_for_as_the_carrier_would(rig: Rig) -> None:
    static_host(rig)
    rig.row["voice_fallback_method"] = "GET"
    assert rig.ask()["fallback"].level == "well"


def test_a_bin_that_is_asked_by_get_finds_the_account_in_the_query() -> None:
    asking = as_carrier("https://handler.twilio.com/twiml/EH1", "GET", SID, FIRST)
    assert asking.full_url == f"https://handler.twilio.com/twiml/EH1?AccountSid={SID}"
    assert asking.get_header("X-twilio-signature") == sign(asking.full_url, FIRST)


def test_a_messaging_service_that_leaves_texts_to_the_number_or_leads_here_is_well(rig: Rig) -> None:
    in_service(use_inbound_webhook_on_number=True)(rig)
    assert rig.ask()["webhooks"].level == "well"
    (service,) = rig.carrier.account.services.values()
    service.update(use_inbound_webhook_on_number=False, inbound_request_url=f"{URL}/sms#rc=2")
    rig.row["sms_url"] = ""
    lines = rig.ask()
    assert (lines["webhooks"].level, lines["fallback"].level) == ("well", "well")


def test_the_number_is_found_among_those_that_hold_its_digits(rig: Rig) -> None:
    numbers = rig.carrier.account.numbers
    ours = numbers.pop(rig.row["sid"])
    rig.carrier.account.buy(f"{LINE}7")
    numbers[ours["sid"]] = ours
    assert rig.ask()["number"].level == "well"


def test_it_leaves_nothing_behind(rig: Rig) -> None:
    line, client = rig.kept.line, rig.kept.line.link.client
    before, logged = {key: client.dump(key) for key in client.scan_iter()}, rig.log.tell()
    rig.ask()
    line.counts.flush()
    line.answered.flush()
    assert {key: client.dump(key) for key in client.scan_iter()} == before
    said = rig.log.getvalue()[logged:].splitlines()
    assert {json.loads(one)["status"] for one in said} == {403}, "strangers alone are logged"
    assert {asked.method for asked in rig.carrier.asked} == {"GET"}


def test_no_secret_and_no_number_is_in_its_lines(rig: Rig) -> None:
    rig.settings = replace(rig.settings, public_url=f"https://ann:open-sesame@{HOST}")
    said = str(list(rig.ask().values()))
    for secret in (FIRST, SECOND, STRONG, LINE, "open-sesame", rig.pack.hours.numbers[0].number):
        assert secret not in said


@pytest.mark.parametrize(("spoil", "sent"), [(lambda _: None, True), (nobodys_certificate, False)])
def test_a_password_in_public_url_is_sent_to_a_trusted_host_alone(rig: Rig, spoil: Spoil, sent: bool) -> None:
    rig.settings = replace(rig.settings, public_url=f"https://ann:open-sesame@{HOST}")
    given: set[str] = set()
    rig.proxy.says = lambda asked: given.add(asked.headers.get("Authorization", ""))
    spoil(rig)
    rig.ask()
    assert given == {"Basic YW5uOm9wZW4tc2VzYW1l" if sent else ""}


def test_what_does_not_answer_in_time_is_a_fault_and_takes_no_more_time(rig: Rig) -> None:
    released = threading.Event()

    def hangs(asked: Request) -> None:
        if asked.path == "/voice/status":
            rig.passed += 1000
            released.wait(20)

    rig.proxy.says = hangs
    lines = rig.ask()
    released.set()
    assert lines["status"].level == "fault" and "no answer within" in lines["status"].saw
    assert lines["signature"].level == "well" and lines["places"].level == "unknown"


@pytest.mark.parametrize("what", MISCONFIGURED)
def test_each_misconfiguration_has_its_own_line_and_the_mend(rig: Rig, what: str) -> None:
    about, spoil = MISCONFIGURED[what]
    spoil(rig)
    try:
        found = [line for line in rig.ask().values() if line.finds]
    finally:
        rig.kept.line.link.client.config_set("maxmemory-policy", "noeviction")
    assert [line.about for line in found] == [about], found
    assert found[0].mend
