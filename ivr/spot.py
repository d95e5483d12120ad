"""The spot of a place: a room of the call, and what is spoken of there, as in "check.text.steroids"."""

from dataclasses import dataclass

from menus.model import MAIN


@dataclass(frozen=True, slots=True)
class Spot:
    """A room by its name, and what it is about: a menu, a topic, or what a number is for and for which."""

    room: str
    about: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Spot":
        """The spot that a URL names; whether it exists is for its room to say."""
        room, *about = text.split(".")
        return cls(room, tuple(about))

    def __str__(self) -> str:
        """The spot as URLs and counts have it."""
        return ".".join((self.room, *self.about))


MAIN_MENU = Spot("menu", (MAIN,))
