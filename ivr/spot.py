"""The type `Spot`: a room of the call and what the room is about there, such as "check.text.steroids"."""

from dataclasses import dataclass

from menus.model import MAIN


@dataclass(frozen=True, slots=True)
class Spot:
    """A room's name, and what the room is about at this place.

    `about` is empty, or names a menu, a topic or the like; or what a phone number is for: "callback", or
    "text" and a topic.
    """

    room: str
    about: tuple[str, ...] = ()

    @classmethod
    def read(cls, text: str) -> "Spot":
        """The spot that the text in a URL names. It may not exist: that is checked later (`Room.holds`)."""
        room, *about = text.split(".")
        return cls(room, tuple(about))

    def __str__(self) -> str:
        """The spot as it is written in URLs and in the names of counts."""
        return ".".join((self.room, *self.about))


MAIN_MENU = Spot("menu", (MAIN,))
