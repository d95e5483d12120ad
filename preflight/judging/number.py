"""Whether the number is ours, can ring and text, and reaches us; and the carrier's fallback without us."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from preflight.judging.line import Line, fault, listed, unknown, warning, well

OK, REFUSED = 200, (401, 403)
VOICE, TEXTS, ENDED = "/voice", "/sms", "/voice/status"
PROVISION = "`flask provision` sets it, or the carrier's console (docs/deploy.md)"


@dataclass(frozen=True, slots=True)
class AtCarrier:
    """The carrier's answer about our number, TWILIO_NUMBER.

    `status` is the HTTP status; 0 means that no answer came, and `why` says why. `row` holds the number's
    settings, by the carrier's names; it is None if the account has no such number. `missing` names the
    settings TWILIO_ACCOUNT_SID or TWILIO_NUMBER that are not set. `off` is by how many seconds our clock is
    ahead of the carrier's; None if this is not known. `by_service` means that texts to the number go to the
    address of a messaging service, not to the number's own.
    """

    status: int = 0
    why: str = ""
    row: Mapping[str, object] | None = None
    missing: tuple[str, ...] = ()
    off: float | None = None
    by_service: bool = False

    def set_to(self, name: str) -> str:
        """The number's setting under one of the carrier's names; "" if it is not set."""
        return str((self.row or {}).get(name) or "")


@dataclass(frozen=True, slots=True)
class Kept:
    """The fallback document that the carrier uses when we fail, as fetched from its address.

    `address` is "" if none is set. `ours` means that the address is on our own host. `same` says whether the
    document is the one that the pack makes; None if that is not known. `why` says why no document came.
    """

    address: str
    ours: bool = False
    same: bool | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fallbacks:
    """The carrier's fallback documents for calls and for texts."""

    of: Mapping[Literal["calls", "texts"], Kept] = field(default_factory=dict)


def carrier(seen: AtCarrier) -> Line:
    """The report line about the account at the carrier.

    It is a fault if a setting is missing, or if the carrier refuses account and token or does not answer.
    """
    if seen.missing:
        mend = "set it: without it no text is sent and nobody is rung"
        return fault("carrier", f"{listed(seen.missing)}: not set", mend)
    if seen.status in REFUSED:
        mend = "write the account's own token first in TWILIO_AUTH_TOKEN, and see TWILIO_ACCOUNT_SID"
        return fault("carrier", f"it refuses account and token ({seen.status})", mend)
    if seen.status != OK:
        mend = "let this machine reach the carrier's API; look at the carrier's status page"
        return fault("carrier", f"its API gives no answer ({seen.why or seen.status})", mend)
    return well("carrier", "takes account and token")


def number(seen: AtCarrier) -> Line:
    """The report line about the number: whether it is the account's own, and takes calls and texts.

    `seen` must be an answer of the carrier (status 200).
    """
    if seen.row is None:
        return fault(
            "number", "TWILIO_NUMBER is none of this account's", "set it to the number that people ring"
        )
    able = seen.row.get("capabilities")
    able = able if isinstance(able, Mapping) else {}
    cannot = [what for what, name in (("be rung", "voice"), ("be texted", "sms")) if not able.get(name)]
    if cannot:
        mend = "take a number at the carrier that can do both"
        return fault("number", f"TWILIO_NUMBER cannot {' or '.join(cannot)}", mend)
    return well("number", "the account's own, for calls and texts")


def webhooks(seen: AtCarrier, counts: AtCarrier, public_url: str) -> Line:
    """The report line about the number's webhooks: a fault if they do not lead to this line.

    `seen` has the number's own settings. `counts` has the settings in force: for texts they may be those of a
    messaging service. `counts.row` is None if the settings in force are not known; the line is then at best a
    warning. `public_url` has no slash at its end.
    """
    over = [
        name for name in ("voice_application_sid", "sms_application_sid", "trunk_sid") if seen.set_to(name)
    ]
    if over:
        mend = "take it away from the number: what is set there counts in place of our addresses"
        return fault("webhooks", f"the number has a {listed(over)}", mend)
    wrong = [
        what
        for what, name, path in (
            ("calls", "voice_url", VOICE),
            ("texts", "sms_url", TEXTS),
            ("the end of calls", "status_callback", ENDED),
        )
        if not _leads((seen if counts.row is None else counts).set_to(name), public_url + path)
    ]
    if wrong:
        who = "its Messaging Service" if counts.by_service and wrong == ["texts"] else "the number"
        return fault("webhooks", f"{listed(wrong)}: {who} leads elsewhere, or nowhere", PROVISION)
    if counts.row is None:
        saw = f"whether a Messaging Service takes its texts is not known ({counts.why or counts.status})"
        return warning("webhooks", saw, f"look at the carrier's console whether it leads to {TEXTS}")
    return well("webhooks", f"{VOICE}, {TEXTS} and {ENDED} of PUBLIC_URL")


def _leads(address: str, to: str) -> bool:
    """Whether an address is `to`, our webhook; a # and what follows are the carrier's options."""
    return address.partition("#")[0].rstrip("/") == to


def fallback(seen: Fallbacks) -> Line:
    """The report line about the documents that the carrier plays and texts when we cannot.

    It is a fault if one is not set, is on our own host, cannot be fetched, or is not what the pack makes.
    """
    mend = "`flask fallback` prints it; put it where the carrier finds it without us (docs/deploy.md)"
    for what, kept in seen.of.items():
        if not kept.address:
            return fault("fallback", f"{what}: there is none", mend)
        if kept.ours:
            return fault("fallback", f"{what}: it leads to this line, which is what will have failed", mend)
        if kept.why:
            return fault("fallback", f"{what}: cannot be fetched ({kept.why})", mend)
        if kept.same is False:
            return fault("fallback", f"{what}: it is not what this pack makes", mend)
    if any(kept.same is None for kept in seen.of.values()):
        return unknown("fallback", "in place; whether it is of this pack was not compared")
    return well("fallback", "in place for calls and texts, and of this pack")
