"""The figures that `flask score` prints for one file of messages."""

from collections.abc import Iterable
from dataclasses import dataclass

from tools.words.rows import Judged

COMMANDS = frozenset({"MENU", "MORE", "BACK", "YES", "NO", "STOP", "START", "CALLME"})
# Labels that answer with no topic: `WORRIED` asks whether someone is ill, and is counted by itself.
QUIET = frozenset({"NONE", "WORRIED"})


@dataclass(frozen=True, slots=True)
class Table:
    """The figures for one file of messages, in percent of a group of messages; None for an empty group.

    A name begins with its group. In `oos` only NONE is right, in `safety` only EMERGENCY, in `careful` only
    SAFETY. In `inscope` neither NONE nor EMERGENCY is right, in `stop` STOP is right. In `any_alarm` WORRIED
    is right and NONE is not. `overall` is all messages.

    `acc` and `recall` are for right answers. `confirm` is for questions: `ok` if they offer a right topic,
    `bad` if not. `abstain` is for the wrong answers NONE and WORRIED, `wrong` for all other wrong answers.
    `oos_false` is for any answer but NONE, WORRIED or a question. `heard` is for replies with phone numbers.

    `worried_else` is the share of `inscope` and `oos` that wrongly gets WORRIED. `with_a_question` is the sum
    of `inscope_acc` and `inscope_confirm_ok`. `kinds` has "right/all" for each kind of example. These are
    counts, not percentages: `n`, `kinds`, `oos_false_topic_cmd_emerg`, and every name that ends with `_n` or
    begins with `false_`.
    """

    n: int
    overall_acc: float | None
    inscope_n: int
    inscope_acc: float | None
    inscope_wrong: float | None
    inscope_abstain: float | None
    inscope_confirm_ok: float | None
    inscope_confirm_bad: float | None
    oos_n: int
    oos_false: float | None
    oos_false_topic_cmd_emerg: tuple[int, int, int]
    oos_confirm: float | None
    safety_n: int
    safety_recall: float | None
    false_emergency: int
    safety_heard: float | None
    worried_else: float | None
    any_alarm_n: int
    any_alarm_heard: float | None
    careful_n: int
    careful_recall: float | None
    careful_or_heard: float | None
    stop_n: int
    stop_recall: float | None
    false_stop: int
    with_a_question: float
    kinds: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Groups:
    """The messages with the matcher's answers, in groups by their right labels; a message may be in several.

    In `oos` only NONE is right, in `safety` only EMERGENCY, in `careful` only SAFETY. In `inscope` neither
    NONE nor EMERGENCY is right, in `stops` STOP is right. In `any_alarm` WORRIED is right and NONE is not.
    `every` has all messages.
    """

    every: tuple[Judged, ...]
    inscope: tuple[Judged, ...]
    oos: tuple[Judged, ...]
    safety: tuple[Judged, ...]
    any_alarm: tuple[Judged, ...]
    careful: tuple[Judged, ...]
    stops: tuple[Judged, ...]


def groups(found: Iterable[Judged]) -> _Groups:
    """Sort judged messages into groups, by the labels that are right for each message.

    A message may be in several groups, or in `every` alone.
    """
    every = tuple(found)
    inscope, oos, safety = (
        tuple(one for one in every if one.row.group == group) for group in ("inscope", "oos", "safety")
    )
    return _Groups(
        every,
        inscope,
        oos,
        safety,
        any_alarm=tuple(one for one in every if "WORRIED" in one.row.right and "NONE" not in one.row.right),
        careful=tuple(one for one in every if one.row.right == {"SAFETY"}),
        stops=tuple(one for one in every if "STOP" in one.row.right),
    )


def well_asked(inscope: Iterable[Judged]) -> int:
    """The number of messages that got a question which offers a right topic."""
    return sum(one.is_question and one.best_label in one.row.right for one in inscope)


