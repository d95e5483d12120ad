"""Who may be answered by text: people's numbers, no machine, word, short code or line of ours (R32, R44)."""

from store.numbers import is_withheld


def may_answer(sender: str, line: str) -> bool:
    """Whether a text from `sender` gets a reply; `line` is the line's own number ("" when not known)."""
    return not is_withheld(sender) and sender != line
