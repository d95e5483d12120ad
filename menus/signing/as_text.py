"""A sheet as plain text, to read in a terminal, print, and send by mail."""

from collections.abc import Iterator
from textwrap import wrap

from menus.signing.sheet import Sheet

NOTATION = (
    "The rules as they are written stand in safety.toml; you sign them by what they do, as it is told here."
)
PLACE_TO_SIGN = (
    "\nName ______________________  Role ______________________  Register and number ______________",
    "Date ___________  Review by ___________  Signature _________________________________________",
)
UNDER, WIDE = " " * 8, 110


def lines_of(sheet: Sheet, *, signed: bool = False) -> Iterator[str]:
    """The lines of a sheet as text, to be ticked and signed by hand.

    If `signed`, it is a copy of what is signed already: every box is ticked, and there is no place to sign.
    """
    box = "[x]" if signed else "[ ]"
    yield f"{sheet.thing.titled} ({sheet.thing.id})"
    yield f"version {sheet.version}" + f"; {sheet.lasts}" * bool(sheet.lasts)
    if sheet.document:
        yield f"document: {sheet.document}"
    for piece in sheet.pieces:
        yield f"\n{piece.channel.capitalize()}: {piece.label} ({piece.measure})"
        if piece.note:
            yield f"  {piece.note}"
        for line in piece.lines:
            yield f"  {box} {line.words}"
            yield from wrap("; ".join(line.examples), WIDE, initial_indent=UNDER, subsequent_indent=UNDER)
            yield from (f"{UNDER}{fact.id} {fact.words} ({fact.stands})" for fact in sheet.shows(line))
            if before := sheet.refers(line):
                yield f"{UNDER}{', '.join(fact.id for fact in before)}, as above"
    if sheet.notation:
        yield f"\n{NOTATION}"
    if sheet.sounds:
        yield "\nSounds"
        yield from (f"  {box} {one.word}: {one.told}" for one in sheet.sounds)
    if not signed:
        yield from PLACE_TO_SIGN
