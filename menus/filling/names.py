"""The names in a pack's sentences: its charity, its document, a word to text, its last review."""

from datetime import date

from menus.clock import REVIEWED, SPOKEN, Style, day_names, put
from menus.model import ABOUT, HELPLINE, MAIN, SUPPORT, TOLD_LETTERS, Language, Pack, Topic

HOWTO = "howto"
# Topics that every line has, about itself: none of them stands for what the line is about.
OF_THE_LINE = frozenset({HELPLINE, ABOUT, HOWTO})
CENTURY = 100  # years


def of_the_field(language: Language) -> tuple[Topic, ...]:
    """The topics of a language that come from its document, without the topics about the line itself."""
    topics = language.topics.values()
    return tuple(one for one in topics if one.name not in OF_THE_LINE and one.keyword != SUPPORT)


def example(pack: Pack, language: Language, style: Style) -> str:
    """A topic's word to show as an example of what can be texted; in lower case if spoken.

    It is the pack's own `example` or, without one, the word of the first topic in the order of the menus.
    """
    word = language.named.get("example") or _first_word(pack, language)
    return word.lower() if style == SPOKEN else word.upper()


def reviewed(language: Language, style: Style) -> str:
    """The date of the oldest review of a language's topics, in words.

    If no topic is reviewed, the result is the pack's phrase `unreviewed`, or "" if the pack has none.
    """
    days = [topic.reviewed_on for topic in language.topics.values() if topic.reviewed_on and not topic.draft]
    return day_in_words(language, min(days), style) if days else language.named.get("unreviewed", "")


def day_in_words(language: Language, day: date, style: Style) -> str:
    """A date in words: "26 May 2026" in a text. When spoken, its year is two numbers, "20 26"."""
    century, year = divmod(day.year, CENTURY)
    return put(
        language.times[f"{style}{REVIEWED}"],
        date=str(day.day),
        month=day_names(language, style)[1][day.month - 1],
        century=str(century),
        year=f"{year:02}",
    )


def _first_word(pack: Pack, language: Language) -> str:
    """The word of the first topic from the document, in the order of the menus from the main menu.

    The result is "MENU" if no topic has a word that is short enough for texts to name.
    """
    field = {topic.name: topic.told for topic in of_the_field(language)}
    menus = sorted(pack.menus.values(), key=lambda menu: menu.name != MAIN)
    listed = (action.target for menu in menus for action in menu.actions if action.kind == "topic")
    words = [field[name] for name in (*listed, *field) if name in field]
    return next((word for word in words if len(word) <= TOLD_LETTERS), "MENU")
