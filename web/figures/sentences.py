"""Sentences on what people asked for, made from no more than the page shows (R42)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from web.figures.rough import FEW, LITTLE, NONE, Shown, amount, compared, share

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Rung:
    """The number of call-backs that were rung for the first time, `in_time` or `late`.

    Older versions of the line did not count them. `counted` is false if they were counted on none of the days
    in the sentences. If the counting began within these days, `since` is its first day, in words. `overdue`
    call-backs wait now past the promised time.
    """

    in_time: Shown
    late: Shown
    counted: bool = True
    since: str = ""
    overdue: Shown = NONE


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that sentences tell of a range of days.

    `subjects` and `topics` have the number of requests, by title. `alarms` has how often emergency numbers
    were given, by reason. `limits` has how often each limit refused something. `not_understood` is the number
    of texts that were not understood. `words` is the number of new words that people asked for and no topic
    has; None if this was not counted.
    """

    calls: Shown
    texts: Shown
    subjects: Mapping[str, Shown]
    topics: Mapping[str, Shown]
    rung: Rung
    not_understood: Shown
    words: Shown | None
    alarms: Mapping[str, Shown]
    limits: Mapping[str, Shown]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A comparison with earlier days; `said` is how the sentence calls these days ("in October 2026").

    `before` is how many calls and texts the earlier days had, `now` how many the later days had. `until` is
    "" if all days that the sentences tell of are compared. Otherwise it is the last day compared, in words
    ("yesterday").
    """

    said: str
    now: Shown
    before: Shown
    until: str = ""


def sentences(when: str, figures: Figures, earlier: Sequence[Earlier] = ()) -> tuple[str, ...]:
    """The sentences about a range of days; `when` names the range ("in November 2026").

    `earlier` has the comparisons of its calls and texts with earlier days.
    """
    return (
        _arrived(when, figures, earlier),
        *_subjects(figures),
        *_most_wanted(figures.topics),
        _rung(figures.rung),
        *_unknown(figures),
        _alarms(figures.alarms),
        _limits(figures.limits),
    )


def _arrived(when: str, figures: Figures, earlier: Sequence[Earlier]) -> str:
    """The sentence on how many calls and texts came, compared with earlier days."""
    if figures.calls == figures.texts == NONE:
        return f"No calls and no texts {when}."
    start = f"{amount(figures.calls, 'call')} and {amount(figures.texts, 'text')} {when}"
    found = [(one, compared(one.now, one.before)) for one in earlier if one.before != NONE]
    told = [f"{words} {one.said}" for one, words in found if words]
    until = {one.until for one, words in found if words and one.until}
    if not told:
        return _sentence(start)
    return _sentence(f"{start}: {''.join(f'up to {day}, ' for day in until)}{', and '.join(told)}")


def _subjects(figures: Figures) -> Iterator[str]:
    """The sentence on the subjects that people asked about most; none if no share of them can be told."""
    asked = sum(figures.topics.values(), NONE)
    ranked = _ranked(figures.subjects)[:MOST_NAMED]
    told = [(title, share(count, asked)) for title, count in ranked]
    told = [(title, words) for title, words in told if words and words != LITTLE]
    if told:
        (first, words), *others = told
        start = f"{words} of what was asked for was on {_quoted(first)}"
        yield _sentence(_joined([start, *(f"{words} on {_quoted(title)}" for title, words in others)]))


def _most_wanted(topics: Mapping[str, Shown]) -> Iterator[str]:
    """The sentence on the topics asked for most; a topic asked for less than five times is left out.

    If only such topics were asked for, the sentence says so. There is no sentence if no topic was asked for,
    or if more than three topics may be the one asked for most.
    """
    ranked = _ranked({title: count for title, count in topics.items() if count.least >= FEW})
    if not ranked:
        if sum(topics.values(), NONE) != NONE:
            yield f"No topic was asked for {FEW} times or more."
        return
    first = [title for title, count in ranked if count.most >= ranked[0][1].least]
    if len(first) > MOST_NAMED:
        return
    said = f"{_joined([_quoted(title) for title in first])} {'was' if len(first) == 1 else 'were'}"
    then = [_quoted(title) for title, count in ranked[len(first) : MOST_NAMED]]
    yield f"{said} asked for most{f', then {_joined(then)}' if then else ''}."


def _rung(rung: Rung) -> str:
    """The sentence on how many call-backs were rung in time."""
    if not rung.counted:
        return "Whether call-backs were rung in time was not counted then."
    since = f" (counted since {rung.since})" if rung.since else ""
    waits = f"; {_number(rung.overdue)} that wait now are past their time" if rung.overdue != NONE else ""
    return _sentence(f"{_in_time(rung.in_time, rung.late)}{since}{waits}")


def _in_time(in_time: Shown, late: Shown) -> str:
    if in_time == late == NONE:
        return "no call-back was rung"
    if late == NONE:
        said = amount(in_time, "call-back")
        return f"all {said} were rung in time" if in_time.known else f"{said} were rung, all of them in time"
    if in_time == NONE:
        return f"{amount(late, 'call-back')} were rung, all of them late"
    if not (in_time.known and late.known):
        return f"{amount(in_time, 'call-back')} were rung in time, and {_number(late)} late"
    both = in_time + late
    part = share(in_time, both)
    told = f"{in_time.least:,} of {amount(both, 'call-back')} were rung in time"
    return f"{told}{f', {part} of them' if part else ''}; {late.least:,} were late"


def _unknown(figures: Figures) -> Iterator[str]:
    """The sentence on how many texts and words the line did not understand; none if there were none."""
    told = []
    if figures.not_understood != NONE:
        told.append(f"{amount(figures.not_understood, 'text')} were not understood")
    if figures.words is not None and figures.words != NONE:
        words = amount(figures.words, "word")
        told.append(f"{words} we did not know were each used by {FEW} people or more")
    if told:
        yield _sentence(", and ".join(told))


def _alarms(alarms: Mapping[str, Shown]) -> str:
    """The sentence on the emergencies for which numbers were given, and how often."""
    titles = {f"{title[0].lower()}{title[1:]}": count for title, count in alarms.items()}
    told = _each(
        "Emergency numbers were given",
        " for",
        titles,
        lambda title, count: f"{title}, {amount(count, 'time')}",
    )
    return told or "No emergency was noticed."


def _limits(limits: Mapping[str, Shown]) -> str:
    """The sentence on the requests that limits refused, and how often."""
    told = _each(
        "Limits were reached", ", and refused", limits, lambda title, count: f"{count.least:,} {title}"
    )
    return told or "No limit was reached."


def _each(what: str, of: str, counts: Mapping[str, Shown], say: Callable[[str, Shown], str]) -> str:
    """Sentences on kinds of event with their counts, the highest first, then the kinds below five.

    They begin with `what`, a name for all the events, and `of`, the words before the list of kinds. `say`
    puts one kind and its count into words. The result is "" if all counts are 0.
    """
    ranked = [row for row in _ranked(counts) if row[1] != NONE]
    known = [say(*row) for row in ranked if row[1].known]
    few = [title for title, count in ranked if not count.known]
    told = [f"{what}{of}: {'; '.join(known)}." if known else f"{what}."]
    if few:
        told.append(f"Fewer than {FEW} times{' each' if few[1:] else ''}: {'; '.join(few)}.")
    return " ".join(told) if ranked else ""


def _ranked(counts: Mapping[str, Shown]) -> list[tuple[str, Shown]]:
    """The rows by count, the highest first; rows that are shown alike are ordered by name."""
    return sorted(counts.items(), key=lambda row: (-row[1].least, -row[1].most, row[0]))


def _number(count: Shown) -> str:
    return f"{count.least:,}" if count.known else f"fewer than {FEW}"


def _quoted(title: str) -> str:
    return f"“{title}”"


def _joined(parts: Sequence[str]) -> str:
    """A list in words: "a", "a and b", "a, b and c"."""
    *before, last = parts
    return f"{', '.join(before)} and {last}" if before else last


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
