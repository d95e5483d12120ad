"""The things to be signed: topics, and each language's fixed replies, alarm rules and second ear."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from menus.model import Language, Pack
from menus.multilingual.in_english import kept, names

Kind = Literal["topic", "fixed-replies", "alarm-rules", "second-ear"]
# No topic can be called so: its name is letters alone.
FIXED: dict[Kind, str] = {
    "fixed-replies": "Replies to an emergency, to distress and to a medicine changed",
    "alarm-rules": "Rules by which emergencies, distress and a medicine changed are heard",
    "second-ear": "The second ear: its weights, and the levels from which it speaks",
}
MEDICINE_MONTHS, OTHER_MONTHS = 12, 36

# The fixed replies of R29, R30 and R48, by their names in phrases.toml.
CALLED = (
    "careful",
    "afraid",
    *(f"urgent_{kind}" for kind in ("body", "despair", "danger", "harm", "at_once", "worried")),
)
TEXTED = (
    "careful",
    "afraid",
    *(f"urgent_{kind}" for kind in ("body", "despair", "danger", "harm", "at_once")),
    *(
        "worried",
        "worried_owed",
        "help_me",
        "unknown",
        "ask_one",
        "ask_two",
        "call_stands",
        "no_more",
        "pause",
    ),
    *(
        "callback_withdrawn_danger",
        "callback_withdrawn_despair",
        "callback_stands_danger",
        "callback_owed_danger",
    ),
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that is signed as a whole, such as a topic or the alarm rules of a language.

    `id` is "en/topics/bones" or "en/alarm-rules". `name` is the topic's name; for any other thing it is the
    kind. `called` is the staff's name for the thing. `author` is the person who wrote it ("" if nobody is
    named). `months` is how long its review may last (R22). `asked_as` is its name for `flask review`:
    "bones", or "cy/bones" in a further language. `tongue` is the English name of its language, "" in a pack
    of one language.
    """

    id: str
    language: str
    kind: Kind
    name: str
    called: str
    author: str
    months: int
    asked_as: str = ""
    tongue: str = ""

    @property
    def worded(self) -> str:
        """The language code of the thing's sentences and title; "" for rules, which are told in English."""
        return self.language if self.kind in ("topic", "fixed-replies") else ""

    @property
    def called_in(self) -> str:
        """The code of the language in which `called` is written; "" if it is our own English name."""
        return self.language if self.kind == "topic" else ""

    @property
    def titled(self) -> str:
        """What staff and clinicians call the thing, with its language if the pack has several."""
        return f"{self.called} ({self.tongue})" if self.tongue else self.called

    @property
    def in_tongue(self) -> str:
        """The thing's language, for a sentence about it (" in Welsh"); "" in a pack of one language."""
        return f" in {self.tongue}" if self.tongue else ""

    @property
    def file(self) -> str:
        """The file of the pack that is named in faults of the thing's signature."""
        return f"{self.id}.toml" if self.kind == "topic" else "signatures.toml"


def things(pack: Pack) -> Iterator[Thing]:
    """All things to be signed in a pack."""
    for language in pack.languages.values():
        yield from things_of(pack, language)


def drafts(pack: Pack) -> tuple[Thing, ...]:
    """All things without a valid signature."""
    return tuple(thing for thing in things(pack) if _is_draft(pack, thing))


def _is_draft(pack: Pack, thing: Thing) -> bool:
    if thing.kind == "topic":
        return pack.languages[thing.language].topics[thing.name].draft
    return thing.id not in pack.standing or not pack.standing[thing.id].counts


def things_of(pack: Pack, language: Language) -> Iterator[Thing]:
    """All things to be signed in a language of a pack: replies, alarms and second ear, then its topics."""
    further, tongue = kept(language), names(pack).get(kept(language), "")
    for thing in _of(language):
        asked_as = f"{further}/{thing.name}" if further else thing.name
        yield replace(thing, asked_as=asked_as, tongue=tongue)


def _of(language: Language) -> Iterator[Thing]:
    code = language.code
    for kind, called in FIXED.items():
        if kind != "second-ear" or language.ear or language.topic_ear:
            yield Thing(f"{code}/{kind}", code, kind, kind, called, "", MEDICINE_MONTHS)
    own = (topic for name, topic in language.topics.items() if f"topics.{name}" not in language.lent)
    for topic in own:
        months = MEDICINE_MONTHS if topic.medicine else OTHER_MONTHS
        place, called = f"{code}/topics/{topic.name}", topic.title.rstrip(".")
        yield Thing(place, code, "topic", topic.name, called, topic.author, months)
