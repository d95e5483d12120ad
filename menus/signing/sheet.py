"""The sheet of one thing to be signed: its sentences, their facts, its pronunciations and length."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from menus.matcher.ear import Ear
from menus.matcher.learnt.offering import TopicEar
from menus.model import Language, Pack
from menus.parts import length, parts
from menus.said import look
from menus.seconds import seconds
from menus.signing.pieces import Channel, Line, Piece, some_at_a_time
from menus.signing.rules_in_words import alarms_in_words, ear_in_words
from menus.signing.things import CALLED, TEXTED, Thing
from menus.signing.version import alarms_of, sounds_of
from menus.tracing.shown import Rested, rested
from menus.tracing.trace import Row, trace
from menus.words import fill, fill_text

NOTATION = (
    "The rules as they are written stand in safety.toml; you sign them by what they do, as it is told here."
)
LABELS: Mapping[str, tuple[Channel, str]] = {
    "title": ("spoken", "Title"),
    "option": ("spoken", "In the menu"),
    "safety": ("spoken", "Safety sentence, after part 1"),
    "text": ("texted", "First text"),
    "more": ("texted", "After MORE"),
    "short": ("texted", "In a list"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that somebody signs with one signature: what people hear and read of one thing, as it is now.

    `sounds` are the words that are not said as they are spelt, in IPA; `opens` is how each text begins.
    `notation` are the rules as they are written, which stand behind what the pieces tell of them in words.
    """

    thing: Thing
    version: str
    pieces: tuple[Piece, ...]
    sounds: tuple[tuple[str, str], ...]
    opens: str
    notation: tuple[Piece, ...] = ()

    def of(self, channel: Channel) -> tuple[Piece, ...]:
        """The parts of one channel: spoken words, texts or rules."""
        return tuple(piece for piece in self.pieces if piece.channel == channel)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the sheet."""
        return tuple(line for piece in self.pieces for line in piece.lines)

    @property
    def lasts(self) -> str:
        """The duration of a topic on a call, and the number of its text parts; "" for other things."""
        if self.thing.kind != "topic":
            return ""
        spoken = (line.words for piece in self.of("spoken") for line in piece.lines)
        texts = (" ".join(line.words for line in piece.lines) for piece in self.of("texted"))
        sent = sum(parts(text) for text in texts if text.startswith(self.opens))
        return f"{_seconds(' '.join(spoken))} spoken, {_parts(sent)} of texts"


def sheet(pack: Pack, thing: Thing, now: datetime) -> Sheet:
    """The present sheet of one thing; `now` (aware) is for blanks that depend on the time."""
    language = pack.languages[thing.language]
    match thing.kind:
        case "alarm-rules":
            pieces = tuple(alarms_in_words(pack, language, now))
        case "second-ear":
            pieces = (
                *ear_in_words(pack, language),
                *_ear(language.ear),
                *_topic_ear(language.topic_ear),
            )
        case _:
            pieces = tuple(_said(pack, language, thing, now))
    notation = tuple(_rules(language)) if thing.kind == "alarm-rules" else ()
    version = pack.standing[thing.id].version
    return Sheet(thing, version, pieces, sounds_of(pack, thing), pack.service, notation)


def _said(pack: Pack, language: Language, thing: Thing, now: datetime) -> Iterator[Piece]:
    held: dict[str, list[Row]] = {}
    for row in _traced(pack, language, now.astimezone(UTC).date()):
        if _is_of(thing, row):
            held.setdefault(row.statement.key, []).append(row)
    for key, rows in held.items():
        channel, label = _label(thing, key)
        put = fill if channel == "spoken" else fill_text
        lines = tuple(
            Line(
                f"{key}.{n}",
                put(row.statement.words, pack, language, now),
                tuple(rested(pack, fact, {}) for fact in row.ids if fact in pack.facts),
            )
            for n, row in enumerate(rows, 1)
        )
        whole = " ".join(line.words for line in lines)
        spoken, sent = _seconds(whole), f"{_parts(parts(whole))}, {length(whole)} characters"
        yield Piece(channel, label, spoken if channel == "spoken" else sent, lines)


def _seconds(words: str) -> str:
    lasts = max(1, round(seconds(words)))
    return f"{lasts} second{'s' * (lasts != 1)}"


def _parts(count: int) -> str:
    return f"{count} part{'s' * (count != 1)}"


@lru_cache(maxsize=2)
def _traced(pack: Pack, language: Language, today: date) -> tuple[Row, ...]:
    """Every statement of a language, traced to its facts. Cached, because tracing takes up to 0.2 s."""
    return trace(look(pack, language, today)).rows


def _is_of(thing: Thing, row: Row) -> bool:
    if thing.kind == "topic":
        return row.statement.topic == thing.name
    fixed = (*(f"call.{name}" for name in CALLED), *(f"text.{name}" for name in TEXTED))
    return not row.statement.topic and row.statement.key in fixed


def _label(thing: Thing, key: str) -> tuple[Channel, str]:
    name, _, number = key.partition("[")
    if thing.kind == "topic":
        return LABELS.get(name) or ("spoken", f"Part {number.rstrip(']')}")
    channel, _, reply = key.partition(".")
    return ("spoken" if channel == "call" else "texted", reply.replace("_", " ").capitalize())


def _rules(language: Language) -> Iterator[Piece]:
    """The lists of the alarm rules by kind, and the sets of matching.toml that the rules name."""
    rules, sets = (alarms_of(language)[key] for key in ("rules", "sets"))
    others = {name: words for name, words in sets.items() if name not in rules.get("sets", {})}
    for kind, held in [*rules.items(), ("other sets", others)]:
        lists = _flat(held if isinstance(held, Mapping) else {"": held})
        lines = tuple(
            line for name, phrases in lists for line in some_at_a_time(f"{kind}.{name}", name, phrases)
        )
        if lines:
            yield Piece("rule", kind.replace("_", " ").capitalize(), _lists(len(lines)), lines)


def _flat(held: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each list of a table and its inner tables, with its key."""
    for name, value in held.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        elif value:
            yield f"{before}{name}", value if isinstance(value, tuple) else (str(value),)


