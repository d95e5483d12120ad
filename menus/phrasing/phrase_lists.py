"""The pack's lists of phrases, each with an index by which its phrases are quickly found in a message."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from menus.phrasing.phrases import Grammar, Index, index, read_phrase
from menus.phrasing.tables import Table, strings, table

# Tables of the pack's matching that hold lists of phrases, beside its requests.
PHRASED: tuple[str, ...] = ("automatic", "machines", "own_number", "correction")
PHRASED += ("stop_alone", "stop_beside", "our_texts", "goes_on", "not_ours")

# The kinds of alarm, the gravest first: where several are raised, the first is answered (R30).
KINDS = ("despair", "body", "danger", "harm", "at_once")


def index_sources(sources: Iterable[tuple[str, str]], grammar: Grammar) -> Index:
    """Build the index of the phrases in `sources`: pairs of a phrase, as the pack writes it, and its owner.

    The owner is the list or topic that the phrase belongs to.
    """
    return index(read_phrase(source, owner, grammar) for source, owner in sources)


def alarm_phrases(safety: Table) -> Iterator[tuple[str, str]]:
    """Every alarm as the pack writes it, with its kind and its list, such as "body unguarded"."""
    for kind in KINDS:
        its = table(safety, kind)
        yield from ((source, f"{kind} alarms") for source in strings(its, "alarms"))
        yield from ((source, f"{kind} milder") for source in strings(its, "milder"))
        unguarded = table(its, "unguarded")
        yield from (
            (source, f"{kind} unguarded") for group in unguarded for source in strings(unguarded, group)
        )


def alarms_and_guards(safety: Table, grammar: Grammar) -> tuple[Index, Index]:
    """Build two indexes: of all alarms, and of all guards, which are phrases that only sound like alarms."""
    guards = ((source, "guards") for source in strings(safety, "guards"))
    return index_sources(alarm_phrases(safety), grammar), index_sources(guards, grammar)


def other_lists(matching: Table, safety: Table, grammar: Grammar) -> dict[str, Index]:
    """Build an index of each list of phrases that `alarms_and_guards` leaves out.

    Their keys are the table and the list, such as "careful alarms". In phrases about care with a medicine, as
    in alarms, "stop" is found in "stops" too.
    """
    others = {name: table(matching, name) for name in PHRASED}
    others |= {f"{time}_time": table(matching, "best_time", time) for time in table(matching, "best_time")}
    holder = {**table(matching, "requests"), "careful": table(safety, "careful"), **others}
    grammars = {"careful": replace(grammar, endings=True)}
    return {
        f"{name} {key}": index_sources(
            ((source, name) for source in strings(table(holder, name), key)), grammars.get(name, grammar)
        )
        for name in holder
        for key in ("alarms", "changes", "medicines", "owned", "phrases", "guards")
        if key in table(holder, name)
    }