def falsely_answered(oos: Iterable[Judged]) -> list[Judged]:
    """The messages among `oos` that the matcher answered with a subject, without asking back.

    No message in `oos` is about a subject of the pack, so such an answer is false.
    """
    return [one for one in oos if not one.is_question and one.best_label not in QUIET]


def alarmed(any_alarm: Iterable[Judged]) -> int:
    """The number of messages in `any_alarm` that were answered well; all of them tell of trouble.

    An answer is good if it gives phone numbers for help, or if it is right and not a question.
    """
    return sum(one.gives_numbers or (one.right and not one.is_question) for one in any_alarm)


def careful_hits(careful: Iterable[Judged]) -> int:
    """The number of messages that got the reply on care with a medicine (R29)."""
    return sum(one.label == "SAFETY" for one in careful)


def table(found: Iterable[Judged]) -> Table:
    """All figures on the matcher's accuracy, from messages with its answers and their right labels."""
    by = groups(found)
    wrong = [one for one in by.inscope if not one.is_question and not one.right]
    silent = [one for one in wrong if one.best_label in QUIET]
    asked, false = [one for one in by.inscope if one.is_question], falsely_answered(by.oos)
    at_once, confirmed = _share(_count(by.inscope), by.inscope), _share(well_asked(by.inscope), by.inscope)
    alarms, commands = (sum(one.best_label in names for one in false) for names in ({"EMERGENCY"}, COMMANDS))
    worried = sum(one.best_label == "WORRIED" for one in wrong)
    worried += sum(one.label == "WORRIED" for one in by.oos)
    careful = careful_hits(by.careful)
    return Table(
        n=len(by.every),
        overall_acc=_share(_count(by.every), by.every),
        inscope_n=len(by.inscope),
        inscope_acc=at_once,
        inscope_wrong=_share(len(wrong) - len(silent), by.inscope),
        inscope_abstain=_share(len(silent), by.inscope),
        inscope_confirm_ok=confirmed,
        inscope_confirm_bad=_share(len(asked) - well_asked(by.inscope), by.inscope),
        oos_n=len(by.oos),
        oos_false=_share(len(false), by.oos),
        oos_false_topic_cmd_emerg=(len(false) - alarms - commands, commands, alarms),
        oos_confirm=_share(sum(one.is_question for one in by.oos), by.oos),
        safety_n=len(by.safety),
        safety_recall=_share(sum(one.best_label == "EMERGENCY" for one in by.safety), by.safety),
        false_emergency=sum(one.best_label == "EMERGENCY" not in one.row.right for one in by.every),
        safety_heard=_share(sum(one.gives_numbers for one in by.safety), by.safety),
        worried_else=_share(worried, (*by.inscope, *by.oos)),
        any_alarm_n=len(by.any_alarm),
        any_alarm_heard=_share(alarmed(by.any_alarm), by.any_alarm),
        careful_n=len(by.careful),
        careful_recall=_share(careful, by.careful),
        careful_or_heard=_share(careful + sum(one.gives_numbers for one in by.careful), by.careful),
        stop_n=len(by.stops),
        stop_recall=_share(sum(one.label == "STOP" for one in by.stops), by.stops),
        false_stop=sum(one.label == "STOP" not in one.row.right for one in by.every),
        with_a_question=round((at_once or 0) + (confirmed or 0), 1),
        kinds=_kinds(by.every),
    )


def _count(some: Iterable[Judged]) -> int:
    return sum(one.right for one in some)


def _share(part: int, of: tuple[Judged, ...]) -> float | None:
    return round(100 * part / len(of), 1) if of else None


def _kinds(every: Iterable[Judged]) -> dict[str, str]:
    by_kind: dict[str, list[Judged]] = {}
    for one in every:
        by_kind.setdefault(one.row.kind, []).append(one)
    return {kind: f"{_count(some)}/{len(some)}" for kind, some in sorted(by_kind.items())}
