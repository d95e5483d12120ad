"""Lists all texts of a pack in one language for the rules, each text with its file and key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Literal

from menus import longest, words
from menus.model import MAIN, Language, Menu, Pack, Topic, Words
from menus.parts import length
from menus.seconds import seconds

Channel = Literal["call", "text"]
MOST_ACTIONS = 4  # keys of a menu (R3)
PIECES = (
    "draft",
    "or",
    "afraid",
    "by_relay",
    *("best_morning", "best_afternoon", "best_evening", "best_any", "comes_line", "comes_relay"),
    "callback_unclear",
    "callback_who_helps",
    *("why_dated", "why_undated"),
    "callback_unsaved",
    "callback_unsaved_stop",
    *("after_alarm", "after_danger"),
    *("callback_noted", "callback_have", "callback_no_day", "callback_shut", "asked_other"),
    *("callback_or_own", "next_closed", "other_hours"),
    *("callback_not_saved", "call_stands", "sorry_for_loss", "stop_erase"),
)  # texts that stand before or inside another, and do not begin with the service's name


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a pack, with its file and key.

    `written` is the text as in its file, and `full` has the longest words in each of its blanks. `topic` is
    the name of its topic, or "". `whole` is False if it is never said alone: it is part of a menu, or comes
    before another text. `before` has the words that stand in front of it in a text message because it is a
    draft, or "". `menu` is the name of the menu that it lists, or "".
    """

    file: str
    key: str
    written: str
    full: str
    channel: Channel
    topic: str = ""
    whole: bool = True
    before: str = ""
    menu: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """The input of every rule: the pack, one language, all texts of that language, and the day."""

    pack: Pack
    language: Language
    today: date
    said: tuple[Said, ...]

    @property
    def phrases(self) -> str:
        """The path of the language's phrases.toml, as in faults."""
        return f"{self.language.code}/phrases.toml"

    def file(self, topic: Topic) -> str:
        """The path of a topic's file within the pack, as in faults (`Fault`)."""
        return f"{self.language.code}/topics/{topic.name}.toml"


def look(pack: Pack, language: Language, today: date) -> Look:
    """Gather the input of the rules for one language of a pack: all its texts, with blanks filled.

    The blanks get the longest values that they can have.
    """
    now = datetime.combine(today, time(), UTC)
    blanks = longest.spoken(pack, language), longest.written(pack, language)
    said = (*_phrases(pack, language, now, *blanks), *_topics(pack, language, now, *blanks))
    return Look(pack, language, today, said)


def options(language: Language, menu: Menu) -> str:
    """The choices of a menu, as a text lists them: "1 bones, 2 other treatments"."""
    return ", ".join(
        f"{action.key} {(language.menus if action.kind == 'menu' else language.topics)[action.target].short}"
        for action in menu.actions
    )


def _phrases(pack: Pack, language: Language, now: datetime, spoken: Words, written: Words) -> Iterator[Said]:
    file = f"{language.code}/phrases.toml"
    for name, phrase in language.call.items():
        # a call names each of them here, so each is looked at
        named = language.topics.values() if "{topic}" in phrase else ()
        for own in [{"topic": topic.short} for topic in named] or [{}]:
            full = words.fill(phrase, pack, language, now, **spoken, **own)
            yield Said(file, f"call.{name}", phrase, full, "call")
    for name, phrase in language.text.items():
        for own in _own(name, pack, language):
            full = words.fill_text(phrase, pack, language, now, **{**written, **own})
            before = _draft(language) if name == "why" else ""
            lists = own.get("menu", "")
            whole = name not in PIECES
            yield Said(file, f"text.{name}", phrase, full, "text", whole=whole, before=before, menu=lists)
    for name, menu in language.menus.items():
        for key, phrase in (("title", menu.title), ("option", menu.option)):
            full = words.fill(phrase, pack, language, now, **spoken)
            yield Said(file, f"menus.{name}.{key}", phrase, full, "call", whole=False)
        full = words.fill_text(menu.short, pack, language, now, **written)
        yield Said(file, f"menus.{name}.short", menu.short, full, "text", whole=False)
    for key, phrase in language.keys.items():
        full = words.fill(phrase, pack, language, now, **spoken)
        yield Said(file, f"keys.{key}", phrase, full, "call", whole=False)


def _draft(language: Language) -> str:
    """The words before the reply to WHY if any topic is an unreviewed draft; "" otherwise."""
    return language.text["draft"] if any(topic.draft for topic in language.topics.values()) else ""


def _own(name: str, pack: Pack, language: Language) -> Iterator[dict[str, str]]:
    """The longest values for the blanks {title} and {options} of the phrase `name`, to measure its length.

    Each dictionary has the values for one use of the phrase. The phrase "list" is used for each menu but the
    main one, any other phrase once. If the phrase lists a menu, "menu" has the name of that menu.
    """
    if name == "list":
        for menu in pack.menus.values():
            if menu.name != MAIN and len(menu.actions) <= MOST_ACTIONS:  # else it is told of the menu itself
                title = language.menus[menu.name].title.rstrip(".")
                yield {"title": title, "options": options(language, menu), "menu": menu.name}
    else:
        title = max((topic.title.rstrip(".") for topic in language.topics.values()), key=len)
        lists = {"menu": MAIN} if name == "menu" else {}
        yield {"title": title, "options": options(language, pack.menus[MAIN])} | lists


def _topics(pack: Pack, language: Language, now: datetime, spoken: Words, written: Words) -> Iterator[Said]:
    for topic in language.topics.values():
        told = tuple(longest.checked_by(language, beside_draft=topic.draft))
        heard_checked, read_checked = max(told, key=seconds), max(told, key=length)
        file = f"{language.code}/topics/{topic.name}.toml"
        heard = {"title": topic.title, "option": topic.option, "safety": topic.safety}
        heard |= {f"spoken[{n}]": chunk for n, chunk in enumerate(topic.spoken, 1)}
        for key, phrase in heard.items():
            whole = key not in ("title", "option")
            own = {"reviewed": spoken["reviewed"], "closednow": spoken["closednow"]}
            full = words.fill(phrase, pack, language, now, checked=heard_checked, **own)
            yield Said(file, key, phrase, full, "call", topic.name, whole)
        for key, phrase in (("text", topic.text), ("more", topic.more), ("short", topic.short)):
            own = {"reviewed": written["reviewed"], "closednow": written["closednow"]}
            full = words.fill_text(phrase, pack, language, now, checked=read_checked, **own)
            before = language.text["draft"] if topic.draft and key != "short" else ""
            yield Said(file, key, phrase, full, "text", topic.name, key != "short", before)
