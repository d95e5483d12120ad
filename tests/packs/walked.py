"""What a walk through all calls asks a thousand times of one pack at one moment, answered once."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from ivr import flow
from ivr.call import Call, Go
from menus import words
from menus.hours import is_open
from menus.matcher import matching

MOST = 16_384


class Same:
    """A function that remembers its answers as long as it is asked about the very same objects.

    `alike` splits what it is given: the objects, told apart by identity, and a key of the rest. A walk has
    one pack, one language and one moment, which it would take longer to compare than to ask again.
    """

    def __init__(
        self, ask: Callable[..., Any], alike: Callable[..., tuple[tuple[object, ...], object]]
    ) -> None:
        self.ask, self.alike = ask, alike
        self.of: tuple[object, ...] = ()
        self.kept: dict[object, Any] = {}

    def __call__(self, *given: Any) -> Any:
        """The answer of `ask`."""
        of, key = self.alike(*given)
        if len(of) != len(self.of) or any(one is not was for one, was in zip(of, self.of, strict=True)):
            self.of, self.kept = of, {}
        if key not in self.kept:
            if len(self.kept) >= MOST:
                self.kept.clear()
            self.kept[key] = self.ask(*given)
        return self.kept[key]


def of_a_sentence(
    phrase: str, pack: object, language: object, now: datetime, style: str, own: Mapping[str, str]
) -> tuple[tuple[object, ...], object]:
    """What tells sentences with blanks apart: the words, and what fills the blanks of one alone."""
    return (pack, language, now), (phrase, style, *own.items())


def of_an_hour(hours: object, now: datetime) -> tuple[tuple[object, ...], object]:
    """What tells moments apart at which the helpline may be open."""
    return (hours, now), ()


def of_an_arrival(call: Call, go: Go) -> tuple[tuple[object, ...], object]:
    """What tells turns apart at which a call arrives: the move alone, which many keys of a place share."""
    return (call.pack, call.now, call.caller), go


def of_a_message(language: object, words: str, talk_open: bool = False) -> tuple[tuple[object, ...], object]:
    """What tells messages apart that are heard in one language."""
    return (language,), (words, talk_open)


@contextmanager
def reckoned_once_in_walks() -> Iterator[None]:
    """Fill each sentence once while the `with` lasts: walks say the same few hundred again and again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_filled", Same(words._filled, of_a_sentence))
        patch.setattr(flow, "_arrive", Same(flow._arrive, of_an_arrival))
        patch.setattr("ivr.call.is_open", Same(is_open, of_an_hour))
        patch.setattr(matching, "_explain", Same(matching._explain, of_a_message))
        yield
