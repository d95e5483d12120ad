"""The pack's lists of phrases, each with an index for finding its phrases quickly in a message."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from menus.phrasing.phrases import Grammar, Index, Sets, index, read_phrase
from menus.phrasing.tables import Table, plain, strings, table

# Tables of the pack's matching that hold lists of phrases, beside its requests.
PHRASED: tuple[str, ...] = (
    "automatic",
    "machines",
    "own_number",
    "by_relay",
    "not_by_relay",
    "call_it_off",
    "owed_no_more",
    "correction",
    "let_be",
    "let_be_whom",
    "somebody",
    "erase",
    "text_back",
)
PHRASED += ("stop_alone", "stop_beside", "stop_perhaps", "our_texts", "goes_on", "not_ours")
PHRASED += ("stop_plain", "texts_wanted", "narrowed", "elsewhere", "only_told", "ending", "whether_off")
PHRASED += ("not_one", "off_now", "alarm_stands", "refers", "ring_not", "somebody_near")
PHRASED += ("unwanted", "may_i_cancel", "call_wanted", "minds", "put_back")
PHRASED += ("no_ring", "begs", "asker_gone", "texts_and_calls", "ring_instead")
PHRASED += ("gone_by_then", "out_by_then", "not_that_day", "cannot_hear", "asks_plainly", "errand")
PHRASED += ("not_then", "reader", "bereaved", "one_only", "off_too", "breaks_off")
PHRASED += ("rung_by_others", "asks_if", "fresh_death", "own_hand", "all_calls", "comes_from")
PHRASED += ("not_that_number", "new_number", "absent", "let_down", "which_number", "that_soon")
PHRASED += ("farewell", "returns", "number_to_ring", "not_that_phone", "by_when", "of_the_ring", "spoken_to")
PHRASED += ("holiday", "holiday_hours", "grief", "left_behind")

# The kinds of alarm, the gravest first: where several are raised, the first is answered (R30).
KINDS = ("despair", "body", "danger", "harm", "at_once")


@lru_cache(maxsize=8)
def _with_endings(grammar: Grammar) -> Grammar:
    """The grammar in which each word is also found with an s after it; cached for each grammar."""
    return replace(grammar, endings=True)


def index_sources(sources: Iterable[tuple[str, str]], grammar: Grammar) -> Index:
    """Build the index of the phrases in `sources`, pairs of a phrase (as written) and its owner.

    The owner is the list or topic that the phrase belongs to. Raises PhraseError if a phrase cannot be read.
    """
    return _indexed(tuple(sources), grammar)


@lru_cache(maxsize=1024)  # a pack that is published anew has nearly all lists of the one before
def _indexed(sources: tuple[tuple[str, str], ...], grammar: Grammar) -> Index:
    return index(read_phrase(source, owner, grammar) for source, owner in sources)


def alarm_phrases(safety: Table) -> Iterator[tuple[str, str]]:
    """Each phrase for an emergency, as the pack writes it, and the name of its list in the pack.

    The name is the kind of emergency ("body") followed by "alarms", "milder" or "unguarded".
    """
    for kind in KINDS:
        its = table(safety, kind)
        yield from ((source, f"{kind} alarms") for source in strings(its, "alarms"))
        yield from ((source, f"{kind} milder") for source in strings(its, "milder"))
        unguarded = table(its, "unguarded")
        yield from (
            (source, f"{kind} unguarded") for group in unguarded for source in strings(unguarded, group)
        )


def alarms_and_guards(safety: Table, grammar: Grammar) -> tuple[Index, Index, Index]:
    """Build the indexes of all alarms, of all guards, and of the pack's `everyday` sayings.

    Guards and sayings only sound like alarms. Raises PhraseError if a phrase cannot be read.
    """
    either = _with_endings(grammar)
    guards, everyday = (
        index_sources(((source, name) for source in strings(safety, name)), either)
        for name in ("guards", "everyday")
    )
    return index_sources(alarm_phrases(safety), either), guards, everyday


def other_lists(matching: Table, safety: Table, grammar: Grammar) -> dict[str, Index]:
    """Build an index of each list of phrases in the pack's data, except alarms and their guards.

    The key of an index is the name of the list's table, then the name of the list ("careful alarms"). Phrases
    of "careful" (care with a medicine) and of "idioms" (whole sayings that only sound like an alarm) are also
    found with an s after each word: "stop" in "stops". Raises PhraseError if a phrase cannot be read.
    """
    others = {name: table(matching, name) for name in PHRASED}
    others |= {f"{time}_time": table(matching, "best_time", time) for time in table(matching, "best_time")}
    holder = {**table(matching, "requests"), "careful": table(safety, "careful"), **others}
    if idioms := strings(safety, "idioms"):
        holder["idioms"] = {"phrases": list(idioms)}
    grammars = dict.fromkeys(("careful", "idioms"), _with_endings(grammar))
    return {
        f"{name} {key}": index_sources(
            ((source, name) for source in strings(table(holder, name), key)), grammars.get(name, grammar)
        )
        for name in holder
        for key in ("alarms", "changes", "medicines", "owned", "phrases", "guards")
        if key in table(holder, name)
    }


def words_in(indexes: Iterable[Index], sets: Sets) -> frozenset[str]:
    """The words to which misspelt words may be corrected: those of phrases and of sets but people's names."""
    sources = {phrase.source for listed in indexes for phrase in listed.phrases}
    plain_pieces = chain.from_iterable(map(_words_in, sources))
    listed = (entries for name, entries in sets.items() if name != "name")  # nothing is a slip of a name
    members = chain.from_iterable(entry.split() for entry in chain.from_iterable(listed))
    return frozenset(chain(plain_pieces, members))


@lru_cache(maxsize=16_384)
def _words_in(source: str) -> tuple[str, ...]:
    pieces = (plain(piece) for piece in re.split(r"[\s/]+", source) if "@" not in piece)
    return tuple(" ".join(pieces).split())
