"""Rules on what a call is said to cost: every cost is told, and only a free helpline is called free (R46)."""

import re
from collections.abc import Iterator

from menus.blanks import COST
from menus.clock import put
from menus.filling.cost import PLAIN, by_number, cost_of
from menus.filling.names import HOWTO
from menus.loading.opening import FILE
from menus.model import ABOUT, HELPLINE, Fault
from menus.parts import is_gsm7, length
from menus.phrasing.tables import strings
from menus.rules.fixed import says, signs
from menus.rules.helpline import DEAR
from menus.said import Look, Said
from menus.sentences import sentences

# Every text of the base that tells the cost has room for so much.
MOST_LETTERS = 22
TELLING = ("{direct}", "{directly}", "{ringing}")
# A number of somebody else, such as "116 123" or "8 5 2, 5 8"; one digit alone is a key.
OTHER_NUMBER = re.compile(r"\d[ ,]*\d[ ,]*\d|\{refuge\}")


def costs(look: Look) -> Iterator[Fault]:
    """Check that people are told the cost of using this line, and of a call to the helpline (R46).

    The topics HELPLINE, ABOUT and HOWTO must say both, and so must the reply to HELP.
    """
    told = {
        (look.file(topic), key): words
        for name in (HELPLINE, ABOUT, HOWTO)
        if (topic := look.language.topics.get(name))
        for key, words in (("spoken", " ".join(topic.spoken)), ("text", f"{topic.text} {topic.more}"))
    }
    told[look.phrases, "text.help"] = look.language.text["help"]
    for (file, key), words in told.items():
        if not says(look, "cost", words):
            yield Fault(file, key, "does not say what this line costs", "add it (R46)")
        if not any(blank in words for blank in TELLING):
            yield from _untold(look, file, key, words)


def _untold(look: Look, file: str, key: str, words: str) -> Iterator[Fault]:
    """The fault of words that should tell what the helpline costs, but have no blank for the cost.

    If the helpline is free, it is an error, unless the words say so. Otherwise it is always a warning: the
    words may tell the cost without a blank.
    """
    mend = f"add it: {TELLING[2]} where it is spoken, {TELLING[1]} in a text (R46)"
    if cost_of(look.pack.hours) != "free":
        yield Fault(file, key, "may not say what the helpline costs", mend, "warning")
    elif not says(look, "free", words):
        yield Fault(file, key, "does not say that the helpline is free", mend)


def not_free(look: Look) -> Iterator[Fault]:
    """Check that no sentence says "free" of a helpline that is not."""
    kind = cost_of(look.pack.hours)
    if kind == "free":
        return
    for said in look.said:
        if piece := _calls_it_free(look, said):
            number = look.pack.hours.numbers[0].number
            what = f'says "free" of {number}, which is not: "{piece[:60]}"'
            mend = "take it out, or write a blank: {ringing} spoken, {directly} or {direct} in a text"
            yield Fault(said.file, said.key, what, f"{mend} (R46)", about=piece)


def _calls_it_free(look: Look, said: Said) -> str:
    """The first sentence that says "free" of the helpline, and not of another number; "" if none does."""
    rung = look.language.checks.get("rung", ())
    pieces = sentences(put(said.written, **dict.fromkeys(COST, "")))
    of_helpline = (piece for piece in pieces if any(words in piece.lower() for words in rung))
    return next((one for one in of_helpline if _has_free(look, one) and not OTHER_NUMBER.search(one)), "")


def _has_free(look: Look, words: str) -> bool:
    """Whether these words have one of the base's words for "free", as a whole word: not "freezing"."""
    base, _ = look.pack.files.get(f"{look.language.code}/checks.toml", ({}, {}))
    listed = strings(base, "free") or signs(look, "free")
    return re.search(rf"\b({'|'.join(listed)})\b", words, re.IGNORECASE) is not None


def cost(look: Look) -> Iterator[Fault]:
    """Check that `cost` of hours.toml agrees with the helpline's number, and is short and plain enough."""
    hours = look.pack.hours
    number, told = hours.numbers[0].number, by_number(hours.numbers[0].number)
    if "free" in (told, hours.cost) and cost_of(hours) != told:
        what = "is free" if told == "free" else "is not free: 0800 and 0808 are"
        yield Fault(
            FILE, "cost", f'says "{hours.cost}", but {number} {what}', "take it out, or mend it (R46)"
        )
    elif hours.cost in PLAIN:
        if hours.cost != told:
            mend = "name what it costs in a few words, or take it out (R46)"
            yield Fault(FILE, "cost", f'says "{hours.cost}", but {number} is no landline number', mend)
    elif not hours.cost and told == "unknown" and not number.startswith(DEAR):
        what = f"does not say what a call to {number} costs, which its number does not tell"
        yield Fault(FILE, "cost", what, "write it in a few words: it is said wherever the cost is", "warning")
    yield from _named(look, hours.cost)


def _named(look: Look, words: str) -> Iterator[Fault]:
    if (over := length(words) - MOST_LETTERS) > 0:
        yield Fault(FILE, "cost", f"{length(words)} characters, {over} over", "shorten it (R24)")
    if not is_gsm7(words) or set("{}") & set(words):
        yield Fault(FILE, "cost", "holds a sign that a plain text cannot hold", "type plain letters (R24)")
    elif words not in PLAIN and _has_free(look, words):
        yield Fault(FILE, "cost", 'says "free" in other words', 'write "free" alone, or the price (R46)')


def refuge(look: Look) -> Iterator[Fault]:
    """Check that the helpline for people afraid of someone at home is free; callers are told that it is."""
    number = look.pack.hours.refuge
    if number and by_number(number) != "free":
        what = f"{number} is not free, and callers are told that it is"
        yield Fault(FILE, f"refuge.{look.pack.hours.nation}", what, "name one that is: 0800 or 0808 (R30)")
