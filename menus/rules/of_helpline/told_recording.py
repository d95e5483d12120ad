"""Rules on recording: it is announced where it happens, and nowhere else (R36)."""

from collections.abc import Iterator

from menus.blanks import RECORDED
from menus.model import Fault
from menus.rules.fixed import says, signs
from menus.said import Look

# The words before a caller is put through, and those before a message, which the line itself records.
BEFORE_PUT_THROUGH = ("transfer", "fallback_transfer")
CONSENT = "call.consent"


def announced(look: Look) -> Iterator[Fault]:
    """Check that callers are told when a call is recorded, where hours.toml says that it is."""
    through = BEFORE_PUT_THROUGH if look.pack.hours.recorded else ()
    for name in (*through, "consent"):
        words = look.language.call[name]
        if not says(look, "recorded", words) and not any(f"{{{blank}}}" in words for blank in RECORDED):
            mend = f'use one of "{", ".join(signs(look, "recorded"))}"'
            yield Fault(look.phrases, f"call.{name}", "does not say that the call is recorded (R36)", mend)


def not_recorded(look: Look) -> Iterator[Fault]:
    """Check that no sentence says that calls are recorded where hours.toml says that they are not."""
    listed = () if look.pack.hours.recorded else signs(look, "recorded")
    for said in look.said:
        ours = "message" in said.key or said.key == CONSENT
        if not ours and any(words in said.full.lower() for words in listed):
            what = 'says that a call is "recorded", and hours.toml says `recorded = false`'
            yield Fault(said.file, said.key, what, "write {putrecorded} instead, or take it out (R36)")
