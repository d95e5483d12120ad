"""Refuses settings by which the line would ring its own number, whatever its pack says (R32)."""

from collections.abc import Mapping

from environment.faults import BadSetting

OURS, RUNG = "TWILIO_NUMBER", ("HELPLINE_NUMBER", "BELL_TO")


def demand_others(environ: Mapping[str, str]) -> None:
    """Raise BadSetting if HELPLINE_NUMBER or BELL_TO names the line's own number, however it is written."""
    ours = _plain(environ.get(OURS, ""))
    for name in RUNG:
        if ours and ours in map(_plain, environ.get(name, "").split(",")):
            said = f"a number in it is the line's own ({OURS}), so that the line would ring itself"
            raise BadSetting(f"{name}: {said}: write where people answer")


def _plain(number: str) -> str:
    """A number without spaces, and without a 0 after +44."""
    plain = "".join(number.split())
    return f"+44{plain.removeprefix('+440')}" if plain.startswith("+440") else plain
