"""The input of every reply, and the one way to make a reply of a fixed sentence of the pack."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from menus import words
from menus.air.saying import name_of
from menus.clock import put
from menus.model import Language, Pack
from menus.multilingual.way_out import with_ways
from sms.model import Reply, Talk


@dataclass(frozen=True, slots=True)
class Thread:
    """The input of a reply: the pack, our memory of the last text, and the present time.

    `texted_today` is true if the person has got a text from us in the last 24 hours. `code` is the code of
    the language to reply in; with "", the language of our last text. `owed` is true if we owe a call that
    they asked for, to them or to another. `ringable` is true if we can ring the number they text from.
    """

    pack: Pack
    talk: Talk
    now: datetime
    texted_today: bool = False
    code: str = ""
    owed: bool = False
    ringable: bool = True

    @property
    def language(self) -> Language:
        """The language to reply in: that of `code` or, if `code` is "", the language of our last text.

        If neither is set, or the pack has no such language, it is the pack's first.
        """
        every = self.pack.languages
        return every.get(self.code or self.talk.language) or next(iter(every.values()))

    def told(self, topics: Sequence[str]) -> str:
        """The words to text for `topics` (names), in a row ("BONES or FLARE"); "MENU" if there are none."""
        language = self.language
        return language.text["or"].join(language.topics[one].told for one in topics) or "MENU"

    def say(self, name: str, talk: Talk, kind: str = "", **blanks: str) -> Reply:
        """The reply that is the pack's fixed sentence called `name`.

        `talk` is the new memory, `kind` the kind of reply (by default `name`); `blanks` fill this sentence's
        own blanks.
        """
        language = self.language.of(f"text.{name}")
        phrase = put(language.text[name], **blanks)
        text = words.fill_text(phrase, self.pack, language, self.now)
        return Reply(with_ways(self.pack, self.language, name, text), talk, kind or name)

    def say_first(self, name: str, reply: Reply, **blanks: str) -> Reply:
        """Return `reply` with the sentence called `name` put in straight after the service's name (R25).

        `blanks` fill the blanks of that sentence.
        """
        begins = name_of(self.pack.service, reply.text)
        first, rest = self.say(name, reply.talk, **blanks).text, reply.text[len(begins) :]
        if begins.rstrip().endswith("."):
            first = first[:1].upper() + first[1:]
        if first.endswith("."):
            rest = rest[:1].upper() + rest[1:]
        return replace(reply, text=f"{begins}{first} {rest}")

    def say_of_call(self, reply: Reply) -> Reply:
        """Return `reply` with a sentence at its end that the call stands, if we owe one (R49)."""
        if not self.owed:
            return reply
        return replace(reply, text=f"{reply.text} {self.say('call_stands', reply.talk).text}")
