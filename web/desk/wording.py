"""How the desk writes dates, lengths of time, what was typed, and entries of the audit trail."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from unicodedata import category
from zoneinfo import ZoneInfo

from counted.outcomes import REASON_OF, outcome
from store.promises.messages import Message
from store.promises.standing import Callback
from web.desk.faults import in_words
from web.desk.frame.dates import clock_time, full_day

UNITS = (("day", 86400), ("hour", 3600), ("minute", 60))
KINDS = {"callback": "call-back", "message": "message"}
DEEDS = {
    "sign_in": "signed in",
    "sign_in:failed": "could not sign in",
    "sign_in:backup_code": "signed in with a backup code",
    "sign_out": "signed out",
    "sign_out:everywhere": "signed out everywhere",
    "account:first": "made the first account",
    "account:password": "set a password",
    "account:phone": "changed the phone that rings",
    "account:two_factor:on": "set up a code as well as the password",
    "account:two_factor:off": "did away with the code",
    "account:backup_codes": "made new backup codes",
    "callback:claim": "took a call-back and saw its number",
    "callback:ring": "had a call-back rung",
    "callback:table": "downloaded the table of call-backs",
    **{
        f"{kind}:{deed}": words.format(one)
        for kind, one in KINDS.items()
        for deed, words in {
            "again": "rang about a {}: no reply, to be tried once more",
            "early": "rang about a {} before its second try: no reply",
            "undo": "took back what they had said of a {}",
            "give_back": "gave a {} back",
            "note": "wrote a note on a {}",
            "note:look": "read the note of a {} as a safeguarding lead",
            "pass": "passed a {} on to a colleague",
            "free": "locked somebody whose {} is open for all again",
            "unpass": "took back a {} that they had passed on",
            "flag": "flagged a {} for safeguarding",
            "flag:look": "looked at a flagged {}",
            "flag:passed": "marked a flagged {} as handed over",
        }.items()
    },
    "places:open": "opened more places of a day",
    "places:close": "gave a day its usual places again",
    "bound:raise": "let a number ask and call more",
    "bound:lower": "let a number ask no more than anybody",
    "message:claim": "took a message",
    "message:play": "played a message",
    "hours:closed": "set a closure of the helpline",
    "hours:open": "opened the helpline outside its usual hours",
    "hours:remove": "removed a closure or an opening",
    "hours:remove:closed": "removed a closure",
    "hours:remove:open": "removed an extra opening",
    "review:enter": "entered a clinician whom they had looked up in the register",
    "review:remove": "removed a clinician",
    "review:ask": "sent a clinician a link",
    "review:sign": "signed",
    "review:object": "objected",
    "review:countersign": "countersigned what a clinician signed",
    "review:withdraw": "withdrew a signature",
    "review:drop": "put away what a clinician answered",
    "air:stop:topic": "took a topic off the air",
    "air:stop:word": "took a word off the air",
    "air:back:topic": "put a topic back on the air",
    "air:back:word": "put a word back on the air",
    "air:notice": "started a notice",
    "air:notice:end": "ended a notice",
    "air:notice:again": "started a notice again",
    "own_ring": "made a test call",
    "staff:first_link": "made a link for the first account",
    "staff:add": "made an account",
    "staff:role": "changed a role",
    "staff:disable": "locked an account",
    "staff:enable": "unlocked an account",
    "staff:last_admin": "could not be changed: nobody else is an admin",
    "staff:reset": "made a link for a new password",
    "staff:lead": "named a safeguarding lead",
    "staff:lead:off": "named a safeguarding lead no longer",
    "staff:two_factor:off": "let somebody sign in without a code",
    "preflight": "checked the line from outside",
    "restore": "restored the line from a backup",
    "restored:send": "sent texts that a backup held",
    "restored:drop": "dropped texts that a backup held",
    "restored:looked": "looked at what is old since the backup",
}
# Who did it, where that was nobody at the desk.
DOERS = {"command": "a command in the terminal"}
# The trail keeps its moments in UTC, and days as dates.
MOMENT = re.compile(r"\b\d{4}-\d\d-\d\d(?P<time>T\d\d:\d\dZ)?(?!\S)", re.ASCII)


def _day(moment: datetime, zone: ZoneInfo) -> str:
    """The day of a moment in the time zone `zone`, in words: "Tuesday 26 May 2026"."""
    return full_day(moment.astimezone(zone).date())


def _dated_moment(moment: datetime, zone: ZoneInfo) -> str:
    """A day and time in words that stay true for years: "Tuesday 26 May 2026, 8 pm"."""
    return f"{_day(moment, zone)}, {clock_time(moment.astimezone(zone))}"


def lasting(span: timedelta) -> str:
    """A length of time, also a negative one, in its largest whole unit: "2 hours"; or "under a minute"."""
    total = abs(int(span.total_seconds()))
    for name, size in UNITS:
        if total >= size:
            count = total // size
            return f"{count} {name}{'' if count == 1 else 's'}"
    return "under a minute"


def plural(count: int, one: str) -> str:
    """A number with its noun: "1 call-back", "2 call-backs"."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def _times(count: int) -> str:
    """A number of times in words: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def deed(did: str) -> str:
    """What staff did, by its name in the audit trail ("sign_in"), in words: "signed in".

    An unknown name is given as it is, but with spaces for its colons.
    """
    kind, _, how = did.partition(":")
    if kind in KINDS and how in REASON_OF:
        return f"closed a {KINDS[kind]}: {outcome(kind, REASON_OF[how])}"
    return DEEDS.get(did, did.replace(":", " "))


def _outcome(row: Callback | Message) -> str:
    """The outcome of a closed record, in words."""
    kind = "callback" if isinstance(row, Callback) else "message"
    return outcome(kind, row.beside.reason, row.state)


def _doer(who: str) -> str:
    """The person of an audit trail entry in words: a name, or "a command in the terminal"."""
    return DOERS.get(who, who)


def entry_of(start: datetime, end: datetime) -> str:
    """The start and end of a closure or opening as the audit trail stores them, in UTC.

    An example: "2026-05-26T08:00Z to 2026-05-26T12:00Z". `about` puts the times into local time when the
    trail is shown.
    """
    return f"{start.astimezone(UTC):%Y-%m-%dT%H:%MZ} to {end.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def about(told: str, zone: ZoneInfo) -> str:
    """The subject of an audit trail entry (`told`), its times and days written out, in the zone `zone`."""

    def in_words(found: re.Match[str]) -> str:
        moment = datetime.fromisoformat(found[0])
        return _dated_moment(moment, zone) if found["time"] else full_day(moment.date())

    return MOMENT.sub(in_words, told)


def visible(words: str) -> str:
    """What somebody typed, without invisible control characters, so that no reader is misled (R56).

    Such a character may, for example, turn round the direction of the text. Each line break becomes one
    character.
    """
    lines = "\n".join(re.split(r"\r\n|[\r\u2028\u2029]", words))
    return "".join(sign for sign in lines if sign in "\n\t" or category(sign) not in ("Cc", "Cf"))


def input_value(moment: datetime, zone: ZoneInfo) -> str:
    """A moment in `zone` as the value of a browser's field for date and time: "2026-05-26T20:00"."""
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}"


FILTERS: Mapping[str, Callable[..., str]] = {
    "day": _day,
    "lasting": lasting,
    "plural": plural,
    "times": _times,
    "outcome": _outcome,
    "deed": deed,
    "doer": _doer,
    "about": about,
    "in_words": in_words,
}
