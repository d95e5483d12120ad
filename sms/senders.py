"""Who may be answered by text: people's numbers, and no machine, word or short code (R32, R44)."""

import re

# A country's number has at least eight digits and a plus: short codes and words have not. Carriers put these
# in the place of a withheld number; one of them is a valid number of somebody else.
NUMBER = re.compile(r"\+[1-9]\d{7,14}", re.ASCII)
WITHHELD = (
    "266696687",
    "7378742833",
    "2562533",
    "8656696",
    "86282452253",
    "464",
)


def withheld(number: str) -> bool:
    """Whether this is a placeholder for a number that was not given, or no number at all."""
    digits = number.removeprefix("+")
    return not NUMBER.fullmatch(number) or digits in WITHHELD or digits.removeprefix("1") in WITHHELD


def may_answer(sender: str, line: str) -> bool:
    """Whether a text from `sender` gets a reply; `line` is the line's own number ("" when not known)."""
    return not withheld(sender) and sender != line
