"""Rules of `everyday` in safety.toml: each is needed, and takes no alarm away (R30, R48)."""

from collections.abc import Iterator
from dataclasses import replace

from menus.matcher.answers import Urgent, Worried
from menus.matcher.matching import match
from menus.messages.answered import TROUBLE
from menus.messages.written import Written, written
from menus.model import Fault, Language
from menus.phrasing.examples import examples
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrase_lists import alarm_phrases
from menus.phrasing.phrases import hits
from menus.phrasing.reading import read
from menus.phrasing.tables import strings, table
from menus.rules.lists import unreadable
from menus.said import Look

KEY = "everyday"


def everyday(look: Look) -> Iterator[Fault]:
    """Find each phrase of the field that no row needs, and each that hides an alarm of the line."""
    language = look.language.whole or look.language
    safety = table(language.matching, "safety")
    phrases, file = strings(safety, KEY), f"{language.code}/safety.toml"
    if not phrases or next(unreadable(language), None):
        return
    without = replace(language, matching={**language.matching, "safety": {**safety, KEY: ()}})
    needed = {source for row in written(language.messages) for source in _needed(without, language, row)}
    for source in phrases:
        if hidden := next(_hidden(language, source), ""):
            says = f'"{source}" hides the alarm in "{hidden}"'
            yield Fault(file, KEY, says, "make it narrower: name the thing of your field in it (R30)")
        elif source not in needed:
            says = f'no row of messages.tsv needs "{source}"'
            yield Fault(file, KEY, says, "drop it, or add the message that it is for, and its answer (R48)")


def _needed(without: Language, language: Language, row: Written) -> Iterator[str]:
    """The phrase that keeps a row from a false alarm, where it is the only one in it."""
    data = lexicon(language)
    met = {hit.phrase.source for hit in hits(data.everyday, read(data, row.text).texts)}
    calm = not row.right & TROUBLE and len(met) == 1
    if calm and _is_trouble(without, row.text) and not _is_trouble(language, row.text):
        yield from met


def _is_trouble(language: Language, text: str) -> bool:
    return isinstance(match(language, text), Urgent | Worried)


def _hidden(language: Language, source: str) -> Iterator[str]:
    """Messages with an alarm that the phrases hide: each wording, and one beside `source`."""
    data = lexicon(language)
    phrase = next(examples(source, data.grammar))
    for n, (alarm, _) in enumerate(alarm_phrases(table(language.matching, "safety"))):
        wordings = tuple(examples(alarm, data.grammar))
        before = bool(n % 2)
        if not (alarm.startswith("^") if before else alarm.endswith("$")):
            wordings += (f"{phrase}. {wordings[0]}" if before else f"{wordings[0]}. {phrase}",)
        for said in wordings:
            if hits(data.everyday, read(data, said).texts) and not _is_trouble(language, said):
                yield said
