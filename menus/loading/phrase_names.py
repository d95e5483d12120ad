"""Reads phrase_names.toml of the base: the names of the fixed sentences, and of a call's choices."""

from functools import cache
from itertools import chain
from pathlib import Path

from menus.loading.files import read_sheet
from menus.loading.folders import BASE, Folders
from menus.loading.shape import PHRASE_NAMES
from menus.matcher.commands import COMMANDS, Says
from menus.model import Fault
from menus.phrasing.sentence_names import PhraseNames

FILE = "phrase_names.toml"
CHANNELS = ("call", "text")


def read_phrase_names(folders: Folders, faults: list[Fault]) -> PhraseNames:
    """Read phrase_names.toml: the names of the sentences that each language must have.

    The names of the replies to commands (menus/matcher/commands.py) are added to those of the file. An
    unusable value is added to `faults` and becomes empty. If the file cannot be read, every value is empty.
    The file's list `call` names all sentences of calls. The file also has lists of questions, of choices and
    of words before a key. A sentence in one of these that is not in `call` is a fault, too.
    """
    data = read_sheet(folders, FILE, PHRASE_NAMES, faults)
    replies = (does.sentence for does in COMMANDS.values() if isinstance(does, Says))
    choices = data["choices"]
    named = {f"choices.{asked}": (asked, *listed) for asked, listed in choices.items()}
    for key, names in ({"before_a_key": data["before_a_key"]} | named).items():
        for name in (name for name in names if name not in data["call"]):
            mend = "mend its name, or add it to `call`"
            faults.append(Fault(FILE, key, f'names the sentence "{name}", which `call` does not', mend))
    before_a_key = frozenset((*data["before_a_key"], *chain.from_iterable(choices.values())))
    return PhraseNames(data["call"], (*data["text"], *replies), before_a_key, choices)


def sentences_of(base: Path) -> frozenset[str]:
    """The sentences that a base's phrase_names.toml names ("call.greeting"); none if the file is unusable."""
    data = read_sheet(Folders(base, base), FILE, PHRASE_NAMES, [])
    return frozenset(f"{channel}.{name}" for channel in CHANNELS for name in data[channel])


@cache
def todays_sentences() -> frozenset[str]:
    """The sentences named by the base that comes with this code. Its file is read only once."""
    return sentences_of(BASE)
