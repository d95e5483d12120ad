"""What becomes of our number's messaging service, who else is turned by a change, and what is told of it."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from carrier.account import Account, client
from carrier.number import there
from carrier.number.asked import RefusedError
from carrier.number.before import FILE, Before
from carrier.number.doing import Number
from carrier.number.there import NO, OWN_ADDRESS, SERVICE, YES, There
from carrier.number.told import Asker
from carrier.number.wanted import Change, turned
from tests.conftest import new_number
from tests.stand_in.account import SID
from tests.stand_in.carrier import FakeCarrier
from tests.wiring.wire import LINE, TOKEN


@dataclass
class Ours:
    """Our number at the stand-in carrier, another of the account, and the lines that were told."""

    carrier: FakeCarrier
    number: Number
    sid: str
    other: str
    told: list[str] = field(default_factory=list)

    def service(self, *members: str) -> str:
        """Make a messaging service with these numbers ("ours", "other"), for its id."""
        made = there.make_service(self.number.rest, "Muscle Line")
        self.carrier.account.senders[made] = [{"ours": self.sid, "other": self.other}[one] for one in members]
        return made

    def has(self) -> There:
        """What the carrier has of it."""
        return there.look(self.number.rest, LINE)

    @property
    def writes(self) -> list[tuple[str, str]]:
        """What was written there, each by its method and the kind of thing."""
        return [(one.method, one.path.split("/")[-2]) for one in self.carrier.asked if one.method != "GET"]


@pytest.fixture
def ours(carrier: FakeCarrier, tmp_path: Path) -> Ours:
    account, told = carrier.with_token(TOKEN).account, list[str]()
    rest, before = client(Account(SID, TOKEN, LINE, carrier.url)), Before(tmp_path / "new" / "data" / FILE)
    sid, other = (str(account.buy(phone)["sid"]) for phone in (LINE, new_number()))
    return Ours(carrier, Number(rest, LINE, before, told.append), sid, other, told)


@pytest.mark.parametrize(
    ("members", "stays"),
    [
        ((), False),
        (("ours",), False),
        (("other",), True),
        (("ours", "other"), True),
    ],
)
def test_the_service_that_was_made_for_a_number_goes_with_it_unless_others_have_come(
    ours: Ours, members: tuple[str, ...], stays: bool
) -> None:
    made = ours.service(*members)
    ours.number.before.note_made(ours.sid, made)
    ours.number.put_back(ours.has())
    account = ours.carrier.account
    assert (made in account.services) is stays
    assert not stays or account.senders[made] == [ours.other]
    assert ours.number.before.of(ours.sid) == {}
    assert ours.told == [f"changed: {SERVICE}"] * ("ours" in members) + [
        f"deleted: messaging service {made}"
    ] * (not stays)


def test_a_service_that_somebody_has_deleted_meanwhile_is_left_alone(ours: Ours) -> None:
    ours.number.before.note_made(ours.sid, "MG" + "0" * 32)
    ours.number.put_back(ours.has())
    assert ours.writes == [] and ours.told == []


@pytest.mark.parametrize(
    ("members", "was", "written"),
    [
        (("ours",), {OWN_ADDRESS: NO}, True),
        (("ours",), {OWN_ADDRESS: YES}, False),
        (("ours",), {}, False),
        ((), {OWN_ADDRESS: NO}, False),
    ],
)
def test_texts_of_another_service_go_where_they_went_before_if_it_still_has_the_number(
    ours: Ours, members: tuple[str, ...], was: dict[str, str], written: bool
) -> None:
    service = ours.service(*members)
    ours.carrier.asked.clear()
    ours.number.before.note(ours.sid, [Change(name, value, "now") for name, value in was.items()])
    ours.number.put_back(ours.has())
    assert ours.writes == [("POST", "Services")] * written
    assert ours.carrier.account.services[service]["use_inbound_webhook_on_number"] is not written


def test_what_the_carrier_takes_and_forgets_is_told_as_it_is(ours: Ours) -> None:
    ours.carrier.account.forgets = {"VoiceUrl"}
    todo = tuple(Change(name, "", "https://line.example/x") for name in ("voice_url", "sms_url"))
    with pytest.raises(RefusedError) as told:
        ours.number.provision(ours.has(), todo, "Muscle Line")
    assert str(told.value) == (
        "the carrier answered that all is well, and still has the old voice_url. Run this again."
    )
    assert ours.told == ["changed: sms_url"]


def test_what_was_there_before_is_for_the_lines_user_alone(ours: Ours) -> None:
    before = ours.number.before
    before.note("PN1", [Change("voice_url", "old", "new")])
    before.note("PN1", [Change("voice_url", "new", "newer"), Change("sms_url", "", "new")])
    assert before.of("PN1") == {"voice_url": "old", "sms_url": ""} and before.of("PN2") == {}
    assert [path.stat().st_mode & 0o777 for path in (before.path.parent, before.path)] == [0o700, 0o600]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "https://ann:pass@line.example/voice", "nothing -> https://…@line.example/voice"),
        ("https://pass@line.example/", "", "https://…@line.example/ -> nothing"),
        ("https://line.example/a@b", "GET", "https://line.example/a@b -> GET"),
    ],
)
def test_a_change_is_shown_without_a_password(old: str, new: str, said: str) -> None:
    assert str(Change("voice_url", old, new)) == f"voice_url: {said}"


@pytest.mark.parametrize(
    ("name", "old", "new", "others"),
    [
        (OWN_ADDRESS, NO, YES, 3),
        (OWN_ADDRESS, "", YES, 0),  # it comes into a service of its own
        (OWN_ADDRESS, NO, "", 0),
        (SERVICE, "MG1", "MG2", 0),
    ],
)
def test_other_numbers_are_turned_by_a_change_of_the_service_that_they_share(
    name: str, old: str, new: str, others: int
) -> None:
    has = There("PN1", frozenset(), {}, 3)
    assert turned(has, [Change("voice_url", "a", "b"), Change(name, old, new)]) == others
    assert turned(has, []) == 0


def test_why_the_carrier_did_not_answer_is_told_in_the_words_of_the_system(carrier: FakeCarrier) -> None:
    nowhere = Asker(SID, TOKEN, "http://127.0.0.1:9").number(LINE)
    assert (nowhere.status, nowhere.why, nowhere.row) == (0, "Connection refused", None)
    carrier.says = [500]
    assert Asker(SID, TOKEN, carrier.url).number(LINE).status == 500
