"""The result of `flask bench crash`: the answers callers got, compared with what was kept and sent."""

import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.crash.line import Carrier
    from store.store import Store

SILENT, REFUSED = "silent", "refused"
PROMISED = ("kept", "already")


@dataclass
class Heard:
    """The answers that callers got, by the id of the request.

    `words` has the answers ("kept", "already", "refused", or "silent" for none), `at` the times of the
    answers (seconds of the monotonic clock), `again` the ids of requests that were sent again.
    """

    words: dict[str, str] = field(default_factory=dict)
    at: dict[str, float] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Kind:
    """The counts for one kind of request: for call-backs, or for texts.

    `heard` counts the requests by the answer that the caller got. `asked_again` counts the requests that were
    sent again.

    Of the requests that were promised, `promised_missing` counts those never kept, `promised_twice` those
    kept more than once. Of the requests without an answer, `silent_there` counts those kept all the same,
    `silent_twice` those kept more than once. `refused_there` counts requests that were refused and yet kept.
    """

    heard: Counter[str]
    asked_again: int
    promised_missing: int
    promised_twice: int
    silent_there: int
    silent_twice: int
    refused_there: int

    @property
    def promised(self) -> int:
        """The number of requests that were answered "kept" or "already"."""
        return sum(self.heard[word] for word in PROMISED)


@dataclass(frozen=True)
class Verdict:
    """The result of a crash run: how often each part was killed, and the counts of kept requests.

    `extra_texts` counts texts that were sent again. `to_send` is the seconds from the promise of a text until
    it was sent: the median, the 99th percentile and the longest.
    """

    kills: Counter[str]
    callbacks: Kind
    texts: Kind
    extra_texts: int
    to_send: tuple[float, float, float]

    @property
    def is_well(self) -> bool:
        """Whether every promise was kept, and each call-back only once.

        Texts may be sent again, once for each time that the worker or the store was killed.
        """
        calls = self.callbacks
        broken = calls.promised_missing, calls.promised_twice, calls.silent_twice, self.texts.promised_missing
        return not any(broken) and self.extra_texts <= self.kills["worker"] + self.kills["store"]


def number_of(wish: str) -> str:
    """The phone number (E.164) of the caller who sends the request with the id `wish`; each has its own."""
    kind = wish.rstrip("0123456789")
    return f"+447{int(wish.removeprefix(kind)) + {'callback': 1, 'text': 2, 'warm': 3}[kind] * 10**8:09}"


def judge(store: "Store", kills: Counter[str], heard: Heard, sent: "Carrier") -> Verdict:
    """Compare the answers callers got (`heard`) with the call-backs in the store and the texts `sent`.

    `kills`, which counts the kills of each part of the line, becomes a part of the verdict as it is.
    """
    queue, seals = store.callbacks.queue, store.callbacks.seals
    rows = queue.records(queue.ids()).values()
    waiting = Counter(seals.unseal("callback", row["sealed"]) for row in rows)
    calls = {wish: waiting[number_of(wish)] for wish in heard.words if wish.startswith("callback")}
    texts = {wish: sent.texts[wish] for wish in heard.words if wish.startswith("text")}
    waits = [sent.first[wish] - heard.at[wish] for wish in texts if wish in sent.first and wish in heard.at]
    return Verdict(
        kills=kills,
        callbacks=of_kind(calls, heard),
        texts=of_kind(texts, heard),
        extra_texts=sum(max(count - 1, 0) for count in texts.values()),
        to_send=_spread(waits),
    )


def of_kind(there: dict[str, int], heard: Heard) -> Kind:
    """The counts for one kind of request, such as how many promises were not kept or kept twice.

    `there` says how often each request was kept: as a call-back in the store, or as a text at the carrier.
    `heard` has the answers that callers got.
    """
    words = {wish: heard.words[wish] for wish in there}
    promised = [there[wish] for wish, said in words.items() if said in PROMISED]
    silent = [there[wish] for wish, said in words.items() if said == SILENT]
    return Kind(
        heard=Counter(words.values()),
        asked_again=len(heard.again & set(there)),
        promised_missing=promised.count(0),
        promised_twice=sum(count > 1 for count in promised),
        silent_there=sum(count > 0 for count in silent),
        silent_twice=sum(count > 1 for count in silent),
        refused_there=sum(there[wish] > 0 for wish, said in words.items() if said == REFUSED),
    )


def _spread(seconds: list[float]) -> tuple[float, float, float]:
    """The median, the 99th percentile and the longest of `seconds`; all three 0 for fewer than two values."""
    if not seconds[1:]:
        return (0.0, 0.0, 0.0)
    return statistics.median(seconds), statistics.quantiles(seconds, n=100)[98], max(seconds)


def table(found: Verdict) -> Iterator[tuple[str, str, str]]:
    """A verdict as rows of three cells, to print: a count's name, its value for call-backs, and for texts."""
    calls, texts = found.callbacks, found.texts
    yield ("", "call-backs", "texts")
    yield ("asked for", str(calls.heard.total()), str(texts.heard.total()))
    yield ("promised", str(calls.promised), str(texts.promised))
    yield (
        "  of these after hearing nothing and asking again",
        str(calls.asked_again),
        str(texts.asked_again),
    )
    yield ("  of these missing", str(calls.promised_missing), str(texts.promised_missing))
    yield ("  of these there twice", str(calls.promised_twice), f"{texts.promised_twice} *")
    yield ("heard nothing", str(calls.heard[SILENT]), str(texts.heard[SILENT]))
    yield ("  of these kept, once", str(calls.silent_there), str(texts.silent_there))
    yield ("  of these there twice", str(calls.silent_twice), str(texts.silent_twice))
    yield ("heard that it could not be taken", str(calls.heard[REFUSED]), str(texts.heard[REFUSED]))
    yield ("  of these kept all the same", str(calls.refused_there), str(texts.refused_there))
    kills = ", ".join(f"{part} {count}" for part, count in sorted(found.kills.items()))
    yield (f"* extra texts, at most one for each kill ({kills})", "", str(found.extra_texts))
    median, most, longest = found.to_send
    yield (
        "seconds from promise to carrier: median, 99 %, longest",
        "",
        f"{median:.2f} {most:.1f} {longest:.1f}",
    )
