"""Rules of `everyday` in safety.toml: each is needed, and takes no alarm away (R30, R48).

The phrases of `everyday` are sayings of the pack's subject that only sound like an alarm.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from menus.matcher.alarms import is_everyday, is_saying
from menus.matcher.answers import Seen, Urgent, Worried
from menus.matcher.matching import explain, match
from menus.messages.answered import TROUBLE
from menus.messages.written import Written, written
from menus.model import Fault, Language
from menus.phrasing.cut_out import cut_out
from menus.phrasing.examples import example, examples, spoken
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrases import GAPS, Index, Phrase, hits, index, possible_phrases
from menus.phrasing.reading import read
from menus.phrasing.tables import strings, table
from menus.rules.lists import unreadable
from menus.said import Look

# An alarm, a text in which it is hidden, and whether that text is one of the alarm's own wordings.
Hidden = tuple[Phrase, str, bool]

KEY = "everyday"
NARROWER = (
    "make it narrower: name the thing of your field and the words that people say around it, or what may not "
    "come next (`!from/in`) (R30)"
)
NO_GAPS = (
    "its gap (`..`) reaches over the alarm's words: write in its place the words that people say there, like "
    "`fingers go/goes/turn white/blue`, or `x?` for one that may be missing (R30)"
)
ITS_WORDS = (
    "a word of it that may be missing (`x?`), or a choice of words, takes words of that alarm away: write "
    "what people say word by word, without that word (R30)"
)
NEVER = (
    "no saying takes this alarm away (breathing, speech or face, collapse, dying, overdose, self-harm): drop "
    "it, and write the alarm as the answer in messages.tsv (R48)"
)
SHOWN = 3  # alarms that one fault names
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
        if hidden := tuple(islice(_hidden(without, language, source), SHOWN)):
            yield Fault(file, KEY, *_of_hidden(language, source, hidden))
        elif source not in needed:
            if alarm := next(_never_hidden(without, language, source), ""):
                yield Fault(file, KEY, f'"{source}" never hides the alarm "{alarm}"', NEVER, "warning")
                continue
            # no error: a base that hears better must not keep a pack of before from being published
            says = f'no row of messages.tsv needs "{source}"'
            mend = "drop it, or add the message that it is for, and its answer (R48)"
            yield Fault(file, KEY, says, mend, "warning")


def idioms(look: Look) -> Iterator[Fault]:
    """Check that no saying of `idioms` in safety.toml has a gap, in which any words may stand (R48).

    An idiom hides every alarm within it, and a gap could hold "help he has collapsed".
    """
    language = look.language.whole or look.language
    for source in strings(table(language.matching, "safety"), "idioms"):
        if "." in source or "&" in source:
            says = f'"{source}" has a gap, in which an alarm would be hidden'
            yield Fault(f"{language.code}/safety.toml", "idioms", says, "write each of its words (R48)")


def _needed(without: Language, language: Language, row: Written) -> Iterator[str]:
    """The phrase of `everyday` that keeps a message from a false alarm, if there is just one in the message.

    `row` is the message with its right answers. `without` is the language without the list `everyday`.
    """
    data = lexicon(language)
    met = {hit.phrase.source for hit in hits(data.everyday, read(data, row.text).texts)}
    calm = not row.right & TROUBLE and len(met) == 1
    if calm and _is_trouble(without, row.text) and not _is_trouble(language, row.text):
        yield from met


def _is_trouble(language: Language, text: str) -> bool:
    return isinstance(match(language, text), Urgent | Worried)


def _of_hidden(language: Language, source: str, hidden: tuple[Hidden, ...]) -> tuple[str, str]:
    """What is wrong with the phrase `source`, which hides these alarms, and how to mend it."""
    grammar = lexicon(language).grammar
    told = " or ".join(f'"{spoken(alarm.source, grammar).strip()}"' for alarm, _, _ in hidden)
    itself = next((said for _, said, own in hidden if own), "")
    if itself:
        return f'"{source}" hides the alarm {told}, as in "{itself}"', NARROWER
    if any(gap in source.split() for gap in GAPS):
        # a sentence put together of both is what nobody would write
        return f'"{source}" hides the alarm {told}, in a text that says both', NO_GAPS
    both, left = hidden[0][1], _left(language, source, hidden[0][1])
    return f'"{source}" hides the alarm {told}: of "{both}" it leaves "{left}"', ITS_WORDS


def _left(language: Language, source: str, said: str) -> str:
    """What is left of the text `said` without the phrase `source` of `everyday`."""
    data = lexicon(language)
    alone = index(one for one in data.everyday.phrases if one.source == source)
    return " ".join(cut_out(alone, read(data, said).texts)[0].replace("#", "…").split())


def _never_hidden(without: Language, language: Language, source: str) -> Iterator[str]:
    """Each alarm that the phrase `source` of `everyday` fails to hide, because no saying may hide that alarm.

    The messages of messages.tsv are tried that hold `source`, and are no emergency, but raise an alarm in
    `without`. That is the language without the list `everyday`.
    """
    data = lexicon(language)
    for row in written(language.messages):
        if row.right & TROUBLE or not isinstance(match(without, row.text), Urgent | Worried):
            continue
        reading = read(data, row.text)
        texts = (*reading.texts, *reading.uncut)
        if any(met.phrase.source == source for met in hits(data.everyday, texts)):
            stays = (met for met in hits(data.alarms, texts) if not is_saying(met))
            yield from (spoken(met.phrase.source, data.grammar) for met in stays)


def _hidden(without: Language, language: Language, source: str) -> Iterator[Hidden]:
    """The alarms that the phrase `source` of `everyday` hides, each with a text in which it does.

    The text is a wording of the alarm, or a wording beside the phrase. The third value tells whether it is a
    wording alone. `without` is the language without the list `everyday`. An alarm that is not heard in it
    either does not count as hidden.
    """
    data = lexicon(language)
    phrase = example(source, data.grammar)
    alone = index(one for one in data.everyday.phrases if one.source == source)

    def heard(_: Language, rest: str) -> tuple[Seen, ...]:
        return explain(without, rest)

    for alarm in data.alarms.phrases:
        wordings = tuple(examples(alarm.source, data.grammar))
        both = tuple(chain(*(_both(alarm.source, wordings, phrase, before) for before in (True, False))))
        for said in (*wordings, *both):
            hides = _may_hide(language, alone, said, alarm) and _is_trouble(without, said)
            if hides and is_everyday(language, said, ALARMED, heard, alone):
                yield alarm, said, said not in both
                break


def _both(alarm: str, wordings: tuple[str, ...], phrase: str, before: bool) -> Iterator[str]:
    """Texts that join a wording of an alarm and a phrase, to find out whether the phrase hides the alarm.

    With `before`, the phrase stands before the first wording, otherwise behind it. A wording that has the
    first or last word of the phrase is tried as well: the phrase could be found across it.
    """
    first, last = phrase.split()[0], phrase.split()[-1]
    for n, said in enumerate(wordings):
        if not alarm.startswith("^") and ((before and not n) or last in said.split()):
            yield f"{phrase}. {said}"
        if not alarm.endswith("$") and ((not before and not n) or first in said.split()):
            yield f"{said}. {phrase}"


def _may_hide(language: Language, alone: Index, said: str, alarm: Phrase) -> bool:
    """Whether the message `said` holds the one phrase in `alone`, and holds no `alarm` once that is cut out.

    It is a quick test, before the matcher is asked.
    """
    if not any(possible_phrases(alone, frozenset(said.replace(".", "").split()))):
        return False
    texts = read(lexicon(language), said).texts
    left = cut_out(alone, texts)
    return left != texts and not any(map(alarm.pattern.search, left))
