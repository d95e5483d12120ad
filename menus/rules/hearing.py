"""Rules of safety.toml: each alarm is recognised in each of its wordings, and each guard is needed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle

from menus.matcher.alarms import alarm_in
from menus.matcher.answers import Urgent, Worried
from menus.matcher.matching import explain
from menus.model import Fault, Language
from menus.phrasing.examples import example, examples
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.phrases import Index, Phrase, hits, index
from menus.phrasing.reading import read

# A message, and the labels that are right for it.
Row = tuple[str, frozenset[str]]

ALARM = "EMERGENCY"


def faults_hearing(language: Language, rows: Sequence[Row]) -> tuple[Fault, ...]:
    """The faults of a language's alarms (phrases of an emergency) and guards (which only sound like one).

    An alarm is at fault if one of its wordings raises no alarm, alone or beside a guard. `rows` are sample
    messages, each with its right answers. A guard is at fault if it keeps none of these messages from a false
    alarm.
    """
    return (*_unheard(language), *_needless(language, rows))


def _fault(language: Language, key: str, says: str, fix: str) -> Fault:
    return Fault(f"{language.code}/safety.toml", key, says, fix)


def _unheard(language: Language) -> Iterator[Fault]:
    """Find each alarm that is not recognised in one of its wordings; the fault names the first of these."""
    data = lexicon(language)
    guards = [example(phrase.source, data.grammar) for phrase in data.guards.phrases]
    for phrase in data.alarms.phrases:
        for said in beside(phrase.source, data, guards):
            if not _raises_alarm(data, phrase, said):
                says = f'"{phrase.source}" is not heard in "{said}"'
                yield _fault(language, phrase.owner.replace(" ", "."), says, "write it as messages are read")
                break


def _raises_alarm(data: Lexicon, phrase: Phrase, said: str) -> bool:
    """Whether the message `said` raises an alarm; `phrase` is tried first, because that is quick."""
    heard = read(data, said)
    return bool(phrase.pattern.search(heard.texts[0])) or alarm_in(data, heard)[1] is not None


def beside(source: str, data: Lexicon, guards: Sequence[str]) -> Iterator[str]:
    """Messages to test an alarm with: each of its wordings alone, and then together with a guard.

    `source` is the alarm as the pack writes it. `guards` are phrases that only sound like alarms. They take
    turns: the first stands before the first wording and behind the second, and so on with the next guard. No
    guard is put where the alarm must begin or end the message.
    """
    turns = cycle([(guard, side) for guard in guards for side in ("before", "behind")] or [("", "behind")])
    for said in examples(source, data.grammar):
        yield said
        guard, side = next(turns)
        if side == "before" and not source.startswith("^"):
            yield f"{guard} {said}"
        elif side == "behind" and not source.endswith("$"):
            yield f"{said} {guard}"


def _needless(language: Language, rows: Iterable[Row]) -> Iterator[Fault]:
    """Find each guard (a phrase that only sounds like an alarm) that no test message in `rows` needs.

    A guard without a need prevents no false alarm, but could hide a true one.
    """
    data = lexicon(language)
    needed = {source for row in rows for source in _guards_needed(language, data, row)}
    for phrase in data.guards.phrases:
        if phrase.source not in needed:
            says = f'no row of messages.tsv needs the guard "{phrase.source}"'
            yield _fault(language, "guards", says, "drop it, or add the message that it is for")


def _guards_needed(language: Language, data: Lexicon, row: Row) -> Iterator[str]:
    """The guards (phrases that only sound like alarms) that keep this message from a false alarm.

    `row` is the message and its right answers. If an alarm is among the answers, no guard is given. The false
    alarm may come from the rules or from the second ear.
    """
    text, right = row
    if ALARM in right:
        return
    heard = read(data, text)
    for met in hits(data.guards, heard.texts):
        others = replace(data, guards=_without(data.guards, met.phrase.source))
        if (
            isinstance(alarm_in(others, heard)[1], Urgent)
            and not isinstance(alarm_in(data, heard)[1], Urgent)
        ) or ((last := explain(language, text)[-1]).layer == "ear" and last.answer == Worried("guard")):
            yield met.phrase.source


def _without(guards: Index, source: str) -> Index:
    return index(phrase for phrase in guards.phrases if phrase.source != source)
