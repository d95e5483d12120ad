"""Makes finished sentences from a pack: fills blanks such as the next opening of the helpline."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache, partial
from zoneinfo import ZoneInfo

from menus.blanks import BLANK, RECORDED, Unfilled, whole
from menus.clock import SPOKEN, TEXTED, Style, clock, day_names, put
from menus.filling.cost import with_cost
from menus.filling.names import example, reviewed
from menus.filling.week import holidays_in_words, week_in_words
from menus.hours import is_open, next_opening, opens_as_usual
from menus.model import Hours, Language, Pack, Topic
from menus.numbers import number_spoken, number_text
from menus.reviews import checked

__all__ = [
    "due", "due_text", "fill", "fill_text", "hours_spoken", "hours_text", "moment", "number_spoken",
    "number_text", "opening", "opening_text", "press", "rung_twice", "text_of",
]  # fmt: skip

WEEK = 7  # days: from here on a weekday alone could be taken for today's


def press(language: Language, key: str) -> str:
    """The words that ask for a key, such as "press zero"."""
    return language.keys[key]


def fill(phrase: str, pack: Pack, language: Language, now: datetime, **own: str) -> str:
    """Give a spoken sentence of the pack with its blanks filled.

    The blanks that any sentence may have are filled, and those given in `own`. Any other blank stays, and
    `menus.blanks.whole` then refuses to let the sentence be spoken. `now` is aware. For texts, see
    `fill_text`.
    """
    return _filled(phrase, pack, language, now, SPOKEN, own)


def fill_text(phrase: str, pack: Pack, language: Language, now: datetime, **own: str) -> str:
    """Give a texted sentence of the pack with its blanks filled; numbers are in figures.

    The blanks that any sentence may have are filled, and those given in `own`; any other stays. `now` is
    aware.
    """
    return _filled(phrase, pack, language, now, TEXTED, own)


def text_of(topic: Topic, part: int, pack: Pack, language: Language, now: datetime) -> str:
    """Give the first or second text of a topic (`part` 1 or 2); a draft's text begins by saying so (R22).

    For `part` 2 the topic must have a second text. Raises `Unfilled` if a blank is left (R50).
    """
    language = language.of(f"topics.{topic.name}")
    draft = language.text["draft"] if topic.draft else ""
    return whole(draft + fill_text(topic.text if part == 1 else topic.more, pack, language, now))


def rung_twice(pack: Pack, now: datetime, code: str = "") -> str:
    """The text to a person whom staff rang twice in vain, in the language in which they asked.

    `code` is that language. If the pack has no such language, the text is in its first. Gives "" if a blank
    would be left (R50).
    """
    language = pack.languages.get(code) or next(iter(pack.languages.values()))
    language = language.of("text.callback_rung_twice")
    try:
        return whole(fill_text(language.text["callback_rung_twice"], pack, language, now))
    except Unfilled:
        return ""


def opening(language: Language, hours: Hours, now: datetime) -> str:
    """The next opening after `now` (aware), as spoken: "tomorrow, Tuesday, at 9 in the morning".

    If none is known, it is the language's phrase for that (`never`).
    """
    return _opening(language, hours, now, SPOKEN)


def opening_text(language: Language, hours: Hours, now: datetime) -> str:
    """The next opening after `now` (aware), as written: "9am tomorrow", "9am on Tue 26 May".

    If none is known, it is the language's phrase for that (`text_never`).
    """
    return _opening(language, hours, now, TEXTED)


def due(language: Language, hours: Hours, now: datetime, at: datetime) -> str:
    """The time by which a call-back is promised (`at`), as spoken: "8 in the evening on Tuesday".

    Both `now` and `at` are aware.
    """
    return _due(language, hours, now, at, SPOKEN)


def due_text(language: Language, hours: Hours, now: datetime, at: datetime) -> str:
    """The time by which a call-back is promised (`at`), as written: "8pm on Tue 26 May".

    Both `now` and `at` are aware.
    """
    return _due(language, hours, now, at, TEXTED)


def hours_spoken(language: Language, hours: Hours) -> str:
    """The helpline's weekly hours, as spoken: "Monday to Friday, 9 in the morning to 8 in the evening"."""
    return week_in_words(language, hours, SPOKEN)


def hours_text(language: Language, hours: Hours) -> str:
    """The helpline's weekly hours, as written: "Monday to Friday, 9am to 8pm"."""
    return week_in_words(language, hours, TEXTED)


