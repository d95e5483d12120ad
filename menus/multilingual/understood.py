"""Finds in which of a pack's languages the words of a message are meant."""

from collections.abc import Callable

from menus.matcher.answers import Careful, Command, Found, Match, Nothing, Seen, Unsure, Urgent, Worried
from menus.matcher.matching import explain
from menus.model import Language, Pack
from menus.multilingual.written_in import by_words, is_telling
from menus.phrasing.lexicon import lexicon
from menus.phrasing.normalise import plain_words

# Commands that only answer a text of ours, and those by which people are polite.
ANSWERS, MANNERS = ("YES", "NO"), ("THANKS",)


def hear(pack: Pack, own: Language, words: str, *, chosen: bool = False, talk_open: bool = False) -> Language:
    """The language in which `words` are best understood: `own`, unless they are surely in another.

    The rules are tried in this order:

    (a) A language in which the words raise an alarm (R30), are an exact keyword or command, mean STOP (R28),
        or ask for care with a medicine (R29). A keyword of another language does not count if it may be a
        word, a name or a slip of `own`.
    (b) The language in which the words are surely written, or else `own`, if they are understood in it.
    (c) Another language in which the rules understand them.
    (d) The language of (b).

    If `chosen` is true, the person has chosen `own`, and thanks in another language ("diolch") do not undo
    that. `talk_open` is true while the line waits for an answer.
    """
    if len(pack.languages) == 1:
        return own
    others = tuple(one for one in pack.languages.values() if one is not own)
    written, *more = by_words(own, others, words)
    order = (written, *(one for one in (own, *others) if one is not written))
    heard = {one: explain(one, words, talk_open)[-1] for one in order}
    for is_meant in IN_ANY:
        for language, seen in heard.items():
            if is_meant(language, words, seen) and (
                language is own
                or is_meant is not _to_the_letter
                or _turns(language, own, words, seen, chosen)
            ):
                return language
    if not isinstance(heard[written].answer, Nothing):
        return written
    more = [one for one in more if one.first is None or isinstance(heard[one].answer, Found)]
    understood = (one for is_meant in BY_RULES for one in more if is_meant(heard[one]))
    return next(understood, written)


def _turns(language: Language, own: Language, words: str, seen: Seen, chosen: bool) -> bool:
    """Whether words that are a keyword or command of `language` change the language of a talk held in `own`.

    `seen` is the matcher's answer to the words in `language`. `chosen` is true if the person chose `own`.
    """
    said = plain_words(words)
    if isinstance(seen.answer, Command) and seen.answer.name in (ANSWERS + MANNERS if chosen else ANSWERS):
        return len(said) > 1 and language.first is None
    return any(is_telling(word, language, own) for word in said)


def alarm_in_any(pack: Pack, own: Language, words: str) -> Language:
    """The language in which words raise an alarm; `own` if they raise one in it, or in no language."""
    every = (one for one in pack.languages.values() if one is not own)
    return next((one for one in (own, *every) if isinstance(_answer(one, words), Urgent)), own)


def _answer(language: Language, words: str) -> Match | None:
    return explain(language, words)[-1].answer


def _alarms(_: Language, __: str, seen: Seen) -> bool:
    return isinstance(seen.answer, Urgent)


def _to_the_letter(language: Language, words: str, seen: Seen) -> bool:
    """Whether the words are a keyword or a command just as the language has it, without a slip mended."""
    known, word = lexicon(language), "".join(plain_words(words))
    return bool(word) and (word in known.commands or word in known.whole) and not _learnt(seen)


def _stops(_: Language, __: str, seen: Seen) -> bool:
    return seen.answer == Command("STOP")


def _cares(_: Language, __: str, seen: Seen) -> bool:
    return isinstance(seen.answer, Careful | Worried) and not _learnt(seen)


def _finds(seen: Seen) -> bool:
    return isinstance(seen.answer, Found | Command) and not _learnt(seen)


def _asks(seen: Seen) -> bool:
    return isinstance(seen.answer, Unsure) and not _learnt(seen)


def _learnt(seen: Seen) -> bool:
    """Whether learnt weights gave the answer, and not rules.

    The weights of one language know nothing of another language's words.
    """
    return seen.layer in ("ear", "topic ear", "word ear")


IN_ANY: tuple[Callable[[Language, str, Seen], bool], ...] = (_alarms, _to_the_letter, _stops, _cares)
BY_RULES: tuple[Callable[[Seen], bool], ...] = (_finds, _asks)
