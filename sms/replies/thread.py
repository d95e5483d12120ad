"""What every reply is made from, and the one way to make a reply of a fixed phrase."""

from dataclasses import dataclass
from datetime import datetime

from menus import words
from menus.clock import put
from menus.model import Language, Pack
from sms.model import Reply, Talk


@dataclass(frozen=True, slots=True)
class Thread:
    """What a reply is made from: the pack, the talk so far, the moment, and if they had a text today."""

    pack: Pack
    talk: Talk
    now: datetime
    texted_today: bool = False

    @property
    def language(self) -> Language:
        """The language of the replies: the first of the pack."""
        return next(iter(self.pack.languages.values()))

    def say(self, name: str, talk: Talk, kind: str = "", **blanks: str) -> Reply:
        """A fixed phrase of the pack as the reply; `blanks` are those that only this phrase has."""
        phrase = put(self.language.text[name], **blanks)
        return Reply(words.fill_text(phrase, self.pack, self.language, self.now), talk, kind or name)
