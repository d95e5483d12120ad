"""Checks the words of a notice as a phrase of the pack, by the rules of `flask check`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from menus.air.changes import Wording
from menus.air.instructions import instructions
from menus.air.saying import with_notice
from menus.model import Fault, Language, Pack
from menus.rules import texted
from menus.rules.faults import OF_WORDS
from menus.said import Look, Said, look
from menus.seconds import seconds

# A caller waits for the first choice so much longer than by R1.
LONGEST = 15.0
NOTICE = "notice"
SPOKEN, TEXTED, WITH_MENU = "call.notice", "text.menu.notice", "text.notice"
RULE = re.compile(r" \(R\d+\)")
WHERE = {SPOKEN: "Callers hear", TEXTED: "Texters read", WITH_MENU: "Texters read, with the menu behind it"}


def wrong_with(
    pack: Pack, language: Language, words: Wording, today: date, line: str = ""
) -> tuple[str, ...]:
    """The faults in the words of a notice in one language, each as a sentence for staff.

    `line` is the phone number of the line (E.164), which a notice may name.
    """
    whole = look(pack, language, today)
    spoken_part = Said(NOTICE, SPOKEN, words.spoken, words.spoken, "call")
    texted_part = Said(NOTICE, TEXTED, words.texted, words.texted, "text")
    in_words = replace(whole, said=(spoken_part, texted_part))
    found = (
        *(fault for rule in OF_WORDS for fault in rule(in_words) if fault.file == NOTICE),
        *_lasts(spoken_part),
        *_ends(in_words),
        *(
            fault
            for said in in_words.said
            for fault in instructions(pack, said.full, said.key, said.file, line)
        ),
        *texted.lengths(replace(whole, said=(_as_sent(whole, words),))),
    )
    return tuple(dict.fromkeys(map(_in_words, found)))


def _as_sent(whole: Look, words: Wording) -> Said:
    """The text of the main menu with the notice in it, its blanks filled with the longest words."""
    found = next(said.full for said in whole.said if said.key == "text.menu")
    text = with_notice(whole.pack.service, found, words.texted)
    return Said(NOTICE, WITH_MENU, text, text, "text")


def _lasts(said: Said) -> Iterator[Fault]:
    if (took := seconds(said.full)) > LONGEST:
        yield Fault(NOTICE, said.key, f"lasts {took:.0f} seconds, {took - LONGEST:.1f} over", "cut")


def _ends(in_words: Look) -> Iterator[Fault]:
    """Check that the words of a notice end as a sentence, since other words follow them."""
    for said in in_words.said:
        if said.full.strip() and said.full.rstrip()[-1] not in ".!?":
            yield Fault(NOTICE, said.key, "does not end with a full stop", "add one")


def _in_words(fault: Fault) -> str:
    """The fault in words for staff, who see no files and need no rule numbers."""
    mend = "use another word" if "pronunciation" in fault.says else RULE.sub("", fault.mend)
    return f"{WHERE[fault.key]}: {fault.says}. {mend[:1].upper()}{mend[1:]}."
