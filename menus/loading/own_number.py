"""Finds the line's own number among the numbers to ring, because the line would ring itself (R32)."""

from collections.abc import Iterator, Mapping

from menus.model import Fault, Hours

SETTING = "TWILIO_NUMBER"
SAYS = f"{{}} is the line's own ({SETTING}), so that the line would ring itself"


def own_number(hours: Hours, environ: Mapping[str, str]) -> tuple[Fault, ...]:
    """The faults if `hours` or a setting names the line's own number as one to ring.

    `environ` holds the settings TWILIO_NUMBER (the line's own number), HELPLINE_NUMBER and BELL_TO. There are
    no faults if TWILIO_NUMBER is not set.
    """
    ours = _plain(environ.get(SETTING, ""))
    return tuple(_named(hours, environ, ours)) if ours else ()


def _named(hours: Hours, environ: Mapping[str, str], ours: str) -> Iterator[Fault]:
    packs = () if environ.get("HELPLINE_NUMBER") else tuple(one.number for one in hours.numbers)
    if ours in map(_plain, packs):
        yield Fault("hours.toml", "numbers", SAYS.format("one of them"), "write where people answer")
    for name in ("HELPLINE_NUMBER", "BELL_TO"):
        if ours in map(_plain, environ.get(name, "").split(",")):
            yield Fault(name, "", SAYS.format("a number in it"), "write where people answer")


def _plain(number: str) -> str:
    """A number in one spelling: without spaces, and without a 0 after +44."""
    plain = "".join(number.split())
    return f"+44{plain.removeprefix('+440')}" if plain.startswith("+440") else plain
