"""Reads the models that hear messages which no rule hears: ear.toml (trouble), topic_ear.toml (topics)."""

import base64
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from menus.facts.fact import Fact
from menus.loading.files import read_table
from menus.loading.fit import Key, fit
from menus.loading.folders import Folders
from menus.loading.language import shares
from menus.loading.shape import TEXT, TEXTS
from menus.loading.topics import names_of_base
from menus.matcher.by_words.own_words import word_ear_of
from menus.matcher.ear import Ear, Voice
from menus.matcher.learnt.offering import NEVER, Bounds, TopicEar
from menus.matcher.learnt.sorted_runs import MARK, SortedRuns, sorted_runs
from menus.model import Fault, Language

FILE, OF_TOPICS = "ear.toml", "topic_ear.toml"

VOICE = Key("table", inside={"speaks": Key("number"), "weights": TEXT})
MADE_OF = {"inputs": Key("table", others=TEXT), "versions": Key("table", others=TEXT), "weights": TEXT}

EAR: Mapping[str, Key] = {
    "speaks": Key("number"),
    "insists": Key("number"),
    "names": Key("number"),
    "doubts": Key("number"),
    "care": VOICE,
    "stop": VOICE,
    **MADE_OF,
}
TOPIC_EAR: Mapping[str, Key] = {
    "labels": TEXTS,
    "bounds": Key(
        "table",
        inside={
            **dict.fromkeys(("offers", "alone", "doubts", "drops", "care", "stop"), Key("number")),
            "contests": Key("number", needed=False, default=NEVER),
        },
    ),
    **MADE_OF,
}
# Characters of the weights at most, coded: each web process holds them, and reviewers carry them about.
MOST = 100_000


def read_ear(folders: Folders, code: str, faults: list[Fault]) -> Ear | None:
    """Read the second ear of a language, which hears trouble by learnt weights; None if it has none.

    What is wrong is added to `faults`. The result is None if the file cannot be read or lacks a value. But
    if the weights are damaged or too many, or the scores are in a wrong order, the result is an ear all the
    same. With it the rest of the pack can be checked.
    """
    file = f"{code}/{FILE}"
    data = _learnt(folders, file, EAR, faults)
    if data is None:
        return None
    weights = _weights(data["weights"])
    if not len(weights):
        faults.append(Fault(file, "weights", NO_WEIGHTS, MEND))
    elif data["speaks"] > data["insists"]:
        faults.append(Fault(file, "insists", "is below speaks", "give it a number at least as high"))
    elif data["doubts"] > data["speaks"]:
        faults.append(Fault(file, "doubts", "is above speaks", "give it a number no higher"))
    elif data["insists"] > data["names"]:
        faults.append(Fault(file, "names", "is below insists", "give it a number at least as high"))
    elif sum(len(one["weights"]) for one in (data, data["care"], data["stop"])) > MOST:
        faults.append(Fault(file, "weights", f"are over {MOST} characters", MEND))
    care, stop = (_voice(data[name], name, file, faults) for name in ("care", "stop"))
    return Ear(weights, data["speaks"], data["insists"], data["names"], data["doubts"], care, stop)


def _learnt(
    folders: Folders, file: str, shape: Mapping[str, Key], faults: list[Fault]
) -> dict[str, Any] | None:
    """Read a file of learnt weights; None if it is missing, or has a wrong shape, which adds faults."""
    before = len(faults)
    data = read_table(folders, file, faults, needed=False)
    data = None if data is None else fit(file, data, shape, faults)
    return None if len(faults) > before else data


NO_WEIGHTS = "are no whole set of weights"
MEND = "take the file back from where it came, or delete it and make it anew: flask ear train"


def _voice(data: Mapping[str, Any], name: str, file: str, faults: list[Fault]) -> Voice:
    """Read the second ear's weights and lowest score for one subject besides trouble.

    `name` is the subject: "care" (with a medicine) or "stop" (no more texts). A message with the lowest score
    or more is about the subject. Damaged weights add a fault to `faults`.
    """
    weights = _weights(data["weights"])
    if not len(weights):
        faults.append(Fault(file, f"{name}.weights", NO_WEIGHTS, MEND))
    return Voice(weights, data["speaks"])


# Bytes of one run: three of its mark, the highest first, and one of its weight and 128.
EACH = MARK + 1


def _weights(text: str) -> SortedRuns:
    """Decode the weights of one subject: a weight for the hash of each run of letters.

    The table is empty if the text is damaged or cut.
    """
    coded = _decoded(text)
    records = [coded[at : at + EACH] for at in range(0, len(coded), EACH)] if not len(coded) % EACH else []
    marks = (int.from_bytes(one[:MARK]) for one in records)
    return sorted_runs(marks, bytes(one[MARK] for one in records), 1)


def _decoded(text: str) -> bytes:
    """The bytes encoded in a base64 text; empty if the text is damaged."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except ValueError:
        return b""


def read_topic_ear(folders: Folders, code: str, faults: list[Fault]) -> TopicEar | None:
    """Read the topic ear of a pack (learnt weights for topics); None if the pack has no such file.

    Unusable values, or a file that cannot be read, are added to `faults`. In these cases the result is None.
    """
    file = f"{code}/{OF_TOPICS}"
    data = _learnt(folders, file, TOPIC_EAR, faults)
    if data is None:
        return None
    unpacked = _unpacked(data["weights"], len(data["labels"]))
    if unpacked is None:
        faults.append(Fault(file, "weights", NO_WEIGHTS, MEND_TOPICS))
        return None
    return TopicEar(data["labels"], *unpacked, Bounds(**data["bounds"]))


MEND_TOPICS = "take the file back from where it came, or delete it and make it anew: flask ear topics"
# Bytes of the score that a label begins with, the highest first; more is unpacked of no file than `LARGEST`.
START, LARGEST = 2, 1_000_000


def _unpacked(text: str, wide: int) -> tuple[SortedRuns, tuple[int, ...]] | None:
    """Decode the weights of the topic ear, and each label's starting score; None if damaged or cut.

    `wide` is the number of labels, such as topics. `tools.hearing.file` describes the format.
    """
    try:
        unpacking = zlib.decompressobj()
        coded = unpacking.decompress(_decoded(text), LARGEST)
    except zlib.error:
        return None
    runs, cut = divmod(len(coded) - START * wide, MARK + wide)
    if cut or runs <= 0 or not wide or not unpacking.eof:
        return None
    starts = (coded[at : at + START] for at in range(0, START * wide, START))
    first, columns = START * wide, START * wide + MARK * runs
    marks = [int.from_bytes(coded[at : at + MARK]) for at in range(first, columns, MARK)]
    each = (coded[columns + at * runs : columns + (at + 1) * runs] for at in range(wide))
    rows = bytes(one for row in zip(*each, strict=True) for one in row)
    return sorted_runs(marks, rows, wide), tuple(int.from_bytes(one, signed=True) for one in starts)


def with_word_ear(folders: Folders, language: Language, facts: Mapping[str, Fact]) -> Language:
    """The language with a word ear, made from the words of the pack's own topics and of their `facts`.

    A word ear finds topics to ask back about by the words of a message, without learnt weights. The language
    is unchanged if it has a learnt topic ear, or no topics but the base's.
    """
    if language.topic_ear is not None:
        return language
    base = {name.removesuffix(".toml") for name in names_of_base(folders, language.code)}
    own = tuple(name for name in language.topics if name not in base)
    return replace(language, word_ear=word_ear_of(language, facts, own, shares())) if own else language
