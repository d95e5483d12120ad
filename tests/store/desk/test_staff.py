"""Accounts, one-time links, passwords, codes, the trail: what the desk stands on."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from store.desk import passwords
from store.desk.desk import DeskStore, desk_store
from store.desk.invitations import Invitation
from store.desk.leads import name_lead
from store.desk.staff import Account, Role, staff
from store.link import Link, Unreachable
from store.sealed import BrokenSeal, open_seals
from store.store import Store
from tests.conftest import NUMBER_KEYS, Clock
from web.desk.locks import totp

NOW = datetime(2026, 5, 19, 10, 0, tzinfo=UTC)
# RFC 6238, appendix B: the secret "12345678901234567890", the last six of each eight digits
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
VECTORS = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}


def at_once(work: Callable[[int], object], times: int = 8) -> list[object]:
    """What `work` gives when many ask at the same moment."""
    found: list[object] = []
    ready = threading.Barrier(times)

    def one(n: int) -> None:
        ready.wait(5)
        found.append(work(n))

    threads = [threading.Thread(target=one, args=(n,)) for n in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_a_password_fits_its_hash_and_no_other() -> None:
    kept = passwords.hash_password("three words together")
    assert kept.startswith("$argon2id$") and "three" not in kept
    assert passwords.fits(kept, "three words together")
    assert not passwords.fits(kept, "three words apart")


@pytest.mark.parametrize("kept", ["", "no hash at all", "$argon2id$v=19$m=65536,t=3,p=4$broken"])
def test_without_a_hash_no_password_fits(kept: str) -> None:
    assert not passwords.fits(kept, "")
    assert not passwords.fits(kept, "three words together")


def test_an_account_is_there_once(kept: DeskStore) -> None:
    assert kept.staff.is_empty()
    assert Counter(at_once(lambda _: kept.staff.add("ann", "answer"))) == {True: 1, False: 7}
    assert [account.name for account in kept.staff.all()] == ["ann"]
    assert not kept.staff.is_empty()


def test_the_first_link_makes_one_account_whoever_presses_at_once(kept: DeskStore) -> None:
    made = at_once(lambda n: kept.staff.add(f"first{n}", "admin", only_first=True))
    assert Counter(made) == {True: 1, False: 7}


@pytest.mark.parametrize("name", ["", "a", "Ann", "ann smith", "-ann", "a" * 41, "ann/..", "n07700900123"])
def test_a_name_that_will_not_do_is_refused(kept: DeskStore, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        kept.staff.add(name, "answer")


@pytest.mark.parametrize("name", ["an", "a" * 40, "n12345", "ann.o-2"])
def test_a_name_of_two_to_forty_letters_without_a_phone_number_will_do(kept: DeskStore, name: str) -> None:
    assert kept.staff.add(name, "answer")


@pytest.mark.parametrize("name", ["n123456", "a", "a" * 41])
def test_a_name_one_past_that_will_not_do(kept: DeskStore, name: str) -> None:
    with pytest.raises(ValueError, match="2 to 40"):
        kept.staff.add(name, "answer")


def test_an_account_without_a_version_is_a_first_one_and_without_a_role_there_is_none(
    kept: DeskStore,
) -> None:
    kept.staff.add("ann", "admin", "x")
    client = kept.line.link.client
    client.hdel("line:1:staff:of:ann", "version")
    assert kept.staff.one("ann") == Account("ann", "admin", "x", 1) == kept.staff.all()[0]
    client.hdel("line:1:staff:of:ann", "role")
    assert (kept.staff.one("ann"), kept.staff.all()) == (None, ())


def test_each_role_may_what_those_before_it_may() -> None:
    assert Account("ann", "edit").may("answer") and Account("ann", "edit").may("edit")
    assert not Account("ann", "edit").may("admin")
    assert not Account("ann", "admin", disabled=True).may("answer")


@pytest.mark.parametrize("role", ["answer", "edit", None])
def test_one_admin_is_left_whoever_presses_at_once(kept: DeskStore, role: Role | None) -> None:
    def take_away(n: int) -> bool:
        return kept.staff.set_role(f"ann{n}", role) if role else kept.staff.disable(f"ann{n}")

    for n in range(8):
        kept.staff.add(f"ann{n}", "admin", "x")
    assert Counter(at_once(take_away)) == {True: 7, False: 1}
    assert len([one for one in kept.staff.all() if one.may("admin")]) == 1


def test_who_has_no_password_yet_or_is_shut_out_is_no_admin_who_is_left(kept: DeskStore) -> None:
    kept.staff.add("ann", "admin", "x")
    kept.staff.add("new", "admin")
    kept.staff.add("out", "admin", "x")
    assert kept.staff.disable("out") and not kept.staff.disable("ann")
    assert kept.staff.set_role("ann", "admin") and not kept.staff.set_role("ann", "edit")
    assert kept.staff.disable("new") and kept.staff.set_role("out", "answer")
    account = kept.staff.one("ann")
    assert account and account.may("admin")
    assert kept.staff.disable("ann", even_last=True)


def test_what_changes_an_account_ends_its_sessions(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    kept.staff.add("bea", "admin", "x")
    versions = []
    for change in (
        lambda: kept.staff.set_role("ann", "admin"),
        lambda: kept.staff.set_password("ann", "x"),
        lambda: kept.staff.disable("ann"),
        lambda: kept.staff.set_two_factor("ann", SECRET),
        lambda: kept.staff.sign_out_everywhere("ann"),
    ):
        change()
        account = kept.staff.one("ann")
        assert account is not None
        versions.append(account.version)
    assert versions == [2, 3, 4, 5, 6]


@pytest.mark.parametrize("is_part", [False, True])
def test_no_change_makes_a_part_of_an_account_that_is_gone(kept: DeskStore, is_part: bool) -> None:
    client: Any = kept.line.link.client
    if is_part:  # as the version before left it
        client.hset("line:1:staff:of:gone", "phone", "sealed")
    before = {key: client.dump(key) for key in client.scan_iter()}
    for change in (
        lambda: kept.staff.set_role("gone", "admin"),
        lambda: kept.staff.set_password("gone", "x"),
        lambda: kept.staff.disable("gone", even_last=True),
        lambda: kept.staff.reset("gone", even_last=True),
        lambda: kept.staff.set_two_factor("gone", SECRET, ("one",)),
        lambda: kept.staff.set_backup_codes("gone", ("one",)),
        lambda: kept.staff.sign_out_everywhere("gone"),
        lambda: kept.staff.set_phone("gone", "+447400100999"),
        lambda: name_lead(kept.staff, "gone", True),
        lambda: kept.staff.first_use("gone", 5),
    ):
        assert change() is False
        assert {key: client.dump(key) for key in client.scan_iter()} == before
    assert kept.staff.one("gone") is None


def test_a_second_factor_and_its_codes_change_in_one_step(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    kept.staff.set_two_factor("ann", SECRET, ("old",))
    link, steps = kept.line.link, 0

    def ask(work: Callable[[Any], Any]) -> Any:
        nonlocal steps
        steps += 1
        if steps > 1:
            raise Unreachable("after the first step")
        return Link.ask(link, work)

    link.ask = ask  # type: ignore[method-assign]
    with suppress(Unreachable):
        kept.staff.set_two_factor("ann", "")
    del link.ask
    account = kept.staff.one("ann")
    assert account and bool(account.two_factor) == bool(kept.staff.backup_codes_left("ann"))


def test_no_codes_are_left_of_an_account_that_goes_meanwhile(kept: DeskStore) -> None:
    client: Any = kept.line.link.client
    keys = ("line:1:staff:of:ann", "line:1:staff:codes:ann", "line:1:staff")

    def one(n: int) -> object:
        return kept.staff.set_backup_codes("ann", ("one", "two")) if n else client.delete(*keys)

    for _ in range(20):
        kept.staff.add("ann", "answer")
        at_once(one)
        assert not client.exists(*keys)


def test_a_phone_and_a_lead_are_set_without_ending_a_session(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    assert kept.staff.set_phone("ann", "+447400100999") and name_lead(kept.staff, "ann", True)
    account = kept.staff.one("ann")
    assert account and account.lead and account.phone and account.version == 1


def test_a_link_is_taken_once(kept: DeskStore) -> None:
    token = kept.invitations.invite(Invitation("set", "ann"))
    assert kept.invitations.read(token) == Invitation("set", "ann")
    assert Counter(at_once(lambda _: kept.invitations.take(token))) == {Invitation("set", "ann"): 1, None: 7}
    assert kept.invitations.read(token) is None and kept.invitations.read("made up") is None


@pytest.mark.parametrize("store", ["embedded"], indirect=True)
def test_phones_and_secrets_are_sealed_and_links_are_hashed(
    kept: DeskStore, embedded_file: Callable[[], bytes]
) -> None:
    kept.staff.add("ann", "answer")
    kept.staff.set_phone("ann", "+447400100999")
    kept.staff.set_two_factor("ann", SECRET)
    token = kept.invitations.invite(Invitation("first"))
    account = kept.staff.one("ann")
    assert account is not None
    assert kept.staff.phone(account) == "+447400100999" and kept.staff.two_factor(account) == SECRET
    assert "7400100999" not in repr(account) and SECRET not in repr(account)
    held = embedded_file()
    assert b"staff:of:ann" in held
    assert b"7400100999" not in held and SECRET.encode() not in held and token.encode() not in held


def test_phones_and_secrets_go_under_a_new_key(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    kept.staff.set_phone("ann", "+447400100999")
    kept.staff.set_two_factor("ann", SECRET)
    new = Fernet.generate_key().decode()
    both = staff(kept.line.link, open_seals((new, *NUMBER_KEYS)))
    assert both.rotate() == (2, 0)
    alone = staff(kept.line.link, open_seals((new,)))
    account = alone.one("ann")
    assert account and (alone.phone(account), alone.two_factor(account)) == ("+447400100999", SECRET)
    assert staff(kept.line.link, open_seals(NUMBER_KEYS)).rotate() == (0, 2)


def test_a_phone_goes_under_a_new_key_also_where_there_is_no_second_factor(kept: DeskStore) -> None:
    for name in ("ann", "ben"):
        kept.staff.add(name, "answer")
        kept.staff.set_phone(name, "+447700900123")
    assert kept.staff.rotate() == (2, 0)


def test_a_session_lasts_half_a_day_and_a_link_three_and_neither_is_guessed(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    first = kept.invitations.invite(Invitation("first"))
    tokens = (kept.sessions.begin("ann"), first, kept.invitations.invite(Invitation("set", "ann")))
    assert {len(token) for token in tokens} == {32}
    client: Any = kept.line.link.client
    lasts = {
        name.decode().split(":")[3] + client.get(name).decode()[:3]: client.ttl(name)
        for name in (
            *client.keys("line:1:staff:session:*"),
            *client.keys("line:1:staff:link:*"),
        )
    }
    hours = {key: round(seconds / 3600, 1) for key, seconds in lasts.items()}
    assert hours == {"sessionann": 12, 'link["f': 1, 'link["s': 72}


def test_a_seal_of_one_kind_does_not_open_as_another(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    kept.staff.set_phone("ann", "+447400100999")
    account = kept.staff.one("ann")
    assert account is not None
    with pytest.raises(BrokenSeal):
        kept.line.seals.unseal("two_factor", account.phone)


@pytest.mark.parametrize(("at", "code"), VECTORS.items())
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert totp.code(SECRET, at // totp.STEP_SECONDS) == code
    assert totp.step_of(SECRET, f"{code[:3]} {code[3:]}", datetime.fromtimestamp(at, UTC)) == at // 30


def test_a_code_is_good_for_a_step_either_way_and_no_longer() -> None:
    for off, fits in ((-60, False), (-30, True), (30, True), (60, False)):
        assert (
            totp.step_of(SECRET, VECTORS[1234567890], datetime.fromtimestamp(1234567890 + off, UTC))
            is not None
        ) is fits
    for nonsense in ("", "12345", "abcdef", "２７９０３７", "279037\n1"):
        assert totp.step_of(SECRET, nonsense, NOW) is None


def test_a_code_counts_once(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    assert Counter(at_once(lambda _: kept.staff.first_use("ann", 100))) == {True: 1, False: 7}
    assert not kept.staff.first_use("ann", 99)
    assert kept.staff.first_use("ann", 101)


def test_a_secret_is_new_each_time_and_its_address_names_service_and_person() -> None:
    assert totp.new_secret() != totp.new_secret()
    assert totp.address(SECRET, "Muscle Line", "ann").startswith("otpauth://totp/Muscle%20Line%3Aann?secret=")


def test_the_trail_gives_the_latest_first_and_goes_back_page_by_page(kept: DeskStore) -> None:
    for n in range(5):
        kept.trail.note(NOW + timedelta(minutes=n), "ann", "callback:claim", f"id{n}")
    latest, before = kept.trail.latest(3)
    assert [deed.about for deed in latest] == ["id4", "id3", "id2"]
    assert latest[0].at == NOW + timedelta(minutes=4) and latest[0].who == "ann"
    earlier, end = kept.trail.latest(3, before)
    assert [deed.about for deed in earlier] == ["id1", "id0"] and end == ""


@pytest.mark.parametrize("before", ["1-2-3", "--1", "²", "9" * 30, "18446744073709551616-0", "0-0", "soon"])
def test_a_place_in_the_trail_that_is_none_gives_the_latest(kept: DeskStore, before: str) -> None:
    kept.trail.note(NOW, "ann", "sign_in")
    assert [deed.did for deed in kept.trail.latest(1, before)[0]] == ["sign_in"]


def test_the_worker_is_alive_as_long_as_it_says_so(kept: DeskStore) -> None:
    assert not kept.overview.look(NOW)[1].alive and kept.pulse.last() is None
    kept.pulse.beat(NOW)
    assert kept.pulse.last() == NOW
    assert kept.overview.look(NOW + timedelta(seconds=10))[1].alive
    assert not kept.overview.look(NOW + timedelta(seconds=20))[1].alive


def test_what_failed_in_the_last_hour_is_told_and_then_forgotten(kept: DeskStore) -> None:
    counts, failures = kept.line.counts, kept.failures

    def pass_on(minutes: int, *names: str) -> dict[str, int]:
        moment = NOW + timedelta(minutes=minutes)
        counts.add(moment, *names)
        counts.flush()
        failures.note(moment)
        return failures.last_hour(moment)

    assert pass_on(0, "delivery:failed", "topic:bones:call") == {}
    assert pass_on(20, "delivery:failed", "text:given_up:21211", "topic:bones:call") == {
        "delivery:failed": 1,
        "text:given_up:21211": 1,
    }
    assert pass_on(70) == {"delivery:failed": 1, "text:given_up:21211": 1}
    assert pass_on(90) == {}


def test_the_hour_runs_over_midnight(kept: DeskStore) -> None:
    late = datetime(2026, 5, 19, 23, 50, tzinfo=kept.line.counts.zone)
    for minutes, name in ((0, "call:failed"), (5, "call:failed"), (15, "call:failed")):
        kept.line.counts.add(late + timedelta(minutes=minutes), name)
        kept.line.counts.flush()
        kept.failures.note(late + timedelta(minutes=minutes))
    assert kept.failures.last_hour(late + timedelta(minutes=20)) == {"call:failed": 2}


@pytest.mark.parametrize(("hour", "told"), [("02:59:59", {"call:failed": 1}), ("03:00:00", {})])
def test_until_three_in_the_morning_what_was_noted_last_may_be_of_yesterday(
    kept: DeskStore, hour: str, told: dict[str, int]
) -> None:
    late = datetime(2026, 5, 19, 23, 50, tzinfo=kept.line.counts.zone)
    kept.failures.note(late)
    kept.line.counts.add(late, "call:failed")
    kept.line.counts.flush()
    hours, minutes, seconds = map(int, hour.split(":"))
    assert kept.failures.last_hour(datetime(2026, 5, 20, hours, minutes, seconds, tzinfo=late.tzinfo)) == told


def test_what_was_noted_two_hours_ago_goes_and_one_minute_is_noted_once(kept: DeskStore) -> None:
    client: Any = kept.line.link.client
    begun = NOW.replace(second=0)

    def minutes() -> list[int]:
        return [
            int(score - begun.timestamp() // 60)
            for _, score in client.zrange("line:1:failures", 0, -1, withscores=True)
        ]

    for minute in (0, 0, 59, 119):
        kept.failures.note(begun + timedelta(minutes=minute, seconds=59))
    assert minutes() == [0, 59, 119]
    kept.failures.note(begun + timedelta(minutes=120))
    assert minutes() == [59, 119, 120]


def test_with_the_store_away_nothing_is_known_of_anybody(away: Store, clock: Clock) -> None:
    kept = desk_store(away)
    for ask in (
        kept.staff.is_empty,
        lambda: kept.staff.one("ann"),
        lambda: kept.trail.note(clock(), "ann", "sign_in"),
        lambda: kept.closures.all(),
        lambda: kept.overview.look(clock()),
    ):
        with pytest.raises(Unreachable):
            ask()


@pytest.fixture
def embedded_file(embedded: object) -> Callable[[], bytes]:
    """All that the embedded store has written to the disk."""
    folder: Path = embedded.data  # type: ignore[attr-defined]

    def read() -> bytes:
        return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())

    return read


def test_a_backup_code_is_used_once_and_those_that_are_left_are_counted(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    kept.staff.set_backup_codes("ann", ("one", "two", "three"))
    assert kept.staff.backup_codes_left("ann") == 3
    assert kept.staff.use_backup_code("ann", "two") and not kept.staff.use_backup_code("ann", "two")
    assert not kept.staff.use_backup_code("ben", "one") and kept.staff.backup_codes_left("ann") == 2
    kept.staff.set_backup_codes("ann", ())
    assert kept.staff.backup_codes_left("ann") == 0 and not kept.staff.use_backup_code("ann", "one")


@pytest.mark.parametrize(
    "other",
    [
        {"role": "edit", "hash": "x"},
        {"role": "admin", "hash": "x", "disabled": "1"},
        {"role": "admin", "hash": ""},
        {"role": "admin"},
    ],
    ids=["no admin", "shut out", "no password yet", "never had one"],
)
def test_beside_one_who_cannot_sign_in_as_an_admin_the_last_stays(
    kept: DeskStore, other: dict[str, str]
) -> None:
    kept.staff.add("ann", "admin", "x")
    kept.staff.add("bea", "admin", "x")
    client: Any = kept.line.link.client
    client.delete("line:1:staff:of:bea")
    client.hset("line:1:staff:of:bea", mapping=other)
    for change in (lambda: kept.staff.disable("ann"), lambda: kept.staff.reset("ann")):
        assert not change()
    account = kept.staff.one("ann")
    assert account and account.may("admin") and account.version == 1
    client.hset("line:1:staff:of:bea", mapping={"role": "admin", "hash": "x", "disabled": "0"})
    assert kept.staff.disable("ann")
    changed = kept.staff.one("ann")
    assert changed and changed.disabled and changed.version == 2


def test_who_is_no_admin_who_can_sign_in_is_shut_out_though_no_admin_is_left(kept: DeskStore) -> None:
    kept.staff.add("new", "admin")
    kept.staff.add("bea", "edit", "x")
    assert kept.staff.disable("new") and kept.staff.disable("bea")


def test_one_account_is_enough_to_end_the_first_link(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    assert not kept.staff.add("bea", "admin", only_first=True) and kept.staff.add("bea", "admin")
    assert not kept.staff.add("bea", "answer") and [one.role for one in kept.staff.all()] == [
        "answer",
        "admin",
    ]
    assert [one.version for one in kept.staff.all()] == [1, 1]


def test_a_link_of_the_version_before_which_noted_no_newest_works_once(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    token = kept.invitations.invite(Invitation("set", "ann"))
    kept.line.link.client.hdel("line:1:staff:of:ann", "invited")
    assert kept.invitations.read(token) == kept.invitations.read(token) == Invitation("set", "ann")
    assert kept.invitations.take(token) == Invitation("set", "ann")
    assert kept.invitations.take(token) is None and kept.invitations.read(token) is None


def test_a_newer_link_ends_the_one_before_for_its_account_alone(kept: DeskStore) -> None:
    for name in ("ann", "bea"):
        kept.staff.add(name, "answer")
    first, other = (kept.invitations.invite(Invitation("set", name)) for name in ("ann", "bea"))
    second = kept.invitations.invite(Invitation("set", "ann"))
    assert kept.invitations.read(first) is None and kept.invitations.take(first) is None
    assert [kept.invitations.take(one) for one in (second, other)] == [
        Invitation("set", "ann"),
        Invitation("set", "bea"),
    ]


def test_a_link_of_who_is_shut_out_does_not_work_though_it_is_their_newest(kept: DeskStore) -> None:
    kept.staff.add("ann", "answer")
    token = kept.invitations.invite(Invitation("set", "ann"))
    kept.line.link.client.hset("line:1:staff:of:ann", "disabled", "1")
    assert kept.invitations.read(token) is None and kept.invitations.take(token) is None
    kept.line.link.client.hset("line:1:staff:of:ann", "disabled", "0")
    assert kept.invitations.read(token)
