"""The frozen type of what each language has to say: the names of the fixed sentences."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhraseNames:
    """The names of the fixed sentences that the line says; each language's phrases.toml has the words.

    `call` are the names of sentences in calls, and `text` of those in texts. `before_a_key` are the names of
    sentences in calls after which a key is told ("press 1"). A call also asks questions outside its menus.
    `choices` maps each of these questions to its choices, and each choice to its key.
    """

    call: tuple[str, ...]
    text: tuple[str, ...]
    before_a_key: frozenset[str]
    # each question of a call outside its menus: the choices read out after it, and the key of each
    choices: Mapping[str, Mapping[str, str]]
