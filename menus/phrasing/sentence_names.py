"""The frozen type of what each language has to say: the names of the fixed sentences."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhraseNames:
    """The names of the fixed sentences that the line says; each language's phrases.toml has the words.

    `call` are those of calls, `text` those of texts. `before_a_key` are those of calls that stand before the
    words for a key ("press 1"). `choices` maps each question of a call outside its menus to its choices, each
    with its key.
    """

    call: tuple[str, ...]
    text: tuple[str, ...]
    before_a_key: frozenset[str]
    # each question of a call outside its menus: the choices read out after it, and the key of each
    choices: Mapping[str, Mapping[str, str]]