def _lists(count: int) -> str:
    return f"{count} list{'s' * (count != 1)}"


def _ear(ear: Ear | None) -> Iterator[Piece]:
    if ear is None:
        return
    told = {
        "speaks": "From this level a message that no rule knows gets the numbers of those who help first",
        "insists": "From this level also one that was found to ask for a topic, unless by its exact word",
        "names": "From this level it is answered as an emergency",
        "doubts": "Below this level a figure of speech alone is no alarm, but a question",
    }
    levels = tuple(Line(name, f"{says}: {getattr(ear, name)}.") for name, says in told.items())
    yield Piece("rule", "Levels", f"{len(levels)} levels", levels)
    voices = {
        "care": ("a medicine that is stopped or changed", ear.care),
        "stop": ("no more texts", ear.stop),
    }
    heard = tuple(
        Line(name, f"The voice for {of} speaks from level {voice.speaks}; {len(voice.weights)} runs weigh.")
        for name, (of, voice) in voices.items()
    )
    weights = Line("weights", f"For trouble {len(ear.weights)} runs of letters weigh, from -127 to 127.")
    yield Piece("rule", "Weights", "three sets", (weights, *heard))


def _topic_ear(ear: TopicEar | None) -> Iterator[Piece]:
    if ear is None:
        return
    weigh = f"{len(ear.runs)} runs of letters weigh for {len(ear.labels)} subjects"
    told = f"It asks back about one topic or two: {weigh}."
    bounds = ", ".join(f"{name} {bound}" for name, bound in asdict(ear.bounds).items())
    yield Piece("rule", "Topic ear", "one set", (Line("topics", told), Line("bounds", f"Bounds: {bounds}.")))


def lines_of(sheet: Sheet) -> Iterator[str]:
    """A sheet as lines of text."""
    yield f"{sheet.thing.called} ({sheet.thing.id})"
    yield f"version {sheet.version}" + f"; {sheet.lasts}" * bool(sheet.lasts)
    before: tuple[Rested, ...] = ()
    for piece in sheet.pieces:
        yield f"\n{piece.channel.capitalize()}: {piece.label} ({piece.measure})"
        if piece.note:
            yield f"  {piece.note}"
        for line in piece.lines:
            yield f"  [ ] {line.words}"
            if line.facts and line.facts == before:
                yield f"        {', '.join(fact.id for fact in line.facts)}, as above"
            else:
                yield from (f"        {fact.id} {fact.words} ({fact.where})" for fact in line.facts)
            before = line.facts or before
    if sheet.notation:
        yield f"\n{NOTATION}"
    if sheet.sounds:
        yield "\nSounds"
        yield from (f"  [ ] {word}: {sound}" for word, sound in sheet.sounds)
    yield "\nName ______________________  Role ______________________  Register and number ______________"
    yield "Date ___________  Review by ___________  Signature _________________________________________"
