"""What is left of a message beside the phrases that machines use (R47)."""

from menus.lexicon import Lexicon
from menus.phrases import NO_PHRASES, without
from menus.reading import Heard
from menus.tables import plain, strings, table

LISTS = ("machines phrases", "automatic phrases")
PASSING, LONG = 1, 4
"""Up to so many telling words beside its phrases a message is wholly a machine's; from so many on a person's."""


def left(lexicon: Lexicon, heard: Heard) -> tuple[str, ...]:
    """The runs of words round the machine's phrases."""
    texts = heard.texts[:1]
    for name in LISTS:
        texts = without(lexicon.lists.get(name, NO_PHRASES), texts)
    return tuple(run for run in (run.strip() for run in texts[0].split("#")) if run)


def asks(lexicon: Lexicon, words: str, runs: tuple[str, ...]) -> bool:
    """Whether what is left is a question, by its mark or its first words."""
    firsts = tuple(f"{plain(first)} " for first in strings(table(lexicon.automatic), "questions"))
    return bool(runs) and ("?" in words or any(f"{run} ".startswith(firsts) for run in runs))


def telling(lexicon: Lexicon, runs: tuple[str, ...]) -> tuple[str, ...]:
    """The words left that say something; none where so few are a machine's own."""
    words = tuple(word for run in runs for word in run.split() if word not in lexicon.stop_words)
    return words if len(words) > PASSING else ()


def is_long(lexicon: Lexicon, runs: tuple[str, ...]) -> bool:
    """Whether somebody has more to say than a machine."""
    return len(telling(lexicon, runs)) >= LONG
