"""Writes how long something is kept, in words, from the constants of the code."""

MINUTE, HOUR, DAY = 60, 3_600, 86_400
FOR_GOOD = "for good"


def span(seconds: float) -> str:
    """A number of seconds in the largest unit that divides it: "30 days", "1 hour"."""
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second")):
        if seconds >= unit and seconds % unit == 0:
            count = int(seconds // unit)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds:g} seconds"
