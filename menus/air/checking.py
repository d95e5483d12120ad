"""Checks the words of a notice as phrases of the pack, by the rules of `flask check`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from menus.air.advice import advice
from menus.air.changes import Wording
from menus.air.instructions import acts, instructions
from menus.air.saying import with_notice
from menus.model import Fault, Language, Pack
from menus.multilingual.in_english import by_code
from menus.parts import spelt_plain
from menus.rules import texted
from menus.rules.faults import OF_WORDS
from menus.said import Look, Said, look
from menus.seconds import seconds

# A caller waits for the first choice so much longer than by R1.
LONGEST = 15.0
NOTICE = "notice"
SPOKEN, TEXTED, WITH_MENU = "call.notice", "text.menu.notice", "text.notice"
RULE = re.compile(r" \(R\d+\)")


def completed(pack: Pack, typed: Mapping[str, Wording]) -> dict[str, Wording]:
    """The words in which a notice is said and texted, by language code, made from the words `typed` by staff.

    `typed` has an entry for every language. If staff typed no words to text, the words to speak are texted.
    They then lose the accents that GSM-7 lacks, unless the pack lets this language's texts have such
    accents. A further language (any but the pack's first) is left out if staff typed nothing for it. People
    who use it get the notice in the pack's first language.
    """
    words = {}
    for code, language in pack.languages.items():
        own = typed[code]
        text = own.texted or (own.spoken if language.parts else spelt_plain(own.spoken))
        if text or language.first is None:
            words[code] = Wording(own.spoken, text)
    return words


def wrong_with(pack: Pack, typed: Mapping[str, Wording], today: date, line: str = "") -> tuple[str, ...]:
    """The faults in a notice, each as a sentence for staff; an empty tuple if there are none.

    Each sentence names the box of the desk's form, and the language, in which the fault is. `typed` has the
    words that staff typed, by language code. The words of a further language (any but the pack's first) may
    be empty. `today` is the day for rules that depend on the date. `line` is the line's own phone number
    (E.164, "" if unknown). A notice may name this number.
    """
    words, told = completed(pack, typed), []
    for code, language in pack.languages.items():
        own = words.get(code, Wording("", ""))
        found = tuple(_faults(look(pack, language, today), own, _first_of(words).texted, line))
        same = {fault.says for fault in found if fault.key == SPOKEN} if not typed[code].texted else set()
        told += [
            f"{_where(pack, language, typed[code], fault.key)}: {_in_words(fault)}"
            for fault in found
            if fault.key == SPOKEN or fault.says not in same
        ]
    return tuple(dict.fromkeys(told))


def _first_of(words: Mapping[str, Wording]) -> Wording:
    return next(iter(words.values()))


def _faults(whole: Look, own: Wording, lent: str, line: str) -> Iterator[Fault]:
    """The faults in a notice's `own` words in one language.

    `whole` is all that the pack says in this language. If `own` has no words to text, `lent` is texted: the
    text in the pack's first language. `line` is the phone number of the line (E.164), or "".
    """
    spoken = Said(NOTICE, SPOKEN, own.spoken, own.spoken, "call")
    text = Said(NOTICE, TEXTED, own.texted, own.texted, "text")
    needed = whole.language.first is None
    in_words = replace(whole, said=tuple(one for one in (spoken, text) if one.full or needed))
    yield from (fault for rule in OF_WORDS for fault in rule(in_words) if fault.file == NOTICE)
    yield from _lasts(spoken)
    yield from _ends(in_words)
    for said in in_words.said:
        yield from instructions(whole.pack, said.full, said.key, said.file, line)
        yield from acts(whole.language, said.full, said.key, said.file)
        yield from advice(whole.language, said.full, said.key, said.file)
    yield from texted.lengths(replace(whole, said=(_as_sent(whole, own.texted or lent),)))


def _as_sent(whole: Look, words: str) -> Said:
    """The text of the main menu with the notice in it, its blanks filled with the longest words."""
    found = next(said.full for said in whole.said if said.key == "text.menu")
    text = with_notice(whole.pack.service, found, words)
    return Said(NOTICE, WITH_MENU, text, text, "text")


def _lasts(said: Said) -> Iterator[Fault]:
    if (took := seconds(said.full)) > LONGEST:
        yield Fault(NOTICE, said.key, f"lasts {took:.0f} seconds, {took - LONGEST:.1f} over", "cut")


def _ends(in_words: Look) -> Iterator[Fault]:
    """Check that the words of a notice end as a sentence, because other words follow them."""
    for said in in_words.said:
        if said.full.strip() and said.full.rstrip()[-1] not in ".!?":
            yield Fault(NOTICE, said.key, "does not end with a full stop", "add one")


def _where(pack: Pack, language: Language, typed: Wording, key: str) -> str:
    """The label of the form's box whose words have a fault; `key` says how people get these words.

    Texters may read the words in the box for callers, or may read them before the menu. If the fault is in
    words used so, the result says so.
    """
    called = by_code(pack).get(language.code, "")
    box, menu = (f", in {called}", f"the {called} menu") if called else ("", "the menu")
    if key == SPOKEN:
        return f"Callers hear{box}"
    if key == WITH_MENU:
        lent = not (typed.spoken or typed.texted)
        words = next(iter(by_code(pack).values()), "") if lent else called
        return f"Texters read{f', in {words}' if words else ''}, with {menu} behind it"
    return f"Texters read{box}" if typed.texted else f"Callers hear{box}, and texters read the same"


def _in_words(fault: Fault) -> str:
    """The fault in words for staff, who see no files and need no rule numbers."""
    mend = "use another word" if "pronunciation" in fault.says else RULE.sub("", fault.mend)
    return f"{fault.says}. {mend[:1].upper()}{mend[1:]}."
