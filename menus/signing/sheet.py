"""The sheet of one thing to be signed: its sentences, their facts, its pronunciations and length."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import groupby, takewhile
from typing import Any

from menus.model import Language, Pack
from menus.parts import length, parts
from menus.said import look
from menus.seconds import seconds
from menus.signing.pieces import Channel, Level, Line, Piece, some_at_a_time, told
from menus.signing.respelling import Sound, respelt
from menus.signing.rules_in_words import alarms_in_words, ear_in_words, levels_in_words
from menus.signing.things import CALLED, TEXTED, Thing
from menus.signing.version import alarms_of, sounds_of
from menus.tracing.shown import Rested, rested
from menus.tracing.trace import Row, trace
from menus.words import fill, fill_text

OFFERED, TOLD = "offered", "told"
# The pieces of a topic in the order in which people meet them, but for its parts; the safety sentence is
# heard after the first (R21).
LABELS: Mapping[str, tuple[Channel, str, str]] = {
    "option": ("spoken", "In the menu", OFFERED),
    "short": ("texted", "In a list", OFFERED),
    "title": ("spoken", "Title", TOLD),
    "spoken[1]": ("spoken", "Part 1", TOLD),
    "safety": ("spoken", "Safety sentence, after part 1", TOLD),
    **{f"spoken[{n}]": ("spoken", f"Part {n}", TOLD) for n in (2, 3, 4)},
    "text": ("texted", "First text", TOLD),
    "more": ("texted", "After MORE", TOLD),
}
TITLES: Mapping[str, str] = {
    OFFERED: "How it is offered",
    TOLD: "What is told",
    "careful": "A medicine stopped or changed",
    "afraid": "Afraid of somebody at home",
    "body": "Seriously ill or hurt",
    "despair": "Despair and self-harm",
    "danger": "In danger from somebody",
    "harm": "Somebody may be hurt",
    "at_once": "Help wanted at once",
    "worried": "Perhaps an emergency",
    "worried_owed": "Perhaps an emergency, where a call is owed",
    "help_me": "The words HELP ME",
    "unknown": "A text that is not understood",
    "ask_one": "One topic may be meant",
    "ask_two": "One of two topics may be meant",
    "call_stands": "The end of these two, where a call is owed",
    "no_more": "MORE, where there is no more",
    "callback_withdrawn_despair": "a call that somebody in doubt of despair took back",
    "callback_withdrawn_danger": "a call that somebody in danger took back",
    "callback_stands_danger": "a call that they could not take back",
    "callback_owed_danger": "a call that may put somebody in danger",
    "pause": "Too many texts",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that somebody signs with one signature: what people hear and read of one thing, as it is now.

    `pieces` are in the order in which people hear and read them. `sounds` are the words that are not said as
    they are spelt. `opens` is how each text begins. `document` is the document with the facts, and its date;
    "" for none. If the thing is rules, `pieces` tell them in words, and `notation` has them as safety.toml
    does.
    """

    thing: Thing
    version: str
    pieces: tuple[Piece, ...]
    sounds: tuple[Sound, ...]
    opens: str
    document: str = ""
    notation: tuple[Piece, ...] = ()

    def of(self, channel: Channel) -> tuple[Piece, ...]:
        """The pieces of one channel: spoken words, texts or rules."""
        return tuple(piece for piece in self.pieces if piece.channel == channel)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the sheet."""
        return tuple(line for piece in self.pieces for line in piece.lines)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The rows of the sheet; neighbouring pieces without a row are together in one of them."""
        groups = groupby(self.pieces, key=lambda piece: piece.row)
        return tuple(Level(TITLES.get(row, ""), tuple(pieces)) for row, pieces in groups)

    def shows(self, line: Line) -> tuple[Rested, ...]:
        """The facts to show whole beside a line: those that no line before it rests on."""
        before = {fact.id for other in takewhile(lambda one: one != line, self.lines) for fact in other.facts}
        return tuple(fact for fact in line.facts if fact.id not in before)

    def refers(self, line: Line) -> tuple[Rested, ...]:
        """The facts of a line that are shown whole beside an earlier line."""
        shown = self.shows(line)
        return tuple(fact for fact in line.facts if fact not in shown)

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
            pieces = (*ear_in_words(pack, language), *levels_in_words(language))
        case _:
            pieces = tuple(_said(pack, language, thing, now))
    notation = tuple(_rules(language)) if thing.kind == "alarm-rules" else ()
    version = pack.standing[thing.id].version
    return Sheet(thing, version, pieces, _sounds(pack, thing), pack.service, _document(pack), notation)


def _sounds(pack: Pack, thing: Thing) -> tuple[Sound, ...]:
    """The sounds of a thing; only those of an English thing are also given in English letters."""
    is_english = thing.language.partition("-")[0] == "en"
    return tuple(Sound(word, ipa, respelt(ipa) if is_english else "") for word, ipa in sounds_of(pack, thing))


def _document(pack: Pack) -> str:
    """The name of the pack's document and its date, in words; "" if the pack has none."""
    document = pack.document
    if not document.name:
        return ""
    return f"{document.name}, {f'dated {document.date}' if document.date else 'which bears no date'}"


def _said(pack: Pack, language: Language, thing: Thing, now: datetime) -> Iterator[Piece]:
    held: dict[str, list[Row]] = {}
    for row in _traced(pack, language, now.astimezone(UTC).date()):
        if _is_of(thing, row):
            held.setdefault(row.statement.key, []).append(row)
    order = [*LABELS] if thing.kind == "topic" else [*_replies()]
    for key in sorted(held, key=order.index):
        channel, label, level = LABELS[key] if thing.kind == "topic" else _replies()[key]
        put = fill if channel == "spoken" else fill_text
        lines = tuple(
            Line(
                f"{key}.{n}",
                told(put(row.statement.words, pack, language, now)),
                tuple(rested(pack, fact, {}) for fact in row.ids if fact in pack.facts),
            )
            for n, row in enumerate(held[key], 1)
        )
        whole = " ".join(line.words for line in lines)
        spoken, sent = _seconds(whole), f"{_parts(parts(whole))}, {length(whole)} characters"
        yield Piece(channel, label, spoken if channel == "spoken" else sent, lines, row=level)


@cache
def _replies() -> Mapping[str, tuple[Channel, str, str]]:
    """The fixed replies by their keys, each as (channel, title, row), in the order of the sheet.

    What is said stands beside what is texted.
    """
    found: dict[str, tuple[Channel, str, str]] = {}
    for level, title in TITLES.items():
        names = {level, f"urgent_{level}"}
        found |= {f"call.{name}": ("spoken", title, level) for name in CALLED if name in names}
        found |= {f"text.{name}": ("texted", title, level) for name in TEXTED if name in names}
    return found


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
    """Each list in a table and in the tables inside it, with its keys joined by dots ("body.alarms").

    `before` is the beginning of these keys.
    """
    for name, value in held.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        elif value:
            yield f"{before}{name}", value if isinstance(value, tuple) else (str(value),)


def _lists(count: int) -> str:
    return f"{count} list{'s' * (count != 1)}"
