"""The frozen types of a pack: everything that the line can say, and the helpline's hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from menus.air.changes import AS_IN_THE_PACK, Air
from menus.facts.document import NO_DOCUMENT, Document
from menus.facts.fact import Fact
from menus.fault.fault import Fault as Fault
from menus.fault.fault import Level as Level
from menus.matcher.by_words.word_ear import WordEar
from menus.matcher.ear import Ear
from menus.matcher.learnt.offering import TopicEar
from menus.phrasing.sentence_names import PhraseNames
from menus.signing.signature import Standing
from menus.tracing.traced import Traced

AnsweredBy = Literal["person", "switchboard"]
Words = Mapping[str, str]
Table = Mapping[str, object]
Files = Mapping[str, tuple[Table, Table]]  # by the name of a file: the base's table, and the pack's own

# The names that every pack has, because a call or a text can lead there by itself.
MAIN, HELPLINE, ABOUT = "main", "helpline", "about"
SUPPORT = "SUPPORTUS"  # the keyword of the one topic that may ask for support (R33)
TOLD_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Action:
    """The action of one key of a menu: it opens the menu or the topic named `target`."""

    key: str
    kind: Literal["menu", "topic"]
    target: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu: up to four actions (R3) in reading order; the topic `first`, if any, is read before them."""

    name: str
    actions: tuple[Action, ...]
    first: str = ""  # the topic that is read out before the actions, without any key; "" for none

    def holds(self, topic: str) -> bool:
        """Whether this menu offers a topic: by one of its keys, or by reading the topic out first."""
        return topic == self.first or ("topic", topic) in ((does.kind, does.target) for does in self.actions)


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: a reviewed summary that is read out on calls and sent in texts (R19 to R26).

    `spoken` has 1 to 4 parts of at most 75 words. `safety` is said after the first part; it is "" unless
    `medicine` is true. `text` is the first text, and who texts MORE gets `more`. A spoken menu offers the
    topic by `option` ("For the card"), a texted list by `short`. `also` are synonyms of `keyword`. `source`
    has the ids of its facts, `heading` their place in the document. `reviewer` is a role. Drafts lack dates.
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
        """The topic's parts as read out: first part, safety sentence if there is one, other parts (R21)."""
        first, *rest = self.spoken
        return (first, self.safety, *rest) if self.safety else self.spoken

    @property
    def told(self) -> str:
        """The word for the topic in texts: the keyword, or a short synonym of a long keyword (R26)."""
        short = (word.upper() for word in self.also if word.isalpha() and len(word) <= TOLD_LETTERS)
        return self.keyword if len(self.keyword) <= TOLD_LETTERS else next(short, self.keyword)

    @property
    def draft(self) -> bool:
        """Whether the topic is a draft: nobody has signed its present version (R22)."""
        return not self.reviewed_by


@dataclass(frozen=True, slots=True)
class MenuWords:
    """A menu's names: `title` is said when it opens (R12), `option` before its key, and `short` is texted."""

    title: str
    option: str
    short: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A safety line that some topics must hold, spoken and texted; the charity's document lacks it (R21).

    Each of `topics` must have all phrases of `signs` in its first part, and all of `later` anywhere.
    """

    id: str
    topics: tuple[str, ...]
    signs: tuple[str, ...]
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language of a pack; docs/pack.md tells what its texts and lists are for. It equals only itself.

    `first` is the pack's first language, or None in that one. `lent` names what was filled in from the first
    ("call.closed"). If staff have `stopped` words (R57), `whole` is this language with them; otherwise None.
    """

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
    named: Words = field(default_factory=dict)
    cost: Mapping[str, Words] = field(default_factory=dict)
    recorded: Words = field(default_factory=dict)
    holidays: Words = field(default_factory=dict)
    ear: Ear | None = None
    topic_ear: TopicEar | None = None
    word_ear: WordEar | None = None  # where there is no topic ear
    traced: Traced = field(default_factory=Traced)
    messages: str = ""  # messages.tsv, as it is written
    stopped: frozenset[str] = frozenset()
    whole: "Language | None" = None
    lent: frozenset[str] = frozenset()
    first: "Language | None" = None
    offered: str = ""  # on calls, before its key
    chosen_by: tuple[str, ...] = ()  # by text, alone or with words of `beside`
    beside: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()  # beside its name: "no", "stop"
    way: str = ""  # by text, how it is chosen
    shorter: tuple[str, ...] = ()  # words of a text, and shorter ones where it tells a way
    parts: int = 0  # most of a UCS-2 text
    name: str = ""  # in English, for staff
    others: tuple["Language", ...] = ()  # not offered: they hear alarms and STOP where this one hears nothing

    def of(self, *places: str) -> "Language":
        """The language of the words at `places` ("call.closed"): the first if it lent one, or else this."""
        return self.first if self.first and self.lent.intersection(places) else self


@dataclass(frozen=True, slots=True)
class Number:
    """A phone number of the helpline (E.164), and whether a person or a switchboard answers it (R37)."""

    number: str
    answered_by: AnsweredBy


@dataclass(frozen=True, slots=True)
class Closure:
    """A period (`start`, `end` aware) in which the helpline is closed or, in `Hours.openings`, is open."""

    start: datetime
    end: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """When people answer the helpline (hours.toml in docs/pack.md).

    `closures` overrule all else, then `openings`. Nobody answers on `holidays`. On `bank_holidays` the times
    are `on_bank_holidays`; if None, the weekday's. `weekly` begins on Monday; `short` tells it in own words.
    `refuge` is a number for people afraid of someone at home. `cost` is "free", "landline", words, or "".
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
    short: str = ""
    cost: str = ""
    recorded: bool = True
    bank_holidays: frozenset[date] = frozenset()
    on_bank_holidays: tuple[tuple[time, time], ...] | None = ()
    past_midnight: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """All that the line can say (docs/pack.md); `air` is what staff changed, `standing` who signed what.

    `languages` are in the order of offer; `language_keys` has, for each but the first, the key to choose it.
    """

    service: str
    speech: bool
    menus: Mapping[str, Menu]
    languages: Mapping[str, Language]
    hours: Hours
    facts: Mapping[str, Fact]
    phrase_names: PhraseNames
    calls_about: Words = field(default_factory=dict)
    files: Files = field(default_factory=dict, repr=False)
    air: Air = AS_IN_THE_PACK
    document: Document = NO_DOCUMENT
    standing: Mapping[str, Standing] = field(default_factory=dict)
    language_keys: Words = field(default_factory=dict)

    def menu_of(self, topic: str) -> str:
        """The name of the menu that offers a topic; the main menu if none does."""
        return next((menu.name for menu in self.menus.values() if menu.holds(topic)), MAIN)
