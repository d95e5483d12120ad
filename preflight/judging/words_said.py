"""Whether the line's words were reviewed, and which numbers it rings for the helpline."""

from dataclasses import dataclass

from preflight.judging.line import Line, fault, warning, well

CHECK = "`flask check` names each, and what to do"


@dataclass(frozen=True, slots=True)
class Pack:
    """What is wrong with the pack, as counts and flags.

    `refused` is the reason why the pack is refused, "" if it is not. `errors` is the number of its errors.
    `drafts` is how many of its texts have no valid signature. `withdrawn` is how many of its topics have an
    expired review. `confirmed` is true if somebody has confirmed the helpline's hours and number. `stale` is
    true if that was over 90 days ago.
    """

    refused: str = ""
    errors: int = 0
    drafts: int = 0
    withdrawn: int = 0
    confirmed: bool = True
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Switches:
    """The settings LIVE and TRY, which make a line public or one for trying out."""

    live: bool
    try_on: bool


def pack(seen: Pack) -> Line:
    """The report line about the pack: a fault if it is refused, has errors or drafts, or is not confirmed.

    An expired review, or hours confirmed over 90 days ago, is only a warning.
    """
    if seen.refused:
        return fault(
            "pack", f"the one on disk does not pass: {seen.refused}", "put it right, and `flask publish`"
        )
    wrong = [
        f"{count} {what}{'' if count == 1 else 's'}"
        for count, what in ((seen.errors, "error"), (seen.drafts, "draft"))
        if count
    ]
    if not seen.confirmed:
        wrong.append("nobody confirmed hours and number")
    if wrong:
        return fault("pack", ", ".join(wrong), f"{CHECK}; then `flask publish`")
    if seen.withdrawn:
        return warning("pack", f"{seen.withdrawn} withdrawn: the review is over", CHECK)
    if seen.stale:
        return warning("pack", "hours and number were confirmed over 90 days ago", "ring the helpline again")
    return well("pack", "signed, hours and number confirmed")


def helpline(ring_us: tuple[str, ...]) -> Line:
    """The report line about the helplines' numbers: a fault if any of them is the line's own number.

    `ring_us` has a sentence for each such number; it is empty if there is none.
    """
    if ring_us:
        return fault("helpline", "; ".join(ring_us), "write where people answer")
    return well("helpline", "not the line's own number")


def switches(seen: Switches) -> Line:
    """The report line about the settings that make a line public: TRY=1 is a fault, LIVE not 1 a warning."""
    if seen.try_on:
        mend = "take TRY away: with it only this machine is listened to"
        return fault("switches", "TRY=1: the browser phone is on", mend)
    if not seen.live:
        return warning("switches", "LIVE is not 1", "set it: a start with drafts or errors is refused then")
    return well("switches", "LIVE=1, TRY is off")
