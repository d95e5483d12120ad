"""The `Spot` of a place: a room of the call and what it is about, such as "check.text.steroids"."""

from dataclasses import dataclass

from menus.model import MAIN


@dataclass(frozen=True, slots=True)
class Spot:
    """A room's name, and what the room is about there.

    `about` is empty, or holds a menu, a topic, or what a number is for ("callback", or "text" and a topic).
    """

    room: str
    about: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Spot":
        """The spot that a URL names; its room decides later whether it exists."""
        room, *about = text.split(".")
        return cls(room, tuple(about))

    def __str__(self) -> str:
        """The spot as it is written in URLs and in the names of counts."""
        return ".".join((self.room, *self.about))


MAIN_MENU = Spot("menu", (MAIN,))
