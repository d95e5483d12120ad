"""Rules of `everyday` in safety.toml: each is needed, and takes no alarm away (R30, R48).

The phrases of `everyday` are sayings of the pack's subject that only sound like an alarm.
"""

from collections.abc import Iterator
from dataclasses import replace

from menus.matcher.alarms import is_everyday
from menus.matcher.answers import Seen, Urgent, Worried
from menus.matcher.matching import explain, match
from menus.messages.answered import TROUBLE
from menus.messages.written import Written, written
from menus.model import Fault, Language
from menus.phrasing.cut_out import cut_out
from menus.phrasing.examples import example, examples
from menus.phrasing.lexicon import Lexicon, lexicon
from menus.phrasing.phrases import Phrase, hits, possible_phrases
from menus.phrasing.reading import read
from menus.phrasing.tables import strings, table
from menus.rules.lists import unreadable
from menus.said import Look

KEY = "everyday"
NARROWER = (
    "make it narrower: name the thing of your field and the words that people say around it, or what may not "
    "come next (`!from/in`) (R30)"
)
ALARMED = (Seen("alarm", "", Worried("guard")),)


def everyday(look: Look) -> Iterator[Fault]:
    """Check `everyday` in safety.toml: sayings of the pack's subject that only sound like an alarm.

    A phrase that hides an alarm is an error; one that no row of messages.tsv needs is a warning. Nothing is
    found if the phrases of the language cannot be read.
    """
    language = look.language.whole or look.language
    safety = table(language.matching, "safety")
    phrases, file = strings(safety, KEY), f"{language.code}/safety.toml"
    if not phrases or next(unreadable(language), None):
        return
    without = replace(language, matching={**language.matching, "safety": {**safety, KEY: ()}})
    needed = {source for row in written(language.messages) for source in _needed(without, language, row)}
    for source in phrases:
        if hidden := next(_hidden(without, language, source), ""):
            says = f'"{source}" hides the alarm in "{hidden}"'
            yield Fault(file, KEY, says, NARROWER)
        elif source not in needed:
            # no error: a base that hears better must not keep a pack of before from being published
            says = f'no row of messages.tsv needs "{source}"'
            mend = "drop it, or add the message that it is for, and its answer (R48)"
            yield Fault(file, KEY, says, mend, "warning")


def _needed(without: Language, language: Language, row: Written) -> Iterator[str]:
    """The phrase of `everyday` that alone keeps a row of messages.tsv from a false alarm; or none.

    `without` is the language without the list `everyday`.
    """
    data = lexicon(language)
    met = {hit.phrase.source for hit in hits(data.everyday, read(data, row.text).texts)}
    calm = not row.right & TROUBLE and len(met) == 1
    if calm and _is_trouble(without, row.text) and not _is_trouble(language, row.text):
        yield from met


def _is_trouble(language: Language, text: str) -> bool:
    return isinstance(match(language, text), Urgent | Worried)


def _hidden(without: Language, language: Language, source: str) -> Iterator[str]:
    """Messages whose alarm the phrase `source` hides: an alarm's wordings, alone or beside `source`.

    `without` is the language without the list `everyday`.
    """
    data = lexicon(language)
    phrase = example(source, data.grammar)

    def heard(_: Language, rest: str) -> tuple[Seen, ...]:
        return explain(without, rest)

    for n, alarm in enumerate(data.alarms.phrases):
        wordings = tuple(examples(alarm.source, data.grammar))
        before = bool(n % 2)
        if not (alarm.source.startswith("^") if before else alarm.source.endswith("$")):
            wordings += (f"{phrase}. {wordings[0]}" if before else f"{wordings[0]}. {phrase}",)
        for said in wordings:
            if _may_hide(data, said, source, alarm) and is_everyday(language, said, ALARMED, heard):
                yield said


def _may_hide(data: Lexicon, said: str, source: str, alarm: Phrase) -> bool:
    """Whether the message `said` holds the phrase `source`, and the alarm is not in the words left beside it.

    It is a quick first test.
    """
    if not any(
        one.source == source
        for one in possible_phrases(data.everyday, frozenset(said.replace(".", "").split()))
    ):
        return False
    texts = read(data, said).texts
    met = any(hit.phrase.source == source for hit in hits(data.everyday, texts))
    return met and not any(map(alarm.pattern.search, cut_out(data.everyday, texts)))
