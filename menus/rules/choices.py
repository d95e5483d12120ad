"""Rules for a call's choices outside its menus: how long they last, how their words end (R4, R8)."""

from collections.abc import Iterator

from menus.model import Fault
from menus.rules.menu import LONGEST_MENU, option_seconds
from menus.said import Look
from menus.seconds import OPTION_GAP, quiet, seconds


def choices(look: Look) -> Iterator[Fault]:
    """Check that each question with choices on a call lasts at most 22 s, the choices included (R8)."""
    heard = {said.key.removeprefix("call."): said.full for said in look.said if said.key.startswith("call.")}
    for first, listed in look.pack.phrase_names.choices.items():
        known = tuple((heard[name], key) for name, key in listed.items() if name in heard)
        took = seconds(heard.get(first, "")) + quiet(OPTION_GAP) + option_seconds(look, known)
        if took > LONGEST_MENU:
            says = f"lasts {took:.1f} s with its choices, {took - LONGEST_MENU:.1f} over"
            yield Fault(look.phrases, f"call.{first}", says, "shorten it, or its choices (R8)")


def endings(look: Look) -> Iterator[Fault]:
    """Check that spoken words end with a full stop, a question mark or an exclamation mark (R19).

    Words before a key must end without a mark, because the sentence goes on with the key ("press 1", R4).
    """
    for said in look.said:
        table, _, name = said.key.rpartition(".")
        # a blank may hold the last sentence, or none
        ends = any(told.rstrip().endswith((".", "?", "!")) for told in (said.written, said.full))
        if name == "option" or (table == "call" and name in look.pack.phrase_names.before_a_key):
            if ends or said.written.rstrip().endswith(","):
                says, mend = "ends with a mark, and its key comes after it", "take the mark out (R4)"
                yield Fault(said.file, said.key, says, mend)
        elif said.channel == "call" and table != "keys" and said.written.strip() and not ends:
            yield Fault(said.file, said.key, "does not end like a sentence", "put a full stop (R19)")
