"""The frozen types of a pack: everything that can be said, and when people answer the helpline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from menus.matcher.ear import Ear

Level = Literal["error", "warning"]
AnsweredBy = Literal["person", "switchboard"]
Words = Mapping[str, str]
Table = Mapping[str, object]
# What each file of a pack was put together from, by its name: the base's table, and the pack's own.
Files = Mapping[str, tuple[Table, Table]]

# The names that every pack has, because a call or a text can lead there by itself.
MAIN = "main"
HELPLINE = "helpline"
ABOUT = "about"
TOLD_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a pack that breaks a rule, and how to mend it.

    `file` is relative to the pack, or begins with base/ where it is one of the base; `key` may be empty.
    """

    file: str
    key: str
    says: str
    mend: str
    level: Level = "error"

    def __str__(self) -> str:
        """The line staff read: file, key, what is wrong, the mend."""
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: {self.says}: {self.mend}"


@dataclass(frozen=True, slots=True)
class Action:
    """What a key of a menu does: opens a menu or a topic of that name."""

    key: str
    kind: Literal["menu", "topic"]
    target: str


@dataclass(frozen=True, slots=True)
class Menu:
    """At most four actions (R3), in the order in which they are read out.

    `first` is the topic that is heard before them, "" for none: it needs no key.
    """

    name: str
    actions: tuple[Action, ...]
    first: str = ""

    def holds(self, topic: str) -> bool:
        """Whether a topic is heard here, or has a key here."""
        keyed = any(action.kind == "topic" and action.target == topic for action in self.actions)
        return keyed or self.first == topic


@dataclass(frozen=True, slots=True)
class Topic:
    """One reviewed summary, spoken and texted (R19 to R26).

    `spoken` holds 1 to 4 chunks of at most 75 words. `safety` is said after the first of them and is empty
    unless `medicine`. `text` is the first text and `more` the one behind MORE ("" for none), both whole, with
    the service's name. `option` is the menu's words before the key ("For the steroid card"), `short` the same
    in a text's list. `source` holds ids of facts; `heading` where they stand in the document. `reviewer` is
    what whoever reviewed it is, as it is told ("a rheumatology nurse").
    """

    name: str
    keyword: str
    also: tuple[str, ...]
    title: str
    option: str
    short: str
    medicine: bool
    safety: str
    spoken: tuple[str, ...]
    text: str
    more: str
    source: tuple[str, ...]
    heading: str
    author: str
    reviewed_by: str
    reviewed_on: date | None
    review_by: date | None
    reviewer: str = ""

    @property
    def heard(self) -> tuple[str, ...]:
        """The parts that are read out, in order: the first fact, the safety sentence, the rest (R21)."""
        first, *rest = self.spoken
        return (first, self.safety, *rest) if self.safety else self.spoken

    @property
    def told(self) -> str:
        """The word that texts tell people to send: the keyword, or for a long one a shorter synonym (R26)."""
        short = (word.upper() for word in self.also if word.isalpha() and len(word) <= TOLD_LETTERS)
        return self.keyword if len(self.keyword) <= TOLD_LETTERS else next(short, self.keyword)

    @property
    def draft(self) -> bool:
        """True until a named person has reviewed it (R22)."""
        return not self.reviewed_by


@dataclass(frozen=True, slots=True)
class MenuWords:
    """What one language calls a menu.

    `title` confirms the choice (R12), `option` stands before the key, `short` in a text.
    """

    title: str
    option: str
    short: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A safety line that is not in the document (R21).

    `topics` owe it. `signs` are the words by which a check knows that it is there: in the first part, spoken
    and texted; those of `later` may stand in any part.
    """

    id: str
    topics: tuple[str, ...]
    signs: tuple[str, ...]
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language of a pack. Compared by identity, so that what is built from it can be kept."""

    code: str
    voice: str
    rate: int
    call: Words
    text: Words
    keys: Words
    times: Mapping[str, str]
    days: tuple[str, ...]
    months: tuple[str, ...]
    short_days: tuple[str, ...]
    short_months: tuple[str, ...]
    menus: Mapping[str, MenuWords]
    topics: Mapping[str, Topic]
    additions: tuple[Addition, ...]
    pronunciation: Words
    banned: tuple[str, ...]
    matching: Mapping[str, object] = field(default_factory=dict)
    ordinary: frozenset[str] = frozenset()
    checks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    locale: str = "en-GB"
    spoken_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    checked: Words = field(default_factory=dict)
    ear: Ear | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A telephone number of the helpline in E.164, and who picks it up (R37)."""

    number: str
    answered_by: AnsweredBy


@dataclass(frozen=True, slots=True)
class Closure:
    """A span in which the helpline is closed, or open as an extra: from `start` until `end`, both aware."""

    start: datetime
    end: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """When people answer. `weekly` has seven days from Monday, each with its spans; times are of `zone`.

    `holidays` are the closed weekdays of `nation`, known until `holidays_until`; `closures` beat `openings`,
    which beat both. `refuge` is the number (E.164) of the nation's helpline for whoever is afraid of someone
    at home, "" where none is known.
    """

    zone: str
    nation: str
    numbers: tuple[Number, ...]
    weekly: tuple[tuple[tuple[time, time], ...], ...]
    holidays: frozenset[date]
    holidays_until: date
    closures: tuple[Closure, ...] = ()
    openings: tuple[Closure, ...] = ()
    confirmed_by: str = ""
    confirmed_on: date | None = None
    messages: bool = False
    callbacks_a_day: int = 40
    refuge: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """All that can be said.

    `languages` stand in the order in which they are offered; `facts` maps a fact's id to its heading. `files`
    is for whoever has to say in which file a key stands (`menus.loading.places`).
    """

    service: str
    speech: bool
    menus: Mapping[str, Menu]
    languages: Mapping[str, Language]
    hours: Hours
    facts: Mapping[str, str]
    files: Files = field(default_factory=dict, repr=False)

    def menu_of(self, topic: str) -> str:
        """The menu that holds a topic; the main menu when none does."""
        return next((menu.name for menu in self.menus.values() if menu.holds(topic)), MAIN)
