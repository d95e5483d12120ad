"""The desk's pages of what the line says: topics as spoken and as texted, with sources and faults."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from flask import abort, render_template

from menus.blanks import whole
from menus.filling.pages import heard
from menus.model import Fault, Language, Pack, Topic
from menus.multilingual.in_english import kept, spoken
from menus.multilingual.offered import is_english
from menus.parts import length, parts
from menus.reviews import withdrawn
from menus.rules.faults import faults
from menus.rules.reading_age import reading_age
from menus.said import look
from menus.seconds import seconds
from menus.sentences import plain_words
from menus.tracing.shown import Part, Rested, parts_of, rested
from menus.tracing.trace import trace
from menus.words import fill, text_of
from web.desk.faults import Told, told
from web.desk.needs import Desk, Route


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a topic, as spoken or as texted, with its length.

    For spoken words `measure` is in seconds, and `length` is 0. For a text `measure` is the number of message
    parts, and `length` is in septets, or in UTF-16 units if the text is not in GSM-7.
    """

    label: str
    words: str
    measure: float
    length: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """A topic with everything that the desk shows about it.

    `language` is a code. `file` is the topic's file in the pack, `menu` the name of the menu that offers it.
    `withdrawn` is true if nobody gets the topic because its review has ended. `spoken_age` and `texted_age`
    are the ages from which people read the words easily, in years; None in a language for which this is not
    known. `others` lists the other languages that say this topic in words of their own, each as (English
    name, code, the topic's title in that language).
    """

    topic: Topic
    language: str
    file: str
    menu: str
    spoken: tuple[Piece, ...]
    texted: tuple[Piece, ...]
    spoken_age: float | None
    texted_age: float | None
    faults: tuple[Told, ...]
    withdrawn: bool
    others: tuple[tuple[str, str, str], ...]

    @property
    def lasts(self) -> float:
        """The seconds that all spoken parts of the topic take together, without the pauses."""
        return sum(piece.measure for piece in self.spoken)

    @property
    def cost(self) -> int:
        """The number of message parts in the topic's first text, as the carrier counts them."""
        return int(self.texted[0].measure)


def content(desk: Desk) -> str:
    """Show all topics, and the faults of the pack that belong to no topic."""
    pack, now = desk.pack(), desk.now()
    found = _look_over(pack, now.astimezone(desk.zone).date())
    topics = _show_all(pack, now, found)
    of_topics = {topic.file for topic in topics}
    tongues = {one.code: spoken(pack, kept(one)) for one in pack.languages.values()}
    others = [told(fault, tongues=tongues) for fault in found if fault.file not in of_topics]
    told_as = {"first": next(iter(pack.languages.values())), "tongue": spoken(pack, "")}
    return render_template("desk/content.html", topics=topics, others=others, air=pack.air.topics, **told_as)


def topic(desk: Desk, name: str) -> str:
    """Show the topic called `name`, in each language that has it; answers 404 if no language has."""
    pack, now = desk.pack(), desk.now()
    found = _look_over(pack, now.astimezone(desk.zone).date())
    rows = [
        (language, show(pack, language, language.topics[name], now, found))
        for language in _having(pack, name)
    ]
    told_as = {"spoken": lambda language: spoken(pack, kept(language)), "facts": pack.facts}
    return render_template("desk/topic.html", rows=rows or abort(404), air=pack.air.topics, **told_as)


def _having(pack: Pack, name: str) -> Iterator[Language]:
    """The languages that have the topic `name` in words of their own, not lent by the first language."""
    every = pack.languages.values()
    return (one for one in every if name in one.topics and f"topics.{name}" not in one.lent)


def traced(desk: Desk) -> str:
    """Show each sentence of the pack beside the facts that it rests on, and the facts told nowhere."""
    pack = desk.pack()
    told, untold = _traced(pack, desk.now().astimezone(desk.zone).date())
    return render_template("desk/traced.html", document=pack.document, told=told, untold=untold)


@lru_cache(maxsize=2)
def _traced(pack: Pack, today: date) -> tuple[tuple[Part, ...], tuple[Rested, ...]]:
    """The trace of a pack on a day, and the facts told nowhere. Cached: making it takes up to 0.2 s."""
    language = next(iter(pack.languages.values()))
    found = trace(look(pack, language, today))
    return parts_of(pack, language, found, {}), tuple(rested(pack, fact, {}) for fact in found.untold)


@lru_cache(maxsize=2)
def _look_over(pack: Pack, today: date) -> tuple[Fault, ...]:
    """The faults of a pack on a day. The result is cached, because the check takes up to 0.2 s."""
    return faults(pack, today)


def _show_all(pack: Pack, now: datetime, found: tuple[Fault, ...]) -> list[Shown]:
    """The topics in the pack's first language, as the desk's page of all topics shows them.

    `found` are the faults of the pack; each topic gets its own faults.
    """
    language = next(iter(pack.languages.values()))
    return [show(pack, language, each, now, found) for each in language.topics.values()]


def show(pack: Pack, language: Language, topic: Topic, now: datetime, found: tuple[Fault, ...]) -> Shown:
    """A topic as the desk shows it, its blanks filled as of `now`; `found` are all faults of the pack."""
    file = f"{language.code}/topics/{topic.name}.toml"
    labels = {topic.safety: "Safety"} | {chunk: f"Part {n}" for n, chunk in enumerate(topic.spoken, 1)}
    read_out = heard(language, pack.hours, topic)
    chunks = [(labels.get(chunk, "The week"), fill(chunk, pack, language, now)) for chunk in read_out]
    texts = [("First text", 1), ("After MORE", 2)][: 2 if topic.more else 1]
    ages = [
        reading_age(words, _names(pack, language)) if is_english(language) else None
        for words in (" ".join(words for _, words in chunks), topic.text)
    ]
    return Shown(
        topic=topic,
        language=language.code,
        file=file,
        menu=pack.menu_of(topic.name),
        spoken=tuple(_measure_spoken(label, words) for label, words in chunks),
        texted=tuple(
            _measure_texted(label, text_of(topic, part, pack, language, now)) for label, part in texts
        ),
        spoken_age=ages[0],
        texted_age=ages[1],
        faults=tuple(told(fault, on_topic=True) for fault in found if fault.file == file),
        withdrawn=withdrawn(topic, pack.hours, now),
        others=tuple(
            (spoken(pack, kept(one)), one.code, one.topics[topic.name].title.rstrip("."))
            for one in _having(pack, topic.name)
            if one is not language
        ),
    )


def _measure_spoken(label: str, words: str) -> Piece:
    """A spoken part of a topic, with the seconds that it takes to say."""
    return Piece(label, whole(words), seconds(words))


def _measure_texted(label: str, words: str) -> Piece:
    """A text of a topic, with the number of message parts that it takes."""
    return Piece(label, whole(words), parts(words), length(words))


def _names(pack: Pack, language: Language) -> set[str]:
    """The words that do not count for a reading age, such as names and keywords (R19)."""
    found = set(language.pronunciation) | set(plain_words(pack.service))
    return found | {word for topic in language.topics.values() for word in plain_words(topic.keyword)}


ROUTES = (
    Route("GET", "/content", "answer", content, "What the line says"),
    Route("GET", "/traced", "answer", traced, "What the line says"),
    Route("GET", "/content/<name>", "answer", topic, "What the line says"),
)