def _filled(
    phrase: str, pack: Pack, language: Language, now: datetime, style: Style, own: Mapping[str, str]
) -> str:
    """The sentence `phrase` with its blanks filled: from `own`, or else with words made from the pack.

    The table `FILLED` has a function for each blank that the pack can fill. Only those for the blanks of
    `phrase` are called, because some are slow. A blank in neither `own` nor `FILLED` stays. If the words for
    a blank are "", the blank is removed with a space beside it.
    """
    if "{" not in phrase:
        return phrase
    phrase = with_cost(phrase, language, pack.hours)
    wanted = [(name, FILLED[name]) for name in _blanks_of(phrase) if name in FILLED and name not in own]
    found = {**{name: words_for(pack, language, now, style) for name, words_for in wanted}, **own}
    # a sentence that this nation lacks leaves no gap behind
    for name in (name for name, words in found.items() if not words):
        phrase = phrase.replace(f"{{{name}}} ", "").replace(f" {{{name}}}", "")
    return put(phrase, **found)


@lru_cache(maxsize=1024)
def _blanks_of(phrase: str) -> tuple[str, ...]:
    """The names of the blanks of a sentence, each once."""
    return tuple(dict.fromkeys(BLANK.findall(phrase)))


def _number(language: Language, number: str, style: Style) -> str:
    return number_text(number) if style else number_spoken(language, number)


def _recorded(pack: Pack, language: Language, _: datetime, __: Style, *, name: str) -> str:
    """The sentence that a call is recorded (R36); "" where the helpline records none."""
    return language.recorded[name] if pack.hours.recorded else ""


def _afraid(pack: Pack, language: Language, now: datetime, style: Style) -> str:
    """The sentence that names the helpline for people afraid of someone; "" if the nation has none (R30)."""
    phrases = language.text if style else language.call
    return _filled(phrases["afraid"], pack, language, now, style, {}) if pack.hours.refuge else ""


def _closed_now(pack: Pack, language: Language, now: datetime, style: Style) -> str:
    """While the helpline is closed, the sentence that says until when.

    While the helpline is open, the sentence that says when it opens next, if its weekly hours would say
    otherwise: later or earlier. Gives "" if they would not.
    """
    told = "closed_now"
    if is_open(pack.hours, now):
        if opens_as_usual(pack.hours, now):
            return ""
        told = "closed_ahead"
    return put(language.call[told], opening=_opening(language, pack.hours, now, style))


def _opening(language: Language, hours: Hours, now: datetime, style: Style) -> str:
    opens = next_opening(hours, now)
    if opens is None:
        return language.times[f"{style}never"]
    ahead = _days_ahead(hours, now, opens)
    name = "today" if ahead == 0 else "tomorrow" if ahead == 1 else "week" if ahead < WEEK else "later"
    return moment(language, opens, name, style)


def _due(language: Language, hours: Hours, now: datetime, at: datetime, style: Style) -> str:
    local = at.astimezone(ZoneInfo(hours.zone))
    return moment(language, local, "due" if _days_ahead(hours, now, local) < WEEK else "due_later", style)


def _days_ahead(hours: Hours, now: datetime, at: datetime) -> int:
    return (at.date() - now.astimezone(ZoneInfo(hours.zone)).date()) // timedelta(days=1)


def moment(language: Language, at: datetime, name: str, style: Style) -> str:
    """A day and time in words, by the template `name` of phrases.toml, such as "later".

    `at` is in the helpline's zone; `style` says whether the words are spoken (`SPOKEN`) or texted (`TEXTED`).
    """
    days, months = day_names(language, style)
    return put(
        language.times[f"{style}{name}"],
        time=clock(language, at.time(), style),
        day=days[at.weekday()],
        date=str(at.day),
        month=months[at.month - 1],
    )


# What fills each blank that any sentence may have, from pack, language, moment and style.
FILLED: Mapping[str, Callable[[Pack, Language, datetime, Style], str]] = {
    "service": lambda pack, *_: pack.service,
    "number": lambda pack, language, _, style: _number(language, pack.hours.numbers[0].number, style),
    "hours": lambda pack, language, _, style: week_in_words(language, pack.hours, style),
    "holidays": lambda pack, language, _, style: holidays_in_words(language, pack.hours, style),
    "closednow": _closed_now,
    "opening": lambda pack, language, now, style: _opening(language, pack.hours, now, style),
    "checked": lambda _, language, *__: checked(language),
    "charity": lambda _, language, *__: language.named["charity"],
    "document": lambda _, language, *__: language.named["document"],
    "answerer": lambda _, language, *__: language.named["answerer"],
    **{name: partial(_recorded, name=name) for name in RECORDED},
    "example": lambda pack, language, _, style: example(pack, language, style),
    "reviewed": lambda _, language, __, style: reviewed(language, style),
    "refuge": lambda pack, language, _, style: _number(language, pack.hours.refuge, style),
    "afraid": lambda pack, language, now, style: _afraid(pack, language, now, style),
}
