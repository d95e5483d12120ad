"""The type `Spot`: a room of the call and what the room is about there, such as "check.text.walking"."""

from typing import NamedTuple

from menus.model import MAIN


class Spot(NamedTuple):
    """A kind of place in a call (its `room`), and the place's subject (`about`).

    `about` is empty, or names a menu, a topic or the like. Where a phone number is asked for, `about` says
    what for: "callback", or "text" and a topic.
    """

    room: str
    about: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Spot":
        """Read a spot (a kind of place in a call, and its subject) from its form in a URL.

        "check.text.walking" is the room "check" about ("text", "walking"). Whether there is such a spot is
        checked later (`Room.holds`).
        """
        room, *about = text.split(".")
        return cls(room, tuple(about))

    def __str__(self) -> str:
        """The spot in its form in URLs and in the names of counts."""
        return ".".join((self.room, *self.about))


MAIN_MENU = Spot("menu", (MAIN,))
