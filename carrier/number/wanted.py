"""The settings that our number ought to have, and the changes that they need. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from carrier.number.there import INSTEAD, OWN_ADDRESS, SERVICE, YES, There
from carrier.number.told import BINS

NEW_SERVICE = "a new one"
PASSWORD = re.compile(r"(?<=//)[^/@]+@")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Our addresses for the carrier: the line's, and the two fallbacks ("" for none yet).

    `overrides` says what the carrier does if an answer of ours fails, such as to try again. It is put after
    a # in the line's addresses, in the carrier's own form.
    """

    line: str
    voice_fallback: str = ""
    text_fallback: str = ""
    overrides: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A setting at the carrier (`name`) that is to change from the value `old` to the value `new`."""

    name: str
    old: str
    new: str

    def __str__(self) -> str:
        """A line that shows the change, without a password in an address."""
        old, new = (PASSWORD.sub("…@", value) or "nothing" for value in (self.old, self.new))
        return f"{self.name}: {old} -> {new}"


def wanted(to: Addresses, there: There, *, service: bool) -> dict[str, str]:
    """The settings that our number ought to have at the carrier, by name.

    `to` holds our addresses for the carrier. `there` holds the present settings. A fallback that `to` leaves
    empty is not among the result, and so stays as it is. With `service` the number ought to be in a messaging
    service. Without `service`, a number that is in one already stays in it. A number in a service ought to
    get its texts at its own URL.
    """
    after = f"#{to.overrides}" if to.overrides else ""
    settings = {
        "voice_url": f"{to.line}/voice{after}",
        "voice_method": "POST",
        "status_callback": f"{to.line}/voice/status",
        "status_callback_method": "POST",
        "sms_url": f"{to.line}/sms{after}",
        "sms_method": "POST",
        **dict.fromkeys(INSTEAD, ""),
    }
    for kind, address in (("voice", to.voice_fallback), ("sms", to.text_fallback)):
        if address:
            settings[f"{kind}_fallback_url"] = address
            settings[f"{kind}_fallback_method"] = "POST" if urlsplit(address).hostname == BINS else "GET"
    if there.settings[SERVICE] or service:
        settings |= {SERVICE: there.settings[SERVICE] or NEW_SERVICE, OWN_ADDRESS: YES}
    return settings


def turned(there: There, todo: Iterable[Change]) -> int:
    """How many numbers beside ours will get their texts at another address through these changes."""
    turns = any(change.name == OWN_ADDRESS and change.old and change.new for change in todo)
    return there.others if turns else 0


def changes(there: There, settings: Mapping[str, str]) -> tuple[Change, ...]:
    """The changes from the present settings to `settings`, in the order of `settings`."""
    return tuple(
        Change(name, there.settings[name], value)
        for name, value in settings.items()
        if there.settings[name] != value
    )
