"""The rule that a pack's words never hide commands (STOP) or alarms of the base (R27, R28, R30)."""

from collections.abc import Iterator

from menus.matcher.alarms import alarm_in
from menus.matcher.answers import Urgent
from menus.matcher.commands import COMMANDS
from menus.model import Fault, Table
from menus.phrasing.lexicon import lexicon
from menus.phrasing.phrases import PhraseError
from menus.phrasing.reading import read
from menus.phrasing.tables import plain, strings, table
from menus.said import Look

WHOLE = ("commands", "when_open")  # tables of matching.toml whose words are whole messages


def lifelines(look: Look) -> Iterator[Fault]:
    """Find words of a pack's own commands that are another command in the base, or raise an alarm.

    The matcher looks for commands before alarms. So a person who texts these words would get the answer to
    the pack's command, not the base's command or the help in an emergency.
    """
    file = f"{look.language.code}/matching.toml"
    base, own = look.pack.files.get(file, ({}, {}))
    always = {_together(words): name for key, name, words in _commands(base) if key.startswith(WHOLE[0])}
    # While we wait for an answer "ok" is YES, and thanks at other times.
    asked = always | {_together(words): name for _, name, words in _commands(base)}
    for key, name, words in ((key, name, words) for key, name, words in _commands(own) if name in COMMANDS):
        meant = always if key.startswith(WHOLE[0]) else asked
        if (other := meant.get(_together(words), name)) != name:
            yield Fault(
                file, key, f'"{words}" is {other} on every line', f"take it out: {other} needs it (R27)"
            )
        elif _is_alarm(look, words):
            yield Fault(
                file, key, f'"{words}" is an emergency', "take it out: it is to be heard as one (R30)"
            )


def _commands(matching: Table) -> Iterator[tuple[str, str, str]]:
    """Each wording of a command as a whole message: its key, the command's name, and its words."""
    for where in WHOLE:
        for name in table(matching, where):
            yield from ((f"{where}.{name}", name, words) for words in strings(table(matching, where), name))


def _together(words: str) -> str:
    return plain(words).replace(" ", "")


def _is_alarm(look: Look, words: str) -> bool:
    """Whether words alone raise an alarm; false if the phrases of the language cannot be read."""
    try:
        data = lexicon(look.language)
    except PhraseError:
        return False
    return isinstance(alarm_in(data, read(data, words))[1], Urgent)
