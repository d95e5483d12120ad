"""Calls by staff through Relay UK, the service for people who cannot hear or speak (ADR 41)."""

from menus.numbers import number_text

# Staff dial this before the number of a person who uses Relay UK; the person dials 18001 before ours.
TO_RELAY = "18002"


def written(number: str, relay: bool) -> str:
    """A number (E.164) as staff read it, such as "07700 900123"; "" for none.

    If the person uses Relay UK (`relay`), it has the prefix that staff dial first: "18002 07700 900123".
    """
    return f"{TO_RELAY} {number_text(number)}" if number and relay else number_text(number)


def dialled(number: str, relay: bool) -> str:
    """The digits that a link dials for a number (E.164); for Relay UK (`relay`) they begin with 18002."""
    return f"{TO_RELAY}0{number.removeprefix('+44')}" if relay else number
