"""The README's table of the matcher's accuracy: each figure, its 95 % interval and its count."""

import math
from collections.abc import Iterable, Iterator

from tools.words.rows import Judged
from tools.words.table import alarmed, careful_hits, falsely_answered, groups, well_asked

# What was made of a set before it was scored, by the name of its file; of any other, nothing.
LEARNT_FROM = {
    "messages": "tuned",
    "dev": "tuned",
    "ear_rows": "learnt from",
    "topic_rows": "learnt from",
    "second": "seen",
    "guards": "seen",
}

UNDER = (
    "Engineering test on written messages. Not clinical performance, and no promise to detect emergencies."
)
# Standard deviations on each side that hold 95 % of a normal distribution.
LIKELY = 1.959964


def card(sets: Iterable[tuple[str, Iterable[Judged]]]) -> str:
    """A Markdown table of how often the matcher is right, with a closing sentence below it.

    Each of `sets` is the name of a file of messages, and its messages with the matcher's answers.
    """
    lines = ["| what people write | figure | 95 % interval | n | set |", "|---|---|---|---|---|"]
    for name, found in sets:
        told = LEARNT_FROM.get(name, "not tuned")
        for what, part, whole in _figures(found):
            low, high = interval(part, whole)
            share = f"{100 * part / whole:.1f} % | {low:.1f} to {high:.1f} %"
            lines.append(f"| {what} | {share} | {whole} | {name}, {told} |")
    return "\n".join([*lines, "", UNDER])


def _figures(found: Iterable[Judged]) -> Iterator[tuple[str, int, int]]:
    """The figures of one file of messages, each as (name, how many messages it counts, of how many).

    Figures that apply to no message are left out.
    """
    by = groups(found)
    counted = (
        ("emergencies, heard by any reply", sum(one.gives_numbers for one in by.safety), by.safety),
        ("emergencies, named", sum(one.best_label == "EMERGENCY" for one in by.safety), by.safety),
        ("trouble that any alarm fits, heard", alarmed(by.any_alarm), by.any_alarm),
        ("care with a medicine", careful_hits(by.careful), by.careful),
        ("no more texts", sum(one.label == "STOP" for one in by.stops), by.stops),
        (
            "questions, answered or asked back",
            sum(one.right for one in by.inscope) + well_asked(by.inscope),
            by.inscope,
        ),
        ("other subjects, answered by mistake", len(falsely_answered(by.oos)), by.oos),
        (
            "other subjects, taken for an emergency",
            sum(one.best_label == "EMERGENCY" for one in by.oos),
            by.oos,
        ),
        ("other subjects, worried about", sum(one.label == "WORRIED" for one in by.oos), by.oos),
        (
            "taken for STOP by mistake",
            sum(one.label == "STOP" not in one.row.right for one in by.every),
            by.every,
        ),
    )
    return ((what, part, len(of)) for what, part, of in counted if of)


def interval(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95 % interval for the share of `part` in `whole`: its lower and its upper end, in percent.

    `whole` must not be 0.
    """
    share, square = part / whole, LIKELY**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    spread = share * (1 - share) / whole + square / (4 * whole**2)
    half = LIKELY * math.sqrt(spread) / (1 + square / whole)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)
